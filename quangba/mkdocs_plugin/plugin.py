"""The mkdocs plugin: `mkdocs build` and `mkdocs serve` give the same site as `quangba`.

static-i18n runs mkdocs' build once for each language and shows the source language where a
translation is missing. This plugin decides which pages each language gets, gives templates
their values, sets heading ids, and adds the files that are made from the whole site. Files
that all languages share are written in the source language's pass only.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_relative_url

from quangba import addresses, checks, picture_uses, press, site
from quangba.content import documents
from quangba.content.tree import Absent, Entry, resolve
from quangba.errors import InputError, StoreError
from quangba.languages import Language
from quangba.media import service
from quangba.media.library import store_folder
from quangba.media.markup import Url, without_more
from quangba.media.video import service as video_service
from quangba.mkdocs_plugin.citations import Citations, misplaced
from quangba.mkdocs_plugin.markdown import PageParts
from quangba.mkdocs_plugin.options import PluginOptions
from quangba.mkdocs_plugin.terms import TermMarks, TermText, note_id
from quangba.outputs import theme_assets
from quangba.outputs.latest import make as make_latest
from quangba.outputs.theme_assets import ThemeAssets
from quangba.problems import Severity, in_order
from quangba.registers.terms import Term
from quangba.settings import read as read_settings
from quangba.site import Site
from quangba.view import behind, calendars, former, latest, pictures, search, sharing, sitemaps
from quangba.view.builder import Builder
from quangba.view.parts import Parts
from quangba.view.rendered import Rendered
from quangba.view.sharing import ShareView, Sharing
from quangba.view.terms import LAYOUT as GLOSSARY
from quangba.view.values import EntryView, TermView
from quangba.view.words import Translator

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger(__name__)

_LEVELS = {
    Severity.NOTE: logging.INFO,
    Severity.WARNING: logging.WARNING,
    Severity.ERROR: logging.ERROR,
}
_TEMPLATES = {"page": "main.html"}
_ICON = "favicon.svg"
_LATEST = "latest.html"
"""The block for other sites; a theme without it offers none."""

AfterPages = Callable[[Parts, Sequence[Rendered]], Mapping[str, bytes]]
_AFTER_PAGES: tuple[AfterPages, ...] = (search.make,)
"""Makers of files from the texts of a language's pages, by path below the site's root."""


class QuangbaPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """One instance serves all languages of a build, one after the other."""

    def __init__(self) -> None:
        self._parts = PageParts()
        self._citations = Citations()
        self._names = TermMarks()
        self._site: Site | None = None
        self._assets: ThemeAssets | None = None
        self._builder: Builder | None = None
        self._sharing: Sharing | None = None
        self._unpublished: AbstractSet[str] = frozenset()
        self._preloads: dict[str, str] = {}
        self._credits: dict[str, tuple[str, ...]] = {}
        self._noted: dict[str, tuple[Term, ...]] = {}
        self._rendered: list[Rendered] = []
        self.checked = False
        """Set by our own driver, which has checked the content and told what is wrong."""
        self.drafts = False
        """Set by the preview: drafts and pages to come are shown, with a mark."""
        self.now: dt.datetime | None = None
        """Set by our own driver, so that all languages are built at the same time."""

    # -- reading ----------------------------------------------------------------------------

    @event_priority(-200)  # after static-i18n (-100) has chosen the language
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the site once, at the first language; then say which language is built."""
        locale = self._locale(config)
        if self._site is None or locale == self._site.settings.source.locale:
            self._site = self._load(config)
            settings = self._site.settings
            self._assets = theme_assets.make(
                settings.theme_dir,
                self._site.tree,
                settings.cache_dir,
                labels=self._site.labels,
            )
        assert self._assets is not None
        language = self._site.settings.language(locale)
        self._builder = Builder(self._site, language, self._assets)
        desk = sharing.desk(self._site)
        self._sharing = Sharing(self._builder.parts, self._builder.listings, desk)
        self._rendered = []
        # The menu is ours; a navigation of thousands of pages in every page would be quadratic.
        config.nav = ["index.md"]
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        # Columns are aligned by `align`: a `style` would not pass a strict content policy.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        extensions: list[Any] = config.markdown_extensions  # mkdocs' type knows names only
        if self._parts not in extensions:
            extensions += [self._parts, self._citations, self._names]
        return config

    def _load(self, config: MkDocsConfig) -> Site:
        try:
            settings = read_settings(Path(str(config.config_file_path)))
            loaded, problems = site.load(settings, self.now)
        except InputError as failure:
            found = "\n".join(str(problem) for problem in failure.problems)
            raise PluginError(f"{failure}\n{found}") from None
        if not self.checked:
            for problem in in_order((*problems, *checks.run(loaded))):
                log.log(_LEVELS[problem.severity], "%s", problem)
        tree = loaded.tree if self.drafts or settings.drafts else loaded.public
        if not self.checked:
            uses = press.uses(loaded, tree)
            clips = picture_uses.clips_of_tree(tree)
            try:
                service.optimize(settings, loaded.pictures, loaded.recipes, uses)
                video_service.optimize(settings, loaded.clips, clips)
                sharing.make(replace(loaded, tree=tree))
            except StoreError as failure:
                raise PluginError(str(failure)) from None
        self._unpublished = loaded.tree.entries.keys() - tree.entries.keys()
        return replace(loaded, tree=tree)

    @staticmethod
    def _locale(config: MkDocsConfig) -> str:
        return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]

    @property
    def _language(self) -> Language:
        assert self._builder is not None
        return self._builder.language

    # -- files ------------------------------------------------------------------------------

    @event_priority(0)
    def _choose_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Before static-i18n chooses: leave it exactly the pages that this language gets."""
        assert self._site is not None
        wanted: set[str] = set()
        for entry in self._site.tree.entries.values():
            if not isinstance(entry.version(self._language.locale), Absent):
                page = entry.pages.get(self._language.locale, entry.source)
                wanted.add(f"{page.locale}/{entry.uri}")
        kept = [file for file in files if file.src_uri in wanted]
        return Files(kept)

    @event_priority(-200)  # after static-i18n, which takes only files below docs/
    def _add_shared(self, files: Files, config: MkDocsConfig) -> Files:
        assert self._builder is not None
        assert self._sharing is not None
        assert self._assets is not None
        parts = self._builder.parts
        found: dict[str, bytes | Path] = {
            **calendars.files(parts),
            **self._sharing.files(),
            **former.files(parts, self._assets.paths[theme_assets.STYLESHEET]),
            **self._builder.kit.files(),
        }
        if self._language.is_source:
            found |= self._shared_files()
        for path, data in sorted(found.items()):
            files.append(_generated(config, path, data))
        return files

    on_files = CombinedEvent(_choose_pages, _add_shared)

    def _shared_files(self) -> dict[str, bytes | Path]:
        """Files of all languages: their bytes, or where they are kept."""
        assert self._site is not None
        assert self._assets is not None
        shared: dict[str, bytes | Path] = dict(self._assets.files)
        shared |= sitemaps.files(self._site)
        shared |= calendars.combined(self._site)
        folder = store_folder(self._site.settings)
        wanted = service.by_original(
            self._site.pictures, self._site.recipes, picture_uses.of_tree(self._site.tree)
        )
        for name, renditions in wanted.items():
            original = self._site.pictures[name]
            for each in renditions:
                path = service.published(original, each)
                shared[path] = service.stored(folder, original, each)
        assert self._builder is not None
        shared |= self._builder.takes.files()
        shared |= documents.published(self._site.settings, self._site.tree)
        clips = picture_uses.clips_of_tree(self._site.tree)
        shared |= video_service.files(self._site.settings, self._site.clips, clips)
        return shared

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Render what has no Markdown file: lists, and the page for addresses that do not exist."""
        assert self._builder is not None
        assert self._sharing is not None
        env.filters["names"] = self._marked
        # That page is shown under any address: its links must not be relative.
        base = urlsplit(str(config.site_url)).path.rstrip("/") or "/"
        context = {
            "config": config,
            "page": None,
            "base_url": base,
            "languages_404": self._not_found_words(),
            **self._common(None, lambda path: f"{base.rstrip('/')}/{path}"),
        }
        not_found = env.get_template("404.html").render(context)
        made = {f"{self._language.url_prefix}404.html": not_found.encode()}
        if found := self._builder.lists.search_url():
            dialog = self._search_dialog(env, config, found)
            made[f"{found}dialog.html"] = dialog
        if _LATEST in env.list_templates():
            made |= self._latest(env, config)
        for selection, number in self._builder.lists.collections.pages:
            view = self._builder.listings.page(selection, number)
            share = self._sharing.of_list(selection, view.url)
            html = self._list(env, config, view, share)
            made[f"{view.url}index.html"] = html
        for path, data in made.items():
            files.append(_generated(config, path, data))
        return env

    def _search_dialog(self, env: Environment, config: MkDocsConfig, folder: str) -> bytes:
        """What a script shows over any page; its links are relative to where it stands itself."""
        assert self._builder is not None
        context = {
            "config": config,
            "page": SimpleNamespace(url=folder, content=""),
            "base_url": get_relative_url(".", folder),
            **self._common(None, partial(_relative, folder)),
            "topics": self._builder.listings.all_topics(),
        }
        return env.get_template("search_dialog.html").render(context).encode()

    def _latest(self, env: Environment, config: MkDocsConfig) -> dict[str, bytes]:
        """The block of latest news for other sites, as a page and as data."""
        assert self._builder is not None
        found = latest.of(self._builder.parts, self._builder.feeds)
        address = addresses.latest(self._builder.site.settings, self._language)
        page = SimpleNamespace(url=address, content="")
        context = {
            "config": config,
            "page": page,
            "base_url": get_relative_url(".", address),
            **self._common(None, partial(_relative, address)),
            "latest": found,
        }
        html = env.get_template(_LATEST).render(context)
        return {
            f"{address}index.html": html.encode(),
            latest.data_path(address): make_latest(found),
        }

    def _list(
        self, env: Environment, config: MkDocsConfig, view: EntryView, share: ShareView
    ) -> bytes:
        """A page of a list, which has no Markdown of its own."""
        assert self._builder is not None
        page = SimpleNamespace(url=view.url, content="")
        context = {
            "config": config,
            "page": page,
            "base_url": get_relative_url(".", view.url),
            **self._common(None, partial(_relative, view.url)),
            "entry": view,
            "structured": self._builder.structured.of_list(view),
            "share": share,
        }
        return env.get_template("listing.html").render(context).encode()

    def _marked(self, text: str, tag: str | None = None) -> Markup:
        """The filter `names`: escapes a text and marks what is of another language than `tag`."""
        assert self._site is not None
        tags = {language.tag: language.locale for language in self._site.settings.languages}
        locale = tags.get(tag or "", self._language.locale)
        return Markup(self._site.names.html(str(text), locale))  # noqa: S704 - escaped there

    def _not_found_words(self) -> tuple[Any, ...]:
        assert self._site is not None
        assert self._assets is not None
        others = (
            Builder(self._site, language, self._assets)
            for language in self._site.settings.languages
            if language != self._language
        )
        return tuple(
            (
                other.language,
                other.site_view(None).home_url,
                {
                    "title": other.t("not_found_title"),
                    "text": other.t("not_found_text"),
                    "home": other.t("not_found_home"),
                },
            )
            for other in others
        )

    # -- pages ------------------------------------------------------------------------------

    def _entry(self, page: MkDocsPage) -> Entry:
        assert self._site is not None
        return self._site.tree.entries[page.file.src_uri.partition("/")[2]]

    def on_page_read_source(self, page: MkDocsPage, config: MkDocsConfig) -> str:
        """The text that was read and checked, not the file again; mkdocs needs little of it."""
        entry = self._entry(page)
        locale = page.file.src_uri.partition("/")[0]
        content = entry.pages[locale]
        meta = {"title": content.words.title, "template": _template(entry)}
        front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items())
        return f"---\n{front}---\n{content.body}"

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the Markdown extension which page comes next."""
        assert self._site is not None
        # Alternatives and captions in the body are in the body's language, also on a fallback.
        assert self._builder is not None
        language = self._site.settings.language(page.file.src_uri.partition("/")[0])
        body = Parts(self._site, language)
        self._citations.html = body.figures.html
        entry = self._entry(page)
        self._parts.ids = entry.ids(entry.pages[language.locale])
        self._parts.marks = behind.marks(self._builder.parts, entry)
        self._parts.url = page.url
        self._parts.first = picture_uses.main_picture(entry) is None
        uses = self._builder.takes.anchors(entry)
        self._parts.credit = lambda picture: replace(
            body.credit(picture), more=_more(body.t, uses.get(picture.name))
        )
        self._parts.mark = partial(self._site.names.html, locale=language.locale)
        self._parts.wide = entry.kind == "story"
        self._parts.foreign = lambda target: self._foreign(page, target)
        self._parts.unpublished = lambda target: self._is_unpublished(page, target)
        self._parts.pictures = {
            name: picture for name in self._site.pictures if (picture := body.picture(name))
        }
        self._names.text = TermText(
            self._site.names,
            language.locale,
            partial(self._wants_note, text=language.locale),
            self._site.settings.terms.most if entry.fields.layout != GLOSSARY else 0,
        )
        return markdown

    def _is_unpublished(self, page: MkDocsPage, target: str) -> bool:
        uri, _ = resolve(self._entry(page).uri, target)
        return uri in self._unpublished

    def _wants_note(self, term: Term, text: str) -> bool:
        assert self._builder is not None
        return self._builder.terms.wanted(term, text)

    def _foreign(self, page: MkDocsPage, target: str) -> tuple[str, str] | None:
        """Where a link leads whose page the reader's language is not meant to have."""
        assert self._site is not None
        uri, anchor = resolve(self._entry(page).uri, target)
        entry = self._site.tree.entries.get(uri)
        if entry is None or not isinstance(entry.version(self._language.locale), Absent):
            return None
        owner = self._site.settings.language(entry.owner)
        return addresses.of(uri, owner) + (f"#{anchor}" if anchor else ""), owner.tag

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Headings that the line reader saw otherwise than the renderer get told."""
        self._preloads[page.url] = self._parts.preload
        self._credits[page.url] = tuple(self._parts.credits)
        self._noted[page.url] = tuple(self._names.text.noted)
        for name in self._parts.unplanned:
            log.error(
                "%s: the picture /media/%s is written in a way that was not understood; write"
                " ![](/media/%s) in a line of its own [picture-lines]",
                page.file.src_uri,
                name,
                name,
            )
        if misplaced(html):
            log.error(
                "%s: a figure stands in the title of a link, in a tag or among HTML; write it in"
                " a text of its own, outside HTML [fact-lines]",
                page.file.src_uri,
            )
        if self._parts.missed:
            log.warning(
                "%s: the text has %+d headings more or less than its lines show; write"
                " headings with ## at the start of a line, outside HTML [heading-lines]",
                page.file.src_uri,
                self._parts.missed,
            )
        return html

    def on_page_context(
        self,
        context: TemplateContext,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Give the template its values."""
        assert self._builder is not None
        assert self._sharing is not None
        entry = self._entry(page)
        url = partial(_relative, page.url)
        view = self._builder.entry_view(entry)
        credits_here = self._credits.pop(page.url, ())
        self._rendered.append(Rendered(entry, view, without_more(page.content or ""), credits_here))
        ours = {
            **self._common(entry.uri, url),
            "entry": view,
            "picture_caption": partial(
                pictures.caption,
                mark=self._marked,
                use=self._builder.t("use_picture"),
                places=self._builder.takes.anchors(entry),
            ),
            "structured": self._builder.structured.of_entry(entry, view),
            "share": self._sharing.of(entry),
            "text_preload": self._preloads.pop(page.url, ""),
            "text_credits": credits_here,
            "term_notes": self._term_notes(self._noted.pop(page.url, ())),
        }
        cast("dict[str, Any]", context).update(ours)
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is made from the pages of a language once all of them are rendered."""
        assert self._builder is not None
        assert self._assets is not None
        found = dict(self._builder.feeds.files(self._rendered, self._assets.paths.get(_ICON)))
        for make in _AFTER_PAGES:
            found |= make(self._builder.parts, self._rendered)
        for path, data in found.items():
            file = Path(str(config.site_dir)) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def _term_notes(self, terms: tuple[Term, ...]) -> tuple[tuple[str, TermView], ...]:
        """Notes with their ids."""
        assert self._builder is not None
        return tuple((note_id(term), self._builder.terms.view(term)) for term in terms)

    def _common(self, current: str | None, url: Url) -> dict[str, Any]:
        assert self._builder is not None
        return {
            "picture_html": partial(pictures.html, url=url),
            "picture_figure": partial(pictures.figure, url=url),
            "picture_caption": partial(pictures.caption, mark=self._marked),
            "picture_preload": partial(pictures.preload, url=url),
            "site": self._builder.site_view(current),
            "language": self._builder.language,
            "t": self._builder.t,
            "date": self._builder.t.date,
            "number": self._builder.t.number,
            "entry": None,
            "structured": "",
            "share": None,
            "text_preload": "",
            "text_credits": (),
            "term_notes": (),
            "glossary_url": self._builder.terms.address(),
        }


def _more(t: Translator, place: str | None) -> tuple[str, str] | None:
    """A link to where a page tells how one of its pictures may be used."""
    return (t("use_picture"), place) if place else None


def _relative(page_url: str, path: str) -> str:
    return get_relative_url(path, page_url)


def _template(entry: Entry) -> str:
    if entry.fields.layout:
        return f"{entry.fields.layout}.html"
    if entry.is_index:
        return "listing.html"
    return _TEMPLATES.get(entry.kind, f"kinds/{entry.kind}.html")


def _generated(config: MkDocsConfig, path: str, data: bytes | Path) -> File:
    included = InclusionLevel.INCLUDED
    if isinstance(data, Path):
        return File.generated(config, path, abs_src_path=str(data), inclusion=included)
    return File.generated(config, path, content=data, inclusion=included)
