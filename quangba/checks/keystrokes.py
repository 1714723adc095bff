"""Vietnamese typed while the keyboard program was off or fell behind: `tieengs`, `tie61ng`.

Telex writes marks with letters (aa â, dd đ, w ư; s f r x j for the tones), VNI with digits.
A word is a leftover when it is no Vietnamese syllable as it stands, becomes one when its keys
are read so, and has something that words of other languages do not have: 'tour', 'beef',
'rooms' and 'text' could all be read as Telex. Which evidence is enough was tried on the 60,000
most frequent words of fifteen languages; `_OTHER_WORDS` are those that were left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quangba.checks import syllables
from quangba.checks.syllables import Style, Syllable

_TELEX_TONES = {"s": 1, "f": 2, "r": 3, "x": 4, "j": 5}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HOOKED = {"a": "ă", "o": "ơ", "u": "ư"}
_VNI_SHAPES = {"6": _DOUBLED, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}

_OWN_ONSETS = frozenset({"đ", "ng", "ngh", "nh", "kh", "ph"})
"""Onsets that other languages which write Latin letters hardly have, before a vowel."""
_OWN_LETTERS = frozenset("ăđơư")
_OWN_RHYMES = ("iê", "yê", "uô", "ươ", "uyê")
_OWN_SHAPES = re.compile(r"iee|yee|uoo|uow|uwo|ieu|yeu|aa[uy]|oaw|[^\W\d_]uw")
"""Keys for vowels that hardly stand together elsewhere."""
_OTHER_WORDS = frozenset({
    "bamf", "beef", "booij", "boof", "conf", "dda", "dde", "ddos", "donf", "doof", "eef", "goof",
    "hanf", "heef", "hoof", "imf", "inf", "keef", "khans", "kooij", "leef", "lenf", "lenj",
    "loof", "menj", "mooij", "neef", "ngos", "oof", "panj", "poof", "reef", "roof", "rooij",
    "senf", "sinj", "soof", "teef", "trumf",
})  # fmt: skip
_VNI = re.compile(r"[^\W\d_]+[1-9][^\W_]*", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Typed:
    """What the keys of a word come to. `shapes`: how many of them made another letter."""

    letters: list[str]
    tone: int = 0
    tone_key: str = ""
    shapes: int = 0
    in_middle: bool = False

    @property
    def has_vowel(self) -> bool:
        return any(char in syllables.VOWELS for char in self.letters)

    def syllable(self) -> Syllable | None:
        letters = "".join(self.letters)
        if letters.endswith("ươ"):
            letters = letters[:-2] + "uơ"  # `thuở`: ươ stands before another letter alone
        found = syllables.parse(letters, self.tone)
        return found if found and found.is_said else None


def meant(word: str, style: Style) -> str | None:
    """What a leftover should have been, None for a word that is none."""
    small, tones = syllables.read(word)
    if len(tones) > 1 or len(small) > 12:
        return None
    tone = tones[0][1] if tones else 0
    own = syllables.parse(small, tone)
    if own and own.is_said and not (own.rhyme == "oong" and own.onset in _OWN_ONSETS):
        return None  # 'xoong' is a pan, 'khoong' is nothing
    found = _by_vni(small, tone) if _VNI.fullmatch(small) else _by_telex(word, small, tone)
    return syllables.in_case_of(word, found.written(style)) if found else None


def _by_telex(word: str, small: str, tone: int) -> Syllable | None:
    if not _LETTERS.fullmatch(small) or small in _OTHER_WORDS:
        return None
    if tone and _OWN_LETTERS.isdisjoint(small):
        return None  # 'née' and 'mów' have marks of their own
    typed = _telex(small, tone)
    found = typed.syllable() if typed and (typed.shapes or typed.tone_key) else None
    if typed is None or found is None:
        return None
    is_own = _has_own_marks(small, typed, found) if not small.isascii() else None
    return found if is_own or _is_own(word, small, typed, found) else None


def _has_own_marks(small: str, typed: _Typed, found: Syllable) -> bool:
    """Whether the marks that are there already are Vietnamese: French has 'mâts', not 'tiêngs'."""
    if not _OWN_LETTERS.isdisjoint(small) or found.rhyme.startswith(_OWN_RHYMES):
        return True
    return typed.tone_key in ("f", "j", "x") or found.rhyme.endswith(("ng", "nh", "ch"))


def _is_own(word: str, small: str, typed: _Typed, found: Syllable) -> bool:
    """Whether the keys tell that no other language's word is meant."""
    own_onset = found.onset in _OWN_ONSETS
    rare_tone = typed.tone_key in ("f", "j")
    sure = own_onset or rare_tone or (typed.tone_key == "x" and word.islower())
    if small.startswith("dd"):
        return word.islower() or typed.shapes > 1 or typed.tone_key != ""
    if _OWN_SHAPES.search(small):
        return typed.tone_key != "" or (word.islower() and found.rhyme != "ư")
    if typed.shapes:
        return sure if typed.tone_key else own_onset and word.islower()
    if not word.islower():
        return False
    closed = found.rhyme[-1] not in syllables.VOWELS
    if own_onset:  # 'phys' and 'khas' are not Vietnamese
        return rare_tone or found.onset in ("ng", "ngh", "nh") or (found.onset == "kh" and closed)
    return rare_tone and not typed.in_middle and closed and len(small) > 3


