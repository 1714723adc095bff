"""Persimmon harvest on a terraced hill: a bamboo pole with a cloth bag reaches for the fruit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Batch, Canvas, Pen
from noise import Dice, Profile, between, pick, wander
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
    MIST,
    NIGHT,
    PAPER,
    PERSIMMON,
    mix,
)
from persimmons import Branch, basket, fruits, persimmon_branch, taper
from plants import clumps, dots, grass, leaf, shifted
from ridges import Growth, Tower, ledges, veil
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from water import ripple

if TYPE_CHECKING:
    from canvas import Point

SKIN = mix("#d99b74", EARTH, 0.12)


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
    _picker(canvas, 560, 930, 1.12)
    _great_tree(canvas, dice)
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
    edge = [(float(x), lip(x)) for x in range(-80, WIDTH + 260, 240)]
    sunny, deep = mix(LEAF_WARM, LEAF, 0.45), mix(LEAF_DEEP, JADE_DEEP, 0.35)
    grassy = mix(mix(sunny, deep, near * 0.72), MIST, 0.34 * (1 - near))
    canvas.shape(Pen().smooth(edge).line(WIDTH + 20, HEIGHT).line(-60, HEIGHT).close(), grassy)
    tall = 10 + 38 * near
    wall = Pen().smooth(edge).line(edge[-1][0], edge[-1][1] + tall)
    wall.curve_through([(x, y + tall) for x, y in reversed(edge)]).close()
    canvas.shape(wall, mix(grassy, mix(JADE_DEEP, INDIGO_DEEP, 0.5), 0.3 + 0.22 * near))
    blades = Pen()
    for _ in range(round(32 - 6 * near)):
        x = between(dice, -20, WIDTH)
        y = lip(x) + tall * between(dice, 0.05, 0.5)
        blades.move(x, y).line(x + between(dice, -3, 3), y + tall * between(dice, 0.2, 0.45))
    canvas.stroke(blades, mix(grassy, LEAF_WARM, 0.25), 1.2 + 1.6 * near, 0.55)
    canvas.stroke(Pen().smooth(edge), mix(LEAF_WARM, HONEY, 0.45), 2 + 2.4 * near, 0.85)
    if near < 0.75:
        _row_of_trees(canvas, dice, lip, near)
    tufts = [(x, lip(x) + 2) for x in (between(dice, 0, WIDTH) for _ in range(9))]
    canvas.shape(grass(dice, tufts, 6 + 10 * near, 12 + 22 * near), mix(sunny, deep, 0.3 + 0.5 * near))


def _row_of_trees(canvas: Canvas, dice: Dice, lip: Profile, near: float) -> None:
    size = 30 + 74 * near
    foot = [(x + between(dice, -0.2, 0.2) * size, 0.0) for x in range(10, WIDTH, round(size * 2.1))]
    # The picker and her pole stand in a clearing.
    spots = [(x, lip(x) + size * 0.5) for x, _ in foot if near < 0.45 or not 380 < x < 800]
    trunks = Pen()
    for x, y in spots:
        trunks.polygon([(x - size * 0.05, y), (x - size * 0.03, y - size), (x + size * 0.04, y - size), (x + size * 0.06, y)])
    haze = 0.36 * (1 - near) ** 2
    canvas.shape(trunks, mix(BARK, MIST, haze))
    shadow = Pen()
    for x, y in spots:
        ripple(shadow, x + size * 0.1, y, size * 0.56, size * 0.15)
    canvas.shape(shadow, INDIGO_DEEP, 0.28)
    crowns = clumps(dice, [(x, y - size * 0.95) for x, y in spots], 5 if near > 0.3 else 3, size * 0.36, size * 0.28)
    canvas.stroke(dots(crowns), mix(mix(LEAF_DEEP, INDIGO_DEEP, 0.25), MIST, haze), size * 0.58)
    canvas.stroke(dots(shifted(crowns, -size * 0.07, -size * 0.09)), mix(mix(LEAF_DEEP, LEAF, 0.55), MIST, haze), size * 0.38, 0.7)
    if near > 0.3:
        canvas.stroke(dots(shifted(crowns[::2], -size * 0.12, -size * 0.16)), mix(mix(LEAF, LEAF_WARM, 0.6), MIST, haze), size * 0.2, 0.8)
    ripe = clumps(dice, crowns, 1, size * 0.24, size * 0.24)
    canvas.stroke(dots(ripe), mix(PERSIMMON, MIST, haze * 0.5), 3.4 + size * 0.075)
    if near > 0.3:
        canvas.stroke(dots(shifted(ripe, -1 - size * 0.008, -1 - size * 0.008)), "#f9b066", 1.4 + size * 0.026)


def _picker(canvas: Canvas, x: float, y: float, unit: float) -> None:
    """Draw a woman in indigo who lifts the pole to a fruit."""
    parts = Batch(1)

    def at(dx: float, dy: float) -> Point:
        return (x + dx * unit, y + dy * unit)

    canvas.oval(*at(6, 2), 74 * unit, 10 * unit, INDIGO_DEEP, 0.4)
    trousers = mix(INDIGO_DEEP, NIGHT, 0.5)
    for left, right, foot in [(-30, 2, -30), (0, 32, 16)]:
        parts[trousers].move(*at(left, -120)).line(*at(foot - 4, -8)).line(*at(foot + 22, -8)).line(*at(right, -120)).close()
        parts[mix(BARK, NIGHT, 0.4)].move(*at(foot - 5, -9)).line(*at(foot + 22, -9)).quad(*at(foot + 38, 0), *at(foot + 30, 2)).line(*at(foot - 5, 2)).close()
    coat = parts[INDIGO].move(*at(-30, -226)).quad(*at(-44, -160), *at(-46, -92)).quad(*at(-4, -80), *at(42, -92))
    coat.quad(*at(40, -170), *at(30, -226)).quad(*at(0, -240), *at(-30, -226)).close()
    fold = parts[mix(INDIGO, INDIGO_SOFT, 0.5)].move(*at(-30, -226)).quad(*at(-44, -160), *at(-46, -92))
    fold.quad(*at(-34, -88), *at(-26, -87)).quad(*at(-24, -160), *at(-14, -232)).quad(*at(-22, -230), *at(-30, -226)).close()
    parts[JADE].polygon([at(-41, -150), at(-41.6, -134), at(40.5, -134), at(38.6, -150)])
    parts[mix(JADE, CREAM, 0.4)].polygon([at(10, -150), at(8, -104), at(18, -106), at(20, -150)])
    parts[mix(CREAM, HONEY, 0.4)].polygon([at(-34, -97), at(-45.6, -96), at(-46, -90), at(-4, -84.5), at(42, -90), at(41.6, -96), at(-4, -90)])
    parts[SKIN].disc(*at(6, -258), 20 * unit, 23 * unit)
    parts[SKIN].polygon([at(-10, -244), at(-12, -224), at(12, -224), at(10, -240)])
    wrap = parts[INDIGO_DEEP].move(*at(-20, -252)).quad(*at(-30, -290), *at(2, -292)).quad(*at(30, -292), *at(26, -272))
    wrap.quad(*at(16, -272), *at(14, -256)).quad(*at(10, -238), *at(-4, -226)).quad(*at(-24, -228), *at(-20, -252)).close()
    band = parts[mix(PERSIMMON, INDIGO, 0.2)].move(*at(-22, -264)).quad(*at(2, -288), *at(27, -279)).line(*at(26, -272))
    band.quad(*at(2, -279), *at(-21, -255)).close()
    parts.paint(canvas)
    _pole(canvas, at, unit)
    arms, hands = Pen(1), Pen(1)
    arms.move(*at(20, -228)).quad(*at(54, -222), *at(64, -266)).line(*at(82, -260)).quad(*at(76, -196), *at(26, -190)).close()
    arms.move(*at(-26, -222)).quad(*at(-14, -176), *at(34, -196)).line(*at(30, -214)).quad(*at(4, -204), *at(-2, -232)).close()
    canvas.shape(arms, mix(INDIGO, INDIGO_SOFT, 0.3))
    hands.disc(*at(75, -268), 10 * unit).disc(*at(38, -206), 10 * unit)
    canvas.shape(hands, SKIN)


def _pole(canvas: Canvas, at: object, unit: float) -> None:
    """Draw the bamboo pole with its joints, the ring and the cloth bag at its end."""
    spot = at
    assert callable(spot)
    low, high = spot(-20, -110), spot(318, -596)
    canvas.stroke(Pen(1).polyline([low, high]), mix(EARTH, LEAF_WARM, 0.45), 8 * unit)
    canvas.stroke(Pen(1).polyline([(low[0] - 1.5, low[1] - 1.5), (high[0] - 1.5, high[1] - 1.5)]), mix(LEAF_WARM, CREAM, 0.45), 3 * unit)
    joints = Pen(1)
    for step in range(1, 11):
        share = step / 11
        px, py = low[0] + (high[0] - low[0]) * share, low[1] + (high[1] - low[1]) * share
        joints.polyline([(px - 4, py - 3), (px + 4, py + 3)])
    canvas.stroke(joints, BARK, 1.6, 0.7)
    bag = Pen(1).move(*spot(296, -602)).quad(*spot(292, -530), *spot(322, -514)).quad(*spot(356, -512), *spot(362, -604)).close()
    x, y = spot(329, -603)
    left, right = spot(292, 0)[0], spot(364, 0)[0]
    canvas.shape(bag, canvas.slant((left, 0), (right, 0), (0, PAPER, 1), (0.5, mix(CREAM, HONEY, 0.25), 1), (1, mix(CREAM, EARTH, 0.4), 1)))
    folds = Pen(1).move(*spot(312, -600)).quad(*spot(310, -550), *spot(322, -524)).move(*spot(338, -598)).quad(*spot(338, -560), *spot(332, -530))
    canvas.stroke(folds, mix(CREAM, EARTH, 0.5), 1.8, 0.6)
    canvas.oval(x, y, 34 * unit, 9 * unit, mix(EARTH, INDIGO_DEEP, 0.35))
    canvas.oval(x - 6, y + 1, 13 * unit, 6 * unit, PERSIMMON)
    rim = Pen(1).disc(x, y, 34 * unit, 9 * unit)
    canvas.stroke(rim, mix(EARTH, HONEY, 0.4), 3.4)


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
