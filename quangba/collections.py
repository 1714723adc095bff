"""Which pages lists hold, for readers of one language: order, years, topics, addresses.

A selection is what one list shows: the pages of an index page, all of them or those of a year or
topic; or, without an index page, all pages of the site about a topic. Long ones have further
pages with numbers. Lists are made from front matter alone, so every language has its own.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from quangba import addresses, announcements
from quangba.content.schema import Dated, Event, News, Place
from quangba.content.tree import Absent, Entry, Fallback, Translated
from quangba.languages import Language
from quangba.settings import Settings
from quangba.site import Site

HOME = "index.md"
FEWEST_FILTERED = 4
"""A list with fewer pages than this is seen at one glance: it offers no choice of topics."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list shows. index: uri of its index page, or None for the whole site."""

    index: str | None
    year: int | None = None
    topic: str | None = None


TOPICS = Selection(None)
"""The list of all topics."""


class Collections:
    """The lists of a site in one language."""

    def __init__(self, site: Site, language: Language) -> None:
        self._site = site
        self.language = language

    @cached_property
    def listed(self) -> tuple[Entry, ...]:
        """Every page that lists may show; those not translated yet only if the site wants it.

        What no reader may miss is not left out where a short notice stands in for its text.
        """
        hide = self._site.settings.listings.untranslated == "hide"
        return tuple(
            entry for entry in self._site.tree.entries.values() if self._is_shown(entry, hide=hide)
        )

    def _is_shown(self, entry: Entry, *, hide: bool) -> bool:
        match entry.version(self.language.locale):
            case Translated():
                return True
            case Fallback():
                locale = self.language.locale
                return not hide or announcements.stands_in(self._site, entry, locale)
            case Absent():
                return False

    def order(self, entry: Entry) -> tuple[int, int, int, str]:
        """Pages by `order`; what is dated newest first; events: next ones, then the latest."""
        fields = entry.fields
        if isinstance(fields, Dated):
            return 1, 0, -fields.date.toordinal(), entry.uri
        if isinstance(fields, Event):
            past = fields.last_day < self._site.today
            day = fields.start.toordinal()
            return 1, int(past), -day if past else day, entry.uri
        return 0, 0, fields.order, entry.uri

    def items(self, selection: Selection) -> tuple[Entry, ...]:
        """The pages of a selection in their order."""
        return tuple(
            entry
            for entry in self._all(selection.index)
            if (selection.year is None or year_of(entry) == selection.year)
            and (selection.topic is None or selection.topic in entry.fields.topics)
        )

    def _all(self, index: str | None) -> tuple[Entry, ...]:
        if index not in self._of_index:
            found = self.listed if index is None else self._below(self._site.tree.entries[index])
            self._of_index[index] = tuple(sorted(found, key=self.order))
        return self._of_index[index]

    @cached_property
    def _of_index(self) -> dict[str | None, tuple[Entry, ...]]:
        return {}

    def _below(self, index: Entry) -> list[Entry]:
        if index.fields.collects:
            kinds = index.fields.collects
            return [e for e in self.listed if e.kind in kinds and not e.is_index]
        folder = posixpath.dirname(index.uri)
        return [e for e in self._site.tree.in_folder(folder) if e.uri in self._uris]

    @cached_property
    def _uris(self) -> frozenset[str]:
        return frozenset(entry.uri for entry in self.listed)

    def years(self, index: str) -> tuple[int, ...]:
        """The years that a list can be narrowed to, newest first; none if there is but one."""
        found = {year for entry in self._all(index) if (year := year_of(entry)) is not None}
        return tuple(sorted(found, reverse=True)) if len(found) > 1 else ()

    def topics(self, index: str) -> tuple[str, ...]:
        """The topics that a list can be narrowed to, in the register's order."""
        entries = self._all(index)
        if len(entries) < FEWEST_FILTERED:
            return ()
        count = Counter(topic for entry in entries for topic in entry.fields.topics)
        found = [name for name in self._site.topics if 0 < count[name] < len(entries)]
        return tuple(found) if len(found) > 1 else ()

    @cached_property
    def site_topics(self) -> tuple[str, ...]:
        """The topics that some page is about."""
        used = {topic for entry in self.listed for topic in entry.fields.topics}
        return tuple(name for name in self._site.topics if name in used)

    @cached_property
    def _indexes(self) -> tuple[str, ...]:
        """The index pages that have lists: not the home page, whatever its layout is.

        One that is not translated has its list, too, where lists hide such pages.
        """
        return tuple(
            entry.uri
            for entry in self._site.tree.visible(self.language.locale)
            if entry.is_index and not entry.fields.layout and entry.uri != HOME
        )

    @cached_property
    def selections(self) -> tuple[Selection, ...]:
        """Every selection that has a page of its own beside the index pages themselves."""
        return tuple(self._selections())

    def _selections(self) -> Iterator[Selection]:
        for uri in self._indexes:
            yield from (Selection(uri, year=year) for year in self.years(uri))
            yield from (Selection(uri, topic=name) for name in self.topics(uri))
        if topics := self.site_topics:
            yield TOPICS
            yield from (Selection(None, topic=name) for name in topics)

    @cached_property
    def pages(self) -> tuple[tuple[Selection, int], ...]:
        """Every page that has no file in docs: selections, and the further pages of each list."""
        indexes = [Selection(uri) for uri in self._indexes]
        first = [(selection, 1) for selection in self.selections]
        more = [
            (selection, number)
            for selection in (*indexes, *self.selections)
            if selection != TOPICS
            for number in range(2, self.count(selection) + 1)
        ]
        return (*first, *more)

    def count(self, selection: Selection) -> int:
        """How many pages a list fills, at least one."""
        size = self._site.settings.listings.page_size
        return max(1, -(-len(self.items(selection)) // size))

    def part(self, selection: Selection, number: int) -> tuple[Entry, ...]:
        """What stands on a page of a list, counted from 1."""
        size = self._site.settings.listings.page_size
        return self.items(selection)[(number - 1) * size : number * size]

    def has(self, selection: Selection, number: int) -> bool:
        """Whether the readers of this language have the page."""
        if selection == TOPICS:
            return selection in self._known
        return selection in self._known and number <= self.count(selection)

    @cached_property
    def _known(self) -> frozenset[Selection]:
        entries = self._site.tree.visible(self.language.locale)
        indexes = (Selection(entry.uri) for entry in entries if entry.is_index)
        return frozenset((*indexes, *self.selections))

    def address(self, selection: Selection, number: int = 1) -> str:
        """Below the site's root: 'tin-tuc/2026/', 'zh/tin-tuc/trang/2/', 'chu-de/le-hoi/'."""
        listings = self._site.settings.listings
        base = addresses.of(selection.index or HOME, self.language)
        parts = [] if base == "." else [base.rstrip("/")]
        if selection.year is not None:
            parts.append(str(selection.year))
        if selection.topic is not None:
            parts += [listings.topic_path, selection.topic]
        if selection == TOPICS:
            parts.append(listings.topic_path)
        if number > 1:
            parts += [listings.page_path, str(number)]
        return f"{'/'.join(parts)}/" if parts else "."


def alternates(
    settings: Settings, lists: Iterable[Collections], selection: Selection, number: int
) -> tuple[tuple[str, str], ...]:
    """(tag, address) of a page of a list in each language that has it, and x-default.

    lists: of all languages, the source first. Empty where there is nothing to choose from.
    """
    found = [
        (own.language.tag, addresses.absolute(settings, own.address(selection, number)))
        for own in lists
        if own.has(selection, number)
    ]
    return (*found, ("x-default", found[0][1])) if len(found) > 1 else ()


def year_of(entry: Entry) -> int | None:
    """The year of what is dated and of events."""
    fields = entry.fields
    if isinstance(fields, Dated):
        return fields.date.year
    return fields.start.year if isinstance(fields, Event) else None


def kinship(entry: Entry, other: Entry) -> int:
    """How near two pages are: 2 for each topic that they share, 3 for the same place."""
    shared = set(entry.fields.topics) & set(other.fields.topics)
    place = _place(entry)
    return 2 * len(shared) + (3 if place and place == _place(other) else 0)


def _place(entry: Entry) -> str | None:
    """The place that a page is about, or is."""
    fields = entry.fields
    if isinstance(fields, Event | News):
        return fields.place
    return entry.uri if isinstance(fields, Place) else None
