"""GitLab's Code Quality report: an artifact whose entries merge requests show beside the lines."""

from __future__ import annotations

import gettext
import json
from typing import Any

from quangba.problems import Problem, Severity
from quangba.reports.report import Report, fingerprints


def render(report: Report, words: gettext.NullTranslations) -> str:
    """The report as JSON, with messages in one language, ended by a line end."""
    names = fingerprints(report.problems)
    entries = [
        _entry(report, problem, name, words)
        for problem, name in zip(report.problems, names, strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(
    report: Report, problem: Problem, name: str, words: gettext.NullTranslations
) -> dict[str, Any]:
    said = [each.render(words) for each in (problem.message, problem.hint) if each is not None]
    return {
        "description": " ".join(said),
        "check_name": problem.code,
        "fingerprint": name,
        "severity": _severity(problem.severity),
        # a place without a line is refused
        "location": {"path": report.path(problem), "lines": {"begin": problem.line or 1}},
    }


def _severity(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "critical"
        case Severity.WARNING:
            return "major"
        case Severity.NOTE:
            return "info"
