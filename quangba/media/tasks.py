"""What workers are asked to do with an original. Nothing that decodes is loaded by who asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quangba.media.facts import Facts, Unusable
from quangba.media.plan import Rendition


@dataclass(frozen=True, slots=True)
class Task:
    """Renditions of one original that are not in the store yet."""

    file: Path
    facts: Facts
    renditions: tuple[Rendition, ...]
    store: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What a task gave: bytes by key, or why nothing; seconds of work."""

    file: Path
    sizes: dict[str, int]
    seconds: float
    unusable: Unusable | None = None
