"""A folder as a target: readers see the whole old or the whole new site, whatever happens."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from quangba import settings
from quangba.errors import PublishError
from quangba.options.targets import FolderTarget
from quangba.publish import copies, release
from quangba.publish.targets import folder
from quangba.publish.targets.folder import Folder
from tests.publish.sites import built, seen, silent
from tests.small_sites import write


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr(copies, "_sync", lambda _: None)


@pytest.fixture
def site(tmp_path):
    return tmp_path / "site"


@pytest.fixture
def target(tmp_path):
    return Folder(tmp_path / "www", keep=3)


def labels(target):
    return sorted(item.name for item in (target.path / "releases").iterdir() if item.is_dir())


def strays(target):
    """What is neither a release nor its manifest."""
    known = {*labels(target), *(f"{name}.json" for name in labels(target))}
    return [
        item.name
        for folder in (target.path, target.path / "releases")
        for item in folder.iterdir()
        if item.name not in {*known, "current", "releases", ".quangba.lock"}
    ]


def test_a_first_release(site, target):
    made = built(site)

    assert target.publish(made, silent)

    assert seen(target.path) == made.files == target.published()
    assert (target.path / "current").readlink() == Path("releases", labels(target)[0])
    assert not strays(target)
    [kept] = target.releases()
    assert (kept.name, kept.current) == (made.name, True)


def test_the_same_again_is_nothing_to_do(site, target):
    target.publish(built(site), silent)
    before = labels(target)

    assert not target.publish(built(site), silent)
    assert labels(target) == before


def test_a_release_that_was_spoilt_is_published_again(site, target):
    made = built(site)
    target.publish(made, silent)
    file = target.path / "current" / "index.html"
    file.chmod(0o644)
    file.write_text("spoilt")

    assert target.publish(made, silent)
    assert seen(target.path) == made.files


def test_unchanged_files_take_no_room_and_keep_their_date(site, target):
    target.publish(built(site), silent)
    old = (target.path / "current").resolve()
    target.publish(built(site, {"index.html": "new"}), silent)
    new = (target.path / "current").resolve()

    assert (new / "404.html").stat().st_ino == (old / "404.html").stat().st_ino
    assert not (new / "404.html").stat().st_mode & 0o222  # nobody writes into both


def test_a_spoilt_file_is_not_handed_on(site, target):
    target.publish(built(site), silent)
    file = target.path / "current" / "404.html"
    file.chmod(0o644)
    file.write_text("spoilt")
    file.chmod(0o444)

    style = target.path / "current" / "assets" / "site.0123456789ab.css"
    style.chmod(0o644)
    style.write_text("spoilt")

    made = built(site, {"fr/new.html": "x", "assets/site.0123456789ab.css": None})
    target.publish(made, silent)
    assert seen(target.path) == made.files


def test_pages_opened_before_the_switch_find_their_styles(site, target):
    target = replace(target, keep=2)
    target.publish(built(site), silent)
    old, new = "assets/site.0123456789ab.css", "assets/site.ba9876543210.css"
    target.publish(built(site, {old: None, new: "a{}", "media/bến-cảng.jpg": None}), silent)

    assert target.read(old) == b"p{}"
    assert target.read("media/bến-cảng.jpg") is None  # taken from readers: gone
    assert old not in target.published()
    for number in range(3):  # for one release, and without keeping any from being cleared away
        target.publish(built(site, {old: None, "number": str(number)}), silent)
    assert target.read(old) is None
    assert len(labels(target)) == 2


def test_a_file_system_without_links(site, target, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    target.publish(built(site), silent)
    made = built(site, {"new": "x"})
    target.publish(made, silent)
    assert seen(target.path) == made.files


def test_old_releases_go_and_what_others_put_there_stays(site, target):
    target = replace(target, keep=2)
    (target.path / "releases").mkdir(parents=True)
    for name in ("notes.txt", "releases/backup-2020", "releases/x.json"):
        (target.path / name).write_text("mine")
    told = []
    for number in range(5):
        target.publish(built(site, {"number": str(number)}), told.append)
        if number == 1:
            (target.path / "current" / "by-hand.txt").write_text("mine")

    assert [name[:6] for name in labels(target)] == ["000002", "000004", "000005"]
    assert (target.path / "releases" / labels(target)[0] / "by-hand.txt").read_text() == "mine"
    assert [str(text) for text in told if "by-hand" in str(text)]
    for name in ("notes.txt", "releases/backup-2020", "releases/x.json"):
        assert (target.path / name).read_text() == "mine"


def test_one_release_kept_is_two_so_that_there_is_a_way_back(site, target):
    target = replace(target, keep=1)
    for number in range(3):
        target.publish(built(site, {"number": str(number)}), silent)

    assert len(labels(target)) == 2


def test_back_and_back_again_then_forward(site, target):
    made = [built(site, {"number": str(number)}) for number in range(3)]
    for number in range(3):
        target.publish(built(site, {"number": str(number)}), silent)

    assert target.rollback(silent) == made[1].name
    assert target.rollback(silent) == made[0].name
    assert seen(target.path) == made[0].files
    assert [kept.current for kept in target.releases()] == [False, False, True]
    with pytest.raises(PublishError, match="no release before"):
        target.rollback(silent)

    newest = built(site, {"number": "3"})
    target.publish(newest, silent)
    # what was taken back is gone: the way back leads to what readers saw
    assert target.rollback(silent) == made[0].name


def test_no_way_back_to_a_spoilt_release(site, target):
    target.publish(built(site), silent)
    first = (target.path / "current").resolve()
    second = built(site, {"number": "2"})
    target.publish(second, silent)
    (first / "index.html").unlink()

    with pytest.raises(PublishError, match=r"index\.html"):
        target.rollback(silent)
    assert seen(target.path) == second.files


def test_numbers_and_not_the_clock_say_what_comes_after_what(site, target, monkeypatch):
    made = []
    for epoch in ("2000000000", "1000000000", "1000000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        made.append(built(site, {"number": str(len(made))}))
        target.publish(made[-1], silent)

    assert [kept.name for kept in target.releases()] == [each.name for each in reversed(made)]
    assert target.releases()[0].when == "2001-09-09T01:46:40Z"


def test_what_finishes_a_copy_comes_before_readers_see_it(site, target):
    def finish(work):
        assert not (target.path / "current").exists()
        (work / "index.html.br").write_bytes(b"packed")

    target = replace(target, finish=finish, keep=1)
    made = built(site)
    target.publish(made, silent)

    assert (target.path / "current" / "index.html.br").is_file()
    assert target.published() == made.files
    for number in range(2):  # copies of ours are no reason to keep an old release
        target = replace(target, finish=lambda _: None)
        target.publish(built(site, {"number": str(number)}), silent)
    assert len(labels(target)) == 2


# ------------------------------------------------------------------------------------- failures


class Killed(BaseException):
    """As `kill -9` leaves it, together with `remove` that does nothing."""


def killed_at(step, target, made, monkeypatch):
    """Publish and stop dead before a step; nothing is cleared up."""

    def stop(name):
        if name == step:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(copies, "remove", lambda _: None)
        with pytest.raises(Killed):
            replace(target, step=stop).publish(made, silent)


def steps(site, path):
    """The steps of publishing over two older releases, one of which goes."""
    names = []
    for number in range(3):
        names.clear()
        Folder(path, 1, step=names.append).publish(built(site, {"number": str(number)}), silent)
    return names


def test_killed_before_any_step(site, tmp_path, monkeypatch):
    names = steps(site, tmp_path / "spy")
    assert {"begin", "file index.html", "manifest", "name", "switch", "pruned"} <= set(names)
    for at, name in enumerate(names):
        here = Folder(tmp_path / str(at), keep=1)
        for number in range(2):
            old = built(site, {"number": str(number)})
            here.publish(old, silent)
        new = built(site, {"number": "new"})

        killed_at(name, here, new, monkeypatch)

        assert seen(here.path) in (old.files, new.files), name
        assert here.published() == seen(here.path), name
        here.publish(new, silent)
        assert seen(here.path) == new.files, name
        assert not strays(here), name
        assert here.rollback(silent) == old.name, name


CHILD = """\
import sys
from pathlib import Path
from quangba.publish import copies, release
from quangba.publish.targets.folder import Folder
copies._sync = lambda _: None
www, *sites = map(Path, sys.argv[1:])
made = [release.read(site) for site in sites]
print("ready", flush=True)
while True:
    for each in made:
        Folder(www, keep=2).publish(each, lambda _: None)
