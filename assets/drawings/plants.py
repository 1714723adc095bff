"""Trees, bushes, grass and fruit, drawn as many small shapes of one path."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from canvas import Pen, Point
from noise import Dice, Profile, between, pick


def dots(spots: Iterable[Point]) -> Pen:
    """Return points to stroke with round ends: the shortest way to write many round crowns."""
    pen = Pen()
    for x, y in spots:
        pen.move(x, y).dot()
    return pen


def clumps(dice: Dice, spots: Iterable[Point], count: int, spread: float, rise: float) -> list[Point]:
    """Return each spot turned into a small cluster of crowns along a ledge."""
    found: list[Point] = []
    for x, y in spots:
        found += [
            (x + between(dice, -spread, spread), y + between(dice, -rise, rise)) for _ in range(count)
        ]
    return found


def shifted(spots: Iterable[Point], dx: float, dy: float) -> list[Point]:
    """Return the spots moved: the lit side of the same crowns."""
    return [(x + dx, y + dy) for x, y in spots]


def scatter(
    dice: Dice, count: int, box: tuple[float, float, float, float], inside: Callable[[float, float], bool]
) -> list[Point]:
    """Return random points of a box (left, top, right, bottom) that pass the test."""
    found: list[Point] = []
    for _ in range(count * 30):
        if len(found) == count:
            break
        x, y = between(dice, box[0], box[2]), between(dice, box[1], box[3])
        if inside(x, y):
            found.append((x, y))
    return found


def below(line: Profile, depth: float) -> Callable[[float, float], bool]:
    """Return a test: is the point within `depth` below the sky line?"""
    return lambda x, y: line(x) + 4 < y < line(x) + depth


def leaf(pen: Pen, root: Point, angle: float, length: float, width: float) -> None:
    """Add one pointed leaf growing from the point."""
    (x, y), ux, uy = root, math.cos(angle), math.sin(angle)
    tip = (x + ux * length, y + uy * length)
    middle = (x + ux * length * 0.45, y + uy * length * 0.45)
    pen.move(x, y)
    pen.quad(middle[0] - uy * width, middle[1] + ux * width, *tip)
    pen.quad(middle[0] + uy * width, middle[1] - ux * width, x, y)
    pen.close()


def bamboo(dice: Dice, x: float, y: float, height: float, stems: int, lean: float = 0.0) -> tuple[Pen, Pen]:
    """Return the stems (to stroke) and leaves (to fill) of a clump of bamboo."""
    canes, leaves = Pen(), Pen()
    for index in range(stems):
        side = (index / max(1, stems - 1) - 0.5) * 2 + lean
        tall = height * between(dice, 0.65, 1.0)
        root = x + side * height * 0.05
        tip = (root + side * height * between(dice, 0.28, 0.5), y - tall * 0.86)
        bend = (root + side * height * 0.06, y - tall * 1.0)
        canes.move(root, y).quad(*bend, *tip)
        for step in range(9):
            share = 0.35 + 0.65 * step / 8
            px, py = _on_quad((root, y), bend, tip, share)
            droop = pick(dice, 0.2, 1.3, 6)
            angle = droop if side > between(dice, -0.5, 0.5) else math.pi - droop
            leaf(leaves, (round(px), round(py)), angle, height * pick(dice, 0.07, 0.13), height * 0.014)
    return canes, leaves


def _on_quad(a: Point, b: Point, c: Point, share: float) -> Point:
    rest = 1 - share
    return (
        rest * rest * a[0] + 2 * rest * share * b[0] + share * share * c[0],
        rest * rest * a[1] + 2 * rest * share * b[1] + share * share * c[1],
    )


def grass(dice: Dice, spots: Sequence[Point], small: float, large: float) -> Pen:
    """Return tufts of grass: three blades each."""
    pen = Pen()
    for spot_x, spot_y in spots:
        x, y, tall = round(spot_x), round(spot_y), pick(dice, small, large)
        for lean in (-0.5, 0.1, 0.6):
            tip = x + lean * tall
            pen.move(x - 2, y).quad(x, y - tall * 0.5, tip, y - tall)
            pen.quad(x + 3, y - tall * 0.4, x + 2, y).close()
    return pen
