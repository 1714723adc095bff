"""When an event is, in the reader's words: both calendars, the neighbour's, hours."""

import datetime as dt
from dataclasses import replace

import pytest

from quangba.view.parts import Parts
from tests.small_sites import page

DAYS, MONTHS = ([f"{letter}{n}" for n in range(1, end)] for letter, end in [("d", 31), ("m", 13)])
WORDS = (
    'date_long: d MMMM y\ndate_medium: d MMM y\ntime: H:mm\nlunar_date: "{day} {month}"\n'
    'lunar_leap: "{month} again"\nlunar_from: "from {date}"\nlunar_own: "{date} (here)"\n'
    'lunar_other: "over there {day} {month}"\nevent_from: "from {time}"\n'
    'event_hours: "{first} to {last}"\nevent_computed: Computed.\n'
    f"lunar_days: {DAYS}\nlunar_months: {MONTHS}\n"
)


@pytest.fixture
def shown(make_site):
    def show(day, **fields):
        files = {
            f"docs/{locale}/strings.yml": WORDS for locale in ("en", "fr")
        } | {"docs/en/a.md": page(kind="event", **fields)}  # fmt: skip
        site = make_site(files).site
        now = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
        parts = Parts(replace(site, now=now), site.settings.source)
        return parts.event(site.tree.entries["a.md"])

    return show


@pytest.mark.parametrize(
    ("day", "start", "lunar", "neighbour"),
    [
        ("2026-11-26", "2027-02-14", "d9 m1", None),
        ("2029-06-01", "2030-02-10", "d9 m1 (here)", "over there d8 m1"),
        ("2006-06-01", "2007-02-25", "d9 m1 (here)", "over there d8 m1"),
        ("1984-06-01", "1985-01-29", "d9 m1 (here)", "over there d9 m12"),
    ],
)
def test_a_festival_by_both_calendars(shown, day, start, lunar, neighbour):
    event = shown(day, lunar="{month: 1, day: 9}")

    assert (str(event.start), event.lunar, event.neighbour) == (start, lunar, neighbour)
    assert not event.announced
    assert not event.past


def test_what_is_announced_is_not_said_to_be_computed(shown):
    event = shown("2026-11-26", lunar="{month: 1, day: 9}", start="2027-02-14")

    assert (event.announced, event.lunar, event.hours) == (True, "d9 m1", None)


def test_one_that_is_moved_has_the_lunar_day_on_which_it_is(shown):
    event = shown(
        "2026-11-26",
        lunar="{month: 1, day: 9}",
        start="2027-02-21",
        previous_start="2027-02-14",
        status="moved",
    )
    assert (str(event.start), event.lunar, event.status) == ("2027-02-21", "d16 m1", "moved")


def test_days_of_a_leap_month(shown):
    event = shown("2026-11-26", lunar="{month: 5, day: 2, days: 3, leap: true}")

    assert event.lunar == "from d2 m5 again"
    assert (str(event.start), str(event.end)) == ("2028-06-24", "2028-06-26")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, None),
        ({"starts_at": "8:05"}, "from 8:05"),
        ({"starts_at": "08:05", "ends_at": "17:30"}, "8:05 to 17:30"),
        ({"starts_at": "13:30"}, "from 13:30"),
    ],
)
def test_hours(shown, fields, said):
    event = shown("2026-11-26", start="2027-03-01", **fields)

    assert (event.hours, event.lunar, event.neighbour) == (said, None, None)
