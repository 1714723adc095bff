"""Copies of a release on a file system: whole, on the disk, and removed without a trace."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.outputs import theme_assets
from quangba.outputs.hosting import delivery
from quangba.publish.release import Manifest, Release, digest

CHUNK = 1 << 20
WRITERS = 8
READ_ONLY = 0o444
"""A file may belong to several releases at once: nobody is to write into it."""

Step = Callable[[str], None]
"""Called before each step with its name; tests stop there."""


def fill(work: Path, release: Release, last: tuple[Path, Manifest] | None, step: Step) -> None:
    """Put a release's files into an empty folder.

    last: folder and manifest of the release before; what is the same there, and still whole, is
    linked and takes neither room nor a new date. Raises PublishError when the site changes
    meanwhile, OSError when the folder cannot be written.
    """
    folder, before = last or (None, {})
    for path, wanted in release.files.items():
        step(f"file {path}")
        copy = work / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(copy):
            raise PublishError(
                msg("{file} is there twice where capitals do not count, as on the disk of this"
                    " target. Rename one of the two.",
                    file=path)
            )  # fmt: skip
        if not (folder and before.get(path) == wanted and _linked(folder / path, copy, wanted)):
            _copy(release.folder / path, copy, wanted)


def carry(work: Path, release: Release, last: tuple[Path, Manifest] | None) -> None:
    """Add styles, scripts and fonts of the release before that this one has no more.

    A page that was opened, or kept by some cache, just before the switch still asks for them.
    Pictures and data are not carried on: what was taken from readers is gone at once.
    """
    folder, before = last or (None, {})
    for path in sorted(before.keys() - release.files.keys()):
        if not folder or not is_theme(path) or damaged(folder, {path: before[path]}):
            continue
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        if not _linked(folder / path, work / path, before[path]):
            _copy(folder / path, work / path, before[path])


def is_theme(path: str) -> bool:
    """Whether a path is of the theme and says its content: nothing else is ever there."""
    named = delivery.HASHED.search(path) is not None
    return named and path.startswith(f"{theme_assets.FOLDER}/")


def _linked(file: Path, copy: Path, wanted: str) -> bool:
    """Whether the copy is a link to a whole file; not every file system has links."""
    with contextlib.suppress(OSError):
        if stat.S_IMODE(file.stat().st_mode) == READ_ONLY and digest(file) == wanted:
            os.link(file, copy)
            return True
    return False


def _copy(file: Path, copy: Path, wanted: str) -> None:
    try:
        source = file.open("rb")
    except FileNotFoundError:
        raise _changed(file) from None
    except OSError as failure:
        raise PublishError(
            msg("{file} cannot be read: {reason}. Build the site again.",
                file=file, reason=failure.strerror or str(failure))
        ) from None  # fmt: skip
    found = hashlib.sha256()
    with source, copy.open("xb") as target:
        while chunk := source.read(CHUNK):
            found.update(chunk)
            target.write(chunk)
    if found.hexdigest() != wanted:
        raise _changed(file)
    copy.chmod(READ_ONLY)


def _changed(file: Path) -> PublishError:
    return PublishError(
        msg("{file} was changed while the site was being published. Readers see what they saw."
            " Wait for the build and publish again.",
            file=file)
    )  # fmt: skip


def to_disk(folder: Path) -> None:
    """Return when files and names below a folder would outlast a power cut.

    Links are to files that are there already. Threads, because a disk writes many at once.
    """
    folders, fresh = [], []
    for parent, _, files in os.walk(folder):
        folders.append(Path(parent))
        fresh += [file for name in files if (file := Path(parent, name)).stat().st_nlink == 1]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(_sync, fresh))
        list(pool.map(sync_folder, folders))


def _sync(file: Path) -> None:
    if os.name == "nt":  # flushes only what is open for writing; it keeps its own order of renames
        return
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Names in a folder to the disk."""
    _sync(folder)


def damaged(folder: Path, files: Manifest) -> str | None:
    """The first file of a release that is not what it was; None where all are whole."""
    for path, wanted in files.items():
        try:
            if digest(folder / path) != wanted:
                return path
        except OSError:
            return path
    return None


def foreign(folder: Path, files: Manifest, beside: tuple[str, ...]) -> Iterator[str]:
    """What somebody else has put into a release; `beside`: endings of copies that are ours."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name).relative_to(folder).as_posix()
            plain = next((path.removesuffix(end) for end in beside if path.endswith(end)), path)
            if path not in files and plain not in files and not is_theme(plain):
                yield path


def remove(folder: Path) -> None:
    """Delete a folder with its read-only files, which shutil does not on Windows."""
    for parent, folders, files in os.walk(folder, topdown=False):
        for name in files:
            file = Path(parent, name)
            if os.name == "nt":
                file.chmod(stat.S_IWRITE)
            file.unlink()
        for name in folders:
            sub = Path(parent, name)
            sub.unlink() if sub.is_symlink() else sub.rmdir()
    folder.rmdir()
