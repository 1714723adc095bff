"""Calendar files (RFC 5545, RFC 7986): one event to add, or all of them to subscribe to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Calendar, Event


SUFFIX = "event.ics"
"""The file's name below the address of the event's page."""
ALL = "calendar.ics"
"""The file of a language's events, below the address of its home page."""
EVERYBODY = "calendar-all.ics"
"""The file of the events in all languages, below the site's root."""

REFRESH = dt.timedelta(days=1)
"""So often programs are asked to look again: a site is built at least once a day."""

Status = Literal["tentative", "confirmed", "moved", "cancelled"]
"""How certain an event is: computed, announced, announced anew, called off."""
_RANKS: dict[Status, int] = {"tentative": 0, "confirmed": 1, "moved": 2, "cancelled": 3}
_COUNTED_FROM = dt.date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of whole days, or of hours, in one language.

    uid: the same in all languages and after a change; language: tag, None where the words are in
    several; first, last: its days; starts_at, ends_at: on them, by the clock of `zone`; changed:
    the day of the last change, which later ones must not precede; point: WGS-84 [latitude,
    longitude].
    """

    uid: str
    language: str | None
    summary: str
    description: str
    location: str
    url: str
    first: dt.date
    last: dt.date
    changed: dt.date
    zone: ZoneInfo
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    status: Status = "confirmed"
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a calendar that is looked at again and again says of itself.

    language: as of an event; url: where the file is; page: what readers may look at instead.
    """

    name: str
    description: str
    language: str | None
    url: str
    page: str
    zone: ZoneInfo


def make(
    events: Iterable[CalendarEvent], *, publisher: str, subscription: Subscription | None = None
) -> bytes:
    """A calendar file: lines end in CRLF and are folded at 75 bytes; no clock is asked.

    publisher: who made it, for PRODID.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{publisher}//quangba//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if subscription:
        _describe(calendar, subscription)
    found = tuple(events)
    for each in found:
        calendar.add_component(_component(each))
    _add_zones(calendar, [each.first.year for each in found])
    return bytes(calendar.to_ical())


def _add_zones(calendar: Calendar, years: list[int]) -> None:
    """The rules of the clocks that times name, for the years of the events and one beside them."""
    first, last = min(years, default=2000), max(years, default=2000)
    calendar.add_missing_timezones(
        first_date=dt.date(max(first - 1, dt.MINYEAR), 1, 1),
        last_date=dt.date(min(last + 2, dt.MAXYEAR), 1, 1),
    )


def _describe(calendar: Calendar, about: Subscription) -> None:
    """Its name and how often to look: as RFC 7986 says, and as programs knew it before that."""
    from icalendar import vDuration, vText, vUri

    language = {"language": about.language} if about.language else {}
    for name, words in (("name", about.name), ("description", about.description)):
        calendar.add(name, vText(words), parameters=language)
    calendar.add("url", vUri(about.page))
    calendar.add("source", vUri(about.url), parameters={"value": "URI"})
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-wr-calname", vText(about.name))
    calendar.add("x-wr-caldesc", vText(about.description))
    calendar.add("x-wr-timezone", vText(about.zone.key))
    calendar.add("x-published-ttl", vDuration(REFRESH))


def _component(event: CalendarEvent) -> Event:
    from icalendar import Event, vText, vUri

    part = Event()
    part.add("uid", event.uid)
    # Programs keep the version with the highest number; the day of the change counts them, and
    # what is decided on one day comes in the order in which it can be decided.
    days = max(0, (event.changed - _COUNTED_FROM).days)
    part.add("sequence", days * len(_RANKS) + _RANKS[event.status])
    part.add("dtstamp", dt.datetime.combine(event.changed, dt.time(), tzinfo=dt.UTC))
    _add_time(part, event)
    part.add("transp", "TRANSPARENT")  # a festival does not make anybody busy
    part.add("status", "CONFIRMED" if event.status == "moved" else event.status.upper())
    language = {"language": event.language} if event.language else {}
    for name, words in (
        ("summary", event.summary),
        ("description", event.description),
        ("location", event.location),
    ):
        if words:
            part.add(name, vText(words), parameters=language)
    part.add("url", vUri(event.url))
    if event.point:
        part.add("geo", event.point)
    return part


def _add_time(part: Event, event: CalendarEvent) -> None:
    """Its first moment and the one after its last; hours only where its first is known."""
    next_day = event.last + dt.timedelta(days=1) if event.last < dt.date.max else None
    if event.starts_at is None:
        part.add("dtstart", event.first)
        if next_day:
            part.add("dtend", next_day)
        return
    part.add("dtstart", dt.datetime.combine(event.first, event.starts_at, event.zone))
    if event.ends_at:
        part.add("dtend", dt.datetime.combine(event.last, event.ends_at, event.zone))
    elif next_day and event.last > event.first:
        part.add("dtend", dt.datetime.combine(next_day, dt.time(), event.zone))
