"""Parity: what good translations may do, beside what tests/golden shows failing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quangba.checks.parity_numbers import _slipped
from tests.small_sites import MKDOCS_YML, page, words

CHINESE = MKDOCS_YML.replace("quangba: {}", "quangba: {language_tags: {fr: zh-Hans}}")
"""French stands in for a language of another script."""
WORDS = "docs/fr/strings.yml"
DATES = "date_long: d MMMM y\ndate_medium: d MMM y\n"


@pytest.fixture
def codes(make_site):
    def check(source, text, *, mkdocs=MKDOCS_YML, strings="", front=None, ours=None):
        made = make_site(
            {
                "mkdocs.yml": mkdocs,
                WORDS: DATES + strings,
                "docs/en/a.md": page(source, **(front or {})),
                "docs/fr/a.md": words(text, **(ours or {})),
                "docs/en/b.md": page("## Way\n"),
                "docs/fr/b.md": words("## Chemin\n"),
            }
        )
        return [(problem.code, problem.line) for problem in made.problems]

    return check


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1,234.5 mm in 2024–25.", "1 234,5 mm en 2024–2025."),
        ("3 boats and five men.", "Trois bateaux et 5 hommes."),
        ("2.5 million boats.", "2 500 000 bateaux."),
        ("On February 25, 2026, at 3 p.m.", "Le 25/2/2026, à 15 h."),
        ("At 8:00.", "À 8 h."),
        ("In 2024 and in 2024.", "En 2024."),
        ("In 2024.", "En 2024, oui, en 2024."),
        ("The 19th century.", "Le XIXe siècle, dix-neuvième."),
        ("Rain: 12 mm.\n\n## Pier\n\nText.", "Pluie.\n\n## Jetée\n\n12 mm."),
        ("1. One\n2. Two", "- Un\n- Deux"),
        ("`12`", "`13`"),
        ("[b](b.md)\n\n## Pier", "Texte.\n\n## Jetée\n\n[b](b.md) et [b](b.md)"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|:--|--:|\n| c | `d|e` |"),
        ("Text.[^1]\n\n[^1]: Note.", "Texte.[^a]\n\n[^a]: Note."),
    ],
)
def test_good_translations(codes, source, text):
    assert codes(f"{source}\n", f"{text}\n") == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("12.3 thousand of 3 kinds, day 15.", "3种，1.23万，十五日。"),
        ("A plan for 2 days.", "两天的计划。"),
        ("From 14 to 15 February 2027.", "2027年2月14日至15日。"),
        ("Road 4A, 300 m.", "4A公路，三百米。"),
    ],
)
def test_good_translations_into_chinese(codes, source, text):
    assert codes(f"{source}\n", f"{text}\n", mkdocs=CHINESE) == []


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("3 boats, four men.", "4 bateaux, quatre hommes.", [("parity-number", 5)]),
        ("3 boats, 3 men, 4 dogs.", "3 bateaux, 4 hommes, 4 chiens.", [("parity-number", 5)]),
        ("15,000 boats.", "15.000 bateaux.", [("parity-number", 5)] * 2),
        ("Call 0205.", "Appelez le 205.", [("parity-number", 5)]),
        ("One boat, 1 man.", "Un bateau, 2 hommes.", [("parity-number", 5)]),
        ("In 2024.", "En 2042.", [("parity-number", 5)]),
        ("May 27, 2024, and June 1.", "Le 27 mai 2025 et le 1 juin.", [("parity-date", 5)]),
        ("12 boats.\n\n7 men.", "13 bateaux.\n\nDes hommes.", [("parity-number", 5)] * 2),
    ],
)
def test_bad_translations(codes, source, text, expected):
    assert codes(f"{source}\n", f"{text}\n") == expected


def test_words_of_the_site_count(codes):
    texts = "12 boats at 0.5 km.\n", "Une douzaine de bateaux à un demi-kilomètre.\n"

    assert [code for code, _ in codes(*texts)] == ["parity-number", "parity-number"]
    assert codes(*texts, strings="number_words: {0.5: demi, 12: [douzaine]}\n") == []


def test_a_section_that_is_behind_is_not_compared(codes):
    from quangba.content.sections import fingerprint

    source = "12 boats.\n\n## Pier\n\n7 men.\n"
    head = fingerprint("title: A page\ndescription: What it is about.\n")
    stamps = f"{{_head: {head}, _intro: {fingerprint('12 boats.')}, pier: {'a' * 12}}}"
    found = codes(
        source,
        "13 bateaux.\n\n## Jetée\n\n9 hommes.\n",
        ours={"made_from": f"{{day: 2026-01-05, sections: {stamps}}}"},
    )

    assert [line for code, line in found if code == "parity-number"] == [6]


def test_a_reason_covers_what_it_names(codes):
    def reasons(what):
        return {"differs": f"[{{{what}, why: Rounded., day: 2026-01-05}}]"}

    texts = "12 boats.\n\n## Pier\n\n7 men.\n", "Bateaux.\n\n## Jetée\n\nHommes.\n"
    both = [("parity-number", 6), ("parity-number", 8)]

    assert codes(*texts, ours=reasons("what: [numbers]")) == []
    assert codes(*texts, ours=reasons("what: [numbers], section: pier")) == both[:1]
    assert codes(*texts, ours=reasons("what: [numbers], only: ['12']")) == both[1:]
    assert codes(*texts, ours=reasons("what: [links]")) == [("differs-idle", 4), *both]


@given(st.integers(0, 10**9), st.data())
@settings(max_examples=200)
def test_one_other_digit_is_a_slip(number, data):
    text = str(number)
    at = data.draw(st.integers(0, len(text) - 1))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != text[at]))

    assert _slipped(text, text[:at] + digit + text[at + 1 :])
    assert not _slipped(text, text)
    if len(text) > 2:
        assert _slipped(text, text[:at] + text[at + 1 :])
