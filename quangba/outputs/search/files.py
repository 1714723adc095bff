"""The files of a language's search index."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from quangba.outputs.search import chunks, names, words
from quangba.outputs.search.chunks import dumps
from quangba.outputs.search.names import Group
from quangba.outputs.search.postings import FIRST, Forms, Lengths, Texts, collect
from quangba.outputs.search.prose import Section

MANIFEST = "index.json"
FORMAT = 1
"""Raised with every change of the format: a script of another one asks for nothing more."""


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
class SearchIndex:
    """What the files are made of.

    root: from their folder to the site's; kinds: (id, label) in their order; endings: what a
    word may end in and still be the same word.
    """

    root: str
    kinds: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]
    pages: tuple[FoundPage, ...]
    groups: tuple[Group, ...]


def make(index: SearchIndex) -> dict[str, bytes]:
    """The files by name. All but the manifest are named by what is in them."""
    files: dict[str, bytes] = {}

    def add(kind: str, data: bytes) -> str:
        code = hashlib.sha256(data).hexdigest()[:10]
        files[f"{kind}.{code}.json"] = data
        return code

    terms, lengths = collect(page.texts for page in index.pages)
    used = {page.kind for page in index.pages}
    kinds = [kind for kind in index.kinds if kind[0] in used]
    order = [kind for kind, _ in kinds]
    shown = [add("page", dumps(_page(page, order))) for page in index.pages]
    manifest = {
        "format": FORMAT,
        "root": index.root,
        "kinds": kinds,
        "fields": list(FIRST.values()),
        "letters": words.LETTERS,
        "endings": index.endings,
        "pages": add("pages", dumps(_pages(index.pages, order, lengths, shown))),
        "names": add("names", dumps(_names(index.groups, terms))),
        "words": [[first, add("words", data)] for first, data in chunks.cut(terms)],
    }
    return {MANIFEST: dumps(manifest), **files}


def _pages(
    pages: Sequence[FoundPage], kinds: list[str], lengths: Sequence[Lengths], files: list[str]
) -> dict[str, object]:
    """What ranking needs of every page, a list for each value."""
    return {
        "files": files,
        "kinds": [kinds.index(page.kind) for page in pages],
        "weights": [page.weight for page in pages],
        "titles": [each.title for each in lengths],
        "menus": [each.menu for each in lengths],
        "lengths": [each.all for each in lengths],
    }


def _names(groups: Sequence[Group], terms: dict[str, Forms]) -> dict[str, object]:
    """The groups, and the simplified forms of traditional characters that the index may have."""
    rows = names.rows(groups, terms)
    said = {char for word in terms for char in word}
    said |= {words.fold(char) for group in groups for name in group.typed for char in name}
    return {"groups": rows, "variants": words.variants(frozenset(said))}


def _page(page: FoundPage, kinds: list[str]) -> dict[str, object]:
    found: dict[str, object] = {
        "url": "" if page.url == "." else page.url,
        "title": page.title,
        "text": page.description,
        "kind": kinds.index(page.kind),
    }
    if page.date:
        found["date"] = page.date.isoformat()
    if page.foreign:
        found["language"] = page.foreign
    found["parts"] = [[each.id, each.heading, each.text] for each in page.sections]
    return found
