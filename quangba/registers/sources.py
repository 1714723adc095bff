"""assets/data/sources.yml: where the site's statements come from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import Field

from quangba.problems import Problem
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import Flag, Model, Partial, Words, validate

FILE = "sources.yml"


class Source(Model):
    """A publication. `date` is as exact as known: YYYY, YYYY-MM or YYYY-MM-DD.

    `internal` sources (mirrors, reposts) are kept for editors and never shown.
    """

    name: Localised = Field(examples=["vietnam.vn"])
    url: Words | None = Field(None, examples=["https://…"])
    date: Partial | None = Field(None, examples=["2025-06"])
    internal: Flag = Field(False, examples=["true"])


def read(settings: Settings) -> tuple[Mapping[str, Source], tuple[Problem, ...]]:
    """The register by id."""
    document, path, problems = data_file.read(settings, FILE)
    found = list(problems)
    rows: dict[str, Source] = {}
    for name in document.values:
        row, wrong = validate(Source, document, path, at=(name,))
        found += wrong
        if row is not None:
            rows[str(name)] = row
    return MappingProxyType(rows), tuple(found)
