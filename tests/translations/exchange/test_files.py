"""The two formats: each says the same, says it again when read, and is what its readers expect."""

import re
from pathlib import Path

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from quangba.translations.exchange import parts, po, xliff
from quangba.translations.exchange.units import Record, Sheet, State, Unit
from tests.translations.exchange import made

HERE = Path(__file__).parent
SCHEMA = etree.RelaxNG(etree.parse(HERE / "xliff.rng"))
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"

texts = (
    st.text("ab \n\t<&>\"'\\{}[]()*|`!#_.\x0b\x85\u2028雾ệ😀\x01", min_size=1, max_size=40)
    | made.lines
)
states = st.sampled_from(State)
records = st.builds(
    Record, st.just("a/b.md"), st.sampled_from(["_head", "ways", "đường", "a.b"]),
    st.just("3f9a1c20b4de"), st.just("2026-01-05"), st.sampled_from(["", "3f9a1c20b4de"]),
    st.sampled_from(["", "3f9a1c20b4de"]),
)  # fmt: skip


@st.composite
def a_unit(draw, name: str) -> Unit:
    state = draw(states)
    target = "" if state is State.NEW else draw(texts.filter(str.strip))
    return Unit(
        name, draw(texts), target, state, draw(records),
        previous=draw(st.just("") | texts) if state is State.REVIEW else "",
        notes=tuple(draw(st.lists(texts, max_size=2))), line=draw(st.integers(1, 99)),
    )  # fmt: skip


sheets = st.integers(1, 3).flatmap(
    lambda count: st.tuples(*(a_unit(f"ways.{number:08x}") for number in range(count)))
).map(lambda found: Sheet("a/b.md", "docs/en/a/b.md", ("Page: A < B",), found))  # fmt: skip


def told(unit: Unit) -> tuple:
    """What a file must tell of a unit: the words, how far they are, what they were made from."""
    return unit.id, unit.source, unit.target, unit.record


@given(sheets)
def test_xliff_tells_all_again(sheet):
    data = xliff.write([sheet], "en", "zh-Hans")
    got = xliff.read(data, "a.xlf")

    assert not got.problems
    assert got.language == "zh-Hans"
    assert [told(unit) for unit in got.units] == [told(unit) for unit in sheet.units]
    for unit, again in zip(sheet.units, got.units, strict=True):
        # a target that is not the exported one was worked on, whatever state its tool left
        touched = unit.state is State.REVIEW and unit.record.was != parts.digest(unit.target)
        assert again.state == (State.TRANSLATED if touched else unit.state)
    assert SCHEMA.validate(etree.fromstring(data)), SCHEMA.error_log


@given(sheets)
@example(
    Sheet("a/b.md", "x", (), (Unit("a.1", "\\", "\\\\n\\", State.FINAL, Record("a/b.md", "a")),))
)
def test_po_tells_all_again(sheet):
    got = po.read(po.write([sheet], "en", "zh-Hans", str), "a.po")

    assert not got.problems
    assert got.language == "zh-Hans"
    assert [told(unit) for unit in got.units] == [told(unit) for unit in sheet.units]
    assert [unit.state.is_done for unit in got.units] == [u.state.is_done for u in sheet.units]


@given(made.lines, made.lines)
def test_codes_in_xliff_hide_all_that_is_protected(source, target):
    unit = Unit("a.1", source, target, State.FINAL, Record("a.md", "a"))
    root = etree.fromstring(xliff.write([Sheet("a.md", "a.md", (), (unit,))], "en", "fr"))

    for name, text in (("source", source), ("target", target)):
        element = root.find(f".//{XLIFF}{name}")
        assert element is not None
        shown = "".join(element.itertext())
        for mark in ("{{", "](", "<br>", "<span", "https://", "`"):
            assert mark not in shown, (text, shown)


UNITS = (
    Unit(
        "_intro.3f9a1c20", "See [the quay](b.md), {{ fact('length') }} long.",
        "Voir [le quai](b.md), long de {{ fact('length') }}.", State.FINAL,
        Record("a.md", "_intro", "3f9a1c20b4de", "2026-01-05", "88aa10c2f901", "12ab34cd56ef"),
        notes=("Agreed name: the quay = le quai",), line=6,
    ),
    Unit("ways.1", "By boat &\nfoot", "En bateau", State.REVIEW,
         Record("a.md", "ways", "3f9a1c20b4de", "2026-01-05", "", "61d8da9aa2e5"),
         previous="By boat", line=8),
    Unit("ways.2", "On foot", "", State.NEW, Record("a.md", "ways"), line=8),
)  # fmt: skip
SHEET = Sheet("a.md", "docs/en/a.md", ("Page: A <https://brume.example/a/>",), UNITS)


def test_the_files_of_a_page(golden):
    golden(xliff.write([SHEET], "en", "fr").decode(), HERE / "golden" / "page.xlf")
    golden(po.write([SHEET], "en", "fr", str).decode(), HERE / "golden" / "page.po")


