"""Where each word of a page stands: word -> its exact forms -> places.

A place is a number. Each field of a page has a range of its own, so that a place tells the field,
too, and words of different fields are never neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import sub
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

Key = tuple[str, str]
"""A word folded, and its exact form."""
Places = list[int]
"""Where a word stands on a page, in ascending order."""


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


def collect(page: Texts) -> tuple[dict[Key, Places], Lengths]:
    """All words of a page and its lengths. What a field has no place for is left out."""
    found: defaultdict[str, Places] = defaultdict(list)
    titles: list[int] = []
    total = 0
    for name, texts in page.fields():
        place, last = FIRST[name], _LAST[name]
        for text in texts:
            said = words.said(text)[: max(0, last - place)]
            for at, word in enumerate(said, place):
                found[word].append(at)
            total += len(said)
            if name == "title":
                titles.append(len(said))
            place += len(said) + APART
    return _by_key(found), Lengths(titles[0], titles[1], total)


def _by_key(found: dict[str, Places]) -> dict[Key, Places]:
    keyed: dict[Key, Places] = {}
    for key, places in zip(map(both, found), found.values(), strict=True):
        before = keyed.setdefault(key, places)
        if before is not places:
            keyed[key] = sorted(before + places)
    for key in [key for key in keyed if not key[0]]:
        del keyed[key]
    return keyed


@lru_cache(maxsize=200_000)
def both(raw: str) -> Key:
    """A word folded and exact."""
    return words.fold(raw), words.exact(raw)


def pack_all(rows: Iterable[Places]) -> list[str]:
    """`pack` of each. Most words stand at one place."""
    return [_number(places[0]) if len(places) == 1 else pack(places) for places in rows]


def pack(places: Places) -> str:
    """Places as text: how far each is from the one before."""
    if len(places) == 1:
        return _number(places[0])
    return ",".join(map(_number, map(sub, places, (0, *places))))


_number = lru_cache(maxsize=20_000)(str)
"""Most are small, or early places of a text, which all pages have."""


def unpack(packed: str) -> Places:
    """What `pack` was given."""
    return list(accumulate(map(int, packed.split(","))))


def shortened(places: Sequence[str], most: int) -> list[str]:
    """Packed places, without those in running text beyond the first `most` of each."""
    return [each if each.count(",") < most else _short(each, most) for each in places]


def _short(packed: str, most: int) -> str:
    steps = packed.split(",")
    kept = most
    if int(steps[0]) < _TEXT:
        kept += sum(place < _TEXT for place in accumulate(map(int, steps)))
    return ",".join(steps[:kept])
