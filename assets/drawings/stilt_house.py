"""A three-bay stilt house under yin-yang tiles, a pond before it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Batch, Canvas, Pen
from noise import Dice, between, pick, wander
from palette import (
    BARK,
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
    PERSIMMON,
    mix,
)
from plants import bamboo, clumps, dots, grass, leaf, shifted
from ridges import Growth, Tower, ledges, veil
from roofs import Slope, tiles
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from water import ripple

if TYPE_CHECKING:
    from canvas import Point

SHORE = 772.0
POSTS = (420.0, 662.0, 938.0, 1180.0)
WOOD = mix(EARTH, HONEY, 0.22)
TILE = mix(BRICK, INDIGO_DEEP, 0.42)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(9151)
    canvas = Canvas("stilt-house", WIDTH, HEIGHT)
    sky(canvas, 620, 0.8, (300, 300), 0)
    far_karst(canvas, dice, 470, 0.12, (110, 250))
    towers = [Tower(140, 300, 130, 140, 2.2), Tower(1460, 420, 150, 150, 2.2), Tower(1250, 300, 100, 120, 2.1), Tower(380, 250, 100, 120)]
    line = near_karst(canvas, dice, Range(towers, 590, 0.4, -1))
    ledges(canvas, dice, line, Growth((30, 160, 1570, 540), 40, mix(JADE_DEEP, INDIGO, 0.25), 0.42, 10, 180))
    veil(canvas, PAPER, [(300, 580, 460, 60, 0.95), (1300, 580, 460, 60, 0.95)])
    _garden(canvas, dice)
    _house(canvas, dice)
    _pond(canvas, dice)
    _shore(canvas, dice)
    return canvas.svg()


def _garden(canvas: Canvas, dice: Dice) -> None:
    earth_hills(canvas, dice, 640, 0.45, [(80, 90, 330), (1500, 100, 360), (760, 90, 420)])
    tone = mix(LEAF, LEAF_WARM, 0.35)
    canvas.shape(f"M0 650h{WIDTH}v200H0z", canvas.fade(640, 790, (0, mix(tone, MIST, 0.4), 1), (1, mix(LEAF_DEEP, LEAF, 0.4), 1)))
    hedge = [(x, 668 + between(dice, -8, 8)) for x in [*range(-10, 430, 42), *range(1180, 1620, 42)]]
    crowns = clumps(dice, hedge, 5, 30, 26)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, JADE_DEEP, 0.4), 50)
    canvas.stroke(dots(shifted(crowns, -5, -8)), mix(LEAF, LEAF_DEEP, 0.45), 34, 0.6)
    canvas.stroke(dots(shifted(crowns[::2], -9, -14)), mix(LEAF, LEAF_WARM, 0.5), 18, 0.6)
    for x, tall, lean in [(1395, 520, -0.1), (1500, 450, 0.25)]:
        canes, leaves = bamboo(dice, x, 730, tall, 8, lean)
        canvas.stroke(canes, mix(LEAF_DEEP, LEAF_WARM, 0.3), 5)
        canvas.shape(leaves, mix(LEAF_DEEP, LEAF, 0.4))
    _fruit_tree(canvas, dice, 210, 742, 250)


def _fruit_tree(canvas: Canvas, dice: Dice, x: float, y: float, size: float) -> None:
    trunk = Pen().move(x - 14, y).quad(x - 4, y - size * 0.4, x - 8, y - size * 0.7).line(x + 8, y - size * 0.7)
    canvas.shape(trunk.quad(x + 12, y - size * 0.3, x + 18, y).close(), BARK)
    hearts = [(x + dx * size, y - dy * size) for dx, dy in [(-0.3, 0.7), (0.3, 0.72), (0, 0.95), (-0.12, 0.62), (0.16, 0.6), (0, 0.78)]]
    crowns = clumps(dice, hearts, 6, size * 0.2, size * 0.14)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, INDIGO_DEEP, 0.25), size * 0.24)
    canvas.stroke(dots(shifted(crowns, -6, -9)), mix(LEAF_DEEP, LEAF, 0.45), size * 0.16, 0.75)
    canvas.stroke(dots(shifted(crowns[::2], -11, -17)), mix(LEAF, LEAF_WARM, 0.55), size * 0.09, 0.8)
    ripe = clumps(dice, crowns, 1, size * 0.1, size * 0.1)
    canvas.stroke(dots(ripe), PERSIMMON, 15)
    canvas.stroke(dots(shifted(ripe, -3, -3)), "#f9b066", 6)


def _house(canvas: Canvas, dice: Dice) -> None:
    """Build the house from below: the open ground floor, the living floor, the roof."""
    _undercroft(canvas)
    wall = canvas.slant((380, 0), (1220, 0), (0, mix(WOOD, HONEY, 0.35), 1), (0.6, WOOD, 1), (1, mix(WOOD, BARK, 0.45), 1))
    canvas.shape(Pen().polygon([(404, 626), (404, 462), (1196, 462), (1196, 626)]), wall)
    planks = Pen()
    for step in range(50):
        planks.move(412 + step * 16, 466).line(412 + step * 16, 622)
    canvas.stroke(planks, BARK, 1.6, 0.3)
    _openings(canvas)
    for x in POSTS:
        paint = canvas.slant((x - 12, 0), (x + 12, 0), (0, mix(WOOD, HONEY, 0.45), 1), (1, mix(BARK, WOOD, 0.3), 1))
        canvas.shape(Pen().polygon([(x - 11, 742), (x - 10, 462), (x + 10, 462), (x + 11, 742)]), paint)
        canvas.shape(Pen().polygon([(x - 22, 748), (x - 16, 732), (x + 16, 732), (x + 22, 748)]), mix(CREAM, EARTH, 0.4))
    _veranda(canvas)
    canvas.shape(Pen().polygon([(392, 496), (372, 466), (1228, 466), (1208, 496)]), NIGHT, 0.38)
    _maize(canvas, dice)
    _roof(canvas)
    _stairs(canvas)


def _undercroft(canvas: Canvas) -> None:
    dark = canvas.fade(640, 750, (0, mix(NIGHT, BARK, 0.5), 1), (1, mix(BARK, LEAF_DEEP, 0.3), 1))
    canvas.shape(Pen().polygon([(424, 746), (424, 640), (1176, 640), (1176, 746)]), dark, 0.88)
    logs, ends = Pen(), Pen()
    for row in range(4):
        for column in range(11 - row):
            ends.move(990 + column * 15 + row * 7, 736 - row * 13).dot()
    canvas.stroke(ends, mix(EARTH, BARK, 0.3), 15)
    canvas.stroke(ends, mix(HONEY, EARTH, 0.35), 10)
    for step in range(5):
        logs.move(712, 736 - step * 9).line(800, 736 - step * 9)
    canvas.stroke(logs, mix(EARTH, HONEY, 0.25), 7)
    basket = Pen(1).move(850, 744).quad(838, 712, 846, 700).line(908, 700).quad(916, 712, 904, 744).close()
    canvas.shape(basket, mix(HONEY, EARTH, 0.4))
    weave = Pen()
    for step in range(4):
        weave.move(843, 708 + step * 9).line(911, 708 + step * 9)
    canvas.stroke(weave, BARK, 2, 0.45)


def _openings(canvas: Canvas) -> None:
    parts = Batch(1)
    parts[mix(BARK, NIGHT, 0.4)].polygon([(738, 624), (738, 500), (862, 500), (862, 624)])
    glow = canvas.glow((0, "#ffe0a2", 1), (0.6, mix(HONEY, PERSIMMON, 0.25), 0.8), (1, BARK, 0))
    for left in (484, 1004):
        parts[mix(BARK, NIGHT, 0.2)].polygon([(left, 590), (left, 512), (left + 112, 512), (left + 112, 590)])
        for bar in range(8):
            x = left + 6 + bar * 13.6
            parts[mix(WOOD, HONEY, 0.3)].polygon([(x, 590), (x, 512), (x + 5, 512), (x + 5, 590)])
        parts[mix(WOOD, BARK, 0.4)].polygon([(left - 6, 512), (left - 6, 505), (left + 118, 505), (left + 118, 512)])
        parts[mix(WOOD, BARK, 0.4)].polygon([(left - 6, 597), (left - 6, 590), (left + 118, 590), (left + 118, 597)])
    parts[mix(WOOD, BARK, 0.45)].polygon([(728, 626), (728, 492), (738, 492), (738, 626)])
    parts[mix(WOOD, BARK, 0.45)].polygon([(862, 626), (862, 492), (872, 492), (872, 626)])
    parts.paint(canvas)
    canvas.shape(Pen().polygon([(738, 624), (738, 500), (862, 500), (862, 624)]), glow)
    inner = Batch(1)
    inner[mix(WOOD, PERSIMMON, 0.2)].polygon([(764, 624), (764, 588), (836, 588), (836, 624)])
    inner[mix(HONEY, CREAM, 0.3)].polygon([(758, 590), (758, 583), (842, 583), (842, 590)])
    inner[mix(JADE, CREAM, 0.4)].polygon([(790, 583), (787, 568), (813, 568), (810, 583)])
    inner.paint(canvas)


def _veranda(canvas: Canvas) -> None:
    canvas.shape(Pen().polygon([(372, 646), (372, 624), (1228, 624), (1228, 646)]), mix(WOOD, BARK, 0.3))
    canvas.shape(Pen().polygon([(372, 628), (372, 622), (1228, 622), (1228, 628)]), mix(HONEY, WOOD, 0.3))
    rails = Pen()
    for left, right in ((376, 560), (680, 1224)):
        for rail in (588, 604):
            rails.polygon([(left, rail + 5), (left, rail), (right, rail), (right, rail + 5)])
        x = left
        while x <= right - 5:
            rails.polygon([(x, 624), (x, 590), (x + 5, 590), (x + 5, 624)])
            x += 20
    canvas.shape(rails, mix(WOOD, HONEY, 0.5))
    cloths = [(1040, 66, INDIGO), (1112, 50, mix(INDIGO, JADE, 0.5)), (720, 58, INDIGO_DEEP)]
    for x, wide, tone in cloths:
        canvas.shape(Pen(1).polygon([(x, 587), (x + wide, 587), (x + wide - 2, 640), (x + 2, 642)]), tone)
        hem = Pen(1)
        for step in range(int(wide / 9)):
            hem.polygon([(x + 4 + step * 9, 632), (x + 8 + step * 9, 626), (x + 12 + step * 9, 632), (x + 8 + step * 9, 638)])
        canvas.shape(hem, mix(HONEY, PAPER, 0.4))


def _maize(canvas: Canvas, dice: Dice) -> None:
    cobs, husks = Pen(), Pen()
    for x in [*range(440, 650, 19), *range(956, 1170, 19)]:
        drop = round(between(dice, 0, 5))
        husks.move(x, 488).line(x, 492 + drop)
        for row in range(3):
            y = 496 + drop + row * 10
            cobs.move(x - 3, y).line(x - 4, y + 7).move(x + 3, y + 3).line(x + 4, y + 10)
    canvas.stroke(husks, CREAM, 5, 0.8)
    canvas.stroke(cobs, "#e6ad45", 6)


def _roof(canvas: Canvas) -> None:
    """Lay the roof: pale rolls (yang) between dark furrows (yin), course over course."""
    left, right, top, eave = 330.0, 1270.0, 214.0, 482.0
    ridge_left, ridge_right = 470.0, 1130.0
    face = Pen().polygon([(left, eave), (ridge_left, top), (ridge_right, top), (right, eave)])
    canvas.shape(face, canvas.fade(top, eave, (0, mix(TILE, BRICK, 0.5), 1), (1, mix(TILE, NIGHT, 0.3), 1)))
    slope = Slope((ridge_left, top), (ridge_right, top), (left + 3, eave - 3), (right - 3, eave - 3))
    courses, rolls = tiles(slope, 13, 38, 5)
    canvas.stroke(rolls, mix(TILE, HONEY, 0.3), 6, 0.38)
    canvas.stroke(rolls, mix(TILE, CREAM, 0.4), 1.6, 0.45)
    canvas.stroke(courses, mix(TILE, NIGHT, 0.55), 2.2, 0.6)
    ends, furrows = Pen(), Pen()
    for column in range(39):
        x = left + 14 + column * (right - left - 28) / 38
        ends.move(x, eave + 1).dot()
        furrows.move(x + 6, eave + 2).quad(x + 12, eave + 10, x + 18, eave + 2)
    canvas.stroke(Pen().move(left, eave).line(right, eave), mix(TILE, NIGHT, 0.45), 9)
    canvas.stroke(ends, mix(TILE, HONEY, 0.35), 10)
    canvas.stroke(furrows, mix(TILE, NIGHT, 0.3), 4)
    light = canvas.slant((left, eave), (900, top), (0, HONEY, 0.42), (0.6, HONEY, 0.06), (1, HONEY, 0))
    canvas.shape(face, light)
    canvas.stroke(Pen().move(ridge_left - 14, top - 10).quad(ridge_left, top - 2, ridge_left + 30, top - 2).line(ridge_right - 30, top - 2).quad(ridge_right, top - 2, ridge_right + 14, top - 10), mix(TILE, NIGHT, 0.4), 15)
    caps = Pen()
    for step in range(32):
        caps.move(ridge_left + 22 + step * 20, top - 6).dot()
    canvas.stroke(caps, mix(TILE, HONEY, 0.28), 9)


def _stairs(canvas: Canvas) -> None:
    side = mix(WOOD, BARK, 0.35)
    for x in (574, 656):
        canvas.stroke(Pen().move(x, 628).line(x - 34, 752), side, 11)
    for step in range(7):
        share = (step + 0.6) / 7.4
        y, left = 628 + 122 * share, 574 - 34 * share
        canvas.shape(Pen(1).polygon([(left - 4, y + 6), (left, y - 2), (left + 84, y - 2), (left + 82, y + 6)]), mix(HONEY, WOOD, 0.35))


def _pond(canvas: Canvas, dice: Dice) -> None:
    """Mirror the house, paler and broken, then lay ripples, lotus and ducks over it."""
    bank = Pen().move(-10, SHORE).quad(300, SHORE - 12, 560, SHORE + 6).quad(900, SHORE - 10, 1200, SHORE + 4).quad(1450, SHORE - 8, 1610, SHORE + 4)
    water = canvas.fade(SHORE - 6, HEIGHT, (0, mix(MIST, HONEY, 0.2), 1), (0.4, mix(JADE, MIST, 0.45), 1), (1, mix(JADE_DEEP, INDIGO, 0.35), 1))
    canvas.shape(bank.line(1610, 1010).line(-10, 1010).close(), water)
    flip = SHORE + 4
    _reflection(canvas, dice, flip)
    canvas.oval(800, flip + 60, 60, 44, canvas.glow((0, "#ffe0a2", 0.9), (1, HONEY, 0)), 0.8)
    lines, dark = Pen(), Pen()
    for _ in range(120):
        y = SHORE + 12 + 216 * dice.roll()
        near = (y - SHORE) / 228
        ripple(lines if dice.roll() < 0.6 else dark, round(between(dice, 0, WIDTH)), round(y), round((10 + 50 * near * dice.roll()) / 4) * 4, 2 + round(2 * near))
    canvas.shape(lines, "#fff6e4", 0.55)
    canvas.shape(dark, JADE_DEEP, 0.4)
    _lotus(canvas, dice)
    for x, y, way in [(690, 880, 1), (760, 902, 1), (632, 910, 1)]:
        _duck(canvas, x, y, way)


def _reflection(canvas: Canvas, dice: Dice, flip: float) -> None:
    """Stand the house on its head in the water, in strips that break up as they come nearer."""
    posts, walls, roof, tree = Pen(), Pen(), Pen(), Pen()
    for step in range(29):
        deep = 4 + step * 7.4
        sway, y = between(dice, -7, 7) * (0.4 + deep / 110), round(flip + deep)
        left, right = (404, 1196) if deep < 92 else (330 + (deep - 100) * 1.32, 1270 - (deep - 100) * 1.32)
        if deep < 46:
            for x in (424, 664, 934, 1184):
                posts.move(x + sway, y).line(x + 12 + sway, y)
        gap = between(dice, 0.2, 0.8) * (right - left)
        strip = walls if deep < 92 else roof
        strip.move(left + sway, y).line(left + gap - 14 + sway, y).move(left + gap + 16 + sway, y).line(right + sway, y)
        reach = 120 * math.sin(math.pi * min(1.0, max(0.0, (deep - 60) / 130)))
        if reach > 8:
            tree.move(214 - reach + sway, y).line(214 + reach + sway, y)
    canvas.stroke(tree, mix(LEAF_DEEP, JADE_DEEP, 0.3), 6.4, 0.3)
    canvas.stroke(walls, mix(EARTH, INDIGO_DEEP, 0.45), 6.8, 0.42)
    canvas.stroke(posts, mix(EARTH, NIGHT, 0.5), 6, 0.4)
    canvas.stroke(roof, mix(TILE, INDIGO_DEEP, 0.2), 6.6, 0.5)


def _lotus(canvas: Canvas, dice: Dice) -> None:
    pads, shine, buds = Pen(), Pen(), Pen(1)
    spots = [(1080 + 480 * dice.roll() ** 0.8, between(dice, 842, 985)) for _ in range(26)]
    spots += [(between(dice, 20, 330), between(dice, 860, 985)) for _ in range(12)]
    for spot_x, spot_y in sorted(spots, key=lambda spot: spot[1]):
        x, y = round(spot_x), round(spot_y)
        wide = pick(dice, 0.8, 1.1) * (16 + (y - 840) * 0.17)
        pads.disc(x, y, round(wide), round(wide * 0.34))
        shine.move(x, y).line(x - wide * 0.7, y - wide * 0.08).move(x, y).line(x + wide * 0.5, y + wide * 0.16).move(x, y).line(x + wide * 0.3, y - wide * 0.24)
    canvas.shape(pads, mix(LEAF_DEEP, LEAF, 0.35))
    canvas.stroke(shine, mix(LEAF, LEAF_WARM, 0.4), 1.8, 0.7)
    for x, y in [(1190, 880), (1330, 924), (1470, 884), (150, 900), (1250, 960)]:
        canvas.stroke(Pen().move(x, y + 26).line(x + 2, y - 6), mix(LEAF_DEEP, LEAF, 0.5), 3)
        for angle in (-2.5, -2.05, -1.57, -1.09, -0.64):
            leaf(buds, (x, y), angle, 26, 9)
    canvas.shape(buds, "#f0b3b4")


def _duck(canvas: Canvas, x: float, y: float, way: int) -> None:
    body = Pen(1).move(x - 26 * way, y - 8).quad(x - 10 * way, y - 20, x + 10 * way, y - 12).quad(x + 14 * way, y - 30, x + 22 * way, y - 30)
    body.quad(x + 32 * way, y - 28, x + 28 * way, y - 18).quad(x + 28 * way, y + 2, x, y + 3).quad(x - 22 * way, y + 2, x - 26 * way, y - 8).close()
    wake = Pen()
    ripple(wake, x, y + 4, 44, 7)
    canvas.shape(wake, JADE_DEEP, 0.45)
    canvas.shape(body, PAPER)
    canvas.shape(Pen(1).polygon([(x + 29 * way, y - 26), (x + 40 * way, y - 22), (x + 28 * way, y - 20)]), PERSIMMON)
    canvas.shape(Pen(1).move(x - 16 * way, y - 8).quad(x, y - 16, x + 12 * way, y - 6).quad(x, y + 1, x - 16 * way, y - 8).close(), mix(CREAM, EARTH, 0.2))


def _shore(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 90, 2)
    stones, lit = Pen(), Pen()
    for x in range(-10, WIDTH + 20, 27):
        y, wide = SHORE + 2 + 5 * swell(x), between(dice, 11, 19)
        stones.move(x - wide, y + 7).quad(x - wide, y - 8, x, y - 9).quad(x + wide, y - 8, x + wide, y + 7).close()
        lit.move(x - wide * 0.6, y - 4).quad(x - wide * 0.2, y - 8, x + wide * 0.4, y - 6)
    canvas.shape(stones, mix(EARTH, MIST, 0.35))
    canvas.stroke(lit, mix(CREAM, MIST, 0.3), 3, 0.8)
    spots: list[Point] = [(between(dice, 0, WIDTH), SHORE - between(dice, 2, 16)) for _ in range(46)]
    canvas.shape(grass(dice, [spot for spot in spots if not 520 < spot[0] < 680], 18, 38), mix(LEAF_DEEP, LEAF, 0.35))
    reeds = Pen()
    for root in (20, 66, 104, 1520, 1566):
        for step in range(7):
            leaf(reeds, (root + step * 6, 1044), -math.pi / 2 + (step - 3) * 0.16, 180 + 44 * (step % 3), 7)
    canvas.shape(reeds, mix(LEAF_DEEP, INDIGO_DEEP, 0.4))
