"""Then in the evening: people sit round a tính lute in a stilt house, the hills in the window."""

from __future__ import annotations

import math

from canvas import Batch, Canvas, Pen, Point, number
from noise import Dice, between, wander
from palette import (
    BARK,
    BRICK,
    CREAM,
    EARTH,
    HAZE,
    HONEY,
    INDIGO,
    INDIGO_DEEP,
    INDIGO_SOFT,
    JADE,
    JADE_DEEP,
    MIST,
    NIGHT,
    PAPER,
    PERSIMMON,
    PERSIMMON_DEEP,
    mix,
)
from people import HAIR, SKIN, Dress, frame, seated
from ridges import Tower, crest, ground, karst, veil
from scenes import HEIGHT, WIDTH

WOOD = mix(EARTH, BARK, 0.25)
LAMP = (560.0, 606.0)
WINDOW = (470.0, 196.0, 1130.0, 540.0)
FLOOR = 640.0


def draw() -> str:
    """Return the drawing."""
    dice = Dice(2112)
    canvas = Canvas("then-evening", WIDTH, HEIGHT)
    _wall(canvas, dice)
    _outside(canvas, dice)
    _window(canvas)
    _hangings(canvas)
    _floor(canvas, dice)
    _roof(canvas)
    _light(canvas)
    _tray(canvas)
    _singer(canvas, (800.0, 792.0), 1.28)
    _lute(canvas)
    _listeners(canvas)
    return canvas.svg()


def _wall(canvas: Canvas, dice: Dice) -> None:
    """Build the back wall of planks, warm where the lamp reaches it."""
    canvas.fill(canvas.slant((0, 0), (WIDTH, 0), (0, mix(WOOD, NIGHT, 0.62), 1), (0.4, mix(WOOD, HONEY, 0.12), 1), (0.62, WOOD, 1), (1, mix(WOOD, NIGHT, 0.68), 1)))
    planks, grain = Pen(), Pen()
    for step in range(41):
        planks.move(step * 40, 150).line(step * 40, FLOOR)
    for _ in range(90):
        x, y = round(between(dice, 0, WIDTH)), round(between(dice, 170, FLOOR - 60))
        grain.move(x, y).quad(x + 3, y + 24, x, y + round(between(dice, 30, 80)))
    canvas.stroke(planks, NIGHT, 3, 0.42)
    canvas.stroke(grain, mix(HONEY, EARTH, 0.4), 1.4, 0.22)
    for y in (176, FLOOR - 16):
        canvas.shape(f"M0 {number(y)}h{WIDTH}v26H0z", mix(WOOD, NIGHT, 0.5))


def _outside(canvas: Canvas, dice: Dice) -> None:
    """Fill the window with the last light, a moon, three rows of hills and a few lamps."""
    left, top, right, low = WINDOW
    box = Pen().polygon([(left, low), (left, top), (right, top), (right, low)])
    dusk = ((0, INDIGO_DEEP, 1), (0.45, mix(INDIGO, INDIGO_SOFT, 0.5), 1), (0.78, mix(HAZE, "#d99a86", 0.5), 1), (1, mix(HONEY, CREAM, 0.3), 1))
    canvas.shape(box, canvas.fade(top, low - 60, *dusk))
    stars = Pen()
    for _ in range(40):
        stars.move(round(between(dice, left + 20, right - 20)), round(between(dice, top + 8, top + 130))).dot()
    canvas.stroke(stars, CREAM, 2.6, 0.75)
    canvas.oval(964, 284, 70, 70, canvas.glow((0, "#fff3d0", 0.7), (0.4, HONEY, 0.25), (1, HONEY, 0)))
    canvas.oval(964, 284, 25, 25, "#fff6df")
    rows = [
        ([Tower(560, 170, 70, 80, 2.2), Tower(720, 120, 60, 60), Tower(1010, 150, 70, 80, 2.2)], 470.0, mix(INDIGO_SOFT, HAZE, 0.4)),
        ([Tower(500, 210, 80, 90, 2.3), Tower(880, 130, 80, 70), Tower(1110, 220, 90, 90, 2.3)], 500.0, mix(INDIGO, INDIGO_SOFT, 0.5)),
        ([Tower(650, 92, 120, 140, 1.8), Tower(1000, 84, 160, 140, 1.8), Tower(420, 80, 120, 100)], 536.0, mix(INDIGO_DEEP, INDIGO, 0.4)),
    ]
    for towers, base, tone in rows:
        line = karst(dice, towers, base, 6)
        mist = mix(tone, mix(HONEY, MIST, 0.5), 0.45)
        land = ground([(x, min(y, low)) for x, y in crest(line, left, right, 11)], low)
        canvas.shape(land, canvas.fade(base - 200, base + 20, (0, tone, 1), (0.8, tone, 1), (1, mist, 1)))
    lamps = Pen()
    for x, y in [(598, 520), (612, 524), (910, 522), (928, 518), (1062, 524)]:
        lamps.move(x, y).dot()
    canvas.stroke(lamps, HONEY, 6, 0.9)


