"""Calendar files as the standard (RFC 5545) and a reader of it see them."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from quangba.outputs import calendar
from quangba.outputs.calendar import CalendarEvent

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
SEQUENCE:2518
DESCRIPTION;LANGUAGE=vi:Mùng 9\n\nNgôi chùa cạnh cửa khẩu\, dựn
 g từ năm 2015\, có khoảng 1.000 cây đào
LOCATION;LANGUAGE=vi:Chùa Tân Thanh\, xã Hoàng Văn Thụ
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://brume.example/su-kien/hoi/
END:VEVENT
END:VCALENDAR
"""


def read(event):
    (part,) = Calendar.from_ical(calendar.make([event], publisher="brume.example")).walk("VEVENT")
    return part


def test_the_file_in_full():
    assert calendar.make([FESTIVAL], publisher="brume.example").decode() == FILE.replace(
        "\n", "\r\n"
    )


def test_a_day_ends_where_the_next_begins():
    part = read(replace(FESTIVAL, last=FESTIVAL.first))

    assert (part.decoded("dtstart"), part.decoded("dtend")) == (
        dt.date(2027, 2, 14),
        dt.date(2027, 2, 15),
    )


def test_a_cancelled_event_says_so_under_the_same_uid():
    part = read(replace(FESTIVAL, cancelled=True, changed=dt.date(2026, 12, 1)))

    assert (part["status"], part["uid"]) == ("CANCELLED", FESTIVAL.uid)
    assert part["sequence"] > read(FESTIVAL)["sequence"]


def test_a_known_point():
    assert read(replace(FESTIVAL, point=(22.055, -106.613)))["geo"].to_ical() == "22.055;-106.613"


def test_what_is_not_known_is_not_written():
    part = read(replace(FESTIVAL, location=""))

    assert "location" not in part
    assert "geo" not in part


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_words_arrive_in_lines_of_75_bytes(words):
    data = calendar.make([replace(FESTIVAL, summary=words, description=words)], publisher="x")
    (part,) = Calendar.from_ical(data).walk("VEVENT")

    assert (str(part["summary"]), str(part["description"])) == (words, words)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_last_day_of_all_has_no_day_after_it():
    assert b"DTEND" not in calendar.make([replace(FESTIVAL, last=dt.date.max)], publisher="x")
