"""Tiled houses of a village, seen a little from the side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from canvas import Batch, Pen
from noise import Dice, between
from palette import BRICK, CREAM, EARTH, HONEY, INDIGO, INDIGO_DEEP, MIST, NIGHT, PAPER, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas import Canvas, Point

WALLS = (mix(CREAM, EARTH, 0.22), mix(CREAM, HONEY, 0.4), mix(MIST, CREAM, 0.5), mix(EARTH, HONEY, 0.45))
TILES = (mix(BRICK, INDIGO_DEEP, 0.25), mix(BRICK, INDIGO_DEEP, 0.45), mix(BRICK, HONEY, 0.12))


@dataclass(frozen=True)
class Cottage:
    """One house: the middle of its foot, half its width, the side (-1, 1) its gable shows on."""

    place: Point
    half: float
    gable: int = 1
    haze: float = 0.0


def cottages(canvas: Canvas, dice: Dice, homes: Sequence[Cottage]) -> None:
    """Draw houses from the farthest to the nearest, each with its shadow, door and lit tiles."""
    for home in sorted(homes, key=lambda each: each.place[1]):
        _cottage(canvas, dice, home)


def _cottage(canvas: Canvas, dice: Dice, home: Cottage) -> None:
    (x, y), half, way = home.place, home.half, home.gable
    parts = Batch(1)
    high, deep = half * between(dice, 0.72, 0.9), half * 0.62
    ridge = high + half * between(dice, 0.62, 0.78)
    wall = mix(WALLS[int(dice.roll() * len(WALLS))], MIST, home.haze)
    tile = mix(TILES[int(dice.roll() * len(TILES))], MIST, home.haze)

    def at(dx: float, dy: float) -> Point:
        return (x + way * dx, y + dy)

    canvas.oval(x + way * half * 0.2, y + 1, half * 1.5, half * 0.13, INDIGO_DEEP, 0.3 * (1 - home.haze))
    corner, back = half * 0.72, half * 0.72 + deep
    lift = half * 0.1
    parts[mix(wall, INDIGO, 0.3)].polygon([at(corner, 0), at(corner, -high), at((corner + back) / 2, -ridge + lift), at(back, -high - lift), at(back, -lift)])
    parts[wall].polygon([at(-half, 0), at(-half, -high), at(corner, -high), at(corner, 0)])
    dark, lit = mix(mix(EARTH, NIGHT, 0.4), MIST, home.haze), mix(HONEY, CREAM, 0.2)
    parts[dark].polygon([at(-half * 0.24, 0), at(-half * 0.24, -high * 0.66), at(half * 0.12, -high * 0.66), at(half * 0.12, 0)])
    for left in (-0.8, 0.32):
        tone = lit if dice.roll() < 0.35 else dark
        parts[tone].polygon([at(half * left, -high * 0.32), at(half * left, -high * 0.66), at(half * (left + 0.26), -high * 0.66), at(half * (left + 0.26), -high * 0.32)])
    parts[mix(dark, tile, 0.3)].polygon([at(-half, -high), at(-half, -high * 0.88), at(corner, -high * 0.88), at(corner, -high)])
    peak = ((corner + back) / 2, -ridge + lift)
    over = half * 0.14
    eave_left, eave_right = (-half - over, -high + over * 0.5), (corner + over * 0.4, -high + over * 0.5)
    top_left, top_right = (-half + deep * 0.32, -ridge + lift * 0.4), (peak[0] + over * 0.4, peak[1] - lift * 0.4)
    parts[tile].polygon([at(*eave_left), at(*top_left), at(*top_right), at(*eave_right)])
    parts[mix(tile, NIGHT, 0.35)].polygon([at(*eave_right), at(*top_right), at(back + over * 0.5, -high - lift + over * 0.6), at(back + over * 0.5, -high - lift), at(peak[0] + over * 0.2, peak[1] + over * 0.5)])
    for step in range(1, 8):
        share = step / 8
        upper = top_left[0] + (top_right[0] - top_left[0]) * share
        lower = eave_left[0] + (eave_right[0] - eave_left[0]) * share
        rise = top_left[1] + (top_right[1] - top_left[1]) * share
        parts[mix(tile, HONEY, 0.22)].polygon([at(upper, rise), at(upper + 0.8, rise), at(lower + half * 0.035, eave_left[1]), at(lower, eave_left[1])])
    parts.paint(canvas)
    canvas.stroke(Pen(1).polyline([at(*top_left), at(*top_right)]), mix(tile, NIGHT, 0.3), half * 0.09)
    canvas.stroke(Pen(1).polyline([at(*eave_left), at(*eave_right)]), mix(tile, PAPER, 0.3), half * 0.035, 0.7)
