"""An open gate at dawn between hills, a road through it. No emblem, no flag, no letters."""

from __future__ import annotations

from canvas import Batch, Canvas, Pen
from lorries import lorry
from noise import Dice, between, power, wander
from palette import (
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
    PEACH,
    PERSIMMON,
    mix,
)
from plants import clumps, dots, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from roofs import Roof, hamlet, temple_roof
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky

MIDDLE = 800.0
FLOOR = 690.0


def draw() -> str:
    """Return the drawing."""
    dice = Dice(6060)
    canvas = Canvas("gate-dawn", WIDTH, HEIGHT)
    sky(canvas, 600, 1.0, (MIDDLE, 500), 60)
    far_karst(canvas, dice, 520, 0.12, (60, 200))
    far_karst(canvas, dice, 560, 0.4, (40, 150))
    _hills(canvas, dice)
    _ground(canvas, dice)
    veil(canvas, "#ffefcf", [(MIDDLE, 662, 330, 22, 0.9)])
    _gate(canvas)
    _road_life(canvas)
    _foreground(canvas, dice)
    return canvas.svg()


def _hills(canvas: Canvas, dice: Dice) -> None:
    towers = [Tower(200, 420, 160, 170, 2.2), Tower(30, 300, 120, 120), Tower(420, 260, 100, 110, 2.1)]
    towers += [Tower(1390, 450, 170, 160, 2.2), Tower(1580, 330, 120, 120), Tower(1180, 250, 110, 100, 2.2)]
    line = near_karst(canvas, dice, Range(towers[:3], 640, 0.6, 1))
    ledges(canvas, dice, line, Growth((0, 200, 560, 560), 34, mix(JADE_DEEP, INDIGO, 0.35), 0.5, 10, 190))
    line = near_karst(canvas, dice, Range(towers[3:], 640, 0.6, -1))
    ledges(canvas, dice, line, Growth((1040, 180, 1590, 560), 34, mix(JADE_DEEP, INDIGO, 0.35), 0.5, 10, 190))
    veil(canvas, mix(PAPER, PEACH, 0.15), [(240, 630, 420, 60, 0.95), (1370, 630, 420, 60, 0.95), (800, 610, 360, 50, 0.9)])
    earth_hills(canvas, dice, 650, 0.4, [(80, 80, 320), (480, 40, 220), (1120, 40, 220), (1520, 90, 330)])
    light = canvas.glow((0, "#fff1cf", 0.95), (0.4, "#ffe2b0", 0.5), (1, HONEY, 0))
    canvas.oval(MIDDLE, 560, 330, 210, light)


def _ground(canvas: Canvas, dice: Dice) -> None:
    tone = mix(LEAF, JADE_DEEP, 0.45)
    canvas.shape(f"M0 655h{WIDTH}v345H0z", canvas.fade(650, HEIGHT, (0, mix(tone, MIST, 0.3), 1), (0.5, mix(tone, INDIGO, 0.35), 1), (1, INDIGO_DEEP, 1)))
    hamlet(canvas, dice, [(120, 664, 58), (250, 666, 46), (1330, 666, 50), (1470, 664, 60)])
    spots = [(x, 672 + between(dice, -4, 8)) for x in [*range(20, 440, 44), *range(1180, 1600, 44)]]
    crowns = clumps(dice, spots, 5, 26, 12)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, JADE_DEEP, 0.5), 34)
    canvas.stroke(dots(shifted(crowns[::2], 0, -7)), mix(LEAF, LEAF_WARM, 0.4), 16, 0.6)
    veil(canvas, mix(PAPER, PEACH, 0.2), [(260, 672, 300, 22, 0.8), (1340, 672, 300, 22, 0.8)])
    apron = Pen().polygon([(540, 664), (1060, 664), (1560, 1000), (40, 1000)])
    stops = ((0, mix(CREAM, HONEY, 0.3), 1), (0.3, mix(MIST, INDIGO_SOFT, 0.35), 1), (1, mix(INDIGO, INDIGO_SOFT, 0.25), 1))
    canvas.shape(apron, canvas.fade(655, HEIGHT, *stops))
    shine = canvas.glow((0, "#ffedc6", 0.95), (0.45, "#ffd9a0", 0.5), (1, HONEY, 0))
    canvas.oval(MIDDLE, 690, 270, 90, shine)
    canvas.oval(MIDDLE, 800, 170, 180, shine, 0.5)
    _lanes(canvas)


def _lanes(canvas: Canvas) -> None:
    dashes = Pen(1)
    far, near = 660.0, 1000.0
    for step in range(12):
        start, end = (step / 12) ** 1.9, ((step + 0.5) / 12) ** 1.9
        y0, y1 = far + (near - far) * start, far + (near - far) * end
        for lane in (-0.5, 0.5):
            def x_at(y: float, lane: float = lane) -> float:
                return MIDDLE + lane * (200 + 560 * (y - far) / (near - far))

            wide0, wide1 = 1.2 + 7 * start, 1.2 + 7 * end
            dashes.polygon([(x_at(y0) - wide0, y0), (x_at(y0) + wide0, y0), (x_at(y1) + wide1, y1), (x_at(y1) - wide1, y1)])
    canvas.shape(dashes, PAPER, 0.8)
    for shift in (-1, 1):
        canvas.shape(Pen(1).polygon([(MIDDLE + shift * 3 - 1, far), (MIDDLE + shift * 3 + 1, far), (MIDDLE + shift * 14 + 5, near), (MIDDLE + shift * 14 - 5, near)]), mix(HONEY, PAPER, 0.3), 0.8)
    for side in (-1, 1):
        kerb = [(MIDDLE + side * 254, 664.0), (MIDDLE + side * 262, 664), (MIDDLE + side * 780, 1000), (MIDDLE + side * 740, 1000)]
        canvas.shape(Pen().polygon(kerb), PAPER, 0.65)


