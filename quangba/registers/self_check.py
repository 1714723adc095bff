"""assets/data/self_check.yml: what a regulation asks of the site, and where the site has it.

People say what is asked and where it is; whether it is there, the site says itself. The page with
`layout: self-check` shows both.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from quangba.problems import Problem
from quangba.registers import data_file
from quangba.registers.localised import Localised
from quangba.settings import Settings
from quangba.validation import Day, Model, Slug, Words, validate

FILE = "self_check.yml"

Feature = Literal["search", "print", "archive", "feeds", "press", "accessibility"]
"""What the generator itself provides, where a site has the page for it."""


class Item(Model):
    """One thing that is asked for, with where it is to be found: the first of these that is set.

    languages: those that it must be there in, by folder name; without them the source's;
    pages: paths of pages, all of which must be there; feature: of the generator; elsewhere: an
    address of another site of the authority, where it is kept; exempt: why it does not apply.
    With none of them it is not there yet.
    """

    id: Slug = Field(examples=["organisation"])
    article: Words = Field(examples=["4.1.e"])
    title: Localised = Field(examples=["{vi: Cơ cấu tổ chức, en: Organisation}"])
    languages: tuple[Words, ...] = Field((), examples=["[vi, en]"])
    pages: tuple[Words, ...] = Field((), examples=["[gioi-thieu/to-chuc.md]"])
    feature: Feature | None = Field(None, examples=["search"])
    elsewhere: Words | None = Field(None, examples=["https://www.example.org/"])
    exempt: Localised = Field("", examples=["{vi: Không phải cơ quan ban hành, en: …}"])


class SelfCheck(Model):
    """The regulation, the day on which people last went through the list, and the list.

    regulation: its name; source: an id of sources.yml; checked: absent while nobody has.
    """

    regulation: Localised = Field(examples=["{vi: Nghị định 42/2022/NĐ-CP, en: Decree …}"])
    source: Words | None = Field(None, examples=["S1"])
    checked: Day | None = Field(None, examples=["2026-11-27"])
    items: tuple[Item, ...] = Field(examples=["[{id: search, article: '7.1', …}]"])


def read(settings: Settings) -> tuple[SelfCheck | None, tuple[Problem, ...]]:
    """The list; None when the site has none, or a broken one."""
    document, path, problems = data_file.read(settings, FILE)
    if not document.values:
        return None, problems
    found, wrong = validate(SelfCheck, document, path)
    return found, (*problems, *wrong)
