"""Roads and paths that wind into the distance: a middle line with half a width at every place."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas import Point

Bend = tuple[float, float, float]
FLAT = 0.42
"""The ground is seen from a low height: what lies across looks much narrower than it is."""


def winding(bends: Sequence[Bend]) -> list[Bend]:
    """Return a road's middle in short steps along a curve through its bends."""
    path: list[Bend] = []
    for index in range(len(bends) - 1):
        knots = [bends[max(index - 1, 0)], bends[index], bends[index + 1], bends[min(index + 2, len(bends) - 1)]]
        for step in range(6):
            share = step / 6
            path.append((_blend(knots, share, 0), _blend(knots, share, 1), _blend(knots, share, 2)))
    path.append(bends[-1])
    return path


def _blend(knots: list[Bend], share: float, axis: int) -> float:
    """Return one coordinate of the Catmull-Rom curve between the two middle knots."""
    a, b, c, d = (knot[axis] for knot in knots)
    slope = (c - a) + (2 * a - 5 * b + 4 * c - d) * share + (3 * b - a - 3 * c + d) * share * share
    return b + 0.5 * share * slope


def beside(path: Sequence[Bend], side: float) -> list[Point]:
    """Return a line beside the road's middle; side 1 is the left edge as one goes up."""
    line = []
    for index, (x, y, half) in enumerate(path):
        ahead, behind = path[min(index + 1, len(path) - 1)], path[max(index - 1, 0)]
        dx, dy = ahead[0] - behind[0], (ahead[1] - behind[1]) / FLAT
        size = math.hypot(dx, dy) or 1.0
        line.append((x + dy / size * half * side, y - dx / size * half * side * FLAT))
    return line


def stripe(path: Sequence[Bend], side: float, width: float) -> Pen:
    """Return a thin stripe along the road at so much of its half width."""
    return Pen(1).polygon([*beside(path, side + width), *reversed(beside(path, side - width))])


def off_road(path: Sequence[Bend], x: float, y: float, size: float) -> bool:
    """Tell whether something of the size may stand there without hiding the road."""
    return all(
        abs(x - px) > half * 1.15 + size * 2 or not -size * 0.6 < y - py < half * 0.9 + size * 2.4 for px, py, half in path
    )
