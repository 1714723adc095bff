"""Many files changed at once: all of them, or none.

1. Every new content is written beside its place, under a hidden name that no build reads. Until
   here nothing has changed, and what fails (a full disk, no rights) leaves everything as it was.
2. Nobody may have changed a file since it was read.
3. The contents take their places, new files first; then the old files go, those of source pages
   last. What fails here is taken back.

Killed in the midst (power, kill -9), a page may be at its old and its new place, both whole:
nothing is lost, and the same command finishes the work.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quangba.errors import EditError
from quangba.messages import Text, msg
from quangba.store import write_atomically


@dataclass(frozen=True, slots=True)
class Changes:
    """before: what was read, by file; after: what is to be; gone: files that go, in this order.

    A file of `after` that is not in `before` is new, or is there already with the same content.
    """

    before: Mapping[Path, bytes]
    after: Mapping[Path, bytes]
    gone: tuple[Path, ...]


def carry_out(changes: Changes, keep: Collection[Path]) -> None:
    """Make the changes. Raises EditError when that cannot be done; all is then as it was.

    keep: folders that stay when they are empty; those below them go.
    """
    waiting: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for file, data in changes.after.items():
            made += _missing(file.parent)
            file.parent.mkdir(parents=True, exist_ok=True)
            waiting[file] = _waiting(file)
            waiting[file].write_bytes(data)
            _like(changes, file, waiting[file])
        _unchanged(changes)
        _put(changes, waiting)
    except OSError as failure:
        raise EditError(_failed(failure)) from failure
    finally:
        for temporary in waiting.values():
            with contextlib.suppress(OSError):
                temporary.unlink()
        _remove_empty(reversed(made))
    _remove_empty(folder for file in changes.gone for folder in _above(file, keep))


def _failed(failure: OSError) -> Text:
    return msg("Nothing was changed: {file}: {reason}",
               file=failure.filename or "", reason=failure.strerror or str(failure))  # fmt: skip


def _waiting(file: Path) -> Path:
    """A name that is the same in the next run, which takes over what a killed one has left."""
    return file.with_name(f".{file.name}.new")


def _missing(folder: Path) -> list[Path]:
    """The folders that are to be made, outer ones first."""
    return [each for each in (folder, *folder.parents) if not each.exists()][::-1]


def _like(changes: Changes, file: Path, temporary: Path) -> None:
    """A changed file keeps the rights it had; a page that moves has those of most files."""
    if file in changes.before:
        shutil.copymode(file, temporary)


def _unchanged(changes: Changes) -> None:
    """Nobody has written a file since it was read, nor one where a new one is to be."""
    expected = {**changes.after, **changes.before}
    for file, data in expected.items():
        is_new = file not in changes.before
        if (file.read_bytes() if file.exists() or not is_new else data) != data:
            raise EditError(
                msg("Nothing was changed: somebody has just written {file}. Try again.", file=file)
            )


def _put(changes: Changes, waiting: Mapping[Path, Path]) -> None:
    order = sorted(changes.after, key=lambda file: file in changes.before)
    there = {file for file in order if file not in changes.before and file.exists()}
    try:
        for file in order:
            waiting[file].replace(file)
        for file in changes.gone:
            _go(file, changes.after)
    except BaseException:
        for file, data in changes.before.items():
            with contextlib.suppress(OSError):
                if not file.exists() or file.read_bytes() != data:
                    write_atomically(file, data)
        for file in changes.after.keys() - changes.before.keys() - there:
            with contextlib.suppress(OSError):
                file.unlink()
        raise


def _go(file: Path, after: Iterable[Path]) -> None:
    """Remove a file; one that differs from its new name in case alone may be the new file."""
    for other in after:
        same_letters = str(other).casefold() == str(file).casefold()
        if other != file and same_letters and other.samefile(file):
            file.rename(other)
            return
    file.unlink()


def _above(file: Path, keep: Collection[Path]) -> list[Path]:
    return [
        folder
        for folder in file.parents
        if any(each != folder and folder.is_relative_to(each) for each in keep)
    ]


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()