def _window(canvas: Canvas) -> None:
    """Frame the opening: posts, a sill, a rail with turned bars, shutters folded to the sides."""
    left, top, right, low = WINDOW
    lit, dark = mix(WOOD, HONEY, 0.3), mix(WOOD, NIGHT, 0.35)
    bars = Pen()
    for step in range(1, 24):
        x = left + step * (right - left) / 24
        bars.polygon([(x - 3.5, low), (x - 2.5, low - 66), (x + 2.5, low - 66), (x + 3.5, low)])
    canvas.shape(bars, mix(WOOD, NIGHT, 0.25))
    frame_parts = Batch()
    frame_parts[dark].polygon([(left, low - 62), (left, low - 74), (right, low - 74), (right, low - 62)])
    frame_parts[lit].polygon([(left, low - 72), (left, low - 75), (right, low - 75), (right, low - 72)])
    for x in (left, (left + right) / 2, right):
        frame_parts[dark].polygon([(x - 13, low + 8), (x - 13, top - 8), (x + 13, top - 8), (x + 13, low + 8)])
        frame_parts[lit].polygon([(x - 13, low + 8), (x - 13, top - 8), (x - 8, top - 8), (x - 8, low + 8)])
    frame_parts[dark].polygon([(left - 22, low + 22), (left - 22, low), (right + 22, low), (right + 22, low + 22)])
    frame_parts[lit].polygon([(left - 22, low + 5), (left - 22, low), (right + 22, low), (right + 22, low + 5)])
    frame_parts[dark].polygon([(left - 16, top + 6), (left - 16, top - 14), (right + 16, top - 14), (right + 16, top + 6)])
    frame_parts.paint(canvas)
    for side, edge in ((-1, left), (1, right)):
        a, b = edge + side * 16, edge + side * 112
        canvas.shape(Pen().polygon([(a, low), (a, top), (b, top - 22), (b, low + 22)]), canvas.slant((a, 0), (b, 0), (0, mix(WOOD, HONEY, 0.22), 1), (1, mix(WOOD, NIGHT, 0.35), 1)))
        ribs = Pen()
        for step in range(1, 5):
            x = a + (b - a) * step / 5
            ribs.move(x, top - 4.4 * step).line(x, low + 4.4 * step)
        canvas.stroke(ribs, NIGHT, 2.4, 0.5)


def _hangings(canvas: Canvas) -> None:
    """Hang brocade on the wall at both sides, as for a feast."""
    parts = Batch()
    for middle, tones in ((206.0, (PERSIMMON, HONEY, JADE)), (1394.0, (JADE, CREAM, PERSIMMON))):
        left, right = middle - 74, middle + 74
        parts[mix(INDIGO_DEEP, NIGHT, 0.35)].polygon([(left, 560), (left, 216), (right, 216), (right, 560)])
        for x in (left + 6, right - 12):
            parts[tones[0]].polygon([(x, 560), (x, 216), (x + 6, 216), (x + 6, 560)])
        for row in range(4):
            y = 264 + row * 82
            for tone, size in zip(tones, (46, 30, 14), strict=True):
                parts[tone].polygon([(middle, y - size * 0.78), (middle + size, y), (middle, y + size * 0.78), (middle - size, y)])
            for side in (-1, 1):
                parts[tones[1]].polygon([(middle + side * 48, y + 30), (middle + side * 58, y + 41), (middle + side * 48, y + 52), (middle + side * 38, y + 41)])
        for step in range(15):
            x = left + 4 + step * 10
            parts[tones[step % 3]].polygon([(x - 3, 560), (x + 3, 560), (x + 1.5, 582), (x - 1.5, 582)])
        parts[mix(WOOD, HONEY, 0.25)].polygon([(left - 16, 220), (left - 16, 208), (right + 16, 208), (right + 16, 220)])
    parts.paint(canvas)
    canvas.shape("M0 190h420v420H0z", canvas.slant((0, 0), (420, 0), (0, NIGHT, 0.62), (1, NIGHT, 0.05)))
    canvas.shape("M1180 190h420v420h-420z", canvas.slant((1180, 0), (1600, 0), (0, NIGHT, 0.12), (1, NIGHT, 0.68)))


