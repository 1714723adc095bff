"""Lorries: seen from the front with their lamps on, from behind, and from the side with a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import Batch
from palette import (
    BRICK,
    EARTH,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE,
    MIST,
    NIGHT,
    PAPER,
    PERSIMMON,
    mix,
)

if TYPE_CHECKING:
    from canvas import Canvas, Point


def lorry(canvas: Canvas, place: Point, unit: float, *, front: bool) -> None:
    """Draw a lorry on its wheels, seen from the front with its lamps on, or from behind."""
    x, y = place
    parts = Batch(1)

    def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
        return [(x + left * unit, y + bottom * unit), (x + left * unit, y + top * unit), (x + right * unit, y + top * unit), (x + right * unit, y + bottom * unit)]

    canvas.oval(x, y + 2, 52 * unit, 8 * unit, INDIGO_DEEP, 0.5)
    parts[NIGHT].polygon(box(-36, -16, -20, 2)).polygon(box(20, -16, 36, 2))
    cargo = mix(JADE, INDIGO, 0.35) if front else mix(INDIGO_SOFT, MIST, 0.2)
    parts[cargo].polygon(box(-42, -124, 42, -14))
    parts[mix(cargo, INDIGO_DEEP, 0.3)].polygon(box(-42, -124, -36, -14)).polygon(box(36, -124, 42, -14)).polygon(box(-1.5, -124, 1.5, -14))
    parts[mix(cargo, PAPER, 0.3)].polygon(box(-42, -127, 42, -121))
    if front:
        parts[mix(PERSIMMON, BRICK, 0.25)].polygon(box(-38, -92, 38, -10))
        parts[mix(INDIGO_DEEP, NIGHT, 0.3)].polygon(box(-33, -86, 33, -52))
        parts[mix(INDIGO_SOFT, MIST, 0.4)].polygon([(x - 33 * unit, y - 52 * unit), (x - 14 * unit, y - 86 * unit), (x + 4 * unit, y - 86 * unit), (x - 15 * unit, y - 52 * unit)])
        parts[mix(INDIGO_DEEP, NIGHT, 0.5)].polygon(box(-20, -44, 20, -26)).polygon(box(-40, -16, 40, -8))
        parts["#fff3d2"].disc(x - 29 * unit, y - 30 * unit, 5.4 * unit).disc(x + 29 * unit, y - 30 * unit, 5.4 * unit)
    else:
        parts[mix(INDIGO_DEEP, NIGHT, 0.3)].polygon(box(-42, -20, 42, -12))
        parts[PERSIMMON].polygon(box(-38, -19, -26, -14)).polygon(box(26, -19, 38, -14))
    parts.paint(canvas)
    if front:
        halo = canvas.glow((0, "#fff6dc", 1), (0.3, "#ffe3a8", 0.5), (1, HONEY, 0))
        for side in (-29, 29):
            canvas.oval(x + side * unit, y - 30 * unit, 26 * unit, 26 * unit, halo)


def laden(canvas: Canvas, place: Point, unit: float, cab: str, way: int) -> None:
    """Draw a lorry from the side, crates of fruit behind its boards; way 1 drives right."""
    x, y = place
    parts = Batch(1)

    def at(dx: float, dy: float) -> Point:
        return (x + way * dx * unit, y + dy * unit)

    def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
        return [at(left, bottom), at(left, top), at(right, top), at(right, bottom)]

    canvas.oval(x, y + 3 * unit, 118 * unit, 9 * unit, NIGHT, 0.45)
    for step in range(6):
        parts[mix(EARTH, HONEY, 0.35 + 0.1 * (step % 2))].polygon(box(-104 + step * 22, -92 + 3 * (step % 3), -84 + step * 22, -50))
        for bump in range(3):
            parts[PERSIMMON if step % 3 else mix(HONEY, PERSIMMON, 0.3)].disc(*at(-101 + step * 22 + bump * 7, -91 + 3 * (step % 3)), 5 * unit)
    parts[mix(cab, INDIGO_DEEP, 0.35)].polygon(box(-110, -64, 34, -20))
    parts[mix(cab, PAPER, 0.14)].polygon(box(-110, -64, 34, -58))
    for step in range(6):
        parts[mix(cab, NIGHT, 0.5)].polygon(box(-108 + step * 24, -58, -105 + step * 24, -22))
    parts[NIGHT].polygon(box(-110, -20, 104, -13))
    parts[cab].polygon([at(40, -16), at(40, -98), at(82, -98), at(98, -62), at(106, -56), at(106, -16)])
    parts[mix(INDIGO_SOFT, MIST, 0.45)].polygon([at(56, -62), at(56, -90), at(78, -90), at(91, -62)])
    parts[mix(cab, PAPER, 0.5)].polygon(box(40, -102, 80, -97))
    for dx in (-84, -56, 76):
        parts[mix(NIGHT, INDIGO_DEEP, 0.4)].disc(*at(dx, -13), 15 * unit)
        parts[mix(INDIGO_SOFT, MIST, 0.3)].disc(*at(dx, -13), 6 * unit)
    parts["#fff3d2"].disc(*at(103, -38), 5 * unit)
    parts[PERSIMMON].polygon(box(-112, -44, -108, -30))
    parts.paint(canvas)
    beam = canvas.glow((0, "#fff6dc", 0.95), (0.3, "#ffe3a8", 0.45), (1, HONEY, 0))
    canvas.oval(*at(118, -34), 54 * unit, 34 * unit, beam)
