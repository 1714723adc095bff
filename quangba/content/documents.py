"""assets/documents: files that publications offer, published as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quangba.content.schema import Publication
from quangba.content.tree import Entry
from quangba.settings import Settings

FOLDER = "files"
"""Where they are below the site's root."""


def names(settings: Settings) -> tuple[str, ...]:
    """Every file of the folder, by name."""
    folder = settings.documents_dir
    if not folder.is_dir():
        return ()
    return tuple(sorted(file.name for file in folder.iterdir() if file.is_file()))


def files(fields: Publication, owner: str) -> Mapping[str, str]:
    """The names of a publication's files by language; a file alone is in the source's."""
    return fields.file if isinstance(fields.file, dict) else {owner: fields.file}


def published(settings: Settings, entries: Iterable[Entry]) -> dict[str, Path]:
    """Path in the site -> file, of all that those of some entries offer that are publications."""
    found = {
        name
        for entry in entries
        if isinstance(entry.fields, Publication)
        for name in files(entry.fields, entry.owner).values()
    }
    known = found.intersection(names(settings))
    return {f"{FOLDER}/{name}": settings.documents_dir / name for name in sorted(known)}
