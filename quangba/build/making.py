"""Outputs made over processes: each makes pages of one language, one after the other."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from quangba.build.outputs import Made, Outputs
from quangba.build.pool import forks, workers
from quangba.kept import Kept
from quangba.memory import Key, Record

LATE = ("search", "feed", "links", "press kit")
"""Outputs made of the texts of many pages, once these are there."""

CHUNK = 32
"""So many outputs are one task."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a process needs to know that was not forked: plain values."""

    config_file: Path
    now: dt.datetime
    drafts: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a process gives back."""

    made: tuple[tuple[Key, Made], ...]
    records: dict[Key, Record]
    verified: frozenset[Key]
    peak_mb: float


_outputs: Outputs | None = None
_told: set[Key] = set()


def over_processes(
    outputs: Outputs, job: Job, keys: Sequence[Key], processes: int, kept: Kept
) -> Iterator[tuple[Key, Made]]:
    """Make outputs as processes are free; what they have found is taken into this one's memory."""
    global _outputs  # noqa: PLW0603 - what forked processes begin with
    by_language = itertools.groupby(sorted(keys, key=lambda key: str(key[1])), lambda key: key[1])
    chunks = [
        tuple(chunk) for _, found in by_language for chunk in itertools.batched(found, CHUNK)
    ]
    memory = outputs.site.memory
    _outputs = outputs if forks() else None
    gc.freeze()
    try:
        with workers(min(processes, len(chunks)), start=_start, arguments=(job,)) as pool:
            for part in _parts(pool, chunks):
                memory.take(part.records, part.verified)
                yield from part.made
    finally:
        _outputs = None
        gc.unfreeze()


def _parts(pool: ProcessPoolExecutor, chunks: Sequence[tuple[Key, ...]]) -> Iterator[Part]:
    for future in as_completed([pool.submit(_make, chunk) for chunk in chunks]):
        yield future.result()
