"""What disks, clocks and people do to a build: the site stays whole, and nothing is lost."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from quangba import settings
from quangba.build import check_built, driver, record, swap
from quangba.errors import BusyError
from tests.small_sites import FILES, THEME, page, write

ROOT = Path(__file__).parents[2]
OLD = {"index.html": "old", "fr/index.html": "vieux", "gone.html": "old"}


@pytest.fixture
def project(tmp_path):
    project = settings.read(write(tmp_path / "project", {}) / "mkdocs.yml")
    write_site(project.site_dir, OLD)
    return project


@pytest.fixture
def quick(monkeypatch):
    """A tree that is made at once, of the text of the source page."""

    def make(run, *_):
        text = (run.loaded.settings.docs_dir / "en" / "index.md").read_text(encoding="utf-8")
        run.tree.begin(clean=True)
        for path, times in (("index.html", 50), ("404.html", 1), ("fr/index.html", 60)):
            run.tree.write(path, text.encode() * times)

    monkeypatch.setattr(driver.Run, "make", make)
    monkeypatch.setattr(driver.Run, "finish", lambda run: run.tree.commit("quick"))


def write_site(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def shown(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def strays(project):
    return left_in(project.cache_dir / "build")


def left_in(folder):
    """What is there beside the site's twin, its seal and the lock."""
    kept = {"lock", ".twin", ".seal", ".turn"}
    return [each.name for each in folder.iterdir() if not {each.name, each.suffix} & kept]


# -- the disk --------------------------------------------------------------------------------
class Injected:
    """Everything that makes or moves a file fails from its n-th time on, where it is told to."""

    def __init__(self, monkeypatch, failure, where=lambda _: True):
        self.failure, self.where, self.left = failure, where, -1
        for home, name in (
            (Path, "mkdir"), (Path, "rename"), (Path, "replace"), (Path, "chmod"),
            (os, "mkdir"), (os, "rename"), (os, "link"), (tempfile, "mkstemp"), (swap, "exchange"),
        ):  # fmt: skip
            monkeypatch.setattr(home, name, self._failing(getattr(home, name)))

    def _failing(self, real):
        def call(*arguments, **more):
            named = [*arguments, more.get("dir", "")]
            if self.left >= 0 and any(map(self.where, map(str, named))):
                if self.left == 0:
                    if real.__name__ == "exchange":
                        return False  # as it says that it cannot
                    raise self.failure
                self.left -= 1
            return real(*arguments, **more)

        return call


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_whatever_fails_first_the_site_is_the_old_or_the_new(project, quick, monkeypatch, failure):
    """Before each step that changes the disk; a disk once full stays so."""
    driver.build(project.config_file, site_dir=project.root / "first", compressed=True)
    old, new = shown(project.site_dir), shown(project.root / "first")
    sources = shown(project.docs_dir)
    at, injected = 0, Injected(monkeypatch, failure)
    while True:
        injected.left = at
        ended = False
        with contextlib.suppress(type(failure)):
            driver.build(project.config_file, compressed=True)
            ended = True
        made_it = injected.left > 0
        injected.left = -1
        assert shown(project.site_dir) in ((new,) if ended else (old, new)), at
        assert shown(project.docs_dir) == sources
        if made_it:
            break
        driver.build(project.config_file, site_dir=project.root / "second", compressed=True)
        assert shown(project.root / "second") == new
        assert strays(project) == []
        shutil.rmtree(project.site_dir)
        shutil.copytree(project.root / "first", project.site_dir)
        shutil.rmtree(project.site_dir)
        write_site(project.site_dir, OLD)
        at += 1
    assert at > 10


def test_a_folder_that_cannot_be_changed(project, quick, monkeypatch):
    """The site's parent is read-only: the old site stays, the work is cleared away."""
    before = shown(project.site_dir)
    refused = PermissionError(errno.EACCES, "Permission denied", str(project.site_dir))
    Injected(monkeypatch, refused, lambda name: name == str(project.site_dir)).left = 0

    with pytest.raises(PermissionError, match="site"):
        driver.build(project.config_file)
    assert shown(project.site_dir) == before
    assert strays(project) == []


def test_a_cache_that_cannot_be_written(project, quick, monkeypatch):
    """Nothing is begun without the lock in it; the error names the folder."""
    before = shown(project.site_dir)
    refused = OSError(errno.EROFS, "Read-only file system", str(project.cache_dir))
    inside = Injected(monkeypatch, refused, lambda name: name.startswith(str(project.cache_dir)))
    inside.left = 0

    with pytest.raises(OSError, match=r"Read-only file system: .*\.cache"):
        driver.build(project.config_file)
    assert shown(project.site_dir) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of that kind")
def test_a_disk_that_is_full_while_pages_are_written(tmp_path):
    """The limit of what a file may have stands for it; workers inherit it."""
    root = write(
        tmp_path, {**THEME, "docs/en/index.md": FILES["docs/en/index.md"] + "Fog. " * 9000}
    )
    write_site(root / "site", OLD)
    before, sources = shown(root / "site"), shown(root / "docs")
    limited = (
        "import resource, sys\n"
        "if __name__ == '__main__':\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
        "    from quangba.cli import main\n"
        "    main(['build'])\n"
    )
    (tmp_path / "limited.py").write_text(limited, encoding="utf-8")
    done = _python(root, tmp_path / "limited.py")

    assert done.returncode == 3, done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert (shown(root / "site"), shown(root / "docs")) == (before, sources)
    assert left_in(root / ".cache/build") == []


