"""The last build as the next one asks of it: what was made, of what, and what has changed since.

Keys are numbers here, and what each memo has read is kept both ways round: to find what a change
can touch costs what it touches. Of keys only those are loaded that somebody asks for.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from quangba.build.columns import Column
from quangba.build.numbering import Numbering
from quangba.build.readers import Readers
from quangba.kept import Kept
from quangba.memory import Key, Memory, digest_of, unnoted

VALUES = "values"

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
        self._forget()
        rows = dict(kept.all(self._part))
        if not self._load(rows):
            self._forget()
            kept.clear(self._part)
        self._suspects: set[int] = set()
        self._unknown = self._find_unknown()

    def _forget(self) -> None:
        self._keys = Numbering()
        self._readers = Readers()
        self._digests = Column("digests", "B", _SIZE)
        self._flat = Column("reads", "I")
        self._starts = Column("starts", "I")
        self._lengths = Column("lengths", "I")
        self._used = 0
        """So much of `_flat` counts; the rest is of before."""
        self._atoms: dict[int, Key] = {}
        self._new_atoms = False

    def _load(self, rows: Mapping[str, bytes]) -> bool:
        if not {"about", "atoms"} <= rows.keys():
            return False
        count, ordered, flat, self._used, *readers = pickle.loads(rows["about"])  # noqa: S301 - checked
        self._atoms = pickle.loads(rows["atoms"])  # noqa: S301 - our own cache, checked
        columns = (self._digests, count), (self._starts, count), (self._lengths, count)
        return (
            all(column.load(rows, length) for column, length in (*columns, (self._flat, flat)))
            and self._keys.load(rows, count, ordered)
            and self._readers.load(rows, *readers)
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return not len(self._keys)

    # -- what the memory asks ---------------------------------------------------------------

    def digest(self, key: Key) -> bytes | None:
        """Of an atom or memo; None for one that was not there."""
        number = self._keys.find(key)
        return None if number is None or number in self._unknown else self._digest(number)

    def reads(self, key: Key) -> tuple[Key, ...] | None:
        """Of a memo; None for one that was not there, and for atoms."""
        number = self._memo(key)
        return None if number is None else tuple(self._keys[read] for read in self._row(number))

    def doubtful(self, key: Key) -> tuple[Key, ...] | None:
        """Those of a memo's reads that may be others now; None for one that was not there."""
        number = self._memo(key)
        if number is None:
            return None
        row = self._row(number)
        found = self._suspects.intersection(row) | self._unknown.intersection(row)
        return tuple(self._keys[read] for read in sorted(found))

    def is_safe(self, key: Key) -> bool:
        """Whether nothing has changed that a memo depends on, however far away."""
        number = self._memo(key)
        return number is not None and number not in self._suspects

    def value(self, key: Key) -> bytes | None:
        """What was kept of a memo's value."""
        number = self._keys.find(key)
        if number is None or number in self._unknown:
            return None
        data = self._kept.get(VALUES, self._value_name(number))
        return data if data is not None and digest_of(data) == self._digest(number) else None

    @property
    def doubts(self) -> AbstractSet[Key]:
        """All that may be others now. What is known and not among them is as it was."""
        return {self._keys[number] for number in self._suspects | self._unknown}

    def _memo(self, key: Key) -> int | None:
        """The number of a memo of which something is known."""
        number = self._keys.find(key)
        if number is None or number in self._unknown or self._lengths.data[number] == _ATOM:
            return None
        return number

    def _digest(self, number: int) -> bytes:
        return self._digests.data[number * _SIZE : number * _SIZE + _SIZE].tobytes()

    def _value_name(self, number: int) -> str:
        return f"{self._name} {self._keys.name(number).hex()}"

    def _row(self, number: int) -> array[int]:
        start, length = self._starts.data[number], self._lengths.data[number]
        return self._flat.data[start : start + length] if length != _ATOM else array("I")

    def _find_unknown(self) -> set[int]:
        data, found = self._digests.data.tobytes(), set[int]()
        at = data.find(_UNKNOWN)
        while at >= 0:
            if at % _SIZE == 0:
                found.add(at // _SIZE)
            at = data.find(_UNKNOWN, at + 1)
        return found

    # -- what has changed -------------------------------------------------------------------

    def compare(self, atoms: Callable[[Key], bytes]) -> tuple[Key, ...]:
        """Find out which atoms have changed, and what that can touch; the changed ones."""
        with unnoted():
            changed = {
                number
                for number, key in self._atoms.items()
                if number not in self._unknown and digest_of(atoms(key)) != self._digest(number)
            }
        self._suspects = self._touched(changed)
        return tuple(self._atoms[number] for number in sorted(changed))

    def narrow(self, is_same: Callable[[Key], bool]) -> None:
        """Ask the memos next to the changes whether they are as before, then those next to these.

        What lies behind one that is as before needs no asking. Most changes end near where they
        begin: a longer text, at what is found in it. Where many memos have read what has changed,
        they are left to those who ask for them, and so is one that has read much: by then it is
        known that most of that is as before.
        """
        changed = self._suspects & self._atoms.keys()
        found, left, ring = set(changed), self._suspects - changed, changed
        while ring and len(near := self._readers.of(ring) & left) <= _NEAR:
            left -= near
            ring = {
                number
                for number in sorted(near)
                if self._lengths.data[number] > _MANY or not is_same(self._keys[number])
            }
            found |= ring
        self._suspects = found | self._touched(ring, left) if ring else found

    def _touched(self, changed: set[int], among: AbstractSet[int] | None = None) -> set[int]:
        """Everything that has read one of some numbers, or what has read that, and so on.

        among: where it is looked for, and not in all memos.
        """
        found, ring = set(changed), changed
        if ring:
            self._know_readers()
        while ring:
            ring = self._readers.of(ring) - found - self._unknown
            if among is not None:
                ring &= among
            found |= ring
        return found

    def _know_readers(self) -> None:
        if not self._readers.are_known:
            count = len(self._keys)
            self._readers.find(count, map(self._row, range(count)))

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
            if number in self._atoms:
                self._tell(number, digest_of(memory.atoms(key)))
            elif key not in verified:
                # nobody asked for it: it may be of inputs that have changed since
                self._tell(number, _UNKNOWN)
        for key, record in memory.made.items():
            number = self._set(key, record.digest, record.reads, memory)
            if record.data is not None:
                self._kept.put(VALUES, self._value_name(number), record.data)
        self._suspects = set()
        self._compact()

    def put(self) -> None:
        """Put all of it into the store, to be written with that."""
        self._know_readers()
        for column in (self._digests, self._flat, self._starts, self._lengths):
            column.put(self._kept, self._part)
        ordered = self._keys.put(self._kept, self._part)
        readers = self._readers.put(self._kept, self._part)
        about = len(self._keys), ordered, len(self._flat), self._used, *readers
        self._kept.put(self._part, "about", pickle.dumps(about))
        if self._new_atoms:
            self._kept.put(self._part, "atoms", pickle.dumps(self._atoms, protocol=5))
            self._new_atoms = False

    @property
    def _part(self) -> str:
        return f"last {self._name}"

    def _tell(self, number: int, digest: bytes) -> None:
        """What the digest of a number is now."""
        at = number * _SIZE
        self._digests.data[at : at + _SIZE] = array("B", digest)
        self._digests.touch(number)
        (self._unknown.add if digest == _UNKNOWN else self._unknown.discard)(number)

    def _set(self, key: Key, digest: bytes, reads: tuple[Key, ...], memory: Memory) -> int:
        row = array("I", sorted([self._number(read, memory) for read in reads]))
        number = self._number(key, memory, digest)
        self._tell(number, digest)
        before = self._row(number)
        if number in self._atoms or before != row:
            if self._atoms.pop(number, None):
                self._new_atoms = True
            self._readers.change(number, before, row)
            self._starts.data[number], self._lengths.data[number] = len(self._flat), len(row)
            self._starts.touch(number)
            self._lengths.touch(number)
            self._flat.data.extend(row)
            self._used += len(row) - len(before)
        return number

    def _number(self, key: Key, memory: Memory, digest: bytes | None = None) -> int:
        """Of a key; a new one is an atom, or a memo that is still to come."""
        number = self._keys.find(key)
        if number is None:
            number = self._keys.add(key)
            is_memo = digest is not None or key in memory.made
            self._digests.data.frombytes(_UNKNOWN)
            self._starts.data.append(0)
            self._lengths.data.append(0 if is_memo else _ATOM)
            if is_memo:
                self._unknown.add(number)
            else:
                self._atoms[number], self._new_atoms = key, True
                self._tell(number, digest_of(memory.atoms(key)))
        elif number in self._atoms and number in self._unknown:
            self._tell(number, digest_of(memory.atoms(key)))
        return number

    def _compact(self) -> None:
        if len(self._flat) <= 2 * self._used + 1000:
            return
        flat, starts = array("I"), array("I")
        for number in range(len(self._lengths)):
            starts.append(len(flat))
            flat.extend(self._row(number))
        self._flat.replace(flat)
        self._starts.replace(starts)


_NEAR = 100
"""So many memos next to a change are asked before anybody wants them."""

_MANY = 64
"""A memo that has read more is not asked beforehand."""
