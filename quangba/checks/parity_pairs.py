"""A source text and a translation side by side, and what is found where they are not alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quangba.content.schema import Parity
from quangba.messages import msg
from quangba.problems import Problem
from quangba.registers.facts import Fact
from quangba.translations.parts import Part, Side

MEANT = msg("If it is meant, give the reason in front matter, under `differs`.")
"""The way out, in every hint about numbers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a section. what: the word in `differs` that would excuse it.

    shown: the numbers, names or targets that it is about, as both pages write them.
    """

    what: Parity
    key: str
    problem: Problem
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two languages of one page. keys: the sections that are compared; facts: the register."""

    source: Side
    ours: Side
    keys: tuple[str, ...]
    facts: Mapping[str, Fact]

    def parts(self) -> Iterator[tuple[Part, Part]]:
        """Each section of the source text with that of the translation."""
        for key in self.keys:
            yield self.source.parts[key], self.ours.parts[key]

    @property
    def source_parts(self) -> tuple[Part, ...]:
        """All sections of the source text."""
        return tuple(self.source.parts.values())
