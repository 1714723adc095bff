"""Headings make an outline: one at the top, no level left out, none without words."""

from __future__ import annotations

from collections.abc import Iterator

from quangba.checks.built.facts import Page
from quangba.checks.built.site import BuiltSite
from quangba.messages import Text, msg
from quangba.problems import Problem, warning


def check(built: BuiltSite) -> Iterator[Problem]:
    """The order of headings in every page."""
    for name, page in built.pages.items():
        if built.is_block(name) and not page.headings:
            continue
        for line, needle, what in _wrong(page):
            place = built.place(name, line, needle)
            yield warning(
                "site-heading", place.path, place.line, what,
                msg("Those who hear a page go through it by its headings. "
                    "After # come ##, then ###."),
            )  # fmt: skip


def _wrong(page: Page) -> Iterator[tuple[int | None, str, Text]]:
    count = sum(heading.level == 1 for heading in page.headings)
    if count != 1:
        yield None, "", msg("The page has {count} headings of level 1, expected one.", count=count)
    elif page.headings[0].level != 1:
        first = page.headings[0]
        yield (
            first.line,
            first.text,
            msg("“{text}” stands before the heading of level 1.", text=first.text),
        )
    for before, after in zip(page.headings, page.headings[1:], strict=False):
        if after.level > before.level + 1:
            yield after.line, after.text, msg(
                "“{text}” has level {level} after one of level {before}.",
                text=after.text, level=after.level, before=before.level,
            )  # fmt: skip
    for heading in page.headings:
        if not heading.text:
            yield heading.line, "", msg("A heading of level {level} is empty.", level=heading.level)
