"""The Kỳ Cùng river turning north past a small town, boats at the landing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boats import sampan
from canvas import Batch, Canvas, Pen
from noise import Dice, between, power, wander
from palette import (
    BRICK,
    CREAM,
    EARTH,
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
    mix,
)
from plants import bamboo, clumps, dots, shifted
from ridges import Growth, Rows, Tower, canopy, ledges, veil
from scenes import HEIGHT, WIDTH, Plain, Range, earth_hills, far_karst, fields, near_karst, sky
from water import band, bank_at, ripples

if TYPE_CHECKING:
    from canvas import Point

LEFT = [(962.0, 484.0), (880, 494), (720, 516), (610, 556), (540, 630), (430, 740), (250, 860), (0, 1010)]
FAR_RIGHT = [(990.0, 484.0), (960, 494), (882, 518), (846, 548)]


def _quay(share: float, rise: float) -> Point:
    """Return a place along the quay: far at share 0, near at share 1, lifted up the bank by rise."""
    x = 880 + 30 * (rise / 50) + 760 * share
    return (x, 566 + 226 * power(share, 1.15) - rise * (0.45 + 0.75 * share))


def _quay_foot(share: float) -> Point:
    """Return where the quay's wall meets the water."""
    x, y = _quay(share, 0)
    return (x - 6, y + 18 + 30 * share)


RIGHT = [*FAR_RIGHT, *(_quay_foot(step / 5) for step in range(7)), (1800.0, 1010.0)]


def draw() -> str:
    """Return the drawing."""
    dice = Dice(7301)
    canvas = Canvas("ky-cung-na-sam", WIDTH, HEIGHT)
    sky(canvas, 520, 0.75, (990, 300), 0)
    far_karst(canvas, dice, 400, 0.1, (70, 170))
    far_karst(canvas, dice, 440, 0.4, (60, 190))
    _towers(canvas, dice)
    _plain(canvas, dice)
    _river(canvas)
    _town(canvas, dice)
    _landing(canvas)
    _near_bank(canvas, dice)
    return canvas.svg()


def _towers(canvas: Canvas, dice: Dice) -> None:
    towers = [Tower(300, 330, 110, 120, 2.2), Tower(120, 230, 120, 110), Tower(1290, 280, 120, 130, 2.1)]
    towers += [Tower(1500, 220, 110, 140, 2.3), Tower(540, 150, 100, 90)]
    line = near_karst(canvas, dice, Range(towers, 480, 0.45, 1))
    ledges(canvas, dice, line, Growth((40, 150, 1560, 440), 42, mix(JADE_DEEP, INDIGO, 0.2), 0.42, 9, 150))
    veil(canvas, PAPER, [(330, 470, 380, 44, 0.95), (900, 470, 360, 40, 0.9), (1380, 474, 330, 40, 0.95)])


def _plain(canvas: Canvas, dice: Dice) -> None:
    earth_hills(canvas, dice, 480, 0.25, [(200, 60, 330), (660, 34, 260), (1180, 50, 240), (1500, 66, 300)])
    earth_hills(canvas, dice, 520, 0.6, [(80, 66, 300), (480, 30, 240), (1160, 30, 200), (1480, 84, 330)])
    tone = mix(LEAF, JADE_DEEP, 0.35)
    shore = canvas.fade(482, 860, (0, mix(tone, MIST, 0.45), 1), (1, mix(tone, JADE_DEEP, 0.6), 1))
    canvas.shape(f"M0 482h{WIDTH}v520H0z", shore)
    fields(canvas, dice, Plain(492, 640, -60, 760, 930))
    spots = [(between(dice, 0, 640), between(dice, 505, 580)) for _ in range(12)]
    crowns = clumps(dice, spots, 4, 22, 5)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, JADE_DEEP, 0.5), 17, 0.8)
    canvas.stroke(dots(shifted(crowns[::2], 4, -4)), mix(LEAF, LEAF_WARM, 0.4), 8, 0.7)


def _river(canvas: Canvas) -> None:
    stops = ((0, "#fff0d4", 1), (0.18, mix(PEACH, CREAM, 0.55), 1), (0.45, mix(JADE, MIST, 0.5), 1))
    canvas.shape(band(LEFT, RIGHT), canvas.fade(470, HEIGHT, *stops, (1, mix(JADE, JADE_DEEP, 0.7), 1)))
    veil(canvas, "#fff0d4", [(700, 600, 190, 110, 0.75), (640, 740, 240, 150, 0.4)])
    canvas.stroke(Pen().smooth(LEFT), mix(CREAM, EARTH, 0.3), 5, 0.5)
    veil(canvas, PAPER, [(930, 484, 330, 26, 0.95), (480, 492, 380, 18, 0.7), (1240, 486, 300, 20, 0.7)])


def _afloat(x: float, y: float) -> bool:
    return bank_at(LEFT, y) + 30 < x < bank_at(RIGHT, y) - 30


