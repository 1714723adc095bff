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

from quangba.errors import QuangbaError
from tests.incremental import builds, manner, trees, vale
from tests.incremental.builds import Built, Command, Way
from tests.incremental.edits import EDITS, damage
from tests.incremental.edits.site import Impossible

UNDO = "undo"
_TRIES = 4
_TWO = 0.1
_TWO_DEALT = 0.5
SELDOM = (
    "texts.tale_pictures", "heads.kind", "heads.project", "heads.event_days", "heads.lunar",
    "heads.status", "heads.hours", "heads.offered", "heads.corrected", "files.translate",
    "files.machine", "files.accept", "media.gone", "ground.due",
)  # fmt: skip
_UNDONE = 0.06
_SEVERAL = 5
"""One site of so many is always built by two processes, which takes longer for small sites."""

BACK = "ground.language_gone"
"""Is always followed by its undoing: a site comes back to the languages that it had."""

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Fault:
    """steps: those that led to it, the last one included."""

    site: int
    steps: tuple[str, ...]
    said: tuple[str, ...]
    found: str
    served: bool = False

    def __str__(self) -> str:
        told = "\n".join(
            f"  {step:<28} {words}" for step, words in zip(self.steps, self.said, strict=True)
        )
        served = " --serve" if self.served else ""
        again = (
            f"scripts/soak.py edits{served} --site {self.site} --replay '{' '.join(self.steps)}'"
        )
        return f"After\n{told}\nthe site is not that of a clean build:\n{self.found}\n{again}"


class Differs(Exception):  # noqa: N818 - the tests' finding
    """In what an incremental build was not the clean one."""


@dataclass
class Course:
    """A site on which steps are done. kept: what is named by its content, of all courses.

    looks: after every how many steps a clean build is made, too. What an incremental build has
    missed stays as it was, and is seen by the next look.
    """

    folder: Path
    kept: Path
    site: int
    way: Way = field(default_factory=Command)
    looks: int = 1
    done: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    before: list[Files] = field(default_factory=list)
    _clean: dict[str, Built] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        vale.write(self.root, self.site)
        manner.hire(self.root, processes=2 if self.site % _SEVERAL == 0 else 1)

    @property
    def root(self) -> Path:
        return self.folder / "vale"

    def begin(self) -> None:
        """The first build."""
        self.done.append("")
        self.said.append("the first build")
        self.compare(vale.sources(self.root))
        damage.set_aside(self.root)
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
        looks = len(self.done) % self.looks == 0
        if not self.compare(vale.sources(self.root), looks=looks):
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
            said.append(self._one(name, chance))
        return ", and ".join(said)

    def _one(self, name: str, chance: random.Random) -> str:
        """An edit, tried a few times: one page may have what another one has not."""
        before = vale.sources(self.root)
        for _ in range(_TRIES):
            try:
                return EDITS[name](chance, self.root)
            except (Impossible, QuangbaError):  # the latter after an edit that is a mistake
                vale.restore(self.root, before)
        raise Impossible

    def compare(self, sources: Files, *, looks: bool = True) -> bool:
        """Build both ways; whether the sources can be built. Raises Differs.

        looks: otherwise only what cannot be built is built both ways.
        """
        there = manner.site(self.root)
        before = trees.read(there) if there.is_dir() else {}
        found = self.way.again(self.root, self.kept)
        if not (looks or found.failed):
            return True
        wanted = self.clean(sources)
        if found.said != wanted.said:
            raise Differs(f"it says\n{found.said}\nand not\n{wanted.said}")
        expected = wanted.tree
        if wanted.failed:
            expected = before if isinstance(self.way, Command) else found.tree
        if differs := trees.differences(found.tree, expected):
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
            aside = builds.copied(self.root, self.folder / "aside")
            self._clean[known] = self.way.first(aside, self.kept)
        return self._clean[known]


def drawn(seed: int, two: float = _TWO) -> Iterator[str]:
    """Steps without end: every edit comes equally often, in an order of chance.

    two: how often one build follows two of them.
    """
    chance = random.Random(seed)  # noqa: S311 - the same every time
    ready: list[str] = []

    def one() -> str:
        if not ready:
            ready.extend(chance.sample(sorted(EDITS), len(EDITS)))
        return f"{ready.pop()}:{chance.randrange(10_000)}"

    while True:
        yield f"{one()}+{one()}" if chance.random() < two else one()
        if chance.random() < _UNDONE:
            yield UNDO


def dealt(lot: int, lots: int) -> Iterator[str]:
    """Steps of one lot: first its share of all edits, so that together the lots have each of them.

    Those that few sites can have are in every lot's share: front matter before others take away
    what it is about, the rest when these have made something. Two edits in one build are common.
    """
    chance = random.Random(lot)  # noqa: S311 - the same every time
    order = random.Random(0).sample(sorted(EDITS), len(EDITS))  # noqa: S311
    share = [name for name in order[lot::lots] if name not in SELDOM]
    early = [name for name in SELDOM if name.startswith("heads.")]
    ready = [*early, *share, *(name for name in SELDOM if name not in early)]
    while ready:
        # a pair is done whole or not at all
        alone = any(name.startswith("faults.") or name in SELDOM for name in ready[:2])
        count = 2 if not alone and chance.random() < _TWO_DEALT else 1
        yield "+".join(f"{name}:{chance.randrange(10_000)}" for name in ready[:count])
        if BACK in ready[:count]:
            yield UNDO
        ready = ready[count:]
    yield from drawn(lot, _TWO_DEALT)


def run(course: Course, steps: Iterable[str], most: int) -> Fault | None:
    """Do steps until so many were done, or until one shows a fault."""
    try:
        course.begin()
        for step in steps:
            if len(course.done) == most:
                break
            course.step(step)
        if len(course.done) % course.looks:
            course.compare(vale.sources(course.root))
    except Differs as fault:
        served = not isinstance(course.way, Command)
        return Fault(course.site, tuple(course.done), tuple(course.said), str(fault), served)
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
