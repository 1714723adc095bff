"""Peach trees in bloom: bare forked branches, clouds of small flowers, five petals close by."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Pen
from noise import Dice, between, pick
from palette import BARK, BLOSSOM, HONEY, INDIGO_DEEP, PERSIMMON_DEEP, mix
from plants import clumps, dots, shifted
from water import ripple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas import Canvas, Point

DEEP = mix(BLOSSOM, PERSIMMON_DEEP, 0.42)
PALE = mix(BLOSSOM, "#ffffff", 0.62)


def grow(dice: Dice, root: Point, angle: float, length: float, depth: int) -> tuple[list[Pen], list[Point]]:
    """Return the branches, one path a thickness from thick to thin, and where flowers sit."""
    levels = [Pen() for _ in range(depth + 1)]
    twigs: list[Point] = []

    def fork(x: float, y: float, turn: float, reach: float, level: int) -> None:
        tip = (x + math.cos(turn) * reach, y + math.sin(turn) * reach)
        bend = between(dice, -0.22, 0.22) * reach
        middle = ((x + tip[0]) / 2 - math.sin(turn) * bend, (y + tip[1]) / 2 + math.cos(turn) * bend)
        levels[level].move(x, y).quad(*middle, *tip)
        if level >= depth - 1:
            twigs.extend([middle, tip])
        if level == depth:
            return
        for side in (-1, 0, 1):
            if side or dice.roll() < 0.42:
                spread = turn + side * between(dice, 0.35, 0.75) + between(dice, -0.12, 0.12)
                fork(*tip, spread, reach * between(dice, 0.62, 0.84), level + 1)

    fork(*root, angle, length, 0)
    return levels, twigs


def peach_tree(canvas: Canvas, dice: Dice, root: Point, height: float, lean: float, depth: int = 4) -> None:
    """Draw one tree standing at its root."""
    x, y = root
    foot = Pen(1).move(x - height * 0.06, y + 3).quad(x - height * 0.022, y - 3, x - height * 0.018, y - height * 0.05)
    foot.line(x + height * 0.018, y - height * 0.05).quad(x + height * 0.024, y - 3, x + height * 0.07, y + 3).close()
    shadow = Pen()
    ripple(shadow, x + height * 0.06, y + 2, height * 0.26, height * 0.045)
    canvas.shape(shadow, INDIGO_DEEP, 0.35)
    canvas.shape(foot, mix(BARK, INDIGO_DEEP, 0.15))
    levels, twigs = grow(dice, (x, y - 6), -math.pi / 2 + lean, height * 0.32, depth)
    for level, pen in enumerate(levels):
        canvas.stroke(pen, mix(BARK, INDIGO_DEEP, 0.15), height * 0.052 * 0.62**level + 1)
    flowers(canvas, dice, twigs, height * (0.022 if depth > 3 else 0.04), height * 0.048)


def flowers(canvas: Canvas, dice: Dice, twigs: Sequence[Point], size: float, spread: float) -> None:
    """Scatter a cloud of flowers round the twigs: shade, body, light."""
    cloud = clumps(dice, twigs, 3, spread, spread)
    canvas.stroke(dots(cloud[::2]), DEEP, size * 1.5, 0.85)
    canvas.stroke(dots(shifted(cloud, -size * 0.2, -size * 0.3)), BLOSSOM, size * 1.1)
    canvas.stroke(dots(shifted(cloud[::3], -size * 0.4, -size * 0.55)), PALE, size * 0.6)


def near_flowers(canvas: Canvas, dice: Dice, spots: Sequence[Point], size: float) -> None:
    """Draw flowers of five petals close to the eye."""
    petals, veins, hearts = Pen(), Pen(), Pen(1)
    for spot_x, spot_y in spots:
        x, y, first = round(spot_x), round(spot_y), pick(dice, 0.0, 1.2, 4)
        for step in range(5):
            angle = first + step * math.tau / 5
            ux, uy = math.cos(angle), math.sin(angle)
            petals.move(x + ux * size * 0.6, y + uy * size * 0.6).dot()
            veins.move(x, y).line(x + ux * size * 0.55, y + uy * size * 0.55)
        hearts.move(x, y).dot()
    canvas.stroke(petals, mix(BLOSSOM, "#ffffff", 0.3), size * 0.84)
    canvas.stroke(veins, DEEP, size * 0.1, 0.75)
    canvas.stroke(hearts, mix(HONEY, PERSIMMON_DEEP, 0.2), size * 0.42)
