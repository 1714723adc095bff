"""A small SVG writer: a pen for compact paths, a canvas for shapes and gradients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WIDEST = 2400
"""Pixels: the width in which drawings are offered."""

Point = tuple[float, float]
Stop = tuple[float, str, float]


def number(value: float) -> str:
    """Write a coordinate with at most one decimal and no needless characters."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


class Pen:
    """Builds one path in relative commands, which pack far better than absolute ones."""

    def __init__(self, decimals: int = 0) -> None:
        self._decimals = decimals
        self._parts: list[str] = []
        self._x = 0.0
        self._y = 0.0
        self._start: Point = (0.0, 0.0)
        self._last = ""

    def _snap(self, value: float) -> float:
        return round(value, self._decimals)

    def _emit(self, command: str, points: Sequence[Point]) -> Pen:
        # Offsets are taken between snapped positions: rounding never adds up along the path.
        numbers: list[str] = []
        for x, y in points:
            numbers += [number(self._snap(x) - self._x), number(self._snap(y) - self._y)]
        text = command if command != self._last else ""
        for index, item in enumerate(numbers):
            gap = "" if item.startswith("-") or (index == 0 and text) else " "
            text += gap + item
        self._parts.append(text)
        self._last = command
        self._x, self._y = self._snap(points[-1][0]), self._snap(points[-1][1])
        return self

    def move(self, x: float, y: float) -> Pen:
        """Start a new figure."""
        self._last = "" if self._last == "m" else self._last
        self._emit("m", [(x, y)])
        self._last = "m"
        self._start = (self._x, self._y)
        return self

    def line(self, x: float, y: float) -> Pen:
        """Draw a straight line."""
        return self._emit("l", [(x, y)])

    def quad(self, cx: float, cy: float, x: float, y: float) -> Pen:
        """Draw a curve with one control point."""
        return self._emit("q", [(cx, cy), (x, y)])

    def cubic(self, first: Point, second: Point, end: Point) -> Pen:
        """Draw a curve with two control points."""
        return self._emit("c", [first, second, end])

    def close(self) -> Pen:
        """Close the figure."""
        self._parts.append("z")
        self._last = "z"
        self._x, self._y = self._start
        return self

    def dot(self) -> Pen:
        """Mark the point: a line of no length, which round line ends turn into a disc."""
        self._parts.append("h0")
        self._last = "h"
        return self

    def polygon(self, points: Sequence[Point]) -> Pen:
        """Draw a closed figure of straight lines."""
        self.move(*points[0])
        for x, y in points[1:]:
            self.line(x, y)
        return self.close()

    def polyline(self, points: Sequence[Point]) -> Pen:
        """Draw an open run of straight lines."""
        self.move(*points[0])
        for x, y in points[1:]:
            self.line(x, y)
        return self

    def curve_through(self, points: Sequence[Point]) -> Pen:
        """Continue from points[0], where the pen already is, smoothly through the others."""
        for index in range(len(points) - 1):
            before = points[max(index - 1, 0)]
            here, there = points[index], points[index + 1]
            after = points[min(index + 2, len(points) - 1)]
            first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
            second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
            self.cubic(first, second, there)
        return self

    def smooth(self, points: Sequence[Point]) -> Pen:
        """Draw an open smooth line through the points."""
        return self.move(*points[0]).curve_through(points)

    def blob(self, points: Sequence[Point]) -> Pen:
        """Draw a closed figure with a smooth edge through the points."""
        count = len(points)
        self.move(*points[0])
        for index in range(count):
            before, here = points[index - 1], points[index]
            there, after = points[(index + 1) % count], points[(index + 2) % count]
            first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
            second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
            self.cubic(first, second, there)
        return self.close()

    def disc(self, x: float, y: float, rx: float, ry: float | None = None) -> Pen:
        """Draw a filled oval round a centre."""
        ry = rx if ry is None else ry
        k = 0.5523
        self.move(x - rx, y)
        self.cubic((x - rx, y - k * ry), (x - k * rx, y - ry), (x, y - ry))
        self.cubic((x + k * rx, y - ry), (x + rx, y - k * ry), (x + rx, y))
        self.cubic((x + rx, y + k * ry), (x + k * rx, y + ry), (x, y + ry))
        self.cubic((x - k * rx, y + ry), (x - rx, y + k * ry), (x - rx, y))
        return self.close()

    def __bool__(self) -> bool:
        return bool(self._parts)

    def __str__(self) -> str:
        return "".join(self._parts)


