"""What a report is made from, and what its formats share."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quangba.messages import Text
from quangba.problems import Problem, Severity
from quangba.rules import RULES
from quangba.rules.rule import Rule

if TYPE_CHECKING:
    from quangba.checks.weighing import LetPass


@dataclass(frozen=True, slots=True)
class Report:
    """problems: in order. folder: of the project within the repository, '' or ending in '/'."""

    problems: tuple[Problem, ...]
    passed: tuple[LetPass, ...] = ()
    folder: str = ""
    rules: Mapping[str, Rule] = field(default_factory=lambda: RULES)

    def count(self, severity: Severity) -> int:
        """How many problems there are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def path(self, problem: Problem) -> str:
        """The file of a problem as the repository names it; absolute where it is not in it."""
        if problem.path.startswith("/"):
            return problem.path
        return posixpath.join(self.folder, problem.path)


_MOVES = frozenset({"before", "line", "lines"})
"""Values of messages that change when lines are added above."""


def fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """A name for each problem, unique in the report, that stays when lines move.

    It is made of rule, file and message; the same words twice in a file are numbered in order.
    """
    seen: Counter[str] = Counter()
    for problem in problems:
        said = "\0".join((problem.code, problem.path, _said(problem.message)))
        found = hashlib.sha256(said.encode()).hexdigest()[:32]
        seen[found] += 1
        yield found if seen[found] == 1 else f"{found[:-4]}{seen[found]:04x}"


def _said(text: Text) -> str:
    values = sorted(
        f"{name}={_said(value) if isinstance(value, Text) else value}"
        for name, value in text.values.items()
        if name not in _MOVES
    )
    return "\0".join((text.template, *values))
