"""Fields of front matter in whatever form YAML allows them."""

from __future__ import annotations

import pytest

from quangba import yaml_source
from quangba.translations import page_text


def changed(*field):
    text = page_text.parse("\n".join(["---", "title: A", *field, "description: B", "---", "Text."]))
    assert text.field("made_from") == tuple(line for line in field if line != "# about B")
    return text.with_field("made_from", ("made_from: new",)).front


@pytest.mark.parametrize(
    "field",
    [
        ("made_from: {day: 2026-01-05,", "sections: {_head: todo}", "}"),
        ("made_from:", "  day: 2026-01-05", "# a remark at the margin", "  sections: {}"),
        ('"made_from" : "a', 'made_from: b"'),
        ("made_from: |", "  a", "", "  b"),
        ("made_from:", "- a", "- b"),
        ("? made_from", ": a"),
    ],
)
def test_a_field_is_replaced_as_a_whole(field):
    assert changed(*field) == ("title: A", "made_from: new", "description: B")


def test_a_remark_at_the_margin_is_about_the_field_below():
    assert changed("made_from: a", "# about B") == (
        "title: A", "made_from: new", "# about B", "description: B"
    )  # fmt: skip


def test_a_word_that_looks_like_a_field_is_none():
    text = page_text.parse("---\ntitle: |\n  a\n\n  made_from: b\ndescription: B\n---\n")
    assert text.field("made_from") == ()


def test_front_matter_in_braces_takes_new_fields():
    written = "{title: 'A: b', updated: 2026-01-05,\n glance: [{label: a}]}"
    text = page_text.parse(f"---\n{written}\n---\n")
    new = text.with_field("draft", ("draft: true",))
    given, problems = yaml_source.parse("\n".join(new.front), "")
    assert not problems
    assert list(given.values) == ["title", "updated", "glance", "draft"]
    assert text.field("title") == ("title: 'A: b'",)
    assert text.field("updated") == ("updated: 2026-01-05",)
