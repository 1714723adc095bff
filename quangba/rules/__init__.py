"""What each rule is there for: code -> reason and example, for `quangba check --explain` and docs.

A Problem's `code` is the rule's name. Who adds a problem adds its row to a module of this folder;
a new module gets a line in `AREAS`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from quangba.rules import (
    commands,
    events,
    exchange,
    files,
    front_matter,
    headings,
    languages,
    links,
    names,
    pages,
    pictures,
    registers,
    rights,
    self_check,
    settings,
    theme,
    videos,
    writing,
)
from quangba.rules.rule import Rule

AREAS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Settings", settings.ROWS),
    ("Files and folders", files.ROWS),
    ("Front matter", front_matter.ROWS),
    ("Addresses, titles, descriptions", pages.ROWS),
    ("Headings", headings.ROWS),
    ("Links", links.ROWS),
    ("Pictures", pictures.ROWS),
    ("Rights of pictures", rights.ROWS),
    ("Films and subtitles", videos.ROWS),
    ("Events", events.ROWS),
    ("Figures, routes, topics", registers.ROWS),
    ("Agreed names", names.ROWS),
    ("How a language is written", writing.ROWS),
    ("Translations", languages.ROWS),
    ("The theme and share cards", theme.ROWS),
    ("Self-check", self_check.ROWS),
    ("Commands", commands.ROWS),
    ("Files from translators", exchange.ROWS),
)
"""Title and rows of each module, in the order of developers/rules.md."""


def by_code(rows: Iterable[Rule]) -> Mapping[str, Rule]:
    """Rules by code, sorted. Raises ValueError where two have one code."""
    found: dict[str, Rule] = {}
    for rule in sorted(rows, key=lambda each: each.code):
        if rule.code in found:
            raise ValueError(f"two rules have the code {rule.code!r}")
        found[rule.code] = rule
    return found


RULES: Mapping[str, Rule] = by_code(rule for _, rows in AREAS for rule in rows)
"""By code."""


def near(code: str) -> str | None:
    """The code that somebody may have meant: by spelling, else the first that has its words."""
    asked = code.strip().strip("[]").lower().replace("_", "-")
    if asked in RULES:
        return asked
    if close := difflib.get_close_matches(asked, RULES, n=1):
        return close[0]
    return next((known for known in RULES if asked and asked in known), None)
