"""A shrine in the mouth of a mountain cave, seen from inside against the morning."""

from __future__ import annotations

import math

from canvas import Batch, Canvas, Pen, Point
from noise import Dice, between, wander
from palette import (
    BARK,
    CREAM,
    EARTH,
    HAZE,
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
    PERSIMMON_DEEP,
    mix,
)
from plants import clumps, dots, grass, leaf, shifted
from ridges import Growth, Tower, ledges, veil
from roofs import Roof, temple_roof
from scenes import HEIGHT, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from water import ripple

CENTRE = (660.0, 420.0)
WOOD = mix(BARK, EARTH, 0.35)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(1941)
    canvas = Canvas("cave-pagoda", WIDTH, HEIGHT)
    _outside(canvas, dice)
    _walls(canvas, dice)
    _floor(canvas, dice)
    _beams(canvas)
    _shrine(canvas)
    _hanging(canvas, dice)
    return canvas.svg()


def _outside(canvas: Canvas, dice: Dice) -> None:
    sky(canvas, 620, 0.85, (560, 330), 0)
    far_karst(canvas, dice, 480, 0.1, (100, 230))
    towers = [Tower(470, 250, 100, 110, 2.2), Tower(850, 300, 110, 130, 2.1), Tower(680, 160, 80, 80)]
    line = near_karst(canvas, dice, Range(towers, 590, 0.3, -1))
    ledges(canvas, dice, line, Growth((340, 260, 1000, 540), 22, mix(JADE_DEEP, HAZE, 0.2), 0.4, 9, 150))
    veil(canvas, PAPER, [(640, 580, 420, 56, 0.95)])
    earth_hills(canvas, dice, 620, 0.35, [(420, 50, 260), (760, 44, 220), (980, 60, 200)])
    tone = mix(LEAF, JADE_DEEP, 0.3)
    canvas.shape(f"M0 618h{WIDTH}v300H0z", canvas.fade(610, 800, (0, mix(tone, PAPER, 0.5), 1), (1, tone, 1)))
    spots = [(between(dice, 340, 1000), between(dice, 640, 690)) for _ in range(16)]
    crowns = clumps(dice, spots, 4, 26, 8)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, MIST, 0.15), 34)
    canvas.stroke(dots(shifted(crowns, -4, -6)), mix(LEAF, LEAF_WARM, 0.35), 20, 0.5)
    veil(canvas, "#fff3da", [(640, 520, 360, 190, 0.55)])


def _mouth(dice: Dice, rx: float, ry: float, rough: float) -> list[Point]:
    """Return the edge of the cave mouth, with stone teeth along its upper side."""
    grain = wander(dice, 0.3, 4, 0.6)
    edge: list[Point] = []
    count = 92
    for step in range(count):
        # Counter-clockwise, against the frame round it: so the mouth stays a hole.
        angle = -math.tau * step / count
        pull = 1 + rough * 0.075 * grain(math.tau * step / count + 7)
        x, y = CENTRE[0] + math.cos(angle) * rx * pull, CENTRE[1] + math.sin(angle) * ry * pull
        if math.sin(angle) < -0.25 and dice.roll() < 0.36:
            y += rough * between(dice, 8, 44)
        edge.append((x, y))
    return edge


