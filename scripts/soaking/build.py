"""The build of a site, killed at any moment; so are its workers, and it is told to stop."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from quangba import cli
from soaking import isle, working
from soaking.killing import Way


@dataclass
class BuildSoak:
    """project: with the site; clean: what a first build makes of each tree, plain or compressed."""

    project: Path
    aside: Path
    clean: dict[tuple[int, bool], dict[str, bytes]] = field(default_factory=dict)
    wanted: tuple[int, bool] = (0, False)
    before: dict[str, bytes] = field(default_factory=dict)
    sources: dict[str, bytes] = field(default_factory=dict)
    ways: tuple[Way, ...] = (Way.KILL, Way.KILL, Way.WORKER, Way.STOP)

    def prepare(self, chance: random.Random) -> None:
        """Another tree; now and then without some of what builds before it have kept."""
        self.before = self.shown()
        self.wanted = chance.randrange(isle.TREES), chance.random() < 0.5
        isle.put(self.project, self.wanted[0])
        self.sources = self._sources()
        for kept in ("media", "compressed", "checks"):
            if chance.random() < 0.25:
                shutil.rmtree(self.project / ".cache" / kept, ignore_errors=True)
        if self.wanted not in self.clean:
            self.clean[self.wanted] = self._first_build()

    def run(self) -> None:
        """As people do it, without waiting for Python."""
        os.chdir(self.project)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        if "SOAK_TRACE" not in os.environ:
            os.dup2(quiet, 2)
        cli.main(self._arguments())

    def workers(self, run: int) -> list[int]:
        """All that work for it: on languages, pictures, the check; and what looks after them."""
        return [each for each in working.inside(self.project) if each != run]

    def shown(self) -> dict[str, bytes]:
        """The site as a server reads it."""
        return working.below(self.project / "site")

    def broken(self) -> list[str]:
        """The old site or the new one, the sources as they were, nobody at work, no lock."""
        faults = working.outlived(self.project)
        if self.shown() not in (self.before, self.clean[self.wanted]):
            faults.append("neither the old site nor the new one")
        if self._sources() != self.sources:
            faults.append("a source has changed")
        if self._work().is_dir():
            try:
                with FileLock(self._work() / "lock", blocking=False):
                    pass
            except Timeout:
                faults.append("the lock is held")
        return faults

    def unfinished(self) -> list[str]:
        """The site is that of a first build, byte for byte."""
        same = self.shown() == self.clean[self.wanted]
        return [*([] if same else ["not what a first build makes"]), *self.strays()]

    def strays(self) -> list[str]:
        """What is left beside the site's twin, its seal and the lock."""
        kept = {"lock", ".twin", ".seal"}
        return [str(each) for each in self._work().glob("*") if not {each.name, each.suffix} & kept]

    def _arguments(self) -> list[str]:
        return ["build", "--strict", *(["--precompress"] if self.wanted[1] else [])]

    def _work(self) -> Path:
        return self.project / ".cache" / "build"

    def _sources(self) -> dict[str, bytes]:
        kept = (self.project / name for name in isle.SOURCES)
        return {
            name: data
            for each in kept
            for name, data in working.below(each).items()
        }  # fmt: skip

    def _first_build(self) -> dict[str, bytes]:
        """Of the same sources in another folder, by a Python of its own, from no cache."""
        shutil.rmtree(self.aside, ignore_errors=True)
        isle.put(self.aside, self.wanted[0])
        command = [sys.executable, "-m", "quangba", *self._arguments()]
        subprocess.run(command, cwd=self.aside, check=True, stdout=subprocess.DEVNULL)
        return working.below(self.aside / "site")


@contextmanager
def subject(folder: Path) -> Iterator[BuildSoak]:
    """A site in a folder of its own; its builds are of one moment."""
    os.environ |= {"SOURCE_DATE_EPOCH": "1780000000", "PYTHONPATH": os.pathsep.join(sys.path)}
    with contextlib.chdir(folder):
        yield BuildSoak(folder.resolve() / "isle", folder.resolve() / "aside")