def test_polib_reads_what_we_write():
    file = polib.pofile(po.write([SHEET], "en", "fr", str).decode())

    assert [entry.msgid for entry in file] == [unit.source for unit in UNITS]
    assert [entry.fuzzy for entry in file] == [False, True, False]
    assert file[1].previous_msgid == "By boat"
    assert file.metadata["Language"] == "fr"
    assert "python-brace-format" not in str(file)


# -- what tools do to a file --------------------------------------------------------------------


def changed(old: str, new: str) -> bytes:
    text = xliff.write([SHEET], "en", "fr").decode()
    assert old in text
    return text.replace(old, new).encode()


def unit_of(data: bytes, name: str) -> Unit:
    got = xliff.read(data, "a.xlf")
    assert not got.problems, [str(problem) for problem in got.problems]
    return next(unit for unit in got.units if unit.id == name)


def test_a_target_that_was_worked_on_counts_though_the_tool_left_the_state():
    assert (
        unit_of(changed("<target>En bateau", "<target>À pied"), "ways.1").state is State.TRANSLATED
    )
    assert unit_of(changed("On foot</source>", "On foot</source><target>À pied</target>"),
                   "ways.2").state is State.REVIEW  # fmt: skip


def test_segments_that_a_tool_made_are_put_together():
    data = changed(
        "<source>On foot</source>",
        "<source>On </source><target>À </target></segment><ignorable><source>f</source></ignorable>"
        '<segment state="final"><source>oot</source><target><mrk id="m1" type="term">pied</mrk>'
        "</target>",
    ).replace(
        b'<segment state="initial">\n        <source>On ', b'<segment state="final"><source>On '
    )
    unit = unit_of(data, "ways.2")

    assert unit.source == "On foot"
    assert unit.target == "À fpied"
    assert unit.state is State.FINAL


def test_a_segment_without_target_leaves_the_unit_open():
    data = changed(
        "<source>On foot</source>",
        '<source>On </source><target>À</target></segment><segment state="final">'
        "<source>foot</source>",
    )

    assert unit_of(data, "ways.2").target == ""


def test_codes_split_in_two_and_codes_without_data():
    data = changed('<pc id="1"', '<pc id="1"').decode()
    start = data.index("<target>Voir ")
    source, target = data[:start], data[start:]
    target = re.sub(r"<pc [^>]*>", '<sc id="1" isolated="no"/>', target, count=1)
    target = target.replace("</pc>", '<ec startRef="1"/>', 1).replace(' dataRef="d3"', "")

    assert unit_of((source + target).encode(), "_intro.3f9a1c20").target == UNITS[0].target


def test_a_code_that_nobody_knows():
    got = xliff.read(changed("<target>En bateau", '<target><ph id="77"/>En bateau'), "a.xlf")

    assert [problem.code for problem in got.problems] == ["xliff-code"]
    assert [unit.id for unit in got.units] == ["_intro.3f9a1c20", "ways.2"]


@pytest.mark.parametrize("wrong", ['<cp hex="zz"/>', '<cp hex="FFFFFFFF"/>', "<cp/>", "<b>x</b>"])
def test_an_element_that_says_nothing(wrong):
    got = xliff.read(changed("<target>En bateau", f"<target>{wrong}En bateau"), "a.xlf")

    assert [problem.code for problem in got.problems] == ["xliff-code"]


def test_po_files_may_be_wrapped_split_and_joined():
    file = polib.pofile(po.write([SHEET], "en", "fr", str).decode(), wrapwidth=40)
    again = po.read(str(file).encode(), "a.po")
    assert [told(unit) for unit in again.units] == [told(unit) for unit in UNITS]

    file.remove(file[0])
    assert [unit.id for unit in po.read(str(file).encode(), "a.po").units] == ["ways.1", "ways.2"]


def test_po_of_another_hand():
    text = po.write([SHEET], "en", "fr", str).decode()
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    assert [told(u) for u in po.read(windows, "a.po").units] == [told(u) for u in UNITS]
    assert po.read(b'msgid "a"b"\nmsgstr ""\n', "a.po").problems[0].code == "po-syntax"
    assert po.read(b'msgid "\xff"\nmsgstr ""\n', "a.po").problems[0].code == "po-encoding"


# -- what must not be read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE xliff [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_a_file_that_declares_entities_is_refused(text):
    data = changed("<xliff ", f"{text}<xliff ").replace(b"On foot", b"On &a;foot")

    got = xliff.read(data, "a.xlf")

    assert [problem.code for problem in got.problems] == ["xliff-doctype"]
    assert not got.units


def test_what_is_no_xliff_2():
    old = b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'

    assert xliff.read(old, "a.xlf").problems[0].code == "xliff-version"
    assert xliff.read(b"<html/>", "a.xlf").problems[0].code == "xliff-version"
    assert xliff.read(b"<xliff>", "a.xlf").problems[0].code == "xliff-syntax"
    assert xliff.read(b"", "a.xlf").problems[0].code == "xliff-syntax"
