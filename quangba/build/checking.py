"""The rules for single pages over processes, where nothing is known of any page yet."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass
from typing import NamedTuple

from quangba.build.pool import forks, workers
from quangba.checks import Checks
from quangba.content.tree import Entry
from quangba.memory import Key, Record, unnoted
from quangba.noting import WorkedOut, take, worked_out
from quangba.site import Site

FEW = 200
"""So many pages are looked at sooner than others begin to."""


class _Seen(NamedTuple):
    """What a process has found out. values: by uri, then locale, '' for the page in all of them."""

    records: dict[Key, Record]
    values: dict[str, dict[str, WorkedOut]]


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
            for records, values in found:
                site.memory.take(records, frozenset())
                for uri, of_entry in values.items():
                    _take(site.tree.table[uri], of_entry)
    finally:
        _here.checks = None
        gc.unfreeze()


def _look(share: tuple[int, str]) -> _Seen:
    assert _here.checks is not None
    checks = _here.checks
    checks.of_share(*share)
    memory = checks.memory
    records, _ = memory.since(*_here.told)
    _here.told = memory.counts
    memory.release(records, ())
    table = checks.look.site.tree.table
    return _Seen(records, {uri: _values(table[uri]) for uri in checks.look.share(share[0])})


def _values(entry: Entry) -> dict[str, WorkedOut]:
    """What is wanted again of an entry to make pages: of all that lead to it its state is told."""
    with unnoted():
        pages = entry.pages.items()
    found = {locale: worked_out(page, "headings") for locale, page in pages}
    return {"": worked_out(entry, "heading_ids", "stamps"), **found}


def _take(entry: Entry, values: dict[str, WorkedOut]) -> None:
    with unnoted():
        for locale, found in values.items():
            take(entry.pages[locale] if locale else entry, found)