def _walls(canvas: Canvas, dice: Dice) -> None:
    """Set four walls of rock one in front of the other, the nearest the darkest."""
    frame = f"M0 0h{WIDTH}v{HEIGHT}H0z"
    layers = [
        (350, 330, 0.8, mix(HAZE, INDIGO_SOFT, 0.45), mix(INDIGO_SOFT, INDIGO, 0.4)),
        (410, 372, 1.0, mix(INDIGO_SOFT, INDIGO, 0.3), mix(INDIGO, INDIGO_DEEP, 0.3)),
        (500, 430, 1.2, mix(INDIGO, INDIGO_DEEP, 0.1), mix(INDIGO_DEEP, NIGHT, 0.2)),
        (640, 500, 1.4, INDIGO_DEEP, NIGHT),
    ]
    for index, (rx, ry, rough, near, far) in enumerate(layers):
        edge = _mouth(dice, rx, ry, rough)
        paint = canvas.glow((0, near, 1), (0.4, near, 1), (0.85, far, 1), (1, far, 1))
        canvas.shape(frame + str(_absolute(edge)), paint)
        # Every second stretch of the rim catches the light.
        rim = Pen()
        for start in range(index % 2, len(edge) - 3, 5):
            rim.polyline(edge[start : start + 4])
        canvas.stroke(rim, "#ffe9c6", 3.4 - index * 0.6, 0.6 - index * 0.13)
        _cracks(canvas, dice, edge, mix(near, CREAM, 0.14 - index * 0.03), far)


def _absolute(edge: list[Point]) -> str:
    """Write the hole with an absolute start: it follows the frame in the same path."""
    pen = Pen().polygon(edge)
    return str(pen).replace("m", "M", 1)


def _cracks(canvas: Canvas, dice: Dice, edge: list[Point], light: str, dark: str) -> None:
    facets, scars = Pen(), Pen()
    for _ in range(30):
        x, y = edge[int(dice.roll() * len(edge))]
        ux, uy = x - CENTRE[0], y - CENTRE[1]
        size = math.hypot(ux, uy)
        ux, uy = ux / size, uy / size
        reach, wide = between(dice, 30, 110), between(dice, 6, 20)
        x, y = x + ux * 10, y + uy * 10
        shape = [(x, y), (x + ux * reach * 0.4 - uy * wide, y + uy * reach * 0.4 + ux * wide), (x + ux * reach, y + uy * reach), (x + ux * reach * 0.5 + uy * wide * 0.5, y + uy * reach * 0.5 - ux * wide * 0.5)]
        (facets if dice.roll() < 0.5 else scars).polygon(shape)
    canvas.shape(facets, light, 0.75)
    canvas.shape(scars, dark, 0.6)


def _floor(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 200, 3)
    line = [(float(x), 738 + 10 * swell(x) + 60 * ((x - 700) / 800) ** 2) for x in range(-20, WIDTH + 40, 40)]
    ground = Pen().move(-20, HEIGHT + 10)
    for x, y in line:
        ground.line(x, y)
    stops = ((0, mix(INDIGO_SOFT, HONEY, 0.3), 1), (0.45, mix(INDIGO, INDIGO_SOFT, 0.2), 1), (1, NIGHT, 1))
    canvas.shape(ground.line(WIDTH + 20, HEIGHT + 10).close(), canvas.fade(730, HEIGHT, *stops))
    pool = canvas.glow((0, "#fff0cf", 0.95), (0.5, HONEY, 0.4), (1, HONEY, 0))
    canvas.oval(640, 772, 430, 70, pool)
    canvas.oval(760, 850, 380, 80, pool, 0.4)
    slabs, dark = Pen(), Pen()
    for _ in range(70):
        y = 752 + 240 * dice.roll() ** 1.3
        x, half = between(dice, 60, 1540), (y - 700) * between(dice, 0.12, 0.34)
        y += 60 * ((x - 700) / 800) ** 2
        ripple(slabs if dice.roll() < 0.5 else dark, round(x), round(y), round(half), 5 + (y - 740) * 0.05)
    canvas.shape(slabs, mix(HONEY, CREAM, 0.4), 0.2)
    canvas.shape(dark, NIGHT, 0.35)
    spots = [(between(dice, 330, 980), between(dice, 738, 756)) for _ in range(18)]
    canvas.shape(grass(dice, spots, 14, 30), mix(LEAF_DEEP, LEAF_WARM, 0.35))


