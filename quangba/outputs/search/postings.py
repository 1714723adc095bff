"""Where each word of a language's pages stands: word -> its exact forms -> pages -> places.

A place is a number. Each field of a page has a range of its own, so that a place tells the field,
too, and words of different fields are never neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from quangba.outputs.search import words

Field = Literal["title", "description", "labels", "headings", "pictures", "text"]
FIRST: dict[Field, int] = {
    "title": 0,
    "description": 100,
    "labels": 400,
    "headings": 1_000,
    "pictures": 4_000,
    "text": 8_000,
}
"""The first place of each field, in ascending order."""
_TEXT = FIRST["text"]
_LAST: dict[Field, int] = dict(
    zip(FIRST, [*(first - 1 for first in list(FIRST.values())[1:]), (1 << 22) - 1], strict=True)
)
APART = 5
"""So many places lie between the words of two texts of one field: they are no neighbours."""

Spots = list[int]
"""Where a word stands, in ascending order; each one number for a page and a place on it."""
Forms = dict[str, Spots]
"""Spots by exact form."""

_PAGE = 22
_PLACES = (1 << _PAGE) - 1


def spot(page: int, place: int) -> int:
    """A page and a place as one number."""
    return page << _PAGE | place


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a page, by field.

    menu: its title in short, where it has one; labels: what the page is filed under, in words.
    """

    title: str
    menu: str
    description: str
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    pictures: tuple[str, ...]
    text: tuple[str, ...]

    def fields(self) -> Iterator[tuple[Field, Sequence[str]]]:
        """Each field and its texts, in the order of their places."""
        yield "title", (self.title, self.menu)
        yield "description", (self.description,)
        yield "labels", self.labels
        yield "headings", self.headings
        yield "pictures", self.pictures
        yield "text", self.text


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many words a page's title has, its short one, and all its fields."""

    title: int
    menu: int
    all: int


def collect(pages: Iterable[Texts]) -> tuple[dict[str, Forms], tuple[Lengths, ...]]:
    """All words of pages, by folded form, and the pages' lengths."""
    found: defaultdict[str, Spots] = defaultdict(list)
    lengths = tuple(_add(found, spot(number, 0), page) for number, page in enumerate(pages))
    terms: dict[str, Forms] = {}
    for raw in sorted(found):
        word, form = both(raw)
        if word:
            forms = terms.setdefault(word, {})
            forms[form] = sorted(forms[form] + found[raw]) if form in forms else found[raw]
    return terms, lengths


@lru_cache(maxsize=200_000)
def both(raw: str) -> tuple[str, str]:
    """A word folded and exact."""
    return words.fold(raw), words.exact(raw)


def _add(found: defaultdict[str, Spots], base: int, page: Texts) -> Lengths:
    """The words of one page, whose first spot is `base`. What a field has no place for is left."""
    titles: list[int] = []
    total = 0
    for name, texts in page.fields():
        place, last = FIRST[name], _LAST[name]
        for text in texts:
            said = words.said(text)[: max(0, last - place)]
            for at, word in enumerate(said, base + place):
                found[word].append(at)
            total += len(said)
            if name == "title":
                titles.append(len(said))
            place += len(said) + APART
    return Lengths(titles[0], titles[1], total)


def pack(spots: Spots, most: int | None = None) -> list[int]:
    """Spots as one list of small numbers.

    For each page: how far it is from the one before, how many places follow, how far each of
    these is from the one before. most: so many places of a page's running text are kept; those
    of its other fields all are.
    """
    packed: list[int] = []
    start = last = 0
    page, left = -1, most
    for each in spots:
        number, place = each >> _PAGE, each & _PLACES
        if number != page:
            _count(packed, start)
            packed += (number - page, 0)
            start, page, last, left = len(packed), number, 0, most
        if left is not None and place >= _TEXT:
            if not left:
                continue
            left -= 1
        packed.append(place - last)
        last = place
    _count(packed, start)
    return packed


def _count(packed: list[int], start: int) -> None:
    """Fill in how many places there are from `start` on."""
    if packed:
        packed[start - 1] = len(packed) - start


def unpack(packed: Sequence[int]) -> Spots:
    """What `pack` was given, without what it left out."""
    spots: Spots = []
    page, at = -1, 0
    while at < len(packed):
        page += packed[at]
        end = at + 2 + packed[at + 1]
        place = 0
        for step in packed[at + 2 : end]:
            place += step
            spots.append(spot(page, place))
        at = end
    return spots


def pages(packed: Sequence[int]) -> list[int]:
    """The pages of a packed list."""
    found: list[int] = []
    page, at = -1, 0
    while at < len(packed):
        page += packed[at]
        found.append(page)
        at += 2 + packed[at + 1]
    return found
