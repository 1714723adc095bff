"""Harvest on a steep hill of terraces: poles with cloth bags, baskets of ring persimmons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Batch, Canvas, Pen
from noise import Dice, Profile, between, pick, power, wander
from palette import (
    BARK,
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
    NIGHT,
    PAPER,
    PERSIMMON,
    PERSIMMON_DEEP,
    mix,
)
from people import Dress, frame, reaching, seated, standing
from persimmons import Branch, basket, fruits, persimmon_branch, taper
from plants import clumps, dots, grass, leaf
from ridges import Growth, Tower, ledges, veil
from scenes import HEIGHT, WIDE, Range, earth_hills, far_karst, near_karst, sky
from terraces import orchard_row, terrace
from water import ripple

if TYPE_CHECKING:
    from canvas import Point

BARK_TONE = mix(BARK, NIGHT, 0.2)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(9207)
    canvas = Canvas("orchard-harvest", WIDE, HEIGHT)
    sky(canvas, 560, 0.85, (330, 280), 36)
    far_karst(canvas, dice, 430, 0.1, (80, 200))
    far_karst(canvas, dice, 480, 0.42, (60, 190))
    towers = [Tower(130, 320, 120, 130, 2.2), Tower(560, 280, 110, 130, 2.1), Tower(760, 330, 120, 140, 2.2), Tower(350, 160, 90, 90)]
    line = near_karst(canvas, dice, Range(towers, 560, 0.5, -1))
    ledges(canvas, dice, line, Growth((0, 180, 900, 500), 44, mix(JADE_DEEP, INDIGO, 0.25), 0.45, 10, 200))
    veil(canvas, PAPER, [(200, 550, 380, 56, 0.95), (680, 550, 380, 56, 0.95)])
    earth_hills(canvas, dice, 590, 0.35, [(100, 70, 300), (480, 50, 260), (820, 60, 240)])
    veil(canvas, PAPER, [(300, 596, 420, 34, 0.7)])
    _hill(canvas, dice)
    _harvest(canvas, dice)
    _frame(canvas, dice)
    return canvas.svg()


def _hill(canvas: Canvas, dice: Dice) -> None:
    """Step the hill from its crest down to the reader; it climbs steeply to the right."""
    swell = wander(dice, 330, 2)
    drop = 0.0
    for row in range(9):
        near, wave = row / 8, wander(dice, 240, 2)

        def lip(x: float, drop: float = drop, wave: Profile = wave) -> float:
            climb = 430 * power(x / WIDE, 1.25) * (1 - drop / 620)
            return 610 - climb + drop + 8 * swell(x) + wave(x) * (3 + drop * 0.03)

        _terrace(canvas, dice, lip, near)
        drop += 16 + 8 * row


def _terrace(canvas: Canvas, dice: Dice, lip: Profile, near: float) -> None:
    terrace(canvas, dice, lip, near)
    if near < 0.7:
        size = 20 + 62 * near
        start = 20 if near < 0.5 else 620
        row = [x + between(dice, -0.4, 0.4) * size for x in range(start, WIDE, round(size * 2))]
        orchard_row(canvas, dice, [(x, lip(x) + size * 0.36) for x in row], size, 0.36 * (1 - near) ** 2)


def _tree(canvas: Canvas, dice: Dice, foot: Point, tall: float) -> None:
    """Draw one old tree near the eye, its boughs spread low, fruit with its ring on every one."""
    x, y = foot
    shadow = Pen()
    ripple(shadow, x + tall * 0.12, y + 2, tall * 0.42, tall * 0.05)
    canvas.shape(shadow, INDIGO_DEEP, 0.4)
    hearts = [(x + dx * tall, y + dy * tall) for dx, dy in [(-0.34, -0.66), (-0.16, -0.84), (0.06, -0.94), (0.26, -0.8), (0.38, -0.6), (0.02, -0.68), (-0.3, -0.5), (0.3, -0.46)]]
    back = clumps(dice, hearts, 7, tall * 0.13, tall * 0.1)
    canvas.stroke(dots(back), mix(LEAF_DEEP, INDIGO_DEEP, 0.55), tall * 0.11)
    canvas.shape(taper([(x, y + 4), (x - tall * 0.02, y - tall * 0.2), (x + tall * 0.01, y - tall * 0.42), (x, y - tall * 0.6)], tall * 0.11, tall * 0.05), BARK_TONE)
    for hx, hy in hearts[:5]:
        canvas.shape(taper([(x, y - tall * 0.34), ((x + hx) / 2, (y - tall * 0.4 + hy) / 2), (hx, hy)], tall * 0.055, 4), BARK_TONE)
    front = clumps(dice, hearts, 6, tall * 0.12, tall * 0.09)
    canvas.stroke(dots(front), mix(LEAF_DEEP, LEAF, 0.2), tall * 0.075, 0.92)
    leaves, lit = Pen(), Pen()
    for spot in clumps(dice, hearts, 9, tall * 0.17, tall * 0.13):
        leaf(leaves if dice.roll() < 0.55 else lit, (round(spot[0]), round(spot[1])), pick(dice, 0.3, 2.8, 9), tall * 0.07, tall * 0.03)
    canvas.shape(leaves, mix(LEAF_DEEP, JADE_DEEP, 0.4))
    canvas.shape(lit, mix(LEAF, LEAF_WARM, 0.45))
    ends = clumps(dice, hearts, 3, tall * 0.14, tall * 0.1)
    hangs = [(round(a), round(b), tall * 0.034) for index, (a, b) in enumerate(ends) if all(math.hypot(a - c, b - d) > tall * 0.075 for c, d in ends[:index])]
    fruits(canvas, hangs)


def _harvest(canvas: Canvas, dice: Dice) -> None:
    """Set people at work under two old trees."""
    indigo, soft = mix(INDIGO_DEEP, INDIGO, 0.5), mix(INDIGO, INDIGO_SOFT, 0.4)
    _tree(canvas, dice, (1230, 716), 350)
    reaching(canvas, (926, 744), 0.54, Dress(indigo, HONEY, mix(INDIGO_SOFT, JADE, 0.35)), (1096, 470), skirt=True)
    _carrier(canvas, (1380, 800), 0.6)
    basket(canvas, (1120, 736), 0.36)
    _tree(canvas, dice, (540, 842), 400)
    reaching(canvas, (230, 892), 0.76, Dress(soft, JADE), (400, 520))
    standing(canvas, (700, 872), 0.72, Dress(mix(JADE_DEEP, INDIGO, 0.45), CREAM, INDIGO_DEEP), skirt=True)
    basket(canvas, (786, 838), 0.52)
    seated(canvas, (950, 940), 0.84, Dress(mix(PERSIMMON_DEEP, INDIGO_DEEP, 0.3), HONEY, INDIGO_SOFT), -8)
    for x, y, scale in [(1100, 900, 0.72), (810, 925, 0.66), (1250, 926, 0.86), (80, 930, 0.8)]:
        basket(canvas, (x, y), scale)
    fruits(canvas, [(1010, 936, 13.0), (1042, 944, 12.0), (888, 948, 12.0), (1166, 962, 14.0)], 1)


def _carrier(canvas: Canvas, place: Point, unit: float) -> None:
    """Draw someone who carries two baskets home on a shoulder pole."""
    at = frame(place, unit)
    standing(canvas, place, unit, Dress(mix(INDIGO_DEEP, NIGHT, 0.2), HONEY, mix(HONEY, EARTH, 0.3)))
    ropes = Pen(1)
    for side in (-1, 1):
        basket(canvas, at(side * 132, -70), unit * 0.5)
        ropes.polyline([at(side * 132 - 44, -72), at(side * 132, -196), at(side * 132 + 44, -72)])
    canvas.stroke(ropes, mix(EARTH, HONEY, 0.3), 2.4 * unit)
    canvas.stroke(Pen(1).move(*at(-142, -192)).quad(*at(0, -252), *at(142, -192)), mix(HONEY, EARTH, 0.3), 9 * unit)


def _frame(canvas: Canvas, dice: Dice) -> None:
    boughs = [
        Branch([(-30, 90), (90, 120), (200, 108), (310, 150), (390, 214)], 19),
        Branch([(90, 120), (140, 200), (150, 280)], 11),
        Branch([(200, 108), (290, 70), (380, 66)], 9),
    ]
    persimmon_branch(canvas, dice, boughs, size=27, leaf_size=68, bark=BARK_TONE)
    blades = [(between(dice, 0, WIDE), between(dice, 985, 1004)) for _ in range(46)]
    canvas.shape(grass(dice, blades, 26, 60), mix(JADE_DEEP, INDIGO_DEEP, 0.6))
    leaves = Batch()
    for _ in range(20):
        x, y = round(between(dice, 0, WIDE)), round(between(dice, 860, 990))
        ripple(leaves[mix(LEAF_WARM, PERSIMMON, 0.4) if dice.roll() < 0.5 else mix(HONEY, EARTH, 0.3)], x, y, 9, 5)
    leaves.paint(canvas, 0.8)
