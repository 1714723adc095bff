"""The lunar calendar of Vietnam, and that of China beside it, from verified tables.

Both have the same rules and clocks an hour apart, so that once in a while a month begins a day
later in China, and in 1985 even Tết was a month apart. `lunar_table.py` says what was made how.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quangba import lunar_table


@dataclass(frozen=True, slots=True, order=True)
class LunarDate:
    """A day of a lunar calendar. leap: of the second of two months with one number."""

    year: int
    month: int
    leap: bool
    day: int


@dataclass(frozen=True, slots=True)
class _Month:
    first: dt.date
    days: int
    year: int
    number: int
    leap: bool


class LunarCalendar:
    """Lunar days and solar ones, for the lunar years of a table, read when first asked."""

    def __init__(self, table: str) -> None:
        """table: a line for each year, as in `lunar_table`."""
        self._lines = table.splitlines()
        first, last = (int(self._lines[at].split()[0]) for at in (0, -1))
        self.years = range(first, last + 1)

    @cached_property
    def _in_order(self) -> tuple[_Month, ...]:
        return tuple(each for line in self._lines for each in _months(line))

    @cached_property
    def _firsts(self) -> list[dt.date]:
        return [month.first for month in self._in_order]

    @cached_property
    def _months(self) -> dict[tuple[int, int, bool], _Month]:
        return {(month.year, month.number, month.leap): month for month in self._in_order}

    def lunar(self, day: dt.date) -> LunarDate | None:
        """The lunar day of a solar one; None beyond the table."""
        at = bisect_right(self._firsts, day) - 1
        if at < 0:
            return None
        month = self._in_order[at]
        number = (day - month.first).days + 1
        if number > month.days:
            return None
        return LunarDate(month.year, month.number, month.leap, number)

    def solar(self, date: LunarDate) -> dt.date | None:
        """The solar day of a lunar one; None where that year has no such month or day."""
        month = self._months.get((date.year, date.month, date.leap))
        if month is None or not 1 <= date.day <= month.days:
            return None
        return month.first + dt.timedelta(days=date.day - 1)

    def day_of(self, year: int, month: int, day: int, *, leap: bool = False) -> dt.date | None:
        """When a yearly day is in a lunar year; None where that has no such month.

        The 30th is the last day of the month, also of one that has 29: so people keep it.
        """
        found = self._months.get((year, month, leap))
        if found is None:
            return None
        return found.first + dt.timedelta(days=min(day, found.days) - 1)


def _months(line: str) -> Iterator[_Month]:
    """The months of a year's line."""
    year, begin, twice, lengths = line.split()
    first = dt.date(int(year), int(begin[:2]), int(begin[2:]))
    number, leap = 0, False
    for length in lengths:
        leap = number == int(twice) != 0 and not leap
        number = number if leap else number + 1
        days = 29 + int(length)
        yield _Month(first, days, int(year), number, leap)
        first += dt.timedelta(days=days)


HOME = LunarCalendar(lunar_table.VIETNAMESE)
"""The calendar that festivals go by."""
NEIGHBOUR = LunarCalendar(lunar_table.CHINESE)
"""The one that readers from the other side of the border would reckon by."""


def neighbours_day(day: dt.date) -> LunarDate | None:
    """The Chinese lunar day, where it is another than the Vietnamese one."""
    ours, theirs = HOME.lunar(day), NEIGHBOUR.lunar(day)
    return theirs if ours != theirs else None
