"""Home page: first light on karst, a river in the mist, ripe persimmons close by."""

from __future__ import annotations

import math

from boats import sampan
from canvas import Canvas, Pen, Point
from noise import Dice, Profile, between, power, wander
from palette import (
    BARK,
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
    NIGHT,
    PAPER,
    PEACH,
    PERSIMMON,
    mix,
)
from persimmons import Branch, persimmon_branch
from plants import clumps, dots, scatter, shifted
from ridges import (
    Growth,
    Rows,
    Tower,
    beds,
    canopy,
    crest,
    flutes,
    ground,
    karst,
    ledges,
    rolling,
    shade,
    veil,
    wooded,
)
from roofs import hamlet
from scenes import Plain, fields
from water import band, bank_at, ripples

WIDTH, HEIGHT = 2400, 1350
SUN = (1500.0, 470.0)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(4101)
    canvas = Canvas("karst-mist", WIDTH, HEIGHT)
    sky(canvas)
    far_ridges(canvas, dice)
    middle_towers(canvas, dice)
    great_tower(canvas, dice)
    valley(canvas, dice)
    river(canvas, dice)
    left_hill(canvas, dice)
    right_bank(canvas, dice)
    branch(canvas, dice)
    return canvas.svg()


def sky(canvas: Canvas) -> None:
    """Draw the air, the sun with its light, and what crosses it."""
    air(canvas)
    sun(canvas, *SUN)
    streaks(canvas)
    birds(canvas)


def air(canvas: Canvas) -> None:
    """Fill the drawing with morning air."""
    blue, warm = mix(HAZE, MIST_BLUE, 0.3), mix(CREAM, PEACH, 0.25)
    canvas.fill(
        canvas.fade(
            0, 860, (0, blue, 1), (0.33, mix(MIST_BLUE, MIST, 0.5), 1), (0.66, warm, 1), (1, PAPER, 1)
        )
    )


def sun(canvas: Canvas, x: float, y: float) -> None:
    """Draw the sun and the light round it."""
    light = canvas.glow((0, "#fff3d6", 1), (0.16, "#ffe6bd", 0.85), (0.5, HONEY, 0.3), (1, HONEY, 0))
    canvas.oval(x, y, 980, 640, light)
    disc = canvas.fade(y - 58, y + 58, (0, "#fffaf0", 1), (1, "#ffe9c4", 0.75))
    canvas.oval(x, y, 56, 56, disc)


def streaks(canvas: Canvas) -> None:
    """Lay thin clouds across the sky."""
    thin = [(420, 190, 640, 34, 0.5), (760, 240, 420, 22, 0.4), (1180, 110, 560, 24, 0.4)]
    veil(canvas, PAPER, [*thin, (2080, 170, 560, 30, 0.45), (1330, 455, 420, 15, 0.7)])


def birds(canvas: Canvas, east: float = 0, up: float = 0) -> None:
    """Draw a small flock, so far from where it is in the still."""
    flock = Pen(1)
    for x, y, span in [(1300, 300, 15), (1338, 280, 12), (1262, 284, 11), (1372, 304, 10), (1232, 306, 9)]:
        a, b = x + east, y - up
        flock.move(a - span, b - 3).quad(a - span * 0.4, b - 9, a, b).quad(a + span * 0.4, b - 10, a + span, b - 5)
    canvas.stroke(flock, mix(INDIGO, HAZE, 0.3), 2.6, 0.8)


def far_ridges(canvas: Canvas, dice: Dice) -> None:
    """Draw two pale rows of peaks."""
    rows = [
        (690, 0.18, 15, (120, 250)),
        (760, 0.42, 13, (110, 320)),
    ]
    for base, depth, count, (low, high) in rows:
        towers = []
        for index in range(count):
            x = WIDTH * (index + between(dice, 0.1, 0.9)) / count
            # The row dips under the sun, so that its light has somewhere to come through.
            dip = 0.35 + 0.65 * min(1.0, abs(x - SUN[0]) / 620)
            height = between(dice, low, high) * dip
            towers.append(Tower(x, height, height * between(dice, 0.35, 0.75), height * between(dice, 0.35, 0.75), between(dice, 1.5, 2.6)))
        line = karst(dice, towers, base, 9 + depth * 10)
        tone = mix(mix(MIST_BLUE, PEACH, 0.14), HAZE, depth * 1.6)
        paint = canvas.fade(base - 290, base + 70, (0, tone, 1), (0.85, mix(tone, PAPER, 0.85), 1), (1, PAPER, 1))
        canvas.shape(ground(crest(line, 0, WIDTH, 18), base + 120), paint)
        veil(canvas, PAPER, [(x, base + 6, 460, 46, 0.85) for x in (200, 900, 1500, 2200)])


