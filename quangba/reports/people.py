"""Problems for people: by file, then what each rule is there for, then how many there are.

Each problem keeps `path:line:` at the start of its line, so that it can be searched for and
opened with a click.
"""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quangba.messages import Text, msg
from quangba.problems import Problem, Severity

if TYPE_CHECKING:
    from quangba.checks.weighing import LetPass
    from quangba.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Row:
    """A text of one or more lines. severity: of the problem that it tells; None is a heading."""

    text: str
    severity: Severity | None


def by_file(problems: Iterable[Problem], words: gettext.NullTranslations) -> Iterator[Row]:
    """Problems in order below the names of their files; one alone needs no heading."""
    found = list(problems)
    for path, group in groupby(found, key=lambda problem: problem.path):
        here = list(group)
        if len(found) > 1:
            yield Row(f"── {path} ({counted(here).render(words)})", None)
        for problem in here:
            yield Row(problem.render(words), problem.severity)


def by_rule(
    problems: Iterable[Problem], rules: Mapping[str, Rule], words: gettext.NullTranslations
) -> Iterator[Row]:
    """How many problems each rule has found, most first, and what readers would see of them."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.code, []).append(problem)
    if not found:
        return
    heading = msg("By rule").render(words)
    yield Row(f"── {heading}", None)
    for code, group in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        why = f"\n    {rules[code].why.render(words)}" if code in rules else ""
        worst = max(problem.severity for problem in group)
        yield Row(f"{len(group):>4} × {code}{why}", worst)


def passed(found: Iterable[LetPass], words: gettext.NullTranslations) -> Iterator[Row]:
    """What exceptions let pass, with their day and reason."""
    for each in found:
        exception = each.exception
        why = msg("Let pass until {day}: {reason}",
                  day=exception.until.isoformat(), reason=exception.reason)  # fmt: skip
        yield Row(f"{each.problem.render(words)}\n    {why.render(words)}", Severity.NOTE)


def passed_count(found: Sequence[LetPass]) -> Text:
    """How many problems are let pass, and the day on which the first of them is told again."""
    return msg(
        "{count} let pass, the first until {day} (--show-excepted lists them)",
        count=len(found), day=min(each.exception.until for each in found).isoformat(),
    )  # fmt: skip


def counted(problems: Iterable[Problem]) -> Text:
    """How many errors, warnings and notes; only what there is."""
    counts = Counter(problem.severity for problem in problems)
    parts = [_count(level, counts[level]) for level in sorted(counts, reverse=True)]
    joined = parts[0]
    for part in parts[1:]:
        joined = Text("{first}, {second}", {"first": joined, "second": part})
    return joined


def _count(severity: Severity, count: int) -> Text:
    match severity:
        case Severity.ERROR:
            return msg("errors: {count}", count=count)
        case Severity.WARNING:
            return msg("warnings: {count}", count=count)
        case Severity.NOTE:
            return msg("notes: {count}", count=count)
