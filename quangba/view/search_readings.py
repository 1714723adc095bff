"""How the shorter forms of a name are read, where only the whole name's reading is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate

_VOWELS = re.compile("[aeiou]+")


def shorter(name: str, reading: str, forms: Iterable[str]) -> Iterator[str]:
    """The readings of forms that are a part of a name.

    A character is one syllable, as in Chinese: 谅山省, 'Liàngshān Shěng' and 谅山 give 'Liàngshān'.
    Nothing where the numbers differ, or a form would end within a word of the reading.
    """
    words = reading.split()
    ends = [0, *accumulate(map(_syllables, words))]
    whole = _letters(name)
    if len(whole) != ends[-1]:
        return
    for form in forms:
        part = _letters(form)
        start = whole.find(part)
        if part and part != whole and start in ends and start + len(part) in ends:
            yield " ".join(words[ends.index(start) : ends.index(start + len(part))])


def _syllables(word: str) -> int:
    plain = unicodedata.normalize("NFD", word.lower())
    bare = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    return len(_VOWELS.findall(bare))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))