def middle_towers(canvas: Canvas, dice: Dice) -> None:
    """Draw the towers in the haze."""
    base = 850.0
    towers = [
        Tower(240, 500, 170, 150, 2.0),
        Tower(420, 330, 110, 120, 2.4),
        Tower(640, 260, 120, 110, 2.6),
        Tower(850, 330, 105, 120, 1.9),
        Tower(985, 220, 90, 100, 2.4),
        Tower(1225, 390, 115, 130, 2.2),
        Tower(2330, 500, 170, 190, 2.1),
    ]
    line = karst(dice, towers, base, 17)
    tone = mix(HAZE, JADE, 0.42)
    paint = canvas.fade(380, 900, (0, tone, 1), (0.6, mix(tone, MIST, 0.5), 1), (1, PAPER, 1))
    canvas.shape(wooded(dice, line, (0, WIDTH), 16, base + 110, base - 70), paint)
    dark = canvas.fade(380, 830, (0, JADE_DEEP, 0.5), (1, HAZE, 0))
    for tower in towers:
        canvas.shape(shade(dice, line, tower.x, tower.x - tower.left * 0.98, base), dark)
        scars = flutes(dice, line, (tower.x - tower.left * 0.6, tower.x + tower.right * 0.7), 8, tower.height * 0.34)
        canvas.shape(scars, mix(tone, CREAM, 0.65), 0.42)
    ledges(canvas, dice, line, Growth((0, 340, WIDTH, 740), 46, mix(tone, JADE_DEEP, 0.34), 0.45, 9))
    spots = [(150, 850, 380, 66, 0.95), (560, 858, 420, 60, 0.95), (1000, 850, 420, 56, 0.9)]
    veil(canvas, PAPER, [*spots, (1400, 850, 420, 60, 0.9), (2150, 860, 480, 70, 0.95)])


def great_tower(canvas: Canvas, dice: Dice) -> None:
    """Draw the great tower and those about it."""
    base = 960.0
    towers = [
        Tower(1835, 690, 190, 215, 2.2),
        Tower(1600, 380, 100, 125, 2.4),
        Tower(2110, 450, 140, 170, 2.0),
        Tower(1045, 260, 130, 120, 2.1),
        Tower(70, 400, 220, 190, 2.1),
    ]
    line = karst(dice, towers, base, 18)
    tone = mix(JADE, JADE_DEEP, 0.55)
    paint = canvas.fade(280, 1010, (0, tone, 1), (0.5, mix(tone, HAZE, 0.4), 1), (0.88, MIST, 1), (1, PAPER, 1))
    canvas.shape(wooded(dice, line, (0, WIDTH), 17, base + 110, base - 80), paint)
    dark = canvas.fade(300, 930, (0, INDIGO_DEEP, 0.62), (0.6, INDIGO, 0.3), (1, INDIGO, 0))
    lit = canvas.fade(280, 850, (0, HONEY, 0.5), (1, HONEY, 0))
    for tower in towers:
        # The sun stands to the left of the great tower and to the right of the others.
        side = 1 if tower.x > SUN[0] else -1
        reach = tower.right if side > 0 else tower.left
        other = tower.left if side > 0 else tower.right
        canvas.shape(shade(dice, line, tower.x, tower.x - side * other * 0.97, base - 60), lit)
        low, high = sorted((tower.x - side * other * 0.8, tower.x + side * reach * 0.5))
        canvas.shape(flutes(dice, line, (low, high), round(tower.height / 42), tower.height * 0.34), CREAM, 0.5)
        canvas.shape(flutes(dice, line, (low, high), round(tower.height / 60), tower.height * 0.42), JADE_DEEP, 0.4)
        canvas.shape(shade(dice, line, tower.x, tower.x + side * reach * 0.98, base - 20), dark)
        canvas.shape(shade(dice, line, tower.x + side * reach * 0.42, tower.x + side * reach * 0.98, base - 70), dark, 0.7)
        cracks = beds(dice, line, (tower.x - tower.left * 0.8, tower.x + tower.right * 0.7), base, round(tower.height / 11))
        canvas.stroke(cracks, mix(JADE_DEEP, INDIGO, 0.4), 1.6, 0.36)
    ledges(canvas, dice, line, Growth((900, 270, 2350, 880), 56, mix(JADE_DEEP, INDIGO, 0.35), 0.6, 13))
    ledges(canvas, dice, line, Growth((0, 540, 260, 880), 14, mix(JADE_DEEP, INDIGO, 0.35), 0.5, 13))
    ledges(canvas, dice, line, Growth((1500, 280, 1850, 800), 26, mix(LEAF_WARM, HONEY, 0.3), 0.6, 8))
    spots = [(1560, 930, 420, 84, 1), (2060, 945, 460, 84, 0.95), (900, 950, 560, 76, 0.95)]
    veil(canvas, PAPER, [*spots, (250, 960, 480, 80, 0.8)])


