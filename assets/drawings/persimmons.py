"""Persimmon boughs near the eye: bark, leaves with a light side, fruit with its wide calyx."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from canvas import Canvas, Pen, Point
from noise import Dice, between, pick
from palette import (
    BARK,
    CREAM,
    EARTH,
    HONEY,
    INDIGO_DEEP,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_WARM,
    PERSIMMON,
    PERSIMMON_DEEP,
    PERSIMMON_LIGHT,
    mix,
)
from water import ripple


@dataclass(frozen=True)
class Branch:
    """A bough through points from thick to thin."""

    points: list[Point]
    thick: float


def taper(points: Sequence[Point], thick: float, thin: float) -> Pen:
    """Return a closed bough that narrows toward its last point."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        ahead = points[min(index + 1, len(points) - 1)]
        behind = points[max(index - 1, 0)]
        angle = math.atan2(ahead[1] - behind[1], ahead[0] - behind[0])
        half = (thick + (thin - thick) * index / (len(points) - 1)) / 2
        left.append((x - math.sin(angle) * half, y + math.cos(angle) * half))
        right.append((x + math.sin(angle) * half, y - math.cos(angle) * half))
    pen = Pen().smooth(left).line(*right[-1])
    return pen.curve_through(list(reversed(right))).close()


def broad_leaf(pen: Pen, half: Pen, root: Point, angle: float, length: float) -> None:
    """Add a persimmon leaf to one path and its lit half to another."""
    ux, uy = math.cos(angle), math.sin(angle)
    wide = length * 0.44
    x, y = root

    def at(along: float, across: float) -> Point:
        return (x + ux * along * length - uy * across * wide, y + uy * along * length + ux * across * wide)

    tip = at(1, 0.06)
    pen.move(x, y).cubic(at(0.18, 0.75), at(0.62, 0.85), tip)
    pen.cubic(at(0.66, -0.85), at(0.2, -0.75), (x, y)).close()
    half.move(x, y).cubic(at(0.2, -0.75), at(0.66, -0.85), tip)
    half.quad(*at(0.5, -0.12), x, y).close()


def fruits(canvas: Canvas, hangs: Sequence[tuple[float, float, float]], decimals: int = 0) -> None:
    """Draw ripe fruit hanging from points (x, y, size): flat-round body, wide calyx, shine."""
    paint = fruit_paint(canvas)
    calyx, ring, shine = Pen(decimals), Pen(decimals), []
    # From the top down: a lower fruit hangs in front of the one above it.
    for x, y, size in sorted(hangs, key=lambda hang: hang[1]):
        canvas.oval(x, y + size * 0.8, size * 1.12, size * 0.93, paint)
        ripple(ring, x, y + size * 0.3, size * 0.86, size * 0.54)
        _calyx(calyx, x, y + size * 0.18, size)
        shine.append((x - size * 0.52, y + size * 0.8))
    canvas.shape(ring, PERSIMMON_DEEP, 0.4)
    canvas.shape(calyx, mix(LEAF_DEEP, LEAF, 0.35))
    pen = Pen(1)
    for x, y in shine:
        pen.move(x, y).dot()
    canvas.stroke(pen, "#fff3df", hangs[0][2] * 0.3, 0.6)


def _calyx(pen: Pen, x: float, y: float, size: float) -> None:
    """Add the ring of sepals that presses the fruit and gives it its name."""
    for angle in (0.1, 1.12, 2.02, 3.04, 4.71):
        ux, uy = math.cos(angle), math.sin(angle)
        tip = (x + ux * size * 0.72, y + uy * size * 0.36 + size * 0.1)
        side = (-uy * size * 0.34, ux * size * 0.2)
        middle = (x + (tip[0] - x) * 0.6, y + (tip[1] - y) * 0.6)
        pen.move(x - side[0] * 0.4, y - side[1] * 0.4)
        pen.quad(middle[0] - side[0], middle[1] - side[1], *tip)
        pen.quad(middle[0] + side[0], middle[1] + side[1], x + side[0] * 0.4, y + side[1] * 0.4)
        pen.close()


def fruit_paint(canvas: Canvas) -> str:
    """Define the light on a fruit: the sun stands to its left."""
    return canvas.glow_from(
        (0.34, 0.42),
        (0, "#ffb867", 1),
        (0.4, PERSIMMON_LIGHT, 1),
        (0.78, PERSIMMON, 1),
        (1, PERSIMMON_DEEP, 1),
    )


