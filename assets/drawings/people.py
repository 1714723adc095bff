"""People without faces: seen from behind, or so plainly that they are nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from canvas import Batch, Pen
from palette import BARK, CREAM, EARTH, HONEY, INDIGO_DEEP, LEAF_WARM, NIGHT, PAPER, mix

if TYPE_CHECKING:
    from collections.abc import Callable

    from canvas import Canvas, Point

SKIN = mix(CREAM, "#b5764f", 0.55)
HAIR = mix(BARK, NIGHT, 0.5)


@dataclass(frozen=True)
class Dress:
    """The colours of one person's clothes; no wrap leaves the hair uncovered."""

    coat: str
    trim: str
    wrap: str | None = None


def frame(place: Point, unit: float) -> Callable[[float, float], Point]:
    """Return a person's own measure: feet at 0, 0, head at about 0, -280."""
    return lambda dx, dy: (place[0] + dx * unit, place[1] + dy * unit)


def standing(canvas: Canvas, place: Point, unit: float, dress: Dress, *, skirt: bool = False, arms: bool = True) -> None:
    """Draw someone who stands with the back to us; whoever reaches for something gets other arms."""
    at = frame(place, unit)
    parts = Batch(1)
    canvas.oval(*at(8, 2), 62 * unit, 9 * unit, INDIGO_DEEP, 0.4)
    dark = mix(INDIGO_DEEP, NIGHT, 0.45)
    if skirt:
        parts[dark].move(*at(-34, -120)).quad(*at(-46, -40), *at(-50, -12)).quad(*at(0, -2), *at(50, -12)).quad(*at(46, -40), *at(34, -120)).close()
        parts[dress.trim].move(*at(-49, -22)).quad(*at(0, -12), *at(49, -22)).line(*at(50, -14)).quad(*at(0, -4), *at(-50, -14)).close()
    for side in (-1, 1):
        if not skirt:
            parts[dark].polygon([at(side * 3, -120), at(side * 5, -6), at(side * 27, -6), at(side * 33, -120)])
        parts[mix(BARK, NIGHT, 0.4)].polygon([at(side * 5, 2), at(side * 5, -10), at(side * 25, -10), at(side * 29, 2)])
    body = parts[dress.coat].move(*at(-20, -236)).quad(*at(-44, -230), *at(-46, -200)).quad(*at(-50, -140), *at(-48, -96))
    body.quad(*at(0, -84), *at(48, -96)).quad(*at(50, -140), *at(46, -200)).quad(*at(44, -230), *at(20, -236)).close()
    for side in (-1, 1) if arms else ():
        sleeve = parts[mix(dress.coat, PAPER, 0.13)].move(*at(side * 36, -226)).quad(*at(side * 56, -214), *at(side * 58, -130))
        sleeve.line(*at(side * 44, -128)).quad(*at(side * 42, -180), *at(side * 36, -200)).close()
        parts[dress.trim].polygon([at(side * 58, -140), at(side * 58.6, -130), at(side * 43.6, -128), at(side * 43.6, -138)])
        parts[SKIN].disc(*at(side * 51, -124), 8 * unit)
    parts[dress.trim].move(*at(-48, -104)).quad(*at(0, -92), *at(48, -104)).line(*at(48, -96)).quad(*at(0, -84), *at(-48, -96)).close()
    head(parts, at, unit, dress)
    parts.paint(canvas)


def walking(canvas: Canvas, place: Point, unit: float, dress: Dress, *, skirt: bool = False, hat: bool = False) -> None:
    """Draw someone who walks away from us, perhaps under a conical hat."""
    standing(canvas, place, unit, dress, skirt=skirt)
    if hat:
        at = frame(place, unit)
        straw = mix(HONEY, CREAM, 0.35)
        canvas.shape(Pen(1).move(*at(-64, -262)).line(*at(0, -316)).line(*at(64, -262)).quad(*at(0, -240), *at(-64, -262)).close(), straw)
        canvas.shape(Pen(1).move(*at(10, -308)).line(*at(64, -262)).quad(*at(40, -252), *at(14, -251)).close(), mix(straw, BARK, 0.25))


