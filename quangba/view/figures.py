"""Figures of the register in the reader's language: number, unit, day, source."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal

from quangba.content import strings
from quangba.content.citations import PATTERN
from quangba.languages import Language
from quangba.registers.facts import Fact
from quangba.registers.localised import in_language
from quangba.registers.sources import Source
from quangba.site import Site
from quangba.view.words import Translator

MOST_DECIMALS = 4
"""A number is scaled (66.4 billion) only if no more decimals than these are left."""

MYRIAD = 10_000
"""Languages that count in ten thousands do not set off thousands: 1700辆, 4500亿."""

NBSP = "\N{NO-BREAK SPACE}"
_CITATION = re.compile(PATTERN)
_DAY = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Where the day stands while the words around it are escaped."""


class Figures:
    """The facts of a site as readers of one language get them."""

    def __init__(self, site: Site, language: Language, t: Translator) -> None:
        self._site = site
        self._language = language
        self._t = t

    @property
    def _scales(self) -> tuple[tuple[Decimal, str], ...]:
        # as with all words, each page that writes a number has read them
        return _scales(self._t.value("number_scales"))

    @property
    def _grouped(self) -> bool:
        return all(scale > MYRIAD for scale, _ in self._scales)

    @property
    def _units(self) -> Mapping[str, str]:
        units = self._t.value("units")
        return units if isinstance(units, dict) else {}

    def number(self, fact: Fact) -> str:
        """'khoảng 66,4 tỷ USD', 'US$66.4 billion', '1,200–1,600 mm'; its spaces do not break."""
        text = self.amount(fact.value, fact.unit, to=fact.to, about=fact.about)
        if fact.more_than and not fact.about:
            text = self._t("fact_more_than", number=text).replace(" ", NBSP)
        return text

    def count(self, value: int) -> str:
        """A whole number as the language sets off thousands, never scaled: '2.400', '2400'."""
        return self._decimal(Decimal(value))

    def has_unit(self, name: str) -> bool:
        """Whether the language says how to write numbers of a unit."""
        return name in self._units

    def amount(
        self, value: float, unit: str, *, to: float | None = None, about: bool = False
    ) -> str:
        """A number, or a range, with its unit of strings.yml; its spaces do not break."""
        values = [Decimal(repr(each)) for each in (value, to) if each is not None]
        scale, pattern = self._scale(values)
        shown = [self._decimal(value / scale) for value in values]
        number = (
            shown[0] if len(shown) == 1 else self._t("fact_range", first=shown[0], last=shown[1])
        )
        text = self._units.get(unit, "{number}").format(number=pattern.format(number=number))
        return (self._t("fact_about", number=text) if about else text).replace(" ", NBSP)

    def _decimal(self, value: Decimal) -> str:
        return format_decimal(
            value,
            locale=self._language.babel,
            decimal_quantization=False,  # CLDR patterns round to three decimals
            group_separator=self._grouped,
        )

    def _scale(self, values: list[Decimal]) -> tuple[Decimal, str]:
        """The largest scale that all the numbers reach and that leaves few decimals."""
        for scale, pattern in self._scales:
            parts = [value / scale for value in values]
            # 4.9696万 has as many digits as 49696: a scale has to save some
            most = min(MOST_DECIMALS, scale.adjusted() - 1)
            if all(abs(part) >= 1 and _decimals(part) <= most for part in parts):
                return scale, pattern
        return Decimal(1), "{number}"

    def as_of(self, fact: Fact) -> str:
        """The day that a figure is of, as exact as known."""
        return self._t.partial_date(fact.as_of)

    def source(self, fact: Fact) -> Source | None:
        """The first of its sources that readers may be led to."""
        rows = (self._site.sources.get(name) for name in fact.source)
        return next((row for row in rows if row and row.is_linked), None)

    def html(self, name: str, form: str) -> str:
        """A citation in a text. An unknown figure, which the check reports, shows its name."""
        fact = self._site.facts.get(name)
        if fact is None:
            return f"[{html.escape(name)}]"
        shown = html.escape(self.number(fact))
        value = f'<data class="fact" value="{_plain(fact.value)}">{shown}</data>'
        return value if form == "number" else f"{value}{self._note(fact)}"

    def _note(self, fact: Fact) -> str:
        day = html.escape(self.as_of(fact))
        row = self.source(fact)
        if row is None:
            inside = day
        else:
            name = in_language(row.name, self._language.locale, self._site.settings.source.locale)
            said = html.escape(self._t("fact_source", name=name))
            inside = (
                f'<a href="{html.escape(row.url or "")}" rel="external">'
                f'<span class="unseen">{said} </span>{day}</a>'
            )
        words = html.escape(self._t("fact_as_of", date=_DAY)).replace(_DAY, inside)
        return f'<small class="fact-note">{words}</small>'

    def text(self, words: str) -> str:
        """Words of front matter with their figures: numbers alone, as there are no links."""
        if "{{" not in words:
            return words
        return _CITATION.sub(lambda match: self._named(match["id"]), words)

    def _named(self, name: str) -> str:
        fact = self._site.facts.get(name)
        return self.number(fact) if fact else f"[{name}]"


def _scales(value: object) -> tuple[tuple[Decimal, str], ...]:
    """'{1000000000: "{number} billion"}' of strings.yml, largest first; none of a wrong table."""
    rows = value.items() if isinstance(value, dict) and strings.are_scales(value) else ()
    return tuple(sorted(((Decimal(str(key)), str(text)) for key, text in rows), reverse=True))


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}"
