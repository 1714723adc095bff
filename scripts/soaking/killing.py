"""Run work in a process, kill it at a random moment, look at what it has left; again and again."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from dataclasses import dataclass, field
from typing import Protocol

FAILED = 1
UNTIL = 90.0
"""Seconds in which a run that nobody kills has to end."""


class Subject(Protocol):
    """Something that is made again and again, and that must be whole at every moment.

    A new subject is a module with a function `subject(folder)`, a context that gives one of these.
    """

    def prepare(self, chance: random.Random) -> None:
        """Choose what the next run is to make."""
        ...

    def run(self) -> None:
        """Make it. Called in a process of its own, which may be killed."""
        ...

    def broken(self) -> list[str]:
        """What is not whole of what everybody sees, while a run goes on or after it was killed."""
        ...

    def unfinished(self) -> list[str]:
        """What is missing after a run that has ended by itself."""
        ...


@dataclass
class Counts:
    """killed: runs that were killed; ended: runs that ended; faults: what was not whole."""

    killed: int = 0
    ended: int = 0
    looks: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was ever broken."""
        return not self.faults

    def __str__(self) -> str:
        found = "all whole" if self.whole else f"{len(self.faults)} FAULTS: {self.faults[:5]}"
        return f"{self.killed} killed, {self.ended} ended, looked at {self.looks} times, {found}"


def soak(subject: Subject, times: int, chance: random.Random) -> Counts:
    """Kill so many runs; after some of them let one end, which must mend all."""
    counts, usual = Counts(), 0.0
    while counts.killed < times and len(counts.faults) < 5:
        if not usual or chance.random() < 0.15:
            subject.prepare(chance)
            took = _to_the_end(subject, counts)
            usual = max(0.02, took if not usual else (usual + took) / 2)
        subject.prepare(chance)
        _killed(subject, usual * chance.random(), counts)
        _look(subject, counts)
    subject.prepare(chance)
    _to_the_end(subject, counts)
    return counts


def _killed(subject: Subject, after: float, counts: Counts) -> None:
    child = _start(subject)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        counts.killed += 1
    elif os.waitstatus_to_exitcode(status) == 0:
        counts.ended += 1


def _to_the_end(subject: Subject, counts: Counts) -> float:
    """Seconds of a run that ends; what a killed one left may keep others out for a moment."""
    begun = time.monotonic()
    while True:
        started = time.monotonic()
        _, status = os.waitpid(_start(subject), 0)
        if os.waitstatus_to_exitcode(status) == 0:
            break
        if time.monotonic() - begun > UNTIL:
            counts.faults.append("a run does not end any more")
            return 0.0
        time.sleep(0.5)
    counts.ended += 1
    _look(subject, counts)
    counts.faults += subject.unfinished()
    return time.monotonic() - started


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
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it is
        if "SOAK_TRACE" in os.environ:
            traceback.print_exc()
    finally:
        os._exit(code)
