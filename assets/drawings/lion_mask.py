"""The painted mask of the cat-lion, with its mane and beard of cloth."""

from __future__ import annotations

import math

from canvas import Batch, Canvas, Pen
from noise import Dice, between
from palette import (
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE,
    LEAF_DEEP,
    NIGHT,
    PAPER,
    PERSIMMON,
    PERSIMMON_DEEP,
    mix,
)

RED = mix(PERSIMMON_DEEP, "#b0261c", 0.5)
GOLD = "#f2b84b"
GREEN = mix(LEAF_DEEP, JADE, 0.35)
FACE = (560.0, 440.0)


def mask(canvas: Canvas, dice: Dice) -> None:
    """Draw the mane, then the face in front of it."""
    _mane(canvas, dice)
    _face(canvas)


def _ring(count: int, start: float, end: float) -> list[float]:
    return [start + (end - start) * step / (count - 1) for step in range(count)]


def _mane(canvas: Canvas, dice: Dice) -> None:
    """Set rings of tongues of cloth round the face."""
    x0, y0 = FACE
    for reach, tone, count, wide in [(330, GREEN, 30, 30), (304, GOLD, 28, 29), (276, PAPER, 26, 28)]:
        tongues = Pen()
        for angle in _ring(count, -math.pi * 1.28, math.pi * 0.28):
            long = reach * between(dice, 0.94, 1.05)
            ux, uy = math.cos(angle), math.sin(angle) * 0.96
            a, b = (x0 + ux * 190, y0 + uy * 190), (x0 + ux * long, y0 + uy * long)
            tongues.move(a[0] - uy * wide, a[1] + ux * wide).quad(a[0] + ux * 70 - uy * wide, a[1] + uy * 70 + ux * wide, *b)
            tongues.quad(a[0] + ux * 60 + uy * wide, a[1] + uy * 60 - ux * wide, a[0] + uy * wide, a[1] - ux * wide).close()
        canvas.shape(tongues, tone)
        canvas.shape(tongues, INDIGO_DEEP, 0.08)


def _face(canvas: Canvas) -> None:
    x, y = FACE
    canvas.oval(x + 14, y + 26, 238, 236, NIGHT, 0.3)
    _beard(canvas)
    for side in (-1, 1):
        ear = Pen().move(x + side * 92, y - 176).quad(x + side * 150, y - 320, x + side * 236, y - 270).quad(x + side * 246, y - 190, x + side * 196, y - 110).close()
        canvas.shape(ear, RED)
        inner = Pen().move(x + side * 124, y - 184).quad(x + side * 164, y - 278, x + side * 214, y - 250).quad(x + side * 218, y - 196, x + side * 184, y - 138).close()
        canvas.shape(inner, GOLD)
        core = Pen().move(x + side * 150, y - 186).quad(x + side * 176, y - 240, x + side * 200, y - 230).quad(x + side * 202, y - 190, x + side * 182, y - 160).close()
        canvas.shape(core, PAPER)
    skull = Pen().move(x, y - 236).cubic((x + 150, y - 236), (x + 236, y - 150), (x + 234, y - 10)).cubic((x + 232, y + 110), (x + 140, y + 196), (x, y + 196))
    skull.cubic((x - 140, y + 196), (x - 232, y + 110), (x - 234, y - 10)).cubic((x - 236, y - 150), (x - 150, y - 236), (x, y - 236)).close()
    paint = canvas.glow_from((0.4, 0.32), (0, mix(PERSIMMON, GOLD, 0.25), 1), (0.45, mix(PERSIMMON, RED, 0.4), 1), (1, mix(RED, NIGHT, 0.35), 1))
    canvas.shape(skull, paint)
    _paintwork(canvas)
    _forehead(canvas)
    _mouth(canvas)
    for side in (-1, 1):
        _cheek(canvas, side)
        _eye(canvas, x + side * 104, y - 62, side)
    _nose(canvas)


