"""Roofs: far hamlets, and tiled slopes close to the eye."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from canvas import Pen
from noise import Dice, between
from palette import BRICK, CREAM, EARTH, HONEY, INDIGO_DEEP, PERSIMMON, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas import Canvas, Point


def hamlet(canvas: Canvas, dice: Dice, houses: Sequence[tuple[float, float, float]]) -> None:
    """Draw small tiled houses far off; each is its place and half width."""
    walls, roofs, lit, doors = Pen(), Pen(), Pen(), Pen()
    for x, y, half in houses:
        high = half * 0.62
        top, eave = y - high, y - high + 3
        left, right = x - half * 1.08, x + half * 1.08
        ridge = top - half * between(dice, 0.6, 0.75)
        walls.polygon([(x - half * 0.8, y), (x - half * 0.8, top), (x + half * 0.8, top), (x + half * 0.8, y)])
        roofs.polygon([(left, eave), (x - half * 0.66, ridge), (x + half * 0.72, ridge), (right, eave)])
        lit.polygon([(left, eave), (x - half * 0.66, ridge), (x - half * 0.2, ridge), (x - half * 0.5, eave)])
        sill = y - high * 0.62
        doors.polygon([(x - half * 0.2, y), (x - half * 0.2, sill), (x + half * 0.16, sill), (x + half * 0.16, y)])
    canvas.shape(walls, mix(CREAM, EARTH, 0.3))
    canvas.shape(doors, mix(HONEY, EARTH, 0.25))
    canvas.shape(roofs, mix(BRICK, INDIGO_DEEP, 0.35))
    canvas.shape(lit, mix(BRICK, HONEY, 0.3), 0.7)


@dataclass(frozen=True)
class Slope:
    """A tiled face of a roof between its ridge and its eave."""

    ridge_left: Point
    ridge_right: Point
    eave_left: Point
    eave_right: Point

    def at(self, across: float, down: float) -> Point:
        """Return the point so far across (0..1) and so far down (0..1) the face."""
        a, b, c, d = self.ridge_left, self.ridge_right, self.eave_left, self.eave_right
        top = (a[0] + (b[0] - a[0]) * across, a[1] + (b[1] - a[1]) * across)
        low = (c[0] + (d[0] - c[0]) * across, c[1] + (d[1] - c[1]) * across)
        return (top[0] + (low[0] - top[0]) * down, top[1] + (low[1] - top[1]) * down)


def tiles(slope: Slope, rows: int, columns: int, sag: float = 4) -> tuple[Pen, Pen]:
    """Return the courses (scalloped lines across) and the rolls (lines down) of a tiled face."""
    courses, rolls = Pen(), Pen()
    for row in range(1, rows + 1):
        courses.move(*slope.at(0, row / rows))
        for column in range(columns):
            a, b = slope.at(column / columns, row / rows), slope.at((column + 1) / columns, row / rows)
            courses.quad((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + sag, *b)
    for column in range(columns + 1):
        rolls.move(*slope.at(column / columns, 0)).line(*slope.at(column / columns, 1))
    return courses, rolls


@dataclass(frozen=True)
class Roof:
    """One tier of a temple roof: its sides, its ridge and eave heights, its tile columns."""

    sides: Point
    heights: Point
    columns: int
    lift: float = 16
    rows: int = 5
    weight: float = 1.0


def temple_roof(canvas: Canvas, roof: Roof) -> None:
    """Draw a tier whose eave swings up at the corners."""
    (left, right), (top, eave), lift = roof.sides, roof.heights, roof.lift
    inset, swing = (eave - top) * 1.1, 90 * roof.weight
    tile = canvas.fade(top, eave, (0, mix(BRICK, PERSIMMON, 0.25), 1), (1, mix(BRICK, INDIGO_DEEP, 0.45), 1))
    face = Pen(1).move(left - lift, eave - lift).quad(left + inset * 0.6, eave - 10, left + inset, top)
    face.line(right - inset, top).quad(right - inset * 0.6, eave - 10, right + lift, eave - lift)
    face.quad(right - swing / 3, eave + 2, right - swing, eave + 2).line(left + swing, eave + 2)
    canvas.shape(face.quad(left + swing / 3, eave + 2, left - lift, eave - lift).close(), tile)
    low = inset * 0.45
    slope = Slope((left + inset, top), (right - inset, top), (left + low, eave - 2), (right - low, eave - 2))
    courses, rolls = tiles(slope, roof.rows, roof.columns, 4 * roof.weight)
    canvas.stroke(rolls, INDIGO_DEEP, 2.4, 0.32)
    canvas.stroke(courses, mix(BRICK, HONEY, 0.5), 1.6, 0.5)
    lip = Pen(1).move(left - lift, eave - lift).quad(left + swing / 3, eave + 2, left + swing, eave + 2)
    lip.line(right - swing, eave + 2).quad(right - swing / 3, eave + 2, right + lift, eave - lift)
    canvas.stroke(lip, mix(INDIGO_DEEP, BRICK, 0.3), 6 * roof.weight)
    hips = Pen(1).move(left - lift, eave - lift).quad(left + inset * 0.6, eave - 10, left + inset, top)
    hips.move(right + lift, eave - lift).quad(right - inset * 0.6, eave - 10, right - inset, top)
    canvas.stroke(hips, mix(INDIGO_DEEP, BRICK, 0.4), 7 * roof.weight)
    a, b, turn = left + inset, right - inset, 22 * roof.weight
    ridge = Pen(1).move(a - turn, top - lift * 0.8).quad(a + 6, top + 1, a + swing * 0.66, top)
    ridge.line(b - swing * 0.66, top).quad(b - 6, top + 1, b + turn, top - lift * 0.8)
    canvas.stroke(ridge, mix(INDIGO_DEEP, BRICK, 0.25), 9 * roof.weight)
