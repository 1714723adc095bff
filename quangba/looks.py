"""Whether a file is as it was when it was last read, without reading it again.

As git's index does: size, times and inode stand for the bytes. A file that was changed so shortly
before it was read that a clock could not tell another change is read again the next time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from quangba.memory import digest_of

V = TypeVar("V")
Signature = tuple[int, int, int, int]
"""Size, time of change of the bytes and of the file (ns), inode."""

COARSE = 2_000_000_000
"""ns: FAT knows no finer times."""
_DEPENDS = b"!ENV"
"""What makes YAML depend on more than its bytes."""


def signature(about: os.stat_result) -> Signature:
    """What stands for a file's bytes."""
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino


class Row(NamedTuple, Generic[V]):
    """What a file gave.

    looked: as it was then, None if it must be read again; digest: of its bytes, b'' if what it
    gave depends on more than these.
    """

    looked: Signature | None
    digest: bytes
    value: V


class Looks(Generic[V]):
    """Files by path, read only where they have changed.

    before: what they gave in the last run.
    """

    def __init__(self, before: dict[str, Row[V]]) -> None:
        self.before = before
        self.rows: dict[str, Row[V]] = {}
        """What they give now."""
        self.changed = False
        """Whether there is anything to keep that was not there before."""

    def value(
        self, path: str, file: str | Path, make: Callable[[bytes], V], looked: Signature | None
    ) -> V:
        """What a file gives. looked: how it is, where that is known already. Raises OSError."""
        row = self.before.get(path)
        looked = looked or signature(Path(file).stat())
        if row is None or row.looked != looked:
            row = self._read(row, file, make, looked)
            self.changed = True
        self.rows[path] = row
        return row.value

    def _read(
        self,
        row: Row[V] | None,
        file: str | Path,
        make: Callable[[bytes], V],
        looked: Signature,
    ) -> Row[V]:
        started = time.time_ns()
        with open(file, "rb") as stream:  # noqa: PTH123 - the fast way, for thousands of files
            about = signature(os.fstat(stream.fileno()))
            data = stream.read()
        settled = about == looked and max(looked[1], looked[2]) + COARSE < started
        digest = b"" if _DEPENDS in data else digest_of(data)
        value = row.value if row and row.digest and row.digest == digest else make(data)
        return Row(looked if settled and digest else None, digest, value)

    def ended(self) -> bool:
        """Whether the rows are others than before."""
        return self.changed or self.rows.keys() != self.before.keys()
