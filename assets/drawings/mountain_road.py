"""The national road winding up through karst and mist."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Batch, Canvas, Pen
from cottages import Cottage, cottages
from noise import Dice, power, wander
from palette import (
    CREAM,
    EARTH,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_WARM,
    MIST,
    NIGHT,
    PAPER,
    PERSIMMON,
    mix,
)
from plants import clumps, dots, scatter, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from trail import beside, off_road, stripe, winding

if TYPE_CHECKING:
    from canvas import Point
    from trail import Bend

# The middle of the road from near to far, with half its width at each place.
BENDS = [
    (560.0, 1030.0, 168.0),
    (690, 930, 128),
    (930, 846, 96),
    (1170, 790, 76),
    (1268, 738, 60),
    (1180, 694, 47),
    (980, 668, 38),
    (760, 640, 31),
    (650, 606, 24),
    (720, 574, 19),
    (880, 556, 15),
    (975, 534, 11),
    (930, 513, 8),
    (850, 500, 6),
    (826, 488, 4),
    (850, 476, 3),
]


def draw() -> str:
    """Return the drawing."""
    dice = Dice(5113)
    canvas = Canvas("mountain-road", WIDTH, HEIGHT)
    sky(canvas, 520, 0.62, (860, 330), 34)
    far_karst(canvas, dice, 410, 0.1, (90, 210))
    far_karst(canvas, dice, 455, 0.42, (70, 190))
    _towers(canvas, dice)
    _slope(canvas, dice)
    path = winding(BENDS)
    _fields(canvas, dice)
    _road(canvas, path)
    _trees(canvas, dice, path)
    _posts(canvas, path)
    _traffic(canvas)
    _frame(canvas, dice)
    return canvas.svg()


def _towers(canvas: Canvas, dice: Dice) -> None:
    back = [Tower(620, 210, 90, 100), Tower(1130, 260, 100, 120, 2.1), Tower(1480, 230, 120, 110)]
    near_karst(canvas, dice, Range(back, 490, 0.25, -1))
    front = [Tower(240, 440, 150, 160, 2.2), Tower(30, 330, 110, 120), Tower(1390, 400, 140, 150, 2.2)]
    front += [Tower(440, 210, 80, 90), Tower(1560, 300, 100, 120)]
    line = near_karst(canvas, dice, Range(front, 570, 0.75, -1))
    ledges(canvas, dice, line, Growth((20, 120, 1580, 520), 60, mix(JADE_DEEP, INDIGO, 0.35), 0.5, 10, 190))
    ledges(canvas, dice, line, Growth((1200, 170, 1420, 480), 16, mix(LEAF_WARM, HONEY, 0.3), 0.6, 6, 190))
    veil(canvas, PAPER, [(280, 560, 420, 60, 0.95), (820, 520, 380, 50, 0.95), (1400, 560, 380, 60, 0.95)])


def _slope(canvas: Canvas, dice: Dice) -> None:
    earth_hills(canvas, dice, 540, 0.3, [(150, 50, 300), (880, 66, 330), (1420, 60, 330)])
    swell = wander(dice, 260, 2)

    def crest(x: float) -> float:
        return 548 + 10 * swell(x) + 22 * ((x - 860) / 860) ** 2

    far = mix(mix(LEAF, JADE_DEEP, 0.35), MIST, 0.26)
    middle, near = mix(LEAF_DEEP, JADE_DEEP, 0.35), mix(JADE_DEEP, INDIGO_DEEP, 0.62)
    tones = [mix(far, middle, step / 4) for step in range(5)] + [mix(middle, near, step / 5) for step in range(1, 6)]
    canopy(canvas, dice, crest, (0, WIDTH), HEIGHT, Rows(tones, 22, 17))
    veil(canvas, PAPER, [(300, 570, 360, 40, 0.7), (1300, 575, 360, 36, 0.6)])
    veil(canvas, MIST, [(1420, 670, 320, 44, 0.45), (240, 690, 320, 48, 0.4), (560, 750, 300, 40, 0.25)])


def _fields(canvas: Canvas, dice: Dice) -> None:
    """Cut terraces of rice into both slopes, a few houses above them."""
    for left, right, top, hump, count in ((-60.0, 560.0, 640.0, 30.0, 6), (1120.0, 1680.0, 640.0, 26.0, 4)):
        drop, reach = 0.0, right - left
        foot = top + 25 * count
        mound = Pen().move(left, top).quad(left + reach / 2, top - hump * 2.3, right, top).quad(right - reach * 0.16, foot, left + reach * 0.6, foot + 10)
        mound.quad(left + reach * 0.2, foot + 10, left, top).close()
        canvas.shape(mound, canvas.fade(top - hump, foot, (0, mix(LEAF, JADE_DEEP, 0.4), 1), (1, mix(LEAF_DEEP, JADE_DEEP, 0.7), 1)))
        for row in range(count):
            deep = 17 + row * 5.5
            pinch = row * 9
            upper = [(left + pinch + (right - left - 2 * pinch) * step / 8, top + drop - hump * math.sin(math.pi * step / 8) + 4 * math.sin(step * 1.7 + row)) for step in range(9)]
            lower = [(x, y + deep * (0.5 + 0.5 * math.sin(math.pi * step / 8))) for step, (x, y) in enumerate(upper)]
            tone = (mix(LEAF_WARM, HONEY, 0.3), mix(LEAF, LEAF_WARM, 0.35), mix(CREAM, MIST, 0.4), mix(LEAF, JADE_DEEP, 0.2))[(row * 3 + (left > 0)) % 4]
            canvas.shape(Pen().smooth(upper).curve_through([upper[-1], *reversed(lower[:-1])]).close(), mix(tone, JADE_DEEP, 0.12 + 0.07 * row))
            canvas.stroke(Pen().smooth(lower), mix(JADE_DEEP, INDIGO_DEEP, 0.4), 2.4 + row * 0.9, 0.75)
            canvas.stroke(Pen().smooth(upper), mix(HONEY, CREAM, 0.3), 1.4, 0.6)
            drop += deep + 2
    homes = [Cottage((180, 622), 20, 1, 0.15), Cottage((232, 630), 23, 1, 0.1), Cottage((292, 620), 20, 1, 0.15), Cottage((1340, 624), 20, -1, 0.15), Cottage((1398, 632), 23, -1, 0.1)]
    behind = clumps(dice, [(home.place[0], home.place[1] - 10) for home in homes], 4, 34, 8)
    canvas.stroke(dots(behind), mix(LEAF_DEEP, JADE_DEEP, 0.5), 22)
    canvas.stroke(dots(shifted(behind[::2], -3, -4)), mix(LEAF, LEAF_WARM, 0.4), 11, 0.7)
    cottages(canvas, dice, homes)


def _road(canvas: Canvas, path: list[Bend]) -> None:
    left, right = beside(path, 1), beside(path, -1)
    drop = [(x, y + half * 0.42) for (x, y), (_, _, half) in zip(left, path, strict=True)]
    drop_right = [(x, y + half * 0.42) for (x, y), (_, _, half) in zip(right, path, strict=True)]
    stone = canvas.fade(480, HEIGHT, (0, mix(MIST, EARTH, 0.2), 1), (0.4, mix(CREAM, EARTH, 0.5), 1), (1, mix(EARTH, INDIGO, 0.4), 1))
    for edge, low in ((left, drop), (right, drop_right)):
        # One wall a stretch, from far to near: the near stretches stand in front of the far ones.
        for index in range(len(edge) - 2, -1, -1):
            canvas_piece = [edge[index], edge[index + 1], low[index + 1], low[index]]
            if abs(edge[index][0] - edge[index + 1][0]) > 1:
                canvas.shape(Pen().polygon(canvas_piece), stone)
    tar = canvas.fade(470, HEIGHT, (0, mix(PAPER, MIST, 0.5), 1), (0.25, mix(MIST, INDIGO, 0.28), 1), (1, mix(INDIGO, "#8b93a3", 0.3), 1))
    canvas.shape(Pen().polygon([*left, *reversed(right)]), tar)
    for side in (0.88, -0.88):
        canvas.shape(stripe(path, side, 0.022), PAPER, 0.85)
    dashes = Pen()
    for index in range(0, len(path) - 3, 2):
        piece = path[index : index + 2]
        a, b = beside(path, 0.02)[index : index + 2], beside(path, -0.02)[index : index + 2]
        if piece[0][2] > 6:
            dashes.polygon([*a, *reversed(b)])
    canvas.shape(dashes, "#fff4dc", 0.9)


def _posts(canvas: Canvas, path: list[Bend]) -> None:
    posts, tips = Pen(1), Pen(1)
    outer = beside(path, -1.04)
    inner = beside(path, 1.04)
    for index in range(4, len(path) - 22, 2):
        for x, y in (outer[index], inner[index]):
            tall, wide = path[index][2] * 0.2, path[index][2] * 0.035
            posts.polygon([(x - wide, y), (x - wide, y - tall), (x + wide, y - tall), (x + wide, y)])
            top = y - tall * 0.68
            tips.polygon([(x - wide, top), (x - wide, y - tall), (x + wide, y - tall), (x + wide, top)])
    canvas.shape(posts, PAPER)
    canvas.shape(tips, PERSIMMON)


def _trees(canvas: Canvas, dice: Dice, path: list[Bend]) -> None:
    """Stand round trees in the woods, but never on the road."""

    def free(x: float, y: float) -> bool:
        tilled = (x < 600 or x > 1080) and 570 < y < 860 - abs(x - 800) * 0.04
        return not tilled and off_road(path, x, y, _crown(y))

    for top, bottom, share in [(580, 650, 0.0), (650, 740, 0.35), (740, 850, 0.65), (850, 990, 1.0)]:
        spots = scatter(dice, 12, (0, top, WIDTH, bottom), free)
        size = _crown((top + bottom) / 2)
        crowns = clumps(dice, spots, 4, size * 0.8, size * 0.3)
        dark = mix(mix(LEAF_DEEP, MIST, 0.1), mix(JADE_DEEP, INDIGO_DEEP, 0.6), share)
        lit = mix(mix(LEAF, LEAF_WARM, 0.4), mix(LEAF, JADE_DEEP, 0.7), share)
        canvas.stroke(dots(crowns), dark, size)
        canvas.stroke(dots(shifted(crowns, -size * 0.12, -size * 0.16)), lit, size * 0.66, 0.42)


def _crown(y: float) -> float:
    return 12 + max(0.0, y - 580) * 0.09


def _traffic(canvas: Canvas) -> None:
    _bus(canvas, 1004, 660)
    _rider(canvas, 880, 890, 0.66)


def _bus(canvas: Canvas, x: float, y: float) -> None:
    parts = Batch(1)
    parts[mix(INDIGO_DEEP, NIGHT, 0.5)].disc(x - 18, y + 1, 5).disc(x + 20, y + 1, 5)
    parts[PERSIMMON].polygon([(x - 34, y), (x - 36, y - 22), (x - 31, y - 27), (x + 32, y - 27), (x + 34, y)])
    parts[mix(PERSIMMON, PAPER, 0.75)].polygon([(x - 35.6, y - 8), (x - 36, y - 12), (x + 33.2, y - 12), (x + 33.6, y - 8)])
    for step in range(5):
        left = x - 33 + step * 13.2
        parts[mix(JADE_DEEP, INDIGO, 0.3)].polygon([(left, y - 14), (left, y - 23), (left + 11, y - 23), (left + 11, y - 14)])
    canvas.oval(x, y + 5, 42, 4, INDIGO_DEEP, 0.35)
    parts.paint(canvas)


def _rider(canvas: Canvas, x: float, y: float, unit: float) -> None:
    """Draw a motorbike and its rider from behind, a basket of fruit on the seat."""
    parts = Batch(1)

    def at(dx: float, dy: float) -> Point:
        return (x + dx * unit, y + dy * unit)

    canvas.oval(*at(8, 2), 30 * unit, 5 * unit, INDIGO_DEEP, 0.45)
    parts[NIGHT].polygon([at(-5, 0), at(-6, -30), at(6, -30), at(5, 0)])
    parts[mix(INDIGO_DEEP, NIGHT, 0.4)].polygon([at(-34, -62), at(-33, -66), at(33, -66), at(34, -62)])
    parts[PERSIMMON].polygon([at(-4, -18), at(-4, -24), at(4, -24), at(4, -18)])
    coat = parts[INDIGO].move(*at(-19, -48)).quad(*at(-26, -92), *at(-11, -98)).quad(*at(0, -102), *at(11, -98))
    coat.quad(*at(26, -92), *at(19, -48)).close()
    for side in (-1, 1):
        arm = parts[mix(INDIGO, PAPER, 0.14)].move(*at(side * 17, -92)).quad(*at(side * 38, -84), *at(side * 32, -62))
        arm.line(*at(side * 26, -63)).quad(*at(side * 28, -76), *at(side * 16, -78)).close()
    parts[mix(EARTH, HONEY, 0.5)].polygon([at(-24, -24), at(-27, -52), at(27, -52), at(24, -24)])
    parts[mix(EARTH, HONEY, 0.2)].polygon([at(-25, -36), at(-25.6, -40), at(25.6, -40), at(25, -36)])
    fruit = parts[PERSIMMON]
    for dx, dy in [(-17, -53), (-4, -56), (11, -54), (20, -52), (3, -52)]:
        fruit.disc(*at(dx, dy), 7 * unit)
    parts[mix(CREAM, EARTH, 0.5)].polygon([at(-7, -98), at(-8, -112), at(8, -112), at(7, -98)])
    parts[mix(JADE_DEEP, MIST, 0.2)].move(*at(-14, -108)).quad(*at(-16, -128), *at(0, -129)).quad(
        *at(16, -128), *at(14, -108)
    ).close()
    parts.paint(canvas)


def _frame(canvas: Canvas, dice: Dice) -> None:
    """Close the lower right with dark tree tops, so that the eye goes up the road."""
    swell = wander(dice, 180, 2)

    def right(x: float) -> float:
        return 1040 - 190 * power((x - 900) / 700, 1.3) + 12 * swell(x)

    tones = [mix(mix(JADE_DEEP, INDIGO, 0.45), NIGHT, step / 4) for step in range(5)]
    canopy(canvas, dice, right, (1010, WIDTH), HEIGHT + 60, Rows(tones, 26, 30))

    def left(x: float) -> float:
        return 850 + 260 * power(x / 430, 1.5) + 12 * swell(x + 300)

    canopy(canvas, dice, left, (0, 470), HEIGHT + 60, Rows(tones, 30, 32))
