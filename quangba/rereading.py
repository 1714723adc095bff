"""The site in a process that reads it again and again: only what it is told of is read anew.

A look at every file takes a tenth of a second where there are three thousand. Whoever is told of
each change (`build/watching.py`) needs none: the parts of the site in which nothing has changed
are those of the last time, the very same objects, by which others know that they are as before.
"""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from quangba.content.reader import TreeReader
from quangba.inputs import Data, Media, Theme
from quangba.media import recipes
from quangba.problems import Problem
from quangba.settings import Settings
from quangba.site import Site, assembled


@dataclass(slots=True)
class _Parts:
    """What was read the last time."""

    settings: Settings
    pages: TreeReader
    data: Data
    media: Media
    theme: Theme


class Rereading:
    """One site, of which each `load` gives the state of that time."""

    def __init__(self) -> None:
        self._parts: _Parts | None = None

    def load(
        self, settings: Settings, told: AbstractSet[str] | None
    ) -> tuple[Site, tuple[Problem, ...]]:
        """As `site.load`. told: absolute paths of all that has changed since; None: not known."""
        parts, self._parts = self._parts, None  # where this fails, nothing is known any more
        if parts is None or told is None or not _again(parts, settings, told):
            parts = _read(settings)
        site = assembled(settings, parts.pages.tree, parts.data, parts.media, parts.theme)
        problems = (*parts.pages.problems, *parts.data.problems, *parts.media.problems)
        self._parts = parts
        return site, problems


def _read(settings: Settings) -> _Parts:
    pages = TreeReader(settings)
    pages.reading.keep()
    theme = Theme(settings.theme_dir)
    return _Parts(settings, pages, Data.read(settings), Media.read(settings), theme)


def _again(parts: _Parts, settings: Settings, told: AbstractSet[str]) -> bool:
    """Read those parts anew of which something is told; False where all is to be read."""
    if settings is not parts.settings:
        return False
    left = set(told)
    docs, theme, data, media = (
        {path for path in told if _is_in(path, place)}
        for place in (settings.docs_dir, settings.theme_dir, settings.data_dir, settings.media_dir)
    )
    uses = {os.fspath((settings.media_dir.parent / recipes.FILE).absolute())} & told
    offered = {path for path in told if _is_in(path, settings.documents_dir)}
    left -= docs | theme | data | media | uses | offered
    if left or not parts.pages.again(docs):
        return False
    if theme:
        parts.theme = Theme(settings.theme_dir)
    if data:
        parts.data = Data.read(settings)
    if media or uses or not _has_posters(parts.media):
        parts.media = Media.read(settings)
    return True


def _is_in(path: str, folder: Path) -> bool:
    home = os.fspath(folder.absolute())
    return path == home or path.startswith(home + os.sep)


def _has_posters(media: Media) -> bool:
    """Whether the frames that films show are still in the store."""
    return all(clip.poster.file.is_file() for clip in media.clips.values())