WALLS = [CREAM, mix(CREAM, HONEY, 0.5), mix(MIST, JADE, 0.18), mix(CREAM, PEACH, 0.4), PAPER]
ROOFS = [mix(BRICK, INDIGO_DEEP, 0.25), mix(BRICK, HONEY, 0.12), mix(BRICK, INDIGO_DEEP, 0.45)]


def _town(canvas: Canvas, dice: Dice) -> None:
    """Set the houses in rows up the bank, the far rows paler, all larger toward the reader."""
    for row, (rise, haze) in enumerate([(92, 0.5), (50, 0.26), (8, 0.0)]):
        _grove(canvas, dice, rise + 22, haze)
        walls, details, roofs = Batch(), Batch(), Batch()
        share = 0.02 + row * 0.03
        while share < 1.05:
            x, y = _quay(share, rise)
            size = (26 + 78 * share) * (0.86 + 0.05 * row)
            wide, floors = size * between(dice, 0.8, 1.15), 1 + (dice.roll() < 0.5)
            _house(dice, (walls, details, roofs), (x, y), (wide, size * (0.62 + 0.44 * floors)), haze)
            share += (wide + size * between(dice, 0.08, 0.5)) / 790
        if not haze:
            _promenade(canvas, dice)
        for batch in (walls, details, roofs):
            batch.paint(canvas)
        if haze:
            veil(canvas, PAPER, [(1000, 560 - rise * 0.2, 260, 30, haze)])


def _house(dice: Dice, batches: tuple[Batch, Batch, Batch], foot: Point, size: Point, haze: float) -> None:
    """Add one house: walls, a shaded side, openings, a tiled roof with a lit edge."""
    walls, details, roofs = batches
    (x, y), (wide, high) = foot, size
    tone = mix(WALLS[int(dice.roll() * len(WALLS))], MIST, haze)
    side = wide * 0.26
    slope = side * 0.3
    walls[tone].polygon([(x, y), (x, y - high), (x + wide, y - high), (x + wide, y)])
    walls[mix(tone, INDIGO, 0.32)].polygon([(x, y), (x, y - high), (x - side, y - high - slope), (x - side, y - slope)])
    shut = mix(mix(EARTH, JADE_DEEP, 0.45), MIST, haze)
    levels = 2 if high > wide * 1.12 else 1
    for level in range(levels):
        sill = y - high * (level + 0.12 + 0.1 * level) / levels
        tall = high * 0.5 / levels
        for column in range(3):
            left = x + wide * (0.1 + 0.31 * column)
            drop = 0 if level else high * 0.1 / levels
            glass = mix(HONEY, CREAM, 0.2) if dice.roll() < 0.22 and not haze else shut
            details[glass].polygon(
                [(left, sill + drop), (left, sill - tall), (left + wide * 0.19, sill - tall), (left + wide * 0.19, sill + drop)]
            )
    tile = mix(ROOFS[int(dice.roll() * len(ROOFS))], MIST, haze * 0.9)
    ridge, over = y - high - wide * 0.36, wide * 0.08
    eave = y - high + wide * 0.03
    roofs[tile].polygon(
        [(x - over, eave), (x - side * 0.55, ridge - slope * 0.5), (x + wide - side * 0.5, ridge), (x + wide + over, eave)]
    )
    roofs[mix(tile, INDIGO_DEEP, 0.3)].polygon(
        [(x - over, eave), (x - side * 0.55, ridge - slope * 0.5), (x - side - over, eave - slope)]
    )
    lines = roofs[mix(tile, CREAM, 0.16)]
    for step in range(1, 6):
        share = step / 6
        top = x - side * 0.55 + (wide + side * 0.05) * share
        low = x - over + (wide + 2 * over) * share
        lines.polygon([(top, ridge), (top + 1.5, ridge), (low + 2, eave), (low, eave)])


def _grove(canvas: Canvas, dice: Dice, rise: float, haze: float) -> None:
    spots = [_quay(step / 16 + between(dice, -0.02, 0.02), rise + 18) for step in range(18)]
    crowns = clumps(dice, spots, 4, 26, 12)
    canvas.stroke(dots(crowns), mix(mix(LEAF_DEEP, JADE_DEEP, 0.4), MIST, haze), 34)
    canvas.stroke(dots(shifted(crowns[::2], -4, -6)), mix(mix(LEAF, LEAF_WARM, 0.3), MIST, haze), 17, 0.6)


def _promenade(canvas: Canvas, dice: Dice) -> None:
    """Pave the walk between the front houses and the edge of the quay."""
    edge = [_quay(step / 10, 0) for step in range(12)]
    back = [_quay(step / 10, 22) for step in range(12)]
    walk = Pen().smooth(edge).line(*back[-1]).curve_through(list(reversed(back))).close()
    canvas.shape(walk, mix(CREAM, EARTH, 0.16))
    _mirror(canvas, dice)


