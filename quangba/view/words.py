"""The theme's words, dates and numbers in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from quangba.content import strings
from quangba.content.schema import LunarDay
from quangba.content.strings import LICENCE_KEYS
from quangba.content.tree import ContentTree
from quangba.languages import Language
from quangba.lunar import LunarDate

_NO_WORDS: Mapping[str, object] = {}


class Translator:
    """`t`, `date` and `number` of the templates for one language."""

    def __init__(self, tree: ContentTree, language: Language) -> None:
        self._tree = tree
        self._source = next(each for each in tree.languages if each.is_source).locale
        self._language = language

    @property
    def _words(self) -> Mapping[str, object]:
        # asked for each time: each page that shows a word has read it
        return self._tree.strings.get(self._language.locale, _NO_WORDS)

    @property
    def _fallback(self) -> Mapping[str, object]:
        return self._tree.strings.get(self._source, _NO_WORDS)

    def value(self, key: str) -> object:
        """What strings.yml says, in the language or else in the source's."""
        words = self._words
        return words[key] if key in words else self._fallback.get(key)

    def __call__(self, key: str, **values: object) -> str:
        """The word of a key; a missing key, which the check reports, shows its name."""
        text = self.value(key)
        return str(text).format_map(values) if isinstance(text, str) else f"[{key}]"

    def pair(self, name: str, original: str) -> str:
        """A name with the original beside it, as the language writes brackets."""
        return strings.pair({**self._fallback, **self._words}, name, original)

    def address(self, unit: str, province: str) -> str:
        """Where something lies, in the order in which the language writes addresses."""
        pattern = self.value("address")
        return str(pattern or "{unit}, {province}").format(unit=unit, province=province)

    def credit(self, name: str) -> str:
        """Who made a picture: 'Picture: Nguyễn Văn A'."""
        return self("picture_credit", name=name) if self.value("picture_credit") else name

    def licence(self, identifier: str) -> str:
        """A licence as readers know it: 'CC BY 4.0', or the terms in their language."""
        key = LICENCE_KEYS.get(identifier)
        if key:
            return self(key) if self.value(key) else ""
        kind, *rest = identifier.split("-")
        return _creative(kind, rest) if kind in ("CC", "CC0") else identifier

    def date(self, day: date, form: str = "long") -> str:
        """A day as the language writes it, by the CLDR pattern in strings.yml."""
        pattern = self.value(f"date_{form}")
        return _format_date(day, str(pattern or form), self._language)

    def partial_date(self, text: str) -> str:
        """'2025', '2025-06' or '2025-06-30' as readers write it."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 3:
            return self.date(date(*parts), "medium")
        if len(parts) == 2:
            month = self._words.get("date_month")  # another language's would mislead
            if month:
                return _format_date(date(parts[0], parts[1], 1), str(month), self._language)
            # CLDR's own month-and-year form, which every language has
            return _format_skeleton(date(parts[0], parts[1], 1), "yMMMM", self._language)
        return _format_skeleton(date(parts[0], 1, 1), "y", self._language)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return _format_number(value, self._language)

    def time(self, at: time) -> str:
        """A time of day by the CLDR pattern in strings.yml, else in the language's short form."""
        return format_time(at, str(self.value("time") or "short"), locale=self._language.babel)

    def lunar(self, day: LunarDay | LunarDate) -> str:
        """A lunar day in words: 'mùng 9 tháng Giêng âm lịch', '农历正月初九'."""
        return self("lunar_date", **self.lunar_parts(day))

    def lunar_parts(self, day: LunarDay | LunarDate) -> dict[str, str]:
        """Its day and month, as words have them; figures where the language has no words."""
        days, months = self.value("lunar_days"), self.value("lunar_months")
        if not (isinstance(days, list) and isinstance(months, list)):
            return {"day": str(day.day), "month": str(day.month)}
        month = str(months[day.month - 1])
        if day.leap:
            month = self("lunar_leap", month=month)
        return {"day": str(days[day.day - 1]), "month": month}


def _creative(kind: str, rest: list[str]) -> str:
    """'CC BY-SA 4.0' of ['BY', 'SA', '4.0']."""
    *parts, version = rest or [""]
    return " ".join(part for part in (kind, "-".join(parts), version) if part)


@lru_cache(maxsize=4096, typed=True)
def _format_number(value: float, language: Language) -> str:
    return format_decimal(value, locale=language.babel)


@lru_cache(maxsize=4096)
def _format_date(day: date, pattern: str, language: Language) -> str:
    return format_date(day, pattern, locale=language.babel)


@lru_cache(maxsize=4096)
def _format_skeleton(day: date, skeleton: str, language: Language) -> str:
    from babel.dates import format_skeleton

    return format_skeleton(skeleton, day, locale=language.babel)
