"""The cat-lion: a painted mask and a cloth body pieced of strips in five colours."""

from __future__ import annotations

import math

from canvas import Canvas, Pen, Point
from lion_mask import FACE, GOLD, GREEN, RED, mask
from noise import Dice, between, wander
from palette import (
    CREAM,
    EARTH,
    HAZE,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE_DEEP,
    LEAF,
    LEAF_DEEP,
    NIGHT,
    PAPER,
    PEACH,
    PERSIMMON,
    mix,
)
from plants import grass
from ridges import Rows, Tower, canopy, crest, ground, karst, veil
from scenes import HEIGHT, WIDTH
from water import ripple

FIVE = (RED, GOLD, GREEN, PAPER, INDIGO_SOFT)
# The back of the lion from the neck to the tail: place and half the cloth's depth.
SPINE = [
    (600.0, 470.0, 150.0),
    (740, 400, 165),
    (880, 372, 170),
    (1020, 410, 165),
    (1140, 490, 160),
    (1250, 530, 150),
    (1350, 500, 112),
    (1420, 440, 60),
]


def draw() -> str:
    """Return the drawing."""
    dice = Dice(1510)
    canvas = Canvas("cat-lion", WIDTH, HEIGHT)
    _dusk(canvas, dice)
    _yard(canvas, dice)
    _legs(canvas)
    _body(canvas, dice)
    mask(canvas, dice)
    _sparks(canvas, dice)
    return canvas.svg()


def _dusk(canvas: Canvas, dice: Dice) -> None:
    stops = ((0, INDIGO_DEEP, 1), (0.34, mix(INDIGO, INDIGO_SOFT, 0.6), 1), (0.64, mix(mix(INDIGO_SOFT, HAZE, 0.3), PEACH, 0.62), 1))
    canvas.fill(canvas.fade(0, 700, *stops, (0.9, mix(HONEY, PEACH, 0.4), 1), (1, CREAM, 1)))
    glow = canvas.glow((0, "#ffe6b8", 0.95), (0.45, HONEY, 0.5), (1, PERSIMMON, 0))
    canvas.oval(760, 600, 900, 380, glow)
    stars = [(between(dice, 0, WIDTH), between(dice, 0, 260)) for _ in range(46)]
    pen = Pen()
    for x, y in stars:
        pen.move(x, y).dot()
    canvas.stroke(pen, CREAM, 2.6, 0.5)
    rows = [
        (610.0, mix(INDIGO_SOFT, PEACH, 0.25), [(40, 300), (190, 400), (330, 260), (620, 160), (1180, 230), (1330, 330), (1540, 430)]),
        (655.0, mix(INDIGO, INDIGO_SOFT, 0.35), [(-10, 230), (110, 150), (260, 90), (1390, 110), (1490, 190), (1610, 250)]),
    ]
    for base, tone, peaks in rows:
        towers = [Tower(x, high, high * 0.5, high * 0.52, between(dice, 1.7, 2.5)) for x, high in peaks]
        line = karst(dice, towers, base, 13)
        warm = mix(HONEY, PEACH, 0.45)
        paint = canvas.fade(base - 330, base + 30, (0, tone, 1), (0.55, mix(tone, warm, 0.4), 1), (1, warm, 1))
        canvas.shape(ground(crest(line, 0, WIDTH, 13), base + 80), paint)
        veil(canvas, mix(HONEY, PEACH, 0.4), [(250, base, 380, 34, 0.55), (1300, base, 380, 34, 0.55)])


def _yard(canvas: Canvas, dice: Dice) -> None:
    swell = wander(dice, 240, 2)
    tones = [mix(mix(INDIGO, JADE_DEEP, 0.5), INDIGO_DEEP, step / 2) for step in range(3)]
    canopy(canvas, dice, lambda x: 668 + 10 * swell(x), (0, WIDTH), 780, Rows(tones, 20, 26))
    earth = ((0, mix(EARTH, HONEY, 0.4), 1), (0.4, mix(EARTH, INDIGO, 0.3), 1), (1, mix(INDIGO_DEEP, NIGHT, 0.4), 1))
    canvas.shape(f"M0 738h{WIDTH}v262H0z", canvas.fade(735, HEIGHT, *earth))
    marks = Pen()
    for _ in range(60):
        y = 752 + 240 * dice.roll()
        ripple(marks, round(between(dice, 0, WIDTH)), round(y), round((y - 690) * 0.24), 5)
    canvas.shape(marks, NIGHT, 0.2)
    tufts = [(between(dice, 0, WIDTH), between(dice, 736, 752)) for _ in range(40)]
    canvas.shape(grass(dice, tufts, 10, 22), mix(LEAF_DEEP, INDIGO_DEEP, 0.4))
    shadow = canvas.glow((0, NIGHT, 0.75), (0.6, NIGHT, 0.45), (1, NIGHT, 0))
    canvas.oval(930, 900, 560, 60, shadow)


