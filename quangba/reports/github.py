"""Annotations on GitHub: workflow commands that a step of GitHub Actions prints.

GitHub shows ten annotations of each kind for a step and drops the rest without a word; so the
tenth says how many more there are.
"""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterator

from quangba.messages import msg
from quangba.problems import Problem, Severity
from quangba.reports.report import Report

MOST = 10


def render(report: Report, words: gettext.NullTranslations) -> str:
    """Commands, errors first, one a line."""
    return "".join(f"{line}\n" for line in _lines(report, words))


def _lines(report: Report, words: gettext.NullTranslations) -> Iterator[str]:
    for severity in sorted(Severity, reverse=True):
        found = [problem for problem in report.problems if problem.severity is severity]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        for problem in shown:
            yield _annotation(report, problem, words)
        if left := Counter(problem.code for problem in found[len(shown) :]):
            codes = ", ".join(f"{code} × {count}" for code, count in left.most_common())
            more = msg("{count} more, which `quangba check` lists: {codes}",
                       count=left.total(), codes=codes)  # fmt: skip
            yield f"::{_command(severity)} title=quangba::{_data(more.render(words))}"


def _annotation(report: Report, problem: Problem, words: gettext.NullTranslations) -> str:
    said = [each.render(words) for each in (problem.message, problem.hint) if each is not None]
    fields = [f"file={_property(report.path(problem))}"]
    if problem.line is not None:
        fields.append(f"line={problem.line}")
    fields.append(f"title={_property(problem.code)}")
    text = _data("\n".join(said))
    return f"::{_command(problem.severity)} {','.join(fields)}::{text}"


def _command(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.NOTE:
            return "notice"


def _data(text: str) -> str:
    """As the runner reads the text of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As the runner reads the value of a field."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