def _floor(canvas: Canvas, dice: Dice) -> None:
    """Lay the boards of the living floor; they run toward the window. A mat lies in the middle."""
    paint = canvas.fade(FLOOR, HEIGHT, (0, mix(WOOD, HONEY, 0.34), 1), (0.5, mix(WOOD, HONEY, 0.1), 1), (1, mix(WOOD, NIGHT, 0.66), 1))
    canvas.shape(f"M0 {number(FLOOR)}h{WIDTH}v{number(HEIGHT - FLOOR)}H0z", paint)
    seams, ends = Pen(), Pen()
    for step in range(-26, 27):
        seams.move(800 + step * 44, FLOOR).line(800 + step * 132, HEIGHT)
        share = between(dice, 0.1, 0.9)
        x, y = 800 + step * (44 + 88 * share), FLOOR + (HEIGHT - FLOOR) * share
        ends.move(x, y).line(x + 44 + 88 * share, y)
    canvas.stroke(seams, NIGHT, 2.4, 0.45)
    canvas.stroke(ends, NIGHT, 2, 0.4)
    mat = Pen().polygon([(452, 700), (1148, 700), (1352, 900), (248, 900)])
    canvas.shape(mat, canvas.fade(700, 900, (0, mix(HONEY, CREAM, 0.35), 1), (1, mix(HONEY, EARTH, 0.5), 1)))
    weave, border = Pen(), Pen()
    for step in range(1, 14):
        share = (step / 14) ** 1.25
        y, half = 700 + 200 * share, 348 + 204 * share
        weave.move(800 - half, y).line(800 + half, y)
    for step in range(-16, 17):
        weave.move(800 + step * 21.5, 702).line(800 + step * 34, 898)
    canvas.stroke(weave, EARTH, 1.6, 0.36)
    for grow in (0.965, 0.9):
        a, b = 348 * grow, 552 * grow
        y0, y1 = 800 - 100 * grow, 800 + 100 * grow
        border.polygon([(800 - a, y0), (800 + a, y0), (800 + b, y1), (800 - b, y1)])
    canvas.stroke(border, PERSIMMON_DEEP, 4, 0.75)


def _roof(canvas: Canvas) -> None:
    """Look up at the rafters and the yin-yang tiles on them."""
    top = canvas.fade(0, 176, (0, NIGHT, 1), (1, mix(BRICK, NIGHT, 0.62), 1))
    canvas.shape(f"M0 0h{WIDTH}v176H0z", top)
    tiles = Pen()
    for row in range(6):
        y = 22 + row * 27
        tiles.move(0, y)
        for step in range(32):
            tiles.quad(step * 50 + 25, y + 9, step * 50 + 50, y)
    canvas.stroke(tiles, mix(BRICK, HONEY, 0.3), 2.4, 0.4)
    rafters, shine = Pen(), Pen()
    for step in range(-7, 8):
        x0, x1 = 800 + step * 118, 800 + step * 150
        rafters.polygon([(x0 - 9, 178), (x1 - 13, -4), (x1 + 13, -4), (x0 + 9, 178)])
        shine.move(x0 + (7 if step < -2 else -7), 176).line(x1 + (10 if step < -2 else -10), 0)
    canvas.shape(rafters, mix(WOOD, NIGHT, 0.48))
    canvas.stroke(shine, mix(WOOD, HONEY, 0.5), 2.4, 0.5)
    canvas.shape(Pen().polygon([(0, 196), (0, 150), (WIDTH, 150), (WIDTH, 196)]), canvas.slant((0, 0), (WIDTH, 0), (0, mix(WOOD, NIGHT, 0.6), 1), (0.4, mix(WOOD, HONEY, 0.2), 1), (1, mix(WOOD, NIGHT, 0.6), 1)))
    for x, lit in ((54.0, 1), (1546.0, -1)):
        paint = canvas.slant((x - lit * 40, 0), (x + lit * 40, 0), (0, mix(WOOD, NIGHT, 0.55), 1), (1, mix(WOOD, HONEY, 0.18), 1))
        canvas.shape(Pen().polygon([(x - 38, HEIGHT), (x - 32, 120), (x + 32, 120), (x + 38, HEIGHT)]), paint)


