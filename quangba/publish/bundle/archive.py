"""Where a copy lies: in a folder, or in one ZIP file that is the same whenever it is made."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish.bundle import manifest

PACKED = frozenset({".avif", ".jpg", ".mp4", ".png", ".webm", ".webp", ".woff2", ".zip"})
"""Endings of files that would not get smaller: stored as they are."""

_FIRST_YEAR = 1980  # ZIP counts from there
_LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")
_LITTER_FOLDERS = (".Spotlight-V100", ".Trashes", ".fseventsd", "System Volume Information")
"""What Windows and macOS put on a stick that they only read; no page leads to it."""


class Lying(Protocol):
    """A copy as it lies somewhere."""

    def sizes(self) -> Mapping[str, int]:
        """The files by path below the copy's root, with their bytes."""
        ...

    def open(self, path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        """A file to read. Raises OSError where it cannot be."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A copy in a folder."""

    root: Path

    def sizes(self) -> Mapping[str, int]:
        """The files; a link to elsewhere counts as what it leads to."""
        files = sorted(file for file in self.root.rglob("*") if file.is_file())
        found = {file.relative_to(self.root).as_posix(): file.stat().st_size for file in files}
        return {path: size for path, size in found.items() if not _is_litter(path)}

    def open(self, path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        """A file to read."""
        return (self.root / path).open("rb")


@dataclass(frozen=True, slots=True)
class Archive:
    """A copy in a ZIP file, below one folder."""

    zip: zipfile.ZipFile
    top: str

    def sizes(self) -> Mapping[str, int]:
        """The files; one that is there twice has no size that could be right."""
        found: dict[str, int] = {}
        for entry in self.zip.infolist():
            if not entry.is_dir():
                path = entry.filename.removeprefix(self.top)
                found[path] = -1 if path in found else entry.file_size
        return {path: size for path, size in found.items() if not _is_litter(path)}

    def open(self, path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
        """A file to read."""
        return _unpacked(self.zip, self.top + path)


@contextlib.contextmanager
def _unpacked(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    try:
        with archive.open(name) as stream:
            yield stream
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as failure:
        raise OSError(str(failure)) from None


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Lying]:
    """A copy to read. Raises PublishError where there is none."""
    if path.is_dir():
        yield Folder(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(archive, _top(archive))
    except FileNotFoundError:
        raise PublishError(msg("There is no file or folder {path}.", path=path)) from None
    except zipfile.BadZipFile:
        raise PublishError(
            msg("{path} is no ZIP file, or only a part of one. Copy it again.", path=path)
        ) from None


def pack(folder: Path, file: Path, *, top: str, day: dt.date) -> None:
    """Write a folder as a ZIP file: sorted, every file of one day, all below the folder `top`.

    Files of any size, and any number of them: where the format needs it, it becomes ZIP64.
    """
    with zipfile.ZipFile(file, "w") as archive:
        for each in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = _entry(f"{top}/{each.relative_to(folder).as_posix()}", day)
            entry.file_size = each.stat().st_size  # known before: then large files become ZIP64
            with each.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, manifest.CHUNK)


def _entry(name: str, day: dt.date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = 0o100644 << 16
    stored = Path(name).suffix.lower() in PACKED
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return entry


def _top(archive: zipfile.ZipFile) -> str:
    """The one folder that everything is in, with '/'; '' where there is none."""
    tops = {name.partition("/")[0] for name in archive.namelist()}
    top = f"{next(iter(tops))}/" if len(tops) == 1 else ""
    return top if all(name.startswith(top) for name in archive.namelist()) else ""


def _is_litter(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in _LITTER or path.partition("/")[0] in _LITTER_FOLDERS
