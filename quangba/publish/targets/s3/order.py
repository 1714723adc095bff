"""In which order files are put where readers see them, so that no page names a missing file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

HOME = "index.html"
_PAGE = ".html"
_LISTS = (".ics", ".json", ".txt", ".webmanifest", ".xml")

Stages = tuple[tuple[str, ...], ...]


def stages(paths: Iterable[str], known: frozenset[str]) -> Stages:
    """What may be put at once, stage after stage.

    paths: what is to be put; known: what is there already, and so may be named by what is there.
    New files that are no pages come first: nobody names them yet. Then new pages, from the leaves
    up; they may name each other, but only changed pages name them, which are next. Home pages, and
    lists of pages that machines read (feeds, site maps), are last. Deleting comes after them all.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for path in sorted(paths):
        found.setdefault(_stage(path, new=path not in known), []).append(path)
    return tuple(tuple(found[stage]) for stage in sorted(found))


def _stage(path: str, *, new: bool) -> tuple[int, int]:
    """A stage, and within it the deeper before the higher (new pages are met from above)."""
    name = PurePosixPath(path)
    depth = -len(name.parts)
    if new:
        return (1, depth) if name.suffix == _PAGE else (0, 0)
    if name.suffix == _PAGE:
        return (4, depth) if name.name == HOME and depth >= -2 else (3, 0)
    return (5, 0) if name.suffix in _LISTS else (2, 0)
