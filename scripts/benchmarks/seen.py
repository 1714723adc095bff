"""When a browser shows what has been edited, and what that costs the program that shows it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from bench.measured import tree
from benchmarks.previews import Edit
from benchmarks.run import RunError, environment

QUIET = 0.3
"""Seconds without work after which a program has done all that an edit means to it."""

_LOOK = """(() => {
  const size = 8;
  const photo = () => {
    const img = document.querySelector("main img");
    if (!img || !img.complete || !img.naturalWidth) return null;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    const pen = canvas.getContext("2d");
    pen.drawImage(img, 0, 0, size, size);
    return [...pen.getImageData(0, 0, size, size).data];
  };
  const differs = (one, other) =>
    one.reduce((sum, value, at) => sum + Math.abs(value - other[at]), 0) > 8 * one.length;
  const shows = (wanted) => {
    if (wanted.shows) {
      return document.body.innerHTML.includes(wanted.shows)
        || getComputedStyle(document.documentElement)
          .getPropertyValue("--edited").includes(wanted.shows);
    }
    const now = photo();
    return now !== null && differs(now, wanted.photo);
  };
  window.benchPhoto = photo;
  const look = () => {
    try {
      const wanted = JSON.parse(sessionStorage.getItem("wanted"));
      if (wanted && !sessionStorage.getItem("shown") && document.body && shows(wanted)) {
        sessionStorage.setItem("shown", String(performance.timeOrigin + performance.now()));
      }
    } catch { /* there is no page yet */ }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();"""
"""Runs in every page that the tab loads: looks at each frame, and notes when it has the edit.

What is wanted and when it came are kept by the tab, so that a reload loses nothing.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """When an edit was in the page, and what it cost.

    seconds: from saving to the first frame that has it; cpu: processor time, with that of children,
    until all is quiet again.
    """

    seconds: float
    cpu: float


class Program:
    """A preview that runs in a folder. Raises RunError where it ends, or takes too long."""

    def __init__(self, command: Sequence[str], root: Path, url: str, limit: float) -> None:
        """limit: seconds that anything may take."""
        self._limit = limit
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        started = time.perf_counter()
        self._process = subprocess.Popen(
            command, cwd=root, env=environment(), stdin=subprocess.DEVNULL,
            stdout=self._said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self._wait_for(url)
        self.start = Shown(time.perf_counter() - started, self.cpu)

    def end(self) -> None:
        """Stop it as Ctrl+C does; what does not listen is killed."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(20)
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._said.close()

    @property
    def cpu(self) -> float:
        """Seconds of processors so far, with those of children that have ended."""
        ticks = 0
        for pid in tree(self._process.pid):
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """Bytes in memory, of the process that serves."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(
            int(line.split()[1]) * 1024
            for line in status.splitlines() if line.startswith("VmRSS:")
        )  # fmt: skip

    def quiet(self) -> float:
        """Wait until nothing is done any more; the processor time so far."""
        end = time.monotonic() + self._limit
        before, since = self.cpu, time.monotonic()
        while time.monotonic() - since < QUIET and time.monotonic() < end:
            time.sleep(0.05)
            if (now := self.cpu) - before > 0.02:  # some look at all files again and again
                before, since = now, time.monotonic()
        return self.cpu

    def fail(self, reason: str) -> RunError:
        """What is to be raised, with its last words."""
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").splitlines()
        return RunError(f"{reason}: {' / '.join(each for each in lines[-3:] if each.strip())}")

    def _wait_for(self, url: str) -> None:
        end = time.monotonic() + self._limit
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise self.fail("it ended")
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(url, timeout=5),  # noqa: S310 - http, and ours
            ):
                return
            time.sleep(0.02)
        self.end()
        raise RunError(f"no page after {self._limit:.0f} s")


class Tab:
    """A page in a browser, as its reader sees it."""

    def __init__(self, page: Page, program: Program, limit: float) -> None:
        self._page = page
        self._program = program
        self._limit = limit
        page.add_init_script(_LOOK)

    def open(self, url: str) -> None:
        """Go to a page."""
        self._page.goto(url, wait_until="load")

    def see(self, edit: Edit) -> Shown:
        """Do an edit, and wait for it."""
        before = self._program.quiet()
        while not edit.shows and self._ask("() => benchPhoto()") is None:
            time.sleep(0.05)
        self._ask(
            "shows => { sessionStorage.removeItem('shown'); sessionStorage.setItem('wanted',"
            " JSON.stringify({shows, photo: benchPhoto()})); }",
            edit.shows,
        )
        saved = time.time()
        edit.write()
        end = time.monotonic() + self._limit
        while time.monotonic() < end:
            if shown := self._ask("() => sessionStorage.getItem('shown')"):
                seconds = float(str(shown)) / 1000 - saved
                return Shown(seconds, self._program.quiet() - before)
            time.sleep(0.05)
        raise self._program.fail(f"not shown after {self._limit:.0f} s")

    def _ask(self, script: str, *given: object) -> object:
        """Evaluate in the page, whichever it is by then."""
        while True:
            with contextlib.suppress(BrowserError):  # it is being loaded anew
                found: object = self._page.evaluate(script, *given)
                return found
            time.sleep(0.02)


@contextlib.contextmanager
def tab(browser: Browser, program: Program, limit: float) -> Iterator[Tab]:
    """A tab of its own."""
    context = browser.new_context()
    try:
        yield Tab(context.new_page(), program, limit)
    finally:
        context.close()


def free_port() -> int:
    """One that nobody uses."""
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        port: int = waiting.getsockname()[1]
        return port


def chromium() -> str | None:
    """The browser that tests use; None for Playwright's own."""
    return os.environ.get("QUANGBA_BROWSER") or shutil.which("chromium")
