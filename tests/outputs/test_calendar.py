"""Calendar files as the standard (RFC 5545, RFC 7986) and two readers of it see them.

`ical` is not made by those who made icalendar, which writes the files.
"""

import datetime as dt
import itertools
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from quangba.outputs import calendar
from quangba.outputs.calendar import CalendarEvent, Subscription

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
FESTIVAL = CalendarEvent(
    uid="su-kien/hoi-2027@brume.example",
    language="vi",
    summary="Hội chùa; lễ, rước",
    description="Mùng 9\n\nNgôi chùa cạnh cửa khẩu, dựng từ năm 2015, có khoảng 1.000 cây đào",
    location="Chùa Tân Thanh, xã Hoàng Văn Thụ",
    url="https://brume.example/su-kien/hoi/",
    first=dt.date(2027, 2, 14),
    last=dt.date(2027, 2, 15),
    changed=dt.date(2026, 11, 23),
    zone=HOME,
)
TIMED = replace(FESTIVAL, starts_at=dt.time(8), ends_at=dt.time(17, 30))
ABOUT = Subscription(
    name="Sự kiện ở Brume",
    description="Lễ hội và sự kiện.",
    language="vi",
    url="https://brume.example/calendar.ics",
    page="https://brume.example/",
    zone=HOME,
)

FILE = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//brume.example//quangba//EN
METHOD:PUBLISH
BEGIN:VEVENT
SUMMARY;LANGUAGE=vi:Hội chùa\; lễ\, rước
DTSTART;VALUE=DATE:20270214
DTEND;VALUE=DATE:20270216
DTSTAMP:20261123T000000Z
UID:su-kien/hoi-2027@brume.example
SEQUENCE:10073
DESCRIPTION;LANGUAGE=vi:Mùng 9\n\nNgôi chùa cạnh cửa khẩu\, dựn
 g từ năm 2015\, có khoảng 1.000 cây đào
LOCATION;LANGUAGE=vi:Chùa Tân Thanh\, xã Hoàng Văn Thụ
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://brume.example/su-kien/hoi/
END:VEVENT
END:VCALENDAR
"""

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300)


def make(*events, **options):
    return calendar.make(events, publisher="brume.example", **options)


def read(event):
    (part,) = Calendar.from_ical(make(event)).walk("VEVENT")
    return part


def read_elsewhere(data):
    return IcsCalendarStream.calendar_from_ics(data.decode())


def test_the_file_in_full():
    assert make(FESTIVAL).decode() == FILE.replace("\n", "\r\n")


def test_a_day_ends_where_the_next_begins():
    (event,) = read_elsewhere(make(replace(FESTIVAL, last=FESTIVAL.first))).events

    assert (event.dtstart, event.dtend) == (dt.date(2027, 2, 14), dt.date(2027, 2, 15))


def test_hours_are_those_of_the_sites_home():
    data = make(TIMED)
    (event,) = read_elsewhere(data).events

    assert event.dtstart.isoformat() == "2027-02-14T08:00:00+07:00"
    assert event.dtend.isoformat() == "2027-02-15T17:30:00+07:00"
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20270214T080000" in data
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("days", "end"), [(0, None), (1, "2027-02-16T00:00:00+07:00"), (2, "2027-02-17T00:00:00+07:00")]
)
def test_without_an_hour_at_its_end_an_event_goes_on_to_midnight(days, end):
    last = FESTIVAL.first + dt.timedelta(days=days)
    part = read(replace(TIMED, last=last, ends_at=None))

    assert ("dtend" in part) == (end is not None)
    assert end is None or part.decoded("dtend").isoformat() == end


def test_clocks_that_change_in_summer():
    azores = ZoneInfo("Atlantic/Azores")
    data = make(
        *(replace(TIMED, zone=azores, first=day, last=day, uid=str(day))
          for day in (dt.date(2027, 2, 14), dt.date(2027, 7, 14)))
    )  # fmt: skip

    starts = [event.dtstart.isoformat() for event in read_elsewhere(data).events]
    assert starts == ["2027-02-14T08:00:00-01:00", "2027-07-14T08:00:00+00:00"]
    assert len(data) < 3000, "rules of the years in question are enough"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("tentative", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("moved", "CONFIRMED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_how_certain_it_is_under_the_same_uid(status, said):
    part = read(replace(FESTIVAL, status=status))

    assert (part["status"], part["uid"]) == (said, FESTIVAL.uid)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["tentative", "confirmed", "moved", "cancelled"]),
    ),
    min_size=2,
    max_size=8,
)


@given(STEPS)
def test_what_is_decided_later_has_the_higher_number(steps):
    """On one day an event is computed, announced, moved, cancelled, in that order."""
    day, found = dt.date(2026, 11, 23), []
    rank = ["tentative", "confirmed", "moved", "cancelled"].index
    for days, status in steps:
        if days == 0 and found and rank(status) < rank(found[-1].status):
            continue
        day += dt.timedelta(days=days)
        found.append(replace(FESTIVAL, status=status, changed=day))
    numbers = [read(each)["sequence"] for each in found]

    assert numbers == sorted(numbers)
    for before, after in itertools.pairwise(found):
        if before != after:
            assert read(before)["sequence"] < read(after)["sequence"]
        assert read(before)["dtstamp"].dt <= read(after)["dtstamp"].dt


def test_a_known_point():
    assert read(replace(FESTIVAL, point=(22.055, -106.613)))["geo"].to_ical() == "22.055;-106.613"


def test_what_is_not_known_is_not_written():
    part = read(replace(FESTIVAL, location="", language=None))

    assert "location" not in part
    assert "geo" not in part
    assert "language" not in part["summary"].params


@given(WORDS)
def test_any_words_arrive_in_lines_of_75_bytes(words):
    data = make(replace(FESTIVAL, summary=words, description=words))
    (part,) = Calendar.from_ical(data).walk("VEVENT")

    assert (str(part["summary"]), str(part["description"])) == (words, words)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_words_in_the_other_reader():
    (event,) = read_elsewhere(make(FESTIVAL)).events

    assert (event.summary, event.description) == (FESTIVAL.summary, FESTIVAL.description)
    assert (event.location, event.uid) == (FESTIVAL.location, FESTIVAL.uid)
    assert event.sequence == 10073


def test_the_last_day_of_all_has_no_day_after_it():
    last = replace(FESTIVAL, last=dt.date.max)

    assert b"DTEND" not in make(last)
    assert b"DTEND" not in make(replace(last, starts_at=dt.time(8)))


def test_a_calendar_to_subscribe_to_says_who_it_is_and_when_to_look_again():
    data = make(FESTIVAL, TIMED, subscription=ABOUT)
    found = Calendar.from_ical(data)

    assert (found["name"], found["x-wr-calname"]) == (ABOUT.name, ABOUT.name)
    assert found["name"].params["language"] == "vi"
    assert found["x-wr-timezone"] == "Asia/Ho_Chi_Minh"
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert "X-PUBLISHED-TTL:P1D" in lines
    assert "SOURCE;VALUE=URI:https://brume.example/calendar.ics" in lines
    assert len(read_elsewhere(data).events) == 2


def test_the_same_events_give_the_same_bytes():
    assert make(FESTIVAL, TIMED, subscription=ABOUT) == make(FESTIVAL, TIMED, subscription=ABOUT)
