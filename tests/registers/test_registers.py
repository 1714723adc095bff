"""Registers kept as data: typed rows, and names in the reader's language."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quangba.registers.localised import in_language
from tests.small_sites import page


def test_sources_by_id(make_site):
    site, problems = make_site(
        {
            "assets/data/sources.yml": (
                "2025: {name: {en: Log}, date: '2025'}\nb: {name: B, internal: true}\n"
            )
        }
    )

    assert problems == ()
    assert site.sources["2025"].date == "2025"
    assert site.sources["b"].internal


def test_units_by_id_with_what_they_were_made_of(make_site):
    site, problems = make_site(
        {
            "assets/data/admin_units.yml": (
                "units:\n  - {id: north, code: '1', name: {en: North, fr: Nord}, kind: parish,\n"
                "     since: 2020-01-01,\n"
                "     made_of: [{name: Old Quay, until: 2019-12-31}]}\n"
            ),
            "docs/en/a.md": page(kind="place", unit="north"),
        }
    )
    unit = site.units.units["north"]

    assert problems == ()
    assert (unit.since, unit.made_of[0].until) == (date(2020, 1, 1), date(2019, 12, 31))


def test_a_row_with_a_mistake_does_not_hide_the_others(make_site):
    made = make_site({"assets/data/sources.yml": "a: {nam: A}\nb: {name: B}\n"})

    assert sorted(made.codes) == ["field-missing", "field-unknown"]
    assert set(made.site.sources) == {"b"}


def test_no_registers_at_all(make_site):
    site, problems = make_site({})

    assert (dict(site.sources), dict(site.units.units), problems) == ({}, {}, ())
    assert site.accessibility is None


@given(st.text() | st.dictionaries(st.sampled_from(["en", "fr", "de"]), st.text(min_size=1)))
def test_a_text_in_some_language(text):
    found = in_language(text, "fr", "en")

    if isinstance(text, str):
        assert found == text
    else:
        assert found == (text.get("fr") or text.get("en") or text.get("de", ""))


def test_the_accessibility_report_or_none(make_site):
    report = (
        "{date: 2026-01-05, axe: 4.0.0, rules: 90, pages: 4, violations: 0,"
        " languages: [en, fr], views: [home], looks: {light: 1280, dark: 360}}"
    )
    site, problems = make_site({"assets/data/accessibility.yml": report})

    assert problems == ()
    assert site.accessibility.looks == {"light": 1280, "dark": 360}
