"""One command, measured: wall time, processor time, memory of its largest process."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.measured import Cost, tree

_QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "ASTRO_TELEMETRY_DISABLED": "1",
    "NO_COLOR": "1",
    "CI": "1",
    "PYTHONUTF8": "1",
}


_SLOW = {"PYTHONDONTWRITEBYTECODE"}
"""Has every Python compile its modules at each start, which nobody's build does by itself."""


class RunError(Exception):
    """A command that did not end well; its last words."""


def measured(command: Sequence[str], folder: Path, limit: float) -> Cost:
    """Run a command in a folder, for so many seconds at most; its peak is its largest process'.

    Raises RunError.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        timer = threading.Timer(limit, _stop(process.pid))
        watch = _Watch(process.pid)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
        peak = watch.stop() or used.ru_maxrss * 1024
        if process.returncode:
            said.seek(0)
            raise RunError(_last_words(said.read(), process.returncode))
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


def _environment() -> dict[str, str]:
    return {each: value for each, value in os.environ.items() if each not in _SLOW} | _QUIET


def _stop(group: int) -> Callable[[], None]:
    """Ends the command and all that it has started: they are one group of their own."""
    return lambda: os.killpg(group, signal.SIGKILL)


def _last_words(said: bytes, code: int) -> str:
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    return f"exit code {code}: {' / '.join(lines[-3:])}"[:400]


class _Watch:
    """Looks at the processes of a tree every 50 ms; 0 where there is no /proc.

    The kernel keeps each one's highest memory, so that only what a process takes within its last
    50 ms can be missed.
    """

    def __init__(self, root: int) -> None:
        self._root = root
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """End, and tell the most bytes that one process had."""
        self._done.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._done.wait(0.05):
            self._peak = max(self._peak, *map(_highest, tree(self._root)), 0)


def _highest(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
