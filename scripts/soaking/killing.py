"""Run work in a process, strike it at a random moment, look at what it has left; and again."""

from __future__ import annotations

import enum
import os
import random
import signal
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

FAILED = 1
STOPPED = 130
UNTIL = 90.0
"""Seconds in which a run that nobody kills has to end."""


class Way(enum.Enum):
    """How a run is struck: killed outright, a worker of it killed, or told to stop."""

    KILL = "killed"
    WORKER = "lost a worker"
    STOP = "told to stop"


class Subject(Protocol):
    """Something that is made again and again, and that must be whole at every moment.

    A new subject is a module with a function `subject(folder)`, a context that gives one of these.
    """

    ways: Sequence[Way]

    def prepare(self, chance: random.Random) -> None:
        """Choose what the next run is to make."""
        ...

    def run(self) -> None:
        """Make it. Called in a process of its own, which may be killed."""
        ...

    def workers(self, run: int) -> list[int]:
        """The processes that work for a run, by the number of its own; asked for WORKER alone."""
        ...

    def broken(self) -> list[str]:
        """What is not whole of what everybody sees, while a run goes on or after it was killed."""
        ...

    def unfinished(self) -> list[str]:
        """What is missing after a run that has ended by itself."""
        ...

    def strays(self) -> list[str]:
        """What a run that was told to stop, or has failed, has left lying about."""
        ...


@dataclass
class Counts:
    """struck: runs by what was done to them; ended: runs that ended; faults: what was not whole."""

    struck: dict[Way, int] = field(default_factory=dict)
    ended: int = 0
    looks: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was ever broken."""
        return not self.faults

    def add(self, way: Way) -> None:
        """One more run that was struck."""
        self.struck[way] = self.struck.get(way, 0) + 1

    def __str__(self) -> str:
        found = "all whole" if self.whole else f"{len(self.faults)} FAULTS: {self.faults[:5]}"
        struck = ", ".join(f"{count} {way.value}" for way, count in self.struck.items())
        return f"{struck}, {self.ended} ended, looked at {self.looks} times, {found}"


def soak(subject: Subject, times: int, chance: random.Random, counts: Counts) -> None:
    """Strike so many runs; after some of them let one end, which must mend all."""
    usual = 0.0
    while sum(counts.struck.values()) < times and len(counts.faults) < 5:
        if not usual or chance.random() < 0.15:
            subject.prepare(chance)
            took = _to_the_end(subject, counts)
            usual = max(0.02, took if not usual else (usual + took) / 2)
        subject.prepare(chance)
        _struck(subject, usual * chance.random(), counts, chance)
        _look(subject, counts)
    subject.prepare(chance)
    _to_the_end(subject, counts)


def _struck(subject: Subject, after: float, counts: Counts, chance: random.Random) -> None:
    child, way = _start(subject), chance.choice(subject.ways)
    time.sleep(after)
    workers = subject.workers(child) if way is Way.WORKER else []
    if way is Way.WORKER and not workers:
        way = Way.KILL
    _strike(chance.choice(workers) if workers else child, way)
    status = _awaited(child, counts)
    if status is None:
        return
    if os.WIFSIGNALED(status):
        counts.add(way)
        return
    code = os.waitstatus_to_exitcode(status)
    if code:
        counts.add(way)
        counts.faults += subject.strays()
    else:  # it was quicker, or did without that worker
        counts.ended += 1
    if way is Way.STOP and code not in (0, STOPPED):
        counts.faults.append(f"told to stop, it ended with {code}")


def _strike(process: int, way: Way) -> None:
    try:
        os.kill(process, signal.SIGTERM if way is Way.STOP else signal.SIGKILL)
    except ProcessLookupError:  # a worker that has ended meanwhile
        return


def _awaited(child: int, counts: Counts) -> int | None:
    """The status with which a run ends; None, and a fault, for one that hangs."""
    until = time.monotonic() + UNTIL
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    counts.faults.append("a run hangs")
    return None


def _to_the_end(subject: Subject, counts: Counts) -> float:
    """Seconds of a run that ends; what a killed one left may keep others out for a moment."""
    begun = time.monotonic()
    while True:
        started = time.monotonic()
        if _awaited(_start(subject), counts) == 0:
            break
        if time.monotonic() - begun > UNTIL:
            counts.faults.append("a run does not end any more")
            return 0.0
        time.sleep(0.5)
    counts.ended += 1
    took = time.monotonic() - started
    _look(subject, counts)
    counts.faults += subject.unfinished()
    return took


def _look(subject: Subject, counts: Counts) -> None:
    counts.looks += 1
    counts.faults += subject.broken()


def _start(subject: Subject) -> int:
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        subject.run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else FAILED
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it is
        if "SOAK_TRACE" in os.environ:
            traceback.print_exc()
    finally:
        os._exit(code)
