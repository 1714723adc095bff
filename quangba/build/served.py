"""The folder of a preview: files are made aside and put in one by one, only those that differ.

What a build wants of a path is noted first and done by `settle`. So a build that fails half-way
changes nothing, and the last good page of a file with an error can stay where it is: what is wanted
instead waits until the error has gone.
"""

from __future__ import annotations

import contextlib
import filecmp
import itertools
import os
import shutil
import time
from collections.abc import Callable, Container
from functools import partial
from pathlib import Path

from quangba.build.listing import listing
from quangba.build.seal import Seal
from quangba.build.tree import clear
from quangba.store import write_atomically

ROOT, FRESH, SEAL = "root", "fresh", "seal"


class Served:
    """Paths are '/'-separated and relative to the folder that is served, `target`."""

    def __init__(self, folder: Path) -> None:
        """folder: of this preview alone."""
        self.target = os.fspath(folder / ROOT)
        self.label = ""
        """What the last preview has called its state, once that is known to be `intact`."""
        self._fresh = os.fspath(folder / FRESH)
        self._seal = folder / SEAL
        self._numbers = itertools.count()
        self._wanted: dict[str, str | Path | None] = {}
        self._before: dict[str, str | Path | None] = {}
        os.makedirs(self.target, exist_ok=True)
        clear(self._fresh)
        os.mkdir(self._fresh)

    @property
    def is_there(self) -> bool:
        """Whether nobody has deleted the folder, and what waits beside it."""
        return os.path.isdir(self.target) and os.path.isdir(self._fresh)

    # -- from one preview to the next -------------------------------------------------------

    def intact(self) -> bool:
        """Whether the folder is as the last preview left it. Then `label` is what that one said."""
        try:
            seal = Seal.read(self._seal.read_bytes())
        except (OSError, ValueError):
            return False
        if seal.holds(self.target) is None:
            return False
        self.label = seal.label
        return True

    def close(self, label: str) -> bool:
        """Let another preview go on from here; False where it cannot: something still waits."""
        if self._wanted:
            return False
        found = listing(self.target)
        seal = Seal.of(found.files, found.folders, label)
        write_atomically(self._seal, seal.written())
        return True

    # -- what a build wants -----------------------------------------------------------------

    def begin(self, *, clean: bool) -> None:
        """A build begins; until `settle`, `undo` forgets what it wants.

        clean: it makes all: nothing that waits counts any more.
        """
        for folder in (self.target, self._fresh):
            os.makedirs(folder, exist_ok=True)
        self._before = self._wanted
        self._wanted = {} if clean else dict(self._wanted)

    def write(self, path: str, data: bytes) -> None:
        """Give a file these bytes."""
        if _has(self._at(path), data):
            self._wanted.pop(path, None)
            return
        fresh = f"{self._fresh}/{next(self._numbers)}"
        with open(fresh, "xb") as stream:
            stream.write(data)
        self._wanted[path] = fresh

    def place(self, path: str, source: Path) -> None:
        """Give a file the bytes of another; where that is not there, once it is."""
        self._wanted[path] = source

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""
        self._wanted[path] = None

    def only(self, files: Container[str]) -> None:
        """Take away all that a build of everything has not made."""
        for path in listing(self.target).files:
            if path not in files:
                self.remove(path)

    def undo(self) -> None:
        """Forget what the build wanted, which has failed."""
        self._wanted = self._before
        self._forget_unwanted()

    def settle(self, stays: Callable[[str, bool], bool] = lambda _path, _gone: False) -> set[str]:
        """Do what is wanted, but for what stays as it is for now; the paths that changed.

        stays: is told a path that is there, and whether it is to be removed.
        """
        changed = set()
        waiting: dict[str, str | Path | None] = {}
        # removals first: a page may come where a folder was
        for path, source in sorted(self._wanted.items(), key=lambda item: item[1] is not None):
            file = self._at(path)
            if (os.path.isfile(file) and stays(path, source is None)) or (
                isinstance(source, Path) and not source.is_file()
            ):
                waiting[path] = source
            elif self._put(file, source):
                changed.add(path)
        self._wanted = waiting
        self._forget_unwanted()
        return changed

    # -- within -----------------------------------------------------------------------------

    def _at(self, path: str) -> str:
        return f"{self.target}/{path}"

    def _put(self, file: str, source: str | Path | None) -> bool:
        """Whether anything is other than before."""
        if source is None:
            return self._remove(file)
        if isinstance(source, Path):
            if os.path.isfile(file) and filecmp.cmp(source, file, shallow=False):
                return False
            source = shutil.copyfile(source, f"{self._fresh}/{next(self._numbers)}")
        if os.path.isdir(file):
            clear(file)
        try:
            os.makedirs(os.path.dirname(file), exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            self._make_way(file)
            os.makedirs(os.path.dirname(file), exist_ok=True)
        _patiently(partial(os.replace, source, file))
        return True

    def _remove(self, file: str) -> bool:
        if not os.path.isfile(file):  # not there, or a folder by now
            return False
        _patiently(partial(os.unlink, file))
        with contextlib.suppress(OSError):  # until one that holds something
            while (file := os.path.dirname(file)) != self.target:
                os.rmdir(file)
        return True

    def _make_way(self, file: str) -> None:
        """A page of an error may stand where a folder is to come."""
        while (file := os.path.dirname(file)) != self.target:
            if os.path.isfile(file):
                os.unlink(file)

    def _forget_unwanted(self) -> None:
        needed = {os.path.basename(each) for each in self._wanted.values() if each is not None}
        for name in os.listdir(self._fresh):
            if name not in needed:
                os.unlink(f"{self._fresh}/{name}")


def _patiently(do: Callable[[], None]) -> None:
    """On Windows nobody can replace a file in the moment in which a browser is sent it."""
    for pause in (0.01, 0.05, 0.25):
        with contextlib.suppress(PermissionError):
            do()
            return
        time.sleep(pause)
    do()


def _has(file: str, data: bytes) -> bool:
    try:
        if os.stat(file).st_size != len(data):
            return False
        with open(file, "rb") as stream:
            return stream.read() == data
    except OSError:
        return False
