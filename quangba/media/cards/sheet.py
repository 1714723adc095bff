"""A plan of one picture: what stands where, in pixels. Whoever draws it decides nothing."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from quangba.media.cards import lines
from quangba.media.cards.faces import EM, Faces
from quangba.media.cards.lines import ELLIPSIS, Measure, Room


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column after it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Filled:
    """An area of one colour, as #rrggbb."""

    area: Area
    colour: str


@dataclass(frozen=True, slots=True)
class Pictured:
    """Where the page's picture stands: a crop of it around its focal point fills the area."""

    area: Area


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing of the theme, an SVG document, as wide and high as its area."""

    area: Area
    svg: str


@dataclass(frozen=True, slots=True)
class Lettered:
    """A line of text. x: its left end; y: its baseline; size: of an em; in pixels."""

    text: str
    x: int
    y: int
    size: int
    weight: int
    colour: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A QR code of an address, with the quiet zone that readers of codes need."""

    area: Area
    address: str
    dark: str
    light: str


Part = Filled | Pictured | Drawn | Lettered | Coded


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture: its parts, from the ground up."""

    width: int
    height: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. sizes: to try, largest first, in pixels; most: lines.

    leading: from baseline to baseline, in sizes. 1.2 is the least at which small Vietnamese letters
    with two marks (ẫ) do not touch the tails of the line above (ợ, g).
    """

    sizes: tuple[int, ...]
    weight: int
    colour: str
    most: int = 1
    leading: float = 1.28


OPENING, HUNG = tuple("（《「『【〈"), 0.5
"""Wide marks that are empty on their left: a line begins with what is seen of them."""

RISE, FALL = 1.18, 0.3
"""How far letters reach above and below the baseline, in sizes: Ẫ in one, ợ in the other."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size, and how high they are together, with all marks."""

    texts: tuple[str, ...]
    size: int
    style: Style

    @property
    def step(self) -> int:
        """From baseline to baseline, in pixels."""
        return round(self.size * self.style.leading)

    @property
    def height(self) -> int:
        """From the top of the highest mark to the end of the lowest tail."""
        if not self.texts:
            return 0
        return round(self.size * (RISE + FALL)) + self.step * (len(self.texts) - 1)

    def at(self, x: int, top: int) -> Iterator[Lettered]:
        """The lines, placed below each other."""
        first = top + round(self.size * RISE)
        for number, text in enumerate(self.texts):
            y = first + number * self.step
            hung = round(self.size * HUNG) if _opens_wide(text) else 0
            yield Lettered(text, x - hung, y, self.size, self.style.weight, self.style.colour)


def _opens_wide(text: str) -> bool:
    if text.startswith(OPENING):
        return True
    quoted = text.startswith(("“", "‘")) and len(text) > 1  # wide only before a wide letter
    return quoted and unicodedata.east_asian_width(text[1]) == "W"


def measure(faces: Faces, text: str, weight: int) -> Callable[[str], float]:
    """How wide parts of a text are, in sizes, each character as in the whole text."""
    widths: dict[str, int] = {}
    for run in faces.runs(text + ELLIPSIS, weight):
        for char in run.text:
            widths[char] = max(widths.get(char, 0), run.face.advances[ord(char)])
    return partial(_sum, widths)


def _sum(widths: Mapping[str, int], part: str) -> float:
    return sum(widths.get(char, 0) for char in part) / EM


def block(
    faces: Faces, text: str, style: Style, *, width: int, height: int, kept: Iterable[str] = ()
) -> Block:
    """A text in the largest size that has room; in the smallest one it may end in an ellipsis."""
    measured: Measure = measure(faces, text, style.weight)
    names = tuple(kept)
    for held, size in itertools.product((names, ()) if names else ((),), style.sizes):
        room = Room(width / size, lines_in(height, size, style))
        if found := lines.fitted(text, room, measured, held):
            return Block(found, size, style)
    size = style.sizes[-1]
    room = Room(width / size, lines_in(height, size, style))
    return Block(lines.cut(text, room, measured), size, style)


def lines_in(height: int, size: int, style: Style) -> int:
    """How many lines of a size are no higher than this."""
    count = 0
    while count < style.most:
        taken = round(size * (RISE + FALL)) + round(size * style.leading) * count
        if taken > height:
            break
        count += 1
    return count
