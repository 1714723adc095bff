"""The tính lute with its chain of bells on indigo cloth."""

from __future__ import annotations

import math

from canvas import Batch, Canvas, Pen, Point
from noise import Dice, between, wander
from palette import (
    BARK,
    CREAM,
    EARTH,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE,
    LEAF_WARM,
    NIGHT,
    PAPER,
    PERSIMMON,
    PERSIMMON_DEEP,
    mix,
)
from ridges import veil
from scenes import HEIGHT, WIDTH

GOURD = (470.0, 640.0)
ANGLE = math.radians(-27.0)
RADIUS = 205.0
WOOD = mix(EARTH, BARK, 0.35)
BRASS = "#d8a54a"


def draw() -> str:
    """Return the drawing."""
    dice = Dice(2019)
    canvas = Canvas("tinh-lute", WIDTH, HEIGHT)
    _cloth(canvas, dice)
    _brocade(canvas)
    _folds(canvas, dice)
    _shadow(canvas)
    _neck(canvas)
    _gourd(canvas, dice)
    _strings(canvas)
    _bells(canvas, dice)
    veil(canvas, "#fff0d2", [(330, 230, 620, 420, 0.14)])
    return canvas.svg()


def _along(far: float, side: float) -> Point:
    """Return a point in the lute's own frame: along its neck, and across it."""
    x, y = GOURD
    return (
        x + math.cos(ANGLE) * far - math.sin(ANGLE) * side,
        y + math.sin(ANGLE) * far + math.cos(ANGLE) * side,
    )


def _cloth(canvas: Canvas, dice: Dice) -> None:
    canvas.fill(canvas.slant((0, 0), (1600, 1000), (0, mix(INDIGO, INDIGO_SOFT, 0.4), 1), (0.5, INDIGO, 1), (1, INDIGO_DEEP, 1)))
    threads, cross = Pen(), Pen()
    for step in range(84):
        y = step * 12 + round(between(dice, -2, 2))
        threads.move(0, y).line(WIDTH, y + 4)
    for step in range(110):
        x = step * 15 + round(between(dice, -3, 3))
        cross.move(x, 0).line(x + 4, HEIGHT)
    canvas.stroke(threads, mix(INDIGO_SOFT, PAPER, 0.25), 1.1, 0.14)
    canvas.stroke(cross, NIGHT, 1.4, 0.2)


def _brocade(canvas: Canvas) -> None:
    """Weave a band of diamonds and hooks down the right side and a narrow one at the left."""
    for left, wide in ((1310, 200), (62, 74)):
        canvas.shape(f"M{left} 0h{wide}v{HEIGHT}H{left}z", mix(NIGHT, INDIGO_DEEP, 0.5))
        edge = Pen()
        for x in (left + 7, left + wide - 7):
            edge.move(x, 0).line(x, HEIGHT)
        canvas.stroke(edge, PERSIMMON, 5)
        inner = Pen()
        for x in (left + 17, left + wide - 17):
            inner.move(x, 0).line(x, HEIGHT)
        canvas.stroke(inner, HONEY, 2.4)
    parts = Batch()
    for row in range(9):
        _motif(parts, 1410, 56 + row * 112, (PERSIMMON, HONEY, JADE, CREAM) if row % 2 else (JADE, CREAM, PERSIMMON, HONEY))
    for row in range(22):
        y = 22 + row * 46
        parts[PERSIMMON if row % 2 else JADE].polygon([(99, y - 19), (116, y), (99, y + 19), (82, y)])
        parts[CREAM].polygon([(99, y - 8), (106, y), (99, y + 8), (92, y)])
    parts.paint(canvas)