def valley(canvas: Canvas, dice: Dice) -> None:
    """Draw the plain with its fields and houses."""
    _earth_hills(canvas, dice)
    line = rolling(dice, 984, 7, 380)
    tone = mix(mix(LEAF, JADE_DEEP, 0.35), MIST, 0.14)
    paint = canvas.fade(968, 1200, (0, mix(tone, MIST, 0.45), 1), (1, mix(tone, JADE_DEEP, 0.5), 1))
    canvas.shape(wooded(dice, line, (600, WIDTH), 21, HEIGHT), paint)
    fields(canvas, dice, Plain(992, 1215, 800, WIDTH, 1450))
    spots = scatter(dice, 22, (960, 985, 2400, 1120), lambda x, y: not 1340 < x < 1560)
    trees = clumps(dice, spots, 4, 24, 6)
    canvas.stroke(dots(trees), mix(LEAF_DEEP, JADE_DEEP, 0.6), 19, 0.75)
    canvas.stroke(dots(shifted(trees[::2], -3, -4)), mix(LEAF, LEAF_WARM, 0.3), 9, 0.6)
    hamlet(canvas, dice, [(1690, 1040, 30), (1752, 1052, 36), (1640, 1058, 27), (1815, 1044, 28), (1728, 1072, 38)])
    near = clumps(dice, [(1610, 1074), (1790, 1074), (1850, 1056), (1668, 1090)], 5, 26, 5)
    canvas.stroke(dots(near), mix(LEAF_DEEP, INDIGO, 0.3), 24)
    canvas.stroke(dots(shifted(near, -4, -5)), LEAF, 11, 0.6)
    veil(canvas, "#fffaf0", [(1740, 1000, 120, 26, 0.6), (1700, 985, 200, 20, 0.5)])


def _earth_hills(canvas: Canvas, dice: Dice) -> None:
    """Draw the soft wooded hills that lie between the limestone and the plain."""
    hills = [
        (960, 0.30, [(620, 70, 300), (1130, 62, 210), (1790, 96, 330), (2330, 120, 300)]),
        (990, 0.62, [(820, 46, 300), (1260, 34, 150), (1990, 66, 330), (2420, 92, 260)]),
    ]
    for base, depth, mounds in hills:
        domes = [Tower(x, high, half, half, 1.7) for x, high, half in mounds]
        swell = wander(dice, 120, 2)

        def line(x: float, domes: list[Tower] = domes, base: int = base, swell: Profile = swell) -> float:
            return base - max(dome.rise(x) for dome in domes) - 7 * swell(x)

        tone = mix(mix(JADE, LEAF, 0.35), JADE_DEEP, depth * 0.7)
        paint = canvas.fade(
            base - 110, base + 24, (0, mix(tone, MIST, 0.42 - depth * 0.3), 1), (1, mix(tone, PAPER, 0.72), 1)
        )
        canvas.shape(wooded(dice, line, (380, WIDTH), 19, base + 60, base - 2), paint)
        veil(canvas, PAPER, [(700, base, 300, 26, 0.8), (1480, base - 4, 330, 34, 0.9), (2140, base, 280, 22, 0.7)])


LEFT_BANK: list[Point] = [(1446, 985), (1492, 998), (1420, 1024), (1362, 1058), (1450, 1108), (1490, 1165), (1330, 1250), (1180, 1352)]
RIGHT_BANK: list[Point] = [(1452, 985), (1528, 998), (1486, 1026), (1462, 1058), (1610, 1104), (1735, 1165), (1760, 1250), (1700, 1352)]


def river(canvas: Canvas, dice: Dice, *, boat: bool = True) -> None:
    """Draw the water, with or without the boat on it."""
    water = canvas.fade(
        985, HEIGHT, (0, "#fff1d8", 1), (0.2, mix(PEACH, CREAM, 0.5), 1), (0.5, mix(JADE, MIST, 0.45), 1), (1, JADE_DEEP, 1)
    )
    canvas.shape(band(LEFT_BANK, RIGHT_BANK), water)
    canvas.shape(ripples(dice, 100, (1250, 1010, 1760, 1300), on_river, (8, 56)), "#fff6e4", 0.6)
    canvas.shape(ripples(dice, 60, (1250, 1040, 1760, 1300), on_river, (8, 56)), JADE_DEEP, 0.3)
    if boat:
        sampan(canvas, (1570, 1150), 68, 0.0, crew=True)
    veil(canvas, PAPER, [(1450, 990, 240, 26, 0.9), (1250, 1050, 300, 40, 0.5), (1960, 1004, 420, 34, 0.6)])


