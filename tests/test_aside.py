"""Values that wait in a file come back as they were, and where there is none they are at hand."""

from __future__ import annotations

import os

import pytest

from quangba.aside import Aside, Waiting
from quangba.kept import Kept
from quangba.memory import Memory, Record

LARGE = [os.urandom(size) for size in (1024, 5000, 70_000)]


@pytest.mark.parametrize("system_reads_anywhere", [True, False])
def test_large_ones_wait_and_small_ones_do_not(tmp_path, monkeypatch, system_reads_anywhere):
    if not system_reads_anywhere:
        monkeypatch.delattr(os, "pread")
    aside = Aside(tmp_path / "build")
    held = [aside.put(data) for data in (*LARGE, b"small")]

    assert [type(each) for each in held] == [Waiting] * 3 + [bytes]
    assert [bytes(each) for each in reversed(held)] == [b"small", *reversed(LARGE)]
    assert bytes(aside.put(LARGE[1])) == LARGE[1]


def test_without_a_folder_they_stay(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    assert Aside(tmp_path / "file").put(LARGE[0]) is LARGE[0]


def test_what_waits_is_kept_and_asked_for_like_anything_else(tmp_path):
    aside, kept = Aside(tmp_path), Kept(tmp_path / "kept", "1")
    kept.put("part", "name", aside.put(LARGE[2]))
    assert kept.get("part", "name") == LARGE[2]
    assert [*kept.all("part")] == [("name", LARGE[2])]
    kept.save()
    assert Kept(tmp_path / "kept", "1").get("part", "name") == LARGE[2]


def test_memos_of_other_processes_are_loaded_from_there(tmp_path):
    told = Memory()
    key = ("large", "en")
    _, record = told.make(key, lambda: "x" * 9000, kept=True)
    memory = Memory()
    memory.take({key: record}, frozenset(), Aside(tmp_path))

    assert isinstance(memory.made[key], Record)
    assert isinstance(memory.made[key].data, Waiting)
    assert memory.get(key, lambda: pytest.fail("it was made again")) == "x" * 9000
