"""What comes back goes into the page, all of it and nothing else; newer words are never lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quangba import settings
from quangba.content import reader
from quangba.content.tree import Entry
from quangba.translations import status, versions
from quangba.translations.exchange import files, imports, inline, parts, units
from quangba.translations.exchange.units import State
from quangba.translations.status import Current, Outdated
from tests.translations.entries import entry, say, translate
from tests.translations.exchange import made
from tests.translations.exchange.made import accepted, back, export, stamped, with_pages

FORMS = ("xliff", "po")
FRONT = """---
title: Harbour
description: Where boats lie.
glance:
  - {label: "Length", value: "{{ fact('length') }}"}
updated: 2026-01-05
---
"""
SOURCE = f"""{FRONT}
An island in fog.

It is [quiet](b.md).

## Ways {{ #ways }}

By boat, {{{{ fact("length") }}}} long.

- On foot
- By air

## Lamps {{ #lamps }}

They burn oil.
"""
FRENCH = """---
title: Port
description: "Où sont les bateaux."
glance:
  - {label: "Longueur", value: "{{ fact('length') }}"}
# a word of the translator
---

Une île dans la brume.

Elle est [calme](b.md).

## Chemins { #ways }

En bateau, long de {{ fact("length") }}.

- À pied
-   En avion

## Lampes

Elles brûlent de l’huile.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return made.a_site(
        tmp_path_factory.mktemp("site"),
        **{"assets/data/terms.csv": "id,kind,en,fr\nfog,thing,island in fog,île de Brume\n"},
    )


@pytest.fixture
def french():
    return accepted(SOURCE, FRENCH)


MARKED = str.maketrans("aeiouxB雾", "àéîôùXb霧")


def words(text: str) -> str:
    """A translation of a text, in which all that is protected stays."""
    return "".join(
        token.text.translate(MARKED) if token.kind == "text" else token.text
        for token in inline.tokens(text)
    )


def done(text=words):
    """A translator who translates everything."""
    return lambda unit: replace(unit, target=text(unit.source), state=State.TRANSLATED)


def only(start: str, target: str, state=State.TRANSLATED):
    """A translator who translates one unit."""

    def change(unit):
        hit = unit.source.startswith(start)
        return replace(unit, target=target, state=state) if hit else unit

    return change


def text_of(imported) -> str:
    (page,) = imported
    return page.text.text() if page.text else ""


def kept(page: Entry, locale: str) -> list:
    """What is protected in each piece of a page, and all that is not for translators."""
    pieces = [piece for section in page.sections(locale) for piece in parts.pieces(section)]
    found = [inline.protected(p.words) if p.kind else "".join(p.text.split()) for p in pieces]
    return [each for each in found if each != ""]


def state_of(source: str, translation: str):
    return status.of_entry(entry(source, translation), "fr")


# -- there and back -------------------------------------------------------------------------------


@given(made.bodies, st.sampled_from(FORMS), st.booleans())
def test_a_file_that_comes_back_untouched_changes_no_byte(site, body, form, stamps):
    source = FRONT + made.body_of(body)
    # the same blocks in other words, and in another width
    french = FRONT.replace("updated: 2026-01-05\n", "") + words(made.body_of(body)).replace(
        "\n\n", "\n\n\n"
    )
    if stamps:
        french = stamped(source, french)
    here, found = with_pages(site, source, french)

    imported, problems = back(here, export(here, found, form), form)

    assert not problems, [str(problem) for problem in problems]
    assert [page.text for page in imported] in ([], [None])


@given(made.bodies, made.bodies, st.sampled_from(FORMS))
def test_nor_does_one_whose_paragraphs_are_others(site, body, other, form):
    french = FRONT.replace("updated: 2026-01-05\n", "") + made.body_of((other[0], body[1][:1]))
    source = FRONT + made.body_of((body[0], body[1][:1]))
    here, found = with_pages(site, source, stamped(source, french))

    imported, problems = back(here, export(here, found, form), form)

    assert not problems, [str(problem) for problem in problems]
    assert [page.text for page in imported] in ([], [None])


@given(made.bodies)
def test_both_formats_carry_the_same(site, body):
    source = FRONT + made.body_of(body)
    here, found = with_pages(site, source, None)
    (one, two) = (made.received(export(here, found, form), form).units for form in FORMS)

    def told(unit):
        return unit.id, unit.source, unit.target, unit.state, unit.record

    assert list(map(told, one)) == list(map(told, two))


