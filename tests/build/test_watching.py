"""What is told of changes: all of it, and soon where somebody has saved one file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quangba.build import watching
from quangba.build.watching import Change, Save, Watch, signs


@pytest.fixture
def watch(tmp_path: Path, monkeypatch):
    """Looks when a test has it look: by itself it would find what it is just being told of."""
    monkeypatch.setattr(Watch, "_look_on", lambda _: None)
    (tmp_path / "a.md").write_text("a")
    watch = Watch(signs([tmp_path]))
    yield watch
    watch.close()


@pytest.fixture
def looks_alone(monkeypatch):
    """The system tells nothing."""
    monkeypatch.setattr(watching.Observer, "start", lambda _: (_ for _ in ()).throw(OSError))


def changed(watch: Watch) -> frozenset[str] | None:
    """What is told next, however long that takes."""
    while (change := watch.wait()) is None:
        pass
    return change.paths


def test_what_is_told_comes_together(watch):
    watch.tell("modified", "a")
    watch.tell("moved", "b", "c")
    assert watch.wait() == Change(frozenset({"a", "b", "c"}))


def test_each_change_is_told_once(watch):
    watch.tell("modified", "a")
    watch.wait()
    watch.tell("modified", "b")
    assert changed(watch) == {"b"}


def test_where_anything_was_not_told_nothing_is_known(watch):
    watch.tell("modified", "a")
    watch.doubt()
    assert watch.wait() == Change(None)
    watch.tell("modified", "a")
    assert changed(watch) == {"a"}


def test_the_system_tells_where(watch, tmp_path):
    watch.set([tmp_path])
    (tmp_path / "a.md").write_text("b")
    assert changed(watch) == {os.fspath(tmp_path / "a.md")}


def test_what_only_a_look_finds_is_not_known(watch, tmp_path, looks_alone):
    watch.set([tmp_path])
    (tmp_path / "b.md").write_text("b")
    watch.look()
    assert changed(watch) is None


def test_what_was_told_and_found_is_told_again_with_the_next(watch, tmp_path, looks_alone):
    """Of two changes of a file the second may have been lost."""
    file = os.fspath(tmp_path / "a.md")
    watch.set([tmp_path])
    watch.tell("closed", file)
    assert changed(watch) == {file}
    (tmp_path / "a.md").write_text("another")
    watch.look()
    watch.tell("closed", "b")
    assert changed(watch) == {file, "b"}


def test_where_the_system_tells_nothing_it_looks_by_itself(tmp_path, looks_alone, monkeypatch):
    monkeypatch.setattr(watching, "LOOK", 0.01)
    watch = Watch(signs([tmp_path]))
    watch.set([tmp_path])
    (tmp_path / "b.md").write_text("b")
    assert changed(watch) is None
    watch.close()


# -- one file that has been saved -------------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "a.md"
    file.write_text("a")
    return os.fspath(file)


def save(*events: tuple[str, ...]) -> bool:
    found = Save()
    for kind, *paths in events:
        found.note(kind, *paths)
    return found.is_done


def test_a_file_that_was_written_and_closed_is_saved(page):
    assert not save(("modified", page))
    assert save(("modified", page), ("modified", page), ("closed", page))
    assert not save(("modified", page), ("closed", page), ("modified", page))


def test_another_file_in_its_place_is_saved(page, tmp_path):
    aside = os.fspath(tmp_path / "a.md.tmp")
    events = ("created", aside), ("modified", aside), ("closed", aside), ("moved", aside, page)
    assert save(*events)


def test_a_file_moved_away_comes_back_before_it_is_saved(page, tmp_path):
    aside = tmp_path / "a.md~"
    Path(page).rename(aside)
    assert not save(("moved", page, os.fspath(aside)))
    Path(page).write_text("b")
    assert not save(("moved", page, os.fspath(aside)), ("created", page), ("closed", page))


def test_several_files_may_be_more(page, tmp_path):
    other = tmp_path / "b.md"
    other.write_text("b")
    assert not save(("closed", page), ("closed", os.fspath(other)))


def test_a_file_that_is_removed_is_not_saved(page):
    Path(page).unlink()
    assert not save(("deleted", page))
