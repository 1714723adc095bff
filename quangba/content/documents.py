"""assets/documents: files that publications offer, published as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from unicodedata import normalize

from quangba.content.schema import Publication
from quangba.content.tree import Entry
from quangba.settings import Settings

FOLDER = "files"
"""Where they are below the site's root."""


def names(settings: Settings) -> tuple[str, ...]:
    """Every file of the folder, by name, as pages have it (NFC): macOS stores marks apart."""
    folder = settings.documents_dir
    if not folder.is_dir():
        return ()
    return tuple(sorted({_name(file) for file in folder.iterdir() if file.is_file()}))


def place(settings: Settings, name: str) -> Path:
    """Where the file of a name is, or would be."""
    file = settings.documents_dir / name
    if file.is_file() or not settings.documents_dir.is_dir():
        return file
    return next((each for each in settings.documents_dir.iterdir() if _name(each) == name), file)


def _name(file: Path) -> str:
    return normalize("NFC", file.name)


def files(fields: Publication, owner: str) -> Mapping[str, str]:
    """The names of a publication's files by language; a file alone is in the source's."""
    return fields.file if isinstance(fields.file, dict) else {owner: fields.file}


def named(entries: Iterable[Entry]) -> frozenset[str]:
    """The files that some entries offer, of those that are publications, there or not."""
    return frozenset(
        name
        for entry in entries
        if isinstance(entry.fields, Publication)
        for name in files(entry.fields, entry.owner).values()
    )


def published(settings: Settings, entries: Iterable[Entry]) -> dict[str, Path]:
    """Path in the site -> file, of all that those of some entries offer that are publications."""
    known = named(entries).intersection(names(settings))
    return {f"{FOLDER}/{name}": place(settings, name) for name in sorted(known)}
