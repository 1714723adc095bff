"""What another process has seen of a site counts while nobody has had the site since."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quangba.build.ahead import Ahead
from quangba.build.listing import look
from quangba.build.mending import from_plain, looked, plain
from quangba.build.tree import Tree
from tests import ticks

OLD = {"index.html": b"old", "a/index.html": b"a", "gone/index.html": b"x"}
NEW = {"index.html": b"new", "a/index.html": b"a", "added/index.html": b"y"}


def build(parent, target, wanted, seen=None):
    tree = Tree(parent, target, (lambda: seen) if seen else lambda: None)
    intact = tree.intact()
    tree.begin(clean=not intact)
    for path in sorted(tree.files.keys() - wanted.keys()):
        tree.remove(path)
    for path, data in wanted.items():
        tree.write(path, data)
    tree.commit()
    tree.settle()
    return intact, tree


def shown(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in Path(folder).rglob("*")
        if file.is_file()
    }


@pytest.fixture
def places(tmp_path):
    parent, target = tmp_path / "cache", tmp_path / "site"
    parent.mkdir()
    _, tree = build(parent, target, OLD)
    return parent, target, tree.folder


@pytest.mark.parametrize("site", [OLD, NEW])
def test_what_was_seen_is_what_a_build_would_see(places, site, monkeypatch):
    parent, target, twin = places
    build(parent, target, site)
    seen = looked(str(target), twin)
    monkeypatch.setattr("quangba.build.seal.listing", None)  # nobody looks again
    monkeypatch.setattr("quangba.build.mending.inodes", None)
    intact, _ = build(parent, target, NEW, seen)

    assert intact
    assert shown(target) == NEW


def test_after_another_build_it_is_looked_again(places):
    """One that was killed has left in the twin what no seal tells of."""
    parent, target, twin = places
    seen = looked(str(target), twin)
    tree = Tree(parent, target)
    assert tree.intact()
    tree.begin(clean=False)
    tree.write("a/index.html", b"half a build")
    intact, _ = build(parent, target, NEW, seen)

    assert intact
    assert shown(target) == NEW


def test_what_was_changed_by_hand_is_found(places):
    parent, target, twin = places
    page = target / "index.html"
    ticks.told(page, lambda: page.write_bytes(b"odd"))
    intact, _ = build(parent, target, NEW, looked(str(target), twin))

    assert not intact
    assert shown(target) == NEW


def test_a_twin_that_changed_meanwhile_is_made_anew(places):
    parent, target, twin = places
    build(parent, target, NEW)
    seen = looked(str(target), twin)
    Path(twin, "index.html").unlink()
    Path(twin, "index.html").mkdir()
    intact, _ = build(parent, target, OLD, seen)

    assert intact
    assert shown(target) == OLD


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there, nobody looks ahead")
def test_another_process_sees_the_same(places, monkeypatch):
    _, target, twin = places
    monkeypatch.setattr("threading.active_count", lambda: 1)
    ahead = Ahead()
    ahead.begin(str(target), twin)
    found = ahead.looked()

    assert found == looked(str(target), twin)
    assert found == from_plain(plain(found))
    assert ahead.looked() is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there, nobody looks ahead")
def test_where_there_is_no_site_nothing_was_seen(places, monkeypatch):
    _, target, twin = places
    monkeypatch.setattr("threading.active_count", lambda: 1)
    ahead = Ahead()
    ahead.begin(str(target / "nowhere"), twin)
    assert ahead.looked() is None
    ahead.begin(str(target), twin)
    ahead.close()
    ahead.close()
    assert ahead.looked() is None


def test_sources_count_once_and_only_those_that_were_looked_at(tmp_path):
    ahead = Ahead()
    seen = look([str(tmp_path)])
    ahead.note((str(tmp_path),), seen)
    assert ahead.seen(("elsewhere",)) is None
    ahead.note((str(tmp_path),), seen)
    assert ahead.seen((str(tmp_path),)) is seen
    assert ahead.seen((str(tmp_path),)) is None
