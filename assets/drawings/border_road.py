"""Lorries with fruit on a road that winds through karst to a distant gate, at dusk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import Canvas, Pen
from cottages import Cottage, cottages
from lorries import laden
from noise import Dice, between, power, wander
from palette import (
    BLOSSOM,
    BRICK,
    CREAM,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_WARM,
    MIST,
    MIST_BLUE,
    NIGHT,
    PAPER,
    PEACH,
    PERSIMMON,
    mix,
)
from plants import clumps, dots, scatter, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from roofs import Roof, temple_roof
from scenes import HEIGHT, WIDE, WIDTH, Range, earth_hills, far_karst, near_karst
from trail import beside, off_road, stripe, winding

if TYPE_CHECKING:
    from canvas import Point
    from trail import Bend

BENDS = [
    (330.0, 1050.0, 170.0),
    (470, 950, 132),
    (740, 872, 98),
    (1030, 816, 76),
    (1150, 764, 58),
    (1050, 722, 45),
    (830, 696, 37),
    (672, 668, 30),
    (700, 638, 24),
    (830, 616, 19),
    (930, 600, 15),
    (968, 584, 13),
    (972, 570, 12),
]
GATE = (972.0, 574.0)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(1090)
    canvas = Canvas("border-road", WIDE, HEIGHT)
    _sky(canvas, dice)
    _land(canvas, dice)
    path = winding(BENDS)
    _road(canvas, path)
    _woods(canvas, dice, path)
    _evening(canvas)
    _gate(canvas)
    _traffic(canvas, path)
    _frame(canvas, dice)
    return canvas.svg()


def _sky(canvas: Canvas, dice: Dice) -> None:
    stops = ((0, mix(INDIGO_SOFT, MIST_BLUE, 0.15), 1), (0.4, mix(INDIGO_SOFT, BLOSSOM, 0.42), 1), (0.72, mix(BLOSSOM, PEACH, 0.6), 1), (0.92, mix(HONEY, PERSIMMON, 0.12), 1), (1, "#ffe9bf", 1))
    canvas.fill(canvas.fade(0, 590, *stops))
    canvas.oval(972, 560, 700, 380, canvas.glow((0, "#fff1cf", 1), (0.3, "#ffd79a", 0.7), (1, HONEY, 0)))
    veil(canvas, mix(PEACH, PAPER, 0.4), [(420, 210, 520, 20, 0.7), (900, 300, 560, 16, 0.75), (1220, 150, 380, 16, 0.5), (300, 360, 420, 14, 0.6)])
    veil(canvas, mix(INDIGO, BLOSSOM, 0.35), [(1180, 236, 460, 18, 0.5), (240, 130, 420, 22, 0.45)])
    stars = [(between(dice, 20, WIDE), between(dice, 14, 190)) for _ in range(26)]
    canvas.stroke(dots(stars), PAPER, 2.6, 0.8)


def _land(canvas: Canvas, dice: Dice) -> None:
    far_karst(canvas, dice, 470, 0.25, (80, 210))
    far_karst(canvas, dice, 530, 0.6, (50, 180))
    canvas.fill(canvas.fade(150, 600, (0, mix(INDIGO_SOFT, BLOSSOM, 0.3), 0), (0.5, mix(INDIGO_SOFT, BLOSSOM, 0.4), 0.4), (1, HONEY, 0.1)))
    back = [Tower(620, 240, 100, 110, 2.2), Tower(1190, 250, 100, 120, 2.1)]
    near_karst(canvas, dice, Range(back, 570, 0.4, 1))
    front = [Tower(190, 440, 160, 170, 2.3), Tower(430, 280, 110, 120, 2.1), Tower(1350, 470, 150, 170, 2.3), Tower(10, 300, 110, 120), Tower(1510, 320, 110, 110)]
    line = near_karst(canvas, dice, Range(front[:2] + front[3:4], 620, 0.8, 1))
    ledges(canvas, dice, line, Growth((0, 160, 560, 560), 52, mix(JADE_DEEP, INDIGO, 0.4), 0.55, 11, 230))
    line = near_karst(canvas, dice, Range([front[2], front[4]], 620, 0.8, -1))
    ledges(canvas, dice, line, Growth((1180, 140, 1500, 560), 36, mix(JADE_DEEP, INDIGO, 0.4), 0.55, 11, 230))
    glowing = mix(PAPER, PEACH, 0.5)
    veil(canvas, glowing, [(300, 606, 420, 56, 0.9), (1360, 610, 380, 56, 0.85), (900, 566, 420, 40, 0.9)])
    earth_hills(canvas, dice, 596, 0.35, [(140, 50, 300), (560, 46, 240), (1240, 56, 220), (1480, 60, 240)])
    swell = wander(dice, 240, 2)

    def crest(x: float) -> float:
        return 590 + 9 * swell(x) + 20 * ((x - 900) / 800) ** 2

    far, near = mix(mix(LEAF, JADE_DEEP, 0.3), MIST, 0.25), mix(JADE_DEEP, INDIGO_DEEP, 0.4)
    canopy(canvas, dice, crest, (0, WIDTH), HEIGHT, Rows([mix(far, near, step / 9) for step in range(10)], 18, 16))
    veil(canvas, glowing, [(420, 640, 380, 26, 0.6), (1240, 660, 330, 30, 0.5), (300, 740, 300, 30, 0.3)])


def _road(canvas: Canvas, path: list[Bend]) -> None:
    bank = [(x, y + half * 0.34) for (x, y), (_, _, half) in zip(beside(path, -1.02), path, strict=True)]
    canvas.shape(Pen().polygon([*beside(path, -1.02), *reversed(bank)]), mix(BRICK, INDIGO_DEEP, 0.35), 0.9)
    tar = canvas.fade(565, HEIGHT, (0, "#ffe2b0", 1), (0.14, mix(PEACH, INDIGO_SOFT, 0.3), 1), (0.45, mix(INDIGO_SOFT, MIST, 0.25), 1), (1, mix(INDIGO, INDIGO_SOFT, 0.5), 1))
    canvas.shape(Pen().polygon([*beside(path, 1), *reversed(beside(path, -1))]), tar)
    for side in (0.9, -0.9):
        canvas.shape(stripe(path, side, 0.02), PAPER, 0.85)
    dashes, a, b = Pen(), beside(path, 0.02), beside(path, -0.02)
    for index in range(0, len(path) - 14, 2):
        dashes.polygon([*a[index : index + 2], *reversed(b[index : index + 2])])
    canvas.shape(dashes, "#fff4dc", 0.9)


def _woods(canvas: Canvas, dice: Dice, path: list[Bend]) -> None:
    for top, bottom, size, share in [(606, 660, 15, 0.0), (660, 740, 20, 0.35), (740, 860, 28, 0.7)]:
        def free(x: float, y: float, size: float = size) -> bool:
            return off_road(path, x, y, size)

        crowns = clumps(dice, scatter(dice, 26, (0, top, WIDE, bottom), free), 5, size * 1.1, size * 0.4)
        canvas.stroke(dots(crowns), mix(mix(LEAF_DEEP, JADE_DEEP, 0.5), INDIGO_DEEP, share * 0.6), size)
        canvas.stroke(dots(shifted(crowns[::2], size * 0.14, -size * 0.2)), mix(mix(LEAF, LEAF_WARM, 0.4), JADE_DEEP, share * 0.8), size * 0.6, 0.7)
    homes = [Cottage((380, 664), 19, 1, 0.2), (Cottage((440, 672), 22, 1, 0.15)), Cottage((330, 684), 24, 1, 0.1), Cottage((1290, 690), 24, -1, 0.1), Cottage((1350, 676), 21, -1, 0.15), Cottage((1372, 712), 27, -1)]
    cottages(canvas, dice, homes)


def _evening(canvas: Canvas) -> None:
    """Lay the dusk over the land: blue above and in front, a warm breath along the horizon."""
    stops = ((0, INDIGO_DEEP, 0.32), (0.3, mix(INDIGO, BLOSSOM, 0.25), 0.36), (0.52, mix(PERSIMMON, BLOSSOM, 0.5), 0.3), (0.62, mix(INDIGO, BLOSSOM, 0.2), 0.34), (0.8, INDIGO_DEEP, 0.5), (1, NIGHT, 0.66))
    canvas.fill(canvas.fade(0, HEIGHT, *stops))
    canvas.oval(972, 566, 460, 150, canvas.glow((0, "#ffe9bf", 0.95), (0.4, "#ffc98a", 0.45), (1, HONEY, 0)))
    lamps = [(378, 656), (438, 663), (334, 676), (1292, 680), (1350, 668), (1376, 700)]
    warm = canvas.glow((0, "#fff1cf", 1), (0.25, HONEY, 0.6), (1, HONEY, 0))
    for x, y in lamps:
        canvas.oval(x, y, 30, 22, warm, 0.8)


def _gate(canvas: Canvas) -> None:
    """Set a small tiled gate, wide open, against the last light."""
    x, y = GATE
    stone = mix(CREAM, BRICK, 0.3)
    posts = Pen(1)
    for dx, wide in [(-74, 9), (-26, 11), (26, 11), (74, 9)]:
        posts.polygon([(x + dx - wide / 2, y + 6), (x + dx - wide / 2, y - 52), (x + dx + wide / 2, y - 52), (x + dx + wide / 2, y + 6)])
    canvas.shape(posts, mix(stone, INDIGO_DEEP, 0.35))
    canvas.shape(Pen(1).polygon([(x - 82, y - 50), (x - 82, y - 60), (x + 82, y - 60), (x + 82, y - 50)]), mix(stone, JADE_DEEP, 0.5))
    temple_roof(canvas, Roof((x - 88, x + 88), (y - 78, y - 58), 18, 7, 3, 0.3))
    canvas.shape(Pen(1).polygon([(x - 36, y - 77), (x - 36, y - 86), (x + 36, y - 86), (x + 36, y - 77)]), mix(stone, INDIGO_DEEP, 0.4))
    temple_roof(canvas, Roof((x - 46, x + 46), (y - 102, y - 85), 12, 6, 3, 0.28))
    light = canvas.glow((0, "#fffbe8", 1), (0.3, "#ffe3a8", 0.75), (1, HONEY, 0))
    canvas.oval(x, y - 18, 62, 46, light, 0.9)
    for dx in (-74, -26, 26, 74):
        canvas.oval(x + dx, y - 44, 12, 12, light)


def _traffic(canvas: Canvas, path: list[Bend]) -> None:
    """Send laden lorries to the gate and one back, each with its light on the road."""
    lamp = canvas.glow((0, "#fff1cf", 0.95), (0.25, HONEY, 0.5), (1, HONEY, 0))
    for index in range(len(path) - 30, len(path) - 3, 3):
        for x, y in (beside(path, 1.25)[index], beside(path, -1.25)[index]):
            tall = 10 + path[index][2] * 1.3
            canvas.stroke(Pen(1).move(x, y).line(x, y - tall), mix(INDIGO_DEEP, NIGHT, 0.4), 1 + path[index][2] * 0.05)
            canvas.oval(x, y - tall, 4 + path[index][2] * 0.5, 4 + path[index][2] * 0.5, lamp)
    tones = [mix(PERSIMMON, BRICK, 0.3), mix(JADE, INDIGO, 0.2), mix(HONEY, BRICK, 0.25), mix(INDIGO_SOFT, MIST, 0.3)]
    lorries = [(840, 618, 0.16, 1, 2), (752, 684, 0.27, -1, 0), (946, 705, 0.34, -1, 1), (1058, 812, 0.5, -1, 3), (662, 905, 0.78, 1, 0)]
    for x, y, unit, way, tone in lorries:
        shine = (x + way * 190 * unit, y - 4 * unit)
        canvas.oval(*shine, 130 * unit, 26 * unit, lamp, 0.8)
        laden(canvas, (x, y), unit, tones[tone], way)


def _frame(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 170, 2)
    tones = [mix(mix(JADE_DEEP, INDIGO_DEEP, 0.6), NIGHT, step / 4) for step in range(5)]

    def left(x: float) -> float:
        return 800 + 260 * power(x / 330, 1.4) + 12 * swell(x)

    def right(x: float) -> float:
        return 1030 - 200 * power((x - 860) / 640, 1.2) + 12 * swell(x)

    canopy(canvas, dice, left, (0, 340), HEIGHT + 50, Rows(tones, 28, 26))
    canopy(canvas, dice, right, (900, WIDTH), HEIGHT + 60, Rows(tones, 28, 28))
    birds: list[Point] = [(520, 250), (548, 238), (496, 240)]
    flock = Pen(1)
    for x, y in birds:
        flock.move(x - 11, y - 3).quad(x - 4, y - 8, x, y).quad(x + 4, y - 9, x + 11, y - 4)
    canvas.stroke(flock, INDIGO_DEEP, 2.2, 0.7)
