"""assets/data/external_links.yml: whether the pages of others that we link to still answer.

Written by `quangba links`, read by `quangba check`. A line a link, in the order of addresses; a
line changes only on a day on which its link was asked, so that changes stay small.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from pydantic import Field

from quangba.problems import Problem
from quangba.registers import data_file
from quangba.settings import Settings
from quangba.validation import Day, Model, Words

FILE = "external_links.yml"
_HEAD = "# Written by `quangba links`: which links to other sites answered, and when.\n"


class Answered(Model):
    """What is known of a link.

    ok: the last day on which it answered; unknown: the last on which nobody could tell; since,
    failed: the first and the last day of failures without a success between; why: of the last
    failure; moved: where it has moved to for good.
    """

    ok: Day | None = Field(None, examples=["2026-11-27"])
    unknown: Day | None = Field(None, examples=["2026-11-27"])
    since: Day | None = Field(None, examples=["2026-11-20"])
    failed: Day | None = Field(None, examples=["2026-11-27"])
    why: Words | None = Field(None, examples=["404"])
    moved: Words | None = Field(None, examples=["https://www.example.org/new"])

    @property
    def is_broken(self) -> bool:
        """Whether it failed on two different days: one bad day happens to every site."""
        return self.failed is not None and self.failed != self.since

    @property
    def asked(self) -> dt.date:
        """The last day on which it was asked."""
        return max(day for day in (self.ok, self.unknown, self.failed, dt.date.min) if day)


def read(settings: Settings) -> tuple[Mapping[str, Answered], tuple[Problem, ...]]:
    """The register by address; nothing where nobody has asked yet."""
    return data_file.rows(settings, FILE, Answered)


def dump(rows: Mapping[str, Answered]) -> str:
    """The text of the file: the same rows always give the same bytes."""
    return _HEAD + "".join(f"{_quoted(url)}: {{{_fields(rows[url])}}}\n" for url in sorted(rows))


def _fields(row: Answered) -> str:
    values = ((name, getattr(row, name)) for name in Answered.model_fields)
    return ", ".join(
        f"{name}: {value.isoformat() if isinstance(value, dt.date) else _quoted(value)}"
        for name, value in values
        if value is not None
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # YAML reads what JSON writes
