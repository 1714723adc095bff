"""The numbers of pages in an index: few of them change when a page comes or goes."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

_BITS = 32


def numbers(uris: Iterable[str]) -> dict[str, int]:
    """A number for each page, in ascending order; which it is depends on all the uris alone.

    Each page has a place of its own in a table that is a third to two thirds full; where that is
    taken, it stands behind: linear probing, in the order of the places. So a new page moves some
    of its neighbours, and all only when the table is doubled.
    """
    homes = sorted((crc32(uri.encode()), uri) for uri in uris)
    unused = _BITS - max(1, (len(homes) * 3 // 2 - 1).bit_length())
    found: dict[str, int] = {}
    last = -1
    for home, uri in homes:
        last = found[uri] = max(home >> unused, last + 1)
    return found