def _motif(parts: Batch, x: float, y: float, tones: tuple[str, str, str, str]) -> None:
    """Weave one stepped diamond with four small ones at its corners."""
    for tone, size in zip(tones[:3], (52, 36, 20), strict=True):
        steps = []
        for quarter in range(4):
            for step in range(4):
                a, b = size * (1 - step / 4), size * step / 4
                corner = [(a, b), (-b, a), (-a, -b), (b, -a)][quarter]
                after = [(a, b + size / 4), (-b - size / 4, a), (-a, -b - size / 4), (b + size / 4, -a)][quarter]
                steps += [(x + corner[0] * 1.25, y + corner[1]), (x + after[0] * 1.25, y + after[1])]
        parts[tone].polygon(steps)
    parts[tones[3]].polygon([(x, y - 8), (x + 10, y), (x, y + 8), (x - 10, y)])
    for side in (-1, 1):
        cx = x + side * 66
        parts[tones[1]].polygon([(cx, y + 42), (cx + 12, y + 56), (cx, y + 70), (cx - 12, y + 56)])
        parts[tones[3]].polygon([(cx, y + 50), (cx + 5, y + 56), (cx, y + 62), (cx - 5, y + 56)])
        hook = [(cx - side * 4, y - 22), (cx + side * 14, y - 22), (cx + side * 14, y + 22), (cx - side * 4, y + 22), (cx - side * 4, y + 12), (cx + side * 4, y + 12), (cx + side * 4, y - 12), (cx - side * 4, y - 12)]
        parts[tones[2]].polygon(hook)


def _folds(canvas: Canvas, dice: Dice) -> None:
    """Lay long soft folds over the cloth and its bands: a dark side and a lit side each."""
    for start, lean, wide in [(40, 260, 120), (300, 330, 90), (640, 200, 150), (980, 300, 110), (1240, 240, 130), (1500, 200, 90)]:
        sway = wander(dice, 300, 2)
        for side, tone, opacity in ((1, NIGHT, 0.34), (-1, INDIGO_SOFT, 0.3)):
            left = [(start + lean * y / HEIGHT + sway(y) * 26, float(y)) for y in range(-20, HEIGHT + 120, 110)]
            right = [(x + side * wide * (0.7 + 0.3 * sway(y + 500)), y) for x, y in left]
            pen = Pen().smooth(left).line(*right[-1]).curve_through(list(reversed(right))).close()
            x0, x1 = start + lean * 0.5, start + lean * 0.5 + side * wide
            turn = lean / HEIGHT
            # The gradient runs square to the fold, so that it stays soft along its whole length.
            paint = canvas.slant((x0, 500), (x0 + (x1 - x0) / (1 + turn * turn), 500 - (x1 - x0) * turn / (1 + turn * turn)), (0, tone, 0.95), (1, tone, 0))
            canvas.shape(pen, paint, opacity)


def _shadow(canvas: Canvas) -> None:
    for grow, opacity in ((34, 0.1), (22, 0.13), (10, 0.18)):
        canvas.oval(GOURD[0] + 26, GOURD[1] + 34, RADIUS + grow, RADIUS + grow, NIGHT, opacity)
        a, b = _along(0, 0), _along(1060, 0)
        canvas.stroke(Pen().polyline([(a[0] + 22, a[1] + 32), (b[0] + 16, b[1] + 24)]), NIGHT, 30 + grow, opacity)


