"""A search index after some of its pages have changed: only files with other content are made.

It has the bytes that `files.make` gives: what is in a file follows from all pages alone, never
from the files of before. But each page has its part in few of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from quangba.outputs.search import chunks, rows
from quangba.outputs.search.chunks import Part, order
from quangba.outputs.search.files import Made, chunk_of
from quangba.outputs.search.numbers import numbers
from quangba.outputs.search.pages import PageWords, code, word_and_form
from quangba.outputs.search.rows import NotAsBeforeError
from quangba.outputs.search.state import Entry, State, decoded
from quangba.outputs.search.tables import MANIFEST, Common, named, tables

Before = Callable[[str], PageWords | None]
"""The words that a page had in the last build, by uri; None where that is not known."""
Read = Callable[[str], bytes | None]
"""The file of a name, as the last build has written it; None where it is no more."""
Words = Mapping[str, PageWords]
T = TypeVar("T")
Edits = Mapping[bytes, tuple[str, dict[str, dict[int, str | None]]]]
"""By key of a word: it, and by exact form and page the places of now, None for none any more."""

FEW, PART = 8, 0.1
"""Pages, and part of all pages, up to which an index is amended: else it is quicker made anew."""


def amend(
    common: Common,
    last: bytes | None,
    changed: Mapping[str, PageWords | None],
    before: Before,
    read: Read,
) -> Made | None:
    """What is other in an index than in the last build; None where only `files.make` can tell.

    last: the state of then; changed: pages that are new or have other words, None for those that
    are no more.
    """
    state = decoded(last)
    if state is None or state.common != common.code or not state.chunks:
        return None
    try:
        return _Amending(common, state, before, read).made(changed)
    except NotAsBeforeError:
        return None


class _Amending:
    def __init__(self, common: Common, state: State, before: Before, read: Read) -> None:
        self._common = common
        self._state = state
        self._before = before
        self._read = read

    def made(self, changed: Mapping[str, PageWords | None]) -> Made:
        """The new files. Raises NotAsBeforeError."""
        old = self._state.pages
        uris = [uri for uri in old if uri not in changed]
        found = numbers([*uris, *(uri for uri, page in changed.items() if page)])
        moved = {uri for uri in uris if found[uri] != old[uri].number}
        touched = moved | changed.keys()
        if len(touched) > max(FEW, PART * len(found)):
            raise NotAsBeforeError
        was = {uri: self._was(uri) for uri in touched if uri in old}
        now = {uri: page for uri in touched if (page := changed.get(uri, was.get(uri)))}
        cuts, files = self._cut(_edits(old, found, was, now))
        files |= {
            named("page", page.code): page.shown
            for uri, page in now.items()
            if uri not in old or page.code != old[uri].code
        }
        names = _counted(self._state.names, _names(was), _names(now))
        characters = _counted(self._state.characters, _characters(was), _characters(now))
        pages = {
            uri: Entry.of(number, now[uri]) if uri in now else old[uri]
            for uri, number in found.items()
        }
        more, state = tables(self._common, pages, cuts, names, characters)
        there, past = _files(state), _files(self._state)
        new = {name: data for name, data in {**files, **more}.items() if name not in past}
        if there == past:
            del new[MANIFEST]
        return Made(new, frozenset(past - there), state.encoded())

    def _was(self, uri: str) -> PageWords:
        page = self._before(uri)
        if page is None or page.mark != self._state.pages[uri].mark:
            raise NotAsBeforeError
        return page

    def _cut(self, edits: Edits) -> tuple[list[Part], dict[str, bytes]]:
        """The chunks of now, and the files of new ones."""
        parts: list[Part] = []
        for chunk, keys in _by_chunk(self._state.chunks, sorted(edits)):
            parts += self._changed(chunk, keys, edits) if keys else (chunk,)
        cuts: list[Part] = []
        files: dict[str, bytes] = {}
        for some in chunks.cut(parts):
            if len(some) == 1 and some[0].code:
                cuts.append(some[0])
            else:
                cut, data = chunk_of(some, [row for part in some for row in self._rows(part)])
                cuts.append(cut)
                files[named("words", cut.code)] = data
        return cuts, files

    def _rows(self, part: Part) -> Sequence[bytes]:
        if part.rows is not None:
            return part.rows
        data = self._read(named("words", part.code))
        if data is None or code(data) != part.code:
            raise NotAsBeforeError
        return rows.parted(data)

    def _changed(self, chunk: Part, keys: Sequence[bytes], edits: Edits) -> Sequence[Part]:
        """A chunk with the changes to its words: as one part, or by row where it is too long."""
        found = {rows.word_of(row): row for row in self._rows(chunk)}
        is_new = False
        for key in keys:
            word, change = edits[key]
            name = word.encode()
            data = rows.changed(found.get(name), word, change)
            is_new |= name not in found
            if data is None:
                del found[name]
            else:
                found[name] = data
        if is_new:
            found = dict(sorted(found.items(), key=lambda item: order(item[0].decode())))
        if not found:
            return ()
        size = sum(map(len, found.values()))
        if is_new or size > chunks.SIZE:  # a new word may belong to the chunk behind
            return [Part(key, key, len(row), (row,)) for key, row in _keyed(found)]
        names = list(found)
        ends = order(names[0].decode()), order(names[-1].decode())
        return (Part(*ends, size, tuple(found.values())),)


def _keyed(found: Mapping[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    return ((order(name.decode()), row) for name, row in found.items())


def _edits(old: Mapping[str, Entry], found: Mapping[str, int], was: Words, now: Words) -> Edits:
    """What is other in the rows. What is no more comes first: its number may be another's now."""
    edits: defaultdict[str, defaultdict[str, dict[int, str | None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    had = {uri: page.postings().items() for uri, page in was.items()}
    has = {uri: page.postings().items() for uri, page in now.items()}
    stays = {uri for uri in had.keys() & has.keys() if old[uri].number == found[uri]}
    for uri, postings in had.items():
        for key, _ in postings - has[uri] if uri in stays else postings:
            word, form = word_and_form(key)
            edits[word][form][old[uri].number] = None
    for uri, postings in has.items():
        for key, places in postings - had[uri] if uri in stays else postings:
            word, form = word_and_form(key)
            edits[word][form][found[uri]] = places
    return {order(word): (word, forms) for word, forms in edits.items()}


def _by_chunk(
    cuts: Sequence[Part], keys: Sequence[bytes]
) -> Iterator[tuple[Part, Sequence[bytes]]]:
    """Each chunk with those of the sorted keys that belong to it."""
    firsts = [chunk.first for chunk in cuts]
    of: defaultdict[int, list[bytes]] = defaultdict(list)
    for key in keys:
        of[max(0, bisect_right(firsts, key) - 1)].append(key)
    for number, chunk in enumerate(cuts):
        yield chunk, of.get(number, ())


def _counted(counts: Mapping[T, int], less: Iterable[T], more: Iterable[T]) -> dict[T, int]:
    found = Counter(counts)
    found.subtract(less)
    found.update(more)
    return {each: count for each, count in found.items() if count}


def _names(pages: Words) -> Iterator[int]:
    return (name for page in pages.values() for name in page.names)


def _characters(pages: Words) -> Iterator[str]:
    return (character for page in pages.values() for character in page.characters)


def _files(state: State) -> set[str]:
    table, called = state.files
    found = {named("pages", table), named("names", called)}
    found |= {named("page", page.code) for page in state.pages.values()}
    return found | {named("words", chunk.code) for chunk in state.chunks}
