"""Make quangba/lunar_table.py: when lunar months begin, in Vietnam and in China, 1968 to 2053.

    pip install ephem==4.2.1 astronomy-engine==2.1.19
    python3 scripts/lunar_table.py

New moons and the twelve principal terms are computed by PyEphem (libastro: VSOP87 and Moshier's
moon) and again by Astronomy Engine, which shares no code with it. Where the two put one of them
on different days, nothing is written. The table ends before May 2054: from then on some new moons
are seconds from a midnight, tables differ, and nobody knows yet how fast the Earth will turn.

Both calendars have the same rules (GB/T 33661-2017): a month begins on the day of the new moon;
the month of the winter solstice is the eleventh; of thirteen months between two solstices the
first one without a principal term is a leap month. They differ in the clock alone: UTC+7 in
Vietnam (Decision 121/CP of 1967, in force since 1968), UTC+8 in China.

Not part of the gate: tests/test_lunar.py checks the table against published days. When it was
made, all 1,064 Vietnamese months were those of lunar-vn 1.4.0, and all Chinese ones those of
lunardate 0.3.0, but for September 1978, where the new moon was at 16:09 UTC on the 2nd.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import astronomy
import ephem

FIRST, LAST = 1968, 2053
ZONES = {"VIETNAMESE": 7, "CHINESE": 8}
TARGET = Path(__file__).resolve().parent.parent / "quangba" / "lunar_table.py"
TERMS = 12 * (LAST - FIRST + 2) + 2
"""So many principal terms from the one of November, at 240 degrees."""
SOLSTICE = 9
"""The winter solstice among the principal terms, counted by thirty degrees from the equinox."""

HEAD = '''"""The years of two lunar calendars, made by scripts/lunar_table.py. Not to be edited.

A line is a lunar year: its number, its first day (month and day), the number of the month that
comes twice (0: none), and for each month in order 1 if it has 30 days, 0 if it has 29.
"""

'''

Moment = dt.datetime


def by_ephem() -> tuple[list[Moment], list[Moment]]:
    """New moons, and principal terms (the sun at each thirty degrees), in UTC."""
    moons, at = [], ephem.Date(f"{FIRST - 1}/11/1")
    while at.datetime().year < LAST + 2:
        at = ephem.next_new_moon(at)
        moons.append(at.datetime())
        at = ephem.Date(at + 20)
    return moons, list(_terms(_longitude))


def _longitude(moment: Moment) -> float:
    sun = ephem.Sun(ephem.Date(moment))
    return math.degrees(ephem.Ecliptic(ephem.Equatorial(sun.g_ra, sun.g_dec, epoch=moment)).lon)


def _terms(longitude: Callable[[Moment], float]) -> Iterator[Moment]:
    """By halving: the sun moves some 0.0416 degrees an hour."""
    low = dt.datetime(FIRST - 1, 11, 1)  # noqa: DTZ001 - all in UTC
    for degrees in range(240, 240 + 30 * TERMS, 30):
        high = low + dt.timedelta(days=40)
        for _ in range(45):
            middle = low + (high - low) / 2
            is_before = (longitude(middle) - degrees + 180) % 360 < 180
            low, high = (middle, high) if is_before else (low, middle)
        yield high
        low = high + dt.timedelta(days=20)


def by_engine() -> tuple[list[Moment], list[Moment]]:
    """The same by the other library."""
    moons, at = [], astronomy.Time.Make(FIRST - 1, 11, 1, 0, 0, 0.0)
    while at.Utc().year < LAST + 2:
        at = astronomy.SearchMoonPhase(0, at, 40)
        moons.append(at.Utc().replace(tzinfo=None))
        at = at.AddDays(20)
    terms, at = [], astronomy.Time.Make(FIRST - 1, 11, 1, 0, 0, 0.0)
    for degrees in range(240, 240 + 30 * TERMS, 30):
        at = astronomy.SearchSunLongitude(degrees % 360, at, 40)
        terms.append(at.Utc().replace(tzinfo=None))
        at = at.AddDays(20)
    return moons, terms


def days(moments: list[Moment], hours: int) -> list[dt.date]:
    """The days on which they fall by a clock so many hours ahead of UTC."""
    return [(moment + dt.timedelta(hours=hours)).date() for moment in moments]


def years(moons: list[dt.date], terms: list[dt.date]) -> Iterator[str]:
    """Lines of the table."""
    solstices = [day for at, day in enumerate(terms) if (at + 8) % 12 == SOLSTICE]
    months: list[tuple[dt.date, int, bool]] = []  # first day, number, leap
    for solstice, following in itertools.pairwise(solstices):
        begin = max(at for at, day in enumerate(moons) if day <= solstice)
        end = max(at for at, day in enumerate(moons) if day <= following)
        months += _between(moons[begin : end + 1], terms)
    for year in range(FIRST, LAST + 1):
        (first,) = (n for n, (day, m, leap) in enumerate(months)
                    if m == 1 and not leap and day.year == year)  # fmt: skip
        (then,) = (n for n, (day, m, leap) in enumerate(months)
                   if m == 1 and not leap and day.year == year + 1)  # fmt: skip
        twice = next((m for _, m, leap in months[first:then] if leap), 0)
        lengths = [(months[n + 1][0] - months[n][0]).days for n in range(first, then)]
        assert set(lengths) <= {29, 30}, (year, lengths)
        yield f"{year} {months[first][0]:%m%d} {twice:2} {''.join('01'[n == 30] for n in lengths)}"


def _between(moons: list[dt.date], terms: list[dt.date]) -> Iterator[tuple[dt.date, int, bool]]:
    """The months from one eleventh month to the next; the last new moon is that one's."""
    has_leap, number = len(moons) == 14, 10
    for day, after in itertools.pairwise(moons):
        is_leap = has_leap and not any(day <= term < after for term in terms)
        has_leap = has_leap and not is_leap
        number = number if is_leap else number % 12 + 1
        yield day, number, is_leap


def doubts(ours: list[Moment], theirs: list[Moment], hours: int) -> Iterator[str]:
    """Moments that the libraries put on different days, or that are not one moment."""
    for one, other in zip(ours, theirs, strict=True):
        far = abs(one - other) > dt.timedelta(minutes=2)
        if far or days([one], hours) != days([other], hours):
            yield f"{one} or {other} UTC, which may be another day at UTC+{hours}"


def main() -> int:
    """Write the table, if both libraries agree on every day."""
    (moons, terms), (other_moons, other_terms) = by_ephem(), by_engine()
    text = HEAD
    for name, hours in ZONES.items():
        found = [*doubts(moons, other_moons, hours), *doubts(terms, other_terms, hours)]
        if found:
            print("\n".join(found), file=sys.stderr)
            return 1
        rows = years(days(moons, hours), days(terms, hours))
        text += f'{name} = """\\\n' + "\n".join(rows) + '\n"""\n\n'
    TARGET.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
