"""A cache on disk that can be deleted at any moment: only time is lost."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CHECK = 16


def with_check(data: bytes) -> bytes:
    """Bytes for a file, with what finds damage before them."""
    return hashlib.blake2b(data, digest_size=_CHECK).digest() + data


def without_check(stored: bytes) -> bytes | None:
    """The bytes that were stored `with_check`; None if one of them is another now."""
    data = stored[_CHECK:]
    return data if with_check(data) == stored else None


def check_of(values: object) -> str:
    """What finds damage in values that are kept as JSON: a digit may be another digit."""
    import json  # not to be loaded where there is nothing of the kind

    data = json.dumps(values, sort_keys=True).encode()
    return hashlib.blake2b(data, digest_size=_CHECK).hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """Files under `folder`, named by everything that their bytes depend on."""

    folder: Path

    def get_or_make(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The stored bytes, or those that `make` gives, stored for the next time.

        Safe when several processes ask at once: each writes a file of its own and renames it.
        A store that cannot be written is no obstacle.
        """
        return self._get(name, make, read=lambda stored: stored or None, written=bytes)

    def get_or_make_checked(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The same for what nobody could tell from damage: that is made and stored again."""
        return self._get(name, make, read=without_check, written=with_check)

    def _get(
        self,
        name: str,
        make: Callable[[], bytes],
        *,
        read: Callable[[bytes], bytes | None],
        written: Callable[[bytes], bytes],
    ) -> bytes:
        file = self.folder / name
        with contextlib.suppress(OSError):
            data = read(file.read_bytes())
            if data is not None:
                return data
        data = make()
        with contextlib.suppress(OSError):
            write_atomically(file, written(data))
        return data


def is_stored(file: Path) -> bool:
    """Whether a file has been made: each is written whole, and none is empty."""
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def write_atomically(file: Path, data: bytes) -> None:
    """Write so that other readers see the old file or the whole new one."""
    import tempfile  # not to be loaded where there is nothing to write

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