"""


def test_a_manifest_that_was_being_written_goes_at_the_next_run(tmp_path, target):
    target.publish(built(tmp_path / "a", {"number": "a"}), silent)
    (label,) = labels(target)
    draft = target.path / "releases" / f".{label}.json.dnk6ww0h"
    other = target.path / "releases" / ".notes.json.dnk6ww0h"
    for each in (draft, other):
        each.write_text("{", encoding="utf-8")

    target.publish(built(tmp_path / "b", {"number": "b"}), silent)

    assert strays(target) == [other.name]


def test_killed_by_the_system(tmp_path, target):
    made = [built(tmp_path / name, {"number": name}) for name in ("a", "b")]
    target.publish(made[0], silent)
    for delay in (0.005, 0.02, 0.05):
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, target.path, *(each.folder for each in made)],
            stdout=subprocess.PIPE,
        ) as child:
            child.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(delay)
            child.kill()
        assert seen(target.path) in [each.files for each in made]
        assert target.published() == seen(target.path)
    last = built(tmp_path / "c", {"number": "c"})
    target.publish(last, silent)
    assert seen(target.path) == last.files
    assert not strays(target)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "it is read-only")]
)
@pytest.mark.parametrize("step", ["begin", "file media/bến-cảng.jpg", "manifest", "link", "switch"])
def test_a_disk_that_takes_no_more(site, target, number, words, step):
    old = built(site)
    target.publish(old, silent)
    new = built(site, {"index.html": "new"})

    def fail(name):
        if name == step:
            raise OSError(number, os.strerror(number))

    with pytest.raises(PublishError, match=words):
        replace(target, step=fail).publish(new, silent)
    assert seen(target.path) == old.files
    target.publish(new, silent)
    assert seen(target.path) == new.files
    assert not strays(target)


def test_a_full_disk_leaves_no_half_copy_behind(site, target):
    built(site)
    (site / "large.bin").write_bytes(b"x" * 200_000)
    made = release.read(site)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(PublishError, match="cannot be written"):
            target.publish(made, silent)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not labels(target)
    assert not strays(target)


def test_old_releases_that_cannot_be_removed_are_told(site, target):
    def fail(name):
        if name == "prune":
            raise OSError(errno.EACCES, "Permission denied")

    target = replace(target, keep=1, step=fail)
    told = []
    for number in range(3):
        made = built(site, {"number": str(number)})
        assert target.publish(made, told.append)
    assert seen(target.path) == made.files
    assert "could not be removed" in str(told[-1])


def test_a_site_that_changes_meanwhile(site, target):
    old = built(site)
    target.publish(old, silent)
    for change in (
        (site / "404.html").unlink,
        lambda: (site / "404.html").write_text("other"),
    ):
        made = built(site, {"index.html": "new", "404.html": "also new"})
        change()
        with pytest.raises(PublishError, match=r"404\.html was changed"):
            target.publish(made, silent)
        assert seen(target.path) == old.files
        assert not strays(target)


def test_a_site_that_cannot_be_read(site, target, monkeypatch):
    made = built(site)
    opened = Path.open

    def refused(file, *arguments):
        if file == site / "404.html":
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return opened(file, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        with pytest.raises(PublishError, match=r"404\.html cannot be read: Permission denied"):
            target.publish(made, silent)
    assert seen(target.path) is None


def test_two_at_once(site, target):
    made = built(site)
    target.publish(made, silent)
    with FileLock(target.path / ".quangba.lock"):
        for run in (lambda: target.publish(built(site, {"new": "x"}), silent),
                    lambda: target.rollback(silent)):  # fmt: skip
            with pytest.raises(PublishError, match="Somebody else is publishing"):
                run()
    assert seen(target.path) == made.files


def test_current_that_is_a_folder(site, target):
    (target.path / "current").mkdir(parents=True)
    (target.path / "current" / "precious.txt").write_text("mine")

    with pytest.raises(PublishError, match="has to be a link"):
        target.publish(built(site), silent)
    assert (target.path / "current" / "precious.txt").read_text() == "mine"
    assert not labels(target)


def test_current_that_leads_elsewhere(site, target, tmp_path):
    target.path.mkdir()
    (tmp_path / "other").mkdir()
    (target.path / "current").symlink_to(tmp_path / "other")

    assert target.published() == {}
    made = built(site)
    target.publish(made, silent)
    assert seen(target.path) == made.files
    assert (tmp_path / "other").is_dir()


def test_names_that_differ_in_capitals_on_a_disk_that_cannot_tell(site, target, monkeypatch):
    made = built(site, {"a/x": "one", "A/x": "two"})
    assert release.same_but_for_case(made.files) == (("A/x", "a/x"),)
    lexists = os.path.lexists

    def insensitive(path):
        return lexists(path) or any(
            other.name.lower() == path.parent.name.lower() and (other / path.name).exists()
            for other in path.parent.parent.iterdir()
        )

    monkeypatch.setattr(copies.os.path, "lexists", insensitive)
    with pytest.raises(PublishError, match="twice where capitals do not count"):
        target.publish(made, silent)
    assert not strays(target)


def test_windows_without_the_right_to_make_links(site, target, monkeypatch):
    def refused(*_args, **_more):
        failure = OSError(22, "A required privilege is not held by the client")
        failure.winerror = 1314
        raise failure

    monkeypatch.setattr(Path, "symlink_to", refused)
    with pytest.raises(PublishError, match="developer mode"):
        target.publish(built(site), silent)


def test_where_the_folder_may_be(tmp_path):
    config = settings.read(write(tmp_path / "project", {}) / "mkdocs.yml")

    def path(given):
        return folder.opened(config, "web", FolderTarget(kind="folder", path=given)).path

    assert path("../www") == tmp_path / "www"
    for wrong in (".", "site", "site/www", "docs/www", ".cache/www", ".."):
        with pytest.raises(PublishError, match="in use by the project"):
            path(wrong)


def test_compressed_copies_are_in_the_release_and_not_in_the_site(tmp_path):
    project = write(tmp_path / "project", {})
    made = built(project / "site", {"index.html": "<p>text</p>\n" * 500})
    options = FolderTarget(kind="folder", path="../www", precompress=True)
    target = folder.opened(settings.read(project / "mkdocs.yml"), "web", options)
    target.publish(made, silent)

    current = target.path / "current"
    assert {file.name for file in current.glob("index.html*")} == {
        "index.html", "index.html.br", "index.html.gz"
    }  # fmt: skip
    assert not list((project / "site").glob("*.br"))
    assert target.published() == made.files
    assert not target.publish(made, silent)


def test_what_is_read_is_what_readers_get(site, target):
    target.publish(built(site), silent)

    assert target.read("media/bến-cảng.jpg") == b"a picture"
    assert target.read("none.html") is None
    assert target.read("fr") is None