def _light(canvas: Canvas) -> None:
    glow = canvas.glow((0, "#ffe9b8", 0.85), (0.3, HONEY, 0.42), (0.7, HONEY, 0.12), (1, HONEY, 0))
    canvas.oval(LAMP[0], LAMP[1] + 20, 560, 330, glow, 0.75)


def _tray(canvas: Canvas) -> None:
    """Set a low table with the lamp, bowls and fruit."""
    parts = Batch(1)
    canvas.oval(560, 726, 128, 15, NIGHT, 0.4)
    parts[mix(WOOD, NIGHT, 0.3)].polygon([(470, 722), (476, 674), (490, 674), (488, 722)]).polygon([(632, 722), (630, 674), (644, 674), (650, 722)])
    parts[mix(WOOD, HONEY, 0.35)].polygon([(452, 676), (470, 656), (650, 656), (668, 676)])
    parts[mix(WOOD, NIGHT, 0.1)].polygon([(452, 686), (452, 676), (668, 676), (668, 686)])
    for x in (496, 624):
        parts[mix(JADE, CREAM, 0.45)].move(x - 20, 652).quad(x - 16, 668, x - 7, 669).line(x + 7, 669).quad(x + 16, 668, x + 20, 652).close()
        parts[PAPER].disc(x, 652, 20, 4.5)
    for dx, dy in [(-9, 0), (9, 0), (0, -11)]:
        parts[PERSIMMON].disc(624 + dx, 645 + dy, 10, 9)
        parts["#f9b066"].disc(621 + dx, 642 + dy, 3)
    parts[mix(BRICK, HONEY, 0.2)].polygon([(536, 668), (544, 652), (576, 652), (584, 668)])
    parts[mix(HONEY, EARTH, 0.35)].polygon([(553, 652), (554, 628), (566, 628), (567, 652)])
    parts[mix(HONEY, EARTH, 0.1)].move(536, 620).quad(560, 640, 584, 620).line(580, 630).quad(560, 642, 540, 630).close()
    parts.paint(canvas)
    flame = Pen(1).move(550, 620).quad(546, 598, 561, 572).quad(575, 600, 570, 620).quad(560, 628, 550, 620).close()
    canvas.oval(LAMP[0], LAMP[1] - 6, 62, 66, canvas.glow((0, "#fffbe8", 1), (0.35, "#ffe3a8", 0.75), (1, HONEY, 0)))
    canvas.shape(flame, canvas.fade(574, 624, (0, "#fff7dd", 1), (1, "#ffb45e", 1)))


