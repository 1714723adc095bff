"""Renditions made because a browser asks for them."""

from __future__ import annotations

import threading

import pytest

from quangba.build.darkroom import Darkroom
from quangba.build.live import Live
from quangba.media.facts import Facts
from quangba.media.plan import Box, Rendition
from quangba.media.standing import EndedError
from quangba.media.tasks import Task

FACTS = Facts("jpeg", 90, 60, alpha=False, frames=1, dots=(), digest="0" * 64)


class Workers:
    """Do what they are asked as soon as they are told to."""

    def __init__(self):
        self.begun = []
        self.free = threading.Event()
        self.free.set()

    def begin(self, _work, task):
        self.begun.append(task)

        def ended():
            self.free.wait()
            (rendition,) = task.renditions
            task.store.mkdir(exist_ok=True)
            key = rendition.key(task.facts.digest)
            (task.store / f"{key}.{rendition.format}").write_bytes(b"made")

        return ended


@pytest.fixture
def workers():
    return Workers()


@pytest.fixture
def offers(tmp_path):
    """Two widths of a photo, as they are published."""

    def task(width):
        rendition = Rendition(Box(0, 0, 90, 60), width, 60, "jpeg", 66)
        return Task(tmp_path / "a.jpg", FACTS, (rendition,), tmp_path / "store")

    return {f"media/a-{width}.{'b' * 10}.jpg": task(width) for width in (40, 90)}


SMALL, LARGE = f"media/a-40.{'b' * 10}.jpg", f"media/a-90.{'b' * 10}.jpg"
OLD = f"media/a-90.{'a' * 10}.jpg"


def _stored(task):
    (rendition,) = task.renditions
    return task.store / f"{rendition.key(task.facts.digest)}.{rendition.format}"


def test_what_a_browser_asks_for_is_made_and_nothing_else(workers, offers):
    room = Darkroom(workers)
    room.offer(offers)
    room.bring(SMALL)
    room.bring(SMALL)
    room.bring("media/another-40.bbbbbbbbbb.jpg")

    assert workers.begun == [offers[SMALL]]
    assert _stored(offers[SMALL]).read_bytes() == b"made"


def test_what_was_asked_for_of_the_photo_before_is_begun_at_once(workers, offers):
    room = Darkroom(workers)
    room.asked(OLD)
    room.offer(offers)

    assert workers.begun == [offers[LARGE]]


def test_what_is_begun_goes_on_when_it_is_offered_again(workers, offers):
    room = Darkroom(workers)
    workers.free.clear()
    room.offer(offers, first=[SMALL])
    room.offer(dict(offers), first=[SMALL])
    workers.free.set()
    room.bring(SMALL)

    assert workers.begun == [offers[SMALL]]


def test_what_is_there_is_not_made_again(workers, offers):
    file = _stored(offers[SMALL])
    file.parent.mkdir()
    file.write_bytes(b"there")
    room = Darkroom(workers)
    room.offer(offers)
    room.bring(SMALL)

    assert workers.begun == []


def test_nobody_is_held_up_by_workers_that_have_ended(workers, offers):
    def begin(_work, _task):
        raise EndedError

    workers.begin = begin
    room = Darkroom(workers)
    room.asked(OLD)
    room.offer(offers)
    room.bring(SMALL)


def test_a_browser_gets_the_whole_file_once_it_is_made(workers, offers, tmp_path):
    live = Live(tmp_path)
    live.darkroom = Darkroom(workers)
    live.darkroom.offer(offers)
    live.show({SMALL: _stored(offers[SMALL])})
    workers.free.clear()
    got = []
    asking = threading.Thread(target=lambda: got.append(live.ahead(SMALL)))
    asking.start()
    assert got == []
    workers.free.set()
    asking.join()

    assert got == [b"made"]


def test_what_cannot_be_made_is_not_there(offers, tmp_path):
    live = Live(tmp_path)
    live.show({SMALL: _stored(offers[SMALL])})
    with pytest.raises(FileNotFoundError):
        live.ahead(SMALL)
