"""Which files a clip gets: arithmetic without pixels."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Literal

from quangba.media.video.facts import VideoFacts

PIPELINE = 2
"""Raise when the same plan would give other bytes, so that nothing old is used."""

ENCODERS = "av 18.1.0"
"""The wheel that carries the encoders; another one gives other bytes (a test holds it to
what is installed)."""

Codec = Literal["av1", "h264"]

SIDES = (480, 720)
"""Lengths of the shorter edge. The layout shows a clip at most 768 px wide, 720 is sharp there
on a phone and full-screen on most; 1080 would cost twice the bytes and three times the time."""

LONGEST = 1920
"""Of the longer edge, for panoramic shapes."""

FASTEST = 60
"""Frames per second: of slow-motion originals every second or fourth frame is kept."""

CRF: dict[Codec, int] = {"av1": 34, "h264": 22}
KBIT: dict[Codec, dict[int, int]] = {
    "av1": {480: 1200, 720: 2500},
    "h264": {480: 1800, 720: 4000},
}
"""The most that a second may take, so that a phone in the hills can follow."""

# (level, largest frame, frames' area a second) in macroblocks (H.264, table A-1) and in
# pixels (AV1, annex A.3).
_H264 = (
    (30, 1_620, 40_500), (31, 3_600, 108_000), (32, 5_120, 216_000), (40, 8_192, 245_760),
    (42, 8_704, 522_240), (51, 36_864, 983_040),
)  # fmt: skip
_AV1 = (
    (20, 147_456, 4_423_680), (21, 278_784, 8_363_520), (30, 665_856, 19_975_680),
    (31, 1_065_024, 31_950_720), (40, 2_228_224, 70_778_880), (41, 2_228_224, 141_557_760),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VideoRendition:
    """One file to make. level: of the codec, times ten; channels: 0 for no sound."""

    codec: Codec
    side: int
    width: int
    height: int
    rate: tuple[int, int]
    channels: int
    level: int
    crf: int
    kbit: int

    def key(self, digest: str) -> str:
        """Names the bytes: everything that they depend on, and the original's content."""
        options = json.dumps([PIPELINE, ENCODERS, digest, asdict(self)], sort_keys=True)
        return hashlib.sha256(options.encode()).hexdigest()

    @property
    def type(self) -> str:
        """The media type with the exact codecs, so that a browser knows before it fetches."""
        if self.codec == "h264":
            # High profile (100), no constraint flags, level in hexadecimal
            video, audio = f"avc1.6400{self.level:02X}", "mp4a.40.2"
        else:
            # Main profile, level index (X.Y is (X - 2) * 4 + Y), main tier, 8 bits
            index = (self.level // 10 - 2) * 4 + self.level % 10
            video, audio = f"av01.0.{index:02d}M.08", "opus"
        names = f"{video}, {audio}" if self.channels else video
        return f'video/mp4; codecs="{names}"'


def renditions(facts: VideoFacts) -> tuple[VideoRendition, ...]:
    """Every file of a clip: AV1 before H.264, the smaller size first."""
    found = [_rendition(facts, codec, side) for codec in ("av1", "h264") for side in sides(facts)]
    return tuple(found)


def sides(facts: VideoFacts) -> tuple[int, ...]:
    """Shorter edges to make, ascending: never larger than the clip's, none nearly twice."""
    available = min(facts.width, facts.height)
    possible = [side for side in SIDES if side <= available]
    if not possible or (available < SIDES[-1] and available > possible[-1] * 1.15):
        possible.append(available)
    return tuple(possible)


def _rendition(facts: VideoFacts, codec: Codec, side: int) -> VideoRendition:
    width, height = frame(facts, side)
    rate = _rate(facts)
    limit = next((name for name in SIDES if side <= name), SIDES[-1])
    return VideoRendition(
        codec=codec,
        side=side,
        width=width,
        height=height,
        rate=(rate.numerator, rate.denominator),
        channels=min(facts.channels, 2),
        level=level(codec, width, height, rate),
        crf=CRF[codec],
        kbit=KBIT[codec][limit],
    )


def frame(facts: VideoFacts, side: int) -> tuple[int, int]:
    """Width and height for a shorter edge: even numbers, as the codecs store colour by twos."""
    scale = Fraction(side, min(facts.width, facts.height))
    longest = max(facts.width, facts.height)
    scale = min(scale, Fraction(1), Fraction(LONGEST, longest))
    return _even(facts.width * scale), _even(facts.height * scale)


def _even(length: Fraction) -> int:
    return max(2, int(length) // 2 * 2)


def _rate(facts: VideoFacts) -> Fraction:
    rate = Fraction(*facts.rate)
    while rate > FASTEST + 1:
        rate /= 2
    return rate


def level(codec: Codec, width: int, height: int, rate: Fraction) -> int:
    """The lowest level of the codec that allows frames of this size at this rate, times ten."""
    if codec == "h264":
        area, table = -(-width // 16) * -(-height // 16), _H264
    else:
        area, table = width * height, _AV1
    fitting = (name for name, size, flow in table if area <= size and area * rate <= flow)
    return next(fitting, table[-1][0])
