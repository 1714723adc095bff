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
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from quangba import addresses, checks, picture_uses, press, site
from quangba.content.tree import Absent, Entry, resolve
from quangba.errors import InputError, StoreError
from quangba.languages import Language
from quangba.media import service
from quangba.media.markup import without_more
from quangba.media.video import service as video_service
from quangba.mkdocs_plugin import other_pages, published
from quangba.mkdocs_plugin.citations import Citations, misplaced
from quangba.mkdocs_plugin.language_pass import LanguagePass, relative
from quangba.mkdocs_plugin.markdown import PageParts
from quangba.mkdocs_plugin.options import PluginOptions
from quangba.mkdocs_plugin.terms import TermMarks, TermText, note_id
from quangba.outputs import theme_assets
from quangba.outputs.theme_assets import ThemeAssets
from quangba.problems import Severity, in_order
from quangba.registers.terms import Term
from quangba.settings import read as read_settings
from quangba.site import Site
from quangba.view import behind, pictures, sharing
from quangba.view.parts import Parts
from quangba.view.rendered import Rendered
from quangba.view.terms import LAYOUT as GLOSSARY
from quangba.view.values import TermView
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


class QuangbaPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """One instance serves all languages of a build, one after the other."""

    def __init__(self) -> None:
        self._parts = PageParts()
        self._citations = Citations()
        self._names = TermMarks()
        self._site: Site | None = None
        self._assets: ThemeAssets | None = None
        self._pass: LanguagePass | None = None
        self._unpublished: AbstractSet[str] = frozenset()
        self._preloads: dict[str, str] = {}
        self._credits: dict[str, tuple[str, ...]] = {}
        self._noted: dict[str, tuple[Term, ...]] = {}
        self._rendered: list[Rendered] = []
        self.checked = False
        """Set by our own driver, which has checked the content and told what is wrong."""
        self.drafts = False
        """Set by the preview: drafts and pages to come are shown, with a mark."""
        self.live = False
        """Set by the preview, whose own script a content policy in the pages would refuse."""
        self.now: dt.datetime | None = None
        """Set by our own driver, so that all languages are built at the same time."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """`mkdocs serve` puts a script of its own into the pages, too."""
        self.live = command == "serve"

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
        self._pass = LanguagePass.begin(self._site, language, self._assets, live=self.live)
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
    def _made(self) -> LanguagePass:
        assert self._pass is not None
        return self._pass

    @property
    def _language(self) -> Language:
        return self._made.language

    # -- files ------------------------------------------------------------------------------

    @event_priority(0)
    def _choose_pages(self, files: Files, config: MkDocsConfig) -> Files:
        """Before static-i18n chooses: leave it exactly the pages that this language gets."""
        wanted: set[str] = set()
        for entry in self._made.site.tree.entries.values():
            if not isinstance(entry.version(self._language.locale), Absent):
                page = entry.pages.get(self._language.locale, entry.source)
                wanted.add(f"{page.locale}/{entry.uri}")
        kept = [file for file in files if file.src_uri in wanted]
        return Files(kept)

    @event_priority(-200)  # after static-i18n, which takes only files below docs/
    def _add_shared(self, files: Files, config: MkDocsConfig) -> Files:
        for path, data in sorted(published.files(self._made).items()):
            files.append(_generated(config, path, data))
        return files

    on_files = CombinedEvent(_choose_pages, _add_shared)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Render what has no Markdown file, once templates can be had."""
        env.filters["names"] = self._made.marked
        for path, html in other_pages.render(env, config, self._made):
            files.append(_generated(config, path, html))
        return env

    # -- pages ------------------------------------------------------------------------------

    def _entry(self, page: MkDocsPage) -> Entry:
        return self._made.site.tree.entries[page.file.src_uri.partition("/")[2]]

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
        # Alternatives and captions in the body are in the body's language, also on a fallback.
        language = self._made.site.settings.language(page.file.src_uri.partition("/")[0])
        body = Parts(self._made.site, language)
        self._citations.html = body.figures.html
        entry = self._entry(page)
        self._parts.ids = entry.ids(entry.pages[language.locale])
        self._parts.marks = behind.marks(self._made.builder.parts, entry)
        self._parts.url = page.url
        self._parts.first = picture_uses.main_picture(entry) is None
        uses = self._made.builder.takes.anchors(entry)
        self._parts.credit = lambda picture: replace(
            body.credit(picture), more=_more(body.t, uses.get(picture.name))
        )
        self._parts.mark = partial(self._made.site.names.html, locale=language.locale)
        self._parts.wide = entry.kind == "story"
        self._parts.foreign = lambda target: self._foreign(page, target)
        self._parts.unpublished = lambda target: self._is_unpublished(page, target)
        self._parts.pictures = {
            name: picture for name in self._made.site.pictures if (picture := body.picture(name))
        }
        self._names.text = TermText(
            self._made.site.names,
            language.locale,
            partial(self._wants_note, text=language.locale),
            self._made.site.settings.terms.most if entry.fields.layout != GLOSSARY else 0,
        )
        return markdown

    def _is_unpublished(self, page: MkDocsPage, target: str) -> bool:
        uri, _ = resolve(self._entry(page).uri, target)
        return uri in self._unpublished

    def _wants_note(self, term: Term, text: str) -> bool:
        return self._made.builder.terms.wanted(term, text)

    def _foreign(self, page: MkDocsPage, target: str) -> tuple[str, str] | None:
        """Where a link leads whose page the reader's language is not meant to have."""
        uri, anchor = resolve(self._entry(page).uri, target)
        entry = self._made.site.tree.entries.get(uri)
        if entry is None or not isinstance(entry.version(self._language.locale), Absent):
            return None
        owner = self._made.site.settings.language(entry.owner)
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
        entry = self._entry(page)
        url = partial(relative, page.url)
        view = self._made.builder.entry_view(entry)
        credits_here = self._credits.pop(page.url, ())
        self._rendered.append(Rendered(entry, view, without_more(page.content or ""), credits_here))
        ours = {
            **self._made.common(entry.uri, url),
            "entry": view,
            "picture_caption": partial(
                pictures.caption,
                mark=self._made.marked,
                use=self._made.builder.t("use_picture"),
                places=self._made.builder.takes.anchors(entry),
            ),
            "structured": self._made.builder.structured.of_entry(entry, view),
            "share": self._made.sharing.of(entry),
            "text_preload": self._preloads.pop(page.url, ""),
            "text_credits": credits_here,
            "term_notes": self._term_notes(self._noted.pop(page.url, ())),
        }
        cast("dict[str, Any]", context).update(ours)
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is made from the pages of a language once all of them are rendered."""
        for path, data in published.after_pages(self._made, self._rendered).items():
            file = Path(str(config.site_dir)) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def _term_notes(self, terms: tuple[Term, ...]) -> tuple[tuple[str, TermView], ...]:
        """Notes with their ids."""
        return tuple((note_id(term), self._made.builder.terms.view(term)) for term in terms)


def _more(t: Translator, place: str | None) -> tuple[str, str] | None:
    """A link to where a page tells how one of its pictures may be used."""
    return (t("use_picture"), place) if place else None


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
