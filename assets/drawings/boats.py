"""Small river boats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import Pen
from palette import BARK, EARTH, HONEY, INDIGO, INDIGO_DEEP, JADE_DEEP, NIGHT, PERSIMMON, mix

if TYPE_CHECKING:
    from canvas import Canvas, Point


def sampan(canvas: Canvas, place: Point, half: float, tilt: float, *, crew: bool) -> None:
    """Draw a narrow boat with its shadow; tilt turns it on the water, crew adds a rower."""
    x, y = place
    cos, sin = math.cos(tilt), math.sin(tilt)

    def at(along: float, up: float) -> Point:
        return (x + along * half * cos, y + along * half * sin - up * half)

    shadow = Pen(1).move(*at(-0.95, -0.16)).quad(*at(0, -0.46), *at(1.0, -0.16))
    canvas.shape(shadow.quad(*at(0, -0.2), *at(-0.95, -0.16)).close(), JADE_DEEP, 0.5)
    hull = Pen(1).move(*at(-1, 0.12)).quad(*at(-0.7, -0.2), *at(0, -0.2)).quad(*at(0.7, -0.2), *at(1.05, 0.15))
    hull.quad(*at(0.5, -0.02), *at(0, -0.02)).quad(*at(-0.5, -0.02), *at(-1, 0.12)).close()
    canvas.shape(hull, mix(INDIGO_DEEP, BARK, 0.5))
    inside = Pen(1).move(*at(-0.94, 0.1)).quad(*at(-0.4, 0.1), *at(0, 0.09)).quad(*at(0.5, 0.1), *at(0.98, 0.12))
    inside.quad(*at(0.5, -0.01), *at(0, -0.02)).quad(*at(-0.5, -0.02), *at(-0.94, 0.1)).close()
    canvas.shape(inside, mix(EARTH, NIGHT, 0.35))
    canvas.stroke(Pen(1).move(*at(-1, 0.12)).quad(*at(-0.5, -0.02), *at(0, -0.02)).quad(*at(0.5, -0.02), *at(1.05, 0.15)), mix(EARTH, HONEY, 0.45), half * 0.03)
    if crew:
        _rower(canvas, at, half)
    else:
        load = Pen(1).disc(*at(-0.3, 0.12), half * 0.12, half * 0.1).disc(*at(-0.06, 0.11), half * 0.11, half * 0.09)
        canvas.shape(load, mix(HONEY, EARTH, 0.35))
        canvas.shape(Pen(1).disc(*at(-0.3, 0.19), half * 0.09, half * 0.05), PERSIMMON)


def _rower(canvas: Canvas, at: object, half: float) -> None:
    spot = at
    assert callable(spot)
    body = Pen(1).move(*spot(0.42, 0)).quad(*spot(0.4, 0.36), *spot(0.52, 0.44)).quad(*spot(0.66, 0.36), *spot(0.66, 0))
    canvas.shape(body.close(), INDIGO)
    hat = Pen(1).move(*spot(0.3, 0.43)).line(*spot(0.54, 0.64)).line(*spot(0.78, 0.43))
    canvas.shape(hat.quad(*spot(0.54, 0.36), *spot(0.3, 0.43)).close(), mix(HONEY, "#ffffff", 0.15))
    canvas.stroke(Pen(1).polyline([spot(0.58, 0.26), spot(1.2, -0.34)]), mix(EARTH, INDIGO_DEEP, 0.3), half * 0.035)
