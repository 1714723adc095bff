"""What a copy says of itself: manifest.json, and SHA256SUMS for those who have no quangba.

Both tell damage: a bad stick, a broken download, a file that somebody has edited. Whoever changes
the list along with the files is found only by the fingerprint, which the office that made the copy
keeps.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from quangba.errors import PublishError
from quangba.messages import msg

FILE = "manifest.json"
SUMS = "SHA256SUMS"
FORMAT = 1
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a copy: the SHA-256 of its bytes in hexadecimal, and how many they are."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """name: of the place; address: of the site online; day: of its content; old_after: in days.

    left_out: what it was made without; files: by path below the copy's root.
    """

    name: str
    address: str
    day: dt.date
    old_after: int
    languages: tuple[str, ...]
    left_out: tuple[str, ...]
    files: Mapping[str, Kept]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(kept.size for kept in self.files.values())


def dump(manifest: Manifest) -> bytes:
    """The manifest as it is written: JSON, the files in the order of their paths."""
    files = {
        path: {"sha256": kept.sha256, "size": kept.size}
        for path, kept in sorted(manifest.files.items())
    }
    said = {
        "format": FORMAT,
        "name": manifest.name,
        "address": manifest.address,
        "content_date": manifest.day.isoformat(),
        "old_after_days": manifest.old_after,
        "languages": manifest.languages,
        "left_out": manifest.left_out,
        "count": len(files),
        "files": files,
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def load(data: bytes) -> Manifest:
    """A manifest as it was written. Raises PublishError for anything else."""
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            raise PublishError(
                msg("The copy was made by another version of quangba (format {format}).",
                    format=said["format"])
            )  # fmt: skip
        return Manifest(
            name=str(said["name"]),
            address=str(said["address"]),
            day=dt.date.fromisoformat(said["content_date"]),
            old_after=int(said["old_after_days"]),
            languages=tuple(map(str, said["languages"])),
            left_out=tuple(map(str, said["left_out"])),
            files={
                path: Kept(str(kept["sha256"]), int(kept["size"]))
                for path, kept in said["files"].items()
            },
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise PublishError(
            msg("{file} of the copy cannot be read. Make the copy anew: quangba bundle", file=FILE)
        ) from None


def sums(files: Mapping[str, Kept], manifest: bytes) -> bytes:
    """SHA256SUMS, as `sha256sum -c` reads it, of all files and of the manifest."""
    rows = {**{path: kept.sha256 for path, kept in files.items()}, FILE: sha256(manifest)}
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(rows.items())).encode()


def sha256(data: bytes) -> str:
    """The hash of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
