"""Dates, numbers and words as readers write them."""

from datetime import date

import pytest

from quangba.content.schema import LunarDay
from quangba.view.words import Translator
from tests.small_sites import FILES

DAYS, MONTHS = (", ".join(f"{x}{n}" for n in range(1, end)) for x, end in [("d", 31), ("m", 13)])
LISTS = f"lunar_date: '{{day}}, {{month}}'\nlunar_days: [{DAYS}]\nlunar_months: [{MONTHS}]\n"


@pytest.fixture
def translators(make_site):
    site, _ = make_site(
        {
            "docs/en/strings.yml": FILES["docs/en/strings.yml"] + "hello: Hello {name}\n" + LISTS,
            "docs/fr/strings.yml": "date_long: d MMMM y\ndate_medium: d MMM y\n",
        }
    )
    return {
        language.locale: Translator(site.tree, language) for language in site.settings.languages
    }


def test_dates(translators):
    assert translators["en"].date(date(2026, 2, 25)) == "25 February 2026"
    assert translators["fr"].date(date(2026, 2, 1)) == "1 février 2026"
    assert translators["fr"].partial_date("2025-06") == "juin 2025"
    assert translators["fr"].partial_date("2025") == "2025"
    assert translators["en"].partial_date("2025-06-30") == "30 Jun 2025"


def test_words(translators):
    assert translators["en"]("hello", name="{you}") == "Hello {you}"
    assert translators["fr"]("hello", name="toi") == "Hello toi"
    assert translators["fr"]("nothing") == "[nothing]"


def test_numbers_and_lunar_days(translators):
    assert translators["fr"].number(1234.5) == "1\u202f234,5"
    assert translators["fr"].lunar(LunarDay(month=1, day=9)) == "d9, m1"
