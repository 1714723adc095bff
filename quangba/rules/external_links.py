"""Rules over links to other sites."""

from __future__ import annotations

from quangba.messages import msg
from quangba.rules.rule import Rule

ROWS: tuple[Rule, ...] = (
    Rule(
        "external-broken",
        msg("Readers who want to look something up meet an error, and trust the page less."),
        wrong="[Source](https://www.example.org/old)",
        right="[Source](https://www.example.org/new)",
    ),
    Rule(
        "external-moved",
        msg("The old address leads on for now; one day it will not."),
        wrong="[Source](https://www.example.org/old)",
        right="[Source](https://www.example.org/new)",
    ),
)
