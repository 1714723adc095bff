"""Levels of rules and dated exceptions: what is told, what is let pass, what cannot be."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.checks.weighing import ADJUSTABLE, Part, weigh
from quangba.messages import catalogue, msg
from quangba.options.checking import Checking, Excepted
from quangba.problems import Severity, error, note, warning
from tests.small_sites import page

TODAY = dt.date(2026, 11, 27)
A = "docs/en/a.md"
LONG = "A page whose title goes on and on and on, until no list and no search result holds it"


def settings(**checks):
    """What weighing asks of a site's settings."""
    lines = {("rules", code): 20 for code in checks.get("rules", {})}
    lines |= {("exceptions", index): 30 + index for index in range(9)}
    return SimpleNamespace(
        checks=Checking(**checks),
        checks_lines=lines,
        config_file="mkdocs.yml",
        relative=str,
    )


def excepted(rule="title-long", path=A, until=TODAY, reason="A law's name.", **more):
    return Excepted(rule=rule, path=path, until=until, reason=reason, **more)


def told(problems, of=None, known=(), part=Part.CONTENT):
    found = weigh(problems, of or settings(), TODAY, known=known, part=part)
    return [(each.code, each.line, each.severity.name) for each in found.problems]


TITLE = warning("title-long", A, 2, msg("Long."))


@pytest.mark.parametrize(
    ("level", "expected"), [("error", "ERROR"), ("warning", "WARNING"), ("note", "NOTE")]
)
def test_a_rule_has_the_level_that_is_set(level, expected):
    assert told([TITLE], settings(rules={"title-long": level})) == [("title-long", 2, expected)]


def test_a_rule_that_is_off_tells_nothing():
    assert told([TITLE], settings(rules={"title-long": "off"})) == []


@pytest.mark.parametrize(
    ("until", "codes"),
    [
        (TODAY, []),
        (TODAY - dt.timedelta(days=1), ["title-long", "exception-past"]),
        (TODAY + dt.timedelta(days=366), []),
        (TODAY + dt.timedelta(days=367), ["exception-far"]),
    ],
)
def test_an_exception_holds_up_to_its_day(until, codes):
    found = told([TITLE], settings(exceptions=(excepted(until=until),)))

    assert [code for code, _, _ in found] == codes


@pytest.mark.parametrize(
    ("exception", "holds"),
    [
        (excepted(path="docs/"), True),
        (excepted(path="docs/en/"), True),
        (excepted(path="docs/en"), False),
        (excepted(path="docs/e"), False),
        (excepted(line=2), True),
        (excepted(line=3), False),
        (excepted(rule="title-twice"), False),
    ],
)
def test_an_exception_is_for_a_rule_a_place_and_perhaps_a_line(exception, holds):
    found = weigh([TITLE], settings(exceptions=(exception,)), TODAY, known=())

    assert [each.problem for each in found.passed] == ([TITLE] if holds else [])
    codes = [each.code for each in found.problems]
    assert codes == ([] if holds else ["title-long", "exception-idle"])


def test_what_is_let_pass_knows_its_exception():
    exception = excepted()
    found = weigh([TITLE], settings(exceptions=(exception,)), TODAY, known=())

    assert found.passed[0].exception is exception


@pytest.mark.parametrize("level", ["warning", "note", "off"])
@pytest.mark.parametrize("code", ["rights-expired", "field-type", "html-handler", "exception-past"])
def test_some_rules_cannot_be_lowered_even_before_they_find_something(code, level):
    assert told([], settings(rules={code: level})) == [("rule-protected", 20, "ERROR")]


@pytest.mark.parametrize("code", ["rights-expired", "link-missing", "address-taken"])
def test_an_error_that_breaks_a_page_stays_one(code):
    problem = error(code, A, 4, msg("Broken."))
    kept = [(code, 4, "ERROR"), ("rule-protected", 20, "ERROR")]

    assert told([problem], settings(rules={code: "note"})) == kept
    by_exception = told([problem], settings(exceptions=(excepted(rule=code),)))
    assert by_exception == [kept[0], ("rule-protected", 30, "ERROR")]