def basket(canvas: Canvas, place: Point, scale: float) -> None:
    """Draw a woven basket heaped with fruit."""
    x, y = place

    def at(dx: float, dy: float) -> Point:
        return (x + dx * scale, y + dy * scale)

    canvas.oval(*at(0, 56), 120 * scale, 16 * scale, INDIGO_DEEP, 0.45)
    spots = [(-34, -70), (6, -80), (40, -68), (-62, -46), (-22, -48), (20, -52), (58, -44), (-44, -24), (0, -26), (40, -24)]
    fruits(canvas, [(*at(dx, dy), 25.0 * scale) for dx, dy in (spots if scale > 0.5 else spots[:7])], 0 if scale > 0.5 else 1)
    body = Pen(1).move(*at(-98, -4)).quad(*at(-92, 52), *at(-66, 60)).quad(*at(0, 72), *at(66, 60)).quad(*at(92, 52), *at(98, -4))
    straw = [(0, mix(HONEY, CREAM, 0.3), 1.0), (0.5, mix(HONEY, EARTH, 0.4), 1.0), (1, mix(EARTH, BARK, 0.5), 1.0)]
    canvas.shape(body.quad(*at(0, 26), *at(-98, -4)).close(), canvas.slant(at(-98, 0), at(98, 0), *straw))
    weave = Pen(1)
    for row in range(4):
        low, half = 10 + row * 13, 95 - row * 6
        weave.move(*at(-half, low - 8)).quad(*at(0, low + 24 - row * 2), *at(half, low - 8))
    for step in range(-6, 7):
        weave.move(*at(step * 15, 9 - abs(step) * 1.7)).quad(*at(step * 14.4, 34), *at(step * 10.6, 65 - abs(step) * 0.9))
    canvas.stroke(weave, mix(EARTH, BARK, 0.4), 2 * scale, 0.6)
    canvas.stroke(Pen(1).move(*at(-98, -4)).quad(*at(0, 26), *at(98, -4)), mix(HONEY, EARTH, 0.2), 7 * scale)


def persimmon_branch(
    canvas: Canvas, dice: Dice, boughs: Sequence[Branch], size: float, leaf_size: float, bark: str
) -> None:
    """Draw boughs with leaves behind, fruit, and a few leaves in front."""
    back, back_lit, front, front_lit = Pen(), Pen(), Pen(), Pen()
    hangs: list[Point] = []
    stalks = Pen()
    for bough in boughs:
        for index in range(1, len(bough.points)):
            (x0, y0), (x1, y1) = bough.points[index - 1], bough.points[index]
            for share in (0.2, 0.65):
                x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
                for way in (-1, 1):
                    angle = math.atan2(y1 - y0, x1 - x0) + way * between(dice, 0.5, 1.3)
                    angle = round(angle / (math.pi / 9)) * math.pi / 9
                    target = (back, back_lit) if dice.roll() < 0.72 else (front, front_lit)
                    broad_leaf(*target, (round(x), round(y)), angle, leaf_size * pick(dice, 0.75, 1.05))
            roots = [(x1, y1, between(dice, 10, 24))]
            if dice.roll() < 0.45:
                roots.append(((x0 + x1) / 2, (y0 + y1) / 2, between(dice, 14, 34)))
            for root_x, root_y, drop in roots:
                x, y = root_x + between(dice, -12, 12), root_y + drop
                # Fruit may touch, but a pile of it would hide its own calyx.
                if all(math.hypot(x - other[0], y - other[1]) > size * 1.5 for other in hangs):
                    hangs.append((x, y))
                    stalks.move(root_x, root_y).line(x, y + size * 0.3)
    canvas.shape(back, mix(LEAF_DEEP, INDIGO_DEEP, 0.45))
    canvas.shape(back_lit, mix(LEAF_DEEP, JADE_DEEP, 0.4))
    for bough in boughs:
        canvas.shape(taper(bough.points, bough.thick, 3), bark)
    canvas.stroke(stalks, bark, 4)
    fruits(canvas, [(round(x), round(y), size * pick(dice, 0.88, 1.1)) for x, y in hangs])
    canvas.shape(front, mix(LEAF_DEEP, LEAF, 0.2))
    canvas.shape(front_lit, mix(LEAF, LEAF_WARM, 0.4))
