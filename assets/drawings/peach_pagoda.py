"""A pagoda with curved tiled roofs and ironwood pillars among peach trees in bloom."""

from __future__ import annotations

from blossom import flowers, grow, near_flowers, peach_tree
from canvas import Batch, Canvas, Pen
from noise import Dice, between
from palette import (
    BARK,
    BLOSSOM,
    CREAM,
    EARTH,
    HONEY,
    INDIGO,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_WARM,
    MIST,
    NIGHT,
    PAPER,
    PERSIMMON_DEEP,
    mix,
)
from persimmons import taper
from plants import clumps, dots, grass, shifted
from ridges import Growth, Tower, ledges, veil
from roofs import Roof, temple_roof
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, meadow, near_karst, sky
from water import ripple

WOOD = mix(BARK, EARTH, 0.45)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(3307)
    canvas = Canvas("peach-pagoda", WIDTH, HEIGHT)
    sky(canvas, 600, 0.7, (1180, 250), 0)
    far_karst(canvas, dice, 470, 0.12, (100, 240))
    towers = [Tower(200, 380, 150, 160, 2.2), Tower(1440, 430, 150, 160, 2.2), Tower(1240, 270, 100, 110, 2.1), Tower(420, 240, 100, 110)]
    line = near_karst(canvas, dice, Range(towers, 600, 0.45, 1))
    ledges(canvas, dice, line, Growth((40, 150, 1560, 540), 36, mix(JADE_DEEP, INDIGO, 0.25), 0.42, 10, 180))
    veil(canvas, PAPER, [(260, 590, 420, 60, 0.95), (1360, 590, 420, 60, 0.95), (800, 560, 420, 60, 0.8)])
    earth_hills(canvas, dice, 640, 0.35, [(150, 60, 330), (1450, 70, 330), (800, 50, 300)])
    _yard(canvas, dice)
    _far_trees(canvas, dice)
    _hall(canvas)
    _steps(canvas)
    _near_trees(canvas, dice)
    return canvas.svg()


def _yard(canvas: Canvas, dice: Dice) -> None:
    meadow(canvas, dice, 640)
    path = canvas.fade(740, HEIGHT, (0, mix(CREAM, MIST, 0.3), 1), (1, mix(CREAM, EARTH, 0.4), 1))
    canvas.shape(Pen().polygon([(570, 740), (1030, 740), (1330, 1000), (270, 1000)]), path)
    joints = Pen()
    for row in range(1, 8):
        share = (row / 8) ** 1.5
        y = 740 + 260 * share
        half = 230 + 300 * share
        joints.move(800 - half, y).line(800 + half, y)
        low = 740 + 260 * ((row + 1) / 8) ** 1.5
        for column in range(9):
            across = (column + 0.5 * (row % 2)) / 9 * 2 - 1
            joints.move(800 + across * half, y).line(800 + across * (230 + 300 * (low - 740) / 260), low)
    canvas.stroke(joints, EARTH, 1.8, 0.28)
    spots = [(between(dice, 0, 500), between(dice, 690, 990)) for _ in range(40)]
    spots += [(between(dice, 1120, 1600), between(dice, 690, 990)) for _ in range(40)]
    free = [(x, y) for x, y in spots if abs(x - 800) > 260 + (y - 740) * 1.2]
    canvas.shape(grass(dice, free, 12, 26), mix(LEAF_DEEP, INDIGO, 0.25), 0.8)
    canvas.shape(grass(dice, shifted(free[::2], 9, 4), 8, 20), mix(LEAF, LEAF_WARM, 0.4), 0.7)
    _lanterns(canvas)


def _lanterns(canvas: Canvas) -> None:
    """Stand stone lanterns along the path, larger toward the reader."""
    for y, size in ((768, 0.5), (838, 0.78), (944, 1.2)):
        for side in (-1, 1):
            x = 800 + side * (264 + (y - 740) * 1.17)
            parts = Batch(1)
            stone = mix(CREAM, EARTH, 0.42)
            canvas.oval(x + 8 * size, y + 2, 34 * size, 6 * size, INDIGO, 0.4)
            parts[mix(stone, INDIGO, 0.2)].polygon([(x - 20 * size, y), (x - 14 * size, y - 12 * size), (x + 14 * size, y - 12 * size), (x + 20 * size, y)])
            parts[stone].polygon([(x - 7 * size, y - 12 * size), (x - 6 * size, y - 56 * size), (x + 6 * size, y - 56 * size), (x + 7 * size, y - 12 * size)])
            parts[mix(stone, INDIGO, 0.3)].polygon([(x - 17 * size, y - 56 * size), (x - 15 * size, y - 84 * size), (x + 15 * size, y - 84 * size), (x + 17 * size, y - 56 * size)])
            parts[mix(HONEY, CREAM, 0.3)].polygon([(x - 9 * size, y - 61 * size), (x - 9 * size, y - 79 * size), (x + 9 * size, y - 79 * size), (x + 9 * size, y - 61 * size)])
            roof = parts[mix(stone, INDIGO, 0.42)].move(x - 28 * size, y - 82 * size).quad(x - 10 * size, y - 88 * size, x - 4 * size, y - 102 * size)
            roof.line(x + 4 * size, y - 102 * size).quad(x + 10 * size, y - 88 * size, x + 28 * size, y - 82 * size).close()
            parts.paint(canvas)


