"""A riverside street of tiled houses above a boat landing, in true perspective."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from boats import sampan
from canvas import Batch, Canvas, Pen
from noise import Dice, between, wander
from palette import (
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
    mix,
)
from people import Dress, frame, standing, walking
from persimmons import basket, taper
from plants import bamboo, clumps, dots, shifted
from ridges import Growth, Tower, ledges, veil
from roofs import Slope, tiles
from scenes import HEIGHT, WIDE, WIDTH, Range, earth_hills, far_karst, near_karst, sky
from water import ripples

if TYPE_CHECKING:
    from canvas import Point

EYE = 4.2
"""Metres above the street from which it is seen; everything below is in metres too."""
VANISH: tuple[float, float] = (610.0, 452.0)
QUAY, FRONT, WATER = -4.2, 4.4, -3.0
"""Where the edge of the quay and the fronts of the houses run, and how low the river lies."""
WALLS = [CREAM, mix(CREAM, HONEY, 0.5), mix(MIST, JADE, 0.2), mix(CREAM, PEACH, 0.45), PAPER, mix(HONEY, EARTH, 0.2)]
TILES = [mix(BRICK, INDIGO_DEEP, 0.2), mix(BRICK, HONEY, 0.1), mix(BRICK, INDIGO_DEEP, 0.4)]
SHUTTERS = [mix(JADE, JADE_DEEP, 0.4), mix(EARTH, BRICK, 0.4), mix(INDIGO_SOFT, JADE, 0.4), mix(BRICK, EARTH, 0.3)]


def see(across: float, up: float, away: float) -> Point:
    """Return where a place of the street stands on the page."""
    return (VANISH[0] + 900 * across / away, VANISH[1] + 900 * (EYE - up) / away)


def draw() -> str:
    """Return the drawing."""
    dice = Dice(6124)
    canvas = Canvas("na-sam-street", WIDE, HEIGHT)
    sky(canvas, 460, 0.8, (430, 250), 34)
    far_karst(canvas, dice, 400, 0.1, (70, 180))
    far_karst(canvas, dice, 430, 0.4, (50, 160))
    towers = [Tower(120, 300, 120, 130, 2.2), Tower(330, 190, 90, 100, 2.2), Tower(790, 250, 110, 120, 2.2), Tower(560, 140, 90, 80)]
    line = near_karst(canvas, dice, Range(towers, 456, 0.5, 1))
    ledges(canvas, dice, line, Growth((0, 130, 940, 420), 40, mix(JADE_DEEP, INDIGO, 0.2), 0.45, 9, 200))
    veil(canvas, PAPER, [(200, 450, 380, 44, 0.95), (640, 450, 330, 36, 0.95)])
    earth_hills(canvas, dice, 470, 0.45, [(60, 60, 300), (400, 36, 240), (760, 50, 260)])
    _river(canvas, dice)
    _street(canvas, dice)
    for home in reversed(_homes(dice)):
        _house(canvas, dice, home)
    _quay_life(canvas, dice)
    _people(canvas)
    _frame(canvas, dice)
    return canvas.svg()


def _river(canvas: Canvas, dice: Dice) -> None:
    tone = mix(LEAF, JADE_DEEP, 0.4)
    canvas.shape(f"M0 462h{WIDTH}v80H0z", canvas.fade(462, 520, (0, mix(tone, MIST, 0.4), 1), (1, tone, 1)))
    far = Pen().polygon([see(-4.2, WATER, 400), see(-60, WATER, 100), see(-42, WATER, 40), see(-38, WATER, 9), see(QUAY, WATER, 6)])
    stops = ((0, "#fff0d4", 1), (0.12, mix(PEACH, CREAM, 0.5), 1), (0.4, mix(JADE, MIST, 0.45), 1), (1, mix(JADE, JADE_DEEP, 0.8), 1))
    canvas.shape(far, canvas.fade(462, HEIGHT, *stops))
    shore = clumps(dice, [see(-44 - 18 * step / 12, WATER, 40 + 60 * step / 12) for step in range(13)], 4, 24, 5)
    canvas.stroke(dots(shore), mix(LEAF_DEEP, JADE_DEEP, 0.5), 22)
    canvas.stroke(dots(shifted(shore[::2], 3, -5)), mix(LEAF, LEAF_WARM, 0.4), 11, 0.7)
    veil(canvas, "#fff0d4", [(420, 560, 150, 120, 0.7)])

    def afloat(x: float, y: float) -> bool:
        away = 900 * (EYE - WATER) / max(1.0, y - VANISH[1])
        return x < VANISH[0] + 900 * (QUAY - 1.2) / away - 12

    canvas.shape(ripples(dice, 80, (0, 520, 560, 990), afloat, (7, 50)), "#fff6e4", 0.6)
    canvas.shape(ripples(dice, 46, (0, 540, 560, 990), afloat, (7, 50)), JADE_DEEP, 0.34)
    veil(canvas, PAPER, [(520, 466, 300, 20, 0.9), (120, 486, 300, 22, 0.5)])
    sampan(canvas, (420, 556), 34, -0.03, crew=True)
    sampan(canvas, (150, 580), 50, 0.05, crew=True)


def _street(canvas: Canvas, dice: Dice) -> None:
    """Build the quay wall, pave the street, cut the steps of the landing."""
    wall = [see(QUAY, 0, 300), see(QUAY, 0, 5), see(QUAY, WATER, 5), see(QUAY, WATER, 300)]
    canvas.shape(Pen().polygon(wall), canvas.slant((600, 500), (120, 1000), (0, mix(CREAM, EARTH, 0.3), 1), (1, mix(EARTH, INDIGO, 0.3), 1)))
    mirror = Pen().polygon([see(QUAY, WATER, 300), see(QUAY, WATER, 5), see(QUAY - 1.6, WATER, 5), see(QUAY - 1.2, WATER, 300)])
    canvas.shape(mirror, INDIGO_DEEP, 0.3)
    joints = Pen()
    for low in (-0.8, -1.6, -2.4):
        joints.polyline([see(QUAY, low, 60), see(QUAY, low, 5)])
    canvas.stroke(joints, mix(EARTH, INDIGO_DEEP, 0.4), 1.6, 0.45)
    _steps(canvas)
    paving = Pen().polygon([see(QUAY, 0, 300), see(FRONT, 0, 300), see(FRONT + 4, 0, 5), see(QUAY, 0, 5)])
    canvas.shape(paving, canvas.fade(460, HEIGHT, (0, PAPER, 1), (0.2, mix(CREAM, EARTH, 0.14), 1), (1, mix(CREAM, EARTH, 0.42), 1)))
    slabs, away = Pen(), 6.2
    while away < 60:
        slabs.polyline([see(QUAY, 0, away), see(FRONT, 0, away)])
        for across in range(8):
            x = QUAY + (across + between(dice, 0.2, 0.8)) * (FRONT - QUAY) / 8
            slabs.polyline([see(x, 0, away), see(x, 0, away * 1.11)])
        away *= 1.11
    canvas.stroke(slabs, EARTH, 1.5, 0.26)
    shade = Pen().polygon([see(FRONT, 0, 200), see(FRONT, 0, 5), see(FRONT - 1.9, 0, 5), see(FRONT - 1.6, 0, 200)])
    canvas.shape(shade, INDIGO, 0.22)
    canvas.shape(Pen().polygon([see(QUAY, 0, 300), see(QUAY + 0.45, 0, 300), see(QUAY + 0.45, 0, 5), see(QUAY, 0, 5)]), mix(PAPER, CREAM, 0.4), 0.85)


def _steps(canvas: Canvas) -> None:
    for step in range(10):
        up, out, far, near = -0.3 * step, QUAY - 0.6 * step, 17.0, 11.0
        side = [see(out, up, near), see(out - 0.6, up, near), see(out - 0.6, WATER, near), see(out, WATER, near)]
        canvas.shape(Pen().polygon(side), mix(EARTH, CREAM, 0.3))
        canvas.shape(Pen().polygon([see(out, up, far), see(out, up, near), see(out - 0.6, up, near), see(out - 0.6, up, far)]), mix(PAPER, EARTH, 0.1 + 0.16 * (step % 2)))


@dataclass(frozen=True)
class Home:
    """One house of the row: where it begins and ends, its storeys and colours."""

    near: float
    far: float
    high: float
    wall: str
    tile: str
    shutter: str


def _homes(dice: Dice) -> list[Home]:
    homes: list[Home] = []
    away, last = 4.1, 0.0
    while away < 70:
        wide = between(dice, 3.6, 5.4)
        high = 3.1 if dice.roll() < 0.34 and last > 4 else between(dice, 5.6, 6.4)
        tone = WALLS[(len(homes) * 5 + int(dice.roll() * 2)) % len(WALLS)]
        haze = min(0.62, max(0.0, (away - 10) / 80))
        homes.append(Home(away, away + wide, high, mix(tone, MIST, haze), mix(TILES[int(dice.roll() * 3)], MIST, haze), mix(SHUTTERS[int(dice.roll() * 4)], MIST, haze)))
        away, last = away + wide, high
    return homes


def _quad(near: float, far: float, low: float, high: float, across: float = FRONT) -> list[Point]:
    return [see(across, low, near), see(across, high, near), see(across, high, far), see(across, low, far)]


def _house(canvas: Canvas, dice: Dice, home: Home) -> None:
    """Draw one front with its openings, then its gable and its tiled slope over the street."""
    near, far, high = home.near, home.far, home.high
    front = canvas.slant(see(FRONT, 3, near), see(FRONT, 3, far), (0, mix(home.wall, INDIGO, 0.1), 1), (1, home.wall, 1))
    ridge = (FRONT + 3.2, high + 2.1)
    gable = [see(FRONT, 0, near), see(FRONT, high, near), see(*ridge, near), see(FRONT + 6.4, high, near), see(FRONT + 6.4, 0, near)]
    canvas.shape(Pen().polygon(gable), mix(home.wall, INDIGO, 0.34))
    canvas.shape(Pen().polygon(_quad(near, far, 0, high)), front)
    parts = Batch(1)
    wide = far - near
    dark, lit = mix(mix(EARTH, NIGHT, 0.5), home.wall, 0.12), mix(HONEY, CREAM, 0.2)
    parts[mix(home.wall, EARTH, 0.3)].polygon(_quad(near, far, 0, 0.5))
    parts[dark].polygon(_quad(near + wide * 0.14, near + wide * 0.86, 0, 2.35))
    if dice.roll() < 0.6:
        parts[lit].polygon(_quad(near + wide * 0.3, near + wide * 0.7, 0.9, 2.1))
    for share in (0.14, 0.74):
        parts[home.shutter].polygon(_quad(near + wide * share, near + wide * (share + 0.12), 0, 2.35))
    if high > 4:
        parts[mix(home.wall, EARTH, 0.35)].polygon(_quad(near, far, 3.0, 3.2))
        for share in (0.12, 0.41, 0.7):
            a, b = near + wide * share, near + wide * (share + 0.19)
            parts[lit if dice.roll() < 0.25 else dark].polygon(_quad(a, b, 3.7, 5.1))
            for start, end in ((a - wide * 0.06, a), (b, b + wide * 0.06)):
                parts[home.shutter].polygon(_quad(start, end, 3.65, 5.15))
    parts.paint(canvas)
    canvas.shape(Pen(1).polygon(_quad(near, far, high - 0.75, high)), INDIGO_DEEP, 0.28)
    if near < 20:
        _joinery(canvas, home)
    if high > 4 or dice.roll() < 0.5:
        _awning(canvas, home)
    if high > 4 and near < 26:
        _balcony(canvas, home)
    _roof(canvas, home, ridge)


def _joinery(canvas: Canvas, home: Home) -> None:
    """Part the panes and slats of a front close by, and stain its foot with damp."""
    near, wide = home.near, home.far - home.near
    bars, slats, damp = Pen(1), Pen(1), Pen(1)
    for share in (0.26, 0.38, 0.5, 0.62, 0.74):
        bars.polyline([see(FRONT, 0, near + wide * share), see(FRONT, 2.35, near + wide * share)])
    for up in (0.9, 1.62):
        bars.polyline([see(FRONT, up, near + wide * 0.26), see(FRONT, up, near + wide * 0.74)])
    for share in (0.12, 0.41, 0.7) if home.high > 4 else ():
        a, b = near + wide * share, near + wide * (share + 0.19)
        bars.polyline([see(FRONT, 4.4, a), see(FRONT, 4.4, b)]).polyline([see(FRONT, 3.7, (a + b) / 2), see(FRONT, 5.1, (a + b) / 2)])
        for step in range(1, 9):
            up = 3.65 + 1.5 * step / 9
            for start, end in ((a - wide * 0.06, a), (b, b + wide * 0.06)):
                slats.polyline([see(FRONT, up, start), see(FRONT, up, end)])
    for step in (0, 6):
        start = near + wide * step / 7
        damp.polygon(_quad(start, start + wide / 9, 0, 0.5 + 0.22 * (step * 3 % 4)))
    canvas.shape(damp, mix(home.wall, JADE_DEEP, 0.5), 0.2)
    canvas.stroke(bars, mix(home.shutter, NIGHT, 0.25), 26 / near)
    canvas.stroke(slats, mix(home.shutter, NIGHT, 0.45), 12 / near, 0.7)


def _balcony(canvas: Canvas, home: Home) -> None:
    """Run a wooden rail before the upper windows, indigo cloth over it to dry."""
    near, far, out = home.near + 0.3, home.far - 0.3, FRONT - 0.5
    floor = [see(FRONT, 3.12, near), see(FRONT, 3.12, far), see(out, 3.12, far), see(out, 3.12, near)]
    canvas.shape(Pen(1).polygon(floor), mix(EARTH, NIGHT, 0.2))
    posts = Pen(1)
    for step in range(13):
        away = near + (far - near) * step / 12
        posts.polyline([see(out, 3.12, away), see(out, 3.86, away)])
    wood = mix(EARTH, HONEY, 0.25)
    canvas.stroke(posts, wood, 24 / near)
    rail = Pen(1).polyline([see(out, 3.9, near), see(out, 3.9, far)]).polyline([see(out, 3.14, near), see(out, 3.14, far)])
    canvas.stroke(rail, mix(wood, BRICK, 0.2), 42 / near)
    cloth, hem = Pen(1), Pen(1)
    for share in (0.2, 0.58):
        a = near + (far - near) * share
        cloth.polygon(_quad(a, a + (far - near) * 0.17, 3.2, 3.96, out - 0.03))
        hem.polygon(_quad(a, a + (far - near) * 0.17, 3.27, 3.34, out - 0.04))
    canvas.shape(cloth, mix(INDIGO, INDIGO_SOFT, 0.25))
    canvas.shape(hem, mix(HONEY, CREAM, 0.3))


def _awning(canvas: Canvas, home: Home) -> None:
    """Hang a short tiled roof over the door of a shop."""
    near, far = home.near + 0.15, home.far - 0.15
    slope = Slope(see(FRONT, 3.05, near), see(FRONT, 3.05, far), see(FRONT - 1.1, 2.5, near), see(FRONT - 1.1, 2.5, far))
    canvas.shape(Pen(1).polygon([slope.ridge_left, slope.ridge_right, slope.eave_right, slope.eave_left]), mix(home.tile, HONEY, 0.12))
    rolls = tiles(slope, 1, 12, 1)[1]
    canvas.stroke(rolls, mix(home.tile, NIGHT, 0.4), 13 / home.near, 0.5)
    canvas.stroke(Pen(1).polyline([slope.eave_left, slope.eave_right]), mix(home.tile, CREAM, 0.35), 26 / home.near)


def _roof(canvas: Canvas, home: Home, ridge: Point) -> None:
    near, far, high = home.near - 0.25, home.far + 0.1, home.high
    slope = Slope(see(*ridge, near), see(*ridge, far), see(FRONT - 0.7, high - 0.35, near), see(FRONT - 0.7, high - 0.35, far))
    canvas.shape(Pen(1).polygon([slope.ridge_left, slope.ridge_right, slope.eave_right, slope.eave_left]), canvas.slant(slope.ridge_left, slope.eave_left, (0, mix(home.tile, HONEY, 0.16), 1), (1, mix(home.tile, INDIGO_DEEP, 0.25), 1)))
    courses, rolls = tiles(slope, 6, 14, 1)
    canvas.stroke(rolls, mix(home.tile, NIGHT, 0.5), 16 / home.near, 0.5)
    if home.near < 22:
        canvas.stroke(courses, mix(home.tile, HONEY, 0.4), 10 / home.near, 0.5)
    canvas.stroke(Pen(1).polyline([slope.eave_left, slope.eave_right]), mix(home.tile, CREAM, 0.3), 40 / home.near)
    canvas.stroke(Pen(1).polyline([slope.ridge_left, slope.ridge_right]), mix(home.tile, NIGHT, 0.45), 80 / home.near)
    canvas.stroke(Pen(1).polyline([slope.ridge_left, slope.eave_left]), mix(home.tile, NIGHT, 0.35), 56 / home.near)


def _quay_life(canvas: Canvas, dice: Dice) -> None:
    """Moor the boats, stand baskets by the doors, lamps and trees along the quay."""
    for across, away, half, tilt in [(-10.8, 37, 58, 0.04), (-11.6, 28, 78, 0.06), (-13.4, 21.5, 100, 0.03)]:
        x, y = see(across, WATER, away)
        sampan(canvas, (x, y), half, tilt, crew=False)
    for away in (52, 36, 25):
        _shade_tree(canvas, dice, see(QUAY + 0.6, 0, away), 900 * 4.6 / away)
    for across, away, metres in [(3.5, 9.4, 0.36), (3.2, 10.6, 0.32), (3.6, 15.6, 0.34), (2.9, 16.6, 0.3)]:
        x, y = see(across, 0.3, away)
        basket(canvas, (x, y), 900 * metres / away / 98)
    lights = canvas.glow((0, "#fff6dc", 1), (0.3, "#ffe3a8", 0.6), (1, HONEY, 0))
    for away in (9.2, 13.6, 18.4, 24):
        x, y = see(FRONT - 0.9, 2.2, away)
        size = 900 * 0.2 / away
        canvas.oval(x, y, size * 3, size * 3, lights, 0.7)
        canvas.oval(x, y, size, size * 1.15, mix(PERSIMMON, HONEY, 0.25))
        canvas.oval(x - size * 0.2, y - size * 0.2, size * 0.5, size * 0.6, "#ffd79a", 0.8)


def _shade_tree(canvas: Canvas, dice: Dice, foot: Point, tall: float) -> None:
    x, y = foot
    canvas.oval(x + tall * 0.12, y, tall * 0.3, tall * 0.04, INDIGO_DEEP, 0.3)
    canvas.shape(taper([(x, y + 2), (x - tall * 0.02, y - tall * 0.3), (x + tall * 0.02, y - tall * 0.62)], tall * 0.09, tall * 0.04), mix(EARTH, INDIGO_DEEP, 0.4))
    hearts = [(x + dx * tall, y + dy * tall) for dx, dy in [(-0.2, -0.62), (0.2, -0.6), (-0.08, -0.84), (0.12, -0.82), (0, -0.66)]]
    crowns = clumps(dice, hearts, 6, tall * 0.13, tall * 0.09)
    canvas.stroke(dots(crowns), mix(LEAF_DEEP, INDIGO_DEEP, 0.35), tall * 0.15)
    canvas.stroke(dots(shifted(crowns, -tall * 0.02, -tall * 0.03)), mix(LEAF_DEEP, LEAF, 0.45), tall * 0.1)
    canvas.stroke(dots(shifted(crowns[::2], -tall * 0.04, -tall * 0.055)), mix(LEAF, LEAF_WARM, 0.5), tall * 0.05, 0.9)


def _people(canvas: Canvas) -> None:
    indigo, soft = INDIGO, mix(INDIGO, INDIGO_SOFT, 0.5)
    walkers = [
        (0.4, 40.0, Dress(indigo, HONEY), False, False),
        (1.6, 33.0, Dress(mix(PERSIMMON_DEEP, INDIGO_DEEP, 0.2), CREAM), False, False),
        (-1.2, 26.0, Dress(soft, JADE, INDIGO_DEEP), True, True),
        (2.3, 20.0, Dress(mix(JADE_DEEP, INDIGO, 0.3), CREAM, mix(PERSIMMON, INDIGO, 0.4)), True, False),
        (1.4, 19.4, Dress(mix(HONEY, EARTH, 0.4), CREAM), False, False),
    ]
    for across, away, dress, skirt, hat in walkers:
        walking(canvas, see(across, 0, away), 900 * 1.62 / away / 290, dress, skirt=skirt, hat=hat)
    place, unit = see(-0.7, 0, 13.2), 900 * 1.62 / 13.2 / 290
    at = frame(place, unit)
    standing(canvas, place, unit, Dress(mix(INDIGO_DEEP, INDIGO, 0.6), HONEY, mix(INDIGO_SOFT, JADE, 0.35)), skirt=True)
    ropes = Pen(1)
    for side in (-1, 1):
        basket(canvas, at(side * 132, -70), unit * 0.5)
        ropes.polyline([at(side * 132 - 44, -72), at(side * 132, -196), at(side * 132 + 44, -72)])
    canvas.stroke(ropes, mix(EARTH, HONEY, 0.3), 2.4 * unit)
    canvas.stroke(Pen(1).move(*at(-142, -192)).quad(*at(0, -252), *at(142, -192)), mix(HONEY, EARTH, 0.3), 9 * unit)


def _frame(canvas: Canvas, dice: Dice) -> None:
    """Hang bamboo into the picture over the water, and let mist lie at the end of the street."""
    swell = wander(dice, 120, 2)
    for x, y, tall, lean in [(-60, 1010, 460, 0.3)]:
        canes, leaves = bamboo(dice, x, y + swell(x), tall, 7, lean)
        canvas.stroke(canes, mix(LEAF_DEEP, INDIGO_DEEP, 0.45), 5)
        canvas.shape(leaves, mix(LEAF_DEEP, INDIGO_DEEP, 0.35))
