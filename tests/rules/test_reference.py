"""developers/rules.md: current, whole, and readable as Markdown."""

import re
from pathlib import Path

import markdown

from quangba.messages import msg
from quangba.problems import Severity
from quangba.rules import AREAS, RULES, reference
from quangba.rules.rule import Rule

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_is_what_the_rules_make(page):
    written = (ROOT / reference.FILE).read_text(encoding="utf-8")

    assert written == page, "run: .venv/bin/python scripts/rules.py"


def test_every_rule_has_a_heading_its_severity_and_its_reason(page, html, graded):
    assert re.findall(r'<h3 id="[^"]*">(.*?)</h3>', html) == [
        rule.code for _, rows in AREAS for rule in sorted(rows, key=lambda each: each.code)
    ]
    for code, rule in RULES.items():
        grades = reference.label(graded[code]).capitalize()
        assert f"### {code}\n\n{grades}. {rule.why}\n" in page


def test_the_mildest_severity_stands_first():
    assert reference.label({Severity.ERROR}) == "error"
    assert reference.label({Severity.ERROR, Severity.NOTE}) == "note or error"


def test_contents_lead_to_headings(html):
    ids = set(re.findall(r'<h2 id="([^"]+)"', html))

    assert len(ids) == len(AREAS)
    assert set(re.findall(r'<a href="#([^"]+)"', html)) == ids


def test_an_example_cannot_end_its_own_block():
    rule = Rule("a-b", msg("It would."), wrong="```\nx", right="`x`")

    assert "".join(reference.example(rule)).count("````") == 2
    assert markdown.markdown(
        "\n".join(reference.example(rule)), extensions=["fenced_code"]
    ).count("<pre>") == 2  # fmt: skip


def test_users_find_it():
    assert str(reference.FILE.as_posix()) in (ROOT / "README.md").read_text(encoding="utf-8")
