"""Terraced orchards: walls of earth and stone, grassy walks, rows of persimmon trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import Pen
from noise import Dice, Profile, between
from palette import (
    BARK,
    CREAM,
    HONEY,
    INDIGO_DEEP,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_WARM,
    MIST,
    PERSIMMON,
    mix,
)
from plants import clumps, dots, grass, shifted
from scenes import HEIGHT, WIDTH
from water import ripple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas import Canvas, Point


def terrace(canvas: Canvas, dice: Dice, lip: Profile, near: float) -> None:
    """Draw one step of a hill, 0 the farthest and 1 the nearest: its walk, its wall, its sunny edge."""
    edge = [(float(x), lip(x)) for x in range(-60, WIDTH + 120, 120)]
    sunny, deep = mix(LEAF_WARM, LEAF, 0.5), mix(LEAF_DEEP, JADE_DEEP, 0.3)
    tone = mix(mix(sunny, deep, near * 0.75), MIST, 0.36 * (1 - near))
    left, right = mix(tone, HONEY, 0.22), mix(tone, JADE_DEEP, 0.25)
    land = Pen().smooth(edge).line(WIDTH + 60, HEIGHT).line(-60, HEIGHT).close()
    canvas.shape(land, canvas.slant((0, 700), (WIDTH - 100, 400), (0, left, 1), (1, right, 1)))
    tall = 8 + 30 * near
    wall = Pen().smooth(edge).line(edge[-1][0], edge[-1][1] + tall).curve_through([(x, y + tall) for x, y in reversed(edge)]).close()
    canvas.shape(wall, mix(tone, mix(JADE_DEEP, INDIGO_DEEP, 0.5), 0.34 + 0.2 * near))
    stones = Pen()
    for _ in range(30 + round(20 * near)):
        x = between(dice, 0, WIDTH)
        ripple(stones, round(x), round(lip(x) + tall * between(dice, 0.25, 0.9)), 4 + round(9 * near), 2 + round(4 * near))
    canvas.shape(stones, mix(tone, CREAM, 0.3), 0.4)
    canvas.stroke(Pen().smooth(edge), mix(LEAF_WARM, HONEY, 0.5), 1.6 + 2 * near, 0.9)
    tufts = [(x, lip(x) + 2) for x in (between(dice, 0, WIDTH) for _ in range(10))]
    canvas.shape(grass(dice, tufts, 5 + 9 * near, 10 + 18 * near), mix(sunny, deep, 0.3 + 0.6 * near))


def orchard_row(canvas: Canvas, dice: Dice, feet: Sequence[Point], size: float, haze: float) -> None:
    """Plant a row of trees: their shadows, trunks, crowns lit from the left, and ripe fruit."""
    shadow, trunks = Pen(), Pen()
    for x, y in feet:
        ripple(shadow, round(x + size * 0.2), round(y), round(size * 0.6), round(size * 0.14))
        trunks.polygon([(x - size * 0.05, y), (x - size * 0.03, y - size), (x + size * 0.04, y - size), (x + size * 0.06, y)])
    canvas.shape(shadow, INDIGO_DEEP, 0.3)
    canvas.shape(trunks, mix(BARK, MIST, haze))
    hearts = [(x, y - size * 0.95) for x, y in feet]
    crowns = clumps(dice, hearts, 5, size * 0.42, size * 0.3)
    canvas.stroke(dots(crowns), mix(mix(LEAF_DEEP, INDIGO_DEEP, 0.4), MIST, haze), size * 0.58)
    canvas.stroke(dots(shifted(crowns, -size * 0.07, -size * 0.1)), mix(mix(LEAF_DEEP, LEAF, 0.45), MIST, haze), size * 0.4, 0.85)
    canvas.stroke(dots(shifted(crowns[::2], -size * 0.13, -size * 0.18)), mix(mix(LEAF, LEAF_WARM, 0.6), MIST, haze), size * 0.22, 0.85)
    ripe = clumps(dice, crowns, 1, size * 0.24, size * 0.24)
    canvas.stroke(dots(ripe), mix(PERSIMMON, MIST, haze * 0.5), 3 + size * 0.075)
    canvas.stroke(dots(shifted(ripe, -1 - size * 0.008, -1 - size * 0.008)), "#f9b066", 1.2 + size * 0.026)
