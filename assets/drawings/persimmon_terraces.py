"""Persimmon harvest on a terraced hill: a bamboo pole with a cloth bag reaches for the fruit."""

from __future__ import annotations

from canvas import Canvas, Pen
from noise import Dice, Profile, between, pick, wander
from palette import (
    BARK,
    EARTH,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    NIGHT,
    PAPER,
    mix,
)
from people import Dress, reaching
from persimmons import Branch, basket, fruits, persimmon_branch, taper
from plants import clumps, dots, leaf
from ridges import Growth, Tower, ledges, veil
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from terraces import orchard_row, terrace


def draw() -> str:
    """Return the drawing."""
    dice = Dice(2207)
    canvas = Canvas("persimmon-terraces", WIDTH, HEIGHT)
    sky(canvas, 540, 0.8, (420, 270), 0)
    far_karst(canvas, dice, 400, 0.1, (80, 190))
    far_karst(canvas, dice, 450, 0.42, (60, 180))
    towers = [Tower(150, 300, 120, 130, 2.2), Tower(660, 240, 100, 120, 2.1), Tower(430, 150, 90, 90), Tower(960, 200, 110, 120)]
    line = near_karst(canvas, dice, Range(towers, 510, 0.5, -1))
    ledges(canvas, dice, line, Growth((20, 160, 1100, 460), 26, mix(JADE_DEEP, INDIGO, 0.25), 0.45, 9, 160))
    veil(canvas, PAPER, [(200, 500, 360, 46, 0.95), (760, 500, 380, 44, 0.95)])
    earth_hills(canvas, dice, 530, 0.35, [(120, 60, 280), (560, 40, 260), (900, 70, 300)])
    veil(canvas, PAPER, [(300, 545, 400, 36, 0.8)])
    _terraces(canvas, dice)
    _great_tree(canvas, dice)
    reaching(canvas, (520, 930), 1.06, Dress(mix(INDIGO, INDIGO_SOFT, 0.15), JADE, mix(INDIGO_SOFT, JADE, 0.3)), (892, 322), skirt=True)
    basket(canvas, (860, 918), 1)
    fruits(canvas, [(992, 960, 21.0), (1030, 950, 20.0), (720, 962, 21.0)])
    return canvas.svg()


def _terraces(canvas: Canvas, dice: Dice) -> None:
    """Step the hill down toward the reader: a wall, a grassy walk, a row of trees, and again."""
    swell = wander(dice, 340, 2)
    drop = 0.0
    for row in range(6):
        near = row / 5
        wave = wander(dice, 260, 2)

        def lip(x: float, drop: float = drop, wave: Profile = wave) -> float:
            climb = 150 * ((x - 200) / 1400) if x > 200 else 0.0
            return 560 - climb + 12 * swell(x) + drop * (1 + 0.1 * (x / WIDTH)) + wave(x) * (4 + drop * 0.03)

        _terrace(canvas, dice, lip, near)
        drop += 38 + 20 * row


def _terrace(canvas: Canvas, dice: Dice, lip: Profile, near: float) -> None:
    terrace(canvas, dice, lip, near)
    if near < 0.75:
        size = 30 + 74 * near
        row = [x + between(dice, -0.2, 0.2) * size for x in range(10, WIDTH, round(size * 2.1))]
        # The picker and her pole stand in a clearing.
        feet = [(x, lip(x) + size * 0.5) for x in row if near < 0.45 or not 380 < x < 800]
        orchard_row(canvas, dice, feet, size, 0.36 * (1 - near) ** 2)


def _great_tree(canvas: Canvas, dice: Dice) -> None:
    """Draw the old tree at the right whose boughs hang over the picker."""
    bark = mix(BARK, NIGHT, 0.2)
    trunk = [(1440.0, 1040.0), (1420, 860), (1392, 690), (1370, 540), (1330, 400), (1300, 260)]
    canvas.shape(taper(trunk, 108, 40), bark)
    light = canvas.slant((1350, 600), (1440, 600), (0, mix(EARTH, HONEY, 0.3), 0.8), (0.6, BARK, 0))
    canvas.shape(taper([(x - 14 + index * 2, y) for index, (x, y) in enumerate(trunk)], 62, 18), light)
    cracks = Pen()
    for _ in range(22):
        share = dice.roll()
        x = 1432 - 110 * share + between(dice, -34, 34) * (1.1 - share * 0.6)
        y = 1000 - 640 * share
        cracks.move(x, y).quad(x + between(dice, -7, 7), y - 20, x - 3, y - between(dice, 30, 52))
    canvas.stroke(cracks, NIGHT, 2.4, 0.4)
    boughs = [
        Branch([(1366, 520), (1250, 420), (1120, 372), (1010, 330), (930, 262)], 42),
        Branch([(1120, 372), (1040, 372), (972, 410), (930, 452)], 16),
        Branch([(1330, 400), (1240, 270), (1150, 190), (1060, 130), (960, 96)], 36),
        Branch([(1150, 190), (1080, 210), (1020, 232)], 13),
        Branch([(1330, 420), (1440, 300), (1520, 250), (1640, 220)], 38),
        Branch([(1310, 300), (1330, 180), (1300, 80), (1330, -20)], 30),
        Branch([(1392, 640), (1490, 560), (1560, 470), (1630, 440)], 26),
        Branch([(1250, 420), (1230, 500), (1190, 560)], 15),
    ]
    for bough in boughs[2:3] + boughs[4:5] + boughs[:1] + boughs[6:7]:
        canvas.stroke(dots(bough.points[:1]), bark, bough.thick)  # a round root where it leaves the trunk
    _leafage(canvas, dice)
    persimmon_branch(canvas, dice, boughs, size=26, leaf_size=68, bark=bark)


def _leafage(canvas: Canvas, dice: Dice) -> None:
    """Fill the crown behind the boughs with leaves in shade and leaves in light."""
    hearts = [(1180, 130), (1330, 60), (1450, 120), (1560, 170), (1270, 240), (1430, 270), (1560, 340), (1120, 250), (1010, 110)]
    for count, tone in [(8, mix(LEAF_DEEP, INDIGO_DEEP, 0.62)), (5, mix(LEAF_DEEP, INDIGO_DEEP, 0.35)), (2, mix(LEAF_DEEP, LEAF, 0.25))]:
        leaves = Pen()
        for x, y in clumps(dice, hearts, count, 96, 76):
            leaf(leaves, (round(x), round(y)), pick(dice, 0.2, 2.9, 11), pick(dice, 56, 80), 24)
        canvas.shape(leaves, tone)
