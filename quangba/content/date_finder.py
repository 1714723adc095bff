"""Days of months in a text: numbers beside the names of months, and the ends of ranges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from quangba.content.number_finder import AFTER_YEARS, FIRST_YEAR, GAP, Date, Dated, Found
from quangba.content.number_format import NumberFormat

_SUFFIX = 4
"""So many characters at most between a day and its month: '3rd May', '1 de enero'."""


def find(text: str, found: list[Found], dates: list[Dated], form: NumberFormat) -> list[Dated]:
    """All dates of a plain text. `found`: its numbers; `dates`: those that are numbers alone."""
    dates = [*dates, *_beside_months(text, found, form)]
    taken = [(each.start, each.end) for each in dates]
    free = {f.start for f in found if not any(start <= f.start < end for start, end in taken)}
    return dates + [other for each in dates for other in _ranges(text, each, found, free)]


def _beside_months(text: str, found: list[Found], form: NumberFormat) -> Iterator[Dated]:
    """Days that stand beside a month: by name in either order, in digits in the language's own."""
    months = {at: span for at, each in enumerate(found) if (span := _month(text, each, form))}
    for at, (month, start, end) in months.items():
        for beside in (at - 1, at + 1):
            if not 0 <= beside < len(found) or beside in months:
                continue
            other = found[beside]
            day, is_before = other.values[0], beside < at
            gap = start - other.end if is_before else other.start - end
            in_order = found[at].month or is_before == form.day_first
            if in_order and gap <= _SUFFIX and isinstance(day, Decimal) and 1 <= day <= 31:
                first, last = min(start, other.start), max(end, other.end)
                year = _year(found, min(at, beside), first, last, before=form.year_first)
                yield Dated(first, last, Date(int(day), month, year, 0))


def _year(found: list[Found], first: int, start: int, end: int, *, before: bool) -> int:
    """The year beside a date, whose two numbers are `first` and the next; 0 if there is none."""
    at = first - 1 if before else first + 2
    if not 0 <= at < len(found):
        return 0
    year, gap = found[at].values[0], start - found[at].end if before else found[at].start - end
    if isinstance(year, str) or gap > GAP or not FIRST_YEAR <= year < AFTER_YEARS:
        return 0
    return int(year)


def _month(text: str, each: Found, form: NumberFormat) -> tuple[int, int, int] | None:
    """(month, start, end) of a number that is a month by its name, or by what is around it."""
    if each.month:
        return each.month, each.start, each.end
    number = each.values[0]
    if isinstance(number, Decimal) and 1 <= number <= 12:
        for before, after in form.around_months:
            start, end = each.start - len(before), each.end + len(after)
            if text[max(0, start) : each.start] == before and text[each.end : end] == after:
                return int(number), start, end
    return None


def _ranges(text: str, dated: Dated, found: list[Found], free: set[int]) -> Iterator[Dated]:
    """Other days of the same month, no dates themselves: 14 in 14–15/2, 15 in 2月14日至15日."""
    places = [each.start for each in found]
    first, last = bisect_left(places, dated.start), bisect_left(places, dated.end)
    for others, is_before in ((reversed(found[:first]), True), (found[last:], False)):
        start, end = dated.start, dated.end
        for each in others:
            gap = text[each.end : start] if is_before else text[end : each.start]
            day = each.values[0]
            if each.start not in free or len(gap) > GAP:
                break
            if isinstance(day, str) or not 1 <= day <= 31:
                break
            start, end = min(start, each.start), max(end, each.end)
            yield Dated(each.start, each.end, replace(dated.date, day=int(day), written=False))
