"""Mountains: karst towers, wooded hills, their light, shade and mist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from canvas import Canvas, Pen, Point
from noise import Dice, Profile, between, pick, power, steps, wander
from palette import LEAF_WARM, mix
from plants import dots, scatter, shifted


@dataclass(frozen=True)
class Tower:
    """One limestone hump: a steep dome with its own left and right flank."""

    x: float
    height: float
    left: float
    right: float
    bluff: float = 2.4

    def rise(self, x: float) -> float:
        """Return the height of the dome above its foot."""
        reach = self.left if x < self.x else self.right
        share = abs(x - self.x) / reach
        return 0.0 if share >= 1 else self.height * (1 - share**self.bluff)


def shouldered(dice: Dice, tower: Tower, count: int = 4) -> list[Tower]:
    """Return the tower with smaller domes leaning on it, as real karst grows."""
    family = [tower]
    for _ in range(count):
        side = -1 if dice.roll() < 0.5 else 1
        reach = tower.left if side < 0 else tower.right
        away = between(dice, 0.3, 0.95)
        height = tower.height * (1.02 - away * between(dice, 0.62, 0.85))
        width = reach * between(dice, 0.25, 0.45)
        bluff = between(dice, 1.8, 3.0)
        family.append(Tower(tower.x + side * reach * away, height, width, width, bluff))
    return family


def karst(dice: Dice, towers: Sequence[Tower], base: float, rough: float = 10) -> Profile:
    """Return the sky line of a row of towers as a height on the page for every x."""
    domes = [dome for tower in towers for dome in shouldered(dice, tower)]
    grain = wander(dice, 46, 4, 0.6)
    swell = wander(dice, 420, 2)

    def line(x: float) -> float:
        rise = max(dome.rise(x) for dome in domes)
        crag = rough * grain(x) * (0.35 + min(1.0, rise / 160))
        return base - rise - swell(x) * rough * 1.6 - crag

    return line


def rolling(dice: Dice, height: float, swing: float, wavelength: float) -> Profile:
    """Return the sky line of soft earth hills."""
    swell = wander(dice, wavelength, 3, 0.42)
    return lambda x: height + swing * swell(x)


def crest(line: Profile, start: float, end: float, stride: float) -> list[Point]:
    """Sample a sky line."""
    return [(x, line(x)) for x in steps(start, end, stride)]


def ground(points: Sequence[Point], floor: float) -> Pen:
    """Return the land below a sky line of straight facets: bare rock."""
    pen = Pen().move(points[0][0], floor)
    for x, y in points:
        pen.line(x, y)
    return pen.line(points[-1][0], floor).close()


Span = tuple[float, float]


def wooded(dice: Dice, line: Profile, span: Span, stride: float, floor: float, hidden: float = 9999) -> Pen:
    """Return the land below a sky line whose edge is made of tree crowns.

    Where the line lies lower than `hidden` something stands in front of it: large strokes will do.
    """
    start, end = span
    while start < end and line(start) > floor:
        start += stride
    pen = Pen().move(start, floor).line(start, line(start))
    x = start
    while x < end and line(x) < floor:
        width = stride * (5 if line(x) > hidden else 1)
        ahead = min(end, x + width * between(dice, 0.6, 1.5))
        top = min(line(x), line(ahead)) - stride * between(dice, 0.35, 1.0)
        pen.quad((x + ahead) / 2, top, ahead, line(ahead) + between(dice, -1, 2))
        x = ahead
    return pen.line(x, floor).close()


@dataclass(frozen=True)
class Rows:
    """How a wooded slope is covered: one tone a row, the rows' distance, the width of a crown."""

    tones: Sequence[str]
    gap: float
    stride: float


def canopy(canvas: Canvas, dice: Dice, line: Profile, span: Span, floor: float, rows: Rows) -> None:
    """Cover a slope with rows of tree tops, larger as they come nearer."""
    drop = 0.0
    for index, tone in enumerate(rows.tones):
        sway = wander(dice, 170, 2)
        depth = drop

        def row(x: float, depth: float = depth, sway: Profile = sway) -> float:
            return line(x) + depth + sway(x) * depth * 0.22

        canvas.shape(wooded(dice, row, span, rows.stride * (1 + 0.16 * index), floor), tone)
        drop += rows.gap * (1 + 0.22 * index)