def _legs(canvas: Canvas) -> None:
    """Draw the two dancers below the cloth: loose indigo trousers, red wraps, soft shoes."""
    steps: list[tuple[Point, Point, float]] = [
        ((640, 560), (560, 880), -1),
        ((720, 560), (744, 900), 1),
        ((1150, 620), (1110, 890), -1),
        ((1240, 620), (1292, 880), 1),
    ]
    cloth = canvas.fade(560, 860, (0, NIGHT, 1), (1, INDIGO, 1))
    for (hip_x, hip_y), (foot_x, foot_y), side in steps:
        knee = ((hip_x + foot_x) / 2 + side * 34, (hip_y + foot_y) / 2 - 6)
        leg = Pen().move(hip_x - 44, hip_y).quad(knee[0] - 56, knee[1], foot_x - 22, foot_y - 74).line(foot_x + 26, foot_y - 74)
        canvas.shape(leg.quad(knee[0] + 48, knee[1], hip_x + 46, hip_y).close(), cloth)
        wrap = Pen().polygon([(foot_x - 25, foot_y - 82), (foot_x + 29, foot_y - 82), (foot_x + 18, foot_y - 12), (foot_x - 16, foot_y - 12)])
        canvas.shape(wrap, RED)
        bands = Pen()
        for row in range(4):
            bands.move(foot_x - 22 + row * 2, foot_y - 72 + row * 15).line(foot_x + 24 - row * 2, foot_y - 64 + row * 15)
        canvas.stroke(bands, GOLD, 4)
        shoe = Pen().move(foot_x - 18, foot_y - 14).line(foot_x + 18, foot_y - 14).quad(foot_x + side * 62, foot_y - 8, foot_x + side * 60, foot_y + 8)
        canvas.shape(shoe.line(foot_x - side * 20, foot_y + 8).close(), mix(RED, NIGHT, 0.35))
        canvas.stroke(Pen().move(foot_x - side * 20, foot_y + 8).line(foot_x + side * 60, foot_y + 8), CREAM, 5)


def _spine(share: float) -> tuple[float, float, float, float]:
    """Return a place on the back: x, y, half depth, and the direction of the back there."""
    place = share * (len(SPINE) - 1)
    index = min(int(place), len(SPINE) - 2)
    part = place - index
    knots = [SPINE[max(index - 1, 0)], SPINE[index], SPINE[index + 1], SPINE[min(index + 2, len(SPINE) - 1)]]
    values, slopes = [], []
    for axis in range(3):
        a, b, c, d = (knot[axis] for knot in knots)
        p, q, r = c - a, 2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d
        values.append(b + 0.5 * part * (p + part * (q + part * r)))
        slopes.append(0.5 * (p + part * (2 * q + part * 3 * r)))
    return (values[0], values[1], values[2], math.atan2(slopes[1], slopes[0]))


def _across(share: float, down: float) -> Point:
    """Return a point of the cloth: along the back by share, from its top (-1) to its hem (1)."""
    x, y, half, turn = _spine(share)
    # The cloth hangs: it leans with the back above, and falls straight below.
    lean = turn * (0.75 if down < 0 else 0.28)
    return (x - math.sin(lean) * half * down, y + math.cos(lean) * half * down * (1.0 if down < 0 else 1.22))


