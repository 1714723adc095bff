"""Edits of small sites, each followed by a build that must make what a clean one makes.

The same as tests/incremental does in the gate, for as long as anybody likes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.incremental import sequences
from tests.incremental.builds import Command, Served, Way
from tests.incremental.sequences import Course, Fault

A_SITE = 40
"""So many steps are done on one site."""


@dataclass(frozen=True)
class Asked:
    """What to do. serve: through the preview; replay: these steps on a site, and no others."""

    steps: int
    seed: int
    serve: bool = False
    site: int = 0
    replay: tuple[str, ...] = ()


def soak(asked: Asked, folder: Path) -> bool:
    """Do steps and tell; whether all was the same."""
    done = 0
    for site, steps, most in _lots(asked):
        fault, count = _run(asked, folder, site, steps, most)
        done += count
        if fault is not None:
            print(f"Step {done} shows a fault; looking for the shortest way to it …", flush=True)
            print(_shortest(asked, folder, fault), flush=True)
            return False
        print(f"{done} steps, the last {count} on site {site}: all the same", flush=True)
    return True


def _lots(asked: Asked) -> Iterator[tuple[int, Iterable[str], int]]:
    """(site, steps, how many of them at most) of one site after the other."""
    if asked.replay:
        yield asked.site, asked.replay, len(asked.replay)
        return
    for number, start in enumerate(range(0, asked.steps, A_SITE)):
        site = asked.seed * 1000 + number
        yield site, sequences.drawn(site), min(A_SITE, asked.steps - start)


def _run(
    asked: Asked, folder: Path, site: int, steps: Iterable[str], most: int
) -> tuple[Fault | None, int]:
    way: Way = Served(folder / "course" / "served") if asked.serve else Command()
    course = Course(folder / "course", folder / "kept", site, way)
    return sequences.run(course, itertools.islice(steps, 10 * most), most), len(course.done)


def _shortest(asked: Asked, folder: Path, fault: Fault) -> Fault:
    return sequences.shortest(
        fault, lambda steps: _run(asked, folder, fault.site, steps, len(steps))[0]
    )
