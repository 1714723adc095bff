"""The finished site takes the old one's place in one step, or can be mended."""

import contextlib
import sys
from pathlib import Path

import pytest

from quangba.build import swap


@pytest.fixture
def folders(tmp_path):
    new, target, retired = (tmp_path / name for name in ("new", "site", "retired"))
    new.mkdir()
    (new / "page").write_text("new", encoding="utf-8")
    return new, target, retired


@pytest.fixture(params=["one step", "two renames"])
def system(request, monkeypatch):
    if request.param == "two renames":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    elif sys.platform not in {"linux", "darwin"}:
        pytest.skip("this system cannot exchange two names")


def _old(target):
    target.mkdir()
    (target / "page").write_text("old", encoding="utf-8")
    (target / "gone").write_text("old", encoding="utf-8")


def _files(folder):
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def test_the_new_site_takes_the_place_of_the_old(folders, system):
    new, target, retired = folders
    _old(target)
    swap.put_in_place(new, target, retired)

    assert _files(target) == {"page": "new"}
    assert not new.exists()
    assert not retired.exists()


def test_the_first_site(folders, system):
    new, target, retired = folders
    swap.put_in_place(new, target, retired)

    assert _files(target) == {"page": "new"}


def test_a_link_to_a_folder_stays_a_link(folders, system, tmp_path):
    new, target, retired = folders
    _old(tmp_path / "elsewhere")
    target.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    swap.put_in_place(new, target, retired)

    assert target.is_symlink()
    assert _files(tmp_path / "elsewhere") == {"page": "new"}


class Killed(BaseException):
    """As if the process ended here."""


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_killed_at_any_rename_the_site_is_whole_after_mending(folders, monkeypatch, moment):
    """Where names cannot be exchanged, there is a moment without a site; `recover` ends it."""
    new, target, retired = folders
    _old(target)
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    left = iter(range(moment))
    real = Path.rename

    def rename(self, other):
        if next(left, None) is None:
            raise Killed
        return real(self, other)

    monkeypatch.setattr(Path, "rename", rename)
    try:
        swap.put_in_place(new, target, retired)
    except Killed:
        assert moment < 2
    monkeypatch.setattr(Path, "rename", real)

    assert swap.recover(target, retired) == (moment == 1)
    assert _files(target)["page"] == ("old" if moment < 2 else "new")
    assert not swap.recover(target, retired)


def test_killed_while_the_old_site_is_removed_nothing_comes_back(folders, system, monkeypatch):
    new, target, retired = folders
    _old(target)

    def killed(folder, **_):
        raise Killed

    monkeypatch.setattr(swap.shutil, "rmtree", killed)
    with pytest.raises(Killed):
        swap.put_in_place(new, target, retired)

    assert _files(target) == {"page": "new"}
    assert not swap.recover(target, retired)


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="this system cannot")
def test_exchange_is_one_step(tmp_path):
    one, other = tmp_path / "một", tmp_path / "hai"
    one.mkdir()
    other.mkdir()
    inodes = one.stat().st_ino, other.stat().st_ino

    assert swap.exchange(one, other)
    assert (other.stat().st_ino, one.stat().st_ino) == inodes
    assert not swap.exchange(one, tmp_path / "nothing")
    assert sorted(item.name for item in tmp_path.iterdir()) == sorted(["một", "hai"])


@pytest.mark.parametrize("put", [swap.switch, swap.put_in_place])
@pytest.mark.parametrize("moment", [0, 1, 2])
def test_a_folder_that_cannot_be_moved_leaves_no_moment_without_a_site(
    folders, monkeypatch, put, moment
):
    """Windows refuses it while a program has a file open in it."""
    new, target, retired = folders
    _old(target)
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    times = iter(range(9))
    real = Path.rename

    def rename(self, other):
        if next(times) == moment:
            raise PermissionError(13, "in use")
        return real(self, other)

    with monkeypatch.context() as refused, contextlib.suppress(PermissionError):
        refused.setattr(Path, "rename", rename)
        put(new, target, retired)
    assert _files(target)["page"] == ("new" if moment == 2 else "old")