def _neck(canvas: Canvas) -> None:
    """Draw the long neck, the pegs and the curved head."""
    low, high = _along(0, -20), _along(0, 20)
    wood = canvas.slant(low, high, (0, mix(WOOD, HONEY, 0.55), 1), (0.35, WOOD, 1), (1, mix(BARK, NIGHT, 0.4), 1))
    pegs = Pen(1)
    for far, side in ((905, -1), (955, 1), (1005, -1)):
        pegs.polygon([_along(far - 6, side * 14), _along(far - 9, side * 74), _along(far + 9, side * 74), _along(far + 6, side * 14)])
        canvas.oval(*_along(far, side * 80), 15, 15, mix(WOOD, HONEY, 0.3))
        canvas.oval(*_along(far - 3, side * 82 - 3), 7, 7, mix(HONEY, CREAM, 0.4), 0.6)
    canvas.shape(pegs, mix(WOOD, BARK, 0.3))
    shaft = [_along(-RADIUS + 8, -17), _along(860, -12), _along(880, -20), _along(1030, -18), _along(1030, 18), _along(880, 20), _along(860, 12), _along(-RADIUS + 8, 17)]
    canvas.shape(Pen(1).polygon(shaft), wood)
    head = Pen(1).move(*_along(1024, -18)).cubic(_along(1090, -20), _along(1130, -50), _along(1140, -112))
    head.cubic(_along(1168, -40), _along(1130, 24), _along(1024, 18)).close()
    canvas.shape(head, wood)
    slot = [_along(892, -7), _along(1018, -6), _along(1018, 6), _along(892, 7)]
    canvas.shape(Pen(1).polygon(slot), NIGHT, 0.6)
    nut = [_along(862, -15), _along(872, -15), _along(872, 15), _along(862, 15)]
    canvas.shape(Pen(1).polygon(nut), CREAM)
    inlay = Pen(1)
    for far in (800, 816, 832):
        inlay.polygon([_along(far, -6), _along(far + 5, 0), _along(far, 6), _along(far - 5, 0)])
    canvas.shape(inlay, mix(HONEY, CREAM, 0.5))
    _tassel(canvas)


def _tassel(canvas: Canvas) -> None:
    x, y = _along(1128, -64)
    cord = Pen().move(x, y).cubic((x + 60, y + 20), (x + 40, y + 120), (x + 66, y + 168))
    canvas.stroke(cord, PERSIMMON_DEEP, 5)
    threads = Pen()
    for step in range(-6, 7):
        threads.move(x + 66 + step * 1.2, y + 196).quad(x + 66 + step * 3, y + 250, x + 66 + step * 4.4, y + 300 - abs(step) * 2)
    canvas.stroke(threads, PERSIMMON, 4)
    canvas.stroke(Pen().move(x + 62, y + 214).line(x + 70, y + 286), mix(PERSIMMON, HONEY, 0.6), 3)
    canvas.oval(x + 66, y + 182, 15, 18, HONEY)
    canvas.oval(x + 62, y + 177, 5, 6, PAPER, 0.7)


def _gourd(canvas: Canvas, dice: Dice) -> None:
    """Draw the half gourd and its thin sound board."""
    x, y = GOURD
    shell = canvas.glow_from((0.36, 0.3), (0, mix(HONEY, EARTH, 0.25), 1), (0.6, mix(EARTH, BARK, 0.2), 1), (1, mix(BARK, NIGHT, 0.45), 1))
    canvas.oval(x, y, RADIUS, RADIUS, shell)
    board = canvas.glow_from((0.36, 0.32), (0, mix(CREAM, PAPER, 0.4), 1), (0.5, mix(CREAM, HONEY, 0.55), 1), (1, mix(HONEY, EARTH, 0.5), 1))
    canvas.oval(x - 3, y - 4, RADIUS - 19, RADIUS - 19, board)
    rings = Pen(1)
    for far in range(-9, 10):
        reach = math.sqrt(max(0.0, 1 - (far / 10) ** 2)) * (RADIUS - 26)
        bend = between(dice, -7, 7)
        rings.move(*_along(-reach - 2, far * 18 - 4)).quad(*_along(0, far * 18 + bend - 4), *_along(reach - 4, far * 18 - 4))
    canvas.stroke(rings, EARTH, 1.5, 0.28)
    pins = Pen()
    for step in range(30):
        angle = step * math.tau / 30
        pins.move(x - 3 + math.cos(angle) * (RADIUS - 28), y - 4 + math.sin(angle) * (RADIUS - 28)).dot()
    canvas.stroke(pins, mix(EARTH, BARK, 0.5), 6)
    holes = Pen(1)
    cx, cy = _along(52, 0)
    for step in range(8):
        angle = step * math.tau / 8
        holes.disc(cx + math.cos(angle) * 30, cy + math.sin(angle) * 30, 7)
        holes.disc(cx + math.cos(angle + 0.39) * 48, cy + math.sin(angle + 0.39) * 48, 4)
    holes.disc(cx, cy, 9)
    canvas.shape(holes, mix(BARK, NIGHT, 0.5))
    canvas.stroke(Pen(1).disc(cx, cy, 62), mix(PERSIMMON_DEEP, EARTH, 0.3), 3, 0.7)
    canvas.oval(x - 84, y - 98, 62, 30, "#ffffff", 0.2)


