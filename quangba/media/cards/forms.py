"""The three pictures that are made for sharing: card, poster and square. Arithmetic only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quangba.media.cards.faces import BOLD, REGULAR
from quangba.media.cards.look import Look
from quangba.media.cards.sheet import (
    Area,
    Block,
    Coded,
    Drawn,
    Filled,
    Part,
    Pictured,
    Sheet,
    Style,
    block,
)

Form = Literal["card", "poster", "square"]

CARD = (1200, 630)
"""What Facebook, Zalo and X show without cropping."""

POSTER = (750, 1200)
"""Upright, for a phone's album."""

SQUARE = (320, 320)

CARD_PICTURE, POSTER_PICTURE = (520, 630), (750, 450)
"""How large the page's picture is on them."""

PICTURES = (CARD_PICTURE, POSTER_PICTURE)

_RIDGE = (1600, 150)
"""Width and height of the theme's ridge, whose foot is of one colour."""

_OVER = 4
"""So many pixels of it lie outside, so that none is half painted at the edges."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a sheet.

    label: what sort of page it is; facts: when and where; address: what the code leads to, with
    host, printed as `host` beside it; kept: names that lines do not break.
    """

    title: str
    label: str = ""
    text: str = ""
    facts: str = ""
    site: str = ""
    hint: str = ""
    address: str = ""
    host: str = ""
    kept: tuple[str, ...] = ()

    @property
    def all(self) -> str:
        """Everything that is drawn."""
        shown = (self.title, self.label, self.text, self.facts, self.site, self.hint, self.host)
        return " ".join(shown)


def plan(form: Form, words: Words, look: Look, *, pictured: bool, spot: str | None) -> Sheet:
    """Where everything stands. spot: the small drawing for a page without a picture."""
    match form:
        case "card":
            parts, (width, height) = _card(words, look, pictured=pictured, spot=spot), CARD
        case "poster":
            parts, (width, height) = _poster(words, look, pictured=pictured, spot=spot), POSTER
        case "square":
            parts, (width, height) = _square(look, spot), SQUARE
    return Sheet(width, height, tuple(parts))


# -- card: words on paper, the picture beside them, both behind the ridge ---------------------


def _card(words: Words, look: Look, *, pictured: bool, spot: str | None) -> Iterator[Part]:
    width, height = CARD
    foot = 74
    column = Area(64, 54, 576 if pictured else 730, 400)
    yield Filled(Area(0, 0, width, height), look.colours["paper"])
    if pictured:
        across, down = CARD_PICTURE
        yield Pictured(Area(width - across, 0, across, down))
    else:
        yield from _drawn(look, f"spot/{spot}" if spot else "mark", Area(846, 84, 290, 290), "ink")
    yield from _foot(look, CARD, foot)
    sizes = (76, 68, 60, 54, 48, 43, 38) if pictured else (92, 84, 76, 68, 60, 54, 48, 42)
    yield from _words(words, look, column, Style(sizes, BOLD, look.colours["ink"], 6, 1.24))
    yield from _signed(words, look, Area(64, height - foot - 10, width - 128, foot))


def _words(words: Words, look: Look, column: Area, style: Style) -> Iterator[Part]:
    """The label above the title."""
    label = _one_line(look, words.label, 27, "ember", column.width)
    yield from label.at(column.x, column.y)
    top = column.y + (label.height if words.label else 0)
    room = column.bottom - top
    title = block(look.faces, words.title, style, width=column.width, height=room, kept=words.kept)
    yield from title.at(column.x, top)


def _foot(look: Look, size: tuple[int, int], height: int) -> Iterator[Part]:
    """The ridge at the foot, a little wider than the sheet, and the night that it stands on."""
    width, whole = size
    wide = width + 2 * _OVER
    high = round(wide * _RIDGE[1] / _RIDGE[0])
    yield from _drawn(look, "ridge", Area(-_OVER, whole - height - high + 1, wide, high))
    yield Filled(Area(0, whole - height, width, height), look.colours["night"])


