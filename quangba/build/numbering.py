"""Numbers instead of keys, for tens of thousands of memos of which a build asks for a few.

A key is found by its digest, and loaded with some others when its number is to be read.
"""

from __future__ import annotations

import pickle
from array import array
from bisect import bisect_left
from collections.abc import Mapping

from quangba.build.columns import Column
from quangba.kept import Kept
from quangba.memory import Key, digest_of, encoded

_SIZE = 12
_SHARE = 512
"""So many keys are kept together: there come new ones, and none ever changes."""

_MANY = 3000
"""So many keys are looked for one by one, or one of 20; who looks for more is given all of them."""

_UNSORTED = 4096
"""So many new keys are left unsorted."""


class Numbering:
    """Keys by number, from 0 on, and the other way round."""

    def __init__(self) -> None:
        self._shares: list[list[Key] | bytes] = []
        """Of `_SHARE` keys each; bytes are not loaded yet."""
        self._count = 0
        self._ids: dict[Key, int] = {}
        """Of those keys that are loaded or have been found."""
        self._others: set[Key] = set()
        """Keys that have been looked for and have none."""
        self._is_whole = True
        """Whether all keys are loaded."""
        self._looks = 0
        """So many keys have been looked for by their digests."""
        self._written = 0
        """So many keys are in the store."""
        self._names = Column("names", "B", _SIZE)
        """Digests of keys, in the order of numbers: of those that are in the store."""
        self._order = Column("order", "I")
        """The numbers, in the order of these digests: of the first keys, if not of all."""
        self._new: dict[int, bytes] = {}
        """Digests of keys that are not in the store yet."""
        self._said = b""
        self._unsorted: dict[bytes, int] = {}

    def load(self, rows: Mapping[str, bytes], count: int, ordered: int) -> bool:
        """Take what was kept of so many keys; whether that is possible."""
        shares = [rows.get(_share(at)) for at in range(0, count, _SHARE)]
        if not (self._names.load(rows, count) and self._order.load(rows, ordered)):
            return False
        if None in shares:
            return False
        self._shares = [share for share in shares if share is not None]
        self._count = self._written = count
        self._is_whole = not count
        self._said = self._names.data.tobytes()
        self._unsorted = {self._name(number): number for number in range(ordered, count)}
        return True

    def put(self, kept: Kept, part: str) -> int:
        """Put into a part of the store what is new; how many of the keys are in order there."""
        for number in range(len(self._names), self._count):
            self._names.data.frombytes(self.name(number))
        self._new = {}
        if self._count > len(self._order) + max(_UNSORTED, len(self._order) // 8):
            self._sort()
        for at in range(self._written - self._written % _SHARE, self._count, _SHARE):
            share = self._share(at // _SHARE)
            kept.put(part, _share(at), pickle.dumps(share, protocol=5))
        self._written = self._count
        self._names.put(kept, part)
        self._order.put(kept, part)
        return len(self._order)

    def _sort(self) -> None:
        said = self._said = self._names.data.tobytes()
        names = [said[at : at + _SIZE] for at in range(0, len(said), _SIZE)]
        self._order.replace(array("I", sorted(range(self._count), key=names.__getitem__)))
        self._unsorted = {}

    def __len__(self) -> int:
        """How many keys there are."""
        return self._count

    def __getitem__(self, number: int) -> Key:
        """The key of a number that there is."""
        return self._share(number // _SHARE)[number % _SHARE]

    def find(self, key: Key) -> int | None:
        """The number of a key; None if it has none."""
        number = self._ids.get(key)
        if number is not None or self._is_whole or key in self._others:
            return number
        self._looks += 1
        if self._looks > max(_MANY, self._count // 20):
            self._load_all()
            return self._ids.get(key)
        number = self._found(digest_of(encoded(key)))
        if number is None:
            self._others.add(key)
        else:
            self._ids[key] = number
        return number

    def add(self, key: Key) -> int:
        """Give a key that has none a number."""
        number = self._count
        if number % _SHARE == 0:
            self._shares.append([])
        self._share(number // _SHARE).append(key)
        self._ids[key] = number
        self._others.discard(key)
        self._count += 1
        return number

    def name(self, number: int) -> bytes:
        """The digest of a key."""
        if number < len(self._names):
            return self._name(number)
        if number not in self._new:
            self._new[number] = digest_of(encoded(self[number]))
        return self._new[number]

    # -- within -----------------------------------------------------------------------------

    def _name(self, number: int) -> bytes:
        return self._names.data[number * _SIZE : number * _SIZE + _SIZE].tobytes()

    def _found(self, name: bytes) -> int | None:
        order, said = self._order.data, self._said
        at = bisect_left(order, name, key=lambda each: said[each * _SIZE : each * _SIZE + _SIZE])
        if at < len(order) and self._name(order[at]) == name:
            return order[at]
        return self._unsorted.get(name)

    def _share(self, number: int) -> list[Key]:
        share = self._shares[number]
        if isinstance(share, bytes):
            keys: list[Key] = pickle.loads(share)  # noqa: S301 - our own cache, checked
            self._shares[number] = share = keys
            at = number * _SHARE
            self._ids.update(zip(keys, range(at, at + len(keys)), strict=True))
        return share

    def _load_all(self) -> None:
        for number in range(len(self._shares)):
            self._share(number)
        self._is_whole = True
        self._others = set()


def _share(at: int) -> str:
    return f"keys {at}"
