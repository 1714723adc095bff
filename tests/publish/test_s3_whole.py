"""A store never shows a page that names a missing file: at no request, whatever fails, and when."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quangba.errors import PublishError
from quangba.publish.copies import is_theme
from quangba.publish.release import digest, name_of
from quangba.publish.targets.s3 import lock
from quangba.publish.targets.s3.holding import Names
from quangba.publish.targets.s3.store import Store
from quangba.publish.targets.s3.target import Bucket
from tests.publish import webs
from tests.publish.memory_store import Killed, Memory

PAGES = ("vi/index.html", "vi/news/index.html", "en/old.html", "a b/đá.html")
OTHERS = ("map.jpg", "feed.xml", "report.20261127.pdf")
STYLES = (b"a{}", b"b{}")


@st.composite
def site(draw):
    """A home page and some of the others; each page names some of what is there."""
    pictures = {f"hill.{each:08x}.jpg": b"%d" % each for each in (1, 2) if draw(st.booleans())}
    styles = {webs.hashed("look", "css", each): each for each in STYLES if draw(st.booleans())}
    others = {path: draw(st.sampled_from([b"1", b"2"])) for path in OTHERS if draw(st.booleans())}
    pages = ["index.html", *(path for path in PAGES if draw(st.booleans()))]
    there = sorted({*styles, *others, *pictures, *pages})
    links = st.lists(st.sampled_from(there), max_size=4, unique=True)
    return styles | others | pictures | {path: webs.page(path, *draw(links)) for path in pages}


FAILURE = st.none() | st.tuples(st.integers(1, 40), st.sampled_from(["before", "after", "killed"]))
STEP = st.tuples(site() | st.just("back"), FAILURE)


def target(memory, compress=False, keep=3):
    return Bucket(Store(memory, "site", "store"), Names("p/"), keep, compress)


def attempt(memory, work):
    """Whether it came to an end; the mark that a dead process may leave is told dead."""
    try:
        work()
    except (PublishError, Killed):
        return False
    finally:
        memory.fail(0, "")
        for key in [key for key in memory.objects if "/locks/" in key]:
            del memory.objects[key]
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEP, min_size=2, max_size=5), st.booleans())
def test_readers_find_all_that_pages_name_at_every_moment(steps, compress):
    memory = Memory()
    memory.changed = lambda: check(memory)
    bucket = target(memory, compress)
    with tempfile.TemporaryDirectory() as folder:
        for web, failure in steps:
            memory.fail(*(failure or (0, "")))
            if web == "back":
                before = {each.name for each in bucket.releases()} if not failure else set()
                if attempt(memory, lambda: bucket.rollback(webs.silent)):
                    memory.fail(0, "")
                    assert not before or name_of(bucket.published()) in before
            else:
                made = webs.written(Path(folder, "site"), web)
                if attempt(memory, lambda made=made: bucket.publish(made, webs.silent)):
                    memory.fail(0, "")
                    shows_just(memory, bucket, made)
            check(memory)
        memory.fail(0, "")
        made = webs.written(Path(folder, "site"), {"index.html": b"end"})
        bucket.publish(made, webs.silent)
        shows_just(memory, bucket, made)
        assert not bucket.publish(made, webs.silent)


def check(memory):
    assert webs.broken(memory.paths("p/"), lambda path: memory.read(f"p/{path}")) == []


def shows_just(memory, bucket, made):
    """The whole release, and besides it only what pages that are still open name."""
    assert bucket.published() == made.files
    for path in made.files:
        assert memory.read(f"p/{path}") == (made.folder / path).read_bytes()
        assert digest(made.folder / path) == made.files[path]
    assert all(is_theme(path) for path in memory.paths("p/") - made.files.keys())


def test_two_that_begin_at_once_do_not_both_go_on(tmp_path):
    memory = Memory()
    store = Store(memory, "site", "store")
    refused = 0
    with lock.held(store, "locks/"):
        try:
            with lock.held(store, "locks/"):
                pass
        except PublishError:
            refused += 1
    assert refused == 1
    assert not memory.objects
