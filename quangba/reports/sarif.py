"""SARIF 2.1.0 (OASIS), which code hosts and editors read.

GitHub tells results of one run from those of the next by `primaryLocationLineHash`; ours does
not change when lines move. What exceptions let pass is left out: GitHub would show it as open.
"""

from __future__ import annotations

import gettext
import json
from typing import Any
from urllib.parse import quote

from quangba import __version__
from quangba.problems import Problem, Severity
from quangba.reports.report import Report, fingerprints

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"


def render(report: Report, words: gettext.NullTranslations, language: str) -> str:
    """The report as SARIF, with messages in one language, ended by a line end."""
    levels: dict[str, Severity] = {}
    for problem in report.problems:
        levels[problem.code] = max(problem.severity, levels.get(problem.code, Severity.NOTE))
    codes = sorted(levels)
    names = fingerprints(report.problems)
    run = {
        "tool": {
            "driver": {
                "name": "quangba",
                "semanticVersion": __version__,
                "rules": [_rule(report, code, levels[code], words) for code in codes],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(report, problem, name, codes.index(problem.code), words)
            for problem, name in zip(report.problems, names, strict=True)
        ],
        "properties": {"excepted": len(report.passed)},
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _level(severity: Severity) -> str:
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.NOTE:
            return "note"


def _rule(
    report: Report, code: str, severity: Severity, words: gettext.NullTranslations
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": code},
        "defaultConfiguration": {"level": _level(severity)},
    }
    if rule := report.rules.get(code):
        why = rule.why.render(words)
        examples = [f"✗ {rule.wrong}"] * bool(rule.wrong) + [f"✓ {rule.right}"] * bool(rule.right)
        described |= {
            "shortDescription": {"text": why},
            "fullDescription": {"text": why},
            "help": {"text": "\n".join([why, *examples])},
        }
    return described


def _result(
    report: Report, problem: Problem, name: str, index: int, words: gettext.NullTranslations
) -> dict[str, Any]:
    said = [each.render(words) for each in (problem.message, problem.hint) if each is not None]
    place: dict[str, Any] = {"artifactLocation": _artifact(report.path(problem))}
    if problem.line is not None:
        place["region"] = {"startLine": problem.line}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _level(problem.severity),
        "message": {"text": "\n".join(said)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": name},
    }


def _artifact(path: str) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": _ROOT}