def _far_trees(canvas: Canvas, dice: Dice) -> None:
    hedge = [(x, 662 + between(dice, -5, 5)) for x in [*range(-10, 330, 40), *range(1280, 1620, 40)]]
    crowns = clumps(dice, hedge, 4, 26, 14)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, MIST, 0.2), 40)
    canvas.stroke(dots(shifted(crowns, -3, -6)), mix(LEAF, MIST, 0.15), 26, 0.45)
    for x, y, tall in [(280, 700, 190), (1335, 700, 190)]:
        peach_tree(canvas, dice, (x, y), tall, between(dice, -0.1, 0.1), 3)
    veil(canvas, PAPER, [(200, 690, 300, 26, 0.5), (1400, 690, 300, 26, 0.5)])


def _hall(canvas: Canvas) -> None:
    """Draw the hall from the ground up: terrace, dark inside, pillars, two tiers of roof."""
    stone = canvas.fade(690, 752, (0, mix(CREAM, EARTH, 0.22), 1), (1, mix(EARTH, INDIGO, 0.25), 1))
    canvas.shape(Pen().polygon([(360, 752), (360, 696), (1240, 696), (1240, 752)]), stone)
    canvas.shape(Pen().polygon([(348, 704), (348, 690), (1252, 690), (1252, 704)]), mix(CREAM, PAPER, 0.3))
    inside = canvas.glow((0, HONEY, 1), (0.3, mix(HONEY, PERSIMMON_DEEP, 0.45), 1), (1, mix(BARK, NIGHT, 0.35), 1))
    canvas.shape(Pen().polygon([(410, 692), (410, 480), (1190, 480), (1190, 692)]), inside)
    _doors(canvas)
    wood = [(0, mix(WOOD, NIGHT, 0.3), 1.0), (0.35, mix(WOOD, HONEY, 0.32), 1.0), (1, mix(WOOD, NIGHT, 0.45), 1.0)]
    for x in (420, 548, 690, 910, 1052, 1180):
        paint = canvas.slant((x - 17, 0), (x + 17, 0), *wood)
        canvas.shape(Pen().polygon([(x - 15, 688), (x - 17, 590), (x - 14, 478), (x + 14, 478), (x + 17, 590), (x + 15, 688)]), paint)
        base = Pen().polygon([(x - 25, 694), (x - 21, 676), (x + 21, 676), (x + 25, 694)])
        canvas.shape(base, mix(CREAM, EARTH, 0.3))
    _beams(canvas)
    temple_roof(canvas, Roof((300, 1300), (352, 474), 44, 40, 8, 1.5))
    wall = Pen().polygon([(520, 356), (520, 304), (1080, 304), (1080, 356)])
    canvas.shape(wall, mix(WOOD, NIGHT, 0.2))
    slats = Pen()
    for step in range(34):
        slats.polygon([(528 + step * 16.2, 350), (528 + step * 16.2, 310), (537 + step * 16.2, 310), (537 + step * 16.2, 350)])
    canvas.shape(slats, mix(HONEY, WOOD, 0.35), 0.75)
    temple_roof(canvas, Roof((440, 1160), (196, 308), 32, 36, 7, 1.35))


def _doors(canvas: Canvas) -> None:
    parts = Batch(1)
    leafs = [(438, 12), (564, 14), (926, 14), (1068, 12)]
    for left, _ in leafs:
        for half in (0, 1):
            a = left + half * 50
            parts[mix(WOOD, PERSIMMON_DEEP, 0.35)].polygon([(a, 690), (a, 504), (a + 46, 504), (a + 46, 690)])
            for row in range(5):
                for column in range(3):
                    x, y = a + 6 + column * 12.5, 514 + row * 17
                    parts[mix(HONEY, WOOD, 0.2)].polygon([(x, y + 11), (x, y), (x + 9, y), (x + 9, y + 11)])
            parts[mix(WOOD, NIGHT, 0.3)].polygon([(a + 6, 680), (a + 6, 610), (a + 40, 610), (a + 40, 680)])
    parts.paint(canvas)
    altar = Batch(1)
    altar[mix(PERSIMMON_DEEP, NIGHT, 0.25)].polygon([(738, 690), (738, 636), (862, 636), (862, 690)])
    altar[HONEY].polygon([(730, 638), (730, 628), (870, 628), (870, 638)])
    for x in (756, 844):
        altar[CREAM].polygon([(x - 4, 628), (x - 4, 604), (x + 4, 604), (x + 4, 628)])
    altar[mix(EARTH, HONEY, 0.5)].polygon([(784, 628), (780, 608), (820, 608), (816, 628)])
    altar.paint(canvas)
    flame = canvas.glow((0, "#fffbe8", 1), (0.3, "#ffe3a8", 0.8), (1, HONEY, 0))
    for x in (756, 844):
        canvas.oval(x, 598, 26, 30, flame)
    canvas.oval(800, 560, 150, 110, flame, 0.4)


