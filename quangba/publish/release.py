"""One state of the site as it is published: its files by content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quangba.errors import PublishError
from quangba.messages import msg

Manifest = Mapping[str, str]
"""Path below the site's root, '/'-separated -> SHA-256 of the file's bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Release:
    """A built site: its folder, what is in it, and a name that its content alone decides."""

    folder: Path
    files: Manifest

    @property
    def name(self) -> str:
        """12 hexadecimal digits: the same files always have the same name."""
        return hashlib.sha256(dump(self.files)).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other than at the target, each in the order of paths."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def read(folder: Path) -> Release:
    """The site built into a folder. Raises PublishError where there is none."""
    if not (folder / "index.html").is_file():
        raise PublishError(
            msg("There is no site in {folder}. Build it first: quangba build", folder=folder)
        )
    files: dict[str, str] = {}
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        files[file.relative_to(folder).as_posix()] = digest
    return Release(folder, files)


def dump(files: Manifest) -> bytes:
    """A manifest as it is kept beside a release: JSON in the order of paths."""
    return json.dumps(dict(sorted(files.items())), indent=0, ensure_ascii=False).encode() + b"\n"


def compare(old: Manifest, new: Manifest) -> Changes:
    """What must be done to make `new` of `old`."""
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )
