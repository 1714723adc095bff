"""The parts that most landscapes share: sky, sun, rows of karst, earth hills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from canvas import Pen
from noise import Dice, Profile, between, wander
from palette import (
    CREAM,
    HAZE,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    JADE,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_WARM,
    MIST,
    MIST_BLUE,
    PAPER,
    PEACH,
    mix,
)
from ridges import Tower, beds, crest, flutes, ground, karst, shade, veil, wooded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from canvas import Canvas, Point

WIDTH, HEIGHT = 1600, 1000
WIDE = 1500
"""The width of a scene of three to two; what is drawn across 1600 runs out of it on the right."""
Mound = tuple[float, float, float]


def sky(canvas: Canvas, horizon: float, warmth: float, sun: Point | None = None, disc: float = 40) -> None:
    """Fill the drawing with air: cool above, warm near the horizon, round the sun if there is one."""
    blue = mix(HAZE, MIST_BLUE, 0.35)
    warm = mix(MIST, mix(CREAM, PEACH, 0.3), warmth)
    stops = ((0, blue, 1), (0.38, mix(MIST_BLUE, MIST, 0.55), 1), (0.75, warm, 1), (1, PAPER, 1))
    canvas.fill(canvas.fade(0, horizon, *stops))
    if sun is None:
        return
    light = canvas.glow((0, "#fff3d6", 1), (0.16, "#ffe6bd", 0.85), (0.5, HONEY, 0.32), (1, HONEY, 0))
    canvas.oval(*sun, 660, 460, light, 0.4 + 0.6 * warmth)
    if disc:
        face = canvas.fade(sun[1] - disc, sun[1] + disc, (0, "#fffaf0", 1), (1, "#ffe9c4", 0.75))
        canvas.oval(*sun, disc, disc, face)


def far_karst(canvas: Canvas, dice: Dice, base: float, depth: float, heights: tuple[float, float]) -> None:
    """Draw one pale row of peaks across the whole drawing; depth 0 is the farthest."""
    towers = []
    count = 9
    for index in range(count):
        x = WIDTH * (index + between(dice, 0.1, 0.9)) / count
        high = between(dice, *heights)
        half = high * between(dice, 0.4, 0.75)
        towers.append(Tower(x, high, half, half, between(dice, 1.5, 2.6)))
    line = karst(dice, towers, base, 8 + depth * 8)
    tone = mix(mix(MIST_BLUE, PEACH, 0.12), HAZE, depth * 1.5)
    top = base - heights[1]
    paint = canvas.fade(top, base + 50, (0, tone, 1), (0.85, mix(tone, PAPER, 0.85), 1), (1, PAPER, 1))
    canvas.shape(ground(crest(line, 0, WIDTH, 14), base + 90), paint)
    veil(canvas, PAPER, [(x, base + 4, 330, 34, 0.85) for x in (150, 640, 1100, 1500)])


@dataclass(frozen=True)
class Range:
    """One row of limestone towers in the middle distance."""

    towers: Sequence[Tower]
    base: float
    near: float
    sun_side: int
    stride: float = 13


def near_karst(canvas: Canvas, dice: Dice, row: Range) -> Profile:
    """Draw wooded towers with a lit and a shaded flank; return their sky line."""
    line = karst(dice, row.towers, row.base, 10 + 6 * row.near)
    top = row.base - max(tower.height for tower in row.towers)
    tone = mix(mix(HAZE, JADE, 0.35), mix(JADE, JADE_DEEP, 0.6), row.near)
    stops = ((0, tone, 1), (0.55, mix(tone, mix(HAZE, MIST, 0.3), 0.45), 1), (0.9, MIST, 1), (1, PAPER, 1))
    land = wooded(dice, line, (0, WIDTH), row.stride, row.base + 70, row.base - 40)
    canvas.shape(land, canvas.fade(top, row.base + 40, *stops))
    dark = canvas.fade(top, row.base - 10, (0, INDIGO_DEEP, 0.3 + 0.3 * row.near), (0.6, INDIGO, 0.25), (1, INDIGO, 0))
    lit = canvas.fade(top, row.base - 60, (0, HONEY, 0.28 + 0.25 * row.near), (1, HONEY, 0))
    for tower in row.towers:
        bright = tower.left if row.sun_side < 0 else tower.right
        away = tower.right if row.sun_side < 0 else tower.left
        side = row.sun_side
        canvas.shape(shade(dice, line, tower.x, tower.x + side * bright * 0.97, row.base - 30), lit)
        low, high = sorted((tower.x + side * bright * 0.8, tower.x - side * away * 0.5))
        pale = flutes(dice, line, (low, high), round(tower.height / 30), tower.height * 0.34)
        canvas.shape(pale, CREAM, 0.3 + 0.2 * row.near)
        deep = flutes(dice, line, (low, high), round(tower.height / 50), tower.height * 0.42)
        canvas.shape(deep, JADE_DEEP, 0.36)
        canvas.shape(shade(dice, line, tower.x, tower.x - side * away * 0.98, row.base - 12), dark)
        canvas.shape(shade(dice, line, tower.x - side * away * 0.42, tower.x - side * away * 0.98, row.base - 50), dark, 0.7)
        cracks = beds(dice, line, (tower.x - tower.left * 0.8, tower.x + tower.right * 0.7), row.base, round(tower.height / 12))
        canvas.stroke(cracks, mix(JADE_DEEP, INDIGO, 0.4), 1.3, 0.2 + 0.2 * row.near)
    return line


def earth_hills(canvas: Canvas, dice: Dice, base: float, near: float, mounds: Sequence[Mound]) -> Profile:
    """Draw soft wooded hills with mist at their feet; each mound is x, height, half width."""
    domes = [Tower(x, high, half, half, 1.7) for x, high, half in mounds]
    swell = wander(dice, 110, 2)

    def line(x: float) -> float:
        return base - max(dome.rise(x) for dome in domes) - 7 * swell(x)

    top = base - max(high for _, high, _ in mounds)
    tone = mix(mix(JADE, LEAF, 0.35), mix(JADE_DEEP, INDIGO, 0.2), near)
    stops = ((0, mix(tone, MIST, 0.4 - near * 0.35), 1), (1, mix(tone, PAPER, 0.7 - near * 0.3), 1))
    canvas.shape(wooded(dice, line, (0, WIDTH), 14 + 6 * near, base + 50, base + 20), canvas.fade(top, base + 20, *stops))
    return line


@dataclass(frozen=True)
class Plain:
    """A flat stretch of fields: its far and near edge, its sides, the x its paths run toward."""

    top: float
    bottom: float
    left: float
    right: float
    vanish: float


def fields(canvas: Canvas, dice: Dice, plain: Plain) -> None:
    """Draw a patchwork of fields whose sides run toward one far point, so that the plain lies flat."""
    tones = [Pen() for _ in range(4)]
    y, deep = plain.top, 7.0
    while y < plain.bottom:
        low = y + deep * between(dice, 0.85, 1.15)
        x = plain.left + between(dice, 0, 80)
        while x < plain.right:
            ahead = x + deep * between(dice, 6, 13)
            pull, pull_ahead = (x - plain.vanish) * (low - y) / 150, (ahead - plain.vanish) * (low - y) / 150
            gap = 1 + deep * 0.05
            corners = [(x + gap, y + 1), (ahead - gap, y + 1), (ahead + pull_ahead - gap, low), (x + pull + gap, low)]
            tones[min(3, int(dice.roll() * 4.4))].polygon(corners)
            x = ahead
        y, deep = low, deep * 1.22
    wet, ripe = mix(CREAM, MIST, 0.4), mix(HONEY, LEAF_WARM, 0.4)
    looks = [(LEAF_WARM, 0.5), (mix(LEAF, JADE, 0.3), 0.7), (wet, 0.62), (ripe, 0.5)]
    for pen, (tone, opacity) in zip(tones, looks, strict=True):
        canvas.shape(pen, tone, opacity)


def meadow(canvas: Canvas, dice: Dice, top: float) -> None:
    """Roll grass toward the reader in soft steps, sunny far off and dark at the feet."""
    swell = wander(dice, 300, 2)
    tones = [mix(mix(mix(LEAF, LEAF_WARM, 0.35), MIST, 0.4), mix(LEAF_DEEP, LEAF, 0.35), step / 5) for step in range(6)]
    for index, tone in enumerate(tones):
        rise = top + index * (10 + index * 11)
        edge = [(float(x), rise + swell(x + index * 170) * (4 + index * 6)) for x in range(-40, WIDTH + 80, 120)]
        land = Pen().smooth(edge).line(WIDTH + 40, HEIGHT).line(-40, HEIGHT).close()
        below = mix(tone, JADE_DEEP, 0.2 + 0.05 * index)
        canvas.shape(land, canvas.fade(rise - 10, rise + 60 + index * 34, (0, tone, 1), (1, below, 1)))
    canvas.shape(f"M0 840h{WIDTH}v160H0z", canvas.fade(840, HEIGHT, (0, INDIGO_DEEP, 0), (1, INDIGO_DEEP, 0.42)))
