"""Headings of pages, and their order in every language."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "heading-title",
        msg(
            "The title is already the heading of level 1: a second one confuses screen "
            "readers and search engines."
        ),
        wrong="# High water",
        right="## High water",
    ),
    Rule(
        "heading-skipped",
        msg("Who moves by headings with a screen reader looks for the level that is missing."),
        wrong="## Tides\n\n#### Moon",
        right="## Tides\n\n### Moon",
    ),
    Rule(
        "heading-id-repeated",
        msg("A link to the section can lead to the first of the two only."),
        wrong="## High water {#water}\n\n## Low water {#water}",
        right="## High water {#high-water}\n\n## Low water {#low-water}",
    ),
    Rule(
        "heading-id",
        msg(
            "Links are the same in all languages; with an id of its own here they would "
            "lead nowhere."
        ),
        wrong="## Marée haute {#maree}",
        right="## Marée haute",
    ),
    Rule(
        "heading-count",
        msg(
            "Sections are matched one by one: with one more or less, links lead to the "
            "wrong section in this language."
        ),
        wrong='## Marée haute   # the source has "High water" and "Low water"',
        right="## Marée haute\n\n## Marée basse",
    ),
    Rule(
        "heading-level",
        msg(
            "The section would belong to another one than in the source, and the list of "
            "contents would differ."
        ),
        wrong="## La lune   # the source has ### The moon",
        right="### La lune",
    ),
    Rule(
        "heading-order",
        msg(
            "Readers who follow a link, or compare two languages, find another order than "
            "in the source."
        ),
        wrong="## Marée basse\n\n## Marée haute",
        right="## Marée haute\n\n## Marée basse",
    ),
)
