"""Which pages stand beside, below and around a page: menu, listings, neighbours, home."""

from __future__ import annotations

import posixpath
from functools import cached_property

from quangba.collections import HOME, TOPICS, Collections, kinship
from quangba.content.schema import Dated, Event, HomeLinks, News, Place, Story
from quangba.content.tree import Entry, Translated
from quangba.view import states
from quangba.view.parts import Parts
from quangba.view.values import Card, HomeView, Link, MappedPage, MenuItem, SectionView

SEARCH = "search"
NEWS_ON_HOME = 3
EVENTS_ON_HOME = 4
RELATED = 3


class Lists:
    """Lists for readers of one language."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.collections = Collections(parts.site, parts.language)
        self._entries = parts.site.tree.entries

    def menu(self, current: str | None) -> tuple[MenuItem, ...]:
        """The sections of the site, each with its pages but for those added week by week."""
        return tuple(self._menu_item(entry, current) for entry in self._sections)

    @cached_property
    def _sections(self) -> tuple[Entry, ...]:
        """What stands at the top of the site, but for the page that finds the others."""
        return tuple(entry for entry in self._listed("") if entry.fields.layout != SEARCH)

    def search_url(self) -> str | None:
        """The address of the page that finds pages, if the site has one."""
        found = (
            entry
            for entry in self._parts.site.tree.visible(self._parts.language.locale)
            if entry.fields.layout == SEARCH
        )
        return next((self._parts.link(entry).url for entry in found), None)

    def site_map(self) -> tuple[SectionView, ...]:
        """Every page by section."""
        return tuple(
            SectionView(
                self._mapped(entry), tuple(self._mapped(page) for page in self._below(entry))
            )
            for entry in self._sections
        )

    def _below(self, section: Entry) -> list[Entry]:
        if not section.is_index:
            return []
        folder = f"{posixpath.dirname(section.uri)}/"
        pages = (
            each
            for each in self._parts.site.tree.visible(self._parts.language.locale)
            if each.uri.startswith(folder) and each != section
        )
        return sorted(pages, key=self.collections.order)

    def _mapped(self, entry: Entry) -> MappedPage:
        heading = self._parts.heading(entry)
        return MappedPage(
            title=heading.title,
            description=heading.description,
            url=self._parts.link(entry).url,
            lang_tag=heading.lang_tag,
            state=states.of(entry, self._parts.language.locale),
            language=self._parts.foreign_name(entry),
        )

    def service(self, current: str | None) -> tuple[MenuItem, ...]:
        """Pages about the site itself, which every page leads to, and the list of topics."""
        pages = [
            self._menu_item(entry, current)
            for entry in self._entries.values()
            if entry.fields.layout not in (None, "home") and self._parts.has(entry)
        ]
        if TOPICS in self.collections.selections:
            url = self.collections.address(TOPICS)
            topics = MenuItem(self._parts.t("topics"), url, None, current=False, active=False)
            return (topics, *pages)
        return tuple(pages)

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
        return tuple(
            self._parts.link(parent, short=True)
            for parent in parents
            if parent and self._parts.has(parent)
        )

    def neighbours(self, entry: Entry) -> tuple[Link | None, Link | None]:
        """The older and the newer item of the same folder in the language, for dated kinds."""
        if not isinstance(entry.fields, Dated):
            return None, None
        items = self._dated.get(entry.folder, ())
        key = self.collections.order(entry)
        older = next((other for other in items if self.collections.order(other) > key), None)
        newer = [other for other in items if self.collections.order(other) < key]
        return (
            self._parts.link(older) if older else None,
            self._parts.link(newer[-1]) if newer else None,
        )

    @cached_property
    def _dated(self) -> dict[str, tuple[Entry, ...]]:
        """Dated items of each folder that the language has, newest first."""
        folders: dict[str, list[Entry]] = {}
        for entry in self._translated:
            if isinstance(entry.fields, Dated):
                folders.setdefault(entry.folder, []).append(entry)
        return {
            folder: tuple(sorted(found, key=self.collections.order))
            for folder, found in folders.items()
        }

    @cached_property
    def _translated(self) -> tuple[Entry, ...]:
        locale = self._parts.language.locale
        return tuple(
            entry
            for entry in self._entries.values()
            if isinstance(entry.version(locale), Translated)
        )

    def related(self, entry: Entry) -> tuple[Card, ...]:
        """Pages in the language nearest by topics and place; then those next in the folder."""
        if entry.is_index:
            return ()
        others = (other for other in self._translated if other.uri != entry.uri)
        near = [other for other in others if not other.is_index and kinship(entry, other)]
        near.sort(key=lambda other: (-kinship(entry, other), self.collections.order(other)))
        found = near[:RELATED]
        if not isinstance(entry.fields, Dated):
            near_uris = {other.uri for other in found}
            found += [other for other in self._around(entry) if other.uri not in near_uris]
        return tuple(self._parts.card(other) for other in found[:RELATED])

    def _around(self, entry: Entry) -> list[Entry]:
        """The next pages of the same folder, going round at its end."""
        siblings = [other for other in self._listed(entry.folder) if not other.is_index]
        at = [other.uri for other in siblings].index(entry.uri)
        return siblings[at + 1 :] + siblings[:at]

    def home(self, entry: Entry) -> HomeView:
        """What the home page leads to, as its front matter says, else in the menu's order."""
        links = self._parts.page(entry).words.home or entry.fields.home or HomeLinks()
        sections = tuple(other.uri for other in self._listed("") if other.is_index)
        doors = links.doors or sections[:3]
        return HomeView(
            actions=tuple(
                self._parts.link(found, short=True)
                for uri in links.actions
                if (found := self._entries.get(uri)) and self._parts.has(found)
            ),
            next_events=tuple(c for c in self._cards_of(Event) if c.event and not c.event.past)[
                :EVENTS_ON_HOME
            ],
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
        found = (e for e in self.collections.listed if isinstance(e.fields, kind))
        return tuple(self._parts.card(e) for e in sorted(found, key=self.collections.order))
