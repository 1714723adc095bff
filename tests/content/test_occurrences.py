"""When an event takes place: once, each year by the moon, announced, moved, called off."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba import lunar
from quangba.content import occurrences
from quangba.content.schema import Event

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
FAIR = {"kind": "event", "title": "Fair", "description": "A fair.", "updated": dt.date(2026, 1, 5)}
NINTH = {"month": 1, "day": 9}
DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2048, 1, 1))


def event(**fields):
    return Event.model_validate({**FAIR, **fields})


def noon(day):
    return dt.datetime.combine(dt.date.fromisoformat(str(day)), dt.time(12), HOME)


def shown(fields, day):
    found = occurrences.shown(event(**fields), noon(day))
    return str(found.first), str(found.last), found.announced, found.status, found.year


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-11-26", "2027-02-14"),
        ("2027-02-14", "2027-02-14"),
        ("2027-02-15", "2028-02-03"),
        ("2029-12-31", "2030-02-10"),
        ("2052-03-01", "2053-02-26"),
        ("2053-03-01", "2053-02-26"),  # the table ends: the latest
    ],
)
def test_the_next_date_follows_from_the_day_of_the_build(day, first):
    assert shown({"lunar": NINTH}, day) == (first, first, False, "scheduled", int(first[:4]))


def test_a_feast_of_the_twelfth_month_is_known_by_its_lunar_year():
    """Two of them are in the solar year 2027, in January and in December."""
    feast = {"lunar": {"month": 12, "day": 1}}

    assert shown(feast, "2027-01-01")[::4] == ("2027-01-08", 2026)
    assert shown(feast, "2027-01-20")[::4] == ("2027-12-28", 2027)


def test_several_days_are_over_after_the_last():
    feast = {"lunar": {**NINTH, "days": 3}}

    assert shown(feast, "2027-02-16")[:2] == ("2027-02-14", "2027-02-16")
    assert shown(feast, "2027-02-17")[0] == "2028-02-03"


def test_a_leap_month_comes_in_some_years_only():
    assert shown({"lunar": {"month": 5, "day": 1, "leap": True}}, "2026-11-26")[0] == "2028-06-23"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ("2027-02-14", True, "scheduled")),
        ({"status": "cancelled"}, ("2027-02-14", True, "cancelled")),
        (
            {"status": "moved", "start": "2027-02-21", "previous_start": "2027-02-14"},
            ("2027-02-21", True, "moved"),
        ),
    ],
)
def test_what_is_announced_is_for_one_year(told, expected):
    days = {name: dt.date.fromisoformat(day) for name, day in told.items() if day[:1] == "2"}
    fields = {"lunar": NINTH, "start": dt.date(2027, 2, 14), **told, **days}

    assert shown(fields, "2027-01-01")[0::2] == (expected[0], expected[1], 2027)
    assert shown(fields, "2027-01-01")[3] == expected[2]
    assert shown(fields, "2027-03-01") == ("2028-02-03", "2028-02-03", False, "scheduled", 2028)


def test_one_that_is_moved_earlier_is_not_told_twice():
    fields = {
        "lunar": NINTH,
        "start": dt.date(2027, 2, 7),
        "previous_start": dt.date(2027, 2, 14),
        "status": "moved",
    }
    assert shown(fields, "2027-02-10")[0] == "2028-02-03"


def test_an_event_that_is_not_yearly_stays_what_it_was():
    once = {"start": dt.date(2024, 5, 1), "end": dt.date(2024, 5, 2)}

    assert shown(once, "2026-11-26") == ("2024-05-01", "2024-05-02", True, "scheduled", 2024)


def test_one_that_moves_into_the_next_year_is_the_same_event():
    once = {"start": dt.date(2028, 1, 3), "previous_start": dt.date(2027, 12, 28)}

    assert shown({**once, "status": "moved"}, "2026-11-26")[4] == 2027


def test_hours_end_an_event_before_midnight():
    fields = {"lunar": NINTH, "starts_at": "8:00", "ends_at": "11:30"}
    before, after = (occurrences.shown(event(**fields), at) for at in (
        dt.datetime(2027, 2, 14, 11, 29, tzinfo=HOME), dt.datetime(2027, 2, 14, 11, 30, tzinfo=HOME)
    ))  # fmt: skip

    assert (before.year, after.year) == (2027, 2028)
    assert before.over(HOME).isoformat() == "2027-02-14T11:30:00+07:00"


def test_calendars_hold_the_dates_to_come_and_of_those_before_what_was_announced():
    computed, told = (
        occurrences.in_calendar(event(lunar=NINTH, start=start), noon("2027-03-01"))
        for start in (None, dt.date(2027, 2, 14))
    )

    assert [each.year for each in computed] == [2028, 2029, 2030, 2031, 2032]
    assert not any(each.announced for each in computed)
    assert [(each.year, each.announced) for each in told[:2]] == [(2027, True), (2028, False)]
    assert told[1:] == computed


@given(
    day=DAYS,
    lunar_day=st.builds(dict, month=st.integers(1, 12), day=st.integers(1, 30)),
    days=st.integers(1, 10),
)
def test_the_date_shown_is_the_next_that_the_calendar_has(day, lunar_day, days):
    feast = event(lunar={**lunar_day, "days": days})
    found = occurrences.shown(feast, noon(day))

    assert found.last >= day
    assert lunar.HOME.lunar(found.first).month == lunar_day["month"]
    assert lunar.HOME.lunar(found.first).day in (lunar_day["day"], 29)
    assert found.first - dt.timedelta(days=400) <= day


@given(day=DAYS, later=st.integers(1, 700), lunar_day=st.integers(1, 30))
def test_a_year_has_one_date_on_whatever_day_calendars_are_made(day, later, lunar_day):
    """So a program that looks again knows by the uid which of its entries an event is."""
    feast = event(lunar={"month": 3, "day": lunar_day})
    one, other = (
        {each.year: each for each in occurrences.in_calendar(feast, noon(at))}
        for at in (day, day + dt.timedelta(days=later))
    )

    assert all(one[year] == other[year] for year in one.keys() & other.keys())
    assert [each.first for each in one.values()] == sorted(each.first for each in one.values())