def _python(root, script):
    return subprocess.run(
        [sys.executable, "-B", str(script)], cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second file system")
def test_a_site_on_another_file_system(project, quick):
    """It is made there, so that it takes its place in one step, too."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        target = Path(other) / "www"
        write_site(target, OLD)
        driver.build(project.config_file, site_dir=target)

        assert shown(target).keys() == {"index.html", "404.html", "fr/index.html"}
        assert sorted(each.name for each in Path(other).iterdir()) == [".www-build", "www"]
        assert left_in(Path(other) / ".www-build") == []
        assert strays(project) == [] if (project.cache_dir / "build").is_dir() else True


# -- several at once -------------------------------------------------------------------------
def test_two_builds_at_once_end_one_after_the_other(project, quick, monkeypatch):
    one_works, go_on, seen = threading.Event(), threading.Event(), []
    make = driver.Run.make

    def slow(run, *asked):
        folder = project.cache_dir / "build"
        seen.append(sorted(each.name for each in folder.glob("run-*")))
        one_works.set()
        assert go_on.wait(300)
        return make(run, *asked)

    monkeypatch.setattr(driver.Run, "make", slow)
    failed = []

    def build():
        try:
            driver.build(project.config_file)
        except BaseException as failure:  # noqa: BLE001 - told by the test
            failed.append(failure)

    both = [threading.Thread(target=build) for _ in range(2)]
    both[0].start()
    assert one_works.wait(300)
    both[1].start()
    go_on.set()
    for each in both:
        each.join(300)

    assert failed == []
    assert [len(folders) for folders in seen] == [1, 1]
    assert shown(project.site_dir).keys() == {"index.html", "404.html", "fr/index.html"}
    assert strays(project) == []


@pytest.mark.parametrize("times", [1, driver.MOST_RUNS])
def test_a_check_sees_one_site_while_builds_go_on(project, quick, monkeypatch, times):
    """What was read half before a build ended and half after is of no site: it is read again."""
    check, seen = check_built.check, []

    def while_a_build_ends(loaded, home, named=None):
        found = check(loaded, home, named)
        seen.append(found.pages)
        if len(seen) <= times:
            driver.build(project.config_file)
        return found

    monkeypatch.setattr(check_built, "check", while_a_build_ends)
    loaded, _ = driver.examine(project.config_file)
    if times == driver.MOST_RUNS:
        with pytest.raises(BusyError, match="site changes while it is being checked"):
            driver.examine_site(loaded, project.site_dir)
        return
    driver.examine_site(loaded, project.site_dir)
    assert len(seen) == 2


# -- clocks ----------------------------------------------------------------------------------
def test_a_change_is_noticed_whatever_its_date(project):
    """By a clock that was set back, what is newer may look older."""
    source = project.docs_dir / "en" / "index.md"
    states = set()
    for day in (4_102_444_800, 86_400, 1_780_000_000):
        os.utime(source, (day, day))
        states.add(record.sources(project))
    assert len(states) == 3


@pytest.mark.parametrize("epoch", [0, 4_102_444_800, 221_845_391_999, 253_402_300_799])
def test_a_build_by_a_wrong_clock(tmp_path, quick, monkeypatch, epoch):
    """Files may be newer than now, and today centuries off."""
    text = "plugins:\n  - quangba: {time_zone: Asia/Ho_Chi_Minh}\n"
    config = str(FILES["mkdocs.yml"]).replace("  - quangba: {}\n", text.partition("\n")[2])
    files = {
        "mkdocs.yml": config,
        "docs/en/a.md": page(kind="event", start="2026-02-14"),
    }
    root = write(tmp_path / "project", files)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
    future = time.time() + 10**8
    for file in root.rglob("*"):
        os.utime(file, (future, future))
    driver.build(root / "mkdocs.yml")
    before = shown(root / "site")
    driver.build(root / "mkdocs.yml")
    assert shown(root / "site") == before


# -- told to stop ----------------------------------------------------------------------------
STOPPED = """\
import os, signal
from pathlib import Path
from quangba.build import check_built, driver
from quangba.cli import main
from quangba.outputs.hosting import precompress

def make(run, *_):
    run.tree.begin(clean=True)
    for name in ("", "fr/"):
        for number in range(8):
            run.tree.write(f"{name}{number}.html", b"<p>Fog. " * 4000)
        run.tree.write(f"{name}index.html", b"<p>Fog.")

def then_stop(real):
    def call(*arguments, **more):
        os.kill(os.getpid(), signal.SIGTERM)
        return real(*arguments, **more)
    return call

if __name__ == "__main__":
    driver.Run.make = make
    driver.Run.finish = lambda run: run.tree.commit("quick")
    check_built.WORTH_A_POOL = 1
    PHASE
"""
PHASES = {
    "check": "from concurrent.futures import ProcessPoolExecutor as P;"
    " P.submit = then_stop(P.submit); main(['build', '--strict'])",
    "compression": "precompress._copies = then_stop(precompress._copies);"
    " main(['build', '--precompress'])",
}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
@pytest.mark.parametrize("phase", PHASES)
def test_told_to_stop_late_it_clears_up(project, phase):
    script = project.root / "stopped.py"
    script.write_text(STOPPED.replace("PHASE", PHASES[phase]), encoding="utf-8")
    before = shown(project.site_dir)
    done = _python(project.root, script)

    assert done.returncode == 128 + signal.SIGINT, done.stderr
    assert "Interrupted" in done.stderr
    assert shown(project.site_dir) == before
    assert strays(project) == []
