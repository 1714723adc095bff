"""Every problem that the package can find has its rule: a reason, and an example."""

import re

import pytest

from quangba import rules
from quangba.messages import catalogue
from quangba.problems import Severity
from quangba.rules import RULES, severities
from quangba.rules.rule import Rule
from tests.golden import cases, test_editing_messages, test_video_messages

NOTHING_TO_SHOW = {"add-failed", "exchange-section-gone"}
"""A full disk, and what is told so that nobody wonders."""
FOUND_IN_OUTPUT = ("leak-", "site-")
"""What is found in finished files need not stand in a line that somebody wrote."""


def test_every_problem_has_a_rule_and_every_rule_a_problem(graded):
    assert set(graded) - set(RULES) == set(), "write their rows in quangba/rules/"
    assert set(RULES) - set(graded) == set(), "no problem has these codes any more"


def test_every_golden_case_shows_a_rule():
    shown = {
        name.partition("--")[0]
        for names in (
            cases.CASES,
            cases.UNUSABLE,
            cases.ADDING,
            test_video_messages.CASES,
            test_video_messages.UNUSABLE,
            test_editing_messages.NEW,
            test_editing_messages.MOVING,
        )
        for name in names
    }

    assert shown <= set(RULES)


def test_every_module_of_the_folder_is_collected():
    titles = [title for title, _ in rules.AREAS]
    collected = sum(len(rows) for _, rows in rules.AREAS)
    folder = severities.PACKAGE / "rules"
    written = sum(
        len(re.findall(r"^    Rule\(", file.read_text(encoding="utf-8"), re.MULTILINE))
        for file in folder.glob("*.py")
    )

    assert len(set(titles)) == len(titles)
    assert collected == len(RULES) == written


def test_two_rules_with_one_code_are_refused():
    rule = RULES["link-missing"]

    with pytest.raises(ValueError, match="link-missing"):
        rules.by_code([rule, rule])


def test_a_reason_is_one_or_two_sentences_in_both_languages():
    wrong = [
        (code, text)
        for code, rule in RULES.items()
        for text in (str(rule.why), rule.why.render(catalogue("vi")))
        if not (
            (text[0].isupper() or text[0] == "“")
            and text.endswith(".")
            and "  " not in text
            and 5 <= len(text.split()) <= 45
        )
    ]

    assert wrong == []


def test_an_example_shows_what_is_wrong_and_what_is_right():
    wrong = [
        code
        for code in sorted(set(RULES) - NOTHING_TO_SHOW)
        if not code.startswith(FOUND_IN_OUTPUT)
        and not (RULES[code].wrong and RULES[code].right and RULES[code].wrong != RULES[code].right)
    ]
    long = [
        (code, line)
        for code, rule in RULES.items()
        for line in (*rule.wrong.splitlines(), *rule.right.splitlines())
        if len(line) > 90 or line != line.rstrip()
    ]

    assert (wrong, long) == ([], [])


def test_what_has_nothing_to_show_shows_nothing():
    for code in NOTHING_TO_SHOW:
        assert RULES[code] == Rule(code, RULES[code].why)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("link-misssing", "link-missing"),
        ("[LINK_MISSING]", "link-missing"),
        ("traditional", "han-traditional"),
        ("xyz", None),
        ("", None),
    ],
)
def test_a_rule_of_nearly_that_name_is_found(asked, meant):
    assert rules.near(asked) == meant


MODULE = """\
from quangba.problems import Severity, error, note, warning

def certain(): return error("a-certain", "docs", None, text)
def late():
    found = warning("a-late", "docs", None, text)
    return replace(found, severity=Severity.ERROR) if days else found
def drafts(): return replace(told(), severity=Severity.NOTE)
def told(): return warning("a-told", "docs", None, text)
def other(): return note(code, "docs", None, text)
_UNUSABLE: dict[str, str] = {"a-broken": "…"}
"""


def test_severities_are_read_from_the_source(tmp_path):
    (tmp_path / "module.py").write_text(MODULE, encoding="utf-8")

    assert severities.read(tmp_path) == {
        "a-broken": {Severity.ERROR},
        "a-certain": {Severity.ERROR},
        "a-late": {Severity.WARNING, Severity.ERROR},
        "a-told": {Severity.WARNING, Severity.NOTE},
    }


@pytest.mark.parametrize("code", ["link-missing", "fact-overdue", "picture-hangs", "page-todo"])
def test_reading_for_one_code_gives_what_reading_all_gives(code, graded):
    assert severities.read(code=code)[code] == graded[code]
