"""Worker processes: what one file does to its worker costs that file alone."""

import os
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from unittest import mock

import pebble
import pytest

from quangba.media import pool
from quangba.media.facts import Unusable
from tests.media import originals, profiles, workers

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")

LONG = 120
"""Seconds that all troubles together may take on a busy machine; each hangs for an hour."""


@pytest.fixture(scope="module")
def results():
    items = [
        "a",
        "leave",
        "hang",
        "b",
        "die",
        "c",
        "fail",
        "panic",
        "eat",
        "d",
        "hang deaf",
        "spin",
    ]
    started = time.perf_counter()
    with mock.patch.object(pool, "SPARE", 4 * LONG):  # a lost item would be seen
        found = dict(pool.run(workers.troubled, items, processes=2, seconds=1))
    assert list(found) == items
    return found, time.perf_counter() - started


def test_the_others_get_their_results(results):
    found, _ = results

    assert {name: found[name] for name in "abcd"} == {"a": "A", "b": "B", "c": "C", "d": "D"}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("hang", "picture-hangs"),
        ("hang deaf", "picture-hangs"),
        ("spin", "picture-hangs"),
        ("die", "picture-crashes"),
        ("leave", "picture-crashes"),
        ("fail", "picture-broken"),
        ("panic", "picture-broken"),
        ("eat", "picture-too-large"),
    ],
)
def test_each_trouble_is_a_result(results, item, code):
    if item == "eat" and not sys.platform.startswith("linux"):
        pytest.skip("only Linux limits what a process may take")
    found = results[0][item]

    assert isinstance(found, Unusable)
    assert found.code == code


def test_a_worker_that_hangs_holds_nobody_up_for_long(results):
    assert results[1] < LONG


def test_a_worker_that_spins_is_ended_by_what_it_uses_and_not_by_the_clock():
    """The clock alone would need an hour; and on a busy machine it would end honest work."""
    with mock.patch.object(pool, "BUSY", 3600):
        found = list(pool.run(workers.troubled, ["spin", "a"], processes=1, seconds=1))

    assert [each if isinstance(each, str) else each.code for _, each in found] == [
        "picture-hangs",
        "A",
    ]


def test_nothing_to_do_starts_no_process(monkeypatch):
    monkeypatch.setattr(pebble, "ProcessPool", lambda *_, **__: pytest.fail("started"))

    assert list(pool.run(workers.troubled, [])) == []


def test_a_full_disk_is_no_fault_of_the_picture():
    with pytest.raises(OSError, match="No space left"):
        list(pool.run(workers.troubled, ["disk full"], processes=1))


def test_leaving_early_ends_the_workers():
    found = pool.run(workers.troubled, ["a", "hang", "hang"], processes=2, seconds=60)

    assert next(found) == ("a", "A")
    started = time.perf_counter()
    found.close()
    assert time.perf_counter() - started < 20  # and not five minutes: nobody waits for the clock


@pytest.mark.parametrize(("times", "last"), [(1, "B"), (2, "B"), (3, None)])
def test_a_pool_that_breaks_is_replaced(monkeypatch, times, last):
    """Items that had their result are not done again, and one is given up at the third time."""
    left = [times]
    result = pool._result

    def breaking(wait):
        if (found := result(wait)) == "B" and left[0]:
            left[0] -= 1
            raise BrokenProcessPool
        return found

    monkeypatch.setattr(pool, "_result", breaking)
    found = list(pool.run(workers.troubled, ["a", "b", "c"], processes=1))

    given_up = Unusable("picture-crashes", "")
    assert found == [("a", "A"), ("b", last or given_up), ("c", "C")]


def test_an_item_that_is_lost_is_begun_again(monkeypatch):
    """As when its worker is killed while it fetches it: nobody works on it, and nothing is told."""

    class Lost(Future):
        def result(self, timeout=None):
            raise TimeoutError(timeout)

    lost = [Lost()]
    schedule = pebble.ProcessPool.schedule

    def lose(self, function, **more):
        return lost.pop() if lost else schedule(self, function, **more)

    monkeypatch.setattr(pebble.ProcessPool, "schedule", lose)
    assert list(pool.run(workers.troubled, ["a", "b"], processes=1)) == [
        ("a", "A"),
        ("b", "B"),
    ]


def test_nothing_is_loaded_while_an_item_is_fetched():
    """A worker has the lock of its pool then: killed there, it would hold up all others."""
    for name, loaded in pool.run(workers.loaded_before, ["a", "b"], processes=1):
        assert (name, loaded) in {("a", True), ("b", True)}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are asked of Linux")
def test_workers_of_a_killed_master_end_in_the_middle_of_their_work(tmp_path):
    script = tmp_path / "master.py"
    script.write_text(
        "from quangba.media import pool\nfrom tests.media import workers\n"
        "if __name__ == '__main__':\n"
        "    list(pool.run(workers.named_and_hanging, [__file__ + '.pid'], seconds=3600))\n"
    )
    note = tmp_path / "master.py.pid"
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    with subprocess.Popen(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": paths}
    ) as master:
        until = time.monotonic() + 300
        while not note.exists() and time.monotonic() < until:
            time.sleep(0.01)
        worker = int(note.read_text())
        assert Path(f"/proc/{worker}").exists()
        master.kill()
    until = time.monotonic() + 300
    while Path(f"/proc/{worker}").exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert not Path(f"/proc/{worker}").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked of Linux")
def test_memory_stays_bounded(tmp_path):
    """A panorama of 100 megapixels as JPEG, PNG and PNG with a profile, in one worker in turn.

    Nothing of one is left when the next comes; figures: developers/media.md.
    """
    size = (20_000, 5_000)
    (tmp_path / "a.jpg").write_bytes(originals.wide_jpeg(size))
    (tmp_path / "b.png").write_bytes(originals.wide_png(size))
    wide = originals.wide_png(size, profile=profiles.display_p3())
    (tmp_path / "c.png").write_bytes(wide)
    names = ("a.jpg", "b.png", "c.png")
    tasks = [(tmp_path / name, tmp_path / "store", 2400) for name in names]
    peaks = {}
    for (file, *_), found in pool.run(workers.peak, tasks, processes=1):
        assert not isinstance(found, Unusable), found
        count, _, peaks[file.name] = found
        assert count == 4

    assert peaks["a.jpg"] < 200
    assert peaks["b.png"] < 700
    assert peaks["c.png"] < 700
