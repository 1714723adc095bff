"""Two villages that face each other across a valley full of morning mist: neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boats import sampan
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
from plants import clumps, dots, scatter, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from scenes import (
    HEIGHT,
    WIDE,
    WIDTH,
    Plain,
    Range,
    earth_hills,
    far_karst,
    fields,
    near_karst,
    sky,
)
from water import band, bank_at, ripples

if TYPE_CHECKING:
    from canvas import Point
    from noise import Profile

LEFT_BANK: list[Point] = [(742, 590), (724, 604), (700, 640), (742, 690), (700, 756), (560, 850), (380, 1010)]
RIGHT_BANK: list[Point] = [(760, 590), (768, 604), (786, 640), (850, 690), (890, 756), (900, 850), (1010, 1010)]


def draw() -> str:
    """Return the drawing."""
    dice = Dice(6122)
    canvas = Canvas("two-banks", WIDE, HEIGHT)
    sky(canvas, 600, 0.85, (752, 340), 40)
    far_karst(canvas, dice, 470, 0.1, (80, 200))
    far_karst(canvas, dice, 520, 0.42, (60, 190))
    _towers(canvas, dice)
    _valley(canvas, dice)
    _bank(canvas, dice, -1)
    _bank(canvas, dice, 1)
    _river(canvas, dice)
    _frame(canvas, dice)
    return canvas.svg()


def _towers(canvas: Canvas, dice: Dice) -> None:
    towers = [Tower(170, 420, 150, 160, 2.3), Tower(420, 300, 110, 120, 2.1), Tower(1110, 330, 120, 130, 2.2), Tower(1390, 440, 160, 150, 2.3), Tower(590, 150, 80, 80), Tower(930, 160, 90, 80)]
    line = near_karst(canvas, dice, Range(towers[:2], 600, 0.5, 1))
    ledges(canvas, dice, line, Growth((0, 150, 560, 560), 40, mix(JADE_DEEP, INDIGO, 0.25), 0.45, 10, 200))
    line = near_karst(canvas, dice, Range(towers[2:], 600, 0.5, -1))
    ledges(canvas, dice, line, Growth((900, 150, 1500, 560), 40, mix(JADE_DEEP, INDIGO, 0.25), 0.45, 10, 200))
    veil(canvas, PAPER, [(280, 590, 420, 70, 0.95), (1240, 590, 420, 70, 0.95), (750, 570, 330, 50, 0.9)])


def _valley(canvas: Canvas, dice: Dice) -> None:
    earth_hills(canvas, dice, 600, 0.25, [(130, 60, 300), (520, 40, 210), (980, 44, 220), (1400, 66, 300)])
    tone = mix(LEAF, JADE_DEEP, 0.3)
    canvas.shape(f"M0 596h{WIDTH}v404H0z", canvas.fade(596, 900, (0, mix(tone, PAPER, 0.72), 1), (0.4, mix(tone, MIST, 0.3), 1), (1, mix(tone, JADE_DEEP, 0.6), 1)))
    fields(canvas, dice, Plain(604, 700, -60, WIDTH, 752))
    veil(canvas, PAPER, [(280, 606, 520, 46, 0.95), (1220, 606, 520, 46, 0.95), (420, 660, 420, 36, 0.6), (1120, 664, 420, 36, 0.6)])


def _river(canvas: Canvas, dice: Dice) -> None:
    """Draw the water over the feet of both banks, with reeds along it and mist at its far end."""
    stops = ((0, "#fff3da", 1), (0.22, mix(PEACH, CREAM, 0.6), 1), (0.5, mix(JADE, MIST, 0.5), 1), (1, mix(JADE, JADE_DEEP, 0.75), 1))
    for bank, side in ((LEFT_BANK, -1), (RIGHT_BANK, 1)):
        canvas.stroke(Pen().smooth([(x + side * 5, y + 2) for x, y in bank[2:]]), mix(CREAM, LEAF_DEEP, 0.45), 15, 0.8)
    canvas.shape(band(LEFT_BANK, RIGHT_BANK), canvas.fade(590, HEIGHT, *stops))

    def afloat(x: float, y: float) -> bool:
        return bank_at(LEFT_BANK, y) + 26 < x < bank_at(RIGHT_BANK, y) - 26

    canvas.shape(ripples(dice, 70, (420, 620, 980, 990), afloat, (6, 46)), "#fff6e4", 0.6)
    canvas.shape(ripples(dice, 46, (420, 640, 980, 990), afloat, (6, 46)), JADE_DEEP, 0.32)
    for bank, side in ((LEFT_BANK, -1), (RIGHT_BANK, 1)):
        reeds = [(bank_at(bank, y) + side * between(dice, 2, 26), y) for y in (between(dice, 690, 990) for _ in range(15))]
        reeds = clumps(dice, reeds, 3, 15, 5)
        canvas.stroke(dots(reeds[::2]), mix(LEAF_DEEP, INDIGO_DEEP, 0.3), 20, 0.9)
        canvas.stroke(dots(reeds[1::2]), mix(LEAF_DEEP, INDIGO_DEEP, 0.3), 12, 0.9)
        canvas.stroke(dots(shifted(reeds[::2], -3, -4)), mix(LEAF, LEAF_WARM, 0.3), 9, 0.8)
    sampan(canvas, (792, 762), 46, 0.05, crew=True)
    sampan(canvas, (620, 884), 66, -0.08, crew=False)
    veil(canvas, PAPER, [(750, 606, 420, 34, 0.95), (600, 660, 330, 34, 0.7), (930, 664, 330, 32, 0.65), (760, 720, 240, 22, 0.4)])


def _bank(canvas: Canvas, dice: Dice, side: int) -> None:
    """Raise one bank: wooded above, a village on its shoulder, terraced fields down to the river."""
    swell, middle = wander(dice, 260, 2), WIDE / 2

    def out(x: float) -> float:
        return max(0.0, ((x - middle) * side - 60) / (middle - 60))

    def top(x: float) -> float:
        return 760 - 190 * power(out(x), 0.9) + 9 * swell(x)

    span = (0.0, middle - 40) if side < 0 else (middle + 60, float(WIDTH))
    far, near = mix(mix(LEAF_DEEP, JADE, 0.35), MIST, 0.25), mix(LEAF_DEEP, JADE_DEEP, 0.5)
    canopy(canvas, dice, top, span, 900, Rows([mix(far, near, step / 3) for step in range(4)], 12, 15))
    for row in range(6):
        _terrace(canvas, dice, top, (span, row, side))
    _village(canvas, dice, top, side)


def _terrace(canvas: Canvas, dice: Dice, top: Profile, place: tuple[tuple[float, float], int, int]) -> None:
    (start, end), row, side = place
    drop, share = 50 + row * (26 + row * 6), row / 5
    ripple = wander(dice, 150, 2)
    edge = [(x, top(x) + drop * (1 + 0.1 * ripple(x))) for x in [start + (end - start) * step / 8 for step in range(9)]]
    tones = [mix(LEAF_WARM, CREAM, 0.25), mix(LEAF, LEAF_WARM, 0.35), mix(LEAF, JADE, 0.35), mix(HONEY, LEAF_WARM, 0.5)]
    tone = mix(mix(tones[(row + (side > 0)) % 4], MIST, 0.3 * (1 - share)), JADE_DEEP, 0.12 + 0.4 * share)
    canvas.shape(Pen().smooth(edge).line(end, HEIGHT).line(start, HEIGHT).close(), tone)
    wall = Pen().smooth(edge).line(edge[-1][0], edge[-1][1] + 6 + row * 2).curve_through([(x, y + 6 + row * 2) for x, y in reversed(edge)]).close()
    canvas.shape(wall, mix(JADE_DEEP, INDIGO_DEEP, 0.4), 0.4)
    canvas.stroke(Pen().smooth(edge), mix(HONEY, CREAM, 0.3), 1.6 + 0.3 * row, 0.7)


def _village(canvas: Canvas, dice: Dice, top: Profile, side: int) -> None:
    places = [(470, 26, 24.0), (560, 40, 27.0), (395, 52, 31.0), (640, 30, 24.0), (500, 78, 34.0), (600, 92, 38.0), (420, 116, 41.0)]
    if side > 0:
        places = [(420, 30, 23.0), (510, 44, 27.0), (600, 34, 26.0), (450, 78, 32.0), (560, 88, 36.0), (660, 70, 33.0), (500, 128, 41.0)]
    spots = [(WIDE / 2 + side * away, 0.0) for away, _, _ in places]
    behind = clumps(dice, [(x + between(dice, -50, 50), top(x) + 22) for x, _ in [*spots, *spots]], 3, 24, 10)
    canvas.stroke(dots(behind), mix(LEAF_DEEP, JADE_DEEP, 0.5), 30)
    canvas.stroke(dots(shifted(behind[::2], side * -4, -6)), mix(LEAF, LEAF_WARM, 0.35), 15, 0.7)
    homes = [Cottage((WIDE / 2 + side * away, top(WIDE / 2 + side * away) + 26 + drop), half, -side) for away, drop, half in places]
    cottages(canvas, dice, homes)
    for home in homes[1::3]:
        _smoke(canvas, home.place[0], home.place[1] - home.half * 1.5, side)
    trees = scatter(dice, 12, (WIDE / 2 + min(side * 330, side * 700), 620, WIDE / 2 + max(side * 330, side * 700), 800), lambda x, y: all(abs(x - home.place[0]) > home.half * 1.3 or y > home.place[1] + 12 for home in homes) and y > top(x) + 60)
    crowns = clumps(dice, trees, 5, 13, 9)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, INDIGO_DEEP, 0.35), 20)
    canvas.stroke(dots(shifted(crowns[::2], side * -3, -4)), mix(LEAF, LEAF_WARM, 0.3), 11, 0.8)
    canvas.stroke(dots(clumps(dice, crowns[::3], 1, 6, 6)), PERSIMMON, 5)


def _smoke(canvas: Canvas, x: float, y: float, side: int) -> None:
    """Let the smoke of a kitchen rise toward the middle of the valley."""
    rise = Pen().move(x, y).cubic((x - side * 6, y - 40), (x + side * 14, y - 66), (x - side * 12, y - 120))
    rise.cubic((x - side * 26, y - 160), (x - side * 4, y - 180), (x - side * 40, y - 220))
    for width, opacity in ((16, 0.12), (9, 0.18), (4, 0.3)):
        canvas.stroke(rise, PAPER, width, opacity)


def _frame(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 150, 2)
    tones = [mix(mix(JADE_DEEP, INDIGO, 0.4), NIGHT, step / 4) for step in range(5)]

    def left(x: float) -> float:
        return 870 + 190 * power(x / 420, 1.4) + 12 * swell(x)

    def right(x: float) -> float:
        return 860 + 190 * power((WIDE - x) / 420, 1.4) + 12 * swell(x + 700)

    canopy(canvas, dice, left, (0, 460), HEIGHT + 40, Rows(tones, 28, 28))
    canopy(canvas, dice, right, (1060, WIDTH), HEIGHT + 40, Rows(tones, 28, 28))
    birds = Pen(1)
    for x, y, span in [(640, 250, 13), (672, 232, 11), (610, 236, 10), (700, 252, 9)]:
        birds.move(x - span, y - 3).quad(x - span * 0.4, y - 9, x, y).quad(x + span * 0.4, y - 10, x + span, y - 5)
    canvas.stroke(birds, mix(INDIGO, HAZE, 0.3), 2.2, 0.8)