class Batch:
    """Paths gathered by colour: a hundred windows become one shape."""

    def __init__(self, decimals: int = 0) -> None:
        self._decimals = decimals
        self._pens: dict[str, Pen] = {}

    def __getitem__(self, colour: str) -> Pen:
        return self._pens.setdefault(colour, Pen(self._decimals))

    def paint(self, canvas: Canvas, opacity: float = 1.0) -> None:
        """Add one shape a colour, in the order in which the colours were first used."""
        for colour, pen in self._pens.items():
            canvas.shape(pen, colour, opacity)


class Canvas:
    """Collects gradients and shapes, then writes one plain SVG document."""

    def __init__(self, name: str, width: int, height: int) -> None:
        # Ids carry the drawing's name: two drawings set inline in one page must not clash.
        self._prefix = "".join(word[0] for word in name.split("-")) + name[-1]
        self.width = width
        self.height = height
        self._defs: list[str] = []
        self._known: dict[str, str] = {}
        self._body: list[str] = []

    def _define(self, tag: str, geometry: str, stops: Iterable[Stop]) -> str:
        parts = []
        for offset, colour, opacity in stops:
            alpha = "" if opacity >= 1 else f' stop-opacity="{opacity:g}"'
            parts.append(f'<stop offset="{offset:g}" stop-color="{colour}"{alpha}/>')
        text = f'{geometry}>{"".join(parts)}</{tag}>'
        if text not in self._known:
            key = f"{self._prefix}{len(self._defs)}"
            self._known[text] = f"url(#{key})"
            self._defs.append(f'<{tag} id="{key}"{text}')
        return self._known[text]

    def fade(self, top: float, bottom: float, *stops: Stop) -> str:
        """Define a vertical gradient between two heights of the drawing."""
        units = ' gradientUnits="userSpaceOnUse" x1="0" x2="0"'
        return self._define(
            "linearGradient", f'{units} y1="{number(top)}" y2="{number(bottom)}"', stops
        )

    def slant(self, start: Point, end: Point, *stops: Stop) -> str:
        """Define a gradient along any line of the drawing."""
        geometry = (
            f' gradientUnits="userSpaceOnUse" x1="{number(start[0])}" y1="{number(start[1])}"'
            f' x2="{number(end[0])}" y2="{number(end[1])}"'
        )
        return self._define("linearGradient", geometry, stops)

    def glow(self, *stops: Stop) -> str:
        """Define a round gradient that fills whatever shape uses it."""
        return self._define("radialGradient", "", stops)

    def glow_from(self, light: Point, *stops: Stop) -> str:
        """Define a round gradient whose light stands off centre (0..1 of the shape)."""
        geometry = f' cx="{light[0]:g}" cy="{light[1]:g}" r=".72"'
        return self._define("radialGradient", geometry, stops)

    def shape(
        self, d: Pen | str, fill: str, opacity: float = 1.0, *, turn: str | None = None
    ) -> None:
        """Add a filled path."""
        text = str(d)
        if not text:
            return
        extra = "" if opacity >= 1 else f' opacity="{opacity:g}"'
        extra += f' transform="{turn}"' if turn else ""
        self._body.append(f'<path fill="{fill}"{extra} d="{text}"/>')

    def stroke(self, d: Pen | str, colour: str, width: float, opacity: float = 1.0) -> None:
        """Add a line with round ends."""
        text = str(d)
        if not text:
            return
        extra = "" if opacity >= 1 else f' opacity="{opacity:g}"'
        self._body.append(
            f'<path fill="none" stroke="{colour}" stroke-width="{width:.3g}"{extra} d="{text}"/>'
        )

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1.0
    ) -> None:
        """Add an oval: light, mist, fruit."""
        extra = "" if opacity >= 1 else f' opacity="{opacity:g}"'
        self._body.append(
            f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
            f' fill="{fill}"{extra}/>'
        )

    def fill(self, paint: str, opacity: float = 1.0) -> None:
        """Cover the whole drawing."""
        self.shape(f"M0 0h{self.width}v{self.height}H0z", paint, opacity)

    def svg(self) -> str:
        """Return the finished document."""
        # large enough for a hero on a dense screen; the units within are the drawing's own
        shown = max(self.width, WIDEST)
        size = f'width="{shown}" height="{round(self.height * shown / self.width)}"'
        box = f'viewBox="0 0 {self.width} {self.height}"'
        ends = ' stroke-linecap="round" stroke-linejoin="round"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}{ends}>'
        defs = "<defs>" + "".join(self._defs) + "</defs>"
        return "\n".join([head, defs, *self._body, "</svg>"]) + "\n"
