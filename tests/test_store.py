"""A cache that several processes use at once."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.store import Store, with_check, without_check, write_atomically

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


@given(data=st.binary(max_size=200))
def test_bytes_with_a_check_come_back(data):
    assert without_check(with_check(data)) == data


@given(data=st.binary(max_size=60), at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_flipped_bit_is_found_out(data, at, bit):
    stored = bytearray(with_check(data))
    stored[at % len(stored)] ^= 1 << bit

    assert without_check(bytes(stored)) is None


@given(data=st.binary(max_size=60), end=st.integers(min_value=0))
def test_an_end_that_is_missing_is_found_out(data, end):
    stored = with_check(data)

    assert without_check(stored[: end % len(stored)]) is None


@pytest.mark.parametrize("damage", [b"", b"?", b"0123456789" * 9])
def test_what_is_damaged_is_made_and_stored_again(tmp_path, damage):
    store = Store(tmp_path)
    assert store.get_or_make_checked("a", lambda: b"one") == b"one"
    (tmp_path / "a").write_bytes(damage)

    assert store.get_or_make_checked("a", lambda: b"one") == b"one"
    assert store.get_or_make_checked("a", lambda: pytest.fail("made again")) == b"one"
