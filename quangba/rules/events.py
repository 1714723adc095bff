"""Events: their dates, and the lunar calendar."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "event-dates",
        msg("Readers and their calendars would get an event that ends before it starts."),
        wrong="start: 2027-02-14\nend: 2027-02-13",
        right="start: 2027-02-14\nend: 2027-02-15",
    ),
    Rule(
        "event-hours",
        msg(
            "Without a time at which it starts, or with one after its end, nobody knows "
            "when to come."
        ),
        wrong="starts_at: 17:30\nends_at: 8:00",
        right="starts_at: 8:00\nends_at: 17:30",
    ),
    Rule(
        "event-lunar",
        msg("One of the two dates is wrong, and visitors would come on the wrong day."),
        wrong="start: 2027-02-13\nlunar: {month: 1, day: 9}",
        right="start: 2027-02-14\nlunar: {month: 1, day: 9}",
    ),
    Rule(
        "event-last",
        msg(
            "No further date is known, so the event would vanish from the calendar without "
            "anybody having decided it."
        ),
        wrong="lunar: {month: 4, day: 9, leap: true}",
        right="lunar: {month: 4, day: 9, leap: true}\nstart: 2027-05-14",
    ),
    Rule(
        "event-year",
        msg(
            "An event of every year would be told as cancelled or moved, and nobody knows "
            "in which year."
        ),
        wrong="lunar: {month: 1, day: 9}\nstatus: cancelled",
        right="lunar: {month: 1, day: 9}\nstart: 2027-02-14\nstatus: cancelled",
    ),
    Rule(
        "event-calendars",
        msg(
            "On some days the Vietnamese and the Chinese lunar calendar differ; guests from "
            "China would come a day or a month off."
        ),
        wrong="“on the 9th of the first lunar month”   # in a letter to partners",
        right="“on 14 February 2027”",
    ),
    Rule(
        "event-names-year",
        msg(
            "The page shows the date of each year by itself; next year the words would "
            "contradict it."
        ),
        wrong="description: Lanterns on 14 February 2027.",
        right="description: Lanterns on the ninth day of the year.",
    ),
)