def _beams(canvas: Canvas) -> None:
    canvas.shape(Pen().polygon([(396, 500), (396, 474), (1204, 474), (1204, 500)]), mix(WOOD, NIGHT, 0.25))
    carve = Pen()
    for step in range(40):
        x = 408 + step * 20
        carve.move(x, 494).quad(x + 10, 474, x + 18, 494).quad(x + 10, 486, x, 494).close()
    canvas.shape(carve, mix(HONEY, WOOD, 0.3), 0.8)
    canvas.shape(Pen().polygon([(400, 512), (400, 500), (1200, 500), (1200, 512)]), NIGHT, 0.35)


def _steps(canvas: Canvas) -> None:
    for step in range(6):
        half, y = 150 + step * 13, 694 + step * 13
        canvas.shape(Pen().polygon([(800 - half, y + 6), (800 - half + 5, y), (800 + half - 5, y), (800 + half, y + 6)]), mix(PAPER, EARTH, 0.1 + step * 0.02))
        canvas.shape(Pen().polygon([(800 - half, y + 13), (800 - half, y + 6), (800 + half, y + 6), (800 + half, y + 13)]), mix(CREAM, EARTH, 0.42 + step * 0.03))
    for side in (-1, 1):
        rail = Pen(1).move(800 + side * 142, 690).line(800 + side * 168, 690).line(800 + side * 248, 772).line(800 + side * 222, 776).close()
        canvas.shape(rail, mix(CREAM, EARTH, 0.3))
    for side in (-1, 1):
        x = 800 + side * 330
        parts = Batch(1)
        parts[mix(CREAM, EARTH, 0.5)].polygon([(x - 26, 800), (x - 18, 780), (x + 18, 780), (x + 26, 800)])
        parts[mix(EARTH, BARK, 0.3)].polygon([(x - 32, 782), (x - 38, 742), (x + 38, 742), (x + 32, 782)])
        parts[mix(EARTH, CREAM, 0.3)].polygon([(x - 42, 748), (x - 42, 738), (x + 42, 738), (x + 42, 748)])
        parts[LEAF_DEEP].disc(x, 724, 30, 22).disc(x - 16, 730, 20, 16).disc(x + 18, 730, 20, 16)
        parts.paint(canvas)


def _near_trees(canvas: Canvas, dice: Dice) -> None:
    """Frame the hall: a tree on each side, a branch above, petals on the stones."""
    peach_tree(canvas, dice, (150, 905), 470, 0.12)
    peach_tree(canvas, dice, (1470, 915), 450, -0.14)
    bark = mix(BARK, NIGHT, 0.3)
    boughs = [[(-20.0, 60.0), (110, 96), (230, 90), (350, 130), (440, 190)], [(110.0, 96.0), (180, 160), (220, 230), (230, 300)], [(230.0, 90.0), (310, 60), (400, 40), (470, 60)]]
    for points, thick in zip(boughs, (22, 11, 10), strict=True):
        canvas.shape(taper(points, thick, 3), bark)
    _, twigs = grow(dice, (230, 96), 0.3, 80, 2)
    flowers(canvas, dice, [*twigs, *(point for points in boughs for point in points[1:])], 10, 34)
    near = [point for points in boughs for point in clumps(dice, points[1:], 3, 40, 26)]
    near_flowers(canvas, dice, near, 19)
    fallen = Pen()
    for _ in range(56):
        y = 760 + 235 * dice.roll()
        x = between(dice, 60, 1540)
        ripple(fallen, round(x), round(y), 4 + round((y - 740) * 0.022), 4)
    canvas.shape(fallen, mix(BLOSSOM, "#ffffff", 0.3), 0.9)
    drift = [(between(dice, 60, 1540), between(dice, 240, 740)) for _ in range(34)]
    canvas.stroke(dots(drift), mix(BLOSSOM, "#ffffff", 0.3), 6, 0.85)
