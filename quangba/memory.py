"""What computations have read, noted while they run, so that only what changed is done again.

An *atom* is one input of the site, a *memo* a pure computation on atoms and other memos. Both
have a key, whose first part says what it is. A memo's reads are noted by the data themselves
(`note`), never by those who use them. In the next build a memo is made again only if something
that it read has another digest; if its value then has the digest of before, those who read it are
left alone. (Verifying traces with early cut-off: Mokhov, Mitchell, Peyton Jones, "Build systems
à la carte", 2018.)
"""

from __future__ import annotations

import hashlib
import io
import itertools
import pickle
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from quangba.aside import Aside, Held
from quangba.encoding import PROTOCOL, REDUCTIONS

Key = tuple[Hashable, ...]
"""('head', 'tin-tuc/a.md'), ('Parts.card', 'vi', 'tin-tuc/a.md')"""

P = ParamSpec("P")
R = TypeVar("R")

_SIZE = 12
_NONE = object()
_reads: set[Key] | None = None


def note(*key: Hashable) -> None:
    """The running computation has read an input."""
    if _reads is not None:
        _reads.add(key)


def note_all(keys: Iterable[Key]) -> None:
    """The running computation has read several inputs."""
    if _reads is not None:
        _reads.update(keys)


class recording:  # noqa: N801 - used as a function is
    """What is read within. It is noted for what runs around it only if something fails."""

    __slots__ = ("_found", "_outer")

    def __enter__(self) -> set[Key]:
        global _reads  # noqa: PLW0603 - one computation runs at a time in a process
        self._outer = _reads
        self._found = _reads = set[Key]()
        return self._found

    def __exit__(self, kind: object, failure: object, trace: object) -> None:
        global _reads  # noqa: PLW0603 - see above
        _reads = self._outer
        if kind is not None and _reads is not None:
            _reads |= self._found


unnoted = recording
"""Nothing that is read within counts: it is looked at by the machinery itself."""


def encoded(value: object) -> bytes:
    """A value as bytes that do not depend on which of its parts are the same object."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=PROTOCOL)
    pickler.fast = True
    pickler.dispatch_table = REDUCTIONS
    pickler.dump(value)
    return stream.getvalue()


def digest_of(data: bytes) -> bytes:
    """Of bytes; 96 bits."""
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


class Record(NamedTuple):
    """What is known of a memo. data: its value, where that is kept.

    A plain tuple, as there are tens of thousands that go from one process to another.
    """

    digest: bytes
    reads: tuple[Key, ...]
    data: Held | None = None


class Past(Protocol):
    """The last build, as far as the next one asks."""

    def digest(self, key: Key) -> bytes | None:
        """Of an atom or memo; None for one that was not there."""

    def reads(self, key: Key) -> tuple[Key, ...] | None:
        """Of a memo; None for one that was not there, and for atoms."""

    def doubtful(self, key: Key) -> tuple[Key, ...] | None:
        """Those of a memo's reads that may be others now; None for one that was not there."""

    def is_safe(self, key: Key) -> bool:
        """Whether nothing has changed that a memo depends on, however far away."""

    def value(self, key: Key) -> bytes | None:
        """What was kept of a memo's value."""


class Nothing:
    """No last build."""

    def digest(self, key: Key) -> bytes | None:  # noqa: ARG002 - of the protocol
        """Nothing is known."""
        return None

    def reads(self, key: Key) -> tuple[Key, ...] | None:  # noqa: ARG002 - of the protocol
        """Nothing is known."""
        return None

    def doubtful(self, key: Key) -> tuple[Key, ...] | None:  # noqa: ARG002 - of the protocol
        """Nothing is known."""
        return None

    def is_safe(self, key: Key) -> bool:  # noqa: ARG002 - of the protocol
        """Nothing is known."""
        return False

    def value(self, key: Key) -> bytes | None:  # noqa: ARG002 - of the protocol
        """Nothing is known."""
        return None


