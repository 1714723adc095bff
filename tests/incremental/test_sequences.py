"""The proof itself: it finds faults, tells them shortly, and says the same again."""

from __future__ import annotations

import functools
from itertools import islice
from pathlib import Path

import pytest

from tests.incremental import builds, sequences, trees, vale
from tests.incremental.builds import Built
from tests.incremental.edits import EDITS
from tests.incremental.sequences import Course


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course whose builds publish the sources as they are; the quick one forgets new files."""

    def clean(root: Path, *_: Path) -> Built:
        return Built({name: data for name, data in vale.sources(root).items() if "docs" in name}, ())

    def incremental(root: Path, *_: Path) -> Built:
        site = root / "site"
        first = not site.is_dir()
        for name, data in clean(root).tree.items():
            if first or (site / name).is_file():
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                (site / name).write_bytes(data)
        for name in trees.read(site).keys() - clean(root).tree.keys():
            (site / name).unlink()
        return Built(trees.read(site), ())

    monkeypatch.setattr(builds, "clean", clean)
    monkeypatch.setattr(builds, "incremental", incremental)
    return functools.partial(Course, tmp_path / "course", tmp_path)


def test_a_fault_is_told_by_the_step_that_shows_it(course):
    steps = (each for each in sequences.drawn(5) if "faults." not in each)
    fault = sequences.run(course(2), steps, 200)
    assert fault is not None

    shorter = sequences.shortest(
        fault, lambda steps: sequences.run(course(2), steps, len(steps))
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
    at = course(3)
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