def _telex(small: str, tone: int) -> _Typed | None:
    typed = _Typed([], tone)
    for place, key in enumerate(small):
        if key in _TELEX_TONES and typed.has_vowel:
            if typed.tone:
                return None
            typed.tone, typed.tone_key = _TELEX_TONES[key], key
            typed.in_middle = place < len(small) - 1
        elif key in syllables.VOWELS and typed.tone_key:
            return None  # 'these', 'dojo': a tone is typed behind the vowels
        elif key == "w":
            if not _hook(typed):
                return None
        elif key in _DOUBLED and typed.letters[-1:] == [key]:
            typed.letters[-1] = _DOUBLED[key]
            typed.shapes += 1
        elif key == "d" and typed.letters == ["d"]:
            typed.letters = ["đ"]
            typed.shapes += 1
        else:
            typed.letters.append(key)
    return typed


def _hook(typed: _Typed) -> bool:
    """Read a w: the horn or breve of the vowels before it, or ư where there are none."""
    typed.shapes += 1
    letters = typed.letters
    places = [place for place, char in enumerate(letters) if char in _HOOKED]
    if not places:
        if "".join(letters) not in _OWN_ONSETS:
            return False
        letters.append("ư")
        return True
    last = places[-1]
    before = letters[last - 1] if last else ""
    after_q = letters[last - 2 : last - 1] == ["q"]
    if before == "u" and letters[last] in "ou" and not after_q:
        letters[last - 1] = "ư"
        if letters[last] == "o":
            letters[last] = "ơ"
    elif before == "u" and letters[last] == "a" and not after_q and last == len(letters) - 1:
        letters[last - 1] = "ư"
    else:
        letters[last] = _HOOKED[letters[last]]
    return True


def _by_vni(small: str, tone: int) -> Syllable | None:
    """Digits within the word, or several at its end: 'A4', 'CO2' and 'bảng1' are no leftovers."""
    typed = _Typed([], tone)
    for key in small:
        if not key.isdigit():
            typed.letters.append(key)
        elif key == "9" and "d" in typed.letters[:1]:
            typed.letters[0] = "đ"
            typed.shapes += 1
        elif key in _VNI_SHAPES:
            if not _shape(typed, _VNI_SHAPES[key]):
                return None
        elif key in "12345" and typed.has_vowel and not typed.tone:
            typed.tone, typed.tone_key = int(key), key
        else:
            return None
    behind = re.search(r"\d[^\W\d_]", small)
    return typed.syllable() if behind or (typed.shapes and typed.tone_key) else None


def _shape(typed: _Typed, shapes: dict[str, str]) -> bool:
    places = [place for place, char in enumerate(typed.letters) if char in shapes]
    if not places:
        return False
    last = places[-1]
    typed.letters[last] = shapes[typed.letters[last]]
    before = "".join(typed.letters[:last])
    if shapes is _VNI_SHAPES["7"] and before.endswith("u") and before != "qu":
        typed.letters[last - 1] = "ư"
    typed.shapes += 1
    return True