def _paintwork(canvas: Canvas) -> None:
    """Paint fine lines and dots over the mask, as its maker would."""
    x, y = FACE
    lines, spots = Pen(), Pen()
    for side in (-1, 1):
        for row in range(4):
            reach = 222 - row * 13
            lines.move(x + side * reach, y - 96 + row * 8).quad(x + side * (reach + 6), y - 20, x + side * (reach - 10), y + 40 - row * 10)
        for row in range(3):
            start = (x + side * (70 + row * 6), y + 52 + row * 11)
            lines.move(*start).quad(x + side * 100, y + 44 + row * 14, x + side * 118, y + 60 + row * 12)
        for step in range(7):
            angle = math.pi * (0.62 + step * 0.09)
            spots.move(x - side * math.cos(angle) * 92 + side * 104 - side * 30, y - 62 + math.sin(angle) * 88).dot()
        for step in range(6):
            spots.move(x + side * (44 + step * 27), y - 196 + step * step * 1.9).dot()
    canvas.stroke(lines, GOLD, 4, 0.85)
    canvas.stroke(spots, PAPER, 7, 0.9)


def _forehead(canvas: Canvas) -> None:
    x, y = FACE
    parts = Batch(1)
    for step in range(7):
        angle = -math.pi / 2 + (step - 3) * 0.42
        ux, uy = math.cos(angle), math.sin(angle)
        cx, cy = x, y - 150
        petal = parts[GOLD].move(cx, cy)
        petal.quad(cx + ux * 40 - uy * 18, cy + uy * 40 + ux * 18, cx + ux * 70, cy + uy * 70).quad(cx + ux * 40 + uy * 18, cy + uy * 40 - ux * 18, cx, cy).close()
        thin = parts[PAPER].move(cx + ux * 16, cy + uy * 16)
        thin.quad(cx + ux * 38 - uy * 7, cy + uy * 38 + ux * 7, cx + ux * 56, cy + uy * 56).quad(cx + ux * 38 + uy * 7, cy + uy * 38 - ux * 7, cx + ux * 16, cy + uy * 16).close()
    parts[GREEN].disc(x, y - 150, 24)
    parts[GOLD].disc(x, y - 150, 14)
    for side in (-1, 1):
        for row, tone in ((0, GREEN), (1, GOLD)):
            lift = row * 20
            brow = parts[tone].move(x + side * 30, y - 116 + lift * 0.6)
            brow.quad(x + side * 90, y - 196 + lift, x + side * 190, y - 166 + lift).quad(x + side * 214, y - 150 + lift, x + side * 222, y - 176 + lift)
            brow.quad(x + side * 226, y - 118 + lift * 0.6, x + side * 180, y - 128 + lift * 0.6).quad(x + side * 100, y - 150 + lift * 0.8, x + side * 30, y - 116 + lift * 0.6).close()
    parts.paint(canvas)


def _eye(canvas: Canvas, x: float, y: float, side: int) -> None:
    canvas.oval(x, y, 74, 70, mix(RED, NIGHT, 0.55))
    canvas.oval(x, y, 67, 63, GOLD)
    canvas.oval(x, y, 56, 53, PAPER)
    shadow = canvas.fade(y - 53, y + 53, (0, INDIGO, 0.45), (0.5, INDIGO, 0))
    canvas.oval(x, y, 56, 53, shadow)
    canvas.oval(x - side * 8, y + 6, 34, 34, mix(GOLD, PERSIMMON, 0.55))
    canvas.oval(x - side * 8, y + 6, 29, 29, mix(RED, NIGHT, 0.25))
    canvas.oval(x - side * 8, y + 6, 20, 21, NIGHT)
    canvas.oval(x - side * 8 - 9, y + 1, 6.5, 6.5, "#ffffff", 0.9)
    rays = Pen()
    for step in range(24):
        angle = step * math.tau / 24
        rays.move(x + math.cos(angle) * 60, y + math.sin(angle) * 56.6).line(x + math.cos(angle) * 64, y + math.sin(angle) * 60)
    canvas.stroke(rays, RED, 3)
    # The lid falls toward the nose: a guardian's look, not a toy's.
    lid = Pen().move(x + side * 72, y - 24).cubic((x + side * 62, y - 92), (x - side * 62, y - 92), (x - side * 72, y + 2))
    lid.quad(x - side * 4, y - 36, x + side * 72, y - 24).close()
    canvas.shape(lid, mix(RED, NIGHT, 0.42))
    canvas.stroke(Pen().move(x - side * 72, y + 2).quad(x - side * 4, y - 36, x + side * 72, y - 24), GOLD, 5)


