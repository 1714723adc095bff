"""What a build has made, and of what: so that nothing else is published by mistake.

The record is in the cache and not in the site, whose bytes do not depend on how it was built.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from quangba.build import swap
from quangba.build.listing import look
from quangba.media import recipes
from quangba.settings import Settings
from quangba.store import write_atomically

FOLDER = "built"


@dataclass(frozen=True, slots=True)
class Record:
    """strict, drafts: as it was asked; sources, files: `state` of what went in and came out."""

    strict: bool
    drafts: bool
    sources: str
    files: str


def write(
    settings: Settings,
    folder: Path,
    *,
    strict: bool,
    drafts: bool,
    sources: str,
    files: str | None = None,
) -> None:  # fmt: skip
    """Note what was built into a folder. files: its state, where that is known."""
    made = Record(strict, drafts or settings.drafts, sources, files or state([folder]))
    write_atomically(_file(settings, folder), json.dumps(asdict(made)).encode() + b"\n")


def read(settings: Settings, folder: Path) -> Record | None:
    """The note of the last build into a folder; None without one, or when it cannot be read."""
    try:
        return Record(**json.loads(_file(settings, folder).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def sources(settings: Settings) -> str:
    """The state of everything that a build reads and people write."""
    return look(places(settings)).plain


def places(settings: Settings) -> tuple[str, ...]:
    """The files and folders that a build reads and people write."""
    folders = (
        settings.docs_dir, settings.theme_dir, settings.media_dir, settings.documents_dir,
        settings.data_dir, settings.config_file, settings.media_dir.parent / recipes.FILE,
    )  # fmt: skip
    return tuple(map(os.fspath, folders))


def state(folders: Iterable[Path]) -> str:
    """Hash of names, sizes and times of all files."""
    return look(map(os.fspath, folders)).plain


def _file(settings: Settings, folder: Path) -> Path:
    return settings.cache_dir / FOLDER / f"{swap.name_of(folder)}.json"