@example((["- 100 % 100 % 100 %"], []), "xliff")  # what has no words may stay as it is
@given(made.bodies, st.sampled_from(FORMS))
def test_a_page_that_is_all_translated_is_current(site, body, form):
    source = FRONT + made.body_of(body)
    here, found = with_pages(site, source, None)

    imported, problems = back(here, export(here, found, form), form, done())

    assert not problems, [str(problem) for problem in problems]
    text = text_of(imported)
    assert state_of(source, text) == Current(), text
    assert "TODO" not in text
    assert "draft" not in text
    # all that stands in the source but words, stands in the translation
    assert kept(entry(source, text), "fr") == kept(found, "en")
    # and what was translated comes out again as it went in
    here, found = with_pages(site, source, text)
    again = made.received(export(here, found, form), form).units
    assert [unit.target for unit in again] == [words(unit.source) for unit in again]
    assert all(unit.state.is_done for unit in again)


@given(made.bodies)
def test_ids_outlive_changes_elsewhere(site, body):
    _, found = body
    source = FRONT + made.body_of(body)
    longer = FRONT + made.body_of((["A new beginning."], found))

    def ids(text):
        here, page = with_pages(site, text, None)
        sheet = units.of_entry(here, page, "fr", say)
        return [unit.id for unit in sheet.units if unit.record.section.startswith("s")]

    assert ids(source) == ids(longer)


# -- a translator's work --------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_one_unit_is_changed_and_all_else_stays(site, french, form):
    here, found = with_pages(site, SOURCE, french)

    imported, problems = back(here, export(here, found, form), form, only("On foot", "À pied sec"))

    assert not problems
    assert text_of(imported) == french.replace("À pied", "À pied sec")
    assert imported[0].taken == 1
    assert imported[0].stamped == ()


@pytest.mark.parametrize("form", FORMS)
def test_words_of_front_matter(site, french, form):
    here, found = with_pages(site, SOURCE, french)

    def change(unit):
        new = {"Harbour": "Le port: vieux", "Length": 'Longueur "totale"'}
        return replace(unit, target=new.get(unit.source, unit.target))

    imported, problems = back(here, export(here, found, form), form, change)

    assert not problems
    assert text_of(imported) == french.replace("title: Port", 'title: "Le port: vieux"').replace(
        '"Longueur"', '"Longueur \\"totale\\""'
    )


def test_units_say_how_far_they_are(site, french):
    source = SOURCE.replace("They burn oil.", "They burn gas.").replace(
        "- By air", "- By air\n- No"
    )
    here, found = with_pages(site, SOURCE, french)
    versions.keep(here.settings, found)
    here, found = with_pages(site, source, french)

    sheet = units.of_entry(here, found, "fr", say)
    said = {unit.source: (unit.target, unit.state, unit.previous) for unit in sheet.units}

    assert said["An island in fog."] == ("Une île dans la brume.", State.FINAL, "")
    assert said["By air"] == ("En avion", State.FINAL, "")
    assert said["No"] == ("", State.NEW, "")
    assert said["They burn gas."] == (
        "Elles brûlent de l’huile.", State.REVIEW, "They burn oil.",
    )  # fmt: skip
    assert sheet.notes == ("Page: Harbour <https://brume.example/a/>",)
    assert "Agreed name: island in fog = île de Brume" in sheet.units[3].notes
    assert "Section: Lamps" in sheet.units[-1].notes


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_section_is_current_when_all_of_it_is_translated(site, french, form):
    source = SOURCE.replace("- By air", "- By air\n- By raft").replace("They burn oil", "They glow")
    here, found = with_pages(site, SOURCE, french)
    versions.keep(here.settings, found)
    here, found = with_pages(site, source, french)

    imported, problems = back(here, export(here, found, form), form, only("By raft", "En radeau"))

    assert not problems
    text = text_of(imported)
    assert "- À pied\n- En avion\n- En radeau\n" in text
    assert imported[0].stamped == ("ways",)
    drifts = state_of(source, text)
    assert isinstance(drifts, Outdated)
    assert [drift.section.key for drift in drifts.sections] == ["lamps"]

    imported, _ = back(here, export(here, found, form), form, only("By air", "Par avion"))
    assert not imported[0].text, "its paragraphs are others; a part of them has no place"


def test_a_part_of_a_new_page_goes_in_as_far_as_it_is(site):
    here, found = with_pages(site, SOURCE, None)

    imported, problems = back(here, export(here, found, "po"), "po", only("By air", "En avion"))

    assert not problems
    text = text_of(imported)
    assert "- On foot\n- En avion\n" in text
    assert "draft: true" in text
    assert "ways: todo" in text
    here, found = with_pages(site, SOURCE, text)
    sheet = units.of_entry(here, found, "fr", say)
    begun = {unit.source: unit.state for unit in sheet.units if unit.target}
    assert begun == {"By air": State.REVIEW}, "nobody has said yet that the section is done"

    imported, problems = back(here, export(here, found, "po"), "po", done())
    assert not problems
    assert state_of(SOURCE, text_of(imported)) == Current()


