"""Long rows of numbers and bytes that one build keeps for the next, written where they changed."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from quangba.kept import Kept

BLOCK = 1 << 15
"""So many bytes are kept together."""


class Column:
    """Items of one size, by number. name: in the store; width: so many values make an item."""

    def __init__(self, name: str, typecode: str, width: int = 1) -> None:
        self.data = array(typecode)
        self._name = name
        self._width = width
        self._block = BLOCK // (self.data.itemsize * width) * width
        """So many values are kept together."""
        self._changed: set[int] = set()
        self._written = 0
        """So many values are in the store."""

    def __len__(self) -> int:
        """How many items there are."""
        return len(self.data) // self._width

    def touch(self, number: int) -> None:
        """An item has changed. What comes behind the last one needs no telling."""
        self._changed.add(number * self._width // self._block)

    def replace(self, data: array[int]) -> None:
        """All of it is another."""
        self.data = data
        self._changed.update(range(self._blocks(len(data))))

    def load(self, rows: Mapping[str, bytes], length: int) -> bool:
        """Take what was kept, if it is as long as was said.

        rows: all of the store's part, by name.
        """
        self._written = length * self._width
        names = map(self._of, range(self._blocks(self._written)))
        self.data.frombytes(b"".join([rows.get(name, b"") for name in names]))
        return len(self.data) == self._written

    def put(self, kept: Kept, part: str) -> None:
        """Put into a part of the store what is not there yet."""
        blocks, before = self._blocks(len(self.data)), self._blocks(self._written)
        if len(self.data) > self._written:
            self._changed.update(range(self._written // self._block, blocks))
        for number in self._changed:
            if number < blocks:
                at = number * self._block
                kept.put(part, self._of(number), self.data[at : at + self._block].tobytes())
        kept.drop(part, map(self._of, range(blocks, before)))
        self._changed, self._written = set(), len(self.data)

    def _blocks(self, values: int) -> int:
        return -(-values // self._block)

    def _of(self, number: int) -> str:
        return f"{self._name} {number}"
