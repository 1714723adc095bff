"""Two processes that look through halves of a folder see what one sees."""

from __future__ import annotations

import os
import signal

import pytest

from quangba.build import listing as module
from quangba.build.forked import Forked
from quangba.build.listing import listing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there, one process looks")


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setattr("threading.active_count", lambda: 1)
    for number in range(200):
        folder = tmp_path / ("en" if number % 3 else "zh/tin-tuc") / f"trang-{number}"
        folder.mkdir(parents=True)
        (folder / "index.html").write_bytes(b"x" * number)
    return tmp_path


def test_they_see_the_same(site, monkeypatch):
    alone = listing(str(site))
    begun, begin = [], Forked.begin
    monkeypatch.setattr(Forked, "begin", lambda work: begun.append(begin(work)) or begun[-1])

    assert listing(str(site), beside=True) == alone
    assert len(alone.files) == 200
    assert len(begun) == 1


def test_each_looks_at_a_part(site, monkeypatch):
    seen = []
    about = module._about
    monkeypatch.setattr(
        module, "_about", lambda entry, **how: seen.append(entry) or about(entry, **how)
    )
    listing(str(site), beside=True)

    assert 50 < len(seen) < 150


def test_what_is_odd_is_found_by_either(site):
    for number in range(0, 200, 20):
        odd = site / ("en" if number % 3 else "zh/tin-tuc") / f"trang-{number}" / "odd"
        odd.symlink_to("index.html")
        assert listing(str(site), beside=True).odd
        odd.unlink()
    assert not listing(str(site), beside=True).odd


def test_one_that_is_killed_is_done_without(site, monkeypatch):
    alone = listing(str(site))
    plain = module._Walk.plain
    monkeypatch.setattr(
        module._Walk, "plain", lambda walk: os.kill(os.getpid(), signal.SIGKILL) or plain(walk)
    )
    assert listing(str(site), beside=True) == alone


def test_where_nobody_can_be_forked_one_looks_alone(site, monkeypatch):
    alone = listing(str(site))
    monkeypatch.setattr("threading.active_count", lambda: 2)
    monkeypatch.setattr(os, "fork", None)

    assert listing(str(site), beside=True) == alone


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        listing(str(tmp_path / "nowhere"), beside=True)


def test_few_folders_are_not_shared_out(tmp_path, monkeypatch):
    monkeypatch.setattr(Forked, "begin", None)
    (tmp_path / "index.html").write_bytes(b"")

    assert list(listing(str(tmp_path), beside=True).files) == ["index.html"]
