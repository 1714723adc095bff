"""What browsers are told of, and what they get before a rebuild has come to its end."""

import threading
import time

import pytest

from quangba.build import live as live_module
from quangba.build.live import Live


@pytest.fixture
def live(tmp_path):
    (tmp_path / "a.html").write_bytes(b"old")
    return Live(tmp_path)


def test_what_is_shown_ahead_is_told_once(live, tmp_path):
    before = live.version
    live.show({"a.html": b"new"})
    shown = live.newer(["a.html"], before)
    assert live.ahead("a.html") == b"new"
    assert shown > before

    (tmp_path / "a.html").write_bytes(b"new")
    live.tell({"a.html", "b.html"}, {}, "")
    assert live.ahead("a.html") is None
    assert live.newer(["a.html"], before) == shown
    assert live.newer(["b.html"], before) > shown


def test_what_then_was_not_made_is_taken_back(live):
    before = live.version
    live.show({"a.html": b"new"})
    shown = live.newer(["a.html"], before)
    live.tell((), {}, "The site cannot be built")
    assert live.newer(["a.html"], shown) > shown


def test_what_is_told_of_a_page_comes_after_it(live, tmp_path):
    before = live.version
    live.show({"a.html": b"new"})
    shown = live.newer(["a.html"], before)
    (tmp_path / "a.html").write_bytes(b"new")
    live.tell({"a.html"}, {"a.html": "a mistake"}, "")
    assert live.newer(["a.html"], shown) > shown
    assert live.panel("a.html") == "a mistake"


def test_what_is_told_of_a_page_need_not_wait_for_its_file(live, tmp_path):
    before = live.version
    live.show({"a.html": b"new"})
    shown = live.newer(["a.html"], before)
    live.foot({"a.html": "a mistake"}, "")
    told = live.newer(["a.html"], shown)
    assert told > shown
    assert live.panel("a.html") == "a mistake"
    assert live.ahead("a.html") == b"new"

    (tmp_path / "a.html").write_bytes(b"new")
    live.tell({"a.html"}, {"a.html": "a mistake"}, "")
    assert live.newer(["a.html"], before) == told


@pytest.mark.parametrize(
    ("panels", "everywhere", "seen"),
    [
        ({"a.html": "a mistake"}, "", True),
        ({"b.html": "a mistake"}, "", False),
        ({}, "a mistake", True),
        ({}, "", False),
    ],
)
def test_whether_what_is_told_can_be_seen(live, panels, everywhere, seen):
    asking = threading.Thread(target=live.newer, args=(["a.html"], live.version))
    asking.start()
    while not live.looked_at:
        pass
    assert live.foot(panels, everywhere) is seen
    live.tell({"a.html"}, {}, "the end")
    asking.join()


def test_another_file_has_the_bytes(live, tmp_path):
    photo = tmp_path / "store"
    photo.write_bytes(b"photo")
    live.show({"photo.jpg": photo})
    assert live.ahead("photo.jpg") == b"photo"


def test_pages_in_sight_are_those_that_ask(live):
    asking = threading.Thread(target=live.newer, args=(["a.html"], live.version))
    asking.start()
    while not live.looked_at:
        pass
    assert live.looked_at == {"a.html"}
    live.tell({"a.html"}, {}, "")
    asking.join()
    assert live.looked_at == frozenset()


def test_a_rebuild_waits_for_nobody_who_does_not_come(live):
    live.give_way()


def test_a_rebuild_gives_way_to_whoever_loads_a_page(live):
    waiting = threading.Thread(target=live.give_way)
    with live.answering():
        waiting.start()
    waiting.join()


@pytest.fixture
def hasty(monkeypatch):
    """Nobody is kept waiting for long."""
    monkeypatch.setattr(live_module, "PATIENCE", 0.1)


@pytest.mark.usefixtures("hasty")
def test_what_was_shown_in_vain_is_taken_back_when_something_else_is_shown(live):
    before = live.version
    live.show({"a.html": b"new", "c.html": b"new"})
    shown = live.newer(["a.html"], before)
    live.show({"b.html": b"new", "c.html": b"new"})
    assert live.ahead("a.html") is None
    assert live.newer(["a.html"], shown) > shown


@pytest.mark.usefixtures("hasty")
def test_a_page_of_a_server_whose_clock_was_ahead_comes_anew(live):
    assert live.newer(["a.html"], live.version + 60_000) == live.version


def test_where_many_pages_ask_each_further_one_leaves_its_connection_soon(live, monkeypatch):
    """Else a browser with six pages in sight could load nothing any more."""
    monkeypatch.setattr(live_module, "BRIEF", 0.01)
    paths = [f"{number}.html" for number in range(live_module.MANY)]
    asking = [threading.Thread(target=live.newer, args=([path], live.version)) for path in paths]
    for thread in asking:
        thread.start()
    while len(live.looked_at) < len(paths):
        pass
    begun = time.monotonic()
    live.newer(["a.html"], live.version)
    assert time.monotonic() - begun < live_module.PATIENCE / 2
    live.tell(paths, {}, "")
    for thread in asking:
        thread.join()
