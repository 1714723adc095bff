"""The last build as the next one asks of it: what was made, of what, and what has changed since.

Keys are numbers here: what each memo has read is a row of one long array, so that finding all that
a change can touch takes milliseconds.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator

from quangba.kept import Kept
from quangba.memory import Key, Memory, digest_of, encoded, unnoted

PART, VALUES = "last", "values"

_SIZE = 12
_UNKNOWN = bytes(_SIZE)
"""The digest of what nothing is known of."""

_ATOM = 0xFFFFFFFF
"""In place of the number of reads."""


class LastBuild:
    """The memos and atoms of the last build, kept under a name.

    Is empty where nothing was kept, or nothing that can be trusted.
    """

    def __init__(self, kept: Kept, name: str) -> None:
        self._kept = kept
        self._name = name
        self._keys: list[Key] = []
        self._digests: list[bytes] = []
        self._flat = array("I")
        self._starts = array("I")
        self._lengths = array("I")
        self._written = 0
        """So many keys are in the store as they are here."""
        self._load()
        self._ids = {key: number for number, key in enumerate(self._keys)}
        self._suspects: set[int] = set()
        self._doubts = self._unknown()

    def _load(self) -> None:
        rows = [self._kept.get(PART, f"{self._name} {row}") for row in _ROWS]
        if any(row is None for row in rows):
            return
        digests, flat, starts, lengths = (row or b"" for row in rows)
        count = len(digests) // _SIZE
        keys: list[Key] = []
        for at in range(0, count, _SHARE):
            data = self._kept.get(PART, self._share(at))
            if data is None:
                return
            keys += pickle.loads(data)  # noqa: S301 - our own cache, checked against damage
        if len(keys) != count:
            return
        self._keys, self._written = keys, count
        self._digests = [digests[at : at + _SIZE] for at in range(0, len(digests), _SIZE)]
        self._flat.frombytes(flat)
        self._starts.frombytes(starts)
        self._lengths.frombytes(lengths)

    # -- what the memory asks ---------------------------------------------------------------

    def digest(self, key: Key) -> bytes | None:
        """Of an atom or memo; None for one that was not there."""
        number = self._ids.get(key)
        if number is None or self._digests[number] == _UNKNOWN:
            return None
        return self._digests[number]

    def reads(self, key: Key) -> tuple[Key, ...] | None:
        """Of a memo; None for one that was not there, and for atoms."""
        number = self._ids.get(key)
        if number is None or self._lengths[number] == _ATOM:
            return None
        if self._digests[number] == _UNKNOWN:
            return None
        return tuple(self._keys[read] for read in self._row(number))

    def doubtful(self, key: Key) -> tuple[Key, ...] | None:
        """Those of a memo's reads that may be others now; None for one that was not there."""
        number = self._ids.get(key)
        if number is None or self._lengths[number] == _ATOM or self._digests[number] == _UNKNOWN:
            return None
        found = self._doubts.intersection(self._row(number))
        return tuple(self._keys[read] for read in sorted(found))

    def is_safe(self, key: Key) -> bool:
        """Whether nothing has changed that a memo depends on, however far away."""
        number = self._ids.get(key)
        if number is None or self._lengths[number] == _ATOM:
            return False
        return number not in self._suspects and self._digests[number] != _UNKNOWN

    def value(self, key: Key) -> bytes | None:
        """What was kept of a memo's value."""
        digest = self.digest(key)
        data = self._kept.get(VALUES, self._value_name(key)) if digest else None
        return data if data is not None and digest_of(data) == digest else None

    def _value_name(self, key: Key) -> str:
        return f"{self._name} {digest_of(encoded(key)).hex()}"

    def _row(self, number: int) -> array[int]:
        start, length = self._starts[number], self._lengths[number]
        return self._flat[start : start + length] if length != _ATOM else array("I")

    def _unknown(self) -> set[int]:
        if _UNKNOWN not in self._digests:
            return set()
        return {number for number, digest in enumerate(self._digests) if digest == _UNKNOWN}

    # -- what has changed -------------------------------------------------------------------

    def compare(self, atoms: Callable[[Key], bytes]) -> tuple[Key, ...]:
        """Find out which atoms have changed, and what that can touch; the changed ones."""
        with unnoted():
            changed = [
                number
                for number, length in enumerate(self._lengths)
                if length == _ATOM
                and self._digests[number] != _UNKNOWN
                and digest_of(atoms(self._keys[number])) != self._digests[number]
            ]
        self._suspects = self._touched(changed)
        self._doubts = self._suspects | self._unknown()
        return tuple(self._keys[number] for number in changed)

    def narrow(self, is_same: Callable[[Key], bool]) -> None:
        """Ask the memos next to the changes whether they are as before, then those next to these.

        What lies behind one that is as before needs no asking. Most changes end near where they
        begin: a longer text, at what is found in it. Where many memos have read what has changed,
        they are left to those who ask for them, and so is one that has read much: by then it is
        known that most of that is as before.
        """
        changed = {number for number in self._suspects if self._lengths[number] == _ATOM}
        found, left, ring = set(changed), self._suspects - changed, changed
        while ring and len(near := self._readers(left, ring)) <= _NEAR:
            left.difference_update(near)
            ring = {
                number
                for number in near
                if self._lengths[number] > _MANY or not is_same(self._keys[number])
            }
            found |= ring
        if ring:
            found |= self._touched(ring, left)
        self._suspects = found
        self._doubts = found | self._unknown()

    def _readers(self, numbers: Iterable[int], read: set[int]) -> list[int]:
        """Those of some memos that have read one of some others."""
        return [number for number in numbers if not read.isdisjoint(self._row(number))]

    def _touched(self, changed: Iterable[int], among: Iterable[int] | None = None) -> set[int]:
        """Everything that has read one of some numbers, or what has read that, and so on.

        among: where it is looked for, and not in all memos.

        Most memos come after what they have read, so two rounds are enough most of the time.
        """
        found = set(changed)
        flat, starts, size = self._flat, self._starts, 0
        numbers = range(len(self._lengths)) if among is None else sorted(among)
        rows = [
            (number, starts[number], length)
            for number in numbers
            if (length := self._lengths[number]) not in (_ATOM, 0)
        ]
        while size != len(found):
            size = len(found)
            for number, start, length in rows:
                if number not in found and not found.isdisjoint(flat[start : start + length]):
                    found.add(number)
        return found

    # -- the next one -----------------------------------------------------------------------

    def is_other(self, memory: Memory) -> bool:
        """Whether a build has found anything else than the last one."""
        made = memory.made.items()
        return bool(self._suspects) or any(self.digest(key) != row.digest for key, row in made)

    def take(self, memory: Memory) -> None:
        """Become the build that a memory is of."""
        verified = memory.verified
        for number in self._suspects:
            key = self._keys[number]
            if self._lengths[number] == _ATOM:
                self._digests[number] = digest_of(memory.atoms(key))
            elif key not in verified:
                # nobody asked for it: it may be of inputs that have changed since
                self._digests[number] = _UNKNOWN
                self._lengths[number] = 0
        for key, record in memory.made.items():
            self._set(key, record.digest, record.reads, memory)
            if record.data is not None:
                self._kept.put(VALUES, self._value_name(key), record.data)
        self._suspects = set()
        self._doubts = self._unknown()
        self._compact()

    def put(self) -> None:
        """Put all of it into the store, to be written with that."""
        for row, data in zip(_ROWS, self._rows(), strict=True):
            self._kept.put(PART, f"{self._name} {row}", data)
        for at in range(0, len(self._keys), _SHARE):
            if at + _SHARE > self._written:
                data = pickle.dumps(self._keys[at : at + _SHARE], protocol=5)
                self._kept.put(PART, self._share(at), data)
        self._written = len(self._keys)

    def _share(self, at: int) -> str:
        return f"{self._name} keys {at}"

    def _set(self, key: Key, digest: bytes, reads: tuple[Key, ...], memory: Memory) -> None:
        row = array("I", (self._number(read, memory) for read in reads))
        number = self._number(key, memory, digest)
        self._digests[number] = digest
        if self._lengths[number] == _ATOM or self._row(number) != row:
            self._starts[number], self._lengths[number] = len(self._flat), len(row)
            self._flat.extend(row)

    def _number(self, key: Key, memory: Memory, digest: bytes | None = None) -> int:
        """Of a key; a new one is an atom, or a memo that is still to come."""
        number = self._ids.get(key)
        if number is None:
            number = self._ids[key] = len(self._keys)
            self._keys.append(key)
            is_memo = digest is not None or key in memory.made
            self._digests.append(digest or (_UNKNOWN if is_memo else digest_of(memory.atoms(key))))
            self._starts.append(0)
            self._lengths.append(0 if is_memo else _ATOM)
        elif self._lengths[number] == _ATOM and self._digests[number] == _UNKNOWN:
            self._digests[number] = digest_of(memory.atoms(key))
        return number

    def _compact(self) -> None:
        used = sum(length for length in self._lengths if length != _ATOM)
        if len(self._flat) <= 2 * used + 1000:
            return
        flat = array("I")
        for number, length in enumerate(self._lengths):
            if length != _ATOM:
                row = self._row(number)
                self._starts[number] = len(flat)
                flat.extend(row)
        self._flat = flat

    def _rows(self) -> Iterator[bytes]:
        yield b"".join(self._digests)
        yield from (part.tobytes() for part in (self._flat, self._starts, self._lengths))


_NEAR = 100
"""So many memos next to a change are asked before anybody wants them."""

_MANY = 64
"""A memo that has read more is not asked beforehand."""

_SHARE = 2048
"""So many keys are kept together: there come new ones, and none ever changes."""

_ROWS = ("digests", "reads", "starts", "lengths")
