"""The sorted words of an index, cut into files of about one size.

A change of one word must not move the words of all files after it. So the cuts do not follow from
what stands before: words are halved again and again by the bits of their letters, as in a trie,
until what is left is small enough. Where a file ends depends on the sizes of its neighbours alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

SIZE = 36_000
"""Most bytes of a chunk before compression, which makes some 13 KB of them, unless it is of one
word. Not measured compressed: another version of zlib would cut elsewhere."""


def order(word: str) -> bytes:
    """The order in which a browser compares texts: by units of UTF-16."""
    return word.encode("utf-16-be", "surrogatepass")


def word_of(key: bytes) -> str:
    """The word that has this place in the order."""
    return key.decode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that stand together, one or those of a whole chunk.

    first, last: their words in `order`; size: bytes of the rows; rows: themselves; None for those
    of a file that is as it was, whose code then is told.
    """

    first: bytes
    last: bytes
    size: int
    rows: Sequence[bytes] | None = None
    code: str = ""


def cut(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Sorted parts by chunk. Those of several rows are no longer than a chunk and never cut."""
    keys = [part.first for part in parts]
    sums = [0, *accumulate(part.size for part in parts)]
    ranges = [(0, len(parts))] if parts else []
    while ranges:
        start, end = ranges.pop()
        if sums[end] - sums[start] <= SIZE or end - start == 1:
            yield parts[start:end]
        else:
            middle = bisect_left(keys, _middle(keys[start], parts[end - 1].last), start, end)
            ranges += ((middle, end), (start, middle))


def _middle(first: bytes, last: bytes) -> bytes:
    """What parts the words from `first` to `last`: the highest bit in which these differ.

    The end of a word counts as a sign before all others.
    """
    at = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    low, high = (first[at] + 1 if at < len(first) else 0), last[at] + 1
    bit = (low ^ high).bit_length() - 1
    return last[:at] + bytes([(high >> bit << bit) - 1])
