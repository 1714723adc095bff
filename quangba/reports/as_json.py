"""`--json`: everything known of each problem, in every language of messages.

The text does not depend on the machine's language. Fields are only ever added within a version;
developers/check-report.schema.json describes them.
"""

from __future__ import annotations

import json
from typing import Any

from quangba import __version__
from quangba.messages import UI_LANGUAGES, Text, catalogue
from quangba.problems import Problem, Severity
from quangba.reports.report import Report, fingerprints

VERSION = 1


def render(report: Report) -> str:
    """The report as JSON, ended by a line end."""
    problems = report.problems
    excepted = tuple(each.problem for each in report.passed)
    content = {
        "version": VERSION,
        "generator": f"quangba {__version__}",
        "counts": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "excepted": len(report.passed),
        },
        "problems": [
            _problem(report, problem, name)
            for problem, name in zip(problems, fingerprints(problems), strict=True)
        ],
        "excepted": [
            {
                **_problem(report, each.problem, name),
                "until": each.exception.until.isoformat(),
                "reason": each.exception.reason,
            }
            for each, name in zip(report.passed, fingerprints(excepted), strict=True)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _problem(report: Report, problem: Problem, fingerprint: str) -> dict[str, Any]:
    rule = report.rules.get(problem.code)
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "path": report.path(problem),
        "line": problem.line,
        "message": _texts(problem.message),
        "hint": None if problem.hint is None else _texts(problem.hint),
        "why": None if rule is None else _texts(rule.why),
        "fingerprint": fingerprint,
    }


def _texts(text: Text) -> dict[str, str]:
    return {language: text.render(catalogue(language)) for language in UI_LANGUAGES}
