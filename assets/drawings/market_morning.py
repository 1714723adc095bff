"""A market morning before Tết: stalls under awnings, peach branches, baskets of fruit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from blossom import flowers, grow, near_flowers
from canvas import Batch, Canvas, Pen
from noise import Dice, between, pick
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
    PEACH,
    PERSIMMON,
    PERSIMMON_DEEP,
    PERSIMMON_LIGHT,
    mix,
)
from people import Dress, frame, standing
from persimmons import taper
from plants import clumps, dots, leaf, shifted
from ridges import Growth, Tower, ledges, veil
from roofs import hamlet
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky

if TYPE_CHECKING:
    from canvas import Point

FLOOR = 742.0
WOOD = mix(EARTH, BARK, 0.3)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(3012)
    canvas = Canvas("market-morning", WIDTH, HEIGHT)
    sky(canvas, 600, 0.95, (1010, 330), 42)
    far_karst(canvas, dice, 440, 0.12, (90, 220))
    _hills(canvas, dice)
    _houses(canvas, dice)
    _ground(canvas, dice)
    _stall(canvas, 268, 400, (PERSIMMON, CREAM))
    _stall(canvas, 800, 440, (JADE, PAPER))
    _stall(canvas, 1334, 400, (INDIGO, mix(HONEY, CREAM, 0.4)))
    _coats(canvas, 268)
    _fruit(canvas, dice, 800)
    _leaves(canvas, 1334)
    _pots(canvas, dice)
    _people(canvas)
    _foreground(canvas, dice)
    return canvas.svg()


def _hills(canvas: Canvas, dice: Dice) -> None:
    towers = [Tower(170, 360, 140, 150, 2.2), Tower(430, 250, 100, 110, 2.1), Tower(1480, 380, 150, 150, 2.2), Tower(1240, 250, 100, 110, 2.2), Tower(700, 170, 90, 100)]
    line = near_karst(canvas, dice, Range(towers, 560, 0.45, 1))
    ledges(canvas, dice, line, Growth((20, 160, 1590, 520), 34, mix(JADE_DEEP, INDIGO, 0.3), 0.45, 10, 170))
    veil(canvas, mix(PAPER, PEACH, 0.15), [(300, 552, 430, 56, 0.95), (1300, 552, 430, 56, 0.95), (800, 540, 380, 50, 0.9)])
    earth_hills(canvas, dice, 590, 0.4, [(90, 60, 300), (620, 44, 280), (1130, 50, 260), (1540, 70, 300)])


def _houses(canvas: Canvas, dice: Dice) -> None:
    """Stand the roofs of the town behind the stalls."""
    hamlet(canvas, dice, [(40, 640, 84), (520, 632, 86), (1086, 634, 90), (1576, 640, 84)])
    spots = [(x, 622 + between(dice, -6, 10)) for x in range(0, 1610, 64)]
    crowns = clumps(dice, spots, 3, 28, 14)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, JADE_DEEP, 0.5), 34)
    canvas.stroke(dots(shifted(crowns[::2], -4, -8)), mix(LEAF, LEAF_WARM, 0.4), 16, 0.6)
    veil(canvas, mix(PAPER, PEACH, 0.25), [(800, 690, 700, 60, 0.75)])


def _ground(canvas: Canvas, dice: Dice) -> None:
    """Pave the square; the low sun lays long warm strips on it."""
    stone = ((0, mix(CREAM, HONEY, 0.3), 1), (0.35, mix(CREAM, EARTH, 0.26), 1), (1, mix(EARTH, INDIGO, 0.5), 1))
    canvas.shape(f"M0 676h{WIDTH}v324H0z", canvas.fade(676, HEIGHT, *stone))
    joints, y, row = Pen(), 690.0, 0
    while y < HEIGHT:
        ahead = y + (y - 560) * 0.17
        joints.move(0, y).line(WIDTH, y)
        # Every joint runs toward one point behind the stalls, so that the square lies flat.
        for slab in range(-12, 13):
            way = (slab + 0.5 * (row % 2) + between(dice, -0.06, 0.06)) * 0.62
            joints.move(800 + way * (y - 560), y).line(800 + way * (ahead - 560), ahead)
        y, row = ahead, row + 1
    canvas.stroke(joints, mix(EARTH, INDIGO_DEEP, 0.3), 1.8, 0.3)
    light = canvas.glow((0, "#fff1cf", 0.8), (0.5, HONEY, 0.3), (1, HONEY, 0))
    canvas.oval(960, 770, 460, 110, light)


def _stall(canvas: Canvas, x: float, wide: float, tones: tuple[str, str]) -> None:
    """Build a stall: posts, a dim inside, a striped awning with a scalloped edge, a table."""
    half, top, eave = wide / 2, FLOOR - 356, FLOOR - 256
    inside = canvas.fade(eave, FLOOR - 90, (0, mix(INDIGO_DEEP, NIGHT, 0.3), 0.92), (1, mix(EARTH, INDIGO, 0.4), 0.85))
    canvas.shape(Pen().polygon([(x - half, FLOOR - 90), (x - half, eave), (x + half, eave), (x + half, FLOOR - 90)]), inside)
    posts = Batch()
    for side in (-1, 1):
        a = x + side * (half - 4)
        posts[WOOD].polygon([(a - 8, FLOOR + 4), (a - 8, eave - 10), (a + 8, eave - 10), (a + 8, FLOOR + 4)])
        posts[mix(WOOD, HONEY, 0.5)].polygon([(a + 3, FLOOR + 4), (a + 3, eave - 10), (a + 8, eave - 10), (a + 8, FLOOR + 4)])
    posts.paint(canvas)
    canvas.oval(x + 20, FLOOR + 6, half * 1.1, 16, INDIGO_DEEP, 0.35)
    cloth = canvas.fade(FLOOR - 104, FLOOR, (0, mix(tones[0], INDIGO_DEEP, 0.12), 1), (1, mix(tones[0], INDIGO_DEEP, 0.5), 1))
    canvas.shape(Pen().polygon([(x - half + 10, FLOOR), (x - half + 2, FLOOR - 98), (x + half - 2, FLOOR - 98), (x + half - 10, FLOOR)]), cloth)
    pleats = Pen()
    for step in range(1, 12):
        px = x - half + 4 + step * (wide - 8) / 12
        pleats.move(px, FLOOR - 96).quad(px + pick(Dice(step), -5, 5), FLOOR - 50, px * 0.98 + x * 0.02, FLOOR - 3)
    canvas.stroke(pleats, NIGHT, 2.6, 0.22)
    canvas.shape(Pen().polygon([(x - half - 6, FLOOR - 96), (x - half + 10, FLOOR - 116), (x + half - 10, FLOOR - 116), (x + half + 6, FLOOR - 96)]), mix(WOOD, HONEY, 0.4))
    canvas.shape(Pen().polygon([(x - half - 6, FLOOR - 88), (x - half - 6, FLOOR - 97), (x + half + 6, FLOOR - 97), (x + half + 6, FLOOR - 88)]), mix(WOOD, BARK, 0.3))
    _awning(canvas, x, (half, top, eave), tones)


def _awning(canvas: Canvas, x: float, measure: tuple[float, float, float], tones: tuple[str, str]) -> None:
    half, top, eave = measure
    stripes, edge = Batch(), Batch()
    count = 9
    for step in range(count):
        tone = tones[step % 2]
        a, b = step / count * 2 - 1, (step + 1) / count * 2 - 1
        stripes[tone].polygon([(x + a * half * 0.86, top), (x + b * half * 0.86, top), (x + b * (half + 30), eave), (x + a * (half + 30), eave)])
        left, right = x + a * (half + 30), x + b * (half + 30)
        edge[mix(tone, INDIGO_DEEP, 0.16)].move(left, eave - 1).line(right, eave - 1).line(right, eave + 12).quad((left + right) / 2, eave + 38, left, eave + 12).close()
    stripes.paint(canvas)
    face = Pen().polygon([(x - half * 0.86, top), (x + half * 0.86, top), (x + half + 30, eave), (x - half - 30, eave)])
    canvas.shape(face, canvas.fade(top, eave, (0, "#fff2d4", 0.42), (0.5, HONEY, 0.08), (1, INDIGO_DEEP, 0.2)))
    edge.paint(canvas)
    canvas.stroke(Pen().move(x - half - 30, eave).line(x + half + 30, eave), mix(tones[0], INDIGO_DEEP, 0.4), 3, 0.7)
    canvas.stroke(Pen().move(x - half * 0.86, top).line(x + half * 0.86, top), mix(WOOD, NIGHT, 0.2), 7)


def _coats(canvas: Canvas, x: float) -> None:
    """Hang warm coats on a rail and fold others on the table."""
    rail = FLOOR - 222
    canvas.stroke(Pen().move(x - 186, rail).line(x + 186, rail), mix(WOOD, HONEY, 0.35), 5)
    tones = [PERSIMMON_DEEP, INDIGO_SOFT, mix(HONEY, EARTH, 0.2), JADE, mix(BLOSSOM, PERSIMMON_DEEP, 0.3), mix(INDIGO, JADE, 0.3)]
    for step, tone in enumerate(tones):
        _coat(canvas, x - 155 + step * 62, rail, tone)
    folded = Batch(1)
    for step, stack in enumerate([(JADE, CREAM, PERSIMMON), (HONEY, INDIGO_SOFT, BRICK), (MIST, JADE_DEEP, PEACH)]):
        left = x - 158 + step * 116
        for row, tone in enumerate(stack):
            y = FLOOR - 106 - row * 15
            folded[tone].move(left + row * 3, y).quad(left - 5 + row * 3, y - 8, left + 3, y - 15).line(left + 78 - row * 2, y - 15).quad(left + 88 - row * 2, y - 8, left + 80 - row * 2, y).close()
            folded[mix(tone, NIGHT, 0.3)].polygon([(left + 2, y), (left + 2, y - 2), (left + 80, y - 2), (left + 80, y)])
    folded.paint(canvas)


def _coat(canvas: Canvas, x: float, rail: float, tone: str) -> None:
    parts = Batch(1)
    body = parts[tone].move(x - 9, rail + 12).quad(x - 30, rail + 18, x - 36, rail + 66).line(x - 23, rail + 70).line(x - 22, rail + 98)
    body.quad(x, rail + 103, x + 22, rail + 98).line(x + 23, rail + 70).line(x + 36, rail + 66).quad(x + 30, rail + 18, x + 9, rail + 12).close()
    parts[mix(tone, PAPER, 0.25)].move(x - 9, rail + 12).quad(x - 30, rail + 18, x - 36, rail + 66).line(x - 29, rail + 68).quad(x - 24, rail + 30, x - 9, rail + 12).close()
    parts[mix(tone, NIGHT, 0.35)].polygon([(x - 1.5, rail + 18), (x + 1.5, rail + 18), (x + 1.5, rail + 100), (x - 1.5, rail + 100)])
    parts[mix(tone, CREAM, 0.5)].move(x - 11, rail + 12).quad(x, rail + 26, x + 11, rail + 12).quad(x, rail + 8, x - 11, rail + 12).close()
    parts.paint(canvas)
    quilt = Pen(1)
    for step in range(3):
        quilt.move(x - 21, rail + 44 + step * 17).quad(x, rail + 49 + step * 17, x + 21, rail + 44 + step * 17)
    canvas.stroke(quilt, mix(tone, NIGHT, 0.45), 1.6, 0.7)
    canvas.stroke(Pen(1).move(x, rail).line(x, rail + 9), mix(MIST, NIGHT, 0.2), 2.4)


def _basket(canvas: Canvas, x: float, y: float, half: float) -> None:
    """Draw a woven basket whose rim stands at the height given."""
    body = Pen(1).move(x - half, y).quad(x - half * 0.9, y + half * 0.6, x - half * 0.66, y + half * 0.66).line(x + half * 0.66, y + half * 0.66)
    body.quad(x + half * 0.9, y + half * 0.6, x + half, y).close()
    canvas.shape(body, canvas.slant((x - half, y), (x + half, y), (0, mix(HONEY, EARTH, 0.5), 1), (0.6, mix(HONEY, CREAM, 0.2), 1), (1, mix(HONEY, EARTH, 0.3), 1)))
    weave = Pen(1)
    for row in range(3):
        low = y + half * (0.16 + 0.17 * row)
        weave.move(x - half * (0.96 - 0.08 * row), low).line(x + half * (0.96 - 0.08 * row), low)
    for step in range(-4, 5):
        weave.move(x + step * half * 0.22, y).line(x + step * half * 0.15, y + half * 0.64)
    canvas.stroke(weave, mix(EARTH, BARK, 0.4), 1.8, 0.55)
    canvas.stroke(Pen(1).move(x - half, y).line(x + half, y), mix(HONEY, EARTH, 0.15), half * 0.1 + 2)


def _heap(canvas: Canvas, spots: list[Point], size: float, tones: tuple[str, str, str]) -> None:
    canvas.stroke(dots(spots), tones[0], size)
    canvas.stroke(dots(shifted(spots, -size * 0.07, -size * 0.08)), tones[1], size * 0.78)
    canvas.stroke(dots(shifted(spots, -size * 0.18, -size * 0.2)), tones[2], size * 0.26, 0.85)


def _pile(x: float, y: float, across: int, step: float) -> list[Point]:
    """Return a pyramid of fruit."""
    return [(x + (column - (across - row - 1) / 2) * step, y - row * step * 0.8) for row in range(across - 1, -1, -1) for column in range(across - row)]


def _fruit(canvas: Canvas, dice: Dice, x: float) -> None:
    """Heap oranges, green pomelos and jade vegetables; hang lamps of paper above."""
    orange = (PERSIMMON_DEEP, PERSIMMON, PERSIMMON_LIGHT)
    table = FLOOR - 114
    for spot, across in ((x - 150, 5), (x + 142, 5)):
        _heap(canvas, _pile(spot, table - 10, across, 24), 25, orange)
    green = (mix(LEAF_DEEP, LEAF, 0.3), mix(LEAF, LEAF_WARM, 0.5), mix(LEAF_WARM, CREAM, 0.4))
    _heap(canvas, _pile(x - 4, table - 16, 3, 40), 42, green)
    greens = Pen()
    for step in range(26):
        leaf(greens, (x - 88 + (step % 2) * 174 + between(dice, -10, 10), table - 4), -math.pi / 2 + between(dice, -0.8, 0.8), pick(dice, 34, 56), 9)
    canvas.shape(greens, mix(LEAF_DEEP, LEAF, 0.55))
    for step in range(5):
        px, py = x - 176 + step * 88, FLOOR - 206 + 7 * (step % 2)
        canvas.stroke(Pen().move(px, FLOOR - 244).line(px, py - 15), NIGHT, 2)
        canvas.oval(px, py, 36, 34, canvas.glow((0, "#ffe2a6", 0.75), (1, HONEY, 0)))
        canvas.oval(px, py, 16, 14, canvas.glow((0, "#fff0c8", 1), (0.5, PERSIMMON_LIGHT, 1), (1, PERSIMMON_DEEP, 1)))


def _leaves(canvas: Canvas, x: float) -> None:
    """Stack broad green leaves and square cakes tied with bamboo strips."""
    table = FLOOR - 112
    bundles, veins = Pen(1), Pen(1)
    for step in range(3):
        y = table - 4 - step * 17
        left, right = x - 176 + step * 6, x - 46 - step * 4
        bundles.move(left - 16, y).quad(left + 24, y - 19, right, y - 12).quad(right + 22, y - 8, right + 30, y).quad(right, y + 5, left - 16, y).close()
        veins.move(left - 6, y - 2).quad(left + 40, y - 13, right + 18, y - 3)
    canvas.shape(bundles, mix(LEAF_DEEP, LEAF, 0.35))
    canvas.stroke(veins, mix(LEAF_WARM, CREAM, 0.2), 2.4, 0.8)
    cakes, ties = Batch(), Pen()
    for row, count in ((0, 4), (1, 3), (2, 2)):
        for column in range(count):
            left, y = x + 6 + column * 44 + row * 22, table - row * 33
            cakes[mix(LEAF_DEEP, JADE_DEEP, 0.3)].polygon([(left, y), (left, y - 32), (left + 41, y - 32), (left + 41, y)])
            cakes[mix(LEAF, LEAF_DEEP, 0.35)].polygon([(left + 2, y - 24), (left + 2, y - 32), (left + 39, y - 32), (left + 39, y - 24)])
            for part in (13, 27):
                ties.move(left + part, y).line(left + part, y - 32)
            ties.move(left, y - 14).line(left + 41, y - 14)
    cakes.paint(canvas)
    canvas.stroke(ties, mix(CREAM, HONEY, 0.4), 2.4, 0.9)
    strips = Batch(1)
    for step in range(6):
        left = x - 164 + step * 60
        tone = (PERSIMMON, HONEY, PERSIMMON_DEEP)[step % 3]
        strips[tone].polygon([(left, FLOOR - 238), (left + 30, FLOOR - 238), (left + 30, FLOOR - 176), (left + 15, FLOOR - 186), (left, FLOOR - 176)])
        strips[mix(tone, CREAM, 0.6)].polygon([(left + 15, FLOOR - 228), (left + 24, FLOOR - 214), (left + 15, FLOOR - 200), (left + 6, FLOOR - 214)])
    strips.paint(canvas)


def _pots(canvas: Canvas, dice: Dice) -> None:
    """Stand peach branches and little orange trees in jars between the stalls."""
    for x, tall in ((536, 250), (1070, 290)):
        levels, twigs = grow(dice, (x, FLOOR - 40), -math.pi / 2, tall * 0.36, 3)
        for level, pen in enumerate(levels):
            canvas.stroke(pen, mix(BARK, INDIGO_DEEP, 0.15), 9 * 0.62**level + 1)
        flowers(canvas, dice, twigs, 9, 15)
        _jar(canvas, x, FLOOR + 26, 44, mix(JADE, INDIGO, 0.25))
    for x, y, size in ((494, FLOOR + 52, 78), (1128, FLOOR + 56, 84)):
        crowns = clumps(dice, [(x, y - size * 1.6), (x - 14, y - size * 1.2), (x + 14, y - size * 1.2)], 7, size * 0.3, size * 0.36)
        canvas.stroke(dots(crowns), mix(LEAF_DEEP, INDIGO_DEEP, 0.25), size * 0.36)
        canvas.stroke(dots(shifted(crowns, -3, -5)), mix(LEAF_DEEP, LEAF, 0.5), size * 0.24, 0.8)
        ripe = clumps(dice, crowns[::2], 2, size * 0.14, size * 0.14)
        canvas.stroke(dots(ripe), PERSIMMON, 12)
        canvas.stroke(dots(shifted(ripe, -2, -3)), "#f9b066", 4.4)
        _jar(canvas, x, y, size * 0.5, mix(BRICK, EARTH, 0.2))


def _jar(canvas: Canvas, x: float, y: float, half: float, tone: str) -> None:
    canvas.oval(x + 6, y + 1, half * 1.2, half * 0.18, INDIGO_DEEP, 0.4)
    body = Pen(1).move(x - half * 0.62, y - half * 1.6).quad(x - half * 1.2, y - half * 0.8, x - half * 0.6, y).line(x + half * 0.6, y)
    body.quad(x + half * 1.2, y - half * 0.8, x + half * 0.62, y - half * 1.6).close()
    canvas.shape(body, canvas.slant((x - half, 0), (x + half, 0), (0, mix(tone, INDIGO_DEEP, 0.4), 1), (0.7, mix(tone, CREAM, 0.25), 1), (1, tone, 1)))
    canvas.stroke(Pen(1).move(x - half * 0.6, y - half * 1.58).line(x + half * 0.6, y - half * 1.58), mix(tone, PAPER, 0.35), half * 0.16)
    canvas.stroke(Pen(1).move(x - half * 0.84, y - half * 0.9).quad(x, y - half * 0.76, x + half * 0.84, y - half * 0.9), mix(tone, PAPER, 0.4), 3, 0.7)


def _people(canvas: Canvas) -> None:
    """Let people come to the stalls: a mother and a child, friends, one with a shoulder pole."""
    standing(canvas, (330, 836), 0.86, Dress(INDIGO, JADE, mix(INDIGO, PAPER, 0.2)), skirt=True)
    standing(canvas, (206, 850), 0.9, Dress(mix(PERSIMMON_DEEP, INDIGO, 0.2), HONEY))
    standing(canvas, (664, 846), 0.88, Dress(mix(JADE_DEEP, INDIGO, 0.3), CREAM, mix(INDIGO, JADE, 0.45)))
    standing(canvas, (1294, 852), 0.9, Dress(mix(INDIGO, NIGHT, 0.2), PERSIMMON, INDIGO_SOFT), skirt=True)
    standing(canvas, (1390, 862), 0.58, Dress(PERSIMMON, CREAM))
    _carrier(canvas, (930, 916), 1.06)


def _carrier(canvas: Canvas, place: Point, unit: float) -> None:
    """Draw a woman with two baskets on a pole: peach sprigs in one, vegetables in the other."""
    at = frame(place, unit)
    dice = Dice(88)
    standing(canvas, place, unit, Dress(mix(INDIGO, INDIGO_SOFT, 0.25), PERSIMMON, mix(JADE, INDIGO, 0.35)), skirt=True)
    canvas.stroke(Pen(1).move(*at(-152, -214)).quad(*at(0, -246), *at(152, -214)), mix(HONEY, EARTH, 0.3), 9 * unit)
    cords = Pen(1)
    for side in (-1, 1):
        for spread in (-46, 0, 46):
            cords.move(*at(side * 146, -214)).line(*at(side * 146 + spread, -66))
    canvas.stroke(cords, mix(EARTH, CREAM, 0.3), 2.2)
    twigs: list[Point] = []
    sprigs = Pen()
    for step in range(-4, 5):
        tip = at(-146 + step * 15, -150 + abs(step) * 10)
        sprigs.move(*at(-146 + step * 7, -60)).line(*tip)
        twigs += [tip, at(-146 + step * 12, -116)]
    canvas.stroke(sprigs, BARK, 3)
    flowers(canvas, dice, twigs, 8, 11)
    greens = Pen()
    for _ in range(18):
        leaf(greens, at(146 + between(dice, -40, 40), -60), -math.pi / 2 + between(dice, -0.9, 0.9), pick(dice, 34, 54), 11)
    canvas.shape(greens, mix(LEAF_DEEP, LEAF, 0.5))
    _heap(canvas, [at(124, -68), at(150, -72), at(172, -66)], 26, (mix(CREAM, EARTH, 0.3), mix(PAPER, CREAM, 0.4), PAPER))
    for side in (-1, 1):
        canvas.oval(*at(side * 146 + 6, 0), 58 * unit, 8 * unit, INDIGO_DEEP, 0.35)
        _basket(canvas, *at(side * 146, -62), 56 * unit)


def _foreground(canvas: Canvas, dice: Dice) -> None:
    """Set baskets of oranges before us; reach peach branches in from the upper left."""
    orange = (PERSIMMON_DEEP, PERSIMMON, PERSIMMON_LIGHT)
    for x, y, half in ((96, 916, 118), (330, 962, 96), (1512, 920, 122)):
        canvas.oval(x + 10, y + half * 0.68, half * 1.04, half * 0.12, INDIGO_DEEP, 0.45)
        spots = [(x + dx * half, y + dy * half) for dx, dy in [(-0.3, -0.42), (0.02, -0.5), (0.34, -0.4), (-0.58, -0.2), (-0.2, -0.22), (0.18, -0.24), (0.56, -0.18), (-0.76, -0.02), (-0.38, -0.02), (0, -0.04), (0.38, -0.02), (0.76, -0.02)]]
        _heap(canvas, spots, half * 0.42, orange)
        stems = Pen(1)
        for index, (px, py) in enumerate(spots):
            if index % 3 == 0:
                leaf(stems, (px, py - half * 0.14), -0.5 - index * 0.2, half * 0.26, half * 0.07)
        canvas.shape(stems, mix(LEAF_DEEP, LEAF, 0.4))
        _basket(canvas, x, y, half)
    boughs = [[(-20.0, 30.0), (110, 70), (240, 62), (360, 104), (450, 96)], [(110.0, 70.0), (170, 130), (200, 200), (190, 262)], [(240.0, 62.0), (330, 30), (430, 22)]]
    for points, thick in zip(boughs, (22, 11, 10), strict=True):
        canvas.shape(taper(points, thick, 3), mix(BARK, NIGHT, 0.2))
    knots = [point for points in boughs for point in points[1:]]
    flowers(canvas, dice, knots, 10, 32)
    near_flowers(canvas, dice, clumps(dice, knots, 2, 40, 26), 21)
