"""assets/data/sources.yml: where the site's statements come from."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from quangba.problems import Problem
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import Flag, Model, Partial, Words

FILE = "sources.yml"


class Source(Model):
    """A publication. `date` is as exact as known: YYYY, YYYY-MM or YYYY-MM-DD.

    `internal` sources (mirrors, reposts) are kept for editors and never shown.
    """

    name: Localised = Field(examples=["vietnam.vn"])
    url: Words | None = Field(None, examples=["https://…"])
    date: Partial | None = Field(None, examples=["2025-06"])
    internal: Flag = Field(False, examples=["true"])

    @property
    def is_linked(self) -> bool:
        """Whether readers may be led to it."""
        return self.url is not None and not self.internal


def read(settings: Settings) -> tuple[Mapping[str, Source], tuple[Problem, ...]]:
    """The register by id."""
    return data_file.rows(settings, FILE, Source)
