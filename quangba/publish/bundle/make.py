"""Making a copy: whole in a folder beside, then put in the place of the old one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from quangba.build import swap
from quangba.errors import BusyError, PublishError
from quangba.messages import msg
from quangba.publish import release
from quangba.publish.bundle import archive, contents, manifest, sources
from quangba.publish.bundle.contents import File
from quangba.publish.bundle.manifest import Kept, Manifest
from quangba.publish.bundle.sources import Part
from quangba.site import Site

LOCK_SECONDS = 600
"""How long a run waits for another one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """without: what is left out; day: that the content was seen to be right on, if not its own."""

    without: tuple[Part, ...] = ()
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made. fingerprint: of its SHA256SUMS."""

    path: Path
    manifest: Manifest
    fingerprint: str


def make(site: Site, folder: Path, target: Path, wish: Wish) -> Made:
    """Make a copy of the site built into `folder`: a folder, or a ZIP file by the target's name.

    Raises PublishError where there is no built site, or something else where the copy should be.
    """
    source = sources.read(folder)
    day = wish.day or source.day or site.today
    _may_replace(target, folder)
    with _working(site, target) as work:
        fresh = work / "copy"
        files = {
            path: _write(fresh / path, content)
            for path, content in contents.files(site, source, wish.without, day)
        }
        found = Manifest(
            name=site.settings.site_name,
            address=site.settings.site_url,
            day=day,
            old_after=site.settings.offline_copy.old_after,
            languages=tuple(language.tag for language in site.settings.languages),
            left_out=tuple(sorted(wish.without)),
            files=files,
        )
        fingerprint = _list(found, fresh)
        if _is_zip(target):
            archive.pack(fresh, work / "copy.zip", top=target.stem, day=day)
            (work / "copy.zip").replace(target)
        else:
            swap.put_in_place(fresh, target, _beside(target, "old"))
    return Made(target, found, fingerprint)


def _write(file: Path, content: File) -> Kept:
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        shutil.copyfile(content, file)
    return Kept(release.digest(file), file.stat().st_size)


def _list(found: Manifest, fresh: Path) -> str:
    """Write both lists; the hash of the shorter one."""
    listed = manifest.dump(found)
    sums = manifest.sums(found.files, listed)
    (fresh / manifest.FILE).write_bytes(listed)
    (fresh / manifest.SUMS).write_bytes(sums)
    return manifest.sha256(sums)


def _is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"


def _may_replace(target: Path, site: Path) -> None:
    """Nothing but an older copy is ever replaced, and nothing is put into the site itself."""
    if target.resolve().is_relative_to(site.resolve()):
        raise PublishError(msg("{path} is in the built site. Name another place.", path=target))
    if target.is_dir() and _is_zip(target):
        raise PublishError(msg("{path} is a folder; name a file.", path=target))
    if target.is_file() and not _is_zip(target):
        raise PublishError(
            msg("{path} is a file. Name a folder, or a file that ends in .zip.", path=target)
        )
    if target.is_dir() and any(target.iterdir()) and not (target / manifest.FILE).is_file():
        raise PublishError(
            msg("{path} holds something else than an offline copy. Name a new folder.", path=target)
        )


def _beside(target: Path, purpose: str) -> Path:
    """On the target's file system, so that what is finished can be renamed into place."""
    return target.parent / f".{target.name}.{purpose}"


@contextmanager
def _working(site: Site, target: Path) -> Iterator[Path]:
    """A fresh folder, removed at the end; what a killed run has left is cleared away first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    site.settings.cache_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site.settings.cache_dir / "bundle.lock")
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise BusyError(msg("Another offline copy of this site is being made.")) from None
    work = _beside(target, "making")
    try:
        swap.recover(target, _beside(target, "old"))
        for leftover in (work, _beside(target, "old")):
            shutil.rmtree(leftover, ignore_errors=True)
        work.mkdir()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()