@dataclass(frozen=True)
class Growth:
    """Trees on a rock face: where, how many, and how they look."""

    box: tuple[float, float, float, float]
    count: int
    tone: str
    opacity: float
    width: float
    depth: float = 210


def ledges(canvas: Canvas, dice: Dice, line: Profile, growth: Growth) -> None:
    """Grow trees along the ledges of a rock face, thicker near the top: dark crowns, then their light."""
    width = growth.width

    def grows(x: float, y: float) -> bool:
        return 5 < y - line(x) < growth.depth * power(dice.roll(), 0.8)

    small: list[Point] = []
    large: list[Point] = []
    for left, top in scatter(dice, growth.count, growth.box, grows):
        x, y, fall = left, top, between(dice, -0.1, 0.4)
        for _ in range(2 + int(dice.roll() * 5)):
            # A crown stands on the rock, not in the air beside it.
            if line(x) < y - width * 0.5:
                (large if dice.roll() < 0.45 else small).append((x, y))
            x += width * between(dice, 0.3, 0.95)
            y += fall * width + width * between(dice, -0.5, 0.5)
    lit = mix(growth.tone, LEAF_WARM, 0.42)
    for crowns, size in ((small, width * 0.7), (large, width * 1.15)):
        canvas.stroke(dots(crowns), growth.tone, size, growth.opacity)
        canvas.stroke(dots(shifted(crowns[::2], -size * 0.16, -size * 0.2)), lit, size * 0.56, growth.opacity)


def shade(dice: Dice, line: Profile, peak: float, foot: float, floor: float) -> Pen:
    """Return the dark flank of a tower, from its peak down to where its foot ends."""
    edge = [(x, line(x) + 1) for x in steps(peak, foot, 14)]
    spur = wander(dice, 60, 3, 0.6)
    top = line(peak)
    back = []
    for y in steps(floor, top + 14, 30):
        share = (y - top) / (floor - top)
        sway = (foot - peak) * (0.38 * share**1.4) + spur(y) * 26 * (0.25 + share)
        back.append((peak + sway, y))
    return Pen().polygon([*edge, *back])


def flutes(dice: Dice, line: Profile, span: Span, count: int, length: float) -> Pen:
    """Return thin scars that water has cut down a rock face, hanging in sheaves from the sky line."""
    start, end = span
    pen = Pen()
    for _ in range(count):
        x = between(dice, start, end)
        y = line(x) + between(dice, 6, length * 1.3)
        lean = between(dice, -0.12, 0.12)
        for _ in range(3):
            drop = length * pick(dice, 0.16, 0.62, 6)
            wide = pick(dice, 2, 5)
            pen.move(round(x), round(y)).quad(x + wide, y + drop * 0.3, x + lean * drop, y + drop)
            pen.quad(x - wide, y + drop * 0.5, round(x), round(y)).close()
            x += between(dice, 5, 12)
            y = max(line(x) + 6, y + between(dice, -0.3, 0.3) * length)
    return pen


def beds(dice: Dice, line: Profile, span: Span, floor: float, count: int) -> Pen:
    """Return short level cracks across a rock face: the beds the limestone was laid down in."""
    pen = Pen()
    for _ in range(count):
        x = between(dice, *span)
        y = line(x) + (floor - line(x)) * between(dice, 0.12, 0.8)
        reach = pick(dice, 10, 34, 5)
        if line(x + reach) < y - 8 and line(x - 4) < y - 8:
            pen.move(round(x), round(y)).quad(x + reach / 2, y + between(dice, -4, 3), x + reach, y + between(dice, -2, 6))
    return pen


def veil(canvas: Canvas, colour: str, spots: Sequence[tuple[float, float, float, float, float]]) -> None:
    """Lay soft pools of mist; each spot is centre, half width, half height, opacity."""
    paint = canvas.glow((0, colour, 1), (0.45, colour, 0.55), (1, colour, 0))
    for x, y, rx, ry, opacity in spots:
        canvas.oval(x, y, rx, ry, paint, opacity)
