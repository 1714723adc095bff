"""SSIMULACRA2 scores, and the quality setting at which an encoder reaches one."""

from __future__ import annotations

import functools
import importlib
import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

Encode = Callable[[int], bytes]
"""Bytes at a quality from 1 to 100."""


@dataclass(frozen=True, slots=True)
class AtScore:
    """Quality and bytes that give a score, interpolated between two settings."""

    quality: float
    size: float


def score(reference: bytes, image: bytes) -> float:
    """How alike two files look: 100 the same, 70 high quality, 50 medium."""
    compute = importlib.import_module("ssimulacra2").compute_ssimulacra2
    return float(compute(io.BytesIO(reference), io.BytesIO(image)))


@functools.lru_cache(maxsize=2)
def decoded(file: Path) -> Image.Image:
    """An original, whole."""
    with Image.open(file) as image:
        return image.convert("RGB")


def reference(file: Path, width: int) -> Image.Image:
    """The best that an original gives at a width: whole decode, one Lanczos."""
    whole = decoded(file)
    height = round(width * whole.height / whole.width)
    return whole.resize((width, height), Image.Resampling.LANCZOS)


def png(image: Image.Image) -> bytes:
    """The pixels, unchanged."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def at_score(original: bytes, encode: Encode, target: float, first: tuple[int, int]) -> AtScore:
    """Search by secants from two first qualities; four encodings are enough."""
    tried: dict[int, tuple[float, int]] = {}

    def look(quality: int) -> None:
        if quality not in tried:
            data = encode(quality)
            tried[quality] = score(original, data), len(data)

    for quality in first:
        look(quality)
    for _ in range(2):
        low, high = _around(tried, target)
        look(min(98, max(5, round(_between(tried, low, high, target)))))
    low, high = _around(tried, target)
    best = min(100.0, max(1.0, _between(tried, low, high, target)))
    part = (best - low) / (high - low)
    log = math.log(tried[low][1]) * (1 - part) + math.log(tried[high][1]) * part
    return AtScore(best, math.exp(log))


def _around(tried: dict[int, tuple[float, int]], target: float) -> tuple[int, int]:
    near = sorted(tried, key=lambda quality: abs(tried[quality][0] - target))
    below = [quality for quality in near if tried[quality][0] <= target]
    above = [quality for quality in near if tried[quality][0] > target]
    first, second = (below[0], above[0]) if below and above else near[:2]
    return min(first, second), max(first, second)


def _between(tried: dict[int, tuple[float, int]], low: int, high: int, target: float) -> float:
    rise = tried[high][0] - tried[low][0]
    if rise <= 0:
        return float(high)
    return low + (target - tried[low][0]) * (high - low) / rise
