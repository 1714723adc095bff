"""The files of an index that tell of all its pages: the manifest, the table of pages, the names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import sub

from quangba.outputs.search import words
from quangba.outputs.search.chunks import Part, word_of
from quangba.outputs.search.names import Known
from quangba.outputs.search.pages import code, dumps
from quangba.outputs.search.postings import FIRST
from quangba.outputs.search.state import Entry, State

MANIFEST = "index.json"
FORMAT = 2
"""Raised with every change of the format: a script of another one asks for nothing more."""


@dataclass(frozen=True)
class Common:
    """What all pages of an index share.

    root: from the folder of its files to the site's; kinds: (id, label) in their order; endings:
    what a word may end in and still be the same word; known: the site's names.
    """

    root: str
    kinds: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]
    known: Known

    @cached_property
    def code(self) -> str:
        """Another one for every other value."""
        groups = [(each.typed, each.written, each.related) for each in self.known.groups]
        return code(dumps([FORMAT, self.root, self.kinds, self.endings, groups]))

    @cached_property
    def characters(self) -> frozenset[str]:
        """Those of the names that people type."""
        typed = {char for group in self.known.groups for name in group.typed for char in name}
        return frozenset(words.fold(char) for char in typed)


def named(kind: str, of: str) -> str:
    """A file's name, by what is in it."""
    return f"{kind}.{of}.json"


def tables(
    common: Common,
    pages: Mapping[str, Entry],
    cuts: Sequence[Part],
    names: Mapping[int, int],
    characters: Mapping[str, int],
) -> tuple[dict[str, bytes], State]:
    """Their bytes by name, and the state of the index.

    pages: by uri; names, characters: how many pages have them.
    """
    pages = dict(sorted(pages.items(), key=lambda item: item[1].number))
    used = {page.kind for page in pages.values()}
    kinds = [kind for kind in common.kinds if kind[0] in used]
    table = dumps(_pages(list(pages.values()), [kind for kind, _ in kinds]))
    called = dumps(_names(common, names, characters))
    codes = code(table), code(called)
    manifest = {
        "format": FORMAT,
        "root": common.root,
        "kinds": kinds,
        "fields": list(FIRST.values()),
        "letters": words.LETTERS,
        "endings": common.endings,
        "pages": codes[0],
        "names": codes[1],
        "words": [[word_of(each.first), each.code] for each in cuts],
    }
    files = {named("pages", codes[0]): table, named("names", codes[1]): called}
    state = State(common.code, pages, cuts, names, characters, codes)
    return {MANIFEST: dumps(manifest), **files}, state


def _pages(pages: Sequence[Entry], kinds: list[str]) -> dict[str, object]:
    """What ranking needs of every page, a list for each value. Numbers: how far from the last."""
    numbers = [page.number for page in pages]
    return {
        "numbers": list(map(sub, numbers, (-1, *numbers))),
        "files": [page.code for page in pages],
        "kinds": [kinds.index(page.kind) for page in pages],
        "weights": [page.weight for page in pages],
        "titles": [page.lengths[0] for page in pages],
        "menus": [page.lengths[1] for page in pages],
        "lengths": [page.lengths[2] for page in pages],
    }


def _names(
    common: Common, names: Collection[int], characters: Collection[str]
) -> dict[str, object]:
    """The groups, and the simplified forms of traditional characters that the index may have."""
    variants = words.variants(common.characters.union(characters))
    return {"groups": common.known.rows(names), "variants": variants}