@pytest.mark.parametrize("form", FORMS)
def test_a_source_that_changed_again_is_never_taken_for_translated(site, form):
    here, found = with_pages(site, SOURCE, None)
    versions.keep(here.settings, found)
    data = export(here, found, form)
    newer = SOURCE.replace("They burn oil.", "They burn gas.\n\nBrightly.").replace(
        "## Ways { #ways }", "## Routes { #ways }\n\nMany."
    )
    here, found = with_pages(site, newer, None)

    imported, problems = back(here, data, form, done())

    assert not problems, [str(problem) for problem in problems]
    text = text_of(imported)
    assert words("They burn oil.") in text
    drifts = state_of(newer, text)
    assert isinstance(drifts, Outdated)
    assert sorted(drift.section.key for drift in drifts.sections) == ["lamps", "ways"]
    assert "Brightly" in translate(newer, text), "what is new is then put before the translator"


def test_a_source_that_nobody_knows_any_more(site):
    here, found = with_pages(site, SOURCE, None)
    data = export(here, found, "po")
    newer = SOURCE.replace("oil", "coal").replace("An island", "A rock")
    for file in versions.folder(here.settings, "a.md").glob("*.md"):
        file.unlink()
    here, found = with_pages(site, newer, None)

    imported, problems = back(here, data, "po", done())

    assert {problem.code for problem in problems} == {"exchange-source-unknown"}
    assert words("On foot") in text_of(imported)


@pytest.mark.parametrize("form", FORMS)
def test_newer_words_in_the_page_are_not_lost(site, french, form):
    here, found = with_pages(site, SOURCE, french)
    data = export(here, found, form)
    edited = french.replace("À pied", "En marchant")
    here, found = with_pages(site, SOURCE, edited)

    def change(unit):
        new = {"On foot": "À pied sec", "By air": "Par avion"}
        return replace(unit, target=new.get(unit.source, unit.target))

    imported, problems = back(here, data, form, change)
    assert [problem.code for problem in problems] == ["exchange-newer"]
    assert text_of(imported) == edited.replace("En avion", "Par avion")

    imported, problems = back(here, data, form, change, force=True)
    assert not problems
    assert text_of(imported) == french.replace("À pied", "À pied sec").replace(
        "En avion", "Par avion"
    )


