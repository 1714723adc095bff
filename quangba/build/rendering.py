"""Single pages of a language, as `mkdocs build` makes them, without its loop over all of them.

What mkdocs does for one page is little: it converts the text, and renders a template. All the rest
of a build prepares for pages that nobody asked for. `tests/build/test_rendering.py` holds the bytes
against those of `mkdocs build`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cached_property
from types import SimpleNamespace

from jinja2 import Environment
from markdown import Markdown

from quangba import addresses
from quangba.build.bytecode import Compiled
from quangba.build.mkdocs_config import MkDocsConfig
from quangba.collections import Selection
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.media.markup import without_more
from quangba.mkdocs_plugin.content import Content, Level
from quangba.mkdocs_plugin.language_pass import LanguagePass, template
from quangba.mkdocs_plugin.links import Links, page_url
from quangba.mkdocs_plugin.other_pages import OtherPages
from quangba.mkdocs_plugin.page_text import PageText
from quangba.outputs.theme_assets import ThemeAssets
from quangba.site import Site
from quangba.view.rendered import Rendered
from quangba.view.values import EntryView

__all__ = ["Content", "Renderer"]

_MISSING = (
    "{path}: the link “{link}” leads to no page; write the path of the page's file from this one,"
    " outside HTML [link-lines]"
)


class Renderer:
    """The pages of one language in a process. Keeps nothing of a page for the next.

    site: with the tree that is shown; unpublished: uris of pages that are there but not in that
    tree, whose links stay words; live: scripts of a preview come into the pages.
    """

    def __init__(
        self,
        site: Site,
        language: Language,
        assets: ThemeAssets,
        *,
        unpublished: Container[str] = frozenset(),
        live: bool = False,
    ) -> None:
        self.made = LanguagePass.begin(site, language, assets, live=live)
        self._unpublished = unpublished
        self._text = PageText()
        self._links = Links(site, language)

    # Each is made when it is wanted first: most builds render pages of one language, or none.

    @cached_property
    def _config(self) -> MkDocsConfig:
        return MkDocsConfig.read(self.made.site.settings)

    @cached_property
    def _markdown(self) -> Markdown:
        return self._config.markdown((*self._text.extensions, self._links))

    @cached_property
    def _templates(self) -> Environment:
        templates = self._config.templates()
        self.made.set_up(templates)
        templates.bytecode_cache = Compiled(self.made.site.settings.cache_dir, templates)
        return templates

    @cached_property
    def _others(self) -> OtherPages:
        return OtherPages(self._templates, self.made, self.made.site.settings.site_url)

    def content(self, entry: Entry) -> Content:
        """The text of a page in HTML, and what falls off its conversion."""
        page = self.made.builder.parts.page(entry)
        url = page_url(entry.uri, self.made.language)
        self._text.prepare(self.made, entry, url, self._unpublished)
        self._links.start(page.locale, entry.uri)
        source = self._config.source(page, self.made.language.locale)
        html = self._markdown.reset().convert(source)
        path = f"{page.locale}/{entry.uri}"
        content = self._text.content(html, path, self.made.site.settings.security.allow_html)
        return replace(
            content,
            warnings=(*self._missing(path), *content.warnings),
            anchors=tuple(sorted(self._links.anchors)),
            leads=tuple((*to, link) for to, link in self._links.leads.items()),
        )

    def _missing(self, path: str) -> Iterator[tuple[Level, str]]:
        for link in self._links.missing:
            yield "warning", _MISSING.format(path=path, link=link)

    def view(self, entry: Entry) -> EntryView:
        """What the template of a page shows beside its text."""
        return self.made.builder.entry_view(entry)

    def page(self, entry: Entry, content: Content) -> bytes:
        """The whole HTML of a page."""
        url = page_url(entry.uri, self.made.language)
        context = {
            "page": SimpleNamespace(url=url, content=content.html),
            **self.made.of_page(self.view(entry), entry, content, url),
        }
        html = self._templates.get_template(template(entry)).render(context)
        return html.encode(errors="xmlcharrefreplace")

    def path(self, entry: Entry) -> str:
        """The file of a page, below the site's folder."""
        address = addresses.of(entry.uri, self.made.language)
        return "index.html" if address == "." else f"{address}index.html"

    def rendered(self, entry: Entry, content: Content) -> Rendered:
        """A page for what is made of the texts of all, as feeds are."""
        html = without_more(content.html)
        return Rendered(entry, self.view(entry), html, content.credits)

    def others(self) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of each page that has no file."""
        return self._others.all()

    def not_found(self) -> tuple[str, bytes]:
        """The page for addresses where nothing is."""
        return self._others.not_found()

    def dialog(self) -> tuple[tuple[str, bytes], ...]:
        """The search over any page; nothing where the site has no page that finds pages."""
        return tuple(self._others.dialog())

    def latest(self) -> tuple[tuple[str, bytes], ...]:
        """The block for other sites, and its data; nothing where the theme has none."""
        return tuple(self._others.latest())

    def list_page(self, selection: Selection, number: int) -> tuple[str, bytes]:
        """A page of a list that has no file."""
        return self._others.list_page(selection, number)
