"""What nothing uses any more goes out of the store."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quangba.media.library import store_folder
from quangba.media.original import Original
from quangba.media.recipes import Recipes
from quangba.media.service import Use, by_original, stored
from quangba.settings import Settings


def prune(
    settings: Settings,
    pictures: Mapping[str, Original],
    recipes: Recipes,
    uses: Iterable[Use],
    *,
    dry_run: bool = False,
) -> tuple[int, int]:
    """Remove stored renditions that nothing uses any more: how many, and their bytes.

    dry_run: only count them.
    """
    folder = store_folder(settings)
    if not folder.is_dir():
        return 0, 0
    kept = {
        stored(folder, pictures[name], each).name
        for name, renditions in by_original(pictures, recipes, uses).items()
        for each in renditions
    }
    return remove((file for file in _files_of(folder) if file.name not in kept), dry_run=dry_run)


def remove(files: Iterable[Path], *, dry_run: bool) -> tuple[int, int]:
    """Remove files that another run may be removing, too: how many, and their bytes."""
    count = size = 0
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            count, size = count + 1, size + file.stat().st_size
            if not dry_run:
                file.unlink(missing_ok=True)
    return count, size


def is_left(file: Path, now: float) -> bool:
    """Whether a file is what a killed run has left, not what another one is writing."""
    try:
        return file.stat().st_mtime < now - _DAY
    except FileNotFoundError:
        return False


_STORED = re.compile(r"[0-9a-f]{64}\.(avif|jpeg|webp)")
_UNFINISHED = re.compile(rf"\.{_STORED.pattern}\..+")
_DAY = 24 * 3600


def _files_of(folder: Path) -> Iterator[Path]:
    """Renditions in the store, and what runs that were killed have left of some."""
    now = clock_of(folder)
    for file in sorted(folder.iterdir()):
        left = _UNFINISHED.fullmatch(file.name) and is_left(file, now)
        if file.is_file() and (left or _STORED.fullmatch(file.name)):
            yield file


def clock_of(folder: Path) -> float:
    """The time by the clock that dates the files there."""
    with tempfile.NamedTemporaryFile(dir=folder) as probe:
        return Path(probe.name).stat().st_mtime
