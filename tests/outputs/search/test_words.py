"""What a word is, and when two are one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs.search.words import exact, fold, grams, is_unspaced, runs, variants


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Đường", "duong"),
        ("hoà", "hoa"),
        ("HÒA", "hoa"),
        ("Nùng", "nung"),
        ("ƯỚC", "uoc"),
        ("ＯＣＯＰ", "ocop"),
        ("m²", "m2"),
        ("諒山", "谅山"),
        ("Œuvre", "oeuvre"),
        ("Straße", "strasse"),
        ("ノート", "ノート"),
    ],
)
def test_folded(word, folded):
    assert fold(word) == folded
    assert fold(unicodedata.normalize("NFD", word)) == folded


def test_a_tone_on_either_vowel_is_one_word_and_another_tone_another():
    assert exact("hoà") == exact("hòa") == exact("Hoà") != exact("hoá")
    assert exact("thuý") == exact(unicodedata.normalize("NFD", "thúy"))
    assert len({exact(word) for word in ("dương", "đường", "dưỡng", "duong")}) == 4


def test_traditional_and_simplified_are_one_form():
    assert exact("諒") == exact("谅") == "谅"


def test_every_mark_is_part_of_its_word():
    marks = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M"]
    spaced = [mark for mark in marks if not is_unspaced(mark)]
    assert all(runs(f"a{mark}b") == [f"a{mark}b"] for mark in spaced)


def test_marks_on_their_own_and_signs_are_no_words():
    assert runs("Tân Thanh – Pò, 30 km; 4A") == ["Tân", "Thanh", "Pò", "30", "km", "4A"]
    assert runs(unicodedata.normalize("NFD", "đường về")) == [
        unicodedata.normalize("NFD", word) for word in ("đường", "về")
    ]
    assert runs("… _ – !") == []


def test_unspaced_scripts_stand_in_runs_of_their_own():
    assert runs("OCOP产品，新清（Tân Thanh）") == ["OCOP", "产品", "新清", "Tân", "Thanh"]
    assert [is_unspaced(run) for run in ("产品", "OCOP", "2027")] == [True, False, False]
    assert list(grams("新清口岸")) == ["新清", "清口", "口岸", "岸"]
    assert list(grams("柿")) == ["柿"]


def test_variants_are_those_of_characters_in_use():
    assert variants(frozenset("谅")) == {"諒": "谅"}


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text):
    for word in runs(text):
        assert fold(fold(word)) == fold(word)


@given(st.text("aăâdđeêoôơuưyàáảãạầấẩẫậờớởỡợ", min_size=1, max_size=8))
def test_composed_or_not_is_the_same(word):
    apart = unicodedata.normalize("NFD", word)
    assert (fold(apart), exact(apart)) == (fold(word), exact(word))
    assert fold(exact(word)) == fold(word)
    assert fold(word).isascii()
