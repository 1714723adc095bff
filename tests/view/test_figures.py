"""Figures of the register as each language writes them."""

import datetime as dt

import pytest

from quangba.registers.facts import Fact
from quangba.view.parts import Parts
from tests.small_sites import FILES, page, words

WORDS = {
    "en": """
number_scales: {1000000: "{number} million", 1000000000: "{number} billion"}
units: {USD: "US${number}", t: "{number} tonnes", people: "{number} people", mm: "{number} mm"}
fact_about: "about {number}"
fact_more_than: "over {number}"
fact_range: "{first}–{last}"
fact_as_of: " ({date})"
fact_source: "Source: {name},"
""",
    "fr": """
number_scales: {1000000: "{number} millions de", 1000000000: "{number} milliards de"}
units: {USD: "{number} dollars", t: "{number} t", people: "{number} habitants", mm: "{number} mm"}
fact_about: "environ {number}"
fact_more_than: "plus de {number}"
fact_range: "{first} à {last}"
fact_as_of: " ({date})"
fact_source: "Source : {name},"
""",
}
REGISTER = """
trade:
  {label: Trade, value: 66400000000, unit: USD, as_of: 2024, source: log, review_by: 2027-03-31}
people:
  {label: P, value: 49696, unit: people, as_of: 2019-04, source: [hidden], review_by: 2027-03-31}
"""
SOURCES = """
log: {name: Harbour log, url: "https://log.example/?a=1&b=2"}
hidden: {name: A mirror, url: "https://mirror.example/", internal: true}
"""


@pytest.fixture
def parts(make_site):
    """Parts in a language, of a site with two figures and this text."""

    def of(locale="en", french=WORDS["fr"], **front):
        strings = {
            f"docs/{name}/strings.yml": str(FILES[f"docs/{name}/strings.yml"]) + text
            for name, text in (WORDS | {"fr": french}).items()
        }
        site, problems = make_site(
            {
                "assets/data/facts.yml": REGISTER,
                "assets/data/sources.yml": SOURCES,
                "docs/en/a.md": page(**front),
                "docs/fr/a.md": words(
                    **{"title": "Une page", "description": "De quoi il s’agit ici.", **front}
                ),
                **strings,
            }
        )
        assert problems == ()
        return Parts(site, site.settings.language(locale))

    return of


def fact(value, unit="USD", **more):
    day = dt.date(2027, 3, 31)
    fixed = {"label": "x", "as_of": "2024", "source": ("log",), "review_by": day}
    return Fact(value=value, unit=unit, **fixed, **more)


@pytest.mark.parametrize(
    ("given", "english", "french"),
    [
        (fact(66_400_000_000), "US$66.4 billion", "66,4 milliards de dollars"),
        (fact(86_140_000_000), "US$86.14 billion", "86,14 milliards de dollars"),
        (fact(14_331_600_000), "US$14.3316 billion", "14,3316 milliards de dollars"),
        (fact(999_000_000), "US$999 million", "999 millions de dollars"),
        (fact(1_000_000, "t"), "1 million tonnes", "1 millions de t"),
        # more decimals than anybody reads: not scaled
        (fact(1_234_567, "t"), "1,234,567 tonnes", "1 234 567 t"),
        (fact(49_696, "people"), "49,696 people", "49 696 habitants"),
        (fact(0.5, "t"), "0.5 tonnes", "0,5 t"),
        (fact(1200, "mm", to=1600), "1,200–1,600 mm", "1 200 à 1 600 mm"),
        # both ends in the same scale, or none
        (fact(900_000, "t", to=2_000_000), "900,000–2,000,000 tonnes", "900 000 à 2 000 000 t"),
        (fact(2_500_000, "t", about=True), "about 2.5 million tonnes", "environ 2,5 millions de t"),
        (
            fact(300_000, "people", more_than=True),
            "over 300,000 people",
            "plus de 300 000 habitants",
        ),
    ],
)
def test_numbers_as_each_language_writes_them(parts, given, english, french):
    shown = [parts(locale).figures.number(given) for locale in ("en", "fr")]

    assert [" ".join(text.split()) for text in shown] == [english, french]
    assert not any(" " in text for text in shown), "a line may break between number and unit"


def test_words_around_the_day_are_text_not_markup(parts):
    french = WORDS["fr"].replace('" ({date})"', "' <b onclick=x>{date} & co'")

    html = parts("fr", french=french).figures.html("trade", "full")

    assert "&lt;b onclick=x&gt;" in html
    assert "&amp; co</small>" in html
    assert '<a href="https://log.example/?a=1&amp;b=2"' in html


def test_a_language_that_counts_in_ten_thousands_sets_off_no_thousands(parts):
    scales = '{1000000: "{number} millions de"'
    myriads = WORDS["fr"].replace(scales, '{10000: "{number}W"')
    number = parts("fr", french=myriads).figures.number

    assert number(fact(1700, "people")).startswith("1700\N{NO-BREAK SPACE}")
    assert number(fact(142_500, "people")).startswith("14,25W")
    assert number(fact(49_696, "people")).startswith("49696\N{NO-BREAK SPACE}")


def test_a_citation_carries_its_day_and_leads_to_its_source(parts):
    html = parts().figures.html("trade", "full")

    assert '<data class="fact" value="66400000000">US$66.4\N{NO-BREAK SPACE}billion</data>' in html
    assert 'href="https://log.example/?a=1&amp;b=2"' in html
    assert '<span class="unseen">Source: Harbour log, </span>2024</a>' in html
    assert parts().figures.html("trade", "number") in html
    assert "<a" not in parts().figures.html("trade", "number")


def test_readers_are_not_led_to_internal_sources(parts):
    html = parts().figures.html("people", "full")

    assert "mirror" not in html
    assert "April 2019" in html


def test_words_of_front_matter_cite_figures_too(parts):
    cited = '{{ fact("trade", "number") }}'
    made = parts("fr", description=f"'Soit {cited}.'", glance=f"[{{label: A, value: '{cited}'}}]")
    entry = made.site.tree.entries["a.md"]

    assert " ".join(made.card(entry).description.split()) == "Soit 66,4 milliards de dollars."
    assert made.glance(entry.pages["fr"])[0][1].endswith("dollars")


@pytest.mark.parametrize("field", ["title", "menu_title"])
def test_links_and_menus_name_a_page_with_its_figures(parts, field):
    made = parts(**{field: "'Trade: {{ fact(\"trade\") }}'"})
    link = made.link(made.site.tree.entries["a.md"], short=True)

    assert " ".join(link.title.split()) == "Trade: US$66.4 billion"
