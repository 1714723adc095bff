"""A file that came back from translators, read."""

from __future__ import annotations

from dataclasses import dataclass

from quangba.problems import Problem
from quangba.translations.exchange.units import Unit


@dataclass(frozen=True, slots=True)
class Received:
    """language: the tag that the file names; units: of any pages, in its order."""

    language: str = ""
    units: tuple[Unit, ...] = ()
    problems: tuple[Problem, ...] = ()
