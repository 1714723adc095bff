"""A page as it is found and shown, and what of it the index is put together from.

The first is what a page says, the second all that follows from this page alone: it is made once,
by whatever process, and kept as long as the page is the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

from quangba.outputs.search import postings, words
from quangba.outputs.search.names import Known
from quangba.outputs.search.postings import Texts
from quangba.outputs.search.prose import Section

_KEYS, _PARTS = "\n", "\t"


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page as it is found and shown.

    url: below the site's root; foreign: tag and name of its language, where that is not the
    readers'; weight: percent of what its words count; labels: what it is filed under, in words;
    pictures: what its pictures show.
    """

    url: str
    title: str
    menu: str
    description: str
    kind: str
    date: dt.date | None
    foreign: tuple[str, str] | None
    weight: int
    labels: tuple[str, ...]
    sections: tuple[Section, ...]
    pictures: tuple[str, ...]

    @property
    def texts(self) -> Texts:
        """What of it is indexed."""
        return Texts(
            title=self.title,
            menu=self.menu,
            description=self.description,
            labels=self.labels,
            headings=tuple(
                each.heading for each in self.sections if each.heading and not each.is_row
            ),
            pictures=self.pictures,
            text=tuple(each.said for each in self.sections if each.said),
        )


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the index has of a page.

    shown: the file that is shown of it, and `code` its name; lengths: of its title, its short one
    and all, in words; keys: its words, 'duong<tab>đường' or 'pho' on a line; places: of each line
    of `keys`, packed; names: numbers of the names that it has; characters: those of its Han
    characters that have traditional forms; mark: tells these words from all others. Long texts are
    quicker to keep than many short ones.
    """

    shown: bytes
    code: str
    kind: str
    weight: int
    lengths: tuple[int, int, int]
    keys: str
    places: str
    names: tuple[int, ...]
    characters: str
    mark: str

    def postings(self) -> dict[str, str]:
        """Packed places by line of `keys`."""
        if not self.keys:
            return {}
        return dict(zip(self.keys.split(_KEYS), self.places.split(_KEYS), strict=True))


def digest(page: FoundPage, known: Known) -> PageWords:
    """What the index has of a page. known: the names of the site."""
    found, lengths = postings.collect(page.texts)
    shown = _shown(page)
    keys = _KEYS.join([word if word == form else word + _PARTS + form for word, form in found])
    places = _KEYS.join(postings.pack_all(found.values()))
    return PageWords(
        shown=shown,
        code=code(shown),
        kind=page.kind,
        weight=page.weight,
        lengths=(lengths.title, lengths.menu, lengths.all),
        keys=keys,
        places=places,
        names=known.on(found),
        characters="".join(sorted(words.with_variants({word for word, _ in found}))),
        mark=code(f"{keys}{places}".encode()),
    )


def word_and_form(key: str) -> tuple[str, str]:
    """The parts of a line of `keys`."""
    word, _, form = key.partition(_PARTS)
    return word, form or word


def _shown(page: FoundPage) -> bytes:
    found: dict[str, object] = {
        "url": "" if page.url == "." else page.url,
        "title": page.title,
        "text": page.description,
        "kind": page.kind,
    }
    if page.date:
        found["date"] = page.date.isoformat()
    if page.foreign:
        found["language"] = page.foreign
    found["parts"] = [[each.id, each.heading, each.text] for each in page.sections]
    return dumps(found)


def code(data: bytes) -> str:
    """What names a file by what is in it."""
    return hashlib.sha256(data).hexdigest()[:10]


def dumps(value: object) -> bytes:
    """Small JSON, the same each time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
