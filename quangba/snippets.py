"""How much of a title and of a description search engines show, by script.

They cut by width. Google gives a title some 600 pixels and a description some 920 on two lines
at most; Bing cuts descriptions after 160 characters and calls those below 25 too short; Baidu
shows 63 bytes of a title, which are 31 Han characters, and some 80 of a description. A Han
character is as wide as two Latin ones, so that one measure serves all of them, and mixed texts.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from quangba.languages import Language

_TITLE = 60
_DESCRIPTION = 25, 160
_WIDE_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Hrkt", "Jpan", "Kore"})


@dataclass(frozen=True, slots=True)
class Limits:
    """So many characters of a language's script are shown.

    title, description: at most; least: of a description, below which engines choose a text of
    their own.
    """

    title: int
    description: int
    least: int


def limits(language: Language) -> Limits:
    """Of texts in a language: 60, 160 and 25 letters, or 30, 80 and 12 Han characters."""
    least, most = _DESCRIPTION
    per = _per_character(language)
    return Limits(_TITLE // per, most // per, least // per)


def length(text: str, language: Language) -> int:
    """How long a text is, in characters of the language's script; marks above letters are none."""
    return math.ceil(_columns(text) / _per_character(language))


def _per_character(language: Language) -> int:
    return 2 if language.script in _WIDE_SCRIPTS else 1


def _columns(text: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in unicodedata.normalize("NFC", text)
        if not unicodedata.combining(char)
    )
