"""Find a Chromium for the browser tests, or get one."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from environment import Environment
from installer import admin_command, is_root
from speech import Stop, say, words

VARIABLE = "QUANGBA_BROWSER"
_ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
_ON_MACOS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_ON_WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
# With letters for the Chinese pages, and Arial's twin, which the stylesheet lets stand in for late
# web fonts: without it a test would see another stand-in than readers do.
_DEBIAN = "apt-get install -y --no-install-recommends chromium fonts-noto-cjk fonts-liberation"
_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)
_DOWNLOAD_LIMIT = 900  # seconds for some 170 MB


def installed(
    platform: str = sys.platform,
    environ: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
) -> Iterator[Path]:
    """Name the places where an installed Chromium, Chrome or Edge may be, the likeliest first."""
    for name in _ON_PATH:
        found = which(name)
        if found:
            yield Path(found)
    if platform == "darwin":
        for folder in (Path("/Applications"), Path(environ.get("HOME", "/")) / "Applications"):
            yield from (folder / program for program in _ON_MACOS)
    if platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
            if environ.get(variable):
                yield from (Path(environ[variable]) / program for program in _ON_WINDOWS)


def starts(program: Path) -> bool:
    """Tell whether the program starts (a stub, or one that lacks a library, does not)."""
    if not program.is_file():
        return False
    if sys.platform == "win32":
        return True  # `--version` would open a window there
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def find(environment: Environment) -> Path:
    """Return a browser that starts: the named one, an installed one, or one fetched now."""
    named = os.environ.get(VARIABLE)
    if named:
        if starts(Path(named)):
            return Path(named)
        raise Stop(
            words(
                f"{VARIABLE} chỉ tới {named}, nhưng trình duyệt đó không chạy được.",
                f"{VARIABLE} names {named}, but that browser does not start.",
            )
        )
    # Lazily: nothing is downloaded while something installed starts.
    everywhere = itertools.chain(installed(), _of_playwright(environment), _of_debian())
    for program in everywhere:
        if starts(program):
            return program
    raise Stop(no_browser())


def no_browser(platform: str = sys.platform) -> str:
    """Return what to say when there is no browser and none could be fetched."""
    mend = {
        "darwin": "brew install --cask chromium",
        "win32": "winget install Google.Chrome",
    }.get(platform) or admin_command("apt-get install chromium")
    return words(
        f"Không có Chromium, Chrome hay Edge để chạy thử. Cài bằng: {mend}\n"
        f"Hoặc đặt {VARIABLE} là đường dẫn tới trình duyệt đã có.",
        f"There is no Chromium, Chrome or Edge for the browser tests. Get one with: {mend}\n"
        f"Or set {VARIABLE} to the path of one you have.",
    )


def _of_playwright(environment: Environment) -> Iterator[Path]:
    """Yield Playwright's own Chromium: the one it has, then the one it can download."""
    python, variables = str(environment.python), environment.variables()
    asked = subprocess.run(
        [python, "-c", _ASK_PLAYWRIGHT],
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if asked.returncode:
        return
    program = Path(asked.stdout.strip())
    yield program
    say(words("Đang tải Chromium của Playwright …", "Downloading Playwright's Chromium …"))
    try:
        subprocess.run(
            [python, "-m", "playwright", "install", "chromium"],
            env=variables | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"},
            timeout=_DOWNLOAD_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return
    yield program


def _of_debian() -> Iterator[Path]:
    """Yield Debian's package, with the fonts that tests look at, where we may install it."""
    if not (is_root() and shutil.which("apt-get")):
        return
    say(words("Đang cài gói chromium của hệ thống …", "Installing the system's chromium package …"))
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update -qq", _DEBIAN):
        subprocess.run(command.split(), env=variables, stdout=subprocess.DEVNULL, check=False)
    yield from installed()
