"""Stores are looked through again when anything in them may have gone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from quangba.build import stocking

OLD = 1_600_000_000_500_000_000


@pytest.fixture
def settings(tmp_path: Path):
    for name in stocking.STORES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "one").write_bytes(b"1")
        os.utime(tmp_path / name, ns=(OLD, OLD))
    return SimpleNamespace(cache_dir=tmp_path)


def test_stores_in_which_nothing_comes_or_goes_are_the_same(settings):
    before = stocking.stamp(settings)
    assert before is not None
    (settings.cache_dir / stocking.STORES[0] / "one").read_bytes()
    assert stocking.stamp(settings) == before


@pytest.mark.parametrize("name", stocking.STORES)
def test_a_file_that_goes_is_seen(settings, name):
    before = stocking.stamp(settings)
    (settings.cache_dir / name / "one").unlink()
    assert stocking.stamp(settings) != before


@pytest.mark.parametrize("name", stocking.STORES)
def test_nobody_can_tell_of_a_store_that_is_not_there(settings, name):
    shutil.rmtree(settings.cache_dir / name)
    assert stocking.stamp(settings) is None


def test_nobody_can_tell_of_what_changes_at_this_moment(settings):
    later = OLD * 2
    os.utime(settings.cache_dir / stocking.STORES[1], ns=(later, later))
    assert stocking.stamp(settings) is None
