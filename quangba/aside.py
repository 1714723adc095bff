"""Bytes that wait in a file instead of in memory, until somebody asks for them.

The file has no name where the system can do without: it goes with the process, however that ends.
"""

from __future__ import annotations

import contextlib
import os
import weakref
from pathlib import Path
from typing import IO

_SMALL = 1024
"""So few bytes are no more than what would stand for them."""


class Waiting:
    """Some bytes of such a file, which `bytes` gives."""

    __slots__ = ("_aside", "_length", "_offset")

    def __init__(self, aside: Aside, offset: int, length: int) -> None:
        self._aside = aside
        self._offset = offset
        self._length = length

    def __bytes__(self) -> bytes:
        return self._aside.read(self._offset, self._length)


Held = bytes | Waiting
"""Bytes here or there: `bytes` of either."""


class Aside:
    """Puts bytes into a file in a folder. Where that cannot be written, they stay in memory."""

    def __init__(self, folder: Path) -> None:
        import tempfile

        self._size = 0
        self._file: IO[bytes] | None = None
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 - closed below
            weakref.finalize(self, self._file.close)  # when nothing waits in it any more

    def put(self, data: bytes) -> Held:
        """The same bytes, out of the way."""
        if self._file is None or len(data) < _SMALL:
            return data
        try:
            self._file.seek(self._size)
            written = self._file.write(data)
        except OSError:
            return data
        if written != len(data):
            return data
        self._size += written
        return Waiting(self, self._size - written, written)

    def read(self, offset: int, length: int) -> bytes:
        """What was put at a place."""
        assert self._file is not None
        if hasattr(os, "pread"):  # a process that was forked has the same place in the file
            return os.pread(self._file.fileno(), length, offset)
        self._file.seek(offset)
        return self._file.read(length)
