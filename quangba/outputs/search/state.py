"""What the next build wants to know of an index, beside its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quangba.outputs.search.chunks import Part, order, word_of
from quangba.outputs.search.pages import PageWords, dumps

VERSION = 1
"""Raised when what is kept, or the way files are made of it, changes."""
_MARK = 32
_WRONG = (ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the table of pages has of one. mark: tells its words from all others."""

    number: int
    code: str
    kind: str
    weight: int
    lengths: tuple[int, int, int]
    mark: str

    @classmethod
    def of(cls, number: int, page: PageWords) -> Entry:
        """A page under its number."""
        return cls(number, page.code, page.kind, page.weight, page.lengths, page.mark)


@dataclass(frozen=True, slots=True)
class State:
    """An index.

    common: a code of what all pages share; pages: by uri, in the order of their numbers; names,
    characters: how many pages have them; files: codes of the table of pages and of the names.
    """

    common: str
    pages: Mapping[str, Entry]
    chunks: Sequence[Part]
    names: Mapping[int, int]
    characters: Mapping[str, int]
    files: tuple[str, str]

    def encoded(self) -> bytes:
        """As bytes that show whether they are whole."""
        pages = [
            (uri, p.number, p.code, p.kind, p.weight, *p.lengths, p.mark)
            for uri, p in self.pages.items()
        ]
        chunks = [(word_of(c.first), word_of(c.last), c.size, c.code) for c in self.chunks]
        names, characters = list(self.names.items()), list(self.characters.items())
        data = dumps([VERSION, self.common, pages, chunks, names, characters, self.files])
        return hashlib.sha256(data).digest() + data


def decoded(data: bytes | None) -> State | None:
    """What `encoded` gave; None for anything else."""
    if data is None or hashlib.sha256(data[_MARK:]).digest() != data[:_MARK]:
        return None
    try:
        version, common, pages, chunks, names, characters, (table, called) = json.loads(
            data[_MARK:]
        )
        if version != VERSION:
            return None
        return State(
            common=common,
            pages={
                uri: Entry(number, code, kind, weight, (title, menu, words), mark)
                for uri, number, code, kind, weight, title, menu, words, mark in pages
            },
            chunks=[
                Part(order(first), order(last), size, None, code)
                for first, last, size, code in chunks
            ],
            names=dict(names),
            characters=dict(characters),
            files=(table, called),
        )
    except _WRONG:
        return None
