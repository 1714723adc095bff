"""Water: ripples and broken light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from canvas import Pen, Point
from noise import Dice, between


def ripple(pen: Pen, x: float, y: float, half: float, thick: float) -> None:
    """Add one flat lens of light or shade."""
    pen.move(x - half, y).quad(x, y - thick, x + half, y).quad(x, y + thick, x - half, y).close()


def ripples(
    dice: Dice,
    count: int,
    box: tuple[float, float, float, float],
    inside: Callable[[float, float], bool],
    size: tuple[float, float] = (14, 60),
    decimals: int = 0,
) -> Pen:
    """Return lenses on the water; those lower on the page are nearer and larger."""
    pen = Pen(decimals)
    left, top, right, bottom = box
    for _ in range(count):
        x, y = between(dice, left, right), between(dice, top, bottom)
        if inside(x, y):
            near = (y - top) / max(1.0, bottom - top)
            half = size[0] + (size[1] - size[0]) * near * between(dice, 0.4, 1.0)
            # Lengths in steps of four repeat, and pack better.
            ripple(pen, round(x), round(y), round(half / 4) * 4, 2 + round(2 * near))
    return pen


def band(left: Sequence[Point], right: Sequence[Point]) -> Pen:
    """Return the stretch between two banks, each given from far to near."""
    pen = Pen().smooth(list(left))
    pen.line(*right[-1])
    return pen.curve_through(list(reversed(right))).close()


def bank_at(bank: Sequence[Point], y: float) -> float:
    """Return where a bank, given from far to near, crosses a height of the page."""
    for (x0, y0), (x1, y1) in pairwise(bank):
        if y0 <= y <= y1:
            return x0 + (x1 - x0) * (y - y0) / (y1 - y0)
    return bank[-1][0]
