"""When an event takes place: once, or every year on a day of the lunar calendar.

Of a yearly event one year's date may be announced, cancelled or moved (`start` and what goes with
it); all other years follow from the calendar, and are never said to be more certain than that.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from quangba import lunar
from quangba.content.schema import Event, EventStatus, LunarDay

YEARS_AHEAD = 5
"""So many dates to come of a yearly event stand in calendars."""
YEAR = dt.timedelta(days=366)
"""So long calendars keep what has passed, if it was announced: nobody knows of the others."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place, in days and hours of the site's home.

    year: what it is known by among those of a yearly event, a lunar year; announced: somebody has
    said so, else it is computed; previous: the day on which it was to start.
    """

    year: int
    first: dt.date
    last: dt.date
    announced: bool
    status: EventStatus = "scheduled"
    previous: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None

    def over(self, zone: dt.tzinfo | None) -> dt.datetime:
        """When it is over: at its end, else at midnight after its last day."""
        if self.ends_at:
            return dt.datetime.combine(self.last, self.ends_at, zone)
        if self.last == dt.date.max:
            return dt.datetime.max.replace(tzinfo=dt.UTC)
        return dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), zone)

    def is_over(self, now: dt.datetime) -> bool:
        """Whether it is over. now: in the time zone of the site's home."""
        return self.over(now.tzinfo) <= now


def shown(event: Event, now: dt.datetime) -> Occurrence:
    """The one that readers are told of: the next or present one, else the latest."""
    coming = (each for each in _from(event, now.year - 1) if not each.is_over(now))
    return next(coming, None) or _latest(event)


def in_calendar(event: Event, now: dt.datetime) -> tuple[Occurrence, ...]:
    """What calendars hold: of a yearly event the dates to come, and the one announced last."""
    if event.lunar is None:
        return (shown(event, now),)
    coming = (each for each in _from(event, now.year - 1) if not each.is_over(now))
    told = _announced(event)
    is_kept = told and told.is_over(now) and not _long_over(told, now)
    return (*([told] if told and is_kept else []), *itertools.islice(coming, YEARS_AHEAD))


def _long_over(told: Occurrence, now: dt.datetime) -> bool:
    """Whether `YEAR` has gone by since its last day."""
    if told.last > dt.date.max - YEAR - dt.timedelta(days=1):
        return False
    # a moment, not the day: what is read is noted, and every day is another one
    day = told.last + YEAR + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(), now.tzinfo) <= now


def calendar_day(event: Event) -> tuple[dt.date, dt.date] | None:
    """The date for which `start` was announced, and the lunar calendar's of that year.

    None where nothing is announced, or the calendar has nothing to say.
    """
    if event.lunar is None or event.start is None:
        return None
    told = event.previous_start if event.status == "moved" else event.start
    computed = event.lunar.in_year(_announced_year(event, event.lunar, event.start))
    return (told, computed) if told and computed else None


def _latest(event: Event) -> Occurrence:
    *_, last = _from(event, lunar.HOME.years.start)
    return last


def _from(event: Event, year: int) -> Iterator[Occurrence]:
    """The dates from a lunar year on; of an event that is not yearly, its only one."""
    told = _announced(event)
    if event.lunar is None:
        assert told is not None  # see the schema
        yield told
        return
    if told and told.year not in lunar.HOME.years:
        yield told
    for each in range(max(year, lunar.HOME.years.start), lunar.HOME.years.stop):
        if told and told.year == each:
            yield told
        elif first := event.lunar.in_year(each):
            last = first + dt.timedelta(days=event.lunar.days - 1)
            yield Occurrence(
                each,
                first,
                last,
                announced=False,
                starts_at=event.starts_at,
                ends_at=event.ends_at,
            )


def _announced(event: Event) -> Occurrence | None:
    """What `start` says."""
    if event.start is None:
        return None
    days = event.lunar.days if event.lunar else 1
    last = event.end or _later(event.start, days - 1)
    if event.lunar:
        year = _announced_year(event, event.lunar, event.start)
    else:
        year = (event.previous_start or event.start).year
    return Occurrence(
        year,
        event.start,
        last,
        announced=True,
        status=event.status,
        previous=event.previous_start,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
    )


def _announced_year(event: Event, day: LunarDay, start: dt.date) -> int:
    """The lunar year whose date is nearest to the day on which it was to be."""
    told = event.previous_start or start
    near = range(told.year - 1, told.year + 2)
    dates = {year: date for year in near if (date := day.in_year(year))}
    return min(dates, key=lambda year: abs(dates[year] - told), default=told.year)


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))