class Memory:
    """The memos of one state of a site.

    atoms: gives the digest of an atom, b'' for what is not there. Memos whose reads have changed
    are asked again of their owners (`Owner`).
    """

    def __init__(self) -> None:
        self.past: Past = Nothing()
        self.atoms: Callable[[Key], bytes] = encoded
        self.owners: Callable[[Key], object] = encoded
        """Is told of a memo whose owner is not there yet, to make it."""
        self._values: dict[Key, object] = {}
        self._made: dict[Key, Record] = {}
        self._same: dict[Key, bool] = {}
        self._makers: dict[Key, tuple[Callable[..., object], bool]] = {}
        self._keys: dict[Key, Key] = {}
        """Those that other processes have told of: each is here once, however many read it."""

    # -- evaluation -------------------------------------------------------------------------

    def get(self, key: Key, make: Callable[[], R], *, kept: bool = False) -> R:
        """A memo's value, made at most once."""
        found = self._values.get(key, _NONE)
        if found is not _NONE:
            if _reads is not None:
                _reads.add(key)
            return cast("R", found)
        if (record := self._made.get(key)) is not None and record.data is not None:
            value = cast("R", pickle.loads(bytes(record.data)))  # noqa: S301 - of another process of ours
        elif kept and self._reads_same(key) and (data := self.past.value(key)) is not None:
            value = cast("R", pickle.loads(data))  # noqa: S301 - our own cache, checked by digest
            self._same[key] = True
        else:
            value, _ = self.make(key, make, kept=kept)
        self._values[key] = value
        if _reads is not None:
            _reads.add(key)
        return value

    def make(
        self,
        key: Key,
        make: Callable[[], R],
        *,
        kept: bool = False,
        told: Callable[[R], object] | None = None,
    ) -> tuple[R, Record]:
        """Evaluate a memo now and note what it reads. The value itself is not held.

        told: what stands for the value in its digest, where that is not the value itself.
        """
        with recording() as reads:
            value = make()
        data = encoded(told(value) if told else value)
        record = Record(digest_of(data), tuple(reads), data if kept else None)
        self._made[key] = record
        return value, record

    # -- the last build ---------------------------------------------------------------------

    def is_same(self, key: Key) -> bool:
        """Whether an atom or a memo is as it was in the last build. A memo may be made for it."""
        found = self._same.get(key)
        if found is None and key not in self._made and self.past.is_safe(key):
            found = self._same[key] = True  # most are: nothing else is asked of them
        if found is None:
            with unnoted():
                found = self._same[key] = self._compare(key)
        return found

    def _compare(self, key: Key) -> bool:
        if (record := self._made.get(key)) is not None:
            return record.digest == self.past.digest(key)
        if self.past.doubtful(key) is None:
            before = self.past.digest(key)
            return before is not None and digest_of(self.atoms(key)) == before
        return self._reads_same(key) or self._remade(key)

    def _reads_same(self, key: Key) -> bool:
        if self.past.is_safe(key):
            return True
        reads = self.past.doubtful(key)
        return reads is not None and all(self.is_same(each) for each in reads)

    def _remade(self, key: Key) -> bool:
        """Make a memo again of which something has changed; whether it has the value of before."""
        if key[:2] not in self._makers:
            self.owners(key)
        make = self._makers.get(key[:2])
        if make is None:
            return False
        method, kept = make
        try:
            value, record = self.make(key, lambda: method(*key[2:]), kept=kept)
        except Exception:  # noqa: BLE001 - what it was about has gone: whoever still asks is told
            return False
        self._values[key] = value
        return record.digest == self.past.digest(key)

    # -- owners -----------------------------------------------------------------------------

    def register(
        self, name: str, locale: str, make: Callable[..., object], *, kept: bool = False
    ) -> None:
        """How memos of a name and language are made from the rest of their keys."""
        self._makers[name, locale] = make, kept

    # -- to and fro between processes, and for the next build -------------------------------

    @property
    def made(self) -> Mapping[Key, Record]:
        """What has been made in this build."""
        return self._made

    @property
    def verified(self) -> AbstractSet[Key]:
        """What is as it was in the last build, or has been made in this one."""
        return {key for key, same in self._same.items() if same} | self._made.keys()

    def since(self, made: int, same: int) -> tuple[dict[Key, Record], frozenset[Key]]:
        """What has been made, and found to be as before, after so many; see `counts`."""
        records = dict([*_last(self._made, made)][::-1])
        return records, frozenset(key for key, is_same in _last(self._same, same) if is_same)

    @property
    def counts(self) -> tuple[int, int]:
        """How many memos have been made, and how many keys were compared."""
        return len(self._made), len(self._same)

    def release(self, keys: Iterable[Key], names: Collection[str]) -> None:
        """Hold no longer what another process has been told of some memos: what they have read.

        names: of memos whose values are of no more use here either.
        """
        for key in keys:
            digest, _, data = self._made[key]
            if key[0] in names:
                self._values.pop(key, None)
                data = None
            self._made[key] = Record(digest, (), data)

    def unload(self, names: Collection[str]) -> None:
        """Hold values of some names no longer that are held as bytes, too."""
        for key in [key for key in self._values if key[0] in names]:
            if (record := self._made.get(key)) is not None and record.data is not None:
                del self._values[key]

    def take(
        self,
        made: Mapping[Key, Record],
        verified: AbstractSet[Key],
        aside: Aside | None = None,
    ) -> None:
        """What another process has made, and found to be as before. aside: for their values."""
        keys = self._keys
        for key, (digest, reads, data) in made.items():
            if key not in self._made:
                once = tuple([keys.setdefault(read, read) for read in reads])
                held = aside.put(data) if aside and isinstance(data, bytes) else data
                self._made[keys.setdefault(key, key)] = Record(digest, once, held)
        self._same |= dict.fromkeys(verified - self._made.keys(), True)


