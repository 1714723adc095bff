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
_LAST: dict[Field, int] = dict(
    zip(FIRST, [*(first - 1 for first in list(FIRST.values())[1:]), (1 << 22) - 1], strict=True)
)
APART = 5
"""So many places lie between the words of two texts of one field: they are no neighbours."""

Places = list[int]
Postings = dict[int, Places]
"""Places in ascending order by page."""
Forms = dict[str, Postings]
"""Postings by exact form."""

_PAGE = 22
_PLACES = (1 << _PAGE) - 1


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
    found: defaultdict[str, Places] = defaultdict(list)
    lengths = tuple(_add(found, number, page) for number, page in enumerate(pages))
    terms: dict[str, Forms] = {}
    for raw in sorted(found):
        word, form = both(raw)
        if word:
            terms.setdefault(word, {}).setdefault(form, {})
            _merge(terms[word][form], found[raw])
    tidied = {
        word: {form: tidy(places) for form, places in forms.items()}
        for word, forms in terms.items()
    }
    return tidied, lengths


@lru_cache(maxsize=200_000)
def both(raw: str) -> tuple[str, str]:
    """A word folded and exact."""
    return words.fold(raw), words.exact(raw)


def _add(found: defaultdict[str, Places], number: int, page: Texts) -> Lengths:
    """The words of one page; a page and a place are one number while pages are collected."""
    base = number << _PAGE
    titles: list[int] = []
    total = 0
    for name, texts in page.fields():
        place, last = FIRST[name], _LAST[name]
        for text in texts:
            start = place
            for run in words.runs(text):
                for word in words.grams(run) if words.is_unspaced(run) else (run,):
                    found[word].append(base + min(place, last))
                    place += 1
            total += place - start
            if name == "title":
                titles.append(place - start)
            place += APART
    return Lengths(titles[0], titles[1], total)


def _merge(into: Postings, packed: Places) -> None:
    for each in packed:
        into.setdefault(each >> _PAGE, []).append(each & _PLACES)


def tidy(postings: Postings) -> Postings:
    """Postings in the order of pages and places, no place twice."""
    return {page: sorted(set(postings[page])) for page in sorted(postings)}


def pack(postings: Postings, most: int | None = None) -> list[int]:
    """Postings as one list of numbers.

    For each page: how far it is from the one before, how many places follow, how far each of
    these is from the one before. most: so many places of a page's running text are
    kept; those of its other fields all are.
    """
    packed: list[int] = []
    before = -1
    for page, places in postings.items():
        kept = places if most is None else _first(places, most)
        packed += (page - before, len(kept))
        last = 0
        for place in kept:
            packed.append(place - last)
            last = place
        before = page
    return packed


def _first(places: Places, most: int) -> Places:
    if len(places) <= most:
        return places
    special = [place for place in places if place < FIRST["text"]]
    return special + places[len(special) : len(special) + most]


def unpack(packed: Sequence[int]) -> Postings:
    """What `pack` was given, without what it left out."""
    found: Postings = {}
    page, at = -1, 0
    while at < len(packed):
        page += packed[at]
        end = at + 2 + packed[at + 1]
        place, places = 0, []
        for step in packed[at + 2 : end]:
            place += step
            places.append(place)
        found[page], at = places, end
    return found
