"""`quangba publish …` as people use it."""

from __future__ import annotations

import io
import sys

import pytest

from quangba import settings
from quangba.build import driver, record
from quangba.cli import main
from quangba.errors import BuildError
from quangba.messages import msg
from quangba.publish import release
from tests.publish.sites import built, seen
from tests.small_sites import MKDOCS_YML, write

OPTIONS = "quangba: {publish: {web: {kind: folder, path: ../www, keep: 2}}}"
CONFIG = {"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", OPTIONS)}


@pytest.fixture
def project(tmp_path):
    return write(tmp_path / "project", CONFIG)


@pytest.fixture
def www(tmp_path):
    return tmp_path / "www"


@pytest.fixture
def quangba(project, capsys, monkeypatch):
    """Run a command in the project: its exit code, and what it says on both streams."""
    monkeypatch.chdir(project)

    def command(*arguments):
        code = 0
        try:
            main(["--ui-lang", "en", *arguments])
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def make(project, more=None):
    """A site as a strict build leaves it."""
    made = built(project / "site", more)
    site = settings.read(project / "mkdocs.yml")
    record.write(site, site.site_dir, strict=True, drafts=False, sources=record.sources(site))
    return made


def test_there_and_back(project, www, quangba):
    first = make(project)
    code, out, _ = quangba("publish", "web")
    assert code == 0
    assert "6 files new, 0 changed, 0 gone" in out
    assert f"Published: {first.name}." in out
    assert seen(www) == first.files

    code, out, _ = quangba("publish", "web")
    assert (code, out.splitlines()[-1][:32]) == (0, "Readers see this release already")

    second = make(project, {"index.html": "new", "404.html": None})
    assert quangba("publish", "web")[0] == 0
    code, out, _ = quangba("publish", "list", "web")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["Release", second.name, first.name]
    assert "seen by readers" in out.splitlines()[1]

    code, out, _ = quangba("publish", "rollback", "web")
    assert (code, out.splitlines()[-1]) == (0, f"Readers see {first.name} again.")
    assert seen(www) == first.files
    code, _, err = quangba("publish", "rollback", "web")
    assert code == 3
    assert "no release before" in err


def test_a_trial_changes_nothing(project, www, quangba):
    old = make(project, {f"p/{number:02}/index.html": "x" for number in range(30)})
    quangba("publish", "web")
    make(project, {"index.html": "n" * 2000, "p/00/index.html": None, "q/index.html": "new"})
    (project / "site/p/00").rmdir()

    code, out, _ = quangba("publish", "web", "--dry-run")

    assert code == 0
    rows = [line.split() for line in out.splitlines()]
    assert ["+", "q/index.html", "0.0", "KB"] in rows
    assert ["~", "index.html", "2.0", "KB"] in rows
    assert ["-", "p/00/index.html"] in rows
    assert "2.0 KB to send. Nothing was sent" in out
    assert seen(www) == old.files


def test_a_long_list_is_cut_unless_all_of_it_is_wanted(project, quangba):
    make(project, {f"p/{number:02}/index.html": "x" for number in range(30)})

    _, short, _ = quangba("publish", "--dry-run", "web")
    _, whole, _ = quangba("publish", "web", "--dry-run", "--all")

    assert "… and 16 more (--all lists them)" in short
    assert "p/29/index.html" in whole
    assert len(whole.splitlines()) == 1 + 36 + 2


def test_most_files_gone(project, www, quangba, monkeypatch):
    old = make(project, {f"p/{number:02}/index.html": "x" for number in range(30)})
    quangba("publish", "web")
    for file in sorted((project / "site" / "p").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    new = make(project)

    code, _, err = quangba("publish", "web")
    assert code == 3
    assert "30 of the 36 published files would be gone." in err
    assert "--yes" in err
    assert seen(www) == old.files

    class Person(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Person("n\n"))
    assert quangba("publish", "web")[0] == 130
    assert seen(www) == old.files

    assert quangba("publish", "web", "--yes")[0] == 0
    assert seen(www) == new.files


def test_what_nobody_has_built(project, www, quangba):
    built(project / "site")
    code, _, err = quangba("publish", "web")

    assert code == 3
    assert "quangba build --strict" in err
    assert not www.exists()


def test_a_build_with_drafts_that_ends_just_before_the_site_is_read(
    project, www, quangba, monkeypatch
):
    make(project)
    read = release.read

    def after_that_build(folder):
        (folder / "draft.html").write_text("not yet")
        site = settings.read(project / "mkdocs.yml")
        record.write(site, folder, strict=True, drafts=True, sources=record.sources(site))
        return read(folder)

    monkeypatch.setattr(release, "read", after_that_build)
    code, _, err = quangba("publish", "web")

    assert (code, www.exists()) == (3, False)
    assert "has drafts in it" in err


def test_whether_it_arrived(project, www, quangba):
    code, _, err = quangba("publish", "verify", "web")
    assert (code, err) == (3, "Nothing has been published there yet.\n")
    make(project)
    quangba("publish", "web")

    code, out, _ = quangba("publish", "verify", "web")
    assert (code, out) == (0, "5 files compared, 0 differences: web\n")

    file = www / "current" / "fr" / "index.html"
    file.chmod(0o644)
    file.write_text("spoilt")
    code, out, err = quangba("publish", "verify", "web")
    assert code == 1
    assert err.startswith("fr/index.html: This is not the file that was published")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["publish", "elsewhere"], 3, "There is no target “elsewhere” in mkdocs.yml."),
        (["publish", "verfy", "web"], 2, "Got unexpected extra argument"),
        (["publish", "rollback"], 2, "Missing argument 'TARGET'"),
        (["publish", "--dry-run"], 2, "Missing argument 'TARGET'"),
    ],
)
def test_wrong_use(quangba, arguments, code, words):
    ended, _, err = quangba(*arguments)

    assert ended == code
    assert words in err


def test_built_first(project, www, quangba, monkeypatch):
    """What a build itself does is the matter of tests/build; here it makes a folder, or fails."""
    asked = []

    def build(config_file, *, site_dir, strict, **_progress):
        asked.append(strict)
        if len(asked) > 1:
            raise BuildError(msg("The site is as it was."))
        made = make(project)
        return driver.Report(site_dir, 3, len(made.files), 0, 0.0, 0.0, (), (), (), 0)

    monkeypatch.setattr(driver, "build", build)
    assert quangba("publish", "web", "--build")[0] == 0
    before = seen(www)
    assert quangba("publish", "web", "--build", "--with-warnings")[0] == 3
    assert (asked, seen(www)) == ([True, False], before)
