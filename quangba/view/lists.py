"""Which pages stand beside, below and around a page: menu, listings, neighbours, home."""

from __future__ import annotations

import posixpath
from functools import cached_property

from quangba.content.schema import Dated, Event, HomeLinks, News, Place, Story
from quangba.content.tree import Entry
from quangba.view.parts import Parts
from quangba.view.values import Card, HomeView, Link, MenuItem

HOME = "index.md"
NEWS_ON_HOME = 3
RELATED = 3


class Lists:
    """Lists for readers of one language."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._entries = parts.site.tree.entries

    def menu(self, current: str | None) -> tuple[MenuItem, ...]:
        """The sections of the site, each with its pages but for those added week by week."""
        return tuple(self._menu_item(entry, current) for entry in self._listed(""))

    def _menu_item(self, entry: Entry, current: str | None) -> MenuItem:
        link = self._parts.link(entry, short=True)
        folder = posixpath.dirname(entry.uri)
        pages = self._listed(folder) if entry.is_index else ()
        is_current = entry.uri == current
        is_above = entry.is_index and (current or "").startswith(f"{folder}/")
        return MenuItem(
            title=link.title,
            url=link.url,
            lang_tag=link.lang_tag,
            current=is_current,
            active=is_current or is_above,
            children=tuple(
                self._menu_item(page, current)
                for page in pages
                if not isinstance(page.fields, Dated | Event)
            ),
        )

    def _listed(self, folder: str) -> tuple[Entry, ...]:
        found = self._parts.site.tree.in_folder(folder)
        return tuple(entry for entry in found if self._parts.has(entry))

    def breadcrumbs(self, entry: Entry) -> tuple[Link, ...]:
        """The home page and the index pages of the folders above, without the page itself."""
        if entry.uri == HOME:
            return ()
        folders = [part for part in entry.folder.split("/") if part]
        uris = [HOME, *("/".join([*folders[: n + 1], HOME]) for n in range(len(folders)))]
        parents = (self._entries.get(uri) for uri in uris)
        return tuple(self._parts.link(parent, short=True) for parent in parents if parent)

    def children(self, entry: Entry) -> tuple[Card, ...]:
        """Of an index page, the pages of its folder."""
        if not entry.is_index or entry.uri == HOME:
            return ()
        entries = self._listed(posixpath.dirname(entry.uri))
        return tuple(self._parts.card(child) for child in sorted(entries, key=_listing_order))

    def neighbours(self, entry: Entry) -> tuple[Link | None, Link | None]:
        """The older and the newer item of the same folder, for dated kinds."""
        if not isinstance(entry.fields, Dated):
            return None, None
        items = self._dated.get(entry.folder, ())
        at = items.index(entry)
        older = self._parts.link(items[at + 1]) if at + 1 < len(items) else None
        newer = self._parts.link(items[at - 1]) if at else None
        return older, newer

    @cached_property
    def _dated(self) -> dict[str, tuple[Entry, ...]]:
        """Dated items of each folder, newest first."""
        folders: dict[str, list[Entry]] = {}
        for entry in self._visible:
            if isinstance(entry.fields, Dated):
                folders.setdefault(entry.folder, []).append(entry)
        return {
            folder: tuple(sorted(found, key=_listing_order)) for folder, found in folders.items()
        }

    @cached_property
    def _visible(self) -> tuple[Entry, ...]:
        return self._parts.site.tree.visible(self._parts.language.locale)

    def related(self, entry: Entry) -> tuple[Card, ...]:
        """The next pages of the same folder, going round at its end."""
        if entry.is_index or isinstance(entry.fields, Dated):
            return ()
        siblings = [other for other in self._listed(entry.folder) if not other.is_index]
        at = siblings.index(entry)
        around = siblings[at + 1 :] + siblings[:at]
        return tuple(self._parts.card(other) for other in around[:RELATED])

    def home(self, entry: Entry) -> HomeView:
        """What the home page leads to, as its front matter says, else in the menu's order."""
        links = self._parts.page(entry).words.home or entry.fields.home or HomeLinks()
        sections = tuple(other.uri for other in self._listed("") if other.is_index)
        doors = links.doors or sections[:3]
        events = self._cards_of(Event)
        return HomeView(
            actions=tuple(
                self._parts.link(self._entries[uri], short=True)
                for uri in links.actions
                if uri in self._entries
            ),
            next_event=events[0] if events else None,
            story=next(iter(self._cards_of(Story)), None),
            news=self._cards_of(News)[:NEWS_ON_HOME],
            doors=self._parts.cards(doors),
            places=self._cards_of(Place),
            practical=self._parts.cards(links.practical),
            more=self._parts.cards(
                tuple(uri for uri in sections if uri not in doors and uri not in links.actions)
            ),
        )

    def _cards_of(self, kind: type[Dated | Event | Place]) -> tuple[Card, ...]:
        found = (entry for entry in self._visible if isinstance(entry.fields, kind))
        return tuple(self._parts.card(entry) for entry in sorted(found, key=_listing_order))


def _listing_order(entry: Entry) -> tuple[int, int, str]:
    """Pages by `order`, then dated kinds newest first and events by their date."""
    fields = entry.fields
    if isinstance(fields, Dated):
        return 1, -fields.date.toordinal(), entry.uri
    if isinstance(fields, Event):
        return 1, fields.start.toordinal(), entry.uri
    return 0, fields.order, entry.uri
