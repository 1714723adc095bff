"""The mkdocs plugin: `mkdocs build` and `mkdocs serve` give the same site as `quangba`.

static-i18n runs mkdocs' build once for each language and shows the source language where a
translation is missing. This plugin decides which pages each language gets, gives templates
their values, sets heading ids, and adds the files that are made from the whole site. Files
that all languages share are written in the source language's pass only.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from quangba import checks, picture_uses, press, site
from quangba.content.tree import Absent, Entry
from quangba.errors import InputError, StoreError
from quangba.languages import Language
from quangba.media import service
from quangba.media.markup import without_more
from quangba.media.video import service as video_service
from quangba.mkdocs_plugin import other_pages, published
from quangba.mkdocs_plugin.content import Content
from quangba.mkdocs_plugin.language_pass import LanguagePass, template
from quangba.mkdocs_plugin.options import PluginOptions
from quangba.mkdocs_plugin.page_text import PageText, align_by_attribute
from quangba.outputs import theme_assets
from quangba.outputs.theme_assets import ThemeAssets
from quangba.problems import Severity
from quangba.settings import read as read_settings
from quangba.site import Site
from quangba.view import sharing
from quangba.view.rendered import Rendered

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
_TOLD = {"warning": logging.WARNING, "error": logging.ERROR}


class QuangbaPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """One instance serves all languages of a build, one after the other."""

    def __init__(self) -> None:
        self._text = PageText()
        self._site: Site | None = None
        self._assets: ThemeAssets | None = None
        self._pass: LanguagePass | None = None
        self._unpublished: AbstractSet[str] = frozenset()
        self._contents: dict[str, Content] = {}
        self._rendered: list[Rendered] = []

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
        self._pass = LanguagePass.begin(self._site, language, self._assets, live=_is_served(config))
        self._rendered = []
        # The menu is ours; a navigation of thousands of pages in every page would be quadratic.
        config.nav = ["index.md"]
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        align_by_attribute(config.mdx_configs)
        extensions: list[Any] = config.markdown_extensions  # mkdocs' type knows names only
        if self._text.extensions[0] not in extensions:
            extensions += self._text.extensions
        return config

    def _load(self, config: MkDocsConfig) -> Site:
        try:
            settings = read_settings(Path(str(config.config_file_path)))
            loaded, problems = site.load(settings)
        except InputError as failure:
            found = "\n".join(str(problem) for problem in failure.problems)
            raise PluginError(f"{failure}\n{found}") from None
        for problem in checks.weighed(loaded, problems).problems:
            log.log(_LEVELS[problem.severity], "%s", problem)
        tree = loaded.tree if settings.drafts else loaded.public
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
        self._made.set_up(env)
        for path, html in other_pages.OtherPages(env, self._made, str(config.site_url)).all():
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
        meta = {"title": content.words.title, "template": template(entry)}
        front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items())
        return f"---\n{front}---\n{content.body}"

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the Markdown extensions which page comes next."""
        self._text.prepare(self._made, self._entry(page), page.url, self._unpublished)
        return markdown

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Keep what fell off the conversion; tell what the lines hid from the checks."""
        allowed = self._made.site.settings.security.allow_html
        content = self._text.content(html, page.file.src_uri, allowed)
        for level, text in content.warnings:
            log.log(_TOLD[level], "%s", text)
        self._contents[page.url] = content
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
        content = self._contents.pop(page.url)
        view = self._made.builder.entry_view(entry)
        self._rendered.append(
            Rendered(entry, view, without_more(page.content or ""), content.credits)
        )
        ours = self._made.of_page(view, entry, content, page.url)
        cast("dict[str, Any]", context).update(ours)
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is made from the pages of a language once all of them are rendered."""
        for path, data in published.after_pages(self._made, self._rendered).items():
            file = Path(str(config.site_dir)) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


def _is_served(config: MkDocsConfig) -> bool:
    """`mkdocs serve`, too, puts a script into the pages; it takes its own address for the site's.

    Not told by `on_startup`: mkdocs keeps a plugin that has one, with all its state, for the
    next build of the same process.
    """
    return str(config.site_url).startswith(f"http://{config.dev_addr}/")


def _generated(config: MkDocsConfig, path: str, data: bytes | Path) -> File:
    included = InclusionLevel.INCLUDED
    if isinstance(data, Path):
        return File.generated(config, path, abs_src_path=str(data), inclusion=included)
    return File.generated(config, path, content=data, inclusion=included)
