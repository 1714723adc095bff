"""Which browser is taken: the named one, else an installed one, else one that is fetched."""

from pathlib import Path

import pytest

import browser
from environment import Environment
from speech import Stop


def _which(*there):
    return lambda name: f"/bin/{name}" if name in there else None


def test_names_on_the_path_in_order():
    found = browser.installed("linux", {}, _which("msedge", "google-chrome", "chromium"))

    assert list(found) == [Path("/bin/chromium"), Path("/bin/google-chrome"), Path("/bin/msedge")]


def test_macos_looks_in_both_application_folders():
    found = [
        path.as_posix() for path in browser.installed("darwin", {"HOME": "/Users/mai"}, _which())
    ]

    assert found[1] == "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    assert found[5] == "/Users/mai/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"


def test_windows_looks_where_programs_are():
    environ = {"ProgramFiles": "C:/Program Files", "LocalAppData": "C:/Users/Mai/AppData/Local"}
    found = [path.as_posix() for path in browser.installed("win32", environ, _which())]

    assert "C:/Program Files/Google/Chrome/Application/chrome.exe" in found
    assert "C:/Program Files/Microsoft/Edge/Application/msedge.exe" in found
    assert "C:/Users/Mai/AppData/Local/Chromium/Application/chrome.exe" in found


@pytest.fixture
def ways(monkeypatch, tmp_path):
    """The three ways to a browser, each naming one program; `starting` holds those that start."""
    starting = set()
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(browser, "installed", lambda: iter([Path("stub"), Path("installed")]))
    monkeypatch.setattr(browser, "_of_playwright", lambda _: iter([Path("playwright")]))
    monkeypatch.setattr(browser, "_of_debian", lambda: iter([Path("debian")]))
    monkeypatch.setattr(browser, "starts", lambda program: program.name in starting)
    return starting


@pytest.mark.parametrize(
    ("starting", "taken"),
    [
        ({"installed", "playwright", "debian"}, "installed"),
        ({"playwright", "debian"}, "playwright"),
        ({"debian"}, "debian"),
    ],
)
def test_an_installed_one_then_playwrights_then_debians(ways, starting, taken):
    ways.update(starting)

    assert browser.find(Environment()) == Path(taken)


def test_the_named_one_comes_first(ways, monkeypatch):
    ways.update({"installed", "mine"})
    monkeypatch.setenv(browser.VARIABLE, "mine")

    assert browser.find(Environment()) == Path("mine")


def test_a_named_one_that_does_not_start_is_not_passed_over(ways, monkeypatch):
    ways.add("installed")
    monkeypatch.setenv(browser.VARIABLE, "/opt/gone")

    with pytest.raises(
        Stop, match="QUANGBA_BROWSER names /opt/gone, but that browser does not start"
    ):
        browser.find(Environment())


@pytest.mark.parametrize(
    ("platform", "mend"),
    [
        ("linux", "sudo apt-get install chromium"),
        ("darwin", "brew install --cask chromium"),
        ("win32", "winget install Google.Chrome"),
    ],
)
def test_without_any_the_command_that_mends_it(ways, monkeypatch, platform, mend):
    monkeypatch.setattr(browser, "admin_command", lambda command: f"sudo {command}")

    assert browser.no_browser(platform) == (
        f"There is no Chromium, Chrome or Edge for the browser tests. Get one with: {mend}\n"
        "Or set QUANGBA_BROWSER to the path of one you have."
    )
    with pytest.raises(Stop, match="There is no Chromium"):
        browser.find(Environment())


def test_a_folder_or_nothing_does_not_start(tmp_path):
    assert not browser.starts(tmp_path)
    assert not browser.starts(tmp_path / "missing")


@pytest.mark.skipif(browser.sys.platform == "win32", reason="a stub for a POSIX shell")
@pytest.mark.parametrize(("code", "starts"), [(0, True), (127, False)])
def test_a_program_starts_when_it_can_tell_its_version(tmp_path, code, starts):
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)

    assert browser.starts(program) is starts
