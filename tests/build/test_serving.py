"""What rebuilds of a preview leave does not stay."""

from __future__ import annotations

import gc
import weakref
from types import SimpleNamespace

import pytest

from quangba import settings
from quangba.build import serving
from quangba.build.serving import Again, Waste, watched
from quangba.build.watching import Change
from tests.small_sites import write


class Ring:
    """Knows itself, as a site's parts know each other."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def quiet():
    """Python itself looks for nothing meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_what_a_long_rebuild_leaves_goes():
    ring = Ring()
    gc.collect(1)  # it has grown old: what looks at the young alone does not find it
    left = weakref.ref(ring)
    del ring
    gc.collect(1)
    assert left() is not None

    Waste().collect(1.0)

    assert left() is None


def test_short_rebuilds_are_looked_after_several_at_a_time(monkeypatch):
    looked = []
    monkeypatch.setattr(serving.gc, "collect", lambda: looked.append(1))
    clock = iter(range(0, 100, 2))  # each look takes two seconds
    monkeypatch.setattr(serving.time, "perf_counter", lambda: next(clock))
    waste = Waste()

    counts = []
    for _ in range(10):
        waste.collect(2.0)
        counts.append(len(looked))

    assert counts == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3]


def test_all_that_a_rebuild_reads_is_watched_whether_it_is_there_or_still_to_come(tmp_path):
    found = watched(settings.read(write(tmp_path, {}) / "mkdocs.yml"))
    assert {path.relative_to(tmp_path).as_posix() for path in found} == {
        "mkdocs.yml",
        "assets/recipes.yml",
        "docs",
        *(f"assets/{name}" for name in ("data", "documents", "media", "theme")),
    }


def test_what_the_system_has_not_allowed_is_tried_again_ever_less_often(monkeypatch):
    clock = SimpleNamespace(now=0.0, monotonic=lambda: clock.now)
    monkeypatch.setattr(serving, "time", clock)
    again = Again()
    assert again.due is None
    for pause in (1.0, 2.0, 4.0):
        again.note(is_wanted=True)
        clock.now += pause - 0.1
        assert again.due is None
        clock.now += 0.1
        assert again.due == Change(None)

    again.note(is_wanted=False)
    clock.now += 1000.0
    assert again.due is None
    again.note(is_wanted=True)
    clock.now += 1.0
    assert again.due is not None
