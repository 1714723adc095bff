"""The files of a language's search index, made of all its pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quangba.outputs.search import chunks, rows
from quangba.outputs.search.chunks import Part, order
from quangba.outputs.search.numbers import numbers
from quangba.outputs.search.pages import PageWords, code, word_and_form
from quangba.outputs.search.state import Entry
from quangba.outputs.search.tables import Common, named, tables


@dataclass(frozen=True, slots=True)
class Made:
    """Files of an index.

    files: new ones and those with another content, by name; gone: names of those that are no
    more; state: what the next build wants to know.
    """

    files: Mapping[str, bytes]
    gone: frozenset[str]
    state: bytes


def make(common: Common, pages: Mapping[str, PageWords]) -> Made:
    """All files of an index. pages: by uri."""
    found = numbers(pages)
    files = {named("page", page.code): page.shown for page in pages.values()}
    cuts: list[Part] = []
    for parts in chunks.cut(list(_rows(found, pages))):
        cut, data = chunk_of(parts, [row for part in parts for row in part.rows or ()])
        cuts.append(cut)
        files[named("words", cut.code)] = data
    names: Counter[int] = Counter()
    characters: Counter[str] = Counter()
    for page in pages.values():
        names.update(page.names)
        characters.update(page.characters)
    entries = {uri: Entry.of(number, pages[uri]) for uri, number in found.items()}
    more, state = tables(common, entries, cuts, names, characters)
    return Made(files | more, frozenset(), state.encoded())


def _rows(found: Mapping[str, int], pages: Mapping[str, PageWords]) -> Iterator[Part]:
    """The rows of all words, in order."""
    postings: defaultdict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
    for uri, number in found.items():
        for key, places in pages[uri].postings().items():
            of_pages, of_places = postings[key]
            of_pages.append(number)
            of_places.append(places)
    terms: defaultdict[str, dict[str, tuple[list[int], list[str]]]] = defaultdict(dict)
    for key, found_there in postings.items():
        word, form = word_and_form(key)
        terms[word][form] = found_there
    for first, word in sorted((order(word), word) for word in terms):
        data = rows.row(word, terms[word])
        yield Part(first, first, len(data), (data,))


def chunk_of(parts: Sequence[Part], found: Sequence[bytes]) -> tuple[Part, bytes]:
    """A chunk of these rows, as the next build knows it, and its file."""
    data = rows.joined(found)
    size = sum(part.size for part in parts)
    return Part(parts[0].first, parts[-1].last, size, None, code(data)), data