def _singer(canvas: Canvas, place: Point, unit: float) -> None:
    """Seat the singer on the mat: indigo coat with brocade at its edges, a tall cloth on the head."""
    at = frame(place, unit)
    parts = Batch(1)
    canvas.oval(*at(0, 2), 122 * unit, 14 * unit, NIGHT, 0.42)
    parts[mix(INDIGO_DEEP, NIGHT, 0.35)].move(*at(-112, -6)).quad(*at(-120, -40), *at(-44, -50)).line(*at(44, -50)).quad(*at(120, -40), *at(112, -6)).quad(*at(0, 18), *at(-112, -6)).close()
    parts[PERSIMMON].move(*at(-111, -12)).quad(*at(0, 12), *at(111, -12)).line(*at(112, -6)).quad(*at(0, 18), *at(-112, -6)).close()
    coat = parts[INDIGO].move(*at(-46, -30)).quad(*at(-56, -90), *at(-50, -132)).quad(*at(-44, -158), *at(-16, -166))
    coat.line(*at(16, -166)).quad(*at(44, -158), *at(50, -132)).quad(*at(56, -90), *at(46, -30)).quad(*at(0, -18), *at(-46, -30)).close()
    parts[mix(INDIGO, HONEY, 0.3)].move(*at(-46, -30)).quad(*at(-56, -90), *at(-50, -132)).quad(*at(-44, -156), *at(-24, -164)).quad(*at(-38, -140), *at(-40, -110)).quad(*at(-42, -60), *at(-34, -27)).close()
    parts[PERSIMMON].polygon([at(-5, -26), at(-5, -160), at(5, -160), at(5, -26)])
    parts[HONEY].polygon([at(-1.6, -26), at(-1.6, -160), at(1.6, -160), at(1.6, -26)])
    parts[SKIN].polygon([at(-9, -160), at(-9, -184), at(9, -184), at(9, -160)])
    parts[SKIN].disc(*at(0, -198), 21 * unit, 25 * unit)
    parts[mix(SKIN, HONEY, 0.4)].move(*at(-20, -196)).quad(*at(-18, -180), *at(-8, -175)).quad(*at(-14, -190), *at(-13, -206)).close()
    parts[HAIR].move(*at(-22, -202)).quad(*at(-20, -226), *at(0, -227)).quad(*at(20, -226), *at(22, -202)).quad(*at(10, -216), *at(0, -216)).quad(*at(-10, -216), *at(-22, -202)).close()
    parts[INDIGO_DEEP].move(*at(-27, -206)).quad(*at(-34, -246), *at(0, -250)).quad(*at(34, -246), *at(27, -206)).quad(*at(14, -224), *at(0, -224)).quad(*at(-14, -224), *at(-27, -206)).close()
    parts[PERSIMMON].move(*at(-29, -214)).quad(*at(-14, -234), *at(0, -234)).quad(*at(14, -234), *at(29, -214)).line(*at(28, -208)).quad(*at(14, -227), *at(0, -227)).quad(*at(-14, -227), *at(-28, -208)).close()
    parts.paint(canvas)
    silver = Pen(1).move(*at(-24, -160)).quad(*at(-20, -130), *at(0, -128)).quad(*at(20, -130), *at(24, -160))
    silver.move(*at(-20, -162)).quad(*at(-16, -140), *at(0, -139)).quad(*at(16, -140), *at(20, -162))
    canvas.stroke(silver, mix(MIST, PAPER, 0.5), 3.4)


