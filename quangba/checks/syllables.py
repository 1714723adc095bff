"""Vietnamese syllables: whether letters make one, and on which vowel its tone mark stands.

A syllable is an onset, a rhyme and a tone. The tone mark stands on the vowel that has a mark of
its own (`tiếng`, `được`: the last of two); else on the last vowel before a consonant or a second
glide (`toán`, `ngoài`); else on the first (`mía`, `tùy`). Two habits differ in three open rhymes
alone: `old` writes òa, òe, ùy and `new` writes oà, oè, uỳ. In `quý` and `già` the u and the i
belong to the onset, so both habits agree.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Style = Literal["old", "new"]

TONES = {"\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
"""Tones by their combining mark: sắc, huyền, hỏi, ngã, nặng."""
_MARKS = {tone: mark for mark, tone in TONES.items()}
VOWELS = frozenset("aăâeêioôơuưy")
_WITH_MARKS = frozenset("ăâêôơư")
_STOPPED = (1, 5)
"""A rhyme that ends with c, ch, p or t is said with one of these two tones."""

ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_LONGEST_FIRST = tuple(sorted(ONSETS, key=len, reverse=True))

# The ends that each vowel or group of vowels may have; `-` for none.
_ENDS = {
    "a": "- c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": "- c m n ng o p t", "ê": "- c ch m n ng nh p t u",
    "i": "- c ch m n ng nh p t u", "y": "-", "ia": "-", "iê": "c m n ng p t u",
    "yê": "m n ng t u",
    "o": "- c i m n ng p t", "oo": "c ng", "ô": "- c i m n ng p t", "ơ": "- i m n p t",
    "u": "- c i m n ng p t", "ua": "-", "uô": "c i m n ng p t",
    "ư": "- c i m n ng t u", "ưa": "-", "ươ": "c i m n ng p t u",
    "oa": "- c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": "- m n ng o t",
    "uâ": "n ng t y", "uê": "- ch nh u", "uơ": "-", "uy": "- ch n nh p t u", "uyê": "n t",
    "uya": "-",
}  # fmt: skip
RHYMES = frozenset(
    vowels + end.replace("-", "") for vowels, ends in _ENDS.items() for end in ends.split()
)
"""Every rhyme that is written, without its tone."""
_AFTER_QU = frozenset(
    {rhyme for rhyme in RHYMES if rhyme[0] in "aăâeêiôơ"}
    | {rhyme[1:] for rhyme in RHYMES if rhyme.startswith("uy")}
) - {"ia", "ya"}
_BEFORE_FRONT = {"c": False, "g": False, "ng": False, "k": True, "gh": True, "ngh": True}
"""Whether an onset is written before e, ê, i, y (true) or before the other vowels (false)."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """A syllable in small letters: its onset, its rhyme without the tone, the tone (0 for none)."""

    onset: str
    rhyme: str
    tone: int

    @property
    def is_said(self) -> bool:
        """Whether the tone is one that the rhyme can have."""
        return self.tone in _STOPPED or not self.rhyme.endswith(("c", "ch", "p", "t"))

    @property
    def differs(self) -> bool:
        """Whether the two habits put its tone mark on different letters."""
        return self.rhyme in ("oa", "oe", "uy") and self.tone != 0

    def at(self, style: Style) -> int:
        """The place of the tone mark, counted in letters of the syllable."""
        return len(self.onset) + _place(self.rhyme, style)

    def written(self, style: Style) -> str:
        """The syllable with its tone mark, in small letters."""
        letters = self.onset + self.rhyme
        if not self.tone:
            return letters
        at = self.at(style)
        marked = unicodedata.normalize("NFC", letters[at] + _MARKS[self.tone])
        return letters[:at] + marked + letters[at + 1 :]


def _place(rhyme: str, style: Style) -> int:
    marked = [place for place, char in enumerate(rhyme) if char in _WITH_MARKS]
    if marked:
        return marked[-1]
    if rhyme in ("oa", "oe", "uy"):
        return 0 if style == "old" else 1
    is_medial = rhyme.startswith(("oa", "oe", "oo", "uy"))
    return 1 if is_medial else 0


def parse(letters: str, tone: int) -> Syllable | None:
    """The syllable of small letters without tone marks, None if they make none."""
    if letters.startswith("qu"):
        return Syllable("qu", letters[2:], tone) if letters[2:] in _AFTER_QU else None
    for onset in _LONGEST_FIRST:
        rhyme = letters[len(onset) :]
        if letters.startswith(onset) and rhyme in RHYMES and _fits(onset, rhyme):
            return Syllable(onset, rhyme, tone)
    return None


def _fits(onset: str, rhyme: str) -> bool:
    if onset == "gi":
        return rhyme[0] not in "iy"  # `gì` is g and i
    if onset == "g" and rhyme[0] == "i":
        return rhyme not in ("ia", "iê")
    wanted = _BEFORE_FRONT.get(onset)
    if onset == "k" and rhyme[0] not in "eêiy":
        return rhyme.startswith(("a", "ă"))  # names of places: Kạn, Đắk
    return wanted is None or wanted == (rhyme[0] in "eêiy")


def read(word: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(small letters without tone marks, (place, tone) of each mark) of a word in NFC."""
    letters: list[str] = []
    tones: list[tuple[int, int]] = []
    for char in word.lower():
        decomposed = unicodedata.normalize("NFD", char)
        if marks := [mark for mark in decomposed if mark in TONES]:
            tones.append((len(letters), TONES[marks[0]]))
            char = unicodedata.normalize("NFC", decomposed.replace(marks[0], ""))  # noqa: PLW2901
        letters.append(char)
    return "".join(letters), tuple(tones)


def in_case_of(word: str, right: str) -> str:
    """A word in small letters, with capitals where another of its length has them."""
    if len(word) == len(right):
        return "".join(
            new.upper() if old.isupper() else new for old, new in zip(word, right, strict=True)
        )
    if word.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if word[0].isupper() else right
