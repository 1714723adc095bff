"""The rules for single pages over processes, where nothing is known of any page yet."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass

from quangba.build.pool import forks, workers
from quangba.checks import Checks
from quangba.memory import Key, Record
from quangba.site import Site

FEW = 200
"""So many pages are looked at sooner than others begin to."""


@dataclass(slots=True)
class _Here:
    """What a process has, and how much of its memory it has told."""

    checks: Checks | None = None
    told: tuple[int, int] = 0, 0


_here = _Here()


def ahead(site: Site, processes: int | None = None) -> None:
    """Look at all pages side by side, and at the site: `checks.run` on it finds all of it done.

    Does nothing where processes cannot begin with what has been read: reading it once more would
    take as long. What a rule raises comes out here, as it would there.
    """
    count = min(os.cpu_count() or 1 if processes is None else processes, len(Checks(site).shares))
    if count < 2 or len(site.tree.entries) <= FEW or not forks():
        return
    checks = Checks(site)
    _here.checks, _here.told = checks, site.memory.counts
    gc.freeze()
    try:
        with workers(count, forked=True) as pool:
            found = pool.map(_look, checks.shares)
            checks.of_site()  # while they are at it
            for records in found:
                site.memory.take(records, frozenset())
    finally:
        _here.checks = None
        gc.unfreeze()


def _look(share: tuple[int, str]) -> dict[Key, Record]:
    assert _here.checks is not None
    _here.checks.of_share(*share)
    memory = _here.checks.memory
    records, _ = memory.since(*_here.told)
    _here.told = memory.counts
    memory.release(records, ())
    return records
