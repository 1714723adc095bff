"""Reports: the texts themselves as files, and what the readers of each format ask for."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.checks.weighing import LetPass
from quangba.messages import catalogue, msg
from quangba.options.checking import Excepted
from quangba.problems import error, note, warning
from quangba.reports import as_json, github, gitlab, people, sarif
from quangba.reports.report import Report, fingerprints
from quangba.rules.rule import Rule

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WHY = Rule("link-missing", msg("Interrupted"), wrong="[a](b.md)", right="[a](a.md)")
PROBLEMS = (
    error("link-missing", "docs/en/a, b.md", 6, msg("Lost: 50 %\n::error::“x”"), msg("Mend: it")),
    error("link-missing", "docs/en/a, b.md", 9, msg("Lost: 50 %\n::error::“x”")),
    note("title-short", "docs/en/a, b.md", None, msg("Short")),
    warning("title-long", "docs/vi/tệp.md", 2, msg("Long, in line {line}", line=2)),
    warning("file-name", "/srv/elsewhere/x.md", 1, msg("Elsewhere")),
)
PASSED = LetPass(
    warning("title-twice", "docs/en/c.md", 3, msg("Twice")),
    Excepted(rule="title-twice", path="docs/", until=dt.date(2027, 3, 31), reason="Two laws."),
)
REPORT = Report(PROBLEMS, (PASSED,), "web/", {"link-missing": WHY})
EN = catalogue("en")


def people_read(report, words):
    rows = [*people.by_file(report.problems, words), *people.passed(report.passed, words)]
    rows += people.by_rule(report.problems, report.rules, words)
    last = people.passed_count(report.passed).render(words)
    return "".join(f"{row.text}\n" for row in rows) + f"{last}\n"


def test_people(golden):
    text = "".join(f"[{lang}]\n{people_read(REPORT, catalogue(lang))}" for lang in ("en", "vi"))
    golden(text, HERE / "golden" / "people.txt")


def test_one_problem_has_no_heading():
    assert [row.text for row in people.by_file(PROBLEMS[:1], EN)] == [str(PROBLEMS[0])]


def test_every_problem_begins_with_its_place():
    lines = "".join(f"{row.text}\n" for row in people.by_file(PROBLEMS, EN)).split("\n")

    for problem in PROBLEMS:
        place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
        assert any(line.startswith(f"{place}: ") for line in lines)


@pytest.mark.parametrize("name", ["json", "sarif", "github", "gitlab"])
def test_text_of_a_format(name, golden):
    text = {
        "json": lambda: as_json.render(REPORT).replace(as_json.__version__, "VERSION"),
        "sarif": lambda: sarif.render(REPORT, EN, "en").replace(as_json.__version__, "VERSION"),
        "github": lambda: github.render(REPORT, EN),
        "gitlab": lambda: gitlab.render(REPORT, EN),
    }[name]()
    golden(text, HERE / "golden" / f"{name}.txt")


# -- JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [REPORT, Report(())], ids=["full", "empty"])
def test_json_is_as_its_schema_says(report):
    schema = json.loads((ROOT / "developers/check-report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(as_json.render(report)), schema)


def test_json_has_every_language():
    hint = json.loads(as_json.render(REPORT))["problems"][0]["why"]

    assert hint == {"en": "Interrupted", "vi": WHY.why.render(catalogue("vi"))}


# -- SARIF ------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [REPORT, Report(())], ids=["full", "empty"])
def test_sarif_is_as_the_standard_says(report):
    jsonschema.validate(json.loads(sarif.render(report, EN, "en")), SARIF)


def test_sarif_names_rules_by_index_and_files_from_the_root():
    run = json.loads(sarif.render(REPORT, EN, "en"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    files = [
        each["locations"][0]["physicalLocation"]["artifactLocation"] for each in run["results"]
    ]
    assert files[0] == {"uri": "web/docs/en/a%2C%20b.md", "uriBaseId": "%SRCROOT%"}
    assert files[-1] == {"uri": "file:///srv/elsewhere/x.md"}


def _object(required, **properties):
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_MESSAGE = _object(["text"], text=_TEXT)
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
# What of SARIF 2.1.0 (OASIS, sections 3.13-3.52) our reports use, with its names and demands;
# `shortDescription`, `help` and `level` are what GitHub asks for beside it.
_RULE = _object(
    ["id", "shortDescription", "defaultConfiguration"],
    id=_TEXT,
    shortDescription=_MESSAGE,
    fullDescription=_MESSAGE,
    help=_MESSAGE,
    defaultConfiguration=_object(["level"], level=_LEVEL),
)
_PLACE = _object(
    ["physicalLocation"],
    physicalLocation=_object(
        ["artifactLocation"],
        artifactLocation=_object(
            ["uri"],
            uri={"type": "string", "pattern": r"^[A-Za-z0-9/:._~%-]+$"},
            uriBaseId={"const": "%SRCROOT%"},
        ),
        region=_object(["startLine"], startLine={"type": "integer", "minimum": 1}),
    ),
)
_RESULT = _object(
    ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations={"type": "array", "minItems": 1, "maxItems": 1, "items": _PLACE},
    partialFingerprints=_object(["primaryLocationLineHash"], primaryLocationLineHash=_TEXT),
)
_DRIVER = _object(
    ["name", "semanticVersion", "rules"],
    name=_TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    rules={"type": "array", "uniqueItems": True, "items": _RULE},
)
_RUN = _object(
    ["tool", "results"],
    tool=_object(["driver"], driver=_DRIVER),
    language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": _RESULT},
    properties={"type": "object"},
)
SARIF = _object(
    ["$schema", "version", "runs"],
    **{"$schema": _TEXT, "version": {"const": "2.1.0"}},
    runs={"type": "array", "minItems": 1, "items": _RUN},
)


# -- GitHub -----------------------------------------------------------------------------------


def test_github_is_not_led_astray_by_words_of_a_page():
    lines = github.render(REPORT, EN).splitlines()

    assert lines[0] == (
        "::error file=web/docs/en/a%2C b.md,line=6,title=link-missing"
        "::Lost: 50 %25%0A::error::“x”%0AMend: it"
    )
    assert len(lines) == len(PROBLEMS)


@pytest.mark.parametrize("count", [9, 10, 11, 60])
def test_github_shows_ten_of_a_kind_and_says_how_many_more(count):
    many = tuple(warning(f"rule-{n % 2}", "a.md", n + 1, msg("X")) for n in range(count))
    lines = github.render(Report((*many, *PROBLEMS[:1])), EN).splitlines()

    assert lines[0].startswith("::error ")
    assert len(lines) == 1 + min(count, 10)
    if count > 10:
        assert lines[-1].startswith(f"::warning title=quangba::{count - 9} more")
        assert "rule-1 × " in lines[-1]


# -- GitLab -----------------------------------------------------------------------------------


def test_gitlab_has_what_its_documentation_asks_for():
    for entry in json.loads(gitlab.render(REPORT, EN)):
        assert entry["description"]
        assert entry["check_name"]
        assert entry["fingerprint"]
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not entry["location"]["path"].startswith("./")
        assert entry["location"]["lines"]["begin"] >= 1


# -- fingerprints -----------------------------------------------------------------------------


@given(st.lists(st.sampled_from(PROBLEMS)), st.integers(1, 50))
def test_fingerprints_are_unique_and_stay_when_lines_move(problems, by):
    moved = [
        replace(each, line=each.line and each.line + by, message=_moved(each.message, by))
        for each in problems
    ]
    names = list(fingerprints(problems))

    assert len(set(names)) == len(names)
    assert names == list(fingerprints(moved))


def _moved(text, by):
    return replace(text, values={name: value + by for name, value in text.values.items()})
