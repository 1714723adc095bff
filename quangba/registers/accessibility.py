"""assets/data/accessibility.yml: what the browser tests found when they last looked at the site.

scripts/accessibility_report.py writes it; the accessibility statement shows it.
"""

from __future__ import annotations

from pydantic import Field

from quangba.problems import Problem
from quangba.registers import data_file
from quangba.settings import Settings
from quangba.validation import Day, Model, Whole, Words, validate

FILE = "accessibility.yml"


class Report(Model):
    """One run of axe-core over every view of the site, in every language.

    views: kinds of page, special layouts and states (home, listing, missing …); looks: colour
    scheme -> width of the window in CSS pixels; pages: how many were looked at, all looks
    together; rules: how many of axe's rules were asked.
    """

    date: Day = Field(examples=["2026-11-23"])
    axe: Words = Field(examples=["4.12.1"])
    rules: Whole = Field(examples=["99"])
    pages: Whole = Field(examples=["60"])
    violations: Whole = Field(examples=["0"])
    languages: tuple[Words, ...] = Field(examples=["[vi, en, zh]"])
    views: tuple[Words, ...] = Field(examples=["[home, listing, place]"])
    looks: dict[Words, Whole] = Field(examples=["{light: 1280, dark: 360}"])


def read(settings: Settings) -> tuple[Report | None, tuple[Problem, ...]]:
    """The report; None when the site has none, or a broken one."""
    document, path, problems = data_file.read(settings, FILE)
    if not document.values:
        return None, problems
    report, wrong = validate(Report, document, path)
    return report, (*problems, *wrong)
