"""Five small clusters of houses in a wide country of karst and mist."""

from __future__ import annotations

from canvas import Canvas, Pen
from cottages import Cottage, cottages
from noise import Dice, between, power, wander
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
    NIGHT,
    PAPER,
    PEACH,
    PERSIMMON,
    mix,
)
from plants import clumps, dots, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from scenes import HEIGHT, WIDE, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from water import ripple

VALLEYS: list[tuple[float, float, float]] = [(1130, 452, 0.56), (560, 545, 0.7), (1170, 580, 0.84), (600, 676, 1.08), (1010, 800, 1.5)]
"""Where the villages lie, from far to near, and how large they look."""


def draw() -> str:
    """Return the drawing."""
    dice = Dice(5505)
    canvas = Canvas("five-valleys", WIDE, HEIGHT)
    sky(canvas, 470, 0.8, (560, 240), 34)
    veil(canvas, PAPER, [(360, 130, 520, 24, 0.5), (1080, 170, 460, 20, 0.45)])
    far_karst(canvas, dice, 370, 0.08, (60, 150))
    far_karst(canvas, dice, 410, 0.3, (60, 160))
    _row(canvas, dice, [(180, 240, 90), (560, 190, 80), (760, 250, 95), (1260, 230, 90), (1420, 290, 110)], 480, 0.12)
    _valley(canvas, dice, VALLEYS[0])
    _row(canvas, dice, [(60, 260, 110), (590, 270, 100), (700, 180, 75), (1420, 320, 130)], 540, 0.3)
    _valley(canvas, dice, VALLEYS[1])
    _row(canvas, dice, [(830, 300, 105), (955, 200, 75), (1480, 230, 100), (120, 150, 80)], 610, 0.5)
    _valley(canvas, dice, VALLEYS[2])
    _row(canvas, dice, [(170, 380, 140), (340, 240, 95)], 690, 0.72)
    _valley(canvas, dice, VALLEYS[3])
    _row(canvas, dice, [(1410, 360, 140), (1290, 190, 90)], 800, 0.9)
    _valley(canvas, dice, VALLEYS[4])
    _frame(canvas, dice)
    return canvas.svg()


def _row(canvas: Canvas, dice: Dice, peaks: list[tuple[float, float, float]], base: float, near: float) -> None:
    """Raise one row of towers out of the mist; the sun stands to the left of the middle."""
    for side, towers in ((1, [peak for peak in peaks if peak[0] < 560]), (-1, [peak for peak in peaks if peak[0] >= 560])):
        if not towers:
            continue
        row = [Tower(x, high, half, half * 1.06, 2.2) for x, high, half in towers]
        line = near_karst(canvas, dice, Range(row, base, near, side))
        low, high = min(tower.x - tower.left for tower in row), max(tower.x + tower.right for tower in row)
        top = base - max(tower.height for tower in row) - 20
        ledges(canvas, dice, line, Growth((low, top, high, base - 60), round(len(row) * (6 + 8 * near)), mix(JADE_DEEP, INDIGO, 0.1 + 0.3 * near), 0.4 + 0.2 * near, 6 + 6 * near, 220))
    veil(canvas, PAPER, [(x, base - 6, 230 + half, 40 + 20 * near, 0.8) for x, _, half in peaks])


def _valley(canvas: Canvas, dice: Dice, valley: tuple[float, float, float]) -> None:
    """Lay one valley floor: soft hills, fields, a stream, a village, smoke."""
    x, y, scale = valley
    near = min(1.0, (scale - 0.5) / 1.0)
    earth_hills(canvas, dice, y + 6, 0.15 + 0.5 * near, [(x - 420 * scale, 34 * scale, 300 * scale), (x + 420 * scale, 24 * scale, 300 * scale)])
    tone = mix(mix(LEAF, JADE_DEEP, 0.25 + 0.25 * near), MIST, 0.4 * (1 - near))
    swell = wander(dice, 200 * scale, 2)
    edge = [(float(a), y + swell(a) * 5 * scale) for a in range(-60, WIDTH + 120, 90)]
    land = Pen().smooth(edge).line(WIDTH + 60, y + 190 * scale).line(-60, y + 190 * scale).close()
    canvas.shape(land, canvas.fade(y, y + 150 * scale, (0, mix(tone, PAPER, 0.35), 1), (0.5, tone, 1), (1, mix(tone, PAPER, 0.55 * (1 - near)), 1)))
    _fields(canvas, dice, valley)
    stream = [(x - 60 * scale, y + 2), (x + 90 * scale, y + 22 * scale), (x - 70 * scale, y + 62 * scale), (x + 60 * scale, y + 120 * scale), (x - 190 * scale, y + 190 * scale)]
    canvas.stroke(Pen().smooth(stream), mix("#fff1d8", PEACH, 0.25), 7 * scale, 0.95)
    _village(canvas, dice, valley)
    veil(canvas, PAPER, [(x - 480 * scale, y + 20, 300 * scale, 26 * scale, 0.85 - 0.4 * near), (x + 470 * scale, y + 16, 300 * scale, 26 * scale, 0.85 - 0.4 * near)])


