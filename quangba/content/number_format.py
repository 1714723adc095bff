"""How a language writes numbers, months and hours, as patterns to find them in its texts.

All of it comes from CLDR, the words for large numbers from strings.yml as well: decimal and group
marks, 'nghìn', 'million' and '万', names of months, the order of day and month, 'p.m.' and '下午'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from babel import Locale

from quangba import compiled
from quangba.languages import Language

Value = Decimal | str
"""A number, or a code that only its own letters equal: 4A, 0205, 3.11.2."""

_PHONE = r"(?P<phone>(?:\+\d|0\d)(?:[ .()-]{0,2}\d){6,12}(?![\d/]))"
_DATE = (
    r"(?P<date>(?:\d{1,4}(?:/\d{1,4}){1,2}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:-\d{1,2}-\d{4}|\.\d{1,2}\.(?:\d{4}|\d\d)))(?![\d-]|\.\d))"
)
_CODE = r"(?P<code>\d+[A-Z](?![A-Za-z\d]))"
_AFTERNOON = ("pm", "afternoon1", "afternoon2", "evening1", "evening2", "night1", "night2")
_SPACES = "\u00a0\u202f\u2009\u2007"


def with_plain_spaces(text: str) -> str:
    """Spaces that do not break, or are narrow, as plain ones."""
    for space in _SPACES:
        text = text.replace(space, " ")
    return text


class NumberFormat:
    """The patterns of one language. `scales`: further words for large numbers."""

    def __init__(self, language: Language, scales: Mapping[str, int]) -> None:
        self._locale = language.babel
        self.scales = {**_compact(self._locale), **scales}
        symbols = self._locale.number_symbols.get("latn", {})
        self._decimal: str = symbols.get("decimal", ".")
        self._group: str = with_plain_spaces(symbols.get("group", ","))
        short = str(self._locale.date_formats["short"])
        self.day_first = short.find("d") < short.find("M")
        """Whether the day stands before its month."""
        self.year_first = short.find("y") < short.find("M")
        """Whether the year stands before both."""

    @cached_property
    def number(self) -> re.Pattern[str]:
        """What begins with a digit or `+`: groups `phone`, `date`, `code`, or `run` and `scale`."""
        space = f"|{re.escape(self._group)}(?=\\d{{3}}(?!\\d))" if self._group not in ".," else ""
        run = rf"(?P<run>\d+(?:(?:[.,]{space})\d+)*)"
        scale = f"(?P<scale>(?i:[ -]?{_words(self.scales)})+)?" if self.scales else "(?P<scale>)"
        with compiled.lasting():
            return re.compile(f"{_DATE}|{_PHONE}|{_CODE}|{run}{scale}")

    @cached_property
    def scale_word(self) -> re.Pattern[str]:
        """One of the words for large numbers."""
        return re.compile(_words(self.scales) if self.scales else r"(?!)", re.IGNORECASE)

    @cached_property
    def _grouped(self) -> re.Pattern[str]:
        # \d{2,3}: India counts 12,34,567
        group, decimal = re.escape(self._group), re.escape(self._decimal)
        return re.compile(rf"\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}(?:{decimal}\d+)?")

    def value(self, run: str) -> Value:
        """Digits with their marks by the rules of the language, else the one way to read them."""
        if run.isdigit():
            return run if run[0] == "0" and len(run) > 2 else Decimal(run)
        if self._grouped.fullmatch(run):
            return Decimal(run.replace(self._group, "").replace(self._decimal, "."))
        whole, mark, rest = re.split(r"(\D)", run, maxsplit=1)
        if rest.isdigit():
            return Decimal(f"{whole}.{rest}")
        last = re.findall(r"\D", run)[-1]
        if last != mark and re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+\D\d+", run):
            return Decimal(run.replace(mark, "").replace(last, "."))  # of another language
        return run

    def day(self, parts: list[int]) -> tuple[int, int] | None:
        """(day, month) of a date written in two or three numbers; None if they are none."""
        if len(parts) == 3 and parts[0] > 31:
            day, month = parts[2], parts[1]
        elif self.day_first:
            day, month = parts[0], parts[1]
        else:
            month, day = parts[0], parts[1]
        return (day, month) if 1 <= day <= 31 and 1 <= month <= 12 else None

    # -- months and hours -------------------------------------------------------------------

    @cached_property
    def months(self) -> Mapping[str, int]:
        """Months by their names: 'February', 'Feb', 'tháng 2', '2月'."""
        uses = [self._locale.months[use] for use in ("format", "stand-alone")]
        return {
            name.rstrip("."): number
            for use in uses
            for width in ("wide", "abbreviated")
            for number, name in use.get(width, {}).items()
            if len(name) > 1
        }

    @cached_property
    def month(self) -> re.Pattern[str] | None:
        """Names that have no digits, as written: 'may' is not 'May'."""
        names = [name for name in self.months if not _has_digits(name)]
        return re.compile(f"{_any(names)}(?!\\w)") if names else None

    @cached_property
    def around_months(self) -> tuple[tuple[str, str], ...]:
        """What stands around the number of a month: ('tháng ', ''), ('', '月')."""
        names = [name for name in self.months if _has_digits(name)]
        parts = (re.split(r"\d+", name, maxsplit=1) for name in names)
        return tuple(sorted({(before, after) for before, after in parts}))

    @cached_property
    def afternoon(self) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
        """What stands before and behind an hour after noon: '下午', ' p.m.'."""
        periods = self._locale.day_periods.get("format", {})
        found = {
            word
            for width in ("wide", "abbreviated")
            for name, word in periods.get(width, {}).items()
            if name in _AFTERNOON and len(word) > 1
        }
        if not found:
            return None
        words = "|".join(_dotted(word) for word in sorted(found, key=len, reverse=True))
        return (
            re.compile(rf"(?:{words}) ?$"),
            re.compile(rf"(?:[:.]\d\d)?(?: ?[^\W\d_]{{1,6}})? ?(?:{words})(?!\w)"),
        )


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _compact(locale: Locale) -> dict[str, int]:
    """'nghìn' -> 1000, '万' -> 10000: the words in CLDR's patterns for short numbers."""
    formats = locale.compact_decimal_formats
    found: dict[str, int] = {}
    for by_size in (formats.get("long") or formats.get("short") or {}).values():
        for size, pattern in by_size.items():
            word = pattern.pattern.replace("0", "").replace("'", "").strip()
            if word:
                found[word.lower()] = 10 ** (len(size) - pattern.pattern.count("0"))
    return found


def _words(scales: Iterable[str]) -> str:
    """A pattern for words; those of letters end where a word does."""
    spelt = (
        re.escape(word) + (r"(?!\w)" if unicodedata.category(word[-1]) != "Lo" else "")
        for word in sorted(scales, key=len, reverse=True)
    )
    return f"(?:{'|'.join(spelt)})"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _dotted(word: str) -> str:
    """'PM' also as 'p.m.': CLDR has the one, many write the other."""
    if word.isascii() and word.isupper() and len(word) == 2:
        return rf"(?i:{word[0]}\.?{word[1]}\.?)"
    return re.escape(word)
