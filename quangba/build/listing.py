"""What stands below folders, as cheaply as a system tells it: names, sizes and times, no content.

Plain strings and `os.scandir` all along: 12,000 files of a site are looked at before anything
else can be done, in every build.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from quangba.build.forked import Forked

TICK = 20_000_000
"""Nanoseconds: two changes within it may have one time (4-10 ms on Linux, 16 ms on Windows)."""

COARSE_TICK = 2_000_000_000
"""The same where file systems keep whole seconds (FAT: every other one)."""

_ENOUGH = 64
"""Folders that are shared out one by one: so many that the halves take about as long."""

_WINDOWS = sys.platform == "win32"
"""There, what a folder tells of a file is older than the file, and has no inode."""


class Sign(NamedTuple):
    """By what a file is known again. size in bytes; mtime in nanoseconds since 1970."""

    size: int
    mtime: int
    inode: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder by their '/'-separated paths in it.

    folders: how many there are, the folder itself left out; odd: whether there is anything that
    is neither file nor folder: a link, a socket.
    """

    files: Mapping[str, Sign]
    folders: int
    odd: bool


def listing(folder: str, *, beside: bool = False) -> Listing:
    """What stands in a folder. Links are not followed. Raises OSError without the folder.

    beside: whether another process may look through half of it.
    """
    walk = _Walk([("", folder)])
    if beside:
        walk.go(_ENOUGH)
        theirs = walk.left[1::2]
        if theirs and (other := Forked.begin(lambda: _Walk(theirs).go().plain())):
            del walk.left[1::2]
            try:
                walk.go()
            except BaseException:
                other.close()
                raise
            if (found := other.result()) is None:
                walk.left = theirs
            else:
                walk.add(*found)
    walk.go()
    return Listing(walk.files, walk.folders - 1, walk.odd)


class _Walk:
    """Through folders, which are `left` with how paths in them begin."""

    def __init__(self, left: list[tuple[str, str]]) -> None:
        self.left = left
        self.files: dict[str, Sign] = {}
        self.folders = 0
        self.odd = False

    def go(self, enough: int = 0) -> Self:
        """To the end, or until so many folders are left."""
        left, files, odd = self.left, self.files, self.odd
        while left and not 0 < enough <= len(left):
            prefix, here = left.pop(0) if enough else left.pop()
            self.folders += 1
            with os.scandir(here) as entries:
                for entry in entries:
                    path = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        left.append((path + "/", entry.path))
                        continue
                    about = _about(entry)
                    odd = odd or not stat.S_ISREG(about.st_mode)
                    files[path] = Sign(about.st_size, about.st_mtime_ns, about.st_ino)
        self.odd = odd
        return self

    def plain(self) -> tuple[list[str], list[tuple[int, ...]], int, bool]:
        """What was found, for `add` of another process."""
        return list(self.files), list(map(tuple, self.files.values())), self.folders, self.odd

    def add(self, paths: list[str], signs: list[tuple[int, ...]], folders: int, odd: bool) -> None:  # noqa: FBT001 - as `plain` gives it
        """What another one has found."""
        self.files.update(zip(paths, map(Sign._make, signs), strict=True))
        self.folders += folders
        self.odd = self.odd or odd


def inodes(folder: str) -> tuple[dict[str, int], list[str]]:
    """The inodes of everything below a folder but folders, and the folders, parents first."""
    files: dict[str, int] = {}
    folders: list[str] = []
    left = [""]
    for prefix in left:
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(prefix + entry.name)
                    left.append(f"{prefix}{entry.name}/")
                else:
                    files[prefix + entry.name] = entry.inode()
    return files, folders


def digest(files: Mapping[str, Sign], *, exact: bool = False) -> str:
    """Hash of names, sizes and times, as `look` makes it of the folder. exact: with inodes."""
    if exact:
        return _hash([f"{path}\0{size}\0{at}\0{own}" for path, (size, at, own) in files.items()])
    return _hash([f"0\0{path}\0{size}\0{at}" for path, (size, at, _) in files.items()])


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders, without those that hold nothing, in which files of these paths stand."""
    found: set[str] = set()
    for path in paths:
        while (cut := path.rfind("/")) > 0:
            path = path[:cut]  # noqa: PLW2901 - upwards until a folder that is known
            if path in found:
                break
            found.add(path)
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """The state of sources.

    plain: hash of names, sizes and times, as people may set them; exact: with what the system
    alone sets; settled: whether every change after the moment of looking gives another `exact`.
    """

    plain: str
    exact: str
    settled: bool


def look(places: Iterable[str]) -> Seen:
    """The state of files, and of folders with everything in them; links are followed."""
    begun = time.time_ns()
    plain: list[str] = []
    exact: list[str] = []
    settled = True
    for number, place in enumerate(places):
        for path, about in _followed(place):
            row = f"{number}\0{path}\0{about.st_size}\0{about.st_mtime_ns}"
            # set by the system at each change, whatever time people give the file
            moved = about.st_mtime_ns if _WINDOWS else about.st_ctime_ns
            plain.append(row)
            exact.append(f"{row}\0{moved}\0{about.st_ino}")
            settled = settled and moved + _tick(moved) < begun
    return Seen(_hash(plain), _hash(exact), settled)


def _tick(moment: int) -> int:
    return TICK if moment % 1_000_000_000 else COARSE_TICK


def _hash(rows: list[str]) -> str:
    rows.sort()
    return hashlib.sha256(os.fsencode("\n".join(rows))).hexdigest()


def _followed(place: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file of a folder by its path there; '' for a place that is a file itself."""
    if not os.path.isdir(place):
        with contextlib.suppress(OSError):
            yield "", os.stat(place)
        return
    left, known = [("", place)], set[tuple[int, int]]()
    while left:
        prefix, here = left.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                path = prefix + entry.name
                with contextlib.suppress(FileNotFoundError):  # a link that leads nowhere
                    if not entry.is_dir():
                        about = _about(entry, follow=True)
                        if stat.S_ISREG(about.st_mode):
                            yield path, about
                    elif not entry.is_symlink() or _is_new(entry.stat(), known):
                        left.append((path + "/", entry.path))


def _is_new(about: os.stat_result, known: set[tuple[int, int]]) -> bool:
    """Whether links have not led to a folder before: they may lead in circles."""
    size = len(known)
    known.add((about.st_dev, about.st_ino))
    return len(known) > size


def _about(entry: os.DirEntry[str], *, follow: bool = False) -> os.stat_result:
    if _WINDOWS:
        return os.stat(entry.path, follow_symlinks=follow)
    return entry.stat(follow_symlinks=follow)
