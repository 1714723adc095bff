"""The making of pictures, killed at any moment; so are the workers that decode and encode."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from quangba import settings
from soaking import isle, working
from soaking.killing import Way
from tests.media.libraries import MKDOCS_YML, SIDECAR, Library
from tests.small_sites import write

PHOTOS = 4
RECIPES = (
    "figure: {widths: [60, 120, 240], formats: [avif, jpeg]}\n",
    "figure: {widths: [60, 180, 320], formats: [avif, webp, jpeg]}\n",
)


@dataclass
class MediaSoak:
    """clean: each file that may be in the store, by its name, as a store that is new gets it."""

    project: Path
    aside: Path
    clean: dict[str, bytes] = field(default_factory=dict)
    wanted: dict[tuple[int, ...], frozenset[str]] = field(default_factory=dict)
    now: tuple[int, ...] = ()
    sources: dict[str, bytes] = field(default_factory=dict)
    ways: tuple[Way, ...] = (Way.KILL, Way.WORKER)

    def prepare(self, chance: random.Random) -> None:
        """Other photos or another recipe; the store is new, or has something of runs before."""
        self.now = chance.randrange(2), chance.randrange(2)
        self._put(self.project)
        self.sources = self._sources()
        for folder, part in ((self._library().store, 0.6), (self.project / ".cache", 0.2)):
            if chance.random() < part:
                shutil.rmtree(folder, ignore_errors=True)
        if self.now not in self.wanted:
            shutil.rmtree(self.aside, ignore_errors=True)
            self._put(self.aside)
            made = _made(self.aside)
            self.wanted[self.now] = frozenset(made)
            self.clean |= made

    def run(self) -> None:
        """All renditions; a photo whose worker was killed is one that the build tells of."""
        os.chdir(self.project)
        _make(self.project)

    def workers(self, run: int) -> list[int]:
        """Of the pool, and what looks after them."""
        return [each for each in working.inside(self.project) if each != run]

    def broken(self) -> list[str]:
        """What has its name in the store is whole; originals as they were; nobody at work."""
        faults = working.outlived(self.project)
        stored = _stored(self.project)
        faults += [f"not whole: {name}" for name in stored if stored[name] != self.clean.get(name)]
        if self._sources() != self.sources:
            faults.append("an original has changed")
        return faults

    def unfinished(self) -> list[str]:
        """Every file that pages use is there."""
        lacking = self.wanted[self.now] - _stored(self.project).keys()
        return [f"missing: {name}" for name in lacking]

    def strays(self) -> list[str]:
        """A killed worker's unfinished file stays for a day: `quangba media prune`."""
        return []

    def _library(self) -> Library:
        return Library(settings.read(self.project / "mkdocs.yml"))

    def _sources(self) -> dict[str, bytes]:
        return working.below(self.project / "assets")

    def _put(self, root: Path) -> None:
        photos, recipe = self.now
        files: dict[str, str | bytes] = {
            "mkdocs.yml": MKDOCS_YML, "assets/recipes.yml": RECIPES[recipe],
        }  # fmt: skip
        for each in range(PHOTOS):
            files[f"assets/media/hill{each}.jpg"] = isle.photo(each + photos)
            files[f"assets/media/hill{each}.yml"] = SIDECAR
        write(root, files)


def _make(root: Path) -> None:
    rows = Library(settings.read(root / "mkdocs.yml")).optimize()
    if failed := [row.name for row in rows if row.unusable]:
        raise ChildProcessError(failed)


def _made(root: Path) -> dict[str, bytes]:
    """What a new store gets, made in a process of its own: what forks must have no threads."""
    child = os.fork()
    if not child:
        try:
            _make(root)
        except BaseException:  # noqa: BLE001 - the process ends here, whatever it is
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise ChildProcessError(root)
    return _stored(root)


def _stored(root: Path) -> dict[str, bytes]:
    folder = Library(settings.read(root / "mkdocs.yml")).store
    return {
        name: data
        for name, data in working.below(folder).items()
        if name.endswith((".avif", ".jpeg", ".webp"))
    }  # fmt: skip


@contextmanager
def subject(folder: Path) -> Iterator[MediaSoak]:
    """Photos in a folder of their own."""
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    yield MediaSoak(folder.resolve() / "photos", folder.resolve() / "aside")
