"""How a language spells a number: 3 is 'three' or 'third', '三' or '第三', 15 a day called 'rằm'.

The words come from CLDR's rules for spelling (unicode-rbnf) and from strings.yml. They are looked
up one value at a time, for the few numbers in digits that another language has in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from quangba.languages import Language

if TYPE_CHECKING:
    from unicode_rbnf import FormatPurpose, RbnfEngine

_LARGEST = 10**12
_DIGITS = (*range(11), 100, 1000, 10**4, 10**8)
_SPACED = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]|\s")


class NumberWords:
    """The words of one language. `own`: what CLDR does not know, by value."""

    def __init__(self, language: Language, own: Mapping[Decimal, tuple[str, ...]]) -> None:
        self._locale = str(language.babel)
        self._own = own
        self._patterns: dict[Decimal, re.Pattern[str] | None] = {}

    @property
    def _engine(self) -> RbnfEngine | None:
        return _engine(self._locale)  # it takes longer to read than most pages to be looked at

    def count(self, value: Decimal, text: str) -> int:
        """How often a text, in small letters, has the number in words."""
        if value not in self._patterns:
            self._patterns[value] = self._pattern(value)
        pattern = self._patterns[value]
        return len(pattern.findall(text)) if pattern else 0

    def _pattern(self, value: Decimal) -> re.Pattern[str] | None:
        forms = {form.lower() for form in self._forms(value)}
        forms = {form for form in forms if form and not any(map(str.isdecimal, form))}
        spaced = {form for form in forms if _SPACED.search(form)}
        parts = []
        if spaced:
            parts.append(rf"(?<!\w)(?:{_any(spaced)})(?!\w)")
        if joined := forms - spaced:
            digits = re.escape(_digits(self._engine))  # 三 in 三十 is not three
            parts.append(rf"(?<![{digits}])(?:{_any(joined)})(?![{digits}])")
        return re.compile("|".join(parts)) if parts else None

    def _forms(self, value: Decimal) -> Iterator[str]:
        yield from self._own.get(value, ())
        if self._engine is not None and value == int(value) <= _LARGEST:
            for purpose in _purposes():
                yield from _spelt(self._engine, int(value), purpose)


def _any(forms: set[str]) -> str:
    return "|".join(
        re.sub(r"(?:\\?[ -])+", lambda _: r"[\s-]+", re.escape(form))
        for form in sorted(forms, key=lambda form: (-len(form), form))
    )


def _spelt(engine: RbnfEngine, value: int, purpose: FormatPurpose) -> Iterator[str]:
    try:
        yield from engine.format_number(value, purpose).text_by_ruleset.values()
    except (LookupError, ValueError):
        return  # the language has no rules for this purpose


def _purposes() -> tuple[FormatPurpose, ...]:
    from unicode_rbnf import FormatPurpose

    return FormatPurpose.CARDINAL, FormatPurpose.ORDINAL


@cache
def _engine(locale: str) -> RbnfEngine | None:
    """CLDR's rules for a language, the most exact there are; None if there are none."""
    from unicode_rbnf import RbnfEngine

    known = set(RbnfEngine.get_supported_languages())
    parts = locale.split("_")
    for length in range(len(parts), 0, -1):
        if (name := "_".join(parts[:length])) in known:
            return RbnfEngine.for_language(name)
    return None


@cache
def _digits(engine: RbnfEngine | None) -> str:
    """The characters that numbers of a language without spaces are made of."""
    found = {char for n in _DIGITS if engine for char in engine.format_number(n).text}
    return "".join(sorted(char for char in found if not _SPACED.match(char))) or "\0"
