"""assets/data/facts.yml: each figure once, with unit, day, source and the day to look again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import SLUG, Day, Flag, Model, Number, Partial, Words

FILE = "facts.yml"


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Fact(Model):
    """A figure in whole base units (66400000000, not 66.4 billion).

    unit: a key of `units` in strings.yml; to: the end of a range that `value` begins; about,
    more_than: how the source puts it; as_of: when it was true; review_by: after this day
    somebody has to look for a newer one.
    """

    label: Localised = Field(examples=["{vi: Kim ngạch 2024, en: Trade in 2024}"])
    value: Number = Field(examples=["66400000000"])
    to: Number | None = Field(None, examples=["68000000000"])
    unit: Words = Field(examples=["USD"])
    about: Flag = Field(False, examples=["true"])
    more_than: Flag = Field(False, examples=["true"])
    as_of: Partial = Field(examples=["2024-12"])
    source: Annotated[tuple[Words, ...], BeforeValidator(_several), Field(min_length=1)] = Field(
        examples=["[S66]"]
    )
    review_by: Day = Field(examples=["2027-03-31"])


def read(settings: Settings) -> tuple[Mapping[str, Fact], tuple[Problem, ...]]:
    """The register by id, in the order of the file."""
    return data_file.rows(settings, FILE, Fact, _refused)


def _refused(name: str, path: str, line: int | None) -> Problem | None:
    if SLUG.fullmatch(name):
        return None
    return error(
        "fact-id", path, line,
        msg("“{name}” cannot be the name of a figure.", name=name),
        msg("Use small letters a–z, digits and hyphens. For example: {example}",
            example="trade-2024"),
    )  # fmt: skip


def lines(settings: Settings) -> Mapping[str, Any]:
    """The line of each figure, for problems found later than in reading."""
    document, _, _ = data_file.read(settings, FILE)
    return {str(name): document.line((name,)) for name in document.values}
