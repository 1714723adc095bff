"""The site and its twin: whatever happens on the way, the site is whole, and the next is right."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import tempfile
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quangba.build import swap
from quangba.build import tree as tree_module
from quangba.build.compressing import compress
from quangba.build.listing import digest, listing
from quangba.build.record import state
from quangba.build.tree import Tree
from tests import ticks

MUTATING = ("mkdir", "rmdir", "rename", "replace", "unlink", "link", "chmod")


class Killed(BaseException):
    """As if the process ended here."""


class Disk:
    """Everything that changes the disk counts; the process dies before the n-th such call."""

    def __init__(self, monkeypatch, links=True):
        self.left: int | None = None
        for name in MUTATING:
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))
        if not links:
            monkeypatch.setattr(os, "link", _refused)
        monkeypatch.setattr(shutil, "copy2", self._counted(shutil.copy2))
        monkeypatch.setattr(shutil, "copyfile", self._counted(shutil.copyfile))
        monkeypatch.setattr(tempfile, "mkstemp", self._counted(tempfile.mkstemp))
        monkeypatch.setattr(swap, "exchange", self._counted(swap.exchange))
        monkeypatch.setattr(tree_module, "open", self._half_written(), raising=False)

    def step(self):
        if self.left is not None:
            if self.left <= 0:
                raise Killed
            self.left -= 1

    def _counted(self, real):
        def call(*arguments, **more):
            self.step()
            return real(*arguments, **more)

        return call

    def _half_written(self):
        def opened(file, mode):
            self.step()
            stream = Path(file).open(mode)  # noqa: SIM115 - the caller closes it
            write = stream.write

            def half(data):
                try:
                    self.step()
                except Killed:
                    write(data[: len(data) // 2])
                    stream.close()
                    raise
                write(data)

            stream.write = half
            return stream

        return opened

    @contextlib.contextmanager
    def full(self, calls):
        self.left = calls
        try:
            yield
        finally:
            self.left = None


def _refused(*_arguments, **_more):
    raise OSError("this file system has no links")


def shown(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in Path(folder).rglob("*")
        if file.is_file()
    }


def build(parent, target, wanted, *, clean=None, label=""):
    """As a build does it: what is there, is there; only differences are written."""
    swap.recover(target, parent / f"{swap.name_of(target)}.retired")
    shutil.rmtree(parent / f"{swap.name_of(target)}.retired", ignore_errors=True)
    tree = Tree(parent, target)
    intact = tree.intact()
    tree.begin(clean=not intact if clean is None else clean)
    for path in sorted(tree.files.keys() - wanted.keys()):
        tree.remove(path)
    for path, data in wanted.items():
        if path.endswith("p"):  # as pictures come: made before, put there
            (parent / "store").write_bytes(data)
            tree.place(path, parent / "store", move=path.endswith("mp"))
        else:
            tree.write(path, data)
    changes = tree.commit(label)
    tree.settle()
    return intact, changes, tree


@pytest.fixture
def places(tmp_path):
    parent, target = tmp_path / "cache", tmp_path / "site"
    parent.mkdir()
    return parent, target


def _spoil(file):
    """No byte more or less: the time alone tells."""
    ticks.told(file, lambda: file.write_bytes(b"odd"))


OLD = {"index.html": b"old", "a/index.html": b"a", "a/b/p.webp": b"webp", "gone/index.html": b"x"}
NEW = {"index.html": b"new", "a/index.html": b"a", "a/b/p.webp": b"webp", "added/i.html": b"y"}


def test_a_build_costs_what_has_changed(places):
    parent, target = places
    build(parent, target, OLD)
    intact, changes, tree = build(parent, target, NEW)

    assert intact
    assert changes == tree_module.Changes(
        ("added/i.html", "index.html"), ("gone/index.html",), clean=False
    )
    assert shown(target) == NEW
    assert not (target / "gone").exists()
    assert digest(tree.files) == state([target])


def test_unchanged_files_stay_the_files_that_they_are(places):
    """Their times, too: servers and copies of the site tell by them what is new."""
    parent, target = places
    build(parent, target, OLD)
    before = (target / "a/b/p.webp").stat()
    build(parent, target, NEW)
    after = (target / "a/b/p.webp").stat()

    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_what_somebody_holds_of_the_old_site_is_never_written_into(places):
    parent, target = places
    build(parent, target, OLD)
    held = target.parent / "held"
    shutil.copytree(target, held, copy_function=os.link)
    for wanted in (NEW, OLD, {**NEW, "a/index.html": b"changed"}):
        build(parent, target, wanted)

    assert shown(held) == OLD


@pytest.mark.parametrize(
    "meddle",
    [
        lambda site: _spoil(site / "index.html"),
        lambda site: (site / "a/index.html").unlink(),
        lambda site: (site / "foreign.txt").write_bytes(b""),
        lambda site: (site / "foreign").mkdir(),
        lambda site: (site / "foreign").symlink_to(site / "a"),
        lambda site: os.utime(site / "index.html", (1, 1)),
        lambda site: site.rename(site.parent / "away"),
        lambda site: (shutil.copytree(site, site.parent / "copy"), shutil.rmtree(site),
                      (site.parent / "copy").rename(site)),
        lambda site: [seal.unlink() for seal in (site.parent / "cache").glob("*.seal")],
        lambda site: [seal.write_bytes(b"{}") for seal in (site.parent / "cache").glob("*.seal")],
        lambda site: [seal.write_bytes(b"[") for seal in (site.parent / "cache").glob("*.seal")],
    ],
)  # fmt: skip
def test_what_others_did_to_the_site_ends_with_a_clean_one(places, meddle):
    parent, target = places
    build(parent, target, OLD, label="one")
    meddle(target)
    intact, changes, _ = build(parent, target, NEW)

    assert not intact
    assert changes.clean
    assert shown(target) == NEW


@pytest.mark.parametrize(
    "meddle",
    [
        shutil.rmtree,
        lambda twin: (twin / "index.html").unlink(),
        lambda twin: (twin / "odd/index.html").mkdir(parents=True),
        lambda twin: (twin / "a/odd").symlink_to(twin),
        lambda twin: (shutil.rmtree(twin), twin.write_bytes(b"")),
        lambda twin: (shutil.rmtree(twin / "a"), (twin / "a").write_bytes(b"")),
        lambda twin: ((twin / "index.html").unlink(), (twin / "index.html").mkdir()),
    ],
)
def test_a_twin_in_any_state_is_mended(places, meddle):
    parent, target = places
    build(parent, target, OLD)
    meddle(parent / f"{swap.name_of(target)}.twin")
    intact, changes, _ = build(parent, target, NEW)

    assert intact
    assert not changes.clean
    assert shown(target) == NEW


def test_the_label_is_that_of_the_state_in_place(places):
    parent, target = places
    build(parent, target, OLD, label="one")
    tree = Tree(parent, target)

    assert tree.intact()
    assert tree.label == "one"


def test_a_file_gives_way_to_a_folder_and_back(places):
    parent, target = places
    flat, deep = {"a": b"1", "b/c/d": b"2"}, {"a/b/c": b"1", "b": b"2"}
    for wanted in (flat, deep, flat, deep):
        build(parent, target, wanted)
        assert shown(target) == wanted


@pytest.mark.parametrize("exchanges", [True, False])
def test_without_hard_links_it_is_copied(places, monkeypatch, exchanges):
    Disk(monkeypatch, links=False)
    if not exchanges:
        monkeypatch.setattr(swap, "exchange", lambda *_: False)
    parent, target = places
    build(parent, target, OLD)
    time = (target / "a/index.html").stat().st_mtime_ns
    intact, changes, tree = build(parent, target, NEW)

    assert intact
    assert changes.written == ("added/i.html", "index.html")
    assert shown(target) == NEW
    assert (target / "a/index.html").stat().st_mtime_ns == time
    assert digest(tree.files) == state([target])
    for wanted in (OLD, NEW):
        intact, changes, _ = build(parent, target, wanted)
        assert intact
        assert not changes.clean
        assert shown(target) == wanted


NAMES = ["a", "b", "c/a", "c/b", "c/d/a", "a/x", "p", "c/p", "c/mp"]
SITES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"1", b"2", b"three"]))


def _possible(wanted):
    return {path: data for path, data in wanted.items() if path != "a" or "a/x" not in wanted}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(SITES.map(_possible), st.one_of(st.none(), st.integers(0, 40))), max_size=7
    ),
    exchanges=st.booleans(),
    links=st.booleans(),
)
def test_killed_anywhere_the_site_is_old_or_new_and_the_next_one_right(
    tmp_path_factory, steps, exchanges, links
):
    with pytest.MonkeyPatch.context() as monkeypatch:
        root = tmp_path_factory.mktemp("tree")
        parent, target = root / "cache", root / "site"
        parent.mkdir()
        disk = Disk(monkeypatch, links)
        if not exchanges:
            monkeypatch.setattr(swap, "exchange", lambda *_: False)
        site = None
        for wanted, calls in steps:
            with contextlib.suppress(Killed), disk.full(calls):
                build(parent, target, wanted)
                site = wanted
                continue
            # between two renames, where names cannot be exchanged, there is no site: it comes back
            swap.recover(target, parent / f"{swap.name_of(target)}.retired")
            if target.exists():
                assert shown(target) in (site, wanted)
                site = shown(target)
            else:
                assert site is None
        build(parent, target, NEW)
        assert shown(target) == NEW
        assert listing(str(target)).folders == 3


def test_a_killed_build_leaves_a_site_that_the_next_one_can_go_on_from(places, monkeypatch):
    """Before the exchange of names, and right after it."""
    parent, target = places
    build(parent, target, OLD)
    exchange = swap.exchange

    def before(*_names):
        raise Killed

    def after(*names):
        assert exchange(*names)
        raise Killed

    for killed, left in ((before, OLD), (after, NEW)):
        monkeypatch.setattr(swap, "exchange", killed)
        with pytest.raises(Killed):
            build(parent, target, NEW)
        assert shown(target) == left
        assert Tree(parent, target).intact()


def test_compressed_copies_follow_their_files(places):
    parent, target = places
    text = b"<p>Fog over the harbour. " * 200
    first = {"a.html": text, "b.html": text, "c.html": text, "d.html": b"short"}
    then = {"a.html": text, "b.html": b"short", "d.html": text.upper()}
    for wanted, packed in ((first, "abc"), (then, "ad"), (first, "abc")):
        tree = Tree(parent, target)
        tree.begin(clean=not tree.intact())
        for path in first.keys() - wanted.keys():
            tree.remove(path)
        for path, data in wanted.items():
            tree.write(path, data)
        compress(tree, parent)
        tree.commit()
        copies = {f"{name}.html.{suffix}" for name in packed for suffix in ("br", "gz")}
        assert shown(target).keys() == wanted.keys() | copies
        for path in copies:
            plain = path.removesuffix(".br").removesuffix(".gz")
            unpack = gzip.decompress if path.endswith("gz") else brotli.decompress
            assert unpack(shown(target)[path]) == wanted[plain]


def test_a_page_may_get_a_name_that_differs_in_case_alone(places, monkeypatch):
    """On file systems that know no difference, which is played here."""
    parent, target = places
    twin = parent / f"{swap.name_of(target)}.twin"
    first = {"Mill/index.html": b"1", "Map.pdf": b"2" * 2_000_000, "index.html": b"3"}
    build(parent, target, first)
    mkdir = os.mkdir

    def refuse(path):
        if any(str(each).lower() == str(path).lower() for each in twin.rglob("*")):
            raise FileExistsError(path)

    def opened(file, mode):
        if mode == "xb":
            refuse(file)
        return Path(file).open(mode)

    def made(path, *mode):
        refuse(path)
        mkdir(path, *mode)

    monkeypatch.setattr(tree_module, "open", opened, raising=False)
    monkeypatch.setattr(os, "mkdir", made)
    (parent / "map.pdf").write_bytes(b"4" * 2_000_000)
    tree = Tree(parent, target)
    assert tree.intact()
    tree.begin(clean=False)
    tree.write("mill/index.html", b"1")
    tree.place("map.pdf", parent / "map.pdf")
    assert shown(target) == first
    for path in first.keys() - {"index.html"}:
        tree.remove(path)
    tree.commit()

    assert shown(target) == {
        "mill/index.html": b"1", "map.pdf": b"4" * 2_000_000, "index.html": b"3"
    }  # fmt: skip
