"""The list of what a regulation asks of the site."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "self-check-empty",
        msg("A page that promises a list of what is asked for would show none."),
        wrong="layout: self-check   # and no assets/data/self_check.yml",
        right="layout: self-check   # with assets/data/self_check.yml",
    ),
    Rule(
        "self-check-page",
        msg("The list would count as missing what stands under another path."),
        wrong="pages: [reader/tide.md]",
        right="pages: [reader/tides.md]",
    ),
    Rule(
        "self-check-language",
        msg("An item can never be met in a language that the site does not have."),
        wrong="languages: [de]",
        right="languages: [en, fr]",
    ),
    Rule(
        "self-check-lacking",
        msg("Readers see that the site does not have what it should have."),
        wrong="- {id: fees, article: '5', title: Fees}",
        right="- {id: fees, article: '5', title: Fees, pages: [reader/fees.md]}",
    ),
    Rule(
        "self-check-partly",
        msg("Readers see that the site has it only in part: a page or a translation is missing."),
        wrong="pages: [reader/tides.md]   # without docs/fr/reader/tides.md",
        right="languages: [en]",
    ),
    Rule(
        "self-check-old",
        msg("A list that nobody has gone through for a year says things that may have changed."),
        wrong="checked: 2024-01-05",
        right="checked: 2026-01-05",
    ),
)
