"""Which letters cannot be of a language: what is written in them should say which it is.

Scripts are Unicode's; which of them a language is written in, CLDR's. Latin letters may stand in
any text, as names do. Of them, those beyond Latin-1 that only another language of the site has in
its alphabet (`letters` in its strings.yml) are that language's: ấ in English is Vietnamese, while
é may be an English word's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quangba.languages import Language, script_of

_WRITTEN_IN = {
    "Hans": ("Hani", "Bopo"),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hani", "Hira", "Kana"),
    "Kore": ("Hang", "Hani"),
}
_EVERYWHERE = frozenset({"Latn", "Zyyy", "Zinh", "Zzzz"})
_WHOLE = frozenset({"Hani", "Hira", "Kana", "Hang", "Bopo"})
"""Scripts one character of which is a word; of others one letter may be a sign, as in μm or Ω."""

_HAN = "\u2e80"
"""From here on, scripts have no spaces between words."""

_LATIN_1_END = 0x100


@dataclass(frozen=True, slots=True)
class Tongues:
    """tag -> Latin letters that only other languages of the site have, of each of its languages."""

    foreign: tuple[tuple[str, str], ...]

    def stranger(self, tag: str, text: str) -> tuple[int, int] | None:
        """Where the first word stands in a text that cannot be of a language; None without any."""
        found = _pattern(tag, self.foreign).search(text)
        if not found:
            return None
        begins, ends = found.span()
        while found[0][0] < _HAN and begins and text[begins - 1].isalpha():
            begins -= 1
        while found[0][0] < _HAN and ends < len(text) and text[ends].isalpha():
            ends += 1
        return begins, ends


def of(languages: Iterable[Language], letters: Mapping[str, tuple[str, ...]]) -> Tongues:
    """The tongues of a site. letters: the alphabet of each language, by folder name."""
    alphabets = {
        each.tag: {
            char for group in letters.get(each.locale, ()) for char in group if _is_latin(char)
        }
        for each in languages
    }
    rows = []
    for tag, own in alphabets.items():
        others = set[str]().union(*(each for other, each in alphabets.items() if other != tag))
        latin = {char for char in others - own if ord(char) >= _LATIN_1_END}
        rows.append((tag, "".join(sorted(latin | {char.upper() for char in latin}))))
    return Tongues(tuple(rows))


def _is_latin(char: str) -> bool:
    return 0x41 <= ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00


@lru_cache(maxsize=64)
def _pattern(tag: str, foreign: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Runs of letters of other scripts than a language's, and foreign Latin letters."""
    return _letters(script_of(tag) or "", dict(foreign).get(tag, ""))


def _letters(script: str, foreign: str) -> re.Pattern[str]:
    from fontTools.unicodedata import Scripts

    own = _EVERYWHERE | {script, *_WRITTEN_IN.get(script, ())}
    words = _ranges(_WHOLE - own)
    letters = _ranges(frozenset(Scripts.VALUES) - own - _WHOLE)
    parts = [f"[{words}]+"] if words else []
    parts += [f"[{letters}]{{2,}}"] if letters else []
    parts += [f"[{re.escape(foreign)}]"] if foreign else []
    return re.compile("|".join(parts)) if script else re.compile("(?!)")


def _ranges(scripts: frozenset[str]) -> str:
    """The characters of scripts, as they stand in a set of a regular expression."""
    from fontTools.unicodedata import Scripts

    ends = (*Scripts.RANGES[1:], 0x110000)
    rows = zip(Scripts.RANGES, ends, Scripts.VALUES, strict=True)
    return "".join(
        f"\\U{first:08x}-\\U{end - 1:08x}" for first, end, name in rows if name in scripts
    )
