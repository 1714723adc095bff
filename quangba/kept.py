"""Values that one build keeps for the next: one file, read in part, written all at once.

What is damaged, or of another version, is as if it had never been there.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from quangba.aside import Held

_CHECK = 4
"""Bytes of a CRC: it finds what disks do to data, in a fifth of the time that a hash takes."""
_SCHEMA = (
    "CREATE TABLE kept (part TEXT, name TEXT, data BLOB, PRIMARY KEY (part, name)) WITHOUT ROWID"
)
_STATE = "state"
"""What is another after each save, as the version is, under no part."""


class Kept:
    """Bytes by part and name; `save` makes everything that was put last.

    Who saves adds to what was there when the file was opened. If another process has saved since,
    nothing is saved: values of two builds together would be those of none.

    version: whatever the values depend on beside what they are named by; a file of another one
    is empty. A cache that cannot be read or written is no obstacle.
    """

    def __init__(self, file: Path, version: str) -> None:
        self._file = file
        self._version = version
        self._new: dict[tuple[str, str], Held | None] = {}
        self._cleared: set[str] = set()
        self._state = b""
        self._is_lost = False
        self._base = self._open()
        self._process = os.getpid()

    def _reader(self) -> sqlite3.Connection | None:
        """The file; a process that was forked opens it for itself, as SQLite asks for."""
        if self._process != os.getpid():
            self._process = os.getpid()
            # that of the other process is kept, as closing it would touch its locks
            self._left, self._base = self._base, self._open()
        return self._base

    def _open(self) -> sqlite3.Connection | None:
        if not self._file.is_file():
            return None
        try:
            base = sqlite3.connect(f"{_uri(self._file)}?mode=ro", uri=True)
            said = dict(base.execute("SELECT name, data FROM kept WHERE part = ''"))
        except sqlite3.Error:
            return None
        if said.get("") != self._version.encode():
            base.close()
            return None
        self._state = said.get(_STATE, b"")
        return base

    def _state_of(self, base: sqlite3.Connection) -> object:
        found = base.execute("SELECT data FROM kept WHERE part = '' AND name = ?", (_STATE,))
        row = found.fetchone()
        return row[0] if row else b""

    @property
    def is_empty(self) -> bool:
        """Whether there is no file, or none that can be used."""
        return self._base is None

    def get(self, part: str, name: str) -> bytes | None:
        """What was kept; None where there is nothing, or nothing that can be trusted."""
        if (part, name) in self._new:
            new = self._new[part, name]
            return None if new is None else bytes(new)
        base = self._reader()
        if base is None or part in self._cleared:
            return None
        try:
            row = base.execute(
                "SELECT data FROM kept WHERE part = ? AND name = ?", (part, name)
            ).fetchone()
        except sqlite3.Error:
            return None
        return _checked(row[0]) if row else None

    def all(self, part: str) -> Iterator[tuple[str, bytes]]:
        """Everything of a part that was kept, by name; nothing of it if any is damaged."""
        found: dict[str, bytes | None] = {}
        base = self._reader()
        if base is not None and part not in self._cleared:
            with contextlib.suppress(sqlite3.Error):
                rows = base.execute("SELECT name, data FROM kept WHERE part = ?", (part,))
                found = {name: _checked(data) for name, data in rows.fetchall()}
        if None in found.values():
            found = {}
        new = {name: data for (of, name), data in self._new.items() if of == part}
        found |= {name: None if data is None else bytes(data) for name, data in new.items()}
        yield from ((name, data) for name, data in sorted(found.items()) if data is not None)

    def put(self, part: str, name: str, data: Held) -> None:
        """Keep something at the next `save`."""
        self._new[part, name] = data

    def drop(self, part: str, names: Iterable[str]) -> None:
        """Forget some of a part at the next `save`."""
        self._new |= dict.fromkeys((part, name) for name in names)

    def clear(self, part: str) -> None:
        """Forget a whole part at the next `save`; what is put afterwards is kept."""
        self._new = {key: data for key, data in self._new.items() if key[0] != part}
        self._cleared.add(part)

    def save(self) -> None:
        """Write what was put and dropped, all of it or nothing."""
        if self._is_lost:
            return
        try:
            self._save()
        except (sqlite3.Error, OSError):  # a damaged file, or one that cannot be written
            self._is_lost = self._base is not None  # what it had is wanted beside what was put
            self.close()
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
            if not self._is_lost:
                with contextlib.suppress(sqlite3.Error, OSError):
                    self._save()

    def _save(self) -> None:
        if self._base is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(self._file)) as base:
            # A file that a power cut leaves half written is found out when it is read.
            base.execute("PRAGMA synchronous = OFF")
            with base:
                base.execute("BEGIN IMMEDIATE")
                if self._base is None:
                    base.execute(_SCHEMA)
                    base.execute("INSERT INTO kept VALUES ('', '', ?)", (self._version.encode(),))
                elif self._state_of(base) != self._state:
                    self._is_lost = True
                    self.close()
                    return
                state = secrets.token_bytes(8)
                base.execute("INSERT OR REPLACE INTO kept VALUES ('', ?, ?)", (_STATE, state))
                base.executemany("DELETE FROM kept WHERE part = ?", [(p,) for p in self._cleared])
                gone = [key for key, data in self._new.items() if data is None]
                base.executemany("DELETE FROM kept WHERE part = ? AND name = ?", gone)
                base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", self._rows())
        self.close()
        self._new, self._cleared = {}, set()
        self._base = self._open()

    def _rows(self) -> Iterator[tuple[str, str, bytes]]:
        """What is new, one after the other: all of it is more than memory should hold."""
        for (part, name), held in self._new.items():
            if held is not None:
                data = bytes(held)
                yield part, name, _check(data) + data

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
            self._base = None


def _uri(file: Path) -> str:
    """The address of a file: SQLite takes `#`, `?` and `%` for more than letters of its name."""
    path = quote(os.fsencode(file.absolute().as_posix()))
    return f"file://{path}" if path.startswith("/") else f"file:///{path}"


def _check(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECK)


def _checked(data: object) -> bytes | None:
    if not isinstance(data, bytes) or len(data) < _CHECK:
        return None
    rest = data[_CHECK:]
    return rest if data.startswith(_check(rest)) else None
