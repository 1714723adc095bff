"""What is told of changes: all of it, and soon where somebody has saved one file."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from quangba.build import watching
from quangba.build.saving import Save
from quangba.build.watching import Change, Watch, signs


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


def test_a_change_of_which_nobody_told_is_not_lost_where_another_was_told(
    watch, tmp_path, looks_alone
):
    file = tmp_path / "a.md"
    watch.set([tmp_path])
    file.write_text("the second")
    watch.tell("closed", os.fspath(file))
    assert changed(watch) == {os.fspath(file)}
    file.write_text("the third one")
    watch.look()
    assert watch.wait() == Change(frozenset({os.fspath(file)}))


def test_a_file_that_is_as_it_was_told_is_not_told_again(watch, tmp_path, looks_alone):
    watch.set([tmp_path])
    (tmp_path / "a.md").write_text("the second")
    watch.tell("closed", os.fspath(tmp_path / "a.md"))
    watch.wait()
    watch.look()
    assert watch.wait() is None


def test_who_may_read_a_file_is_seen(watch, tmp_path, looks_alone):
    watch.set([tmp_path])
    (tmp_path / "a.md").chmod(0o400)
    watch.look()
    assert watch.wait() == Change(None)


def test_where_the_system_has_no_watch_left_the_looks_remain(watch, tmp_path, monkeypatch):
    def none_is_left():
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(watching, "Observer", none_is_left)
    watch.set([tmp_path])
    (tmp_path / "b.md").write_text("b")
    watch.look()
    assert changed(watch) is None


# -- folders that come and go -----------------------------------------------------------------


@pytest.fixture
def of_folder(tmp_path: Path):
    """Watches one folder, which need not be there yet."""
    watch = Watch({})
    watch.set([tmp_path / "media"])
    yield watch
    watch.close()


def heard(watch: Watch, file: Path) -> bool:
    """Whether the system tells of a file that is written now."""
    while watch.wait():
        watch.set([file.parent])
    file.write_text("new")
    return changed(watch) == {os.fspath(file)}


def test_a_folder_that_comes_is_watched(of_folder, tmp_path):
    folder = tmp_path / "media"
    folder.mkdir()
    assert changed(of_folder) == {os.fspath(folder)}
    of_folder.set([folder])
    assert heard(of_folder, folder / "a.jpg")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is watched stays")
@pytest.mark.parametrize("leave", [Path.rmdir, lambda folder: folder.rename(f"{folder}.old")])
def test_a_folder_that_went_and_came_back_is_watched(of_folder, tmp_path, leave):
    folder = tmp_path / "media"
    folder.mkdir()
    assert heard(of_folder, folder / "a.jpg")
    (folder / "a.jpg").unlink()
    changed(of_folder)
    leave(folder)
    while of_folder.wait():
        pass
    folder.mkdir()
    of_folder.set([folder])
    assert heard(of_folder, folder / "a.jpg")


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
