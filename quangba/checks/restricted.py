"""The list of restricted words itself; whether they are published is asked of the built site."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.problems import Problem
from quangba.registers import restricted


def of_site(look: Look) -> Iterator[Problem]:
    """Rows that restrict nothing."""
    _, problems = restricted.read(look.site.settings)
    yield from problems
