"""`quangba bundle` as people use it: what it says, and its exit codes."""

from __future__ import annotations

import pytest

from quangba.cli import main
from tests.publish.bundle.test_make import BUILT, WORDS
from tests.small_sites import FILES, write


@pytest.fixture
def isle(tmp_path, monkeypatch):
    strings = {
        f"docs/{locale}/strings.yml": str(FILES[f"docs/{locale}/strings.yml"]) + WORDS
        for locale in ("en", "fr")
    }
    built = {f"site/{name}": text for name, text in BUILT.items()}
    monkeypatch.chdir(write(tmp_path, {**strings, **built}))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")  # 22 November 2026
    return tmp_path


def run(*arguments) -> int:
    try:
        main(["--ui-lang", "en", *arguments])
    except SystemExit as left:
        return left.code
    return 0


def test_make_and_verify(isle, capsys):
    assert run("bundle") == 0
    said = capsys.readouterr().out
    assert "content of 2026-11-20: offline" in said
    assert "--as-of" not in said
    assert run("bundle", "verify", "offline") == 0
    verified = capsys.readouterr().out
    assert "Isle of Brume, https://brume.example/: content of 2026-11-20" in verified
    assert "(days since then: 2)" in verified
    assert "Whole: " in verified
    assert said.splitlines()[1].rpartition(" ")[2] in verified  # the same fingerprint


def test_damage_is_named_and_ends_with_1(isle, capsys):
    assert run("bundle", "--to", "copy.zip", "--without-video", "--without-press") == 0
    assert run("bundle", "verify", "copy.zip") == 0
    assert run("bundle") == 0
    (isle / "offline" / "film.mp4").write_bytes(b"other")
    (isle / "offline" / "README.txt").unlink()
    (isle / "offline" / "x.html").touch()
    assert run("bundle", "verify", "offline") == 1
    wrong = capsys.readouterr().err.splitlines()
    assert wrong == ["missing: README.txt", "changed: film.mp4", "not of the copy: x.html"]


def test_an_old_copy_is_told_when_made_and_when_verified(isle, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1805932800")  # 25 March 2027
    assert run("bundle") == 0
    assert "--as-of 2027-03-25" in capsys.readouterr().out
    assert run("bundle", "verify", "offline") == 0
    assert "Make a new one" in capsys.readouterr().out
    assert run("bundle", "--as-of", "2027-03-25") == 0
    assert "content of 2027-03-25" in capsys.readouterr().out


def test_what_cannot_be_is_said_in_words(isle, capsys):
    assert run("bundle", "verify", "nowhere") == 3
    assert run("bundle", "serve", "site") == 3
    assert run("bundle", "--as-of", "yesterday") == 2
    (isle / "site" / "index.html").unlink()
    assert run("bundle") == 3
    assert "Build it first" in capsys.readouterr().err
    assert not (isle / "offline").exists()