def _body(canvas: Canvas, dice: Dice) -> None:
    _tail(canvas)
    _crest(canvas)
    count = 40
    strips = [Pen() for _ in FIVE]
    seams = Pen()
    for index in range(count):
        a, b = index / count, (index + 1) / count
        left = [_across(a, down) for down in (-1, -0.35, 0.35, 1)]
        right = [_across(b, down) for down in (-1, -0.35, 0.35, 1)]
        tip = _across((a + b) / 2, 1.15)
        pen = strips[index % 5].move(*left[0]).curve_through(left).line(*tip).line(*right[3])
        pen.curve_through(list(reversed(right))).close()
        seams.move(*left[0]).curve_through(left)
    for tone, pen in zip(FIVE, strips, strict=True):
        canvas.shape(pen, tone)
    canvas.stroke(seams, INDIGO_DEEP, 2.2, 0.4)
    _bands(canvas, count)
    for low, high, tone, opacity in [(-1.0, -0.72, "#fff3d6", 0.34), (-0.72, -0.4, "#fff3d6", 0.14), (0.1, 0.5, NIGHT, 0.16), (0.5, 1.14, NIGHT, 0.32)]:
        upper = [_across(step / 16, low) for step in range(17)]
        lower = [_across(step / 16, high) for step in range(17)]
        canvas.shape(Pen().smooth(upper).line(*lower[-1]).curve_through(list(reversed(lower))).close(), tone, opacity)
    folds = Pen()
    for share in (0.16, 0.27, 0.39, 0.5, 0.61, 0.73, 0.84):
        start = between(dice, -0.5, 0.1)
        folds.move(*_across(share, 1.05)).curve_through([_across(share, 1.05), _across(share + 0.012, 0.5), _across(share - 0.004, start)])
        folds.curve_through([_across(share - 0.004, start), _across(share + 0.03, 0.5), _across(share + 0.035, 1.05)]).close()
    canvas.shape(folds, NIGHT, 0.26)
    fringe, knots = Pen(), Pen()
    for index in range(count):
        x, y = _across((index + 0.5) / count, 1.15)
        knots.move(x, y).dot()
        for lean in (-5, 0, 5):
            fringe.move(x, y).line(x + lean, y + 26)
    canvas.stroke(fringe, GOLD, 3)
    canvas.stroke(knots, RED, 10)
    back = [_across(step / 20, -1) for step in range(21)]
    canvas.stroke(Pen().smooth(back), GOLD, 7)


def _crest(canvas: Canvas) -> None:
    """Set a crest of white tongues along the back, behind the cloth."""
    tufts = Pen()
    for step in range(60):
        x, y = _across(step / 60, -0.97)
        turn = _spine(step / 60)[3] - math.pi / 2 - 0.5
        tufts.move(x - 13, y + 14).quad(x - 8, y - 14, x + math.cos(turn) * 38, y + math.sin(turn) * 38).quad(x + 9, y - 8, x + 15, y + 14).close()
    canvas.shape(tufts, PAPER)


def _bands(canvas: Canvas, count: int) -> None:
    """Stitch two rows of small diamonds along the cloth."""
    light, dark = Pen(), Pen()
    for down in (-0.5, 0.42):
        for index in range(count):
            x, y = _across((index + 0.5) / count, down)
            pen = light if index % 5 in (0, 2, 4) else dark
            pen.polygon([(x, y - 14), (x + 9, y), (x, y + 14), (x - 9, y)])
    canvas.shape(light, CREAM, 0.85)
    canvas.shape(dark, RED, 0.85)


def _tail(canvas: Canvas) -> None:
    x, y = SPINE[-1][0], SPINE[-1][1]
    stem = Pen().move(x - 20, y + 10).cubic((x + 60, y - 20), (x + 20, y - 120), (x + 60, y - 170))
    canvas.stroke(stem, RED, 26)
    canvas.stroke(stem, GOLD, 6)
    for tone, spread, reach in [(RED, 1.0, 120), (GOLD, 0.72, 104), (PAPER, 0.45, 84)]:
        plume = Pen()
        for step in range(9):
            angle = -1.2 + (step - 4) * 0.26 * spread
            ux, uy = math.cos(angle), math.sin(angle)
            root = (x + 60, y - 165)
            tip = (root[0] + ux * reach, root[1] + uy * reach)
            plume.move(*root).quad(root[0] + ux * reach * 0.5 - uy * 18, root[1] + uy * reach * 0.5 + ux * 18, *tip)
            plume.quad(root[0] + ux * reach * 0.5 + uy * 18, root[1] + uy * reach * 0.5 - ux * 18, *root).close()
        canvas.shape(plume, tone)


def _sparks(canvas: Canvas, dice: Dice) -> None:
    """Let bright paper scraps float round the dance."""
    tones = [PERSIMMON, GOLD, PAPER, mix(LEAF, GOLD, 0.4)]
    for tone in tones:
        scraps = Pen()
        for _ in range(9):
            x, y = between(dice, 40, 1560), between(dice, 60, 720)
            if abs(x - FACE[0]) > 350 and not (700 < x < 1430 and 200 < y < 800):
                size = between(dice, 5, 10)
                scraps.polygon([(x, y - size), (x + size * 0.8, y), (x, y + size), (x - size * 0.5, y - 1)])
        canvas.shape(scraps, tone, 0.85)
