"""Whether a folder is as a build has left it: names, sizes, times and inodes of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from quangba.build.listing import Listing, Sign, digest, folders_of, listing


@dataclass(frozen=True, slots=True)
class Seal:
    """check: hash of what stands in the folder, and of the label that a build has given it."""

    check: str
    label: str

    @classmethod
    def of(cls, files: Mapping[str, Sign], folders: int, label: str) -> Seal:
        """Of a folder with these files in that many folders."""
        return cls._of(digest(files, exact=True), folders, label)

    @classmethod
    def _of(cls, exact: str, folders: int, label: str) -> Seal:
        said = f"{exact} {folders} {label}"
        return cls(hashlib.sha256(said.encode()).hexdigest(), label)

    @classmethod
    def made(cls, files: Mapping[str, Sign], label: str) -> Seal:
        """Of a folder that a build has made: no folder in it is empty."""
        return cls.of(files, len(folders_of(files)), label)

    @classmethod
    def read(cls, data: bytes) -> Seal:
        """As `written`. Raises ValueError for what cannot be read."""
        check, _, label = data.decode().partition("\n")
        return cls(check, label)

    def written(self) -> bytes:
        """For a file."""
        return f"{self.check}\n{self.label}".encode()

    def holds(self, folder: str, *, beside: bool = False) -> Listing | None:
        """What stands in a folder, if that is what it is the seal of; beside: as of `listing`."""
        try:
            found = listing(folder, beside=beside)
        except OSError:
            return None
        return found if self.fits(found, digest(found.files, exact=True)) else None

    def fits(self, found: Listing, exact: str) -> bool:
        """Whether it is the seal of what was found. exact: the digest of the files."""
        return not found.odd and Seal._of(exact, found.folders, self.label) == self