def _strings(canvas: Canvas) -> None:
    bridge = [_along(-74, -40), _along(-60, -40), _along(-60, 40), _along(-74, 40)]
    canvas.shape(Pen(1).polygon([(px + 5, py + 7) for px, py in bridge]), NIGHT, 0.3)
    canvas.shape(Pen(1).polygon(bridge), mix(WOOD, BARK, 0.3))
    canvas.shape(Pen(1).polygon([_along(-74, -40), _along(-70, -40), _along(-70, 40), _along(-74, 40)]), mix(HONEY, WOOD, 0.3))
    shade, lines = Pen(1), Pen(1)
    for side, end in ((-11, 905), (0, 1005), (11, 955)):
        a, b, c = _along(-RADIUS + 14, side * 0.5), _along(-67, side), _along(868, side * 0.75)
        d = _along(end, side * 0.3)
        lines.polyline([a, b, c, d])
        shade.polyline([(px + 4, py + 6) for px, py in (a, b, c)])
    canvas.stroke(shade, NIGHT, 2.4, 0.35)
    canvas.stroke(lines, "#fff6e0", 2.2)
    canvas.oval(*_along(-RADIUS + 12, 0), 9, 9, mix(WOOD, BARK, 0.5))


def _bells(canvas: Canvas, dice: Dice) -> None:
    """Coil the chain of small brass bells that keeps the beat."""
    points: list[Point] = []
    for step in range(150):
        angle = step * 0.155
        reach = 128 - step * 0.52
        points.append((1060 + math.cos(angle) * reach * 1.35, 770 + math.sin(angle) * reach * 0.9))
    start = [(1290.0, 640.0), (1262, 690), (1246, 740)]
    chain = Pen(1).smooth([*start, *points[::4]])
    shadow = Pen().smooth([(px + 9, py + 13) for px, py in [*start, *points[::6]]])
    canvas.stroke(shadow, NIGHT, 17, 0.4)
    canvas.stroke(chain, mix(BRASS, BARK, 0.55), 9)
    links = Pen(1)
    for px, py in points[::2]:
        links.move(px, py).dot()
    canvas.stroke(links, mix(BRASS, CREAM, 0.35), 5)
    paint = canvas.glow_from((0.35, 0.3), (0, "#fff1c4", 1), (0.35, BRASS, 1), (1, mix(BRASS, BARK, 0.65), 1))
    slits = Pen(1)
    for index, (px, py) in enumerate(points[4:140:9]):
        turn = index * 1.4 + between(dice, 0, 0.6)
        bx, by = px + math.cos(turn) * 17, py + math.sin(turn) * 15
        canvas.oval(bx + 6, by + 8, 20, 19, NIGHT, 0.35)
        canvas.oval(bx, by, 19, 19, paint)
        slits.move(bx - 12, by + 3).line(bx + 12, by + 8).move(bx - 12, by + 3).dot().move(bx + 12, by + 8).dot()
    canvas.stroke(slits, mix(BARK, NIGHT, 0.4), 2.6)
    for dx, dy, tone in [(0, 0, PERSIMMON), (18, 10, LEAF_WARM), (-16, 12, JADE)]:
        threads = Pen()
        for step in range(-3, 4):
            threads.move(1292 + dx * 0.4, 632).quad(1296 + dx + step * 3, 590 - dy, 1300 + dx + step * 7, 548 + abs(step) * 3 + dy)
        canvas.stroke(threads, tone, 4)
    canvas.oval(1292, 634, 13, 13, HONEY)
