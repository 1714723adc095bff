"""Which pages stand beside, below and around a page: menu, listings, neighbours, home."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quangba.collections import HOME, TOPICS, Collections
from quangba.content.schema import KINDS, Dated, Event, Fields, HomeLinks, News, Place, Story
from quangba.content.tree import Entry
from quangba.memory import Owner, kept_memo, memo
from quangba.outlines import SHARES, Outlines
from quangba.view.kinship import nearest
from quangba.view.parts import Parts
from quangba.view.values import Card, HomeView, Link, MappedPage, MenuItem, SectionView

SEARCH = "search"
NEWS_ON_HOME = 3
EVENTS_ON_HOME = 4
RELATED = 3


class Lists(Owner):
    """Lists for readers of one language."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.collections = Collections(parts.site, parts.language)
        self._outlines = self.collections.outlines
        self._entries = parts.site.tree.entries
        super().__init__(self._parts.memory, self._parts.locale)

    # -- menu -------------------------------------------------------------------------------

    def menu(self, current: str | None) -> tuple[MenuItem, ...]:
        """The sections of the site, each with its pages but for those added week by week."""
        return tuple(
            _marked(item, uri, current)
            for item, uri in zip(self._menu(), self._menu_uris(), strict=True)
        )

    @kept_memo
    def _menu(self) -> tuple[MenuItem, ...]:
        return tuple(self._menu_item(uri) for uri in self._sections())

    @kept_memo
    def _menu_uris(self) -> tuple[Uris, ...]:
        """The pages of the menu's items, as deep as these are."""
        return tuple(self._uris_below(uri) for uri in self._sections())

    @kept_memo
    def _sections(self) -> tuple[str, ...]:
        """What stands at the top of the site, but for the page that finds the others."""
        return tuple(uri for uri in self._listed("") if self._outlines.of(uri).layout != SEARCH)

    def _uris_below(self, uri: str) -> Uris:
        return uri, tuple(self._uris_below(child) for child in self._children(uri))

    def _menu_item(self, uri: str) -> MenuItem:
        """An item as pages have it that are not below it."""
        link = self._parts.link_to(uri, short=True)
        return MenuItem(
            title=link.title,
            url=link.url,
            lang_tag=link.lang_tag,
            current=False,
            active=False,
            children=tuple(self._menu_item(child) for child in self._children(uri)),
        )

    def _children(self, uri: str) -> Iterator[str]:
        outline = self._outlines.of(uri)
        outlines = self._outlines.by_uri if outline.is_index else {}
        for child in self._listed(posixpath.dirname(uri)) if outline.is_index else ():
            found = outlines[child]
            if not (found.is_a(Dated) or found.is_a(Event)):
                yield child

    @kept_memo
    def _listed(self, folder: str) -> tuple[str, ...]:
        """What a folder lists for these readers."""
        found = self._outlines.by_folder().get(folder, ())
        outlines = self._outlines.by_uri
        return tuple(uri for uri in found if outlines[uri].has(self.locale))

    @kept_memo
    def search_url(self) -> str | None:
        """The address of the page that finds pages, if the site has one."""
        found = self._of_layout(SEARCH)
        return next((self._parts.link_to(uri).url for uri in found), None)

    def _of_layout(self, layout: str) -> Iterator[str]:
        for uri, locales in self._outlines.with_layout(layout):
            if self.locale in locales:
                yield uri

    def service(self, current: str | None) -> tuple[MenuItem, ...]:
        """Pages about the site itself, which every page leads to, and the list of topics."""
        pages = zip(self._service(), self._service_uris(), strict=True)
        items = tuple(_marked(item, uri, current) for item, uri in pages)
        if self.collections.site_topics():
            url = self.collections.address(TOPICS)
            topics = MenuItem(self._parts.t("topics"), url, None, current=False, active=False)
            return (topics, *items)
        return items

    @kept_memo
    def _service(self) -> tuple[MenuItem, ...]:
        return tuple(self._menu_item(uri) for uri, _ in self._service_uris())

    @kept_memo
    def _service_uris(self) -> tuple[Uris, ...]:
        found = (each for each in self._outlines.all() if each.has(self.locale))
        return tuple(
            self._uris_below(each.uri) for each in found if each.layout not in (None, "home")
        )

    # -- maps -------------------------------------------------------------------------------

    def site_map(self) -> tuple[SectionView, ...]:
        """Every page by section."""
        mapped: dict[str, MappedPage] = {}
        for number in range(SHARES):
            mapped |= self._mapped(number)
        return tuple(
            SectionView(mapped[uri], tuple(mapped[page] for page in self._below(uri)))
            for uri in self._sections()
        )

    @kept_memo
    def _below(self, section: str) -> tuple[str, ...]:
        if not self._outlines.of(section).is_index:
            return ()
        folder = f"{posixpath.dirname(section)}/"
        pages = (each for each in self._outlines.all() if each.has(self.locale))
        return self.collections.in_order(
            each.uri for each in pages if each.uri.startswith(folder) and each.uri != section
        )

    @kept_memo
    def _mapped(self, number: int) -> dict[str, MappedPage]:
        """The pages of a share of those that these readers have."""
        uris = self._outlines.uris(number)
        return {uri: self._map(uri) for uri in uris if self._outlines.of(uri).has(self.locale)}

    def _map(self, uri: str) -> MappedPage:
        entry = self._entries[uri]
        heading = self._parts.heading(entry)
        return MappedPage(
            title=heading.title,
            description=heading.description,
            url=self._parts.link(entry).url,
            lang_tag=heading.lang_tag,
            state=self._parts.state(uri),
            language=self._parts.foreign_name(entry),
        )

    def breadcrumbs(self, entry: Entry) -> tuple[Link, ...]:
        """The home page and the index pages of the folders above, without the page itself."""
        if entry.uri == HOME:
            return ()
        folders = [part for part in entry.folder.split("/") if part]
        uris = [HOME, *("/".join([*folders[: n + 1], HOME]) for n in range(len(folders)))]
        return tuple(
            self._parts.link_to(uri, short=True)
            for uri in uris
            if uri in self._entries and self._outlines.of(uri).has(self.locale)
        )

    # -- around a page ----------------------------------------------------------------------

    def neighbours(self, entry: Entry) -> tuple[Link | None, Link | None]:
        """The older and the newer item of the same folder in the language, for dated kinds."""
        older, newer = self._neighbours_of(entry.uri)
        return (
            self._parts.link_to(older) if older else None,
            self._parts.link_to(newer) if newer else None,
        )

    @memo
    def _neighbours_of(self, uri: str) -> tuple[str | None, str | None]:
        outline = self._outlines.of(uri)
        if outline.day is None:
            return None, None
        if outline.state(self.locale) == "translated":
            return self._neighbours().get(uri, (None, None))
        return _between(self._dated().get(outline.folder, ()), outline.place, self._outlines)

    @kept_memo
    def _neighbours(self) -> dict[str, tuple[str | None, str | None]]:
        found: dict[str, tuple[str | None, str | None]] = {}
        for items in self._dated().values():
            around = (None, *items, None)
            for newer, uri, older in zip(around, items, around[2:], strict=False):
                found[uri] = older, newer
        return found

    @kept_memo
    def _dated(self) -> dict[str, tuple[str, ...]]:
        """Dated items of each folder that the language has, newest first."""
        folders: dict[str, list[str]] = {}
        for each in self._outlines.all():
            if each.day is not None and each.state(self.locale) == "translated":
                folders.setdefault(each.folder, []).append(each.uri)
        return {folder: self.collections.in_order(uris) for folder, uris in folders.items()}

    def related(self, entry: Entry) -> tuple[Card, ...]:
        """Pages in the language nearest by topics and place; then those next in the folder."""
        return tuple(self._parts.card_of(uri) for uri in self._related_to(entry.uri))

    @memo
    def _related_to(self, uri: str) -> tuple[str, ...]:
        outline = self._outlines.of(uri)
        if outline.is_index:
            return ()
        near = self._near().get((outline.topics, outline.about), ())
        found = [other for other in near if other != uri][:RELATED]
        if outline.day is None:
            found += [other for other in self._around(outline.folder, uri) if other not in found]
        return tuple(found[:RELATED])

    @kept_memo
    def _near(self) -> dict[tuple[tuple[str, ...], str | None], tuple[str, ...]]:
        """For each choice of topics and place the nearest pages, one more than are shown."""
        all_of_them = tuple(self._outlines.all())
        choices = {(each.topics, each.about): None for each in all_of_them if not each.is_index}
        others = [
            each
            for each in all_of_them
            if each.state(self.locale) == "translated" and not each.is_index
        ]
        return nearest(choices, others, RELATED + 1)

    def _around(self, folder: str, uri: str) -> Iterable[str]:
        """The next pages of the same folder, going round at its end."""
        siblings = list(self._pages_of(folder))
        at = siblings.index(uri)
        return siblings[at + 1 :] + siblings[:at]

    @kept_memo
    def _pages_of(self, folder: str) -> tuple[str, ...]:
        outlines = self._outlines.by_uri
        return tuple(uri for uri in self._listed(folder) if not outlines[uri].is_index)

    # -- home -------------------------------------------------------------------------------

    def home(self, entry: Entry) -> HomeView:
        """What the home page leads to, as its front matter says, else in the menu's order."""
        links = self._parts.page(entry).words.home or entry.fields.home or HomeLinks()
        sections = tuple(uri for uri in self._listed("") if self._outlines.of(uri).is_index)
        doors = links.doors or sections[:3]
        events = (self._parts.card_of(uri) for uri in self._listed_of(Event))
        return HomeView(
            actions=tuple(
                self._parts.link_to(uri, short=True)
                for uri in links.actions
                if uri in self._entries and self._outlines.of(uri).has(self.locale)
            ),
            next_events=tuple(card for card in events if card.event and not card.event.past)[
                :EVENTS_ON_HOME
            ],
            story=next(iter(self._cards_of(Story, 1)), None),
            news=self._cards_of(News, NEWS_ON_HOME),
            doors=self._parts.cards(doors),
            places=self._cards_of(Place),
            practical=self._parts.cards(links.practical),
            more=self._parts.cards(
                tuple(uri for uri in sections if uri not in doors and uri not in links.actions)
            ),
        )

    def _cards_of(self, kind: type[Fields], most: int | None = None) -> tuple[Card, ...]:
        return tuple(self._parts.card_of(uri) for uri in self._listed_of(kind)[:most])

    def _listed_of(self, kind: type[Fields]) -> tuple[str, ...]:
        return self._of_kind(next(name for name, cls in KINDS.items() if cls is kind))

    @kept_memo
    def _of_kind(self, kind: str) -> tuple[str, ...]:
        outlines = self._outlines.by_uri
        found = (uri for uri in self.collections.listed() if outlines[uri].kind == kind)
        return self.collections.in_order(found)


Uris = tuple[str, tuple["Uris", ...]]
"""A page of the menu, and those below it."""


def _marked(item: MenuItem, uris: Uris, current: str | None) -> MenuItem:
    """An item as the page `current` shows it."""
    uri, below = uris
    is_index = posixpath.basename(uri) == HOME
    is_above = is_index and (current or "").startswith(f"{posixpath.dirname(uri)}/")
    children = item.children
    if current is not None:
        pairs = zip(children, below, strict=True)
        children = tuple(_marked(child, its, current) for child, its in pairs)
    if uri != current and not is_above and children == item.children:
        return item
    return replace(
        item, current=uri == current, active=uri == current or is_above, children=children
    )


def _between(
    items: tuple[str, ...], place: tuple[int, int, int, str], outlines: Outlines
) -> tuple[str | None, str | None]:
    """Where a page would stand that is not among the items: the ones after and before."""
    after = [uri for uri in items if outlines.of(uri).place > place]
    before = [uri for uri in items if outlines.of(uri).place < place]
    return (after[0] if after else None), (before[-1] if before else None)
