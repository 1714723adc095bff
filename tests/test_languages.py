"""Addresses from names: plain letters for every Vietnamese text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.languages import Language, romanise, slug

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
LETTERS = [
    case(unicodedata.normalize("NFC", vowel + tone))
    for vowel in VOWELS
    for tone in TONES
    for case in (str.lower, str.upper)
] + ["đ", "Đ", *"bcdghklmnpqrstvxBCDGHKLMNPQRSTVX", *" -–,."]
vietnamese = st.text(st.sampled_from(LETTERS), max_size=30)


@pytest.mark.parametrize("letter", LETTERS)
def test_each_vietnamese_letter_has_one_plain_letter(letter):
    plain = romanise(letter)

    assert len(plain) == 1
    assert plain == "–" or plain.isascii()


@given(vietnamese)
def test_composed_and_decomposed_text_give_the_same(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert romanise(composed) == romanise(decomposed)
    assert slug(composed) == slug(decomposed)


@given(st.text())
def test_a_slug_is_its_own_slug(text):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@given(vietnamese)
def test_romanised_text_stays_as_it_is(text):
    assert romanise(romanise(text)) == romanise(text)


def test_slugs():
    assert slug("Đầu tư – Văn Lãng") == "dau-tu-van-lang"
    assert slug("投资") == ""
    assert slug("Île d’Œuf, Straße") == "ile-d-oeuf-strasse"


def test_a_language_in_the_words_of_another():
    vi, zh = Language("vi", "vi", "Tiếng Việt"), Language("zh", "zh-Hans", "中文")

    assert vi.name_in(zh) == "越南语"
    assert (zh.url_prefix, vi.dir) == ("zh/", "ltr")
    assert Language("ar", "ar", "العربية", is_source=True).dir == "rtl"
