"""Whether a copy is what it was when it was made."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish.bundle import archive, manifest
from quangba.publish.bundle.archive import Lying
from quangba.publish.bundle.manifest import Kept, Manifest


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found, each in the order of paths. fingerprint: of SHA256SUMS."""

    manifest: Manifest
    fingerprint: str
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing, changed or added."""
        return not (self.missing or self.changed or self.extra)

    def age(self, today: dt.date) -> int:
        """Days since the day of the content; 0 by a clock that is behind."""
        return max((today - self.manifest.day).days, 0)

    def is_old(self, today: dt.date) -> bool:
        """Whether its pages say that they are old."""
        return self.age(today) > self.manifest.old_after


def verify(path: Path) -> Verified:
    """Compare a copy, in a folder or a ZIP file, with its manifest.

    Raises PublishError where there is no copy.
    """
    with archive.opened(path) as copy:
        sizes = copy.sizes()
        if manifest.FILE not in sizes:
            raise PublishError(
                msg("{path} is no offline copy: it has no {file}.", path=path, file=manifest.FILE)
            )
        written = _read(copy, manifest.FILE)
        found = manifest.load(written)
        listed = manifest.sums(found.files, written)
        expected = {
            **found.files,
            manifest.FILE: Kept(manifest.sha256(written), len(written)),
            manifest.SUMS: Kept(manifest.sha256(listed), len(listed)),
        }
        there = expected.keys() & sizes.keys()
        changed = [name for name in there if not _same(copy, name, sizes[name], expected[name])]
        return Verified(
            manifest=found,
            fingerprint=expected[manifest.SUMS].sha256,
            missing=tuple(sorted(expected.keys() - sizes.keys())),
            changed=tuple(sorted(changed)),
            extra=tuple(sorted(sizes.keys() - expected.keys())),
        )


def _read(copy: Lying, name: str) -> bytes:
    with copy.open(name) as stream:
        return stream.read()


def _same(copy: Lying, name: str, size: int, kept: Kept) -> bool:
    """Whether a file has the bytes that it had. Of another size, it is not even read."""
    if size != kept.size:
        return False
    digest = hashlib.sha256()
    try:
        with copy.open(name) as stream:
            while chunk := stream.read(manifest.CHUNK):
                digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == kept.sha256
