"""What is known of a clip without looking at it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quangba.media.facts import Facts

SUFFIXES = frozenset({".mp4", ".mov"})

MAX_BYTES = 500_000_000

MAX_SECONDS = 600.0
"""Ten minutes: longer films belong on a service that is made for them."""

MAX_PIXELS = 8192 * 4320
MIN_SIDE = 16


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """A clip as seen, that is upright and with square pixels.

    rate: frames per second as a fraction; channels: of its sound, 0 when it has none; digest:
    SHA-256 of the bytes.
    """

    width: int
    height: int
    seconds: float
    rate: tuple[int, int]
    channels: int
    digest: str


@dataclass(frozen=True, slots=True)
class Look:
    """A clip to look at. at: second of the poster, or None; frame: where the poster goes."""

    file: Path
    at: float | None
    frame: Path


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found; `poster` is the frame as a picture."""

    facts: VideoFacts
    poster: Facts
