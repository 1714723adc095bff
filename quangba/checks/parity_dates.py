"""Dates of a translation that its source does not have, beside those that look like them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from babel.dates import format_skeleton

from quangba.checks.parity_pairs import MEANT, Finding, Pair
from quangba.content.number_finder import Date
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import warning
from quangba.translations.parts import Part

_ANY_YEAR = 2000
"""To write a day and a month that have none; it has a 29 February."""


def others(pair: Pair, source: Part, ours: Part) -> Iterator[tuple[Date, Date]]:
    """Dates that the source does not have anywhere, with the one there that looks like it."""
    known = [date for part in pair.source.parts.values() for date in part.reading.dates]
    for date in ours.reading.dates:
        if date.written and not any(date.agrees(other) for other in known):
            like = (other for other in (*source.reading.dates, *known) if _alike(date, other))
            if expected := next(like, None):
                yield date, expected


def _alike(one: Date, other: Date) -> bool:
    """Whether one of two dates is the other with a slip, or with day and month exchanged."""
    pairs = ((one.day, other.day), (one.month, other.month), (one.year, other.year))
    unlike = [values for values in pairs if values[0] != values[1] and 0 not in values]
    turned = (one.day, one.month) == (other.month, other.day)
    return len(unlike) == 1 or (turned and len(unlike) == 2)


def told(pair: Pair, part: Part, date: Date, expected: Date) -> Finding:
    """The problem of a date, with the one that is in the source."""
    language = part.speech.language
    return Finding("numbers", part.key, warning(
        "parity-date", pair.ours.page.path, date.line,
        msg("The date {found} is not in the source; there it is {expected} ({path}:{line}).",
            found=_date(date, language), expected=_date(expected, language),
            path=pair.source.page.path, line=expected.line),
        msg("Correct it here or there. {meant}", meant=MEANT),
    ), (_date(date, language),))  # fmt: skip


def _date(date: Date, language: Language) -> str:
    try:
        day = dt.date(date.year or _ANY_YEAR, date.month, date.day)
    except ValueError:
        return f"{date.day}/{date.month}"
    return format_skeleton("yMMMMd" if date.year else "MMMMd", day, locale=language.babel)
