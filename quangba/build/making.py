"""Outputs made over processes: each makes pages of one language, one after the other."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quangba.aside import Aside
from quangba.build.outputs import Made, Outputs
from quangba.build.pool import LostError, context, forks, workers
from quangba.build.preparing import Job, prepared
from quangba.build.turns import Group, Turns
from quangba.errors import QuangbaError
from quangba.memory import Key, Record
from quangba.messages import Text, msg

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

LATE = ("search", "feed", "links", "press kit")
"""Outputs made of the texts of many pages, once these are there."""

CHUNK = 32
"""So many outputs are one task."""

AHEAD = 3
"""So many tasks for each process are given out at once, so that none has to wait."""

WORK_FOLDER = "build"
"""Below the cache: where builds work, and where values wait."""

TEXTS = ("content", "words")
"""Large values, of no use in a process once it has made the page that they are of."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a process gives back."""

    made: tuple[tuple[Key, Made], ...]
    records: dict[Key, Record]
    verified: frozenset[Key]
    peak_mb: float


class _Worker:
    """What a process has, and what it has told of it."""

    def __init__(self) -> None:
        self.outputs: Outputs | None = None
        self.chunks: Sequence[tuple[Key, ...]] = ()
        self.turns: Turns | None = None
        self.told = (0, 0)


_here = _Worker()


def over_processes(
    outputs: Outputs,
    job: Job,
    keys: Sequence[Key],
    processes: int,
    told: Callable[[float], None],
) -> Iterator[tuple[tuple[Key, Made], ...]]:
    """Make outputs as processes are free; what they have found is taken into this one's memory.

    Pages come first, those of one language after the other; some outputs at a time are done.
    told: is told the largest memory of a process, in MB.
    """
    chunks = _chunks(keys)
    memory = outputs.site.memory
    aside = Aside(outputs.site.settings.cache_dir / WORK_FOLDER)
    forked = forks()
    turns = Turns(_groups(chunks), context(forked=forked))
    _here.outputs = outputs if forked else None
    _here.told = memory.counts if forked else (0, 0)
    gc.freeze()
    try:
        with workers(
            min(processes, len(chunks)), forked=forked, start=partial(_start, job, chunks, turns)
        ) as pool:
            for part in _as_ready(pool, len(chunks), AHEAD * processes):
                memory.take(part.records, part.verified, aside)
                told(part.peak_mb)
                yield part.made
    finally:
        _here.outputs = None
        gc.unfreeze()


def _as_ready(pool: ProcessPoolExecutor, count: int, most: int) -> Iterator[Part]:
    """What processes have made. most: so many tasks wait, are done, or are looked at at once."""
    from concurrent.futures import FIRST_COMPLETED, wait

    left = count - most
    pending = {pool.submit(_make_next) for _ in range(min(count, most))}
    while pending:
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        pending |= {pool.submit(_make_next) for _ in range(min(left, len(done)))}
        left -= len(done)
        while done:
            yield done.pop().result()


def _chunks(keys: Sequence[Key]) -> list[tuple[Key, ...]]:
    """Tasks of one language each: its pages, then those of others, then what else there is."""
    found: list[tuple[Key, ...]] = []
    for _, group in itertools.groupby(sorted(keys, key=_rank), key=_rank):
        of_language = tuple(group)
        found += [of_language[at : at + CHUNK] for at in range(0, len(of_language), CHUNK)]
    return found


def _groups(chunks: Iterable[tuple[Key, ...]]) -> list[Group]:
    """Of such tasks, in their order."""
    ranks = itertools.groupby(_rank(chunk[0]) for chunk in chunks)
    return [Group(int(rank), locale, len([*same])) for (rank, locale), same in ranks]


def _rank(key: Key) -> tuple[bool, str]:
    return key[0] != "page", str(key[1])


def _start(job: Job, chunks: Sequence[tuple[Key, ...]], turns: Turns) -> None:
    """In a process that begins: what was not forked is read."""
    _here.chunks, _here.turns = chunks, turns
    if _here.outputs is None:
        _here.outputs = prepared(job)


def _make_next() -> Part:
    assert _here.outputs is not None
    assert _here.turns is not None
    outputs = _here.outputs
    done = tuple((key, made(outputs, key)) for key in _here.chunks[_here.turns.next()])
    memory = outputs.site.memory
    records, verified = memory.since(*_here.told)
    _here.told = memory.counts
    memory.release(records, TEXTS)
    return Part(done, records, verified, peak_mb())


def made(outputs: Outputs, key: Key) -> Made:
    """Make an output. Raises FailedError for whatever is raised within, with what it was about."""
    try:
        return outputs.make(key)[0]
    except QuangbaError:
        raise
    except Exception as failure:
        reason = f"{type(failure).__name__}: {failure}"
        raise FailedError(str(key[1]), " ".join(map(str, (key[0], *key[2:]))), reason) from failure


class FailedError(Exception):
    """locale, what, reason: an output that could not be made."""

    @property
    def locale(self) -> str:
        """Of the language."""
        return str(self.args[0])

    def __str__(self) -> str:
        _, what, reason = self.args
        return f"{what}: {reason}"


def told_of(failure: FailedError | LostError) -> Text:
    """Why outputs could not be made, in words."""
    if isinstance(failure, LostError):
        return msg("A worker process died (out of memory?); the site is as it was.")
    return msg("The language “{locale}” could not be built: {reason}",
               locale=failure.locale, reason=str(failure))  # fmt: skip


def peak_mb() -> float:
    """The largest memory of this process so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
