"""What the pages of one language are made with, and what every template of it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.memory import note
from quangba.mkdocs_plugin.content import Content
from quangba.mkdocs_plugin.context import quicken
from quangba.mkdocs_plugin.filters import of_page
from quangba.mkdocs_plugin.fragments import Fragments, Place
from quangba.mkdocs_plugin.here import Here, above, stem
from quangba.mkdocs_plugin.terms import note_id
from quangba.outputs.hosting.policy import page_policy
from quangba.outputs.theme_assets import ThemeAssets
from quangba.site import Site
from quangba.view import pictures, sharing
from quangba.view.builder import Builder
from quangba.view.parts import Parts
from quangba.view.sharing import Sharing
from quangba.view.values import EntryView, MenuItem, SiteView, TermView

_TEMPLATES = {"page": "main.html"}


@dataclass(frozen=True)
class LanguagePass:
    """mkdocs builds one language after the other: this is one of them."""

    site: Site
    assets: ThemeAssets
    builder: Builder
    sharing: Sharing
    live: bool = False

    @classmethod
    def begin(
        cls, site: Site, language: Language, assets: ThemeAssets, *, live: bool = False
    ) -> LanguagePass:
        """Before the first page of a language. live: scripts of a preview come into the pages."""
        builder = Builder(site, language, assets)
        shared = Sharing(builder.parts, builder.listings, sharing.desk(site))
        return cls(site, assets, builder, shared, live)

    @property
    def language(self) -> Language:
        """The readers' language."""
        return self.builder.language

    def set_up(self, env: Environment) -> None:
        """Before the first template of the language is loaded."""
        # mkdocs escapes nothing by itself; a text that a template forgets must not become markup.
        env.autoescape = True
        env.filters |= {"names": of_page(self.marked), "url": of_page(self.here)}
        env.globals["drawing"] = cache(partial(_drawing, env))
        quicken(env)
        env.add_extension(Fragments)
        env.extensions[Fragments.identifier].here = self.here  # type: ignore[attr-defined]

    @cached_property
    def here(self) -> Here:
        """The page that is rendered, for what makes addresses relative to it."""
        return Here()

    @cached_property
    def _ends(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Where the folded menu leads, where all of it leads, and what is above any of that."""
        site = self.builder.site_view(None)
        others = (site.home_url, site.search_url or "", self.builder.terms.address() or "")
        bar = {stem(link) for link in (*others, *(item.url for item in _top(site)))}
        menu = bar | {stem(item.url) for item in _items(site.menu)}
        return frozenset(bar), frozenset(menu), above(menu)

    def _place(self, site: SiteView) -> Place:
        """Where the page stands that `here` has been told of."""
        folder, own = self.here.folder, stem(self.here.url)
        if self.here.is_anywhere:
            return Place(folder, folder, folder)
        bar, menu, ways = self._ends
        alone = f"{own}/"
        # what leads below a page is named otherwise there than on the pages beside it
        if own in ways:
            folder = alone
        return Place(
            folder,
            (alone if own in bar else folder, *_marks(_top(site))),
            (alone if own in menu else folder, *_marks(_items((*site.menu, *site.service)))),
        )

    @cached_property
    def _foreign(self) -> dict[str, Parts]:
        return {}

    def parts(self, language: Language) -> Parts:
        """The pieces of a text in a language, which is another than the readers' on a fallback."""
        if language == self.language:
            return self.builder.parts
        if language.locale not in self._foreign:
            self._foreign[language.locale] = Parts(self.site, language)
        return self._foreign[language.locale]

    def marked(self, text: str, tag: str | None = None) -> Markup:
        """The filter `names`: escapes a text and marks what is of another language than `tag`."""
        locale = self._locales.get(tag or "", self.language.locale)
        return Markup(self.site.names.html(str(text), locale))  # noqa: S704 - escaped there

    @cached_property
    def _locales(self) -> dict[str, str]:
        return {language.tag: language.locale for language in self.site.settings.languages}

    def policy(self, of: Callable[..., str] = page_policy) -> str | None:
        """The content policy that stands in pages, where that is wanted."""
        security = self.site.settings.security
        return of(security, framed=False) if security.meta and not self.live else None

    @cached_property
    def _policy(self) -> str | None:
        return self.policy()

    def common(self, current: str | None, url: str, base: str | None = None) -> dict[str, Any]:
        """The values of any template. current: uri of the page; url: its address.

        base: where the site is, for a page that is shown at any address.
        """
        note("templates")
        site = self.builder.site_view(current)
        self.here.start(url, base)
        return {
            "place": self._place(site),
            "picture_html": partial(pictures.html, url=self.here),
            "picture_figure": partial(pictures.figure, url=self.here),
            "picture_caption": partial(pictures.caption, mark=self.marked),
            "picture_preload": partial(pictures.preload, url=self.here),
            "site": site,
            "language": self.builder.language,
            "t": self.builder.t,
            "date": self.builder.t.date,
            "number": self.builder.t.number,
            "content_policy": self._policy,
            "entry": None,
            "structured": "",
            "share": None,
            "text_preload": "",
            "text_credits": (),
            "term_notes": (),
            "glossary_url": self.builder.terms.address(),
        }

    def of_page(self, view: EntryView, entry: Entry, content: Content, url: str) -> dict[str, Any]:
        """The values of the template of a page that has a file. url: its address."""
        return {
            **self.common(entry.uri, url),
            "entry": view,
            "picture_caption": partial(
                pictures.caption,
                mark=self.marked,
                use=self.builder.t("use_picture"),
                places=self.builder.takes.anchors(entry),
            ),
            "structured": self.builder.structured.of_entry(entry, view),
            "share": self.sharing.of(entry),
            "text_preload": content.preload,
            "text_credits": content.credits,
            "term_notes": self._term_notes(content.noted),
        }

    def _term_notes(self, names: tuple[str, ...]) -> tuple[tuple[str, Callable[[], TermView]], ...]:
        """What gives each note, with its id."""
        terms = (self.site.terms.rows[name] for name in names)
        return tuple((note_id(term), partial(self.builder.terms.view, term)) for term in terms)


def template(entry: Entry) -> str:
    """The template of a page, below the theme's folder."""
    if entry.fields.layout:
        return f"{entry.fields.layout}.html"
    if entry.is_index:
        return "listing.html"
    return _TEMPLATES.get(entry.kind, f"kinds/{entry.kind}.html")


def _top(site: SiteView) -> tuple[MenuItem, ...]:
    """What the menu shows while it is folded, and what every page ends with."""
    return (*site.menu, *site.service)


def _items(menu: tuple[MenuItem, ...]) -> Iterator[MenuItem]:
    """Every item of a menu, each before those below it."""
    todo = [*reversed(menu)]
    while todo:
        item = todo.pop()
        yield item
        todo += reversed(item.children)


def _marks(items: Iterable[MenuItem]) -> Iterator[tuple[int, bool]]:
    """Which items are marked, and which is the page itself."""
    for number, item in enumerate(items):
        if item.current or item.active:
            yield number, item.current


def _drawing(env: Environment, name: str) -> Markup:
    """An icon or a drawing of the theme."""
    return Markup(env.get_template(f"{name}.svg").render())  # noqa: S704 - the theme's own
