"""The proof itself: it finds faults, tells them shortly, and says the same again."""

from __future__ import annotations

import functools
from itertools import islice
from pathlib import Path

import pytest

from tests.incremental import manner, sequences, trees, vale
from tests.incremental.builds import Built, Command
from tests.incremental.edits import EDITS
from tests.incremental.edits.damage import OLDER
from tests.incremental.sequences import Course
from tests.incremental.test_same_as_clean import SITES, STEPS


class Forgetful(Command):
    """Publishes the sources as they are; where it has built before, it forgets new files."""

    def first(self, root: Path, kept: Path) -> Built:
        return Built(
            {name: data for name, data in vale.sources(root).items() if "docs" in name}, ()
        )

    def again(self, root: Path, kept: Path) -> Built:
        site, wanted = root / "site", self.first(root, kept).tree
        first = not site.is_dir()
        for name, data in wanted.items():
            if first or (site / name).is_file():
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                (site / name).write_bytes(data)
        for name in trees.read(site).keys() - wanted.keys():
            (site / name).unlink()
        return Built(trees.read(site), ())


class Unbuilt(Command):
    """Builds nothing, so that edits alone are looked at."""

    def again(self, root: Path, kept: Path) -> Built:
        beside = root.parent
        folders = (root / ".cache/known", root / ".cache/media", root / ".cache/cards",
                   manner.site(root), beside / "aside/.cache/known", beside / OLDER)  # fmt: skip
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "of").touch()
        return Built({}, ())

    first = again


@pytest.fixture
def course(tmp_path):
    return functools.partial(Course, tmp_path / "course", tmp_path, way=Forgetful())


def test_a_fault_is_told_by_the_step_that_shows_it(course):
    steps = (each for each in sequences.drawn(3) if "faults." not in each)
    fault = sequences.run(course(site=2), steps, 200)
    assert fault is not None

    shorter = sequences.shortest(
        fault, lambda steps: sequences.run(course(site=2), steps, len(steps))
    )  # fmt: skip
    assert len(shorter.steps) <= 2 < len(fault.steps)
    assert "missing:  docs/" in shorter.found
    assert f"--site 2 --replay '{' '.join(shorter.steps)}'" in str(shorter)


def test_the_same_seed_draws_the_same_steps():
    once, again = (list(islice(sequences.drawn(3), 500)) for _ in range(2))
    assert once == again != list(islice(sequences.drawn(4), 500))
    drawn = {each.partition(":")[0] for steps in once for each in steps.split("+")}
    assert drawn == {*EDITS, sequences.UNDO}


def test_a_step_taken_back_leaves_the_sources_as_they_were(course):
    at = course(site=3)
    at.begin()
    before = vale.sources(at.root)
    assert at.step("texts.title:1+ground.css:2")
    assert vale.sources(at.root) != before
    assert at.step(sequences.UNDO)
    assert vale.sources(at.root) == before


def test_what_differs_is_shown_with_what_stands_around_it():
    one = {"a.html": b"x" * 90 + b"old" + b"y" * 90, "b": b"", "c": b"same"}
    two = {"a.html": b"x" * 90 + b"new" + b"y" * 90, "c": b"same", "d": b""}
    assert trees.differences(one, one) == ""
    assert trees.differences(one, two).splitlines() == [
        "other:    a.html: byte 90",
        f"    found  {b'x' * 60 + b'old' + b'y' * 57!r}",
        f"    wanted {b'x' * 60 + b'new' + b'y' * 57!r}",
        "too much: b",
        "missing:  d",
    ]


def test_the_lots_of_the_gate_have_every_edit(tmp_path):
    done: list[str] = []
    for lot, site in enumerate(SITES):
        at = Course(tmp_path / "course", tmp_path, site, Unbuilt(), looks=STEPS)
        at.way.again(at.root, tmp_path)
        for step in sequences.dealt(lot, len(SITES)):
            if len(at.done) == STEPS:
                break
            before = vale.sources(at.root)
            if at.step(step) and "faults." in step:  # which no build would have put in place
                vale.restore(at.root, before)
        done += (each.partition(":")[0] for step in at.done for each in step.split("+"))

    assert {*EDITS} - {*done} == set()
    assert len(done) >= 300
