"""The command as people use it: exit codes, languages, and a site whole at any moment."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import brotli
import pytest

from quangba import __version__
from quangba.content.sections import fingerprint
from quangba.looks import signature
from tests.small_sites import THEME, page, write

ROOT = Path(__file__).parent.parent


def _command(*arguments):
    return [sys.executable, "-m", "quangba", *arguments]


def _environment(**more):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more}


def run(folder, *arguments, **environment):
    return subprocess.run(
        _command(*arguments),
        cwd=folder,
        env=_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


def files(folder):
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def strays(root):
    kept = {"lock", ".twin", ".seal", ".turn"}
    folder = root / ".cache" / "build"
    return [item.name for item in folder.iterdir() if not {item.name, item.suffix} & kept]


ABOUT = "What it is about, in one sentence."
HEAD = "title: Brume\ndescription: An island in fog, far from any other.\n"
GOOD = {
    **THEME,
    "docs/en/a.md": page("## One\n", description=ABOUT),
    "docs/en/index.md": f"---\n{HEAD}updated: 2026-01-05\n---\nWelcome.\n",
    "docs/fr/index.md": (
        "---\ntitle: Brume\ndescription: Une île dans la brume, loin des autres.\n"
        f"made_from: {{day: 2026-01-05, sections: {{_head: {fingerprint(HEAD)},"
        f" _intro: {fingerprint('Welcome.')}}}}}\n---\nBienvenue.\n"
    ),
}
"""A site of which nothing at all is to be told."""


@pytest.fixture
def project(tmp_path):
    return write(tmp_path, GOOD)


@pytest.fixture(scope="session")
def _finished(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("built"), GOOD)
    done = run(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def built(_finished, tmp_path):
    """A project with its site, to spoil."""
    return shutil.copytree(_finished, tmp_path / "project")


# -- words and exit codes --------------------------------------------------------------------


def test_a_good_site_is_checked_with_code_0(project):
    done = run(project, "check", "--strict")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 errors, 0 warnings, 0 notes in ")


def test_problems_in_the_content_are_code_1(project):
    (project / "docs/en/a.md").write_text(page("[x](nowhere.md)\n"), encoding="utf-8")
    done = run(project, "check")

    assert done.returncode == 1
    assert (
        "docs/en/a.md:6: error: The link “nowhere.md” leads to a page that does not exist."
        in done.stderr
    )
    assert "Did you mean" not in done.stdout


def test_warnings_are_code_1_only_when_strict(project):
    (project / "docs/en/note.txt").write_text("x", encoding="utf-8")

    assert run(project, "check").returncode == 0
    assert run(project, "check", "--strict").returncode == 1


def test_the_built_site_is_checked_when_asked(built):
    done = run(built, "check", "--site")

    assert done.returncode == 1
    assert "[site-lang]" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--colour"],
        ["serve", "-a", "here"],
        ["serve", "-a", "127.0.0.1:65536"],
        ["--ui-lang"],
    ],
)
def test_wrong_use_is_code_2(project, arguments):
    done = run(project, *arguments)

    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_that_fails_is_code_3(project):
    (project / "assets/theme/main.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
    done = run(project, "build")

    assert done.returncode == 3
    assert "could not be built" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_settings_are_code_1(tmp_path):
    done = run(tmp_path, "build")

    assert done.returncode == 1
    assert "There is no file mkdocs.yml" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--ui-lang", "vi", "check"],
        ["check", "--ui-lang", "vi"],
        ["check", "--ui-lang=vi", "-f", "mkdocs.yml"],
    ],
)
def test_vietnamese_asked_for_anywhere(project, arguments):
    assert "0 lỗi, 0 cảnh báo, 0 lưu ý" in run(project, *arguments, LANG="en_US.UTF-8").stdout


def test_vietnamese_by_the_language_of_the_system(project):
    (project / "docs/en/a.md").write_text("", encoding="utf-8")
    done = run(project, "check", LANG="vi_VN.UTF-8")

    assert "docs/en/a.md: lỗi: Tệp không có gì. [file-empty]" in done.stderr


def test_help_is_in_the_language_asked_for(tmp_path):
    english, vietnamese = (
        run(tmp_path, "build", "--help"),
        run(tmp_path, "build", "-h", "--ui-lang=vi"),
    )

    assert "If it fails, site/ stays as it was." in english.stdout
    assert "site/ vẫn như cũ." in vietnamese.stdout
    assert "(bản nháp)" in vietnamese.stdout


def test_the_version(tmp_path):
    assert run(tmp_path, "--version").stdout.split()[-1] == __version__


# -- building --------------------------------------------------------------------------------


PICTURES = "PIL av fontTools pillow_heif segno uniseg webvtt pebble"
FILES = "boto3 icalendar lxml opencc polib pypdf asyncio"
OTHERS = "multiprocessing concurrent.futures subprocess ssl http.client urllib.request webbrowser"
LATE = "quangba.checks.chinese quangba.checks.built quangba.media.render quangba.media.cards.draw"
PAGES = f"{PICTURES} {FILES} jinja2 mkdocs quangba.checks quangba.view"
SITE = (
    f"{PAGES} {OTHERS} babel pydantic yaml"
    " quangba.content quangba.media quangba.settings quangba.site"
)


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("quangba.cli", f"{SITE} click rich"),
        ("quangba.cli.repeated", f"{SITE} click rich shutil tempfile"),
        ("quangba.cli.commands", f"{SITE} rich"),
        ("quangba.site", f"{PAGES} {OTHERS}"),
        ("quangba.build.driver", f"{PICTURES} {FILES} {OTHERS} {LATE} rich quangba.publish"),
    ],
)
def test_nothing_waits_for_what_it_does_not_need(module, heavy):
    """A word of help reads no site, a build of nothing no settings, one page no pictures."""
    code = f"import sys, {module}; print(sorted(set({heavy.split()}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("module", "most"),
    [
        ("quangba.cli.repeated", 120),
        ("quangba.cli.commands", 165),
        ("quangba.site", 350),
        ("quangba.build.driver", 665),
    ],
)
def test_a_start_loads_no_more_modules(module, most):
    """Half a millisecond each: before more are loaded by every build, look for what can be late."""
    code = f"import sys, {module}; print(len(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) <= most


def test_a_start_builds_no_model_that_it_may_not_need():
    """What validates is built when something is validated; of most kinds nothing is."""
    code = (
        "import quangba.build.driver, quangba.validation as v\n"
        "todo, found = [v.Model], []\n"
        "while todo:\n"
        "    todo += (each := todo.pop()).__subclasses__()\n"
        "    found += [each.__name__] if each.__pydantic_complete__ else []\n"
        "print(sorted(found))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


def test_a_build_is_quiet_where_nobody_looks(built):
    done = run(built, "build")

    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert done.stdout.count("\n") == 2
    assert strays(built) == []
    assert {
        "index.html",
        "a/index.html",
        "fr/index.html",
        "fr/a/index.html",
        "404.html",
        "fr/404.html",
        "sitemap.xml",
    } <= set(files(built / "site"))


def test_a_build_with_nothing_to_do_says_so(built):
    """Of what is built from sources that were settled when it began; no midnight comes between."""
    moment = {"SOURCE_DATE_EPOCH": "1780000000"}
    assert run(built, "build", **moment).returncode == 0
    before = _states(built / "site")
    done = run(built, "build", **moment)

    assert "Nothing has changed since the last build" in done.stdout
    assert _states(built / "site") == before


def _states(folder):
    """What changes with a file or folder; a folder that is looked into gets another st_atime."""
    return {path: signature(path.stat()) for path in folder.rglob("*")}


def test_two_builds_are_the_same_bytes(built):
    before = files(built / "site")

    assert run(built, "build", PYTHONHASHSEED="7", TZ="Asia/Tokyo").returncode == 0
    assert files(built / "site") == before


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("docs/en/a.md", "", 1),
        ("docs/fr/index.md", "---\ntitle: Brume: île\n---\n", 1),
        ("assets/theme/main.html", "{{ 1 / 0 }}", 3),
        ("assets/theme/404.html", "{% if %}", 3),
    ],
)
def test_a_failed_build_leaves_the_old_site(built, name, content, code):
    before = files(built / "site")
    (built / name).write_text(content, encoding="utf-8")

    assert run(built, "build").returncode == code
    assert files(built / "site") == before
    assert strays(built) == []


def test_a_build_into_another_folder(built):
    before = files(built / "site")

    assert run(built, "build", "-d", "out/there").returncode == 0
    assert files(built / "out" / "there") == before == files(built / "site")


def test_a_build_with_compressed_copies(built):
    before = files(built / "site")

    assert run(built, "build", "--precompress").returncode == 0
    found = files(built / "site")
    copies = {name: data for name, data in found.items() if name.endswith((".br", ".gz"))}
    assert {name: found[name] for name in found.keys() - copies.keys()} == before
    assert copies
    for name, data in copies.items():
        unpack = gzip.decompress if name.endswith(".gz") else brotli.decompress
        assert unpack(data) == before[name[:-3]]

    assert run(built, "build").returncode == 0
    assert files(built / "site") == before


def test_what_hosting_reads_is_published_where_it_is_wanted(built):
    files_of = {"cloudflare": "_headers", "apache": ".htaccess"}
    assert not [name for name in files_of.values() if (built / "site" / name).exists()]
    settings = built / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    options = "{headers_file: cloudflare, htaccess: true}"
    settings.write_text(text.replace("quangba: {}", f"quangba: {{security: {options}}}"), "utf-8")
    assert run(built, "build").returncode == 0

    for kind, name in files_of.items():
        written = (built / "site" / name).read_text(encoding="utf-8")
        assert run(built, "headers", kind).stdout == written
    assert run(built, "headers", "apache", "-o", "out/here").returncode == 0
    assert (built / "out/here").read_text(encoding="utf-8") == written


def test_settings_of_a_server_name_the_folder(built):
    for kind in ("nginx", "caddy"):
        assert "/srv/www/brume.example/current" in run(built, "headers", kind).stdout
        assert "/var/www/isle" in run(built, "headers", kind, "--root", "/var/www/isle").stdout


def _gone(folder):
    """Whether all processes that work in a folder end soon. Only Linux lets us look."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        working = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                working += [process.name] * ((process / "cwd").readlink() == folder)
        if not working:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_build_leaves_a_whole_site_and_nothing_in_the_way(built):
    old = files(built / "site")
    (built / "docs/en/a.md").write_text(page("## Changed\n", description=ABOUT), encoding="utf-8")
    started = time.perf_counter()
    assert run(built, "build", "-d", "other").returncode == 0
    whole = time.perf_counter() - started
    new = files(built / "other")
    assert new != old

    for part in (0.3, 0.6, 0.8, 0.95):
        with subprocess.Popen(
            _command("build"),
            cwd=built,
            env=_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(part * whole)  # the moment is what is tried here, not waited for
            process.send_signal(signal.SIGKILL)
        assert files(built / "site") in (old, new), f"half a site after {part:.0%} of a build"
        assert _gone(built), "workers outlived the build"

    done = run(built, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(built / "site") == new
    assert strays(built) == []


HELD = """\
import time
from quangba.build import driver, rendering, tree
from quangba.cli import main

def held(*_, **__):
    open("held", "w").close()
    WAIT

MOMENT = held
if __name__ == "__main__":
    main(["build"])
"""
"""A build that comes to a moment and no further."""

SLEEP = "time.sleep(600)"
MOMENTS = {
    "early": ("driver._examined", SLEEP),
    "amid pages": ("rendering.Renderer.page", SLEEP),
    "late": ("tree.Tree.commit", SLEEP),
    # such as makes a dataclass of a module that is just imported
    "in an exec": ("driver._examined", f"exec({SLEEP!r})"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
@pytest.mark.parametrize("name", MOMENTS)
def test_a_build_told_to_stop_clears_up(built, name):
    before = files(built / "site")
    moment, wait = MOMENTS[name]
    (built / "docs/en/a.md").write_text(page("## Changed\n", description=ABOUT), encoding="utf-8")
    (built / "held.py").write_text(HELD.replace("MOMENT", moment).replace("WAIT", wait))
    with subprocess.Popen(
        [sys.executable, "held.py"],
        cwd=built,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        while not (built / "held").exists() and process.poll() is None:
            time.sleep(0.01)
        standing = strays(built)
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=300)[1].decode()

    # A shell sees 130 for both: Python ends by the signal itself where that came during an `exec`.
    assert process.returncode in (130, -signal.SIGINT), said
    assert "Interrupted; no file is half written, and site/ is as it was." in said
    assert files(built / "site") == before
    assert standing
    assert strays(built) == []


def test_a_worker_that_dies_fails_the_build(built):
    """As when the system runs out of memory."""
    before = files(built / "site")
    (built / "docs/en/index.md").write_text(page("Other words."), encoding="utf-8")
    (built / "dying.py").write_text(
        "import os, signal\n"
        "from quangba.build import engine\n"
        "from quangba.build.rendering import Renderer\n"
        "from quangba.cli import main\n\n"
        "def die(*_):\n    os.kill(os.getpid(), getattr(signal, 'SIGKILL', signal.SIGTERM))\n\n"
        "engine.FEW = 0\n"
        "Renderer.page = die\n"
        "if __name__ == '__main__':\n    main(['build'])\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "dying.py"], cwd=built, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip

    assert done.returncode == 3, done.stderr
    assert "A worker process died" in done.stderr
    assert files(built / "site") == before
    assert strays(built) == []


def test_the_plain_mkdocs_command_gives_the_same_bytes(built):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", "plain"],
        cwd=built,
        env=_environment(NO_MKDOCS_2_WARNING="1"),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    ours, theirs = files(built / "site"), files(built / "plain")
    assert json.dumps(sorted(ours)) == json.dumps(sorted(theirs))
    assert ours == theirs