def _cheek(canvas: Canvas, side: int) -> None:
    x, y = FACE[0] + side * 166, FACE[1] + 62
    canvas.oval(x, y, 46, 44, mix(GOLD, PERSIMMON, 0.35), 0.95)
    whirl = Pen(1)
    points = []
    for step in range(26):
        angle, reach = step * 0.5, 4 + step * 1.35
        points.append((x + side * math.cos(angle) * reach, y + math.sin(angle) * reach))
    canvas.stroke(whirl.smooth(points[::2]), PAPER, 6)
    spots = Pen()
    for step in range(9):
        angle = -0.4 + step * 0.42
        spots.move(x + side * math.cos(angle) * 55, y + math.sin(angle) * 53).dot()
    canvas.stroke(spots, PAPER, 8)


def _nose(canvas: Canvas) -> None:
    x, y = FACE
    bridge = Pen().move(x - 26, y - 116).quad(x, y - 132, x + 26, y - 116).quad(x + 20, y - 40, x + 44, y + 4).line(x - 44, y + 4).quad(x - 20, y - 40, x - 26, y - 116).close()
    canvas.shape(bridge, GREEN)
    lines = Pen()
    for row in range(5):
        lines.move(x - 20 - row, y - 96 + row * 21).quad(x, y - 84 + row * 21, x + 20 + row, y - 96 + row * 21)
    canvas.stroke(lines, GOLD, 4.5)
    nose = Pen().move(x - 70, y + 26).cubic((x - 74, y - 20), (x - 24, y - 30), (x, y - 20)).cubic((x + 24, y - 30), (x + 74, y - 20), (x + 70, y + 26))
    nose.quad(x + 44, y + 52, x, y + 44).quad(x - 44, y + 52, x - 70, y + 26).close()
    canvas.shape(nose, canvas.fade(y - 26, y + 48, (0, mix(GOLD, PAPER, 0.4), 1), (1, mix(GOLD, PERSIMMON, 0.5), 1)))
    for side in (-1, 1):
        canvas.oval(x + side * 34, y + 24, 16, 11, mix(RED, NIGHT, 0.6))
    canvas.oval(x - 16, y - 2, 20, 9, "#ffffff", 0.55)


def _mouth(canvas: Canvas) -> None:
    x, y = FACE
    lips = Pen().move(x - 186, y + 66).quad(x, y + 118, x + 186, y + 66).cubic((x + 190, y + 190), (x + 96, y + 246), (x, y + 246))
    lips.cubic((x - 96, y + 246), (x - 190, y + 190), (x - 186, y + 66)).close()
    canvas.shape(lips, GOLD)
    inside = Pen().move(x - 166, y + 86).quad(x, y + 134, x + 166, y + 86).cubic((x + 164, y + 186), (x + 84, y + 228), (x, y + 228))
    inside.cubic((x - 84, y + 228), (x - 164, y + 186), (x - 166, y + 86)).close()
    canvas.shape(inside, mix(NIGHT, RED, 0.18))
    tongue = Pen().move(x - 70, y + 214).quad(x - 64, y + 158, x, y + 170).quad(x + 64, y + 158, x + 70, y + 214).quad(x, y + 236, x - 70, y + 214).close()
    canvas.shape(tongue, mix(PERSIMMON, "#e8566a", 0.5))
    canvas.stroke(Pen().move(x, y + 176).line(x, y + 218), RED, 4, 0.6)
    teeth = Pen()
    for step in range(-4, 5):
        cx = x + step * 31
        top = y + 111 - abs(step) * 4.4
        teeth.move(cx - 13, top - 4).line(cx + 13, top - 4).quad(cx + 14, top + 22, cx, top + 24).quad(cx - 14, top + 22, cx - 13, top - 4).close()
    for side in (-1, 1):
        fang = x + side * 126
        teeth.move(fang - 14, y + 214 - 34).line(fang + 14, y + 214 - 34).line(fang - side * 4, y + 122).close()
    canvas.shape(teeth, "#fff3da")
    gold = Pen().move(x - 178, y + 76).quad(x, y + 126, x + 178, y + 76)
    canvas.stroke(gold, mix(RED, NIGHT, 0.3), 3, 0.6)


def _beard(canvas: Canvas) -> None:
    x, y = FACE
    for tone, reach in ((INDIGO_SOFT, 352), (GOLD, 326), (PAPER, 300)):
        strands = Pen()
        for step in range(-6, 7):
            root = (x + step * 24, y + 190 - abs(step) * 9)
            tip = (x + step * 29, y + reach - abs(step) * 15)
            strands.move(root[0] - 15, root[1]).quad(root[0] - 18, (root[1] + tip[1]) / 2, *tip).quad(root[0] + 18, (root[1] + tip[1]) / 2, root[0] + 15, root[1]).close()
        canvas.shape(strands, tone)