def _signed(words: Words, look: Look, area: Area) -> Iterator[Part]:
    """Mark and name of the site, on the night."""
    side = 46
    top = area.y + (area.height - side) // 2
    yield from _drawn(look, "mark", Area(area.x, top, side, side), "on-night")
    name = _one_line(look, words.site, 32, "on-night", area.width - side - 14)
    yield from name.at(area.x + side + 14, area.y + (area.height - name.height) // 2 - 2)


def _one_line(look: Look, text: str, size: int, colour: str, width: int) -> Block:
    style = Style((size, round(size * 0.85), round(size * 0.7)), BOLD, look.colours[colour])
    return block(look.faces, text, style, width=width, height=2 * size)


def _drawn(look: Look, name: str, area: Area, colour: str = "night") -> Iterator[Part]:
    night = colour.startswith("on-night")
    if svg := look.drawing(name, look.colours[colour], night=night):
        yield Drawn(area, svg)


# -- poster: the picture, the words, and on the night at its foot the way to the page -----------


def _poster(words: Words, look: Look, *, pictured: bool, spot: str | None) -> Iterator[Part]:
    width, height = POSTER
    foot, upper = 236, POSTER_PICTURE[1]
    yield Filled(Area(0, 0, width, height), look.colours["paper"])
    if pictured:
        yield Pictured(Area(0, 0, width, upper))
    else:
        yield Filled(Area(0, 0, width, upper), look.colours["quiet"])
        yield from _drawn(look, f"spot/{spot}" if spot else "mark", Area(255, 110, 240, 240), "ink")
    yield from _foot(look, POSTER, foot)
    yield from _told(words, look, Area(48, upper + 22, width - 96, height - foot - upper - 78))
    side = 196
    code = Area(width - 48 - side, height - foot + 20, side, side)
    yield Coded(code, words.address, look.colours["ink"], "#ffffff")
    yield from _way(words, look, Area(48, height - foot + 20, code.x - 48 - 28, side))


def _told(words: Words, look: Look, area: Area) -> Iterator[Part]:
    """Label, title, when and where, and one sentence in what room is left."""
    gap = 10
    label = _one_line(look, words.label, 25, "ember", area.width)
    yield from label.at(area.x, area.y)
    top = area.y + (label.height if words.label else 0)
    title = block(
        look.faces,
        words.title,
        Style((56, 50, 44, 38, 34), BOLD, look.colours["ink"], 4, 1.24),
        width=area.width,
        height=min(190, area.bottom - top),
        kept=words.kept,
    )
    yield from title.at(area.x, top)
    top += title.height + gap
    facts = block(
        look.faces,
        words.facts,
        Style((28, 25), BOLD, look.colours["ember"], 2),
        width=area.width,
        height=max(0, area.bottom - top),
        kept=words.kept,
    )
    yield from facts.at(area.x, top)
    top += facts.height + (gap if words.facts else 0)
    text = block(
        look.faces,
        words.text,
        Style((28, 26, 24), REGULAR, look.colours["ink-soft"], 5, 1.4),
        width=area.width,
        height=max(0, area.bottom - top),
        kept=words.kept,
    )
    yield from text.at(area.x, top)


def _way(words: Words, look: Look, area: Area) -> Iterator[Part]:
    """Mark, name of the site, what the code is for, and the host."""
    side = 52
    yield from _drawn(look, "mark", Area(area.x, area.y, side, side), "on-night")
    name = _one_line(look, words.site, 34, "on-night", area.width - side - 14)
    yield from name.at(area.x + side + 14, area.y + (side - name.height) // 2)
    hint = block(
        look.faces,
        words.hint,
        Style((24, 22), REGULAR, look.colours["on-night-soft"], 2, 1.36),
        width=area.width,
        height=80,
    )
    yield from hint.at(area.x, area.y + side + 12)
    host = _one_line(look, words.host, 23, "on-night", area.width)
    yield from host.at(area.x, area.bottom - host.height)


# -- square: for pages without a picture ---------------------------------------------------


def _square(look: Look, spot: str | None) -> Iterator[Part]:
    width, height = SQUARE
    yield Filled(Area(0, 0, width, height), look.colours["paper"])
    high = 60
    yield Filled(Area(0, height - high, width, high), look.colours["night"])
    if spot:
        yield from _drawn(look, f"spot/{spot}", Area(64, 36, 192, 192))
    else:
        yield from _drawn(look, "mark", Area(60, 40, 200, 200), "ink")
