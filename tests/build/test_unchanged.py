"""Where nothing has changed, the last report is told again; at the least doubt it is built."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from quangba import clock, ground
from quangba.build import listing, unchanged
from quangba.build.listing import TICK, look
from quangba.build.tree import Tree
from quangba.build.unchanged import Asked, Span, Told
from quangba.cli import repeated
from quangba.cli.commands import build
from quangba.messages import msg
from quangba.problems import note
from tests import ticks

NOW = dt.datetime(2026, 2, 14, 12, tzinfo=dt.UTC)
OLD = 1_700_000_000
TOLD = [note("event-calendars", "docs/a.md", 3, msg("It is {day}.", day="1/1"))]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A site of one page and its settings, built long after they were written."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(listing.time, "time_ns", lambda: time.time_ns_() + 10**10)
    root = tmp_path / "project"
    (root / "docs/sub").mkdir(parents=True)
    (root / "docs/a.md").write_text("A")
    (root / "docs/sub/b.md").write_text("B")
    (root / "mkdocs.yml").write_text("site_name: Brume\n")
    for file in root.rglob("*.*"):
        os.utime(file, (OLD, OLD))
    return root


@pytest.fixture(autouse=True)
def _real_time(monkeypatch):
    monkeypatch.setattr(time, "time_ns_", time.time_ns, raising=False)


def asked(root, **more):
    return Asked.of(root / "mkdocs.yml", **more)


def made(root, of=None, *, cache=".cache", until=NOW + dt.timedelta(hours=1)):
    """As a build ends."""
    of = of or asked(root)
    places = [str(root / "docs"), str(root / "mkdocs.yml")]
    seen = look(places)
    (root / cache / "build").mkdir(parents=True, exist_ok=True)
    tree = Tree(root / cache / "build", root / "site")
    tree.begin(clean=not tree.intact())
    tree.write("index.html", b"<p>Brume")
    tree.commit()
    unchanged.keep(
        of,
        root / cache,
        named=root / "site",
        places=places,
        seen=seen,
        seal=tree.seal,
        valid=Span(NOW.timestamp(), until.timestamp()),
        told=Told(str((root / "site").resolve()), 1, 1, 8, tuple(TOLD)),
    )


def test_nothing_has_changed(project):
    made(project)
    found = unchanged.last(asked(project))

    assert found is not None
    assert (found.pages, found.files, found.size) == (1, 1, 8)
    assert [str(problem) for problem in found.problems] == [str(problem) for problem in TOLD]


def _same_size_and_time(root):
    file = root / "docs/a.md"
    ticks.told(file, lambda: (file.write_text("C"), os.utime(file, (OLD, OLD))))


def _another_link(root):
    (root / "elsewhere").mkdir()
    (root / "site").rename(root / "moved")
    (root / "site").symlink_to(root / "elsewhere")


def _flipped(root):
    file = root / ".cache" / unchanged.FILE
    data = file.read_bytes()
    file.write_bytes(data[:-5] + bytes([data[-5] ^ 1]) + data[-4:])


def _cut(root):
    file = root / ".cache" / unchanged.FILE
    file.write_bytes(file.read_bytes()[:80])


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "docs/a.md").write_text("longer"),
        _same_size_and_time,
        lambda root: (root / "docs/c.md").write_text("C"),
        lambda root: (root / "docs/sub/b.md").unlink(),
        lambda root: (root / "docs/a.md").rename(root / "docs/b.md"),
        lambda root: (root / "mkdocs.yml").write_text("site_name: Fog\n"),
        lambda root: (root / "site/index.html").write_text("<p>odd"),
        lambda root: (root / "site/more.html").write_text(""),
        lambda root: (root / "site/index.html").unlink(),
        _another_link,
        _flipped,
        _cut,
        lambda root: (root / ".cache" / unchanged.FILE).unlink(),
        lambda root: (root / "mkdocs.yml").unlink(),
    ],
)
def test_whatever_changes_it_is_built(project, change):
    made(project)
    change(project)

    assert unchanged.last(asked(project)) is None


@pytest.mark.parametrize(
    "other", [{"strict": True}, {"drafts": True}, {"compressed": True}, {"site_dir": "elsewhere"}]
)
def test_other_wishes_are_other_builds(project, other):
    made(project)

    assert unchanged.last(asked(project, **other)) is None


@pytest.mark.parametrize(
    ("now", "holds"),
    [(-1, False), (0, True), (3599, True), (3600, False)],
)
def test_it_holds_until_something_changes_by_itself(project, monkeypatch, now, holds):
    made(project)
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(seconds=now))

    assert (unchanged.last(asked(project)) is not None) is holds


def test_nothing_holds_longer_than_the_day_at_home():
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    hours = [NOW + dt.timedelta(hours=each) for each in (-1, 0, 2, 30)]

    assert unchanged.span(NOW, zone, []).until == (NOW + dt.timedelta(hours=5)).timestamp()
    assert unchanged.span(NOW, zone, hours).until == hours[2].timestamp()


def test_another_version_of_the_code_begins_anew(project, monkeypatch):
    made(project)
    monkeypatch.setattr(unchanged, "ground", lambda: "00" * 32)

    assert unchanged.last(asked(project)) is None


def test_an_environment_that_settings_read_counts(project, monkeypatch):
    (project / "mkdocs.yml").write_text("site_name: !ENV NAME\n")
    os.utime(project / "mkdocs.yml", (OLD, OLD))
    monkeypatch.setenv("NAME", "Brume")
    made(project)
    assert unchanged.last(asked(project)) is not None

    monkeypatch.setenv("NAME", "Fog")
    assert unchanged.last(asked(project)) is None


@pytest.mark.parametrize(
    "line",
    [
        "INHERIT: ../base.yml",
        "hooks:\n  - hook.py",
        "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: parts",
    ],
)
def test_settings_that_bring_in_other_files_are_always_read(project, line):
    (project / "mkdocs.yml").write_text(f"site_name: Brume\n{line}\n")
    made(project)

    assert unchanged.last(asked(project)) is None


def test_a_cache_of_another_name_is_found(project):
    (project / "mkdocs.yml").write_text("plugins:\n  - quangba:\n      cache_dir: 'kept' # here\n")
    made(project, cache="kept")

    assert unchanged.last(asked(project)) is not None


def test_what_has_just_changed_may_change_again(project, monkeypatch):
    """Within one tick of the clock a file can get other bytes and keep its time."""
    (project / "docs/a.md").write_text("C")
    within = (project / "docs/a.md").stat().st_ctime_ns + TICK // 2
    monkeypatch.setattr(listing.time, "time_ns", lambda: within)
    made(project)

    assert unchanged.last(asked(project)) is None


def test_links_in_the_sources_are_followed_once(project):
    (project / "aside").mkdir()
    (project / "aside/c.md").write_text("C")
    (project / "docs/aside").symlink_to(project / "aside")
    (project / "aside/round").symlink_to(project / "aside")
    (project / "docs/nowhere.md").symlink_to(project / "nothing")
    before = look([str(project / "docs")])
    (project / "aside/c.md").write_text("longer")

    assert look([str(project / "docs")]).plain != before.plain


def test_the_ground_knows_the_code_and_the_libraries(tmp_path, monkeypatch):
    def seen(**options):
        ground.installed.cache_clear()  # as another process would see it
        return ground.ground(**options)

    before = seen()
    (tmp_path / "brume-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    libraries = seen()
    (tmp_path / "brume-1.0.dist-info").rename(tmp_path / "brume-1.1.dist-info")

    assert len({before, libraries, seen(), seen(drafts=True)}) == 4


# -- the command -----------------------------------------------------------------------------
def test_every_option_of_the_command_is_known_without_click():
    """What `repeated` does not know goes to click; what it knows means the same there."""
    names = {name: option.name for option in build.params for name in option.opts}

    assert names == {**repeated.FLAGS, **repeated.VALUES}


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["build"], Asked.of("mkdocs.yml")),
        (["build", "--strict", "-d", "there"], Asked.of("mkdocs.yml", "there", strict=True)),
        (["build", "--config=a.yml", "--precompress"], Asked.of("a.yml", compressed=True)),
        (["build", "--drafts", "--site-dir", "b"], Asked.of("mkdocs.yml", "b", drafts=True)),
        (["build", "--help"], None),
        (["build", "-d"], None),
        (["build", "-d", "--strict"], None),
        (["build", "--strict=1"], None),
        (["build", "-dthere"], None),
        (["build", "there"], None),
        (["check"], None),
        ([], None),
    ],
)
def test_arguments_are_read_as_click_reads_them(arguments, wanted):
    assert repeated.asked_of(arguments) == wanted


def test_the_last_report_is_told_again(project, capsys, monkeypatch):
    made(project)
    monkeypatch.chdir(project)

    assert repeated.told(["build"], "en")
    said = capsys.readouterr()
    assert "1 pages, 1 files" in said.out
    assert "there was nothing to do" in said.out
    assert "docs/a.md:3: note: It is 1/1. [event-calendars]" in said.err
    assert not repeated.told(["build", "--strict"], "en")
    assert Path("site/index.html").is_file()
