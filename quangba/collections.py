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

from quangba import addresses
from quangba.languages import Language
from quangba.memory import Owner, kept_memo, memo
from quangba.outlines import HOME as HOME  # noqa: PLC0414 - of lists, too
from quangba.outlines import Outline, Outlines
from quangba.settings import Settings
from quangba.site import Site

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


class Collections(Owner):
    """The lists of a site in one language."""

    def __init__(self, site: Site, language: Language) -> None:
        self._site = site
        self.language = language
        self.outlines = Outlines(site)
        super().__init__(self._site.memory, self.language.locale)

    @kept_memo
    def listed(self) -> tuple[str, ...]:
        """Every page that lists may show; those not translated yet only if the site wants it.

        What no reader may miss is not left out where a short notice stands in for its text.
        """
        hide = self._site.settings.listings.untranslated == "hide"
        return tuple(each.uri for each in self.outlines.all() if self._is_shown(each, hide=hide))

    def _is_shown(self, outline: Outline, *, hide: bool) -> bool:
        match outline.state(self.locale):
            case "translated":
                return True
            case "fallback":
                return not hide or self.locale in outline.stands_in
            case "absent":
                return False

    @kept_memo
    def items(self, selection: Selection) -> tuple[str, ...]:
        """The pages of a selection in their order."""
        return tuple(
            each.uri
            for each in map(self.outlines.by_uri.__getitem__, self._all(selection.index))
            if (selection.year is None or each.year == selection.year)
            and (selection.topic is None or selection.topic in each.topics)
        )

    @kept_memo
    def _all(self, index: str | None) -> tuple[str, ...]:
        found = self.listed() if index is None else self._below(self.outlines.of(index))
        return self.in_order(found)

    def in_order(self, uris: Iterable[str]) -> tuple[str, ...]:
        """Pages in the order of lists."""
        outlines = self.outlines.by_uri
        return tuple(sorted(uris, key=lambda uri: outlines[uri].place))

    def _below(self, index: Outline) -> list[str]:
        if index.collects:
            listed = map(self.outlines.by_uri.__getitem__, self.listed())
            return [e.uri for e in listed if e.kind in index.collects and not e.is_index]
        folder = posixpath.dirname(index.uri)
        listed_here = frozenset(self.listed())
        return [uri for uri in self.outlines.by_folder().get(folder, ()) if uri in listed_here]

    @kept_memo
    def years(self, index: str) -> tuple[int, ...]:
        """The years that a list can be narrowed to, newest first; none if there is but one."""
        outlines = self.outlines.by_uri
        years = (outlines[uri].year for uri in self._all(index))
        found = {year for year in years if year is not None}
        return tuple(sorted(found, reverse=True)) if len(found) > 1 else ()

    @kept_memo
    def topics(self, index: str) -> tuple[str, ...]:
        """The topics that a list can be narrowed to, in the register's order."""
        uris = self._all(index)
        if len(uris) < FEWEST_FILTERED:
            return ()
        outlines = self.outlines.by_uri
        count = Counter(topic for uri in uris for topic in outlines[uri].topics)
        found = [name for name in self._site.topics if 0 < count[name] < len(uris)]
        return tuple(found) if len(found) > 1 else ()

    @kept_memo
    def site_topics(self) -> tuple[str, ...]:
        """The topics that some page is about."""
        outlines = self.outlines.by_uri
        used = {topic for uri in self.listed() for topic in outlines[uri].topics}
        return tuple(name for name in self._site.topics if name in used)

    @kept_memo
    def _indexes(self) -> tuple[str, ...]:
        """The index pages that have lists: not the home page, whatever its layout is.

        One that is not translated has its list, too, where lists hide such pages.
        """
        return tuple(
            each.uri
            for each in self.outlines.all()
            if each.has(self.locale) and each.is_index and not each.layout and each.uri != HOME
        )

    @kept_memo
    def selections(self) -> tuple[Selection, ...]:
        """Every selection that has a page of its own beside the index pages themselves."""
        return tuple(self._selections())

    def _selections(self) -> Iterator[Selection]:
        for uri in self._indexes():
            yield from (Selection(uri, year=year) for year in self.years(uri))
            yield from (Selection(uri, topic=name) for name in self.topics(uri))
        if topics := self.site_topics():
            yield TOPICS
            yield from (Selection(None, topic=name) for name in topics)

    @kept_memo
    def pages(self) -> tuple[tuple[Selection, int], ...]:
        """Every page that has no file in docs: selections, and the further pages of each list."""
        indexes = [Selection(uri) for uri in self._indexes()]
        first = [(selection, 1) for selection in self.selections()]
        more = [
            (selection, number)
            for selection in (*indexes, *self.selections())
            if selection != TOPICS
            for number in range(2, self.count(selection) + 1)
        ]
        return (*first, *more)

    @kept_memo
    def count(self, selection: Selection) -> int:
        """How many pages a list fills, at least one."""
        size = self._site.settings.listings.page_size
        return max(1, -(-len(self.items(selection)) // size))

    @memo
    def part(self, selection: Selection, number: int) -> tuple[str, ...]:
        """What stands on a page of a list, counted from 1."""
        size = self._site.settings.listings.page_size
        return self.items(selection)[(number - 1) * size : number * size]

    @memo
    def has(self, selection: Selection, number: int) -> bool:
        """Whether the readers of this language have the page."""
        is_index = selection == Selection(selection.index) != TOPICS
        known = selection.index in self._shown_indexes() if is_index else False
        if not known and selection not in self.selections():
            return False
        return selection == TOPICS or number <= self.count(selection)

    @kept_memo
    def _shown_indexes(self) -> tuple[str, ...]:
        found = (each for each in self.outlines.all() if each.is_index)
        return tuple(each.uri for each in found if each.has(self.locale))

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
