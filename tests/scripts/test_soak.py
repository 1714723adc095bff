"""The soak of `scripts/soak.py`, for a moment."""

from __future__ import annotations

import importlib
from random import Random

import pytest

import soak
from soaking import killing, publish_folder, sites


def chance(seed):
    return Random(seed)  # noqa: S311 - the same every time


@pytest.mark.parametrize("name", soak.SUBJECTS)
def test_every_subject_is_there(name):
    assert callable(importlib.import_module(f"soaking.{name.replace('-', '_')}").subject)


def test_a_folder_that_is_published_to_by_processes_that_are_killed(tmp_path):
    with publish_folder.subject(tmp_path) as subject:
        counts = killing.Counts()
        killing.soak(subject, 2, chance(1), counts)
    assert counts.whole
    assert sum(counts.struck.values()) == 2
    assert counts.ended >= 2


def test_a_mixture_is_seen(tmp_path):
    with publish_folder.subject(tmp_path) as subject:
        subject.prepare(chance(1))
        subject.run()
        assert subject.broken() == subject.unfinished() == []
        page = tmp_path / "www" / "current" / "index.html"
        page.unlink()
        page.write_bytes(b"half")
        assert subject.broken()
        assert subject.unfinished()


def test_sites_are_of_the_seed():
    assert sites.web(chance(7)) == sites.web(chance(7))