def test_a_warning_of_rights_stays_one():
    problem = warning("rights-expire-soon", A, 4, msg("Soon."))

    assert ("rights-expire-soon", 4, "WARNING") in told(
        [problem], settings(rules={"rights-expire-soon": "off"})
    )


def test_a_protected_rule_may_be_made_stricter():
    problem = warning("rights-expire-soon", A, 4, msg("Soon."))

    assert told([problem], settings(rules={"rights-expire-soon": "error"})) == [
        ("rights-expire-soon", 4, "ERROR")
    ]


@pytest.mark.parametrize("code", sorted(ADJUSTABLE))
def test_errors_of_taste_may_be_lowered(code):
    part = Part.BUILT if code.startswith("site-") else Part.CONTENT
    problem = error(code, A, 4, msg("Found."))

    assert told([problem], settings(rules={code: "note"}), part=part) == [(code, 4, "NOTE")]


def test_a_note_about_a_file_may_be_switched_off():
    problem = note("file-crlf", A, None, msg("CRLF."))

    assert told([problem], settings(rules={"file-crlf": "off"})) == []


def test_an_unknown_rule_is_told_with_the_one_that_was_meant(golden, request):
    of = settings(rules={"titel-long": "off"}, exceptions=(excepted(rule="quite-other"),))
    found = weigh([], of, TODAY, known={"title-long", "link-missing"}).problems

    assert [each.code for each in found] == ["rule-unknown", "rule-unknown"]
    text = "\n".join(each.render(catalogue(lang)) for lang in ("en", "vi") for each in found)
    golden(f"{text}\n", request.path.parent / "golden" / "rule-unknown.txt")


def test_rules_over_the_built_site_are_weighed_when_it_is_looked_at():
    of = settings(exceptions=(excepted(rule="site-title", path="site/"),))

    assert told([], of) == []
    assert told([], of, part=Part.BUILT) == [("exception-idle", 30, "NOTE")]


CODES = st.sampled_from(["title-long", "link-missing", "rights-expired", "name-other", "file-crlf"])
PROBLEMS = st.builds(
    lambda make, code, line: make(code, A, line, msg("Found.")),
    st.sampled_from([error, warning, note]),
    CODES,
    st.integers(1, 3),
)


@given(
    st.lists(PROBLEMS),
    st.dictionaries(CODES, st.sampled_from(["error", "warning", "note", "off"])),
    st.lists(st.builds(excepted, rule=CODES, path=st.sampled_from([A, "docs/", "b.md"]))),
)
def test_nothing_is_lost_that_was_not_switched_off(problems, rules, exceptions):
    found = weigh(problems, settings(rules=rules, exceptions=tuple(exceptions)), TODAY, known=())
    kept = {(each.code, each.line) for each in found.problems}
    kept |= {(each.problem.code, each.problem.line) for each in found.passed}

    for problem in problems:
        is_off = rules.get(problem.code) == "off"
        assert is_off or (problem.code, problem.line) in kept
        if problem.severity is Severity.ERROR and problem.code not in ADJUSTABLE:
            assert any(
                each.code == problem.code and each.severity is Severity.ERROR
                for each in found.problems
            )


def test_a_site_is_weighed_by_its_own_day_and_file(make_site):
    text = (
        "site_name: Brume\nsite_url: https://brume.example/\n"
        "theme: {name: material, custom_dir: assets/theme}\nplugins:\n"
        "  - i18n: {docs_structure: folder, languages: [{locale: en, name: English, default: true},"
        " {locale: fr, name: Français}]}\n"
        "  - quangba:\n      time_zone: Pacific/Auckland\n      checks:\n"
        "        rules:\n          title-long: off\n        exceptions:\n"
        "          - {rule: title-twice, path: docs/, until: 2026-11-23, reason: Two laws.}\n"
    )
    made = make_site({"mkdocs.yml": text, A: page(title=LONG)})

    # noon of the 23rd in UTC is past midnight there
    assert [(each.code, each.path, each.line) for each in made.problems] == [
        ("exception-past", "mkdocs.yml", 12)
    ]