def _beams(canvas: Canvas) -> None:
    """Let the morning fall in: three soft shafts of light."""
    for top, low, strength in [((430, 560), (620, 900), 0.3), ((600, 700), (900, 1130), 0.34), ((760, 830), (1160, 1300), 0.22)]:
        beam = Pen().polygon([(top[0], 150), (top[1], 150), (low[1], 930), (low[0], 930)])
        paint = canvas.slant((top[0], 150), (low[0], 930), (0.2, "#fff4d8", 0), (0.5, "#ffe9c0", 0.75), (1, HONEY, 0))
        canvas.shape(beam, paint, strength)


def _shrine(canvas: Canvas) -> None:
    """Draw the shrine on its stone steps at the right, lit from the mouth and by its own candles."""
    for step in range(5):
        left, right, y = 850 - step * 22, 1420 + step * 22, 748 + step * 19
        canvas.shape(Pen().polygon([(left, y + 8), (left + 8, y), (right - 8, y), (right, y + 8)]), canvas.slant((left, 0), (right, 0), (0, mix(CREAM, HONEY, 0.3), 1), (1, mix(INDIGO_SOFT, INDIGO, 0.4), 1)))
        canvas.shape(Pen().polygon([(left, y + 19), (left, y + 8), (right, y + 8), (right, y + 19)]), canvas.slant((left, 0), (right, 0), (0, mix(EARTH, HONEY, 0.3), 1), (1, mix(INDIGO, NIGHT, 0.4), 1)))
    inside = canvas.glow((0, "#ffe2a6", 1), (0.4, mix(HONEY, PERSIMMON_DEEP, 0.5), 1), (1, mix(BARK, NIGHT, 0.4), 1))
    canvas.shape(Pen().polygon([(906, 748), (906, 540), (1364, 540), (1364, 748)]), inside)
    _altar(canvas)
    stops = [(0, mix(WOOD, HONEY, 0.6), 1.0), (0.4, mix(WOOD, HONEY, 0.1), 1.0), (1, mix(WOOD, NIGHT, 0.6), 1.0)]
    for x in (914, 1030, 1240, 1356):
        paint = canvas.slant((x - 14, 0), (x + 14, 0), *stops)
        canvas.shape(Pen().polygon([(x - 13, 746), (x - 13, 540), (x + 13, 540), (x + 13, 746)]), paint)
        canvas.shape(Pen().polygon([(x - 21, 750), (x - 17, 734), (x + 17, 734), (x + 21, 750)]), mix(CREAM, EARTH, 0.45))
    canvas.shape(Pen().polygon([(890, 560), (890, 534), (1380, 534), (1380, 560)]), mix(WOOD, NIGHT, 0.3))
    carve = Pen(1)
    for step in range(24):
        start = 896 + step * 20.2
        carve.move(start, 556).quad(start + 10, 536, start + 18, 556).quad(start + 10, 548, start, 556).close()
    canvas.shape(carve, mix(HONEY, WOOD, 0.25), 0.8)
    temple_roof(canvas, Roof((816, 1454), (424, 536), 28, 38, 7, 1.35))
    shade = canvas.slant((900, 0), (1480, 0), (0, NIGHT, 0), (0.4, NIGHT, 0.1), (1, NIGHT, 0.62))
    canvas.shape(Pen().polygon([(816, 536), (940, 424), (1345, 424), (1510, 478), (1510, 545)]), shade)
    canvas.shape(Pen().polygon([(1180, 750), (1180, 534), (1384, 534), (1384, 750)]), canvas.slant((1180, 0), (1384, 0), (0, NIGHT, 0), (1, NIGHT, 0.5)))


