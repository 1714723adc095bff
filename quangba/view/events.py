"""When an event is, in the reader's language: days, hours, and the lunar calendar beside them."""

from __future__ import annotations

from quangba import lunar
from quangba.content.occurrences import Occurrence
from quangba.content.schema import Event
from quangba.site import Site
from quangba.view.values import EventView, Link
from quangba.view.words import Translator


def view(site: Site, event: Event, t: Translator, place: Link | None, calendar: str) -> EventView:
    """What templates show of the date that readers are told of. calendar: path of its file."""
    occurrence = site.occurrence(event)
    over = occurrence.over(site.settings.time_zone)
    return EventView(
        start=occurrence.first,
        end=occurrence.last if occurrence.last != occurrence.first else None,
        last_day=occurrence.last,
        over=int(over.timestamp()),
        past=occurrence.is_over(site.home_now),
        lunar=lunar_day(event, occurrence, t),
        neighbour=neighbours_day(event, occurrence, t),
        hours=hours(occurrence, t),
        announced=occurrence.announced,
        place=place,
        status=occurrence.status,
        calendar=calendar,
    )


def hours(occurrence: Occurrence, t: Translator) -> str | None:
    """'8:00–17:30, Vietnam time'; None where only the days are known."""
    first, last = occurrence.starts_at, occurrence.ends_at
    if first is None:
        return None
    if last is None:
        return t("event_from", time=t.time(first))
    return t("event_hours", first=t.time(first), last=t.time(last))


def lunar_day(event: Event, occurrence: Occurrence, t: Translator) -> str | None:
    """The day in the lunar calendar, named as Vietnam's where China has another; else None."""
    if event.lunar is None:
        return None
    date = lunar.HOME.lunar(occurrence.first)
    words = t.lunar(date or event.lunar)
    if occurrence.last > occurrence.first:
        words = t("lunar_from", date=words)
    return t("lunar_own", date=words) if lunar.neighbours_day(occurrence.first) else words


def neighbours_day(event: Event, occurrence: Occurrence, t: Translator) -> str | None:
    """A sentence on the Chinese lunar day, where that is another one; else None."""
    date = lunar.neighbours_day(occurrence.first) if event.lunar else None
    return t("lunar_other", **t.lunar_parts(date)) if date else None


def days(occurrence: Occurrence, t: Translator) -> str:
    """The day, or the first and the last one."""
    first, last = t.date(occurrence.first), t.date(occurrence.last)
    return first if first == last else t("date_range", first=first, last=last)