def _lute(canvas: Canvas) -> None:
    """Lay the lute across the singer: gourd on the left knee, neck up to the right."""
    root, turn = (718.0, 716.0), math.radians(-31)

    def along(far: float, side: float) -> Point:
        return (root[0] + math.cos(turn) * far - math.sin(turn) * side, root[1] + math.sin(turn) * far + math.cos(turn) * side)

    canvas.shape(Pen(1).polygon([along(0, -7), along(330, -5), along(336, -8), along(398, -7), along(398, 7), along(336, 8), along(330, 5), along(0, 7)]), mix(WOOD, NIGHT, 0.1))
    canvas.stroke(Pen(1).polyline([along(0, -5), along(396, -5)]), mix(HONEY, WOOD, 0.35), 2.4)
    tip = Pen(1).move(*along(394, -7)).quad(*along(424, -8), *along(430, -38)).quad(*along(444, 0), *along(394, 8)).close()
    canvas.shape(tip, mix(WOOD, NIGHT, 0.1))
    pegs = Pen(1)
    for far, side in ((348, -1), (366, 1), (384, -1)):
        pegs.polyline([along(far, side * 6), along(far, side * 28)])
    canvas.stroke(pegs, mix(WOOD, HONEY, 0.3), 7)
    for grow, paint in ((78, canvas.glow_from((0.4, 0.3), (0, mix(HONEY, EARTH, 0.3), 1), (1, mix(BARK, NIGHT, 0.3), 1))), (69, canvas.glow_from((0.3, 0.3), (0, "#fff0cc", 1), (0.6, mix(CREAM, HONEY, 0.6), 1), (1, mix(HONEY, EARTH, 0.4), 1)))):
        canvas.oval(root[0], root[1], grow, grow, paint)
    holes = Pen(1)
    for step in range(6):
        x, y = along(22, 0)
        holes.disc(x + math.cos(step * 1.047) * 12, y + math.sin(step * 1.047) * 12, 3)
    canvas.shape(holes, mix(BARK, NIGHT, 0.4))
    canvas.stroke(Pen(1).polyline([along(-34, -14), along(-34, 14)]), mix(WOOD, BARK, 0.4), 6)
    strings = Pen(1)
    for side in (-4, 0, 4):
        strings.polyline([along(-62, side * 0.5), along(-34, side), along(336, side * 0.7)])
    canvas.stroke(strings, "#fff6e0", 1.3, 0.9)
    x, y = along(424, -26)
    threads = Pen()
    for step in range(-3, 4):
        threads.move(x, y + 6).quad(x + step * 2, y + 30, x + step * 4, y + 58)
    canvas.stroke(threads, PERSIMMON, 3.4)
    sleeves, hands = Pen(1), Pen(1)
    sleeves.move(742, 596).quad(686, 616, 690, 668).quad(706, 690, 740, 686).line(744, 662).quad(726, 664, 722, 654).quad(730, 636, 762, 632).close()
    sleeves.move(858, 596).quad(916, 618, 938, 596).line(952, 612).quad(924, 664, 846, 640).close()
    canvas.shape(sleeves, mix(INDIGO, INDIGO_SOFT, 0.45))
    cuffs = Pen(1).polygon([(738, 688), (742, 660), (752, 661), (748, 689)]).polygon([(932, 600), (950, 616), (957, 608), (939, 592)])
    canvas.shape(cuffs, PERSIMMON)
    hands.disc(760, 676, 13, 11).disc(952, 594, 12, 13)
    canvas.shape(hands, SKIN)


def _listeners(canvas: Canvas) -> None:
    """Seat the others before us, their backs dark against the light; a child leans on an elder."""
    people = [
        ((1130.0, 800.0), 1.02, Dress(mix(INDIGO, INDIGO_SOFT, 0.4), HONEY, mix(JADE_DEEP, INDIGO, 0.3)), 0.0),
        ((410.0, 846.0), 1.12, Dress(INDIGO, JADE, mix(PERSIMMON, INDIGO, 0.45)), 6.0),
        ((1230.0, 914.0), 1.34, Dress(mix(INDIGO, NIGHT, 0.3), PERSIMMON, mix(INDIGO, PAPER, 0.16)), -5.0),
        ((240.0, 972.0), 1.6, Dress(mix(INDIGO_DEEP, NIGHT, 0.3), HONEY, INDIGO), 4.0),
        ((560.0, 968.0), 0.98, Dress(mix(PERSIMMON_DEEP, INDIGO_DEEP, 0.35), HONEY), 14.0),
        ((1000.0, 1016.0), 1.5, Dress(mix(JADE_DEEP, NIGHT, 0.5), CREAM), 3.0),
        ((1452.0, 1030.0), 1.75, Dress(mix(INDIGO_DEEP, NIGHT, 0.5), JADE, mix(INDIGO_DEEP, JADE_DEEP, 0.4)), -4.0),
    ]
    for place, unit, dress, lean in people:
        seated(canvas, place, unit, dress, lean)
    edge = wander(Dice(7), 200, 2)
    rims = Pen(1)
    for place, unit, _, lean in people:
        way = 1 if place[0] < LAMP[0] else -1
        x, y = place[0] + way * 55 * unit, place[1] - 128 * unit
        rims.move(x + lean * unit + edge(x), y).quad(x - way * 4 * unit + lean * unit, y - 20 * unit, x - way * 30 * unit + lean * 1.4 * unit, y - 28 * unit)
    canvas.stroke(rims, HONEY, 4, 0.6)
    veil(canvas, NIGHT, [(0, 1000, 420, 150, 0.5), (1600, 1000, 420, 150, 0.6)])
