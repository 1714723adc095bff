"""Dates of events: whether they can be, and whether the lunar calendar agrees with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from quangba import lunar
from quangba.checks.look import Look
from quangba.content import occurrences
from quangba.content.schema import Event
from quangba.content.tree import Entry
from quangba.lunar import LunarDate
from quangba.messages import Text, msg
from quangba.problems import Problem, error, note, warning
from quangba.site import Site

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Days and hours in the wrong order, and dates that contradict the lunar calendar."""
    fields = entry.fields
    if isinstance(fields, Event):
        yield from _order(entry, fields)
        yield from _hours(entry, fields)
        yield from _calendar(look.site, entry, fields)


def _order(entry: Entry, event: Event) -> Iterator[Problem]:
    if event.start and event.end and event.end < event.start:
        yield error(
            "event-dates", *_at(entry, "end"),
            msg("The event ends ({end}) before it starts ({start}).",
                end=event.end, start=event.start),
            msg("Correct `start` or `end`."),
        )  # fmt: skip


def _hours(entry: Entry, event: Event) -> Iterator[Problem]:
    if event.ends_at is None:
        return
    days = event.lunar.days if event.lunar else 1
    one_day = event.end == event.start if event.start and event.end else days == 1
    if event.starts_at is None:
        yield error(
            "event-hours", *_at(entry, "ends_at"),
            msg("The event has a time at which it ends, and none at which it starts."),
            msg("For example: {example}", example="starts_at: 8:00"),
        )  # fmt: skip
    elif one_day and event.ends_at <= event.starts_at:
        yield error(
            "event-hours", *_at(entry, "ends_at"),
            msg("The event ends (at {end}) before it starts (at {start}).",
                end=_clock(event.ends_at), start=_clock(event.starts_at)),
            msg("Correct `starts_at` or `ends_at`; an event that goes on after midnight has an "
                "`end` on the next day."),
        )  # fmt: skip


def _calendar(site: Site, entry: Entry, event: Event) -> Iterator[Problem]:
    if event.lunar is None:
        return
    if event.start is None:
        yield from _of_one_year(site, entry, event)
    elif (found := occurrences.calendar_day(event)) and found[0] != found[1]:
        yield _disagrees(entry, event, *found)
    if site.occurrence(event).is_over(site.home_now):
        yield warning(
            "event-last", *_at(entry, "lunar"),
            msg("The lunar calendar, known here until {year}, has no more such day.",
                year=lunar.HOME.years[-1]),
            msg("If the event goes on, give its next date, for example: {example}",
                example=f"start: {site.today.year + 1}-02-14"),
        )  # fmt: skip
    yield from _of_every_year(site, entry)
    for each in occurrences.in_calendar(event, site.home_now):
        theirs, ours = lunar.neighbours_day(each.first), lunar.HOME.lunar(each.first)
        if theirs and ours and not each.is_over(site.home_now):
            yield note(
                "event-calendars", *_at(entry, "lunar"),
                msg("On {day} it is {ours} in the Vietnamese lunar calendar and {theirs} in the "
                    "Chinese one (day/month); readers are told both.",
                    day=each.first, ours=_short(ours), theirs=_short(theirs)),
                msg("Name the solar date when you write to partners in China."),
            )  # fmt: skip


def _of_every_year(site: Site, entry: Entry) -> Iterator[Problem]:
    """Words that stand beside the date of any year, and name one."""
    years = range(site.today.year - 1, site.today.year + occurrences.YEARS_AHEAD + 1)
    for page in entry.pages.values():
        for field in ("title", "description"):
            said = getattr(page.words, field)
            for year in sorted({int(found) for found in _YEAR.findall(said)} & {*years}):
                yield note(
                    "event-names-year", page.path, page.lines.get(field),
                    msg("“{field}” names {year}, and stands beside the date of every year.",
                        field=field, year=year),
                    msg("Leave the year to the date that the page shows by itself."),
                )  # fmt: skip


def _of_one_year(site: Site, entry: Entry, event: Event) -> Iterator[Problem]:
    """What is said of a date, and nobody says of which."""
    told = {
        "end": event.end is not None,
        "previous_start": event.previous_start is not None,
        "status": event.status != "scheduled",
    }
    for field in (name for name, is_told in told.items() if is_told):
        yield error(
            "event-year", *_at(entry, field),
            msg("“{field}” is about the date of one year, and `start` does not say which.",
                field=field),
            msg("For example: {example}", example=f"start: {site.occurrence(event).first}"),
        )  # fmt: skip


def _disagrees(entry: Entry, event: Event, told: dt.date, computed: dt.date) -> Problem:
    moved = event.status == "moved"
    field = "previous_start" if moved else "start"
    right = f"{field}: {computed}"
    hint = msg(
        "Write {right}, or correct `lunar`. If it is held on another day this time, write  {moved}",
        right=right, moved=f"status: moved  previous_start: {computed}",
    )  # fmt: skip
    return error(
        "event-lunar", *_at(entry, field),
        msg("By the lunar calendar the event is on {computed}, but “{field}” says {told}.",
            computed=computed, field=field, told=told),
        msg("Write {right}, or correct `lunar`.", right=right) if moved else hint,
    )  # fmt: skip


def _at(entry: Entry, field: str) -> tuple[str, int | None]:
    return entry.source.path, entry.source.lines.get(field)


def _clock(time: dt.time) -> str:
    return f"{time.hour}:{time.minute:02}"


def _short(date: LunarDate) -> str | Text:
    if date.leap:
        return msg("{day}/{month} (leap month)", day=date.day, month=date.month)
    return f"{date.day}/{date.month}"
