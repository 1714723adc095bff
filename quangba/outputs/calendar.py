"""Calendar files (RFC 5545): events to add to one's own calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, vText, vUri

SUFFIX = "event.ics"
"""The file's name below the address of the event's page."""

MEDIA_TYPE = "text/calendar"
_COUNTED_FROM = dt.date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of whole days in one language.

    uid: the same in all languages and after a change; last: its last day; changed: the day of
    the last change, which later ones must not precede; point: WGS-84 [latitude, longitude].
    """

    uid: str
    language: str
    summary: str
    description: str
    location: str
    url: str
    first: dt.date
    last: dt.date
    changed: dt.date
    cancelled: bool = False
    point: tuple[float, float] | None = None


def make(events: Iterable[CalendarEvent], *, publisher: str) -> bytes:
    """A calendar file: lines end in CRLF and are folded at 75 bytes; no clock is asked.

    publisher: who made it, for PRODID.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{publisher}//quangba//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in events:
        calendar.add_component(_component(each))
    return bytes(calendar.to_ical())


def _component(event: CalendarEvent) -> Event:
    part = Event()
    part.add("uid", event.uid)
    # Programs keep the version with the highest number; the day of the change counts them.
    part.add("sequence", max(0, (event.changed - _COUNTED_FROM).days))
    part.add("dtstamp", dt.datetime.combine(event.changed, dt.time(), tzinfo=dt.UTC))
    part.add("dtstart", event.first)
    if event.last < dt.date.max:
        part.add("dtend", event.last + dt.timedelta(days=1))  # the first day after it
    part.add("transp", "TRANSPARENT")  # a festival does not make anybody busy
    part.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    for name, words in (
        ("summary", event.summary),
        ("description", event.description),
        ("location", event.location),
    ):
        if words:
            part.add(name, vText(words), parameters={"language": event.language})
    part.add("url", vUri(event.url))
    if event.point:
        part.add("geo", event.point)
    return part