def _mirror(canvas: Canvas, dice: Dice) -> None:
    """Let the house fronts stand upside down in the water, broken into strips."""
    strips = Batch()
    for step in range(34):
        share = 0.02 + step / 32
        x, y = _quay_foot(share)
        wide = 12 + 26 * share
        tone = WALLS[int(dice.roll() * len(WALLS))] if step % 3 else ROOFS[step % 2]
        tall = (40 + 90 * share) * between(dice, 0.6, 1.1)
        strips[tone].polygon([(x, y), (x + wide, y + wide * 0.28), (x + wide - 5, y + tall), (x + 4, y + tall * 0.94)])
    strips.paint(canvas, 0.26)


def _landing(canvas: Canvas) -> None:
    """Draw the stone quay, the steps down to the water and the moored boats."""
    stone = mix(CREAM, EARTH, 0.38)
    top = [_quay(step / 10, 0) for step in range(12)]
    foot = [_quay_foot(step / 10) for step in range(12)]
    shadow = Pen().smooth(foot).line(foot[-1][0], foot[-1][1] + 70)
    shadow.curve_through([(x - 2 * step, y + 4 + 6 * step) for step, (x, y) in reversed(list(enumerate(foot)))]).close()
    canvas.shape(shadow, INDIGO_DEEP, 0.3)
    quay = Pen().smooth(top).line(*foot[-1]).curve_through(list(reversed(foot))).close()
    far, near = mix(stone, MIST, 0.4), mix(stone, EARTH, 0.3)
    canvas.shape(quay, canvas.slant((880, 560), (1600, 830), (0, far, 1), (1, near, 1)))
    joints = Pen()
    for step in range(44):
        (x, y), (fx, fy) = _quay(step / 40, 0), _quay_foot(step / 40)
        joints.move(x, y + 3).line(fx, fy - 2)
    canvas.stroke(joints, EARTH, 1.4, 0.4)
    canvas.stroke(Pen().smooth(top), PAPER, 2.4, 0.7)
    dice = Dice(88)
    canvas.shape(ripples(dice, 95, (430, 530, 1500, 985), _afloat, (7, 50)), "#fff6e4", 0.6)
    canvas.shape(ripples(dice, 55, (430, 560, 1500, 985), _afloat, (7, 50)), JADE_DEEP, 0.34)
    (ax, ay), (bx, by) = _quay(0.27, 0), _quay(0.4, 0)
    for step in range(8):
        dx, dy = -9 * step, 9.5 * step
        tread = [(ax + dx, ay + dy), (bx + dx, by + dy), (bx + dx - 9, by + dy + 5), (ax + dx - 9, ay + dy + 5)]
        riser = [(ax + dx - 9, ay + dy + 5), (bx + dx - 9, by + dy + 5), (bx + dx - 9, by + dy + 10), (ax + dx - 9, ay + dy + 10)]
        canvas.shape(Pen().polygon(tread), mix(CREAM, EARTH, 0.12))
        canvas.shape(Pen().polygon(riser), mix(EARTH, CREAM, 0.35))
    sampan(canvas, (930, 654), 50, 0.08, crew=False)
    sampan(canvas, (1010, 738), 74, 0.2, crew=False)
    sampan(canvas, (1128, 794), 92, 0.24, crew=False)
    sampan(canvas, (1330, 800), 84, 0.27, crew=False)
    sampan(canvas, (690, 830), 98, -0.06, crew=True)
    sampan(canvas, (742, 606), 38, -0.03, crew=True)


def _near_bank(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 200, 2)

    def back(x: float) -> float:
        return 566 + 300 * power(x / 560, 1.7) + 8 * swell(x)

    def front(x: float) -> float:
        return 800 + 230 * power(x / 470, 1.6) + 10 * swell(x + 500)

    warm = mix(LEAF_DEEP, LEAF, 0.3)
    tones = [mix(warm, mix(INDIGO, JADE_DEEP, 0.3), step / 6) for step in range(7)]
    canopy(canvas, dice, back, (0, 700), HEIGHT, Rows(tones, 24, 20))
    for x, tall, lean in [(70, 600, 0.35), (190, 470, 0.5)]:
        canes, leaves = bamboo(dice, x, 970, tall, 9, lean)
        canvas.stroke(canes, mix(LEAF_DEEP, INDIGO_DEEP, 0.35), 5)
        canvas.shape(leaves, mix(LEAF_DEEP, INDIGO_DEEP, 0.25))
    canes, leaves = bamboo(dice, 120, 990, 500, 7, 0.45)
    canvas.stroke(canes, mix(LEAF, LEAF_DEEP, 0.4), 4)
    canvas.shape(leaves, mix(LEAF, LEAF_WARM, 0.2), 0.85)
    tones = [mix(mix(JADE_DEEP, INDIGO, 0.5), NIGHT, step / 3) for step in range(4)]
    canopy(canvas, dice, front, (0, 600), HEIGHT, Rows(tones, 34, 30))
