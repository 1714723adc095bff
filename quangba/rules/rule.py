"""A rule of `quangba check`, as people read of it."""

from __future__ import annotations

from dataclasses import dataclass

from quangba.messages import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """code: as in brackets behind a problem; why: what readers would see, or what would break.

    wrong, right: an example as it stands in a file; empty where there is nothing to show.
    """

    code: str
    why: Text
    wrong: str = ""
    right: str = ""
