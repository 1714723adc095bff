"""Rules over what is left to be done."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "text-todo",
        msg("Readers see that nobody has read the page through."),
        wrong="The market is open TODO.",
        right="The market is held on days with a 4 or a 9.",
    ),
)
