"""A cache that several processes use at once."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.store import Store, write_atomically

DATA = b"0123456789" * 50_000


def _ask(folder):
    return Store(folder).get_or_make("a/b.bin", lambda: DATA) == DATA


def test_processes_that_ask_at_once_all_get_whole_bytes(tmp_path):
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert all(pool.map(_ask, [tmp_path] * 24))

    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.bin"]
    assert (tmp_path / "a" / "b.bin").read_bytes() == DATA


def test_what_is_stored_is_not_made_again(tmp_path):
    store = Store(tmp_path)

    assert store.get_or_make("a", lambda: b"one") == b"one"
    assert store.get_or_make("a", lambda: pytest.fail("made again")) == b"one"


def test_a_store_that_cannot_be_written_is_no_obstacle(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    assert Store(tmp_path / "file").get_or_make("a", lambda: b"one") == b"one"


def test_an_empty_file_left_by_a_crash_is_made_again(tmp_path):
    (tmp_path / "a").write_bytes(b"")

    assert Store(tmp_path).get_or_make("a", lambda: b"one") == b"one"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")

    def fail(source, target):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(tmp_path / "a", b"new")

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old"}


@given(data=st.binary(min_size=1, max_size=200))
def test_bytes_come_back_as_they_were(data, tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("store"))

    assert store.get_or_make("x", lambda: data) == data
    assert store.get_or_make("x", lambda: b"") == data
