"""What reading gave, kept for the next run: an index that is read whole, and values one by one.

The index is replaced in one go; values are appended to a file beside it, so that who has an older
index open finds all of its values. What is damaged, or of another version, is as if it had never
been there.
"""

from __future__ import annotations

import contextlib
import hashlib
import mmap
import os
import pickle
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from quangba.store import with_check, without_check, write_atomically

Place = tuple[int, int, bytes]
"""Where a value stands: offset, length, and its check."""

_CHECK = 8
_SPARE = 1 << 20
"""So many bytes of values that nobody needs are left alone, beside as many as there are needed."""


class Pack:
    """A file `name` below a folder, with its values in `name-….data`.

    version: whatever everything in it depends on. A pack that cannot be read or written is no
    obstacle.
    """

    def __init__(self, folder: Path, name: str, version: str) -> None:
        self._folder = folder
        self._name = name
        self._version = version
        self._data: mmap.mmap | bytes = b""
        self._file = ""
        self.index: Any = None
        """What was saved last; None where there is nothing that can be trusted."""
        with contextlib.suppress(Exception):  # whatever damaged bytes can make pickle raise
            self._load()

    def _load(self) -> None:
        said = without_check((self._folder / self._name).read_bytes())
        if said is None:
            return
        version, file, rest = pickle.loads(said)  # noqa: S301 - our own cache, checked by digest
        if version != self._version:
            return
        with (self._folder / file).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self._file = file
        self.index = pickle.loads(rest)  # noqa: S301 - see above

    def get(self, place: Place) -> bytes | None:
        """A value; None when it is damaged."""
        offset, length, check = place
        data = bytes(self._data[offset : offset + length])
        return data if _check(data) == check else None

    def save(
        self, index: Any, kept: Mapping[str, Place], new: Mapping[str, bytes]
    ) -> Mapping[str, Place]:
        """Write an index and new values; where all of them stand.

        kept: the places of the values that are still needed. index: called with all places. Raises
        OSError.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        needed = sum(length for _, length, _ in kept.values())
        values: dict[str, bytes] = dict(new)
        places: dict[str, Place] = dict(kept)
        file = self._file
        is_gone = not (self._folder / file).is_file()  # another process has put all into a new one
        if not file or is_gone or len(self._data) > 2 * needed + _SPARE:
            file = f"{self._name}-{secrets.token_hex(4)}.data"
            found = {name: self.get(place) for name, place in kept.items()}
            values = {name: data for name, data in found.items() if data is not None} | values
            places = {}
        places |= _append(self._folder / file, values)
        rest = pickle.dumps(index(places), protocol=5)
        said = pickle.dumps((self._version, file, rest), protocol=5)
        write_atomically(self._folder / self._name, with_check(said))
        if file != self._file:
            self._remove(other_than=file)
        return places

    def _remove(self, other_than: str) -> None:
        for old in self._folder.glob(f"{self._name}-*.data"):
            if old.name != other_than:
                with contextlib.suppress(OSError):  # Windows keeps what somebody has open
                    old.unlink()


def _append(file: Path, values: Mapping[str, bytes]) -> Mapping[str, Place]:
    data = b"".join(values.values())
    with file.open("ab", buffering=0) as stream:
        written = 0
        while written < len(data):
            written += stream.write(memoryview(data)[written:])
        at = stream.tell() - len(data)
    return dict(zip(values, _places(values.values(), at), strict=True))


def _places(values: Iterable[bytes], at: int) -> Iterable[Place]:
    for data in values:
        yield at, len(data), _check(data)
        at += len(data)


def _check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECK).digest()
