"""Texts of messages: values are only filled in, and every one has a Vietnamese form."""

import gettext
import io
import re
import string

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import messages as script
from quangba.messages import catalogue, msg, ui_language
from quangba.problems import Severity, error, note

PO = script.LOCALE_DIR / "vi" / "LC_MESSAGES" / "quangba.po"


def _fields(text):
    return sorted(
        (name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name is not None
    )


def _catalogue():
    return read_po(io.BytesIO(PO.read_bytes()), locale="vi")


def test_braces_in_values_are_shown_as_they_are():
    assert str(msg("Found {it}.", it="{x} {{y}} {")) == "Found {x} {{y}} {."


def test_a_text_within_a_text_is_in_the_same_language():
    text = msg(
        "This is not valid YAML: {reason}.", reason=msg("a bracket is opened and not closed")
    )

    assert text.render(catalogue("vi")) == "Chỗ này viết chưa đúng YAML: mở ngoặc mà chưa đóng."


def test_a_problem_names_place_level_and_code():
    problem = error(
        "x-y", "docs/a.md", 3, msg("The file is empty."), msg("Keep one of the two lines.")
    )

    assert (
        str(problem)
        == "docs/a.md:3: error: The file is empty. [x-y]\n    Keep one of the two lines."
    )
    assert problem.render(catalogue("vi")).startswith("docs/a.md:3: lỗi: Tệp không có gì. [x-y]")
    assert str(note("x-y", "docs", None, msg("The file is empty."))).startswith("docs: note: ")


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        (None, {}, "en"),
        (None, {"LANG": "vi_VN.UTF-8"}, "vi"),
        (None, {"LC_ALL": "C", "LANG": "vi_VN.UTF-8"}, "en"),
        (None, {"LANG": "fr_FR.UTF-8"}, "en"),
        ("vi", {"LANG": "en_US.UTF-8"}, "vi"),
        ("vi-VN", {}, "vi"),
        ("xx", {"LANG": "vi"}, "en"),
    ],
)
def test_the_language_of_messages(asked, environment, language):
    assert ui_language(asked, environment) == language


# -- the catalogue ---------------------------------------------------------------------------


def test_the_template_has_all_messages_and_no_others():
    """If this fails, run `python3 scripts/messages.py` and translate what it names."""
    assert script.TEMPLATE.read_bytes() == script.as_po(script.extract())


def test_the_catalogue_has_what_the_template_has():
    assert PO.read_bytes() == script.as_po(script.updated(PO, script.extract()))


@pytest.mark.parametrize("message", [m for m in _catalogue() if m.id], ids=lambda m: m.id[:40])
def test_each_message_is_translated_with_the_same_placeholders(message):
    assert message.string
    assert not message.fuzzy
    assert _fields(message.string) == _fields(message.id)


def test_the_compiled_catalogue_is_that_of_the_text():
    compiled = read_mo(io.BytesIO(PO.with_suffix(".mo").read_bytes()))

    assert {m.id: m.string for m in compiled if m.id} == {
        m.id: m.string for m in _catalogue() if m.id
    }
    assert PO.with_suffix(".mo").read_bytes() == script.as_mo(_catalogue())


def test_the_catalogue_names_no_person_machine_or_clock():
    text = PO.read_text(encoding="utf-8")

    assert (
        re.findall(r"(?:Creation|Revision)-Date: (.*?)\\n", text) == ["2026-01-01 00:00+0000"] * 2
    )
    assert not re.search(
        r"^#: /|https?://(?!www\.example\.org|127\.0\.0\.1)|:\d+$", text, re.MULTILINE
    )


def test_every_level_has_a_word_in_every_language():
    vi = catalogue("vi")

    assert [level.label.render(vi) for level in Severity] == ["lưu ý", "cảnh báo", "lỗi"]
    assert type(vi) is gettext.GNUTranslations