def on_river(x: float, y: float) -> bool:
    """Tell whether a point lies on the water, off its banks."""
    return bank_at(LEFT_BANK, y) + 34 < x < bank_at(RIGHT_BANK, y) - 34


def left_hill(canvas: Canvas, dice: Dice) -> None:
    """Draw the dark wooded slope."""
    swell = wander(dice, 330, 3, 0.45)

    def back(x: float) -> float:
        return 900 + 300 * power(x / 1350, 1.9) + 20 * swell(x)

    def front(x: float) -> float:
        return 1085 + 150 * power(x / 1500, 1.7) + 18 * swell(x + 900)

    far, near = mix(JADE_DEEP, INDIGO, 0.2), mix(INDIGO, INDIGO_DEEP, 0.4)
    tones = [mix(mix(far, HAZE, 0.16), near, step / 5) for step in range(6)]
    canopy(canvas, dice, back, (0, 1500), HEIGHT, Rows(tones, 22, 19))
    veil(canvas, mix(HAZE, JADE, 0.35), [(300, 1092, 560, 46, 0.42), (1000, 1165, 420, 36, 0.35)])
    tones = [mix(mix(INDIGO, JADE_DEEP, 0.22), NIGHT, step / 4) for step in range(5)]
    canopy(canvas, dice, front, (0, 1900), HEIGHT, Rows(tones, 34, 31))


def right_bank(canvas: Canvas, dice: Dice) -> None:
    """Draw the orchard terraces."""
    swell = wander(dice, 300, 3, 0.45)

    def bank(x: float) -> float:
        return 1340 - 390 * power((x - 1540) / 860, 1.1) + 9 * swell(x)

    canvas.shape(
        wooded(dice, bank, (1480, WIDTH), 24, HEIGHT),
        canvas.fade(980, HEIGHT, (0, mix(LEAF_DEEP, LEAF, 0.25), 1), (0.5, mix(LEAF_DEEP, JADE_DEEP, 0.5), 1), (1, INDIGO_DEEP, 1)),
    )
    for row in range(4):
        _orchard_row(canvas, dice, bank, row)


def _orchard_row(canvas: Canvas, dice: Dice, bank: Profile, row: int) -> None:
    """Draw one terrace: its lit lip, its shaded wall, its trees and their fruit."""
    drop, start = 44 + row * (50 + row * 7), 1590 + row * 84

    def lip(x: float) -> float:
        return bank(x) + drop + 6 * math.sin(x / 90 + row)

    edge = [(x, lip(x)) for x in range(start, WIDTH + 90, 90)]
    wall = Pen().move(*edge[0]).curve_through(edge).line(edge[-1][0], edge[-1][1] + 18)
    wall.curve_through([(x, y + 18 + row * 3) for x, y in reversed(edge)]).close()
    canvas.shape(wall, INDIGO_DEEP, 0.42)
    canvas.stroke(Pen().smooth(edge), mix(LEAF_WARM, HONEY, 0.3), 3.4, 0.7 - row * 0.1)
    size = 38 + row * 8
    walk = range(start + 40, WIDTH + 20, 64 + row * 11)
    trees = [(x + between(dice, -9, 9), lip(x) - size * 0.45) for x in walk if lip(x) < HEIGHT + 30]
    crowns = clumps(dice, trees, 6, size * 0.36, size * 0.3)
    dark = mix(mix(LEAF_DEEP, INDIGO_DEEP, 0.4), NIGHT, row * 0.08)
    canvas.stroke(dots(crowns), dark, size * 0.78)
    canvas.stroke(dots(shifted(crowns[::2], -4, -5)), mix(mix(LEAF_DEEP, LEAF, 0.35), INDIGO, row * 0.08), size * 0.58)
    canvas.stroke(dots(shifted(crowns[::4], -9, -12)), mix(mix(LEAF, LEAF_WARM, 0.5), INDIGO, row * 0.1), size * 0.34, 0.7)
    ripe = clumps(dice, crowns[::6] + crowns[1::2], 1, size * 0.3, size * 0.3)
    canvas.stroke(dots(ripe), PERSIMMON, 7.5 + row * 1.4)
    canvas.stroke(dots(shifted(ripe[::2], -1, -2)), "#f9b066", 3.4 + row * 0.6)


def branch(canvas: Canvas, dice: Dice) -> None:
    """Draw the persimmon branch close by."""
    boughs = [
        Branch([(2440, 330), (2330, 372), (2220, 356), (2110, 400), (2030, 452)], 17),
        Branch([(2330, 372), (2260, 440), (2205, 520), (2190, 590)], 10),
        Branch([(2440, 520), (2360, 540), (2300, 610), (2286, 680)], 13),
    ]
    persimmon_branch(canvas, dice, boughs, size=32, leaf_size=78, bark=mix(BARK, NIGHT, 0.3))
