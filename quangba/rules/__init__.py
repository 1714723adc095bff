"""What each rule is there for: code -> reason and example, for `quangba check --explain` and docs.

A Problem's `code` is the rule's name. Who adds a problem adds its row to a module of this folder.
"""

from __future__ import annotations

from quangba.rules.rule import Rule

RULES: dict[str, Rule] = {}
"""By code."""