def _altar(canvas: Canvas) -> None:
    parts = Batch(1)
    parts[mix(PERSIMMON_DEEP, NIGHT, 0.35)].polygon([(1066, 748), (1066, 690), (1206, 690), (1206, 748)])
    parts[HONEY].polygon([(1056, 692), (1056, 682), (1216, 682), (1216, 692)])
    parts[mix(PERSIMMON_DEEP, HONEY, 0.25)].polygon([(1092, 682), (1092, 640), (1180, 640), (1180, 682)])
    parts[mix(HONEY, CREAM, 0.3)].polygon([(1086, 642), (1086, 634), (1186, 634), (1186, 642)])
    parts[mix(JADE, CREAM, 0.4)].polygon([(1120, 634), (1114, 612), (1158, 612), (1152, 634)])
    for x in (1074, 1198):
        parts[CREAM].polygon([(x - 4, 682), (x - 4, 654), (x + 4, 654), (x + 4, 682)])
    for x in (1130, 1136, 1142):
        parts[mix(PERSIMMON_DEEP, HONEY, 0.3)].polygon([(x - 1, 612), (x - 1, 582), (x + 1, 582), (x + 1, 612)])
    parts.paint(canvas)
    flame = canvas.glow((0, "#fffbe8", 1), (0.3, "#ffe3a8", 0.8), (1, HONEY, 0))
    for x in (1074, 1198):
        canvas.oval(x, 646, 30, 34, flame)
    canvas.oval(1136, 640, 150, 100, flame, 0.4)
    smoke = Pen().move(1136, 580).cubic((1110, 520), (1170, 470), (1130, 400)).cubic((1100, 340), (1150, 290), (1120, 220))
    smoke.move(1138, 580).cubic((1160, 530), (1110, 480), (1150, 420))
    canvas.stroke(smoke, PAPER, 5, 0.16)


def _hanging(canvas: Canvas, dice: Dice) -> None:
    """Hang stone teeth and ferns from the roof of the cave, close to the eye."""
    teeth, lights = Pen(), Pen()
    for x, wide, long in [(60, 90, 330), (170, 60, 210), (262, 46, 130), (1180, 50, 120), (1290, 70, 220), (1400, 54, 160), (1510, 110, 380), (960, 40, 84)]:
        teeth.move(x - wide, -10).quad(x - wide * 0.3, long * 0.45, x - 4, long).quad(x + wide * 0.22, long * 0.5, x + wide, -10).close()
        lights.move(x - 3, long - 4).quad(x - wide * 0.24, long * 0.45, x - wide * 0.5, long * 0.14)
    canvas.shape(teeth, canvas.fade(0, 380, (0, NIGHT, 1), (1, mix(INDIGO_DEEP, INDIGO, 0.4), 1)))
    canvas.stroke(lights, mix(INDIGO_SOFT, HONEY, 0.2), 2.4, 0.35)
    fern, stems = Pen(), Pen()
    for root_x, root_y, turn in [(330, 92, 1.2), (420, 66, 1.7), (250, 130, 0.9), (870, 70, 1.9), (780, 50, 1.4), (1010, 96, 2.2)]:
        for frond in range(3):
            angle = turn + (frond - 1) * 0.5
            end = (root_x + math.cos(angle) * 84, root_y + math.sin(angle) * 84 + 36)
            stems.move(root_x, root_y).quad(root_x + math.cos(angle) * 44, root_y + math.sin(angle) * 44, *end)
            for step in range(1, 8):
                leaf_x, leaf_y = root_x + math.cos(angle) * step * 11, root_y + math.sin(angle) * step * 11 + step * step * 0.6
                for side in (-1.1, 1.1):
                    leaf(fern, (round(leaf_x), round(leaf_y)), round((angle + side) * 4) / 4, 24 - step * 2, 4)
    canvas.stroke(stems, mix(LEAF_DEEP, INDIGO_DEEP, 0.5), 2)
    canvas.shape(fern, mix(LEAF_DEEP, INDIGO_DEEP, 0.45))
    dark = grass(dice, [(between(dice, 0, 330), between(dice, 960, 1010)) for _ in range(16)], 40, 90)
    canvas.shape(dark, NIGHT, 0.8)
