"""Commands side by side, measured: time, processor time, memory of all their processes at once."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processors, the most bytes of resident memory."""

    wall: float
    cpu: float
    peak: int


def run_all(commands: Sequence[Sequence[str]], processors: int) -> Cost:
    """Run commands at the same time on so many processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    allowed = _allowed(processors)
    started = time.perf_counter()
    processes = [
        subprocess.Popen(command, preexec_fn=allowed, stdout=subprocess.DEVNULL)  # noqa: PLW1509
        for command in commands
    ]
    watch = _Watch([process.pid for process in processes])
    codes = [process.wait() for process in processes]
    wall = time.perf_counter() - started
    peak = watch.stop()
    if any(codes):
        raise SystemExit(f"{commands[0]} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(wall, cpu, peak)


def _allowed(processors: int) -> Callable[[], None] | None:
    if not hasattr(os, "sched_setaffinity"):
        return None
    chosen = sorted(os.sched_getaffinity(0))[-processors:]
    return lambda: os.sched_setaffinity(0, chosen)


class _Watch:
    """Looks at the memory of process trees every 20 ms; 0 where there is no /proc."""

    def __init__(self, roots: Sequence[int]) -> None:
        self._roots = roots
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._done.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        page = resource.getpagesize()
        while not self._done.wait(0.02):
            now = sum(_resident(pid) for root in self._roots for pid in tree(root)) * page
            self._peak = max(self._peak, now)


def tree(root: int) -> Iterator[int]:
    """A process and all below it; the process alone where there is no /proc."""
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