def _gate(canvas: Canvas) -> None:
    """Draw three ways under one long tiled roof: a wide middle, two narrower sides."""
    stone = canvas.slant((420, 0), (1180, 0), (0, mix(CREAM, INDIGO, 0.3), 1), (0.5, CREAM, 1), (1, mix(CREAM, INDIGO, 0.3), 1))
    dark = mix(EARTH, INDIGO_DEEP, 0.5)
    for x, wide in [(470, 56), (640, 62), (960, 62), (1130, 56)]:
        canvas.shape(Pen().polygon([(x - wide / 2, FLOOR), (x - wide / 2, 440), (x + wide / 2, 440), (x + wide / 2, FLOOR)]), stone)
        inner = 1 if x < MIDDLE else -1
        edge = x + inner * wide / 2
        canvas.shape(Pen().polygon([(edge, FLOOR), (edge, 440), (edge - inner * 13, 440), (edge - inner * 13, FLOOR)]), "#ffdca3", 0.85)
        canvas.shape(Pen().polygon([(x - wide / 2 - 7, FLOOR + 4), (x - wide / 2 - 7, FLOOR - 34), (x + wide / 2 + 7, FLOOR - 34), (x + wide / 2 + 7, FLOOR + 4)]), mix(EARTH, INDIGO, 0.35))
        canvas.shape(Pen().polygon([(x - wide / 2 - 6, 452), (x - wide / 2 - 6, 438), (x + wide / 2 + 6, 438), (x + wide / 2 + 6, 452)]), dark)
    beam = Pen().polygon([(432, 440), (432, 398), (1168, 398), (1168, 440)])
    canvas.shape(beam, mix(CREAM, INDIGO, 0.2))
    panels = Batch()
    for step in range(18):
        left = 446 + step * 39.6
        panels[mix(JADE, JADE_DEEP, 0.4)].polygon([(left, 432), (left, 407), (left + 31, 407), (left + 31, 432)])
        panels[mix(JADE, CREAM, 0.35)].polygon([(left + 15.5, 410), (left + 25, 419.5), (left + 15.5, 429), (left + 6, 419.5)])
    panels.paint(canvas)
    temple_roof(canvas, Roof((380, 1220), (350, 402), 26))
    upper = Pen().polygon([(600, 352), (600, 318), (1000, 318), (1000, 352)])
    canvas.shape(upper, mix(CREAM, INDIGO, 0.24))
    slats = Pen()
    for step in range(25):
        slats.polygon([(610 + step * 15.6, 347), (610 + step * 15.6, 324), (616 + step * 15.6, 324), (616 + step * 15.6, 347)])
    canvas.shape(slats, dark, 0.7)
    temple_roof(canvas, Roof((560, 1040), (262, 322), 15))


def _road_life(canvas: Canvas) -> None:
    """Raise the barriers; let a lorry come out of the light and one go in; light two lamps."""
    for x, side in [(664, 1), (936, -1)]:
        base = (x, FLOOR - 6)
        canvas.shape(Pen().polygon([(x - 13, FLOOR + 8), (x - 13, FLOOR - 44), (x + 13, FLOOR - 44), (x + 13, FLOOR + 8)]), mix(INDIGO, INDIGO_SOFT, 0.3))
        arm = Batch(1)
        for step in range(8):
            a, b = step * 21, step * 21 + 21
            points = [(base[0] + side * (a * 0.3), base[1] - 34 - a), (base[0] + side * (b * 0.3), base[1] - 34 - b)]
            wide = 4.4 - step * 0.25
            tone = PERSIMMON if step % 2 else PAPER
            arm[tone].polygon([(points[0][0] - wide, points[0][1]), (points[1][0] - wide, points[1][1]), (points[1][0] + wide, points[1][1]), (points[0][0] + wide, points[0][1])])
        arm.paint(canvas)
    lorry(canvas, (532, 738), 0.9, front=True)
    lorry(canvas, (884, 734), 0.8, front=False)
    lorry(canvas, (655, 872), 1.75, front=True)
    for side in (-1, 1):
        for step in range(4):
            post_x, y = MIDDLE + side * (300 + step * 104), 700 + step * 68
            tall = 76 + 40 * step
            canvas.stroke(Pen().move(post_x, y).line(post_x, y - tall).quad(post_x, y - tall - 16, post_x - side * 26, y - tall - 14), NIGHT, 3 + step)
            halo = canvas.glow((0, "#fff1cf", 0.95), (0.25, HONEY, 0.5), (1, HONEY, 0))
            canvas.oval(post_x - side * 30, y - tall - 10, 34 + 6 * step, 34 + 6 * step, halo)


def _foreground(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 150, 2)
    tones = [mix(mix(JADE_DEEP, INDIGO, 0.45), NIGHT, step / 4) for step in range(5)]

    def left(x: float) -> float:
        return 760 + 270 * power(x / 400, 1.5) + 12 * swell(x)

    def right(x: float) -> float:
        return 760 + 270 * power((WIDTH - x) / 400, 1.5) + 12 * swell(x)

    canopy(canvas, dice, left, (0, 440), HEIGHT + 40, Rows(tones, 30, 28))
    canopy(canvas, dice, right, (1190, WIDTH), HEIGHT + 40, Rows(tones, 30, 28))
