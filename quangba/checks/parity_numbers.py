"""Numbers and dates of a translation against its source, by value.

A number is there if the section has its value, however it is written: in digits, scaled, in
words. Who writes well does not repeat a number wherever the source does, and may move it; so one
that stands elsewhere on the page is enough, unless what stands in its place looks like a slip of
the pen: 12.5 and 12.3, 2025 and 2026, 1500 and 150.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from quangba.checks import parity_dates
from quangba.checks.parity_pairs import MEANT, Finding, Pair
from quangba.content.number_finder import Date
from quangba.content.number_format import Value
from quangba.content.quantities import Quantity
from quangba.content.sections import HEAD
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import warning
from quangba.registers.facts import Fact
from quangba.translations.parts import Part, Side

_Place = tuple[int, Value]
"""A number by its line."""


@dataclass(slots=True)
class _Rest:
    """What of two sections has no counterpart so far."""

    source: Part
    ours: Part
    lost: list[Quantity]
    extra: list[Quantity]


def compare(pair: Pair) -> Iterator[Finding]:
    """Dates that are other ones, and numbers that a translation lacks or has beyond its source."""
    told: tuple[set[_Place], set[_Place]] = set(), set()
    for source, ours in pair.parts():
        for date, expected in parity_dates.others(pair, source, ours):
            told[0].update(_places(expected))
            told[1].update(_places(date))
            yield parity_dates.told(pair, ours, date, expected)
    rests = []
    for source, ours in pair.parts():
        lost, extra = _unlike(source.reading.quantities, ours.reading.quantities)
        lost = [each for each in lost if (each.line, each.values[0]) not in told[0]]
        extra = [each for each in extra if (each.line, each.values[0]) not in told[1]]
        if lost or extra:
            rests.append(_Rest(source, ours, lost, extra))
    if rests:
        for rest in rests:
            _spelt(rest)
        _moved(rests)
        known = _Known(pair.source, pair.facts), _Known(pair.ours, pair.facts)
        for rest in rests:
            yield from _findings(pair, rest, *known)


def _places(date: Date) -> Iterator[_Place]:
    yield from ((date.line, Decimal(part)) for part in (date.day, date.month, date.year))


def _unlike(
    source: tuple[Quantity, ...], ours: tuple[Quantity, ...]
) -> tuple[list[Quantity], list[Quantity]]:
    """What only one of two texts has: first by plain reading, then by what else it can mean."""
    by_value: dict[Value, list[Quantity]] = {}
    for quantity in reversed(ours):
        by_value.setdefault(quantity.values[0], []).append(quantity)
    lost = []
    for quantity in source:
        if found := by_value.get(quantity.values[0]):
            found.pop()
        else:
            lost.append(quantity)
    extra = [quantity for found in by_value.values() for quantity in reversed(found)]
    if not lost or not extra:
        return lost, sorted(extra, key=ours.index)
    left = []
    for quantity in lost:
        same = next((other for other in extra if _same(quantity, other)), None)
        if same:
            extra.remove(same)
        else:
            left.append(quantity)
    return left, sorted(extra, key=ours.index)


def _spelt(rest: _Rest) -> None:
    """Take out what the other text has in words, beyond the words that both have.

    Words such as 'one' and 一 stand in most texts. So one that looks like what is left on the
    other side stays: who turns a 1 into a 2 is not excused by a 'one' nearby.
    """
    lost, said = _not_in_words(rest.lost, rest.source, rest.ours)
    extra, known = _not_in_words(rest.extra, rest.ours, rest.source)
    rest.lost = lost + [each for each in said if any(_slip(each, other) for other in extra)]
    rest.extra = extra + [each for each in known if any(_slip(each, other) for other in lost)]


def _not_in_words(
    left: list[Quantity], mine: Part, other: Part
) -> tuple[list[Quantity], list[Quantity]]:
    taken: Counter[Value] = Counter()
    without, said = [], []
    for quantity in left:
        value = quantity.values[0]
        if _in_words(value, other) - _in_words(value, mine) > taken[value]:
            taken[value] += 1
            said.append(quantity)
        else:
            without.append(quantity)
    return without, said


def _in_words(value: Value, part: Part) -> int:
    if isinstance(value, str):
        return 0
    return part.speech.words.count(value, part.small)


def _moved(rests: list[_Rest]) -> None:
    """Take out what one section lacks and another has beyond its source."""
    for rest in rests:
        for quantity in list(rest.lost):
            if any(_slip(quantity, other) for other in rest.extra):
                continue
            for other in rests:
                found = next((q for q in other.extra if _same(quantity, q)), None)
                if found:
                    other.extra.remove(found)
                    rest.lost.remove(quantity)
                    break


def _same(one: Quantity, other: Quantity) -> bool:
    return not set(one.values).isdisjoint(other.values)


class _Known:
    """All the numbers of a page, those of the figures that it cites included."""

    def __init__(self, side: Side, facts: Mapping[str, Fact]) -> None:
        self._side = side
        parts = side.parts.values()
        self._values = {v for part in parts for q in part.reading.quantities for v in q.values}
        for name in side.facts:
            if fact := facts.get(name):
                self._values |= set(_of_fact(fact))

    def has(self, quantity: Quantity, part: Part) -> bool:
        """In digits anywhere, in words in the section. What a page is about sums up all of it."""
        if not self._values.isdisjoint(quantity.values):
            return True
        where = self._side.parts.values() if part.key == HEAD else (part,)
        return any(_in_words(quantity.values[0], each) for each in where)


def _of_fact(fact: Fact) -> Iterator[Decimal]:
    for value in (fact.value, fact.to):
        if value is not None:
            yield Decimal(repr(value)).normalize()
    yield from (Decimal(part) for part in fact.as_of.split("-"))


def _findings(pair: Pair, rest: _Rest, source: _Known, ours: _Known) -> Iterator[Finding]:
    lost = [
        each
        for each in rest.lost
        if not ours.has(each, rest.ours) or any(_slip(each, other) for other in rest.extra)
    ]
    extra = [
        each
        for each in rest.extra
        if not source.has(each, rest.source) or any(_slip(each, other) for other in rest.lost)
    ]
    for quantity in lost:
        found = next((each for each in extra if _slip(quantity, each)), None)
        if found:
            extra.remove(found)
        yield _lost(pair, rest, quantity, found)
    for quantity in extra:
        yield _extra(pair, rest, quantity)


def _slip(one: Quantity, other: Quantity) -> bool:
    """Whether two values differ as by a slip: a digit is another, left out, or put before.

    Names of months are none: what is wrong with them is told by their dates.
    """
    if one.shown.isalpha() or other.shown.isalpha():
        return False
    others = [_written(value) for value in other.values]
    return any(_slipped(_written(value), each) for value in one.values for each in others)


def _slipped(one: str, other: str) -> bool:
    if len(one) == len(other):
        at = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
        return len(at) == 1 or (len(at) == 2 and sorted(one) == sorted(other))
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value.normalize():f}"


# -- what is said -----------------------------------------------------------------------------


def _lost(pair: Pair, rest: _Rest, quantity: Quantity, found: Quantity | None) -> Finding:
    page, where = pair.ours.page, pair.source.page.path
    if found:
        text = msg(
            "“{number}” ({path}:{line}) has no counterpart; the section has “{found}”.",
            number=quantity.shown, path=where, line=quantity.line, found=found.shown,
        )  # fmt: skip
    else:
        text = msg(
            "“{number}” ({path}:{line}) has no counterpart in this section.",
            number=quantity.shown, path=where, line=quantity.line,
        )  # fmt: skip
    example = _example(quantity, rest.ours.speech.language)
    hint = msg("Write for example: {example}. {meant}", example=example, meant=MEANT)
    line = found.line if found else rest.ours.line
    shown = (quantity.shown, *((found.shown,) if found else ()))
    return Finding(
        "numbers", rest.ours.key, warning("parity-number", page.path, line, text, hint), shown
    )


def _extra(pair: Pair, rest: _Rest, quantity: Quantity) -> Finding:
    return Finding("numbers", rest.ours.key, warning(
        "parity-number", pair.ours.page.path, quantity.line,
        msg("“{found}” has no counterpart in the source section ({path}:{line}).",
            found=quantity.shown, path=pair.source.page.path, line=rest.source.line),
        msg("Correct it, or let the source say it too. {meant}", meant=MEANT),
    ), (quantity.shown,))  # fmt: skip


def _example(quantity: Quantity, language: Language) -> str:
    """The value in digits, as the language writes it; years and the like without groups."""
    value = quantity.values[0]
    if isinstance(value, str) or quantity.shown.isalpha():
        return quantity.shown if isinstance(value, str) else str(value)
    if quantity.shown.isdigit():
        return quantity.shown
    return format_decimal(value, locale=language.babel, decimal_quantization=False)
