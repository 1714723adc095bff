"""Rights of pictures that pages show."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "rights-licence",
        msg("A licence that nobody knows allows nothing; readers could not look it up, either."),
        wrong="licence: from the internet",
        right="licence: CC-BY-4.0",
    ),
    Rule(
        "rights-expired",
        msg("Showing it from that day on is against the agreement with its author."),
        wrong="expires: 2024-12-31",
        right="expires: 2030-12-31   # after asking the author",
    ),
    Rule(
        "rights-expire-soon",
        msg("There are less than 30 days left to renew the right; after that the build stops."),
        wrong="expires: 2026-12-01",
        right="expires: 2030-12-31   # after asking the author",
    ),
    Rule(
        "rights-consent",
        msg(
            "Who can be recognised has a right to say no; without a note of their consent "
            "nobody can show it."
        ),
        wrong="people: recognisable",
        right="people: recognisable\nconsent: {by: Ann Fisher, date: 2026-01-05}",
    ),
    Rule(
        "rights-clearance",
        msg(
            "What was marked as sensitive, such as a border post or a rite, is shown only "
            "when somebody responsible has looked at it."
        ),
        wrong="sensitive: true",
        right="sensitive: true\ncleared: {by: Ann Fisher, date: 2026-01-05}",
    ),
    Rule(
        "rights-date",
        msg("Nobody has agreed yet to what lies ahead: mostly day and year are mistyped."),
        wrong="consent: {by: Ann Fisher, date: 2036-01-05}",
        right="consent: {by: Ann Fisher, date: 2026-01-05}",
    ),
)
