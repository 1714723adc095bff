"""The folder of the built site and its twin: a build costs what has changed, the site is whole.

Beside the folder that is served (`target`) lies a second one. The files that both have alike are
the same files, by hard links. A build brings the twin to the state of the target, changes there
what has changed, and then the two exchange names in one step. Whoever is killed on the way leaves
the target as it was or as it is to be, and the twin in whatever state: nobody relies on it, as
inodes tell which of its files are those of the target.

A *seal* tells that a folder is as a build has left it: the hash of the names, sizes, times and
inodes of its files. It goes by the folder's own inode, so that it is written before the names are
exchanged and holds for the right one afterwards.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from quangba.build import swap
from quangba.build.listing import Sign, folders_of, inodes, listing
from quangba.build.mending import Looked, Mending, read_turn, turn_file
from quangba.build.seal import Seal
from quangba.store import write_atomically

_SMALL = 1 << 20
"""Files of fewer bytes are copied by way of memory."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths in the site, in order. clean: everything was written anew, and `written` is all."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    clean: bool


def _nothing() -> None:
    """Nobody has looked."""


class Tree:
    """A site's folder and its twin, while a build has their lock.

    An object serves one build: after an error it is of no more use. Paths are '/'-separated and
    relative to the site.
    """

    def __init__(
        self, parent: Path, target: Path, looked: Callable[[], Looked | None] = _nothing
    ) -> None:
        """parent: a folder on the target's file system (`driver.working_folder`).

        looked: gives what was seen before this build had the lock; it counts if no other build
        has had it since.
        """
        self.target = os.fspath(target)
        self._parent = os.fspath(parent)
        self._name = swap.name_of(target)
        self.folder = f"{self._parent}/{self._name}.twin"
        """The twin, where the site stands until `commit`."""
        self.files: dict[str, Sign] = {}
        """What stands in the twin, from `begin` on."""
        self.label = ""
        """What the last build has called its state, once that is known to be `intact`."""
        self.seal = Seal("", "")
        """That of the new site, from `commit` on."""
        self._before: dict[str, Sign] = {}
        self._folders: set[str] = set()
        self._clean = True
        self._looked = looked
        self._turn = self._take_turn()
        self._mending: Mending | None = None

    # -- what the last build left -----------------------------------------------------------

    def intact(self) -> bool:
        """Whether the target is as the last build left it. Then `label` is what that one said."""
        try:
            seal = Seal.read(Path(self._seal(self.target)).read_bytes())
        except (OSError, ValueError):
            return False
        if (seen := self._seen()) is not None:
            found = seen.listing if seal.fits(seen.listing, seen.exact) else None
            self._mending = seen.mending
        else:
            found = seal.holds(self.target)
        if found is None:
            return False
        self._before, self.label = dict(found.files), seal.label
        return True

    def _seen(self) -> Looked | None:
        seen = self._looked()
        return seen if seen and seen.turn == self._turn != b"" else None

    def _take_turn(self) -> bytes:
        """That of the build before, which is no longer the last one."""
        before = b""
        with contextlib.suppress(OSError):
            before = read_turn(self.folder)
        with open(turn_file(self.folder), "wb") as stream:
            stream.write(secrets.token_bytes(16))
        return before

    # -- a new state ------------------------------------------------------------------------

    def begin(self, *, clean: bool) -> None:
        """Bring the twin to the state of the target, which is `intact`; clean: empty it."""
        self._clean = clean
        if clean:
            self._mending = None
            clear(self.folder)
            os.mkdir(self.folder)
            self._before, self._folders = {}, set()
        else:
            try:
                self._mend()
            except OSError:  # what is there cannot be mended: not even a folder, perhaps
                clear(self.folder)
                self._mend()
        self.files = dict(self._before)

    def write(self, path: str, data: bytes) -> None:
        """Give a file these bytes. One that has them already stays the file that it is."""
        file = self._at(path)
        known = self.files.get(path)
        if known and known.size == len(data) and Path(file).read_bytes() == data:
            return
        self._anew(path, partial(_write, file, data))

    def place(self, path: str, source: Path, *, move: bool = False) -> None:
        """Give a file the bytes of another. move: take that one, which is on this file system."""
        import filecmp

        file = self._at(path)
        if path in self.files and filecmp.cmp(source, file, shallow=False):
            return
        make = partial(os.rename, source, file) if move else partial(_copy, source, file)
        self._anew(path, make)

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""
        if self.files.pop(path, None) is not None:
            os.unlink(self._at(path))

    def adopt(self, folder: Path) -> None:
        """Take a folder on this file system as the twin, instead of what `begin` made."""
        clear(self.folder)
        os.rename(folder, self.folder)
        self.survey()

    def survey(self) -> None:
        """Take what others have written into the twin of a clean build as its files."""
        self._clean, self._before = True, {}
        self.files = dict(listing(self.folder).files)
        _, folders = inodes(self.folder)
        self._prune(set(folders))
        self._folders = folders_of(self.files)

    def changes(self) -> Changes:
        """What is other than in the target, so far."""
        before, now = self._before, self.files
        return Changes(
            written=tuple(sorted(path for path in now if before.get(path) != now[path])),
            removed=tuple(sorted(before.keys() - now.keys())),
            clean=self._clean,
        )

    # -- in its place -----------------------------------------------------------------------

    def commit(self, label: str = "") -> Changes:
        """Put the twin in the target's place. label: what the next build knows this state by."""
        changes = self.changes()
        self._prune(folders_of(changes.removed))
        self.seal = Seal.made(self.files, label)
        write_atomically(Path(self._seal(self.folder)), self.seal.written())
        target = Path(self.target)
        target.parent.mkdir(parents=True, exist_ok=True)
        swap.switch(Path(self.folder), target, Path(self._parent, f"{self._name}.retired"))
        return changes

    def settle(self) -> None:
        """Make the twin like the site, so that the next build need not; failing is no obstacle.

        After a clean build, that is, which shares no file with the site of before; after another
        one there is too little to do.
        """
        if not self._clean:
            return
        with contextlib.suppress(OSError):
            self._forget_seals()
            self._before = dict(self.files)
            self._mend()

    # -- within -----------------------------------------------------------------------------

    def _at(self, path: str) -> str:
        return f"{self.folder}/{path}"

    def _anew(self, path: str, make: Callable[[], None]) -> None:
        """Make a file that is new. Some file systems know no difference between `a` and `A`."""
        self._make_way(path)
        try:
            make()
        except FileExistsError:
            self._remove_alike(path)
            self._make_way(path)
            make()
        self.files[path] = _sign(self._at(path))

    def _remove_alike(self, path: str) -> None:
        """Take away files whose names differ in letter case alone, and the folders that they leave.

        Who has renamed a page so wants them gone, but has not come to it yet.
        """
        alike = [each for each in self.files if each != path and each.lower() == path.lower()]
        for each in alike:
            self.remove(each)
        self._prune(folders_of(alike))
        self._folders = folders_of(self.files)

    def _make_way(self, path: str) -> None:
        """Nothing has this path any more, and its folder is there."""
        file = self._at(path)
        if path in self.files:
            os.unlink(file)
        elif path in self._folders:
            _clear_empty(file)
            self._folders = folders_of(self.files)
        folder = os.path.dirname(path)
        if folder and folder not in self._folders:
            self._make(folder)

    def _make(self, folder: str) -> None:
        """A folder is there, and all around it. Most pages have one of their own."""
        around = os.path.dirname(folder)
        if around and around not in self._folders:
            self._make(around)
        with contextlib.suppress(FileExistsError):  # one that holds nothing yet
            os.mkdir(self._at(folder))
        self._folders.add(folder)

    def _mend(self) -> None:
        """Whatever in the twin is not the target's own file gives way to that."""
        seen, self._mending = self._mending, None
        try:
            its = seen or Mending.of(self._before, self.folder)
        except OSError:
            clear(self.folder)
            os.mkdir(self.folder)
            its = Mending.of(self._before, self.folder)
        for path in its.files_gone:
            os.unlink(self._at(path))
        for folder in its.folders_gone:
            os.rmdir(self._at(folder))
        for folder in its.folders_new:
            os.mkdir(self._at(folder))
        for path in its.files_new:
            if not share(f"{self.target}/{path}", self._at(path)):
                self._before[path] = _sign(self._at(path))  # the copy is what the seal is of
        self._folders = set(its.folders)

    def _prune(self, folders: set[str]) -> None:
        """Remove those folders that hold no file any more."""
        if not folders:
            return
        for folder in sorted(folders - folders_of(self.files), reverse=True):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.rmdir(self._at(folder))

    def _seal(self, folder: str) -> str:
        return f"{self._parent}/{self._name}.{os.stat(folder).st_ino}.seal"

    def _forget_seals(self) -> None:
        kept = os.path.basename(self._seal(self.target))
        for name in os.listdir(self._parent):
            if name.startswith(self._name) and name.endswith(".seal") and name != kept:
                os.unlink(f"{self._parent}/{name}")


def share(file: str, other: str) -> bool:
    """Let a file have another name, too; False where it had to be copied, with its time."""
    try:
        os.link(file, other)
    except OSError:
        shutil.copy2(file, other)
        return False
    return True


def clear(path: str) -> None:
    """Whatever has this name is gone, with all that is in it."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def _copy(source: Path, file: str) -> None:
    """Give a new file the bytes of another. Small ones are read: that is half the system's work."""
    with open(source, "rb") as stream:
        data = stream.read(_SMALL)
    if len(data) < _SMALL:
        _write(file, data)
        return
    _write(file, b"")  # one that is there may be the site's
    shutil.copyfile(source, file)


def _write(file: str, data: bytes) -> None:
    """Give a new file some bytes. Raises FileExistsError for one that is there."""
    with open(file, "xb") as stream:
        stream.write(data)


def _clear_empty(folder: str) -> None:
    """Remove a folder that holds nothing but folders. Raises OSError if there is more."""
    for here, _, _ in os.walk(folder, topdown=False):
        os.rmdir(here)


def _sign(file: str) -> Sign:
    about = os.stat(file)
    return Sign(about.st_size, about.st_mtime_ns, about.st_ino)
