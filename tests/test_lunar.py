"""The lunar calendar against what has been published of it.

Tết: Hồ Ngọc Đức, "Âm lịch Việt Nam" (informatik.uni-leipzig.de/~duc/amlich, tables TK20 and TK21
of amlich-hnd.js, 2004), decoded; all months of 1970 to 2053 there are those of our table. What
is said of 1968, 1985, 2007, 2030 and 2053 stands in his "Calendar rules", too. Chinese new years
that differ: Hong Kong Observatory, "Gregorian-Lunar Calendar Conversion Table".
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba import lunar
from quangba.lunar import HOME, NEIGHBOUR, LunarDate

TET = [
    "1990-01-27", "1991-02-15", "1992-02-04", "1993-01-23", "1994-02-10", "1995-01-31",
    "1996-02-19", "1997-02-07", "1998-01-28", "1999-02-16", "2000-02-05", "2001-01-24",
    "2002-02-12", "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-17",
    "2008-02-07", "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10",
    "2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05",
    "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29",
    "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
    "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15",
    "2038-02-04", "2039-01-24", "2040-02-12", "2041-02-01", "2042-01-22", "2043-02-10",
    "2044-01-30", "2045-02-17", "2046-02-06", "2047-01-26", "2048-02-14", "2049-02-02",
    "2050-01-23",
]  # fmt: skip

LEAP_MONTHS = {
    1990: 5, 1993: 3, 1995: 8, 1998: 5, 2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9,
    2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5, 2042: 2,
    2044: 7, 2047: 5, 2050: 3,
}  # fmt: skip

NEW_YEARS_APART = {
    1968: ("01-29", "01-30"),
    1969: ("02-16", "02-17"),
    1985: ("01-21", "02-20"),
    2007: ("02-17", "02-18"),
    2030: ("02-02", "02-03"),
    2053: ("02-18", "02-19"),
}

DAYS = st.dates(dt.date(1968, 1, 30), dt.date(2054, 2, 7))


def leap_months(calendar, years):
    found = {}
    for year in years:
        for month in range(1, 13):
            if calendar.day_of(year, month, 1, leap=True):
                assert year not in found
                found[year] = month
    return found


def test_tet_is_on_the_published_day():
    assert [str(HOME.day_of(year, 1, 1)) for year in range(1990, 2051)] == TET


def test_leap_months_are_the_published_ones():
    assert leap_months(HOME, range(1990, 2051)) == LEAP_MONTHS


def test_the_years_whose_new_year_is_another_day_in_china():
    apart = {
        year: (f"{ours:%m-%d}", f"{theirs:%m-%d}")
        for year in HOME.years
        if (ours := HOME.day_of(year, 1, 1)) != (theirs := NEIGHBOUR.day_of(year, 1, 1))
    }
    assert apart == NEW_YEARS_APART


def test_leap_months_that_differ_from_the_chinese_ones():
    ours, theirs = (leap_months(calendar, HOME.years) for calendar in (HOME, NEIGHBOUR))

    assert {y: (ours.get(y), theirs.get(y)) for y in {*ours, *theirs}
            if ours.get(y) != theirs.get(y)} == {
        1984: (None, 10), 1985: (2, None), 1987: (7, 6),
    }  # fmt: skip


@pytest.mark.parametrize("calendar", [HOME, NEIGHBOUR])
@given(day=DAYS)
def test_a_day_comes_back_from_the_lunar_calendar(calendar, day):
    date = calendar.lunar(day)

    assert calendar.solar(date) == day
    assert 1 <= date.day <= 30
    assert calendar.day_of(date.year, date.month, date.day, leap=date.leap) == day


@given(day=DAYS)
def test_days_and_lunar_days_have_one_order(day):
    before, after = HOME.lunar(day), HOME.lunar(day + dt.timedelta(days=1))
    if after is None:  # the day after the table's last
        return

    assert before < after
    if after.day != 1:
        assert (after.month, after.leap, after.day) == (before.month, before.leap, before.day + 1)


@given(day=DAYS)
def test_the_calendars_are_a_day_apart_or_a_month(day):
    """Where they differ at all, a month has begun here that begins there on the next day."""
    theirs = lunar.neighbours_day(day)
    if theirs is None:
        assert HOME.lunar(day) == NEIGHBOUR.lunar(day)
    else:
        assert 0 <= HOME.lunar(day).day - theirs.day <= 1 or HOME.lunar(day).day == 1


@pytest.mark.parametrize("day", [dt.date(1968, 1, 28), dt.date(2054, 2, 8), dt.date.max])
def test_nothing_is_said_beyond_the_table(day):
    assert HOME.lunar(day) is None


@pytest.mark.parametrize(
    "date",
    [
        LunarDate(2027, 6, leap=True, day=1),
        LunarDate(1967, 1, leap=False, day=1),
        LunarDate(2027, 1, leap=False, day=31),
        LunarDate(2054, 1, leap=False, day=1),
    ],
)
def test_a_day_that_no_year_has(date):
    assert HOME.solar(date) is None
    if date.day < 31:
        assert HOME.day_of(date.year, date.month, date.day, leap=date.leap) is None


def test_the_30th_is_the_last_day_of_a_short_month_too():
    """The night before Tết, of years whose twelfth month has 29 days and of others."""
    nights = [HOME.day_of(year, 12, 30) for year in range(2024, 2030)]

    assert [day + dt.timedelta(days=1) for day in nights] == [
        HOME.day_of(year, 1, 1) for year in range(2025, 2031)
    ]
