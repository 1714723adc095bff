"""Who has read what: the reads of all memos, the other way round."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate, chain

from quangba.build.columns import Column
from quangba.kept import Kept

_FEW = 4096
"""So many readers may stand beside those that are in order, and an eighth of these."""


class Readers:
    """Memos by what they have read; both are numbers.

    A memo that no longer reads something leaves that thing's own number in its place: whoever
    goes from what has changed to its readers has been there.
    """

    def __init__(self) -> None:
        self._starts = Column("readers from", "I")
        self._flat = Column("readers", "I")
        self._more: dict[int, list[int]] = {}
        """Those that came later."""
        self._later = 0
        """How many these are."""
        self._added = Column("readers added", "I", 2)
        self.are_known = False
        """Whether it has been found out who they are: a first build has nobody who asks."""

    def load(self, rows: Mapping[str, bytes], starts: int, flat: int, added: int) -> bool:
        """Take what was kept, of these lengths; whether that is possible."""
        its = (self._starts, starts), (self._flat, flat), (self._added, added)
        if not all(column.load(rows, length) for column, length in its):
            return False
        pairs = iter(self._added.data)
        for read, reader in zip(pairs, pairs, strict=True):
            self._more.setdefault(read, []).append(reader)
        self._later = added
        self.are_known = True
        return True

    def put(self, kept: Kept, part: str) -> tuple[int, int, int]:
        """Put into a part of the store what is new; the lengths."""
        pairs = [(read, each) for read, readers in self._more.items() for each in readers]
        added = array("I", chain.from_iterable(pairs))
        if added != self._added.data:
            self._added.replace(added)
        columns = self._starts, self._flat, self._added
        for column in columns:
            column.put(kept, part)
        return len(self._starts), len(self._flat), len(self._added)

    def find(self, count: int, rows: Iterable[Iterable[int]]) -> None:
        """Find them out from what each of so many numbers has read, in order."""
        readers: list[list[int]] = [[] for _ in range(count)]
        for number, row in enumerate(rows):
            for read in row:
                readers[read].append(number)
        self._starts.replace(array("I", accumulate(map(len, readers), initial=0)))
        self._flat.replace(array("I", chain.from_iterable(readers)))
        self._more, self._later = {}, 0
        self.are_known = True

    def of(self, numbers: Iterable[int]) -> set[int]:
        """Who has read any of some things. These themselves may be among them."""
        found = set[int]()
        starts, flat, more = self._starts.data, self._flat.data, self._more
        last = len(starts) - 1
        for number in numbers:
            if number < last:
                found.update(flat[starts[number] : starts[number + 1]])
            if number in more:
                found.update(more[number])
        return found

    def change(self, reader: int, before: Iterable[int], now: Iterable[int]) -> None:
        """A memo has read other things than before."""
        if not self.are_known:
            return
        was, reads = set(before), set(now)
        for read in was - reads:
            self._drop(read, reader)
        for read in reads - was:
            self._more.setdefault(read, []).append(reader)
        self._later += len(reads - was)
        if self._later > _FEW + len(self._flat) // 8:
            self.are_known = False  # they are found out again, in order

    def _drop(self, read: int, reader: int) -> None:
        starts, flat, more = self._starts.data, self._flat.data, self._more.get(read, [])
        if reader in more:
            more.remove(reader)
            self._later -= 1
        else:
            at = flat.index(reader, starts[read], starts[read + 1])
            flat[at] = read
            self._flat.touch(at)