def test_newer_words_where_paragraphs_are_others(site, french):
    here, found = with_pages(site, SOURCE, french)
    data = export(here, found, "po")
    edited = french.replace("Elles brûlent de l’huile.", "Elles brûlent.\n\nDe l’huile.")
    here, found = with_pages(site, SOURCE, edited)

    imported, problems = back(here, data, "po", only("They burn oil.", "Elles fument."))

    assert [problem.code for problem in problems] == ["exchange-newer"]
    assert not imported[0].text


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("En bateau.", "exchange-code-missing"),
        ('{{ fact("length") }} et {{ fact("length") }}', "exchange-code-added"),
        ("{{ fact('length') }} [là](c.md)", "exchange-code-added"),
        ('- En bateau {{ fact("length") }}', "exchange-block"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_a_unit_that_would_break_the_page_stays_out_and_others_go_in(
    site, french, form, target, code
):
    here, found = with_pages(site, SOURCE, french)

    def change(unit):
        if unit.source.startswith("By boat"):
            return replace(unit, target=target)
        return only("By air", "Par avion")(unit)

    imported, problems = back(here, export(here, found, form), form, change)

    assert [problem.code for problem in problems] == [code]
    assert problems[0].line
    assert text_of(imported) == french.replace("En avion", "Par avion")


def test_fuzzy_words_are_not_taken(site, french):
    here, found = with_pages(site, SOURCE, french)

    imported, problems = back(
        here, export(here, found, "po"), "po", only("By air", "Hm", State.REVIEW)
    )

    assert not problems
    assert not imported[0].text
    assert imported[0].open == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_tool_that_fills_in_the_source_text_has_translated_nothing(site, form):
    source = SOURCE.replace("An island in fog.", "An island that lies in fog.")
    here, found = with_pages(site, source, None)

    imported, problems = back(here, export(here, found, form), form, done(lambda text: text))

    assert [problem.code for problem in problems] == ["exchange-same"]
    text = text_of(imported)
    assert "_intro: todo" in text
    assert "lamps: todo" not in text, "three words may be a name"


def test_a_page_without_stamp_is_stamped_when_all_of_it_is_said_to_be_right(site):
    here, found = with_pages(site, SOURCE, FRENCH)
    data = export(here, found, "po")

    def confirmed(unit):
        return replace(unit, state=State.TRANSLATED)

    imported, problems = back(here, data, "po", only("By air", "Par avion"))
    assert not problems
    assert text_of(imported) == FRENCH.replace("En avion", "Par avion")

    imported, problems = back(here, data, "po", confirmed)
    assert not problems
    assert text_of(imported) == accepted(SOURCE, FRENCH)


def test_a_machine_draft_is_for_review_until_a_person_has_done_all(site, french):
    draft = french.replace("made_from:", "machine_draft: true\nmade_from:")
    here, found = with_pages(site, SOURCE, draft)
    data = export(here, found, "xliff")
    assert {unit.state for unit in made.received(data, "xliff").units} == {State.REVIEW}

    confirm = {"An island in fog.", "It is [quiet](b.md)."}
    imported, _ = back(
        here, data, "xliff",
        lambda unit: replace(unit, state=State.FINAL) if unit.source in confirm else unit,
    )  # fmt: skip
    assert not imported[0].text
    imported, _ = back(here, data, "xliff", lambda unit: replace(unit, state=State.FINAL))
    assert text_of(imported) == french


def test_a_record_that_a_tool_lost(site, french):
    here, found = with_pages(site, SOURCE, french)
    data = export(here, found, "po")
    bare = "\n".join(line for line in data.decode().split("\n") if "quangba section" not in line)

    imported, problems = back(here, bare.encode(), "po")
    assert not problems
    assert not imported[0].text

    imported, problems = back(here, bare.encode(), "po", only("By air", "Par avion"))
    assert [problem.code for problem in problems] == ["exchange-newer"], "it cannot be told"
    imported, problems = back(here, bare.encode(), "po", only("By air", "Par avion"), force=True)
    assert text_of(imported) == french.replace("En avion", "Par avion")


def test_files_of_other_languages_and_pages(site, french):
    here, found = with_pages(site, SOURCE, french)
    data = export(here, found, "po")

    for old, new, codes in (
        (b"Language: fr", b"Language: de", ["exchange-language"]),
        (b"Language: fr", b"Language: fr_FR", []),
        (b"Language: fr", b"Language: en", ["exchange-language"]),
        (b'msgctxt "a.md#', b'msgctxt "gone.md#', ["exchange-page"]),
    ):
        _, problems = back(here, data.replace(old, new, 1 if old[0] == 76 else -1), "po")
        assert [problem.code for problem in problems] == codes, new
    _, problems = back(here, b"# nothing\n", "po")
    assert [problem.code for problem in problems] == ["exchange-empty"]


def test_a_reworded_heading_keeps_its_place(site):
    source = SOURCE.replace(" { #ways }", "").replace(" { #lamps }", "")
    here, found = with_pages(site, source, None)
    versions.keep(here.settings, found)
    data = export(here, found, "xliff")
    newer = source.replace("## Ways", "## Routes")
    here, found = with_pages(site, newer, None)

    imported, problems = back(here, data, "xliff", done())

    assert not problems
    drifts = state_of(newer, text_of(imported))
    assert isinstance(drifts, Outdated)
    assert [drift.section.key for drift in drifts.sections] == ["routes"]


def test_words_that_no_page_can_hold(site, french):
    here, found = with_pages(site, SOURCE, french)
    change = only("Harbour", "a\x7f: b")

    imported, problems = back(here, export(here, found, "po"), "po", change)

    assert [problem.code for problem in problems] == ["yaml-syntax"]
    assert imported[0].text is None


@pytest.mark.parametrize("form", FORMS)
def test_every_page_of_a_site_comes_back_as_it_went(site, tmp_path, form):
    of_sample = settings.read(Path(__file__).parents[2] / "sample_site" / "mkdocs.yml")
    here = replace(site, settings=of_sample, tree=reader.read_tree(of_sample)[0])
    locale = of_sample.languages[1].locale
    entries = [entry for entry in here.tree.entries.values() if locale in entry.pages]
    entries = [entry for entry in entries if units.obstacle(entry, locale) is None]
    assert len(entries) > 10

    sheets = [units.of_entry(here, entry, locale, say) for entry in entries]
    files.write(here.settings, sheets, locale, form, tmp_path / f"all.{form[:3]}", say)
    written = files.write(here.settings, sheets, locale, form, tmp_path / "pages", say)

    assert len(written) == len(entries)
    for file in written:
        imported, problems = imports.of_file(here, files.read(file, file.name), file.name, say)
        assert not problems
        assert [page.text for page in imported] in ([], [None])
