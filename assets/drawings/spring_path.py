"""Pilgrims on a stone path under peach blossom, toward a pagoda at the foot of a limestone wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blossom import flowers, near_flowers, peach_tree
from canvas import Canvas, Pen
from noise import Dice, between, power, wander
from palette import (
    BARK,
    BLOSSOM,
    BRICK,
    CREAM,
    EARTH,
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
    NIGHT,
    PAPER,
    PERSIMMON,
    PERSIMMON_DEEP,
    mix,
)
from people import Dress, walking
from persimmons import taper
from plants import clumps, dots, grass, scatter, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from roofs import Roof, temple_roof
from scenes import HEIGHT, WIDE, WIDTH, Range, earth_hills, far_karst, meadow, near_karst, sky
from trail import beside, off_road, winding
from water import ripple

if TYPE_CHECKING:
    from canvas import Point
    from trail import Bend

BENDS = [
    (520.0, 1040.0, 190.0),
    (600, 930, 138),
    (740, 846, 98),
    (860, 786, 72),
    (850, 734, 52),
    (760, 700, 40),
    (770, 670, 30),
    (890, 652, 24),
    (1010, 646, 22),
    (1068, 638, 20),
]


def draw() -> str:
    """Return the drawing."""
    dice = Dice(8108)
    canvas = Canvas("spring-path", WIDE, HEIGHT)
    sky(canvas, 600, 0.8, (470, 250), 0)
    far_karst(canvas, dice, 450, 0.1, (90, 240))
    far_karst(canvas, dice, 500, 0.42, (60, 200))
    _towers(canvas, dice)
    _cave(canvas, dice)
    _pagoda(canvas)
    path = winding(BENDS)
    _meadow(canvas, dice)
    _stones(canvas, dice, path)
    _orchard(canvas, dice, path)
    _pilgrims(canvas)
    _frame(canvas, dice)
    return canvas.svg()


def _towers(canvas: Canvas, dice: Dice) -> None:
    back = [Tower(180, 330, 120, 130, 2.2), Tower(620, 250, 110, 120, 2.2), Tower(20, 240, 110, 110)]
    line = near_karst(canvas, dice, Range(back, 590, 0.3, 1))
    ledges(canvas, dice, line, Growth((0, 220, 760, 540), 26, mix(JADE_DEEP, INDIGO, 0.15), 0.4, 10, 160))
    veil(canvas, PAPER, [(320, 580, 420, 60, 0.95), (700, 580, 260, 50, 0.9)])
    front = [Tower(1090, 560, 210, 220, 2.5), Tower(1370, 420, 170, 190, 2.2), Tower(850, 260, 90, 90)]
    line = near_karst(canvas, dice, Range(front, 660, 0.7, -1))
    ledges(canvas, dice, line, Growth((780, 90, 1500, 560), 84, mix(JADE_DEEP, INDIGO, 0.3), 0.5, 12, 330))
    ledges(canvas, dice, line, Growth((900, 120, 1120, 420), 20, mix(BLOSSOM, HONEY, 0.3), 0.7, 8, 260))
    veil(canvas, PAPER, [(820, 640, 300, 50, 0.8), (1380, 640, 330, 60, 0.85)])


def _cave(canvas: Canvas, dice: Dice) -> None:
    """Hollow the foot of the wall; a warm light stands in it."""
    edge = [(940.0, 640.0), (930, 560), (960, 500), (1010, 470), (1070, 452), (1130, 462), (1180, 500), (1206, 560), (1200, 640)]
    rough = [(x + between(dice, -7, 7), y + between(dice, -7, 7)) for x, y in edge]
    canvas.stroke(Pen().polyline(rough), mix(CREAM, HAZE_STONE, 0.35), 12, 0.5)
    canvas.shape(Pen().polygon(rough), canvas.fade(450, 640, (0, mix(INDIGO_DEEP, NIGHT, 0.4), 1), (1, mix(INDIGO, JADE_DEEP, 0.3), 1)))
    canvas.oval(1070, 590, 130, 90, canvas.glow((0, "#ffe3a8", 0.9), (0.5, mix(HONEY, PERSIMMON, 0.25), 0.45), (1, HONEY, 0)))


HAZE_STONE = mix(MIST, JADE, 0.3)


def _pagoda(canvas: Canvas) -> None:
    """Set a small hall of two tiers before the cave."""
    wood = mix(BARK, EARTH, 0.45)
    canvas.shape(Pen().polygon([(955, 634), (955, 560), (1185, 560), (1185, 634)]), mix(wood, NIGHT, 0.35))
    canvas.shape(Pen().polygon([(1030, 634), (1030, 572), (1110, 572), (1110, 634)]), canvas.glow((0, "#fff1cf", 1), (0.6, HONEY, 1), (1, mix(HONEY, PERSIMMON_DEEP, 0.4), 1)))
    pillars = Pen()
    for x in (962, 1016, 1070 - 46, 1116, 1124, 1178):
        pillars.polygon([(x - 5, 634), (x - 5, 556), (x + 5, 556), (x + 5, 634)])
    canvas.shape(pillars, mix(wood, HONEY, 0.35))
    screens = Pen()
    for x in (974, 992, 1134, 1152):
        screens.polygon([(x, 628), (x, 578), (x + 12, 578), (x + 12, 628)])
    canvas.shape(screens, mix(BRICK, PERSIMMON_DEEP, 0.5))
    temple_roof(canvas, Roof((920, 1220), (506, 562), 20, 16, 5, 0.62))
    canvas.shape(Pen().polygon([(1010, 508), (1010, 486), (1130, 486), (1130, 508)]), mix(wood, HONEY, 0.15))
    temple_roof(canvas, Roof((980, 1160), (440, 488), 14, 14, 5, 0.56))
    for step in range(4):
        half, y = 62 + step * 8, 632 + step * 7
        canvas.shape(Pen().polygon([(1070 - half, y + 7), (1070 - half + 3, y), (1070 + half - 3, y), (1070 + half, y + 7)]), mix(CREAM, EARTH, 0.12 + 0.1 * (step % 2)))
    canvas.shape(Pen().polygon([(930, 646), (930, 632), (1008, 632), (1004, 646)]), mix(CREAM, EARTH, 0.35))
    canvas.shape(Pen().polygon([(1136, 646), (1132, 632), (1210, 632), (1210, 646)]), mix(CREAM, EARTH, 0.35))


def _meadow(canvas: Canvas, dice: Dice) -> None:
    earth_hills(canvas, dice, 640, 0.3, [(120, 60, 330), (560, 44, 260), (1480, 40, 200)])
    meadow(canvas, dice, 640)


def _stones(canvas: Canvas, dice: Dice, path: list[Bend]) -> None:
    left, right = beside(path, 1), beside(path, -1)
    canvas.shape(Pen().polygon([*beside(path, 1.06), *reversed(beside(path, -1.06))]), mix(LEAF_DEEP, INDIGO_DEEP, 0.35), 0.6)
    tone = canvas.fade(600, HEIGHT, (0, PAPER, 1), (0.4, mix(CREAM, EARTH, 0.12), 1), (1, mix(CREAM, EARTH, 0.42), 1))
    canvas.shape(Pen().polygon([*left, *reversed(right)]), tone)
    joints, sunny = Pen(), Pen()
    for index in range(1, len(path) - 8):
        joints.move(*left[index]).line(*right[index])
        for _ in range(2):
            across = between(dice, -0.8, 0.8)
            a, b = beside(path, across)[index : index + 2]
            joints.move(*a).line(*b)
        ahead = beside(path, between(dice, -0.5, 0.5))[index]
        ripple(sunny, round(ahead[0]), round(ahead[1]), path[index][2] * 0.24, path[index][2] * 0.06)
    canvas.stroke(joints, EARTH, 1.8, 0.34)
    canvas.shape(sunny, PAPER, 0.4)


def _orchard(canvas: Canvas, dice: Dice, path: list[Bend]) -> None:
    """Stand bushes and peach trees along the path, from far to near."""
    spots = scatter(dice, 26, (0, 652, WIDE, 720), lambda x, y: off_road(path, x, y, 12) and not 900 < x < 1230)
    crowns = clumps(dice, spots, 3, 18, 5)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, JADE_DEEP, 0.4), 22, 0.85)
    canvas.stroke(dots(shifted(crowns[::2], -3, -5)), mix(LEAF, LEAF_WARM, 0.4), 11, 0.75)
    for x, y, tall, lean in [(1262, 668, 120, 0.1), (660, 668, 100, -0.1), (560, 690, 130, 0.1), (1150, 712, 130, -0.1), (380, 712, 150, 0.1)]:
        peach_tree(canvas, dice, (x, y), tall, lean, 3)
    blades = scatter(dice, 64, (0, 720, WIDE, 990), lambda x, y: off_road(path, x, y, 8))
    canvas.shape(grass(dice, blades, 10, 26), mix(LEAF_DEEP, INDIGO_DEEP, 0.3), 0.8)
    canvas.shape(grass(dice, shifted(blades[::2], 9, 4), 8, 20), mix(LEAF, LEAF_WARM, 0.4), 0.7)
    peach_tree(canvas, dice, (470, 790), 270, 0.16, 3)


def _pilgrims(canvas: Canvas) -> None:
    dresses = [
        Dress(mix(INDIGO, INDIGO_SOFT, 0.3), HONEY, mix(INDIGO_DEEP, INDIGO, 0.5)),
        Dress(mix(PERSIMMON_DEEP, INDIGO_DEEP, 0.25), HONEY),
        Dress(INDIGO, JADE, mix(PERSIMMON, INDIGO, 0.4)),
        Dress(mix(JADE_DEEP, INDIGO, 0.3), CREAM, INDIGO_SOFT),
        Dress(mix(EARTH, INDIGO, 0.3), CREAM),
    ]
    far = [(1054, 638, 0.11, 0), (1086, 638, 0.11, 2), (978, 650, 0.15, 3), (954, 652, 0.15, 1), (852, 662, 0.18, 2), (800, 688, 0.23, 4), (774, 694, 0.23, 0), (850, 742, 0.34, 3), (884, 748, 0.34, 1)]
    for index, (x, y, unit, dress) in enumerate(far):
        walking(canvas, (x, y), unit, dresses[dress], skirt=index % 2 == 0, hat=index in {2, 5})
    walking(canvas, (866, 812), 0.54, dresses[2], skirt=True)
    walking(canvas, (716, 884), 0.78, dresses[0], skirt=True, hat=True)
    walking(canvas, (800, 872), 0.5, dresses[1])
    walking(canvas, (610, 904), 0.82, dresses[4])


def _frame(canvas: Canvas, dice: Dice) -> None:
    """Close the picture: trees at the sides, a branch over the path, petals in the air."""
    swell = wander(dice, 160, 2)

    def right(x: float) -> float:
        return 1030 - 130 * power((x - 1080) / 420, 1.3) + 12 * swell(x)

    tones = [mix(mix(JADE_DEEP, INDIGO, 0.35), NIGHT, step / 5) for step in range(5)]
    canopy(canvas, dice, right, (1100, WIDTH), HEIGHT + 60, Rows(tones, 28, 26))
    peach_tree(canvas, dice, (1420, 890), 420, -0.06)
    peach_tree(canvas, dice, (110, 960), 540, 0.1)
    bark = mix(BARK, NIGHT, 0.3)
    boughs = [[(-20.0, 30.0), (120, 80), (260, 84), (400, 132), (500, 206)], [(120.0, 80.0), (190, 150), (220, 240)], [(260.0, 84.0), (350, 50), (470, 52), (560, 84)]]
    for points, thick in zip(boughs, (24, 12, 11), strict=True):
        canvas.shape(taper(points, thick, 3), bark)
    ends: list[Point] = [point for points in boughs for point in points[1:]]
    flowers(canvas, dice, ends, 9, 30)
    near_flowers(canvas, dice, clumps(dice, ends, 3, 40, 26), 19)
    fallen = Pen()
    for _ in range(70):
        y = 720 + 275 * dice.roll()
        ripple(fallen, round(between(dice, 0, WIDE)), round(y), 3 + round((y - 700) * 0.022), 4)
    canvas.shape(fallen, mix(BLOSSOM, "#ffffff", 0.35), 0.9)
    drift = [(between(dice, 60, WIDE), between(dice, 240, 800)) for _ in range(44)]
    canvas.stroke(dots(drift), mix(BLOSSOM, "#ffffff", 0.35), 6, 0.85)
