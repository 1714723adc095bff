"""Numbers, dates and codes of a text by value, as the text's language writes them.

1.234,5 in Vietnamese, 1,234.5 in English and 12.3万 in Chinese are then the same kind of thing:
a value with its line. Numbers in words ('three', '三') are not read here; `number_words` finds
them for the few values that have no counterpart in digits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from quangba.content import date_finder, number_finder
from quangba.content.markdown_lines import Line
from quangba.content.number_finder import Date
from quangba.content.number_format import NumberFormat, Value


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a code. values: what it can mean, the plain reading first; line: of the file."""

    shown: str
    values: tuple[Value, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a part of a text.

    text: what readers see, without marks; lines: (place in the text, line of the file) of where
    each begins.
    """

    quantities: tuple[Quantity, ...]
    dates: tuple[Date, ...]
    text: str
    lines: tuple[tuple[int, int], ...]

    def line(self, at: int) -> int:
        """The line of the file that a place of `text` is in."""
        return self.lines[bisect_right(self.lines, (at, 10**9)) - 1][1]


def read(parts: Sequence[Sequence[Line]], form: NumberFormat) -> tuple[Reading, ...]:
    """What stands in each part of a text of one language. Read at once: passes cost time."""
    rows = [line for part in parts for line in (*part, (0, ""))]
    text = number_finder.plain("\n".join(line for _, line in rows))
    starts = [0, *accumulate(len(row) + 1 for row in text.split("\n"))]
    numbers = [number for number, _ in rows]
    found, dates = number_finder.find(text, form)
    dates = date_finder.find(text, found, dates, form)
    places = [each.start for each in found]

    def line(at: int) -> int:
        return numbers[bisect_right(starts, at) - 1]

    readings, first = [], 0
    for part in parts:
        last = first + len(part)
        begin, end = starts[first], starts[last]
        own = found[bisect_left(places, begin) : bisect_left(places, end)]
        reading = Reading(
            tuple(Quantity(text[f.start : f.end], tuple(f.values), line(f.start)) for f in own),
            tuple(replace(d.date, line=line(d.start)) for d in dates if begin <= d.start < end),
            text[begin:end],
            tuple((starts[row] - begin, numbers[row]) for row in range(first, last)),
        )
        readings.append(reading)
        first = last + 1
    return tuple(readings)
