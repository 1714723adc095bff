"""How the site's settings weigh rules: levels, and exceptions up to a day."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "rule-unknown",
        msg("A level or an exception for a rule that does not exist does nothing, unnoticed."),
        wrong="checks: {rules: {titel-long: note}}",
        right="checks: {rules: {title-long: note}}",
    ),
    Rule(
        "rule-protected",
        msg("Some rules keep pages from breaking, or guard rights and readers; if they could be"
            " switched off, nobody could trust a site that passes."),
        wrong="checks: {rules: {rights-expired: off}}",
        right="checks: {rules: {title-long: off}}",
    ),
    Rule(
        "exception-past",
        msg("What was let pass for a time is told again, and the reason of then may hold no more."),
        wrong="{rule: title-long, path: docs/en/a.md, until: 2025-03-31, reason: A law's name.}",
        right="{rule: title-long, path: docs/en/a.md, until: 2027-03-31, reason: A law's name.}",
    ),
    Rule(
        "exception-far",
        msg("An exception that nobody will look at again hides what is wrong for ever."),
        wrong="{rule: title-long, path: docs/en/a.md, until: 2099-12-31, reason: A law's name.}",
        right="{rule: title-long, path: docs/en/a.md, until: 2027-03-31, reason: A law's name.}",
    ),
    Rule(
        "exception-idle",
        msg("An exception that lets nothing pass today would hide the next mistake of its kind."),
        wrong="{rule: title-long, path: docs/en, until: 2027-03-31, reason: Names of laws.}",
        right="{rule: title-long, path: docs/en/, until: 2027-03-31, reason: Names of laws.}",
    ),
)  # fmt: skip