def _last(found: dict[Key, R], known: int) -> Iterator[tuple[Key, R]]:
    """What has come into a table after so many, the newest first."""
    return itertools.islice(reversed(found.items()), len(found) - known)


class Owner:
    """What has memos of one memory, and makes them again by their keys.

    locale: of the readers, '' for all. The last one of a class and language counts.
    """

    def __init__(self, memory: Memory, locale: str = "") -> None:
        self.memory = memory
        self.locale = locale
        for cls in type(self).__mro__:
            for method in vars(cls).values():
                if found := getattr(method, "memo", None):
                    name, kept = found
                    memory.register(name, locale, _of(self, method.plain), kept=kept)


S = TypeVar("S", bound=Owner)


def memo(
    method: Callable[Concatenate[S, P], R],
) -> Callable[Concatenate[S, P], R]:
    """A method whose results are memos. Its arguments are plain: uris, names, numbers."""
    return _memo(method, kept=False)


def kept_memo(
    method: Callable[Concatenate[S, P], R],
) -> Callable[Concatenate[S, P], R]:
    """A memo whose value the next build finds again, as it costs more to make than to keep."""
    return _memo(method, kept=True)


def _memo(method: Callable[Concatenate[S, P], R], *, kept: bool) -> Callable[Concatenate[S, P], R]:
    name = method.__qualname__

    @wraps(method)
    def asked(self: S, *arguments: P.args, **named: P.kwargs) -> R:
        assert not named, name
        key = (name, self.locale, *arguments)
        return self.memory.get(key, lambda: method(self, *arguments, **named), kept=kept)

    asked.__dict__["memo"] = (name, kept)
    asked.__dict__["plain"] = method
    return cast("Callable[Concatenate[S, P], R]", asked)


def _of(owner: object, method: Callable[..., object]) -> Callable[..., object]:
    return lambda *arguments: method(owner, *arguments)
