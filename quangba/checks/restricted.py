"""The list of restricted words itself; whether they are published is asked of the built site."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.problems import Problem
from quangba.registers import restricted
from quangba.site import Site


def check(site: Site) -> Iterator[Problem]:
    """Rows that restrict nothing."""
    _, problems = restricted.read(site.settings)
    yield from problems
