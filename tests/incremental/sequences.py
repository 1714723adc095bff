"""Sequences of edits, with a build and a comparison after each; the shortest one that fails.

A step is written `texts.title:17`, an edit and the seed of its chances; `a:1+b:2` are two edits
with one build after both, `undo` takes the last step back. A sequence is a site's seed and steps:
what is written in a failure is all that is needed to see it again.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.incremental import builds, trees, vale
from tests.incremental.builds import Built
from tests.incremental.edits import EDITS
from tests.incremental.edits.site import Impossible

UNDO = "undo"
_TWO = 0.1
_UNDONE = 0.06
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Fault:
    """steps: those that led to it, the last one included."""

    site: int
    steps: tuple[str, ...]
    said: tuple[str, ...]
    found: str

    def __str__(self) -> str:
        told = "\n".join(
            f"  {step:<28} {words}" for step, words in zip(self.steps, self.said, strict=True)
        )
        again = f"scripts/soak.py edits --site {self.site} --replay '{' '.join(self.steps)}'"
        return f"After\n{told}\nthe site is not that of a clean build:\n{self.found}\n{again}"


class Differs(Exception):  # noqa: N818 - the tests' finding
    """In what an incremental build was not the clean one."""


@dataclass
class Course:
    """A site on which steps are done. kept: what is named by its content, of all courses."""

    folder: Path
    kept: Path
    site: int
    done: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    before: list[Files] = field(default_factory=list)
    _clean: dict[str, Built] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        vale.write(self.root, self.site)

    @property
    def root(self) -> Path:
        return self.folder / "vale"

    def begin(self) -> None:
        """The first build."""
        self.done.append("")
        self.said.append("the first build")
        self.compare(vale.sources(self.root))
        self.done.clear()
        self.said.clear()

    def step(self, step: str) -> bool:
        """Do a step, build, compare. False where the site has nothing that it is about.

        Raises Differs.
        """
        before = vale.sources(self.root)
        try:
            said = self._edit(step)
        except Impossible:
            vale.restore(self.root, before)
            return False
        self.done.append(step)
        self.said.append(said)
        self.before.append(before)
        if not self.compare(vale.sources(self.root)):
            vale.restore(self.root, before)
            self.said[-1] += " (an error; mended)"
            self.compare(before)
        return True

    def _edit(self, step: str) -> str:
        if step == UNDO:
            if not self.before:
                raise Impossible
            vale.restore(self.root, self.before[-1])
            return "the step before is undone"
        said = []
        for each in step.split("+"):
            name, _, seed = each.partition(":")
            chance = random.Random(int(seed))  # noqa: S311 - the same every time
            said.append(EDITS[name](chance, self.root))
        return ", and ".join(said)

    def compare(self, sources: Files) -> bool:
        """Build both ways; whether the sources can be built. Raises Differs."""
        there = self.root / "site"
        before = trees.read(there) if there.is_dir() else {}
        found, wanted = builds.incremental(self.root, self.kept), self.clean(sources)
        if found.said != wanted.said:
            raise Differs(f"it says\n{found.said}\nand not\n{wanted.said}")
        if differs := trees.differences(found.tree, before if wanted.failed else wanted.tree):
            raise Differs(differs)
        return not wanted.failed

    def clean(self, sources: Files) -> Built:
        """What a clean build makes of the sources: once for each state of them."""
        digest = hashlib.sha256()
        for name, data in sorted(sources.items()):
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
        known = digest.hexdigest()
        if known not in self._clean:
            self._clean = dict(list(self._clean.items())[-3:])
            self._clean[known] = builds.clean(self.root, self.kept, self.folder / "aside")
        return self._clean[known]


def drawn(seed: int) -> Iterator[str]:
    """Steps without end: every edit comes equally often, in an order of chance."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    ready: list[str] = []

    def one() -> str:
        if not ready:
            ready.extend(chance.sample(sorted(EDITS), len(EDITS)))
        return f"{ready.pop()}:{chance.randrange(10_000)}"

    while True:
        yield f"{one()}+{one()}" if chance.random() < _TWO else one()
        if chance.random() < _UNDONE:
            yield UNDO


def run(course: Course, steps: Iterable[str], most: int) -> Fault | None:
    """Do steps until so many were done, or until one shows a fault."""
    try:
        course.begin()
        for step in steps:
            if len(course.done) == most:
                break
            course.step(step)
    except Differs as fault:
        return Fault(course.site, tuple(course.done), tuple(course.said), str(fault))
    return None


def shortest(fault: Fault, again: Callable[[Sequence[str]], Fault | None]) -> Fault:
    """The same fault, or another, after as few steps as can be found."""
    size = max(len(fault.steps) // 2, 1)
    while True:
        for start in range(0, len(fault.steps), size):
            fewer = (*fault.steps[:start], *fault.steps[start + size :])
            found = again(fewer)
            if found is not None and len(found.steps) < len(fault.steps):
                fault = found
                break
        else:
            if size == 1:
                return fault
            size //= 2
