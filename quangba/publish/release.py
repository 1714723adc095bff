"""One state of the site as it is published: its files by content."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quangba.build import record
from quangba.errors import PublishError
from quangba.messages import msg

Manifest = Mapping[str, str]
"""Path below the site's root, '/'-separated -> SHA-256 of the file's bytes, in hexadecimal."""

NAME_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Release:
    """A built site: its folder, what is in it, and a name that its content alone decides."""

    folder: Path
    files: Manifest

    @property
    def name(self) -> str:
        """12 hexadecimal digits: the same files always have the same name."""
        return name_of(self.files)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is other than at the target, each in the order of paths."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether the target shows it already."""
        return not (self.added or self.changed or self.removed)


def read(folder: Path) -> Release:
    """The site built into a folder.

    Raises PublishError where there is none, where a build puts another in its place meanwhile,
    and for what no build makes: links, which mean something else at a target, and names that are
    not text.
    """
    if not (folder / "index.html").is_file():
        raise PublishError(
            msg("There is no site in {folder}. Build it first: quangba build --strict",
                folder=folder)
        )  # fmt: skip
    try:
        before = record.state([folder])
        found = Release(folder, {_name(file, folder): digest(file) for file in _files(folder)})
        if record.state([folder]) != before:  # else some files were of one site, some of another
            raise _changing(folder)
    except FileNotFoundError as failure:
        raise _changing(Path(failure.filename or folder)) from None
    return found


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in (*folders, *sorted(files)):
            file = Path(parent, name)
            if file.is_symlink() or not (file.is_file() or file.is_dir()):
                raise PublishError(
                    msg("{file} is a link or no file. A build makes no such thing; remove it, or"
                        " build again: quangba build --strict",
                        file=_shown(file))
                )  # fmt: skip
        yield from (Path(parent, name) for name in sorted(files))


def _name(file: Path, folder: Path) -> str:
    name = file.relative_to(folder).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        raise PublishError(
            msg("The name of {file} is not UTF-8. Rename it; names of letters, digits and hyphens"
                " work everywhere.",
                file=_shown(file))
        ) from None  # fmt: skip
    if any(sign < " " for sign in name):
        raise PublishError(
            msg("The name of {file} has a control character. Rename it; names of letters, digits"
                " and hyphens work everywhere.",
                file=_shown(file))
        )  # fmt: skip
    return name


def _shown(file: Path) -> str:
    text = os.fsencode(file).decode(errors="backslashreplace")
    return "".join(sign if sign >= " " else f"\\x{ord(sign):02x}" for sign in text)


def _changing(file: Path) -> PublishError:
    return PublishError(
        msg("{file} is being changed while it is read. Wait for the build and publish again.",
            file=_shown(file))
    )  # fmt: skip


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def name_of(files: Manifest) -> str:
    """The name of a release with these files."""
    return hashlib.sha256(dump(files)).hexdigest()[:NAME_DIGITS]


def dump(files: Manifest) -> bytes:
    """A manifest as it is kept beside a release: JSON in the order of paths."""
    return json.dumps(dict(sorted(files.items())), indent=0, ensure_ascii=False).encode() + b"\n"


def parse(data: bytes, where: str) -> Manifest:
    """A manifest that `dump` wrote. Raises PublishError, naming `where`, for anything else."""
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise PublishError(
            msg("{file} is not what quangba has written there. Remove it and publish again.",
                file=where)
        )  # fmt: skip
    return found


def compare(old: Manifest, new: Manifest) -> Changes:
    """What must be done to make `new` of `old`."""
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def same_but_for_case(files: Manifest) -> tuple[tuple[str, str], ...]:
    """Pairs of paths that are one file where capitals do not count (Windows, macOS)."""
    seen: dict[str, str] = {}
    pairs = [(seen.setdefault(path.casefold(), path), path) for path in sorted(files)]
    return tuple((first, path) for first, path in pairs if first != path)
