"""Options of `quangba check`: how much each rule matters, and what is let pass for a time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from quangba.validation import Day, Model, Whole, Words

Level = Literal["error", "warning", "note", "off"]


def _off(value: object) -> object:
    """YAML 1.1 reads `off` as false."""
    return "off" if value is False else value


_Level = Annotated[Level, BeforeValidator(_off)]


class Excepted(Model):
    """Problems of one rule that are let pass in a file (or a folder, ending in '/') up to a day.

    line: one line of the file alone; until: the last day, where the site is at home.
    """

    rule: Words = Field(examples=["title-long"])
    path: Words = Field(examples=["docs/vi/tin-tuc/bai.md"])
    line: Annotated[Whole, Field(ge=1)] | None = Field(None, examples=["12"])
    until: Day = Field(examples=["2027-03-31"])
    reason: Words = Field(examples=["The title is a law's name."])


class Checking(Model):
    """rules: code of a rule -> how much it matters; exceptions: see Excepted."""

    rules: dict[Words, _Level] = Field({}, examples=["{title-long: note}"])
    exceptions: tuple[Excepted, ...] = Field(
        (), examples=["[{rule: title-long, path: docs/vi/a.md, until: 2027-03-31, reason: …}]"]
    )
