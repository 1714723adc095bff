"""What lists need of a page without its words: so a new title or text rearranges nothing."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from quangba import announcements
from quangba.content.schema import KINDS, Dated, Event, Fields, News, Place
from quangba.content.tree import Absent, Entry, Fallback, Translated, Version
from quangba.memory import Owner, kept_memo, memo
from quangba.noting import noted_property
from quangba.site import Site

HOME = "index.md"

SHARES = 64
"""Outlines are kept in so many shares: all are read at once, and a page is looked at with few."""

State = Literal["translated", "fallback", "absent"]


@dataclass(frozen=True, slots=True)
class Outline:
    """A page as lists see it.

    rank: its `order`; place: of lists by time, then by address; day: what is dated has one; year:
    also of events; about: uri of the place that it is about, or is; versions: what readers of
    each language get; stands_in: languages in which a short notice stands in for the text;
    collects: kinds that an index page lists.
    """

    uri: str
    folder: str
    is_index: bool
    kind: str
    layout: str | None
    rank: int
    place: tuple[int, int, int, str]
    day: dt.date | None
    year: int | None
    topics: tuple[str, ...]
    about: str | None
    versions: tuple[tuple[str, State], ...]
    stands_in: tuple[str, ...]
    collects: tuple[str, ...]
    is_news: bool
    has_moved: bool

    def state(self, locale: str) -> State:
        """What readers of a language get."""
        return next(state for language, state in self.versions if language == locale)

    def has(self, locale: str) -> bool:
        """Whether readers of a language have the page, translated or not."""
        return self.state(locale) != "absent"

    def is_a(self, cls: type[Fields]) -> bool:
        """Whether it is of a kind or one of its kin."""
        return issubclass(KINDS[self.kind], cls)


class Outlines(Owner):
    """The outlines of a site, the same for all languages."""

    def __init__(self, site: Site) -> None:
        self._site = site
        super().__init__(self._site.memory)

    def all(self) -> Iterator[Outline]:
        """Of every page, by address."""
        return iter(self.by_uri.values())

    @noted_property
    def by_uri(self) -> Mapping[str, Outline]:
        """Of every page. Who wants a few asks for those with `of`, and reads nothing of others."""
        found: dict[str, Outline] = {}
        for number in range(SHARES):
            found |= self._share(number)
        return {uri: found[uri] for uri in self._site.tree.entries}

    def a(self, cls: type[Fields]) -> tuple[str, ...]:
        """The pages of a kind or one of its kin, by address."""
        return self._of_kinds(tuple(name for name, each in KINDS.items() if issubclass(each, cls)))

    @kept_memo
    def _of_kinds(self, kinds: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each.uri for each in self.all() if each.kind in kinds)

    @kept_memo
    def moved(self) -> tuple[str, ...]:
        """The pages that have had another address, by that of today."""
        return tuple(each.uri for each in self.all() if each.has_moved)

    @noted_property
    def _shares(self) -> tuple[tuple[str, ...], ...]:
        shares: tuple[list[str], ...] = tuple([] for _ in range(SHARES))
        for uri in self._site.tree.entries:
            shares[_share_of(uri)].append(uri)
        return tuple(map(tuple, shares))

    @memo
    def uris(self, number: int) -> tuple[str, ...]:
        """The pages of a share."""
        return self._shares[number]

    @kept_memo
    def _share(self, number: int) -> Mapping[str, Outline]:
        return {uri: self._made(uri) for uri in self.uris(number)}

    @memo
    def of(self, uri: str) -> Outline:
        """Of one page. Raises KeyError where there is none."""
        return self._share(_share_of(uri))[uri]

    def _made(self, uri: str) -> Outline:
        site, entry = self._site, self._site.tree.entries[uri]
        fields = entry.fields
        locales = [language.locale for language in site.settings.languages]
        return Outline(
            uri=uri,
            folder=entry.folder,
            is_index=entry.is_index,
            kind=fields.kind,
            layout=fields.layout,
            rank=fields.order,
            place=order(site, entry),
            day=fields.date if isinstance(fields, Dated) else None,
            year=_year(site, fields),
            topics=tuple(fields.topics),
            about=_about(entry),
            versions=tuple((locale, _state(entry.version(locale))) for locale in locales),
            stands_in=tuple(
                locale for locale in locales if announcements.stands_in(site, entry, locale)
            ),
            collects=tuple(fields.collects),
            is_news=is_news(site, fields),
            has_moved=bool(fields.moved_from),
        )

    @kept_memo
    def with_layout(self, layout: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The pages of a layout, by address, with the languages whose readers have them."""
        return tuple(
            (each.uri, tuple(locale for locale, _ in each.versions if each.has(locale)))
            for each in self.all()
            if each.layout == layout
        )

    @kept_memo
    def by_folder(self) -> dict[str, tuple[str, ...]]:
        """The pages listed in each folder, by `order`, then address; not the home page."""
        folders: dict[str, list[tuple[int, str]]] = {}
        for each in self.all():
            if each.uri != HOME:
                folders.setdefault(each.folder, []).append((each.rank, each.uri))
        return {
            folder: tuple(uri for _, uri in sorted(found))
            for folder, found in sorted(folders.items())
        }


def _share_of(uri: str) -> int:
    return zlib.crc32(uri.encode()) % SHARES


def order(site: Site, entry: Entry) -> tuple[int, int, int, str]:
    """Pages by `order`; what is dated newest first; events: next ones, then the latest."""
    fields = entry.fields
    if isinstance(fields, Dated):
        return 1, 0, -fields.date.toordinal(), entry.uri
    if isinstance(fields, Event):
        occurrence = site.occurrence(fields)
        past = occurrence.is_over(site.home_now)
        day = occurrence.first.toordinal()
        return 1, int(past), -day if past else day, entry.uri
    return 0, 0, fields.order, entry.uri


def is_news(site: Site, fields: Fields) -> bool:
    """Whether a page tells something that those who subscribe to its list wait for."""
    return isinstance(fields, Dated | Event) or announcements.is_announcement(site, fields)


def _year(site: Site, fields: Fields) -> int | None:
    """The year of what is dated and of events."""
    if isinstance(fields, Dated):
        return fields.date.year
    return site.occurrence(fields).first.year if isinstance(fields, Event) else None


def _about(entry: Entry) -> str | None:
    """The place that a page is about, or is."""
    fields = entry.fields
    if isinstance(fields, Event | News):
        return fields.place
    return entry.uri if isinstance(fields, Place) else None


def _state(version: Version) -> State:
    match version:
        case Translated():
            return "translated"
        case Fallback():
            return "fallback"
        case Absent():
            return "absent"
