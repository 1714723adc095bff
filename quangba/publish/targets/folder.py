"""A folder of this machine: releases/LABEL/, and a link `current` that a web server follows."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from quangba import clock
from quangba.errors import PublishError
from quangba.messages import msg
from quangba.options.targets import FolderTarget
from quangba.outputs.hosting.precompress import ENCODINGS, precompress
from quangba.publish import copies, labels
from quangba.publish.labels import Label
from quangba.publish.release import Manifest, Release, dump, parse
from quangba.publish.target import Kept, Tell
from quangba.settings import Settings
from quangba.store import write_atomically

CURRENT = "current"
RELEASES = "releases"
LOCK = ".quangba.lock"
BESIDE = tuple(f".{each.suffix}" for each in ENCODINGS)
_DRAFT = re.compile(r"\.(.+)\.json\.\w{8}")
"""A manifest that was being written (`write_atomically`)."""

_WORK = re.compile(r"\.(new|old)-\d+")
_LINK = re.compile(r"\.current-\d+")


def opened(settings: Settings, name: str, options: FolderTarget) -> Folder:
    """The folder of a target. Raises PublishError where it would be published into itself."""
    path = (settings.root / Path(options.path).expanduser()).resolve()
    for used in (
        settings.site_dir, settings.docs_dir, settings.cache_dir, settings.theme_dir,
        settings.media_dir, settings.documents_dir, settings.data_dir,
    ):  # fmt: skip
        if path.is_relative_to(used.resolve()) or used.resolve().is_relative_to(path):
            raise PublishError(
                msg("The folder {folder} of target “{name}” is in use by the project itself:"
                    " {used}. Choose a folder of its own, for example /srv/www/site.",
                    folder=path, name=name, used=settings.relative(used))
            )  # fmt: skip
    if not options.precompress:
        return Folder(path, options.keep)
    return Folder(path, options.keep, finish=lambda work: _compress(work, settings.cache_dir))


def _compress(work: Path, cache: Path) -> None:
    precompress(work, cache)


def _nothing(_: Path) -> None:
    """Leave a finished copy as it is."""


def _go_on(_: str) -> None:
    """Take the next step."""


@dataclass(frozen=True, slots=True)
class Folder:
    """keep: releases that stay; finish: adds to a copy before it is shown; step: see `Step`."""

    path: Path
    keep: int
    finish: Callable[[Path], None] = _nothing
    step: copies.Step = _go_on

    # ------------------------------------------------------------------------------ what is there

    def published(self) -> Manifest:
        """What readers see."""
        current = self._current()
        return self._manifest(current) if current else {}

    def releases(self) -> tuple[Kept, ...]:
        """What is kept, newest first."""
        return labels.listed(self._labels(), self._current())

    def read(self, path: str) -> bytes | None:
        """The bytes of a published file."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return (self.path / CURRENT / path).read_bytes()
        return None

    def _labels(self) -> tuple[Label, ...]:
        """Releases that are whole: the folder comes last, so it never stands without manifest."""
        folder = self.path / RELEASES
        names = sorted(item.name for item in folder.iterdir()) if folder.is_dir() else []
        found = (Label.read(name) for name in names)
        return tuple(each for each in found if each and self._manifest_file(each).is_file())

    def _current(self) -> Label | None:
        link = self.path / CURRENT
        if not link.is_symlink():
            if link.exists():
                raise PublishError(
                    msg("{folder} is a folder or file, and has to be a link that quangba makes."
                        " Move it away, or let the target be another folder.",
                        folder=link)
                )  # fmt: skip
            return None
        label = Label.read(link.readlink().name)
        return label if label in self._labels() else None

    def _folder(self, label: Label) -> Path:
        return self.path / RELEASES / str(label)

    def _manifest_file(self, label: Label) -> Path:
        return self.path / RELEASES / f"{label}.json"

    def _manifest(self, label: Label) -> Manifest:
        file = self._manifest_file(label)
        return parse(file.read_bytes(), str(file))

    # ----------------------------------------------------------------------------------- publish

    def publish(self, release: Release, tell: Tell) -> bool:
        """Copy a release beside the others, then let `current` lead to it."""
        with self._alone():
            known, current = self._labels(), self._current()
            if current and current.name == release.name and not self._damage(current):
                return False
            label = labels.following(known, release.name, clock.now())
            tell(msg("Copying {count} files to {folder}",
                     count=len(release.files), folder=self._folder(label)))  # fmt: skip
            self._put(label, release, current)
            self._show(label)
            gone = {*labels.withdrawn(known, current), *labels.spare(known, label, self.keep)}
            self._prune(gone - {label, current}, tell)
        return True

    def _put(self, label: Label, release: Release, current: Label | None) -> None:
        """A complete copy under its name, which it gets last, when it is on the disk."""
        work = self.path / RELEASES / f".new-{os.getpid()}"
        self.step("begin")
        work.mkdir()
        try:
            last = (self._folder(current), self._manifest(current)) if current else None
            copies.fill(work, release, last, self.step)
            copies.carry(work, release, last)
            self.step("finish")
            self.finish(work)
            self.step("to disk")
            copies.to_disk(work)
            self.step("manifest")
            write_atomically(self._manifest_file(label), dump(release.files))
            self.step("name")
            work.rename(self._folder(label))
        except BaseException:
            with contextlib.suppress(OSError):
                copies.remove(work)
            raise
        copies.sync_folder(self.path / RELEASES)

    def _show(self, label: Label) -> None:
        """Let `current` lead to a release, in one step."""
        fresh = self.path / f".current-{os.getpid()}"
        self.step("link")
        fresh.symlink_to(f"{RELEASES}/{label}", target_is_directory=True)
        self.step("switch")
        fresh.replace(self.path / CURRENT)
        self.step("switched")
        copies.sync_folder(self.path)

    def _damage(self, label: Label) -> str | None:
        return copies.damaged(self._folder(label), self._manifest(label))

    # ---------------------------------------------------------------------------------- rollback

    def rollback(self, tell: Tell) -> str:
        """Let `current` lead to the release before the one that it leads to."""
        with self._alone():
            current = self._current()
            label = labels.before(self._labels(), current) if current else None
            if label is None:
                raise PublishError(
                    msg("{folder} has no release before the present one.",
                        folder=self.path / RELEASES)
                )  # fmt: skip
            if file := self._damage(label):
                raise PublishError(
                    msg("{file} is not what it was when it was published; readers go on seeing"
                        " the present release. Publish a site that is right.",
                        file=self._folder(label) / file)
                )  # fmt: skip
            tell(msg("Going back to {folder}", folder=self._folder(label)))
            self._show(label)
        return label.name

    # ------------------------------------------------------------------------------- the folder

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One run at a time, after what a killed one left is cleared away."""
        try:
            (self.path / RELEASES).mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / LOCK, timeout=0)
            with lock:
                self._clear()
                yield
        except Timeout:
            raise PublishError(
                msg("Somebody else is publishing to {folder} right now.", folder=self.path)
            ) from None
        except OSError as failure:
            raise self._failed(failure) from None

    def _failed(self, failure: OSError) -> PublishError:
        if getattr(failure, "winerror", None) == _NO_PRIVILEGE:
            return PublishError(
                msg("Windows does not let you make links. Switch the developer mode on, or run"
                    " this as administrator. Readers see what they saw.")
            )  # fmt: skip
        reason = _REASONS.get(failure.errno or 0) or failure.strerror or str(failure)
        return PublishError(
            msg("{folder} cannot be written: {reason}. Readers see what they saw.",
                folder=self.path, reason=reason)
        )  # fmt: skip

    def _clear(self) -> None:
        """What runs that were killed have left: half copies, links, manifests without a copy."""
        releases = self.path / RELEASES
        for item in sorted(releases.iterdir()):
            label = Label.read(item.stem) if item.suffix == ".json" else None
            if _WORK.fullmatch(item.name) and not item.is_symlink():
                copies.remove(item)
            elif (label and not self._folder(label).is_dir()) or _is_draft(item.name):
                item.unlink()
        for item in sorted(self.path.iterdir()):
            if _LINK.fullmatch(item.name) and item.is_symlink():
                item.unlink()

    def _prune(self, gone: set[Label], tell: Tell) -> None:
        """Delete releases that nobody needs. Readers see the new one: a failure only is told."""
        for label in sorted(gone):
            folder = self._folder(label)
            try:
                if alien := next(copies.foreign(folder, self._manifest(label), BESIDE), None):
                    tell(msg("{folder} stays: somebody has put {file} there.",
                             folder=folder, file=alien))  # fmt: skip
                    continue
                self.step("prune")
                away = folder.with_name(f".old-{label.number}")
                folder.rename(away)
                self.step("pruned")
                self._manifest_file(label).unlink()
                copies.remove(away)
            except OSError as failure:
                tell(msg("{folder} could not be removed: {reason}.",
                         folder=folder, reason=failure.strerror or str(failure)))  # fmt: skip


def _is_draft(name: str) -> bool:
    found = _DRAFT.fullmatch(name)
    return found is not None and Label.read(found[1]) is not None


_NO_PRIVILEGE = 1314
_REASONS: Mapping[int, object] = {
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the disk space that you may use is full"),
    errno.EROFS: msg("it is read-only"),
    errno.EACCES: msg("you may not write there"),
}