def reaching(canvas: Canvas, place: Point, unit: float, dress: Dress, fruit: Point, *, skirt: bool = False) -> None:
    """Draw someone from behind who lifts a bamboo pole, a cloth bag at its end, to a fruit."""
    at = frame(place, unit)
    way = 1 if fruit[0] > place[0] else -1
    upper, lower = at(way * 46, -268), at(way * 4, -196)
    end = (fruit[0], fruit[1] + 26 * unit)
    foot = (lower[0] + (lower[0] - upper[0]) * 0.9, lower[1] + (lower[1] - upper[1]) * 0.9)
    cane = Pen(1).polyline([foot, upper, end])
    canvas.stroke(cane, mix(EARTH, HONEY, 0.3), 8 * unit)
    canvas.stroke(cane, mix(LEAF_WARM, CREAM, 0.5), 3 * unit)
    standing(canvas, place, unit, dress, skirt=skirt, arms=False)
    sleeves = Pen(1).polyline([at(way * 38, -216), at(way * 62, -232), upper])
    canvas.stroke(sleeves, mix(dress.coat, PAPER, 0.14), 23 * unit)
    canvas.stroke(Pen(1).polyline([at(-way * 36, -212), at(-way * 44, -172), lower]), mix(dress.coat, PAPER, 0.1), 22 * unit)
    canvas.oval(*upper, 10 * unit, 10 * unit, SKIN)
    x, y = end
    size = 21 * unit
    bag = Pen(1).move(x - size, y - 12 * unit).quad(x - size, y + size * 1.7, x + 2 * unit, y + size * 2)
    bag.quad(x + size, y + size * 1.7, x + size, y - 12 * unit).close()
    canvas.shape(bag, mix(CREAM, PAPER, 0.4))
    fold = Pen(1).move(x + size * 0.2, y - 10 * unit).quad(x + size * 0.45, y + size * 1.2, x + 2 * unit, y + size * 2)
    canvas.shape(fold.quad(x + size, y + size * 1.7, x + size, y - 12 * unit).close(), mix(CREAM, EARTH, 0.35))
    canvas.oval(x, y - 12 * unit, size, 6 * unit, mix(EARTH, BARK, 0.4))
    canvas.stroke(Pen(1).disc(x, y - 12 * unit, size, 6 * unit), mix(EARTH, HONEY, 0.5), 3 * unit)


def seated(canvas: Canvas, place: Point, unit: float, dress: Dress, lean: float = 0) -> None:
    """Draw someone who sits on the floor with the back to us, feet at the place."""
    at = frame(place, unit)
    parts = Batch(1)
    canvas.oval(*at(0, 4), 112 * unit, 13 * unit, NIGHT, 0.5)
    parts[mix(INDIGO_DEEP, NIGHT, 0.5)].move(*at(-98, 2)).quad(*at(-108, -34), *at(-50, -42)).line(*at(50, -42)).quad(*at(108, -34), *at(98, 2)).quad(*at(0, 16), *at(-98, 2)).close()

    def up(dx: float, dy: float) -> Point:
        return at(dx + lean * dy / -100, dy)

    body = parts[dress.coat].move(*up(-52, 0)).quad(*up(-60, -70), *up(-58, -118)).quad(*up(-54, -152), *up(-18, -158))
    body.line(*up(18, -158)).quad(*up(54, -152), *up(58, -118)).quad(*up(60, -70), *up(52, 0)).quad(*up(0, 10), *up(-52, 0)).close()
    for side in (-1, 1):
        fold = parts[mix(dress.coat, PAPER, 0.1)].move(*up(side * 44, -146)).quad(*up(side * 72, -130), *up(side * 74, -60))
        fold.quad(*up(side * 66, -40), *up(side * 52, -44)).quad(*up(side * 56, -100), *up(side * 44, -120)).close()
    parts[dress.trim].polygon([up(-56, -34), up(-55, -22), up(55, -22), up(56, -34)])

    def high(dx: float, dy: float) -> Point:
        return up(dx, dy + 78)

    head(parts, high, unit, dress)
    parts.paint(canvas)
    canvas.stroke(Pen(1).move(*up(-22, -156)).quad(*up(0, -140), *up(22, -156)), mix(PAPER, HONEY, 0.25), 4 * unit)


def head(parts: Batch, at: Callable[[float, float], Point], unit: float, dress: Dress) -> None:
    """Add a head from behind: neck, hair in a knot, or a cloth tied over it."""
    parts[SKIN].polygon([at(-9, -230), at(-10, -250), at(10, -250), at(9, -230)])
    if dress.wrap is None:
        for side in (-1, 1):
            parts[SKIN].disc(*at(side * 22, -262), 5 * unit, 7 * unit)
        parts[HAIR].disc(*at(0, -268), 23 * unit, 26 * unit)
        light = parts[mix(HAIR, PAPER, 0.16)].move(*at(-19, -276)).quad(*at(-12, -292), *at(6, -291))
        light.quad(*at(-8, -286), *at(-19, -276)).close()
        return
    parts[SKIN].disc(*at(0, -258), 20 * unit, 19 * unit)
    parts[dress.wrap].disc(*at(0, -271), 28 * unit, 26 * unit)
    fold, shine = parts[mix(dress.wrap, NIGHT, 0.28)], parts[mix(dress.wrap, PAPER, 0.2)]
    fold.move(*at(-28, -270)).quad(*at(4, -246), *at(27, -276)).quad(*at(6, -254), *at(-28, -270)).close()
    shine.move(*at(-25, -282)).quad(*at(-6, -306), *at(17, -293)).quad(*at(-6, -298), *at(-25, -282)).close()
    fold.move(*at(-3, -252)).quad(*at(-16, -236), *at(-13, -214)).quad(*at(-4, -222), *at(1, -212)).quad(*at(6, -236), *at(5, -252)).close()
