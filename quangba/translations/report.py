"""Pages × languages: how far each translation is, in numbers for people, programs and a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from quangba.content.schema import MadeFrom
from quangba.settings import Settings
from quangba.translations import status
from quangba.translations.index import Index, Record
from quangba.translations.status import (
    Added,
    Changed,
    Current,
    Drift,
    Missing,
    OneLanguageOnly,
    Outdated,
    Removed,
    Status,
)

State = Literal["current", "outdated", "draft", "missing", "only"]
STATES: tuple[State, ...] = ("current", "outdated", "draft", "missing", "only")


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in one language. days: since when it is behind, where it is."""

    status: Status
    draft: bool = False
    machine: bool = False
    days: int | None = None

    @property
    def state(self) -> State:
        """One word for it; `draft`: there is a text that is not published."""
        match self.status:
            case Missing():
                return "missing"
            case OneLanguageOnly():
                return "only"
            case Outdated():
                return "draft" if self.draft else "outdated"
            case Current():
                return "draft" if self.draft else "current"


@dataclass(frozen=True, slots=True)
class Row:
    """A page. part: the section of the site that it is in, '' for the top; cells by locale."""

    uri: str
    part: str
    kind: str
    title: str
    day: dt.date | None
    cells: Mapping[str, Cell]

    @property
    def is_done(self) -> bool:
        """Whether no language has anything to do."""
        return all(cell.state in ("current", "only") for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Count:
    """How many pages of some are in each state, of one language."""

    states: Mapping[State, int]
    oldest: int | None

    @property
    def wanted(self) -> int:
        """Pages that the language should have."""
        return sum(number for state, number in self.states.items() if state != "only")

    @property
    def percent(self) -> float:
        """The share of them that is up to date and published; 100 of none."""
        return 100 * self.states["current"] / self.wanted if self.wanted else 100.0


@dataclass(frozen=True, slots=True)
class Report:
    """The status of a site on a day. locales: of the translations; unreadable: files without."""

    rows: tuple[Row, ...]
    locales: tuple[str, ...]
    today: dt.date
    unreadable: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The sections of the site that have pages, in order."""
        return tuple(dict.fromkeys(row.part for row in self.rows))

    def part_title(self, part: str) -> str:
        """What a section of the site is called: the title of its index page."""
        index = f"{part}/index.md" if part else "index.md"
        return next((row.title for row in self.rows if row.uri == index), part or "/")

    def since(self, days: int) -> dt.date:
        """The day so many days ago."""
        return self.today - dt.timedelta(days)

    def count(self, locale: str, part: str | None = None) -> Count:
        """The numbers of a language, in a section of the site or in all."""
        cells = [row.cells[locale] for row in self.rows if part is None or row.part == part]
        states = {state: sum(cell.state == state for cell in cells) for state in STATES}
        days = [cell.days for cell in cells if cell.days is not None]
        return Count(states, max(days, default=None))


def make(
    settings: Settings,
    index: Index,
    today: dt.date,
    *,
    locales: Iterable[str] = (),
    kinds: Iterable[str] = (),
) -> Report:
    """The report of all pages that are or will be public, of some languages and kinds or of all.

    Drafts of source texts and expired pages need no translation.
    """
    wanted = tuple(locales) or tuple(
        language.locale for language in settings.languages if not language.is_source
    )
    chosen = frozenset(kinds)
    rows = tuple(
        row
        for uri, records in index.pages.items()
        if (row := _row(uri, records, settings.source.locale, wanted, today))
        and (not chosen or row.kind in chosen)
    )
    return Report(rows, wanted, today, index.unreadable)


def _row(
    uri: str, records: Mapping[str, Record], source: str, locales: tuple[str, ...], today: dt.date
) -> Row | None:
    owner = source if source in records else _first_of_only(records)
    if owner is None:
        return None
    record = records[owner]
    if record.draft or (record.expires and record.expires < today.isoformat()):
        return None
    part = uri.partition("/")[0] if "/" in uri else ""
    day = dt.date.fromisoformat(record.day) if record.day else None
    cells = {
        locale: _cell(record, records.get(locale), locale, today, is_owner=locale == owner)
        for locale in locales
    }
    return Row(uri, part, record.kind, record.title, day, cells)


def _first_of_only(records: Mapping[str, Record]) -> str | None:
    return next((name for name, record in records.items() if record.only[:1] == (name,)), None)


def _cell(
    source: Record, record: Record | None, locale: str, today: dt.date, *, is_owner: bool
) -> Cell:
    if source.only and locale not in source.only:
        return Cell(OneLanguageOnly())
    if record is None:
        return Cell(Missing())
    found = _status(source, record) if not is_owner else Current()
    days = _age(source, today) if isinstance(found, Outdated) else None
    return Cell(found, record.draft, record.machine, days)


def _status(source: Record, record: Record) -> Outdated | Current:
    made = record.made
    if made is not None and list(made.items()) == [(key, stamp) for key, stamp, _ in source.stamps]:
        return Current()
    now = dt.date.fromisoformat(source.day) if source.day else None
    return status.between(record.made_from, source.sections, now)


def _age(source: Record, today: dt.date) -> int | None:
    """Days since the source text last changed: at least that long the translation is behind."""
    return max(0, (today - dt.date.fromisoformat(source.day)).days) if source.day else None


def as_json(report: Report) -> dict[str, Any]:
    """The report for programs; its shape is described in developers/translations.md."""
    return {
        "day": report.today.isoformat(),
        "languages": {
            locale: {
                **_count_json(report.count(locale)),
                "sections": {
                    part: _count_json(report.count(locale, part)) for part in report.parts
                },
            }
            for locale in report.locales
        },
        "pages": [
            {
                "page": row.uri,
                "kind": row.kind,
                "title": row.title,
                "updated": row.day.isoformat() if row.day else None,
                "languages": {locale: _cell_json(cell) for locale, cell in row.cells.items()},
            }
            for row in report.rows
        ],
        "unreadable": list(report.unreadable),
    }


def _count_json(count: Count) -> dict[str, Any]:
    numbers: dict[str, Any] = {str(state): number for state, number in count.states.items()}
    return {**numbers, "percent": round(count.percent, 1), "oldest_days": count.oldest}


def _cell_json(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {"state": cell.state}
    if cell.machine:
        found["machine_draft"] = True
    match cell.status:
        case Outdated(sections=drifts, made_from=made):
            found["made_from"] = _made_day(made)
            found["days"] = cell.days
            found["sections"] = [_drift_json(drift) for drift in drifts]
        case Missing() | Current() | OneLanguageOnly():
            pass
    return found


def _made_day(made: MadeFrom | None) -> str | None:
    return made.day.isoformat() if made else None


def _drift_json(drift: Drift) -> dict[str, str]:
    match drift:
        case Changed(section=section):
            return {"change": "changed", "section": section.key, "title": section.title}
        case Added(section=section):
            return {"change": "added", "section": section.key, "title": section.title}
        case Removed(key=key):
            return {"change": "removed", "section": key, "title": ""}


def short(report: Report, percent: float | None, days: int | None) -> Iterator[tuple[str, Count]]:
    """The languages that are below a share of pages up to date, or behind for more than days."""
    for locale in report.locales:
        count = report.count(locale)
        too_few = percent is not None and count.percent < percent
        too_old = days is not None and count.oldest is not None and count.oldest > days
        if too_few or too_old:
            yield locale, count
