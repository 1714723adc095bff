"""YAML with line numbers: whatever stands in a file, the answer is values or problems."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quangba.content import schema
from quangba.validation import validate
from quangba.yaml_source import parse

yaml_like = st.text(alphabet="ab1:- \n\t#'\"[]{},&*!|>%@`?<=.\\ ", max_size=60)


@given(st.text() | yaml_like)
@example("a: &a [*a]")
@example("a: &a {b: *a}")
@example("a: !!int x")
@example("a: !!float ''")
@example("a: !!int ''")
@example("a: !!timestamp x")
@example("a: 2026-02-30")
@example("a: 0001-01-01 00:00:00 +23:59")
@example("? [a]\n: b")
@example("a: !ENV [[b], c]")
@example("a: !ENV []")
@example("a: " + "[" * 5000)
@example("a: !!python/object:os.system x")
@example("\x00: a")
@example("<<: 1")
@example("a: \ud800")
def test_any_text_gives_values_or_problems(text):
    document, problems = parse(text, "a.yml")

    assert isinstance(document.values, dict)
    assert not (problems and any(problem.line is None for problem in problems))
    # and whatever was read can be held against a schema
    validate(schema.Plain, document, "a.yml")


def test_lines_of_keys_and_items():
    document, problems = parse("a: 1\nb:\n  c: [x,\n    y]\n", "a.yml", first_line=5)

    assert problems == ()
    assert document.values == {"a": 1, "b": {"c": ["x", "y"]}}
    assert [
        document.line(at) for at in (("a",), ("b", "c"), ("b", "c", 1), ("b", "z"), ("z",))
    ] == [5, 7, 8, 6, 5]


def test_keys_are_what_is_written():
    document, _ = parse("no: Norsk\n2026: year\non: x\n", "a.yml")

    assert document.values == {"no": "Norsk", "2026": "year", "on": "x"}


def test_a_repeated_key_is_told_with_both_lines():
    _, (problem,) = parse("a: 1\nb: 2\na: 3\n", "a.yml")

    assert (problem.code, problem.line, problem.message.values["before"]) == ("yaml-repeated", 3, 1)


def test_an_alias_used_many_times_is_quick():
    text = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 25)
    )

    assert parse(text, "a.yml")[1] == ()


@pytest.mark.parametrize(
    ("value", "expected"), [(None, "default"), ("true", True), ("[1, 2]", [1, 2])]
)
def test_environment_variables_as_in_mkdocs(monkeypatch, value, expected):
    monkeypatch.delenv("QUANGBA_TEST", raising=False)
    if value is not None:
        monkeypatch.setenv("QUANGBA_TEST", value)

    assert parse("a: !ENV [QUANGBA_TEST, default]\n", "a.yml")[0].values == {"a": expected}


def test_tags_of_mkdocs_pass_and_run_nothing():
    document, problems = parse("a: !!python/name:os.system\nb: !relative\n", "a.yml")

    assert (document.values, problems) == ({"a": None, "b": None}, ())