def _fields(canvas: Canvas, dice: Dice, valley: tuple[float, float, float]) -> None:
    x, y, scale = valley
    pens = [Pen(), Pen(), Pen()]
    deep, top = 7.0 * scale, y + 10 * scale
    while top < y + 110 * scale:
        for step in range(-5, 5):
            left = x + (step + between(dice, -0.1, 0.1)) * 62 * scale
            wide, slip = 60 * scale, (step + 0.5) * 4 * scale
            if dice.roll() < 0.88 - 0.05 * abs(step):
                pens[int(dice.roll() * 3)].polygon([(left, top), (left + wide, top), (left + wide + slip, top + deep), (left + slip, top + deep)])
        top, deep = top + deep * 1.12, deep * 1.2
    for pen, tone in zip(pens, (mix(LEAF_WARM, HONEY, 0.35), mix(CREAM, MIST, 0.3), mix(LEAF, JADE, 0.3)), strict=True):
        canvas.shape(pen, tone, 0.62)


def _village(canvas: Canvas, dice: Dice, valley: tuple[float, float, float]) -> None:
    x, y, scale = valley
    near = min(1.0, (scale - 0.5) / 1.0)
    places = [(-70, 26, 17), (-20, 20, 15), (34, 28, 18), (88, 22, 15), (-40, 46, 20), (16, 52, 22), (72, 48, 20)]
    homes = [Cottage((x + (dx + between(dice, -8, 8)) * scale * 1.1, y + dy * scale), half * scale, 1 if x < 700 else -1, 0.34 * (1 - near)) for dx, dy, half in places]
    behind = clumps(dice, [(home.place[0] + between(dice, -24, 24) * scale, home.place[1] - 7 * scale) for home in homes], 3, 20 * scale, 7 * scale)
    canvas.stroke(dots(behind), mix(mix(LEAF_DEEP, JADE_DEEP, 0.45), MIST, 0.35 * (1 - near)), 17 * scale)
    canvas.stroke(dots(shifted(behind[::2], -2 * scale, -3 * scale)), mix(mix(LEAF, LEAF_WARM, 0.4), MIST, 0.3 * (1 - near)), 9 * scale, 0.8)
    canvas.oval(x, y + 40 * scale, 150 * scale, 40 * scale, canvas.glow((0, "#ffeec9", 0.9), (0.5, HONEY, 0.3), (1, HONEY, 0)), 0.7)
    cottages(canvas, dice, homes)
    trees = clumps(dice, [(x - 130 * scale, y + 52 * scale), (x + 130 * scale, y + 60 * scale), (x + 40 * scale, y + 80 * scale)], 4, 26 * scale, 6 * scale)
    canvas.stroke(dots(trees), mix(mix(LEAF_DEEP, INDIGO_DEEP, 0.3), MIST, 0.3 * (1 - near)), 14 * scale)
    canvas.stroke(dots(shifted(trees[::2], -2 * scale, -3 * scale)), mix(LEAF, LEAF_WARM, 0.4), 7 * scale, 0.8)
    canvas.stroke(dots(clumps(dice, trees[::2], 2, 6 * scale, 5 * scale)), PERSIMMON, 3 * scale)
    rise = Pen().move(x + 10 * scale, y + 14 * scale).cubic((x - 6 * scale, y - 16 * scale), (x + 26 * scale, y - 34 * scale), (x + 4 * scale, y - 78 * scale))
    for width, opacity in ((10, 0.16), (5, 0.28), (2, 0.4)):
        canvas.stroke(rise, PAPER, width * scale, opacity)


def _frame(canvas: Canvas, dice: Dice) -> None:
    """Stand on a wooded spur above it all, a ripe tree at its edge."""
    swell = wander(dice, 170, 2)
    tones = [mix(mix(JADE_DEEP, INDIGO, 0.35), NIGHT, step / 5) for step in range(6)]

    def left(x: float) -> float:
        return 760 + 260 * power(x / 760, 1.5) + 14 * swell(x)

    def right(x: float) -> float:
        return 1000 - 90 * power((x - 1000) / 500, 1.2) + 10 * swell(x)

    canopy(canvas, dice, right, (1020, WIDTH), HEIGHT + 40, Rows(tones, 26, 28))
    canopy(canvas, dice, left, (0, 820), HEIGHT + 60, Rows(tones, 28, 26))
    crowns = clumps(dice, [(60, 770), (150, 792), (250, 812)], 9, 50, 30)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, INDIGO_DEEP, 0.45), 44)
    canvas.stroke(dots(shifted(crowns[::2], 5, -8)), mix(LEAF_DEEP, LEAF, 0.4), 30, 0.9)
    canvas.stroke(dots(shifted(crowns[::3], 9, -13)), mix(LEAF, LEAF_WARM, 0.5), 16, 0.85)
    ripe = clumps(dice, crowns, 2, 18, 16)
    canvas.stroke(dots(ripe), PERSIMMON, 11)
    canvas.stroke(dots(shifted(ripe, 2, -3)), "#f9b066", 4.4)
    ripples, flock = Pen(), Pen(1)
    for x, y in ((700, 330), (724, 318), (678, 320), (746, 332)):
        flock.move(x - 10, y - 3).quad(x - 4, y - 8, x, y).quad(x + 4, y - 9, x + 10, y - 4)
    canvas.stroke(flock, mix(INDIGO, HAZE, 0.3), 2, 0.8)
    for x in (880, 1010, 1130):
        ripple(ripples, x, 930, 40, 4)
    canvas.shape(ripples, JADE, 0.2)
