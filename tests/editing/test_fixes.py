"""Mends without a person: certain, in one line, once and for all, and never of a source's words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.editing import files, fixes
from quangba.editing.fixes import FIXES, form, words
from quangba.messages import msg
from quangba.problems import note, warning
from tests.small_sites import MKDOCS_YML, page, read, write
from tests.small_sites import words as words_of

ZH = MKDOCS_YML.replace("{locale: fr, name: Français}", "{locale: zh, name: 中文}").replace(
    "quangba: {}", "quangba: {language_tags: {zh: zh-Hans}}"
)
VI = MKDOCS_YML.replace("{locale: fr, name: Français}", "{locale: vi, name: Tiếng Việt}")


def problem(code, line, found, right, name="text"):
    return warning(code, "a.md", line, msg("X", **{name: found}), msg("Write: {text}", text=right))


def tone(line, found="hoà", right="hòa"):
    return problem("tone-habit", line, found, right, "found")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nhoà và hoà.\nhoà", "a\nhòa và hòa.\nhoà"),
        ("a\nhoàng hoà", "a\nhoàng hòa"),
        ("a\n`hoà` hoà", "a\n`hoà` hòa"),
        ("a\n[hoà](hoà.md)", "a\n[hòa](hoà.md)"),
        ('a\n<a title="hoà">hoà</a>', 'a\n<a title="hoà">hòa</a>'),
        ("a\nhttps://x.example/hoà hoà", "a\nhttps://x.example/hoà hòa"),
        ('a\n<i lang="fr">hoà</i> hoà', 'a\n<i lang="fr">hoà</i> hoà'),
        ("a\n[x]: hoà", "a\n[x]: hoà"),
        ("a\r\nhoà\r\nb", "a\r\nhòa\r\nb"),
    ],
)
def test_a_tone_mark_moves_where_readers_see_it(text, expected):
    assert words.tone_mark(text, tone(2)) == expected


def test_a_tone_mark_is_moved_and_nothing_else():
    assert words.tone_mark("hoà", tone(1, "hoà", "hoa")) == "hoa"
    assert words.tone_mark("nhà", tone(1, "nhà", "hòa")) == "nhà"


@pytest.mark.parametrize(
    ("line", "found", "right", "expected"),
    [
        ("雾中,岛屿", "雾中,岛屿", "雾中，岛屿", "雾中，岛屿"),
        ("雾,岛和雾,岛", "雾,岛", "雾，岛", "雾,岛和雾,岛"),
        ("**雾**,岛", "雾,岛", "雾，岛", "**雾**,岛"),
        ("`雾,岛`", "雾,岛", "雾，岛", "`雾,岛`"),
        ("[雾](雾,岛)", "雾,岛", "雾，岛", "[雾](雾,岛)"),
        ("在 2025 年", "在 2025 年", "在2025年", "在2025年"),
        ("图…,岛", "…,岛", "…，岛", "图…,岛"),
    ],
)
def test_a_part_of_a_line_is_mended_where_it_is_certain(line, found, right, expected):
    text = f"first {found}\n{line}\nlast {found}"
    mended = words.excerpt(text, problem("han-spacing", 2, found, right))

    assert mended == f"first {found}\n{expected}\nlast {found}"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("file-bom", "\ufeffa\ufeff", "a\ufeff"),
        ("file-crlf", "a\r\nb\rc\n", "a\nb\nc\n"),
        ("file-nfc", unicodedata.normalize("NFD", "Tiếng"), "Tiếng"),
        ("file-control", "a\x0bb\x00c\td", "a b c\td"),
    ],
)
def test_a_file_becomes_what_it_is_read_as(code, text, expected):
    assert FIXES[code](text, note(code, "a.md", None, msg("X"))) == expected


WORD = st.sampled_from(["hoà", "hòa", "雾,", "雾", " ", "`", "](", "<", ">", "{", "x", "\u0301"])
END = st.sampled_from(["\n", "\r\n", "\r", ""])
TEXT = st.lists(st.tuples(st.lists(WORD).map("".join), END)).map(
    lambda rows: "".join(line + end for line, end in rows)
)
FOUND = st.sampled_from(["hoà", "雾,", "雾,雾", " ", "x"])
RIGHT = st.sampled_from(["hòa", "雾，", "雾", "", "hoà"])
CODE = st.sampled_from(sorted(FIXES))


@given(TEXT, CODE, st.integers(0, 6), FOUND, RIGHT)
def test_twice_is_once(text, code, line, found, right):
    name = "found" if code == "tone-habit" else "text"
    wrong = problem(code, line, found, right, name)
    once = FIXES[code](text, wrong)

    assert FIXES[code](once, wrong) == once


@given(TEXT, st.sampled_from(["tone-habit", "han-spacing"]), st.integers(0, 6), FOUND, RIGHT)
def test_other_lines_stay_byte_for_byte(text, code, line, found, right):
    name = "found" if code == "tone-habit" else "text"
    mended = FIXES[code](text, problem(code, line, found, right, name))
    before, after = (words._LINE_END.split(each) for each in (text, mended))

    assert len(before) == len(after)
    place = 2 * (line - 1)
    assert [each for n, each in enumerate(before) if n != place] == [
        each for n, each in enumerate(after) if n != place
    ]


@given(TEXT)
def test_files_stay_what_they_are_read_as(text):
    for code in ("file-bom", "file-crlf", "file-control", "file-nfc"):
        mended = FIXES[code](text, note(code, "a.md", None, msg("X")))
        assert form.as_read(mended) == form.as_read(text)


# -- whole sites ------------------------------------------------------------------------------


def mended(root):
    made = read(root)
    plan = fixes.plan(made.site, made.problems)
    files.carry_out(fixes.changes(plan.files), ())
    return plan, read(root)


def test_a_translation_is_mended_and_stays_what_it_was(tmp_path):
    body = "雾中,岛屿(很小)在 2025 年。\n\n[雾,岛](index.md)\n"
    root = write(
        tmp_path,
        {
            "mkdocs.yml": ZH,
            "docs/fr/strings.yml": None,
            "docs/fr/index.md": None,
            "docs/zh/strings.yml": "date_long: y年M月d日\ndate_medium: y年M月d日\n",
            "docs/zh/index.md": words_of("雾。\n", title="雾岛"),
            "docs/en/a.md": page("In fog, small, in 2025.\n\n[The fog](index.md)\n"),
            "docs/zh/a.md": words_of(body, title="雾,岛"),
        },
    )
    before = read(root).codes
    assert {"han-punctuation", "han-brackets", "han-spacing"} <= set(before)
    mended(root)  # what is shown of one place may hold the next one
    _, after = mended(root)

    assert not [each for each in after.problems if each.code.startswith("han-")]
    assert mended(root)[0].files == ()
    assert (root / "docs/zh/a.md").read_text("utf-8") == words_of(
        "雾中，岛屿（很小）在2025年。\n\n[雾，岛](index.md)\n", title="雾，岛"
    )


def test_a_source_with_translations_keeps_its_words(tmp_path):
    source = VI.replace(", default: true", "").replace("Tiếng Việt}", "Tiếng Việt, default: true}")
    site = {
        "mkdocs.yml": source,
        "docs/fr/strings.yml": None,
        "docs/fr/index.md": None,
        "docs/vi/strings.yml": "date_long: d MMMM y\ndate_medium: d MMM y\n",
        "docs/vi/index.md": page("Chào.\n"),
        "docs/en/index.md": words_of("Welcome.\n"),
        "docs/vi/alone.md": page("Một nơi hoà bình.\n"),
        "docs/vi/a.md": page("Một nơi hoà bình.\n"),
        "docs/en/a.md": words_of(
            "A peaceful place.\n",
            made_from="{day: 2026-01-05, sections: {_head: aaaaaaaaaaaa, _intro: aaaaaaaaaaaa}}",
        ),
    }
    root = write(tmp_path, site)
    plan, after = mended(root)

    assert [each.path for each in plan.files] == ["docs/vi/alone.md"]
    assert [path for path, _ in plan.left] == ["docs/vi/a.md"]
    assert "accept" in str(plan.left[0][1])
    assert [each.path for each in after.problems if each.code == "tone-habit"] == ["docs/vi/a.md"]


def test_how_a_source_is_stored_may_change_with_translations(tmp_path):
    french = words_of(
        "Un.\n",
        made_from="{day: 2026-01-05, sections: {_head: aaaaaaaaaaaa, _intro: bbbbbbbbbbbb}}",
    )
    stored = page("Cafe\u0301 in fog.\x0b\n").replace("\n", "\r\n").encode("utf-8-sig")
    root = write(tmp_path, {"docs/en/a.md": stored, "docs/fr/a.md": french})
    was = dict(read(root).site.tree.entries["a.md"].stamps)
    plan, after = mended(root)

    assert (root / "docs/en/a.md").read_bytes() == page("Café in fog. \n").encode()
    assert plan.left == ()
    assert dict(after.site.tree.entries["a.md"].stamps) == was
    assert not [code for code in after.codes if code.startswith("file-")]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf---\r\ntitle: \xff\r\n",
        page("<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n").replace("\n", "\r\n").encode(),
    ],
    ids=["not UTF-8", "merge"],
)
def test_a_file_that_needs_a_person_is_not_touched(tmp_path, data):
    root = write(tmp_path, {"docs/en/a.md": data})
    made = read(root)
    found = (*made.problems, note("file-crlf", "docs/en/a.md", None, msg("CRLF")))
    plan = fixes.plan(made.site, found)

    assert plan.files == ()
    assert [path for path, _ in plan.left] == ["docs/en/a.md"]


def test_the_difference_is_a_patch(tmp_path):
    root = write(tmp_path, {"docs/en/a.md": page("Fog\x0bhere.\n")})
    made = read(root)
    shown = fixes.diff(fixes.plan(made.site, made.problems).files)

    assert shown.startswith("--- docs/en/a.md\n+++ docs/en/a.md\n@@ ")
    assert "\n-Fog\x0bhere.\n+Fog here.\n" in shown
    assert (root / "docs/en/a.md").read_text("utf-8") == page("Fog\x0bhere.\n")
