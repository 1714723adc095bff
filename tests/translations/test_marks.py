"""To-do marks as people leave them: whole, damaged, and what only looks like one."""

from __future__ import annotations

import pytest

from quangba.content.sections import Section
from quangba.translations import marks
from tests.translations.entries import say

MARK = "<!-- TODO translate (changed) way: read this\n\nNew.\n-->\n\n"
CODE = "```md\n<!-- TODO translate (changed) way: x -->\n```\n"


def found(text):
    return [(mark.kind, mark.key, mark.line) for mark in marks.find(text, 1)]


def test_a_whole_mark_is_found_and_taken_out():
    assert found(f"A\n\n{MARK}B\n") == [("changed", "way", 3)]
    assert marks.without(f"A\n\n{MARK}B\n", "way") == "A\n\nB\n"
    assert marks.without_changed(f"{MARK}B\n{MARK}") == "B\n"


def test_what_stands_in_code_is_text():
    assert found(CODE) == []
    assert marks.without(CODE, "way") == CODE
    assert marks.without_changed(f"{MARK}{CODE}") == CODE


def test_a_mark_that_has_lost_its_end_takes_no_words_with_it():
    damaged = MARK.replace("-->", "")
    text = f"{damaged}My own words.\n\n{MARK}"
    assert found(text) == [("changed", "", 1), ("changed", "way", 8)]
    assert marks.without(text, "way") == f"{damaged}My own words.\n\n"
    assert found(damaged) == [("changed", "", 1)]
    assert marks.without(damaged, "way") == damaged


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!--TODO translate (changed) way: x-->", "changed"),
        ("<!-- todo translate (new) way -->", "new"),
        ("<!-- TODO translate way: x -->", "?"),
        ("Words <!-- TODO translate (old) way: x -->", "old"),
    ],
)
def test_a_mark_that_was_edited_is_still_one(text, kind):
    assert found(text) == [(kind, "", 1)]
    assert marks.without(text, "way") == text


def test_a_mark_shows_a_text_that_itself_has_comments_and_can_be_taken_out():
    section = Section("way", 0, "", "A `<!--` in code, and `-->`, <!-- gone --> <!-- b\n\n", 1)
    mark = marks.changed(section, say)
    assert found(mark) == [("changed", "way", 1)]
    assert marks.without(f"{mark}Mine.\n", "way") == "Mine.\n"
