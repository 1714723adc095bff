"""Which renditions a picture gets: integer arithmetic without pixels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from quangba.media.recipes import Format, Recipe

PIPELINE = 3
"""Raise when the same plan would give other pixels or bytes, so that nothing old is used."""

NEAR = 0.12
"""A width closer than this fraction to the next larger one earns no file of its own."""


DENSE = 2400
"""The largest width that screens ask for. Originals are decoded once, at a size that is enough
for it; only what is larger (for printers, or a crop of a panorama) is decoded apart."""


def halvings(available: int, wanted: int) -> int:
    """How often pixels can be halved and still be 1.25 times as many as wanted.

    What is scaled by so little with Lanczos cannot be told from what was scaled by it alone.
    """
    count = 0
    while 4 * available >= 5 * wanted << (count + 1):
        count += 1
    return count


def decoding(size: tuple[int, int]) -> int:
    """How often an original is halved when it is decoded: a property of it alone."""
    return halvings(max(size), DENSE)


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A crop in pixels of the picture as seen: left, top, right, bottom."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Its width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file to make: `crop` of the original, scaled to `width` x `height`, encoded."""

    crop: Box
    width: int
    height: int
    format: Format
    quality: int

    @property
    def halvings(self) -> int:
        """How often the original is halved before it is scaled to this size.

        It depends on nothing else, above all not on which other renditions are made: so do the
        pixels, and each file can be made alone.
        """
        return min(halvings(self.crop.width, self.width), halvings(self.crop.height, self.height))

    def key(self, digest: str) -> str:
        """Names the bytes: everything that they depend on, and the original's content."""
        # by hand, as `asdict` is half of a run over pictures that are all there
        crop = {side: getattr(self.crop, side) for side in ("left", "top", "right", "bottom")}
        names = ("width", "height", "format", "quality")
        own = {"crop": crop, **{name: getattr(self, name) for name in names}}
        options = json.dumps([PIPELINE, digest, own], sort_keys=True)
        return hashlib.sha256(options.encode()).hexdigest()


def crop_box(
    size: tuple[int, int], aspect: tuple[int, int] | None, focal: tuple[float, float]
) -> Box:
    """The largest box of an aspect inside the picture, as near to the focal point as it fits."""
    width, height = size
    if aspect is None:
        return Box(0, 0, width, height)
    across, down = aspect
    # compared without division, so that a picture of exactly this shape is not cropped
    if width * down > height * across:
        box_width, box_height = max(1, round(height * across / down)), height
    else:
        box_width, box_height = width, max(1, round(width * down / across))
    box_width, box_height = min(box_width, width), min(box_height, height)
    left = _start(width, box_width, focal[0])
    top = _start(height, box_height, focal[1])
    return Box(left, top, left + box_width, top + box_height)


def _start(whole: int, part: int, focal: float) -> int:
    return min(max(round(whole * focal - part / 2), 0), whole - part)


def widths(wanted: Iterable[int], available: int) -> tuple[int, ...]:
    """Widths to make, ascending: never larger than what is there, none nearly twice.

    Where the original is narrower than the largest width wanted, its own width is the largest.
    """
    asked = sorted(set(wanted))
    possible = [width for width in asked if width <= available]
    if asked and asked[-1] > available:
        possible.append(available)
    kept: list[int] = []
    for width in sorted(set(possible), reverse=True):
        if not kept or width < kept[-1] * (1 - NEAR):
            kept.append(width)
    return tuple(reversed(kept))


def renditions(
    size: tuple[int, int], recipe: Recipe, focal: tuple[float, float] = (0.5, 0.5)
) -> tuple[Rendition, ...]:
    """Every file of one use of a picture of this size, by format, then width."""
    box = crop_box(size, recipe.aspect, focal)
    if recipe.full_size is not None:
        longest = max(box.width, box.height)
        scaled = min(1.0, recipe.full_size / longest)
        wanted: tuple[int, ...] = (max(1, round(box.width * scaled)),)
    else:
        wanted = widths(recipe.widths, box.width)
    return tuple(
        Rendition(box, width, _height(box, width, recipe), name, getattr(recipe.quality, name))
        for name in recipe.formats
        for width in wanted
    )


def _height(box: Box, width: int, recipe: Recipe) -> int:
    # the shape asked for, not the box's, so that 1200 x 630 comes out exactly so
    across, down = recipe.aspect or (box.width, box.height)
    most = min(box.height, recipe.full_size or box.height)
    return max(1, min(round(width * down / across), most))
