"""The work of one worker: draw the sheets that show one picture. It decides nothing."""

from __future__ import annotations

import hashlib
import heapq
import io
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import resvg_py
from PIL import Image, ImageDraw, ImageFont, features

from quangba.media import decode, plan, qr
from quangba.media.cards import forms
from quangba.media.cards.faces import Faces
from quangba.media.cards.forms import Form, Words
from quangba.media.cards.look import Look
from quangba.media.cards.sheet import (
    Area,
    Coded,
    Drawn,
    Filled,
    Lettered,
    Pictured,
    Sheet,
)
from quangba.media.facts import Facts, Refused, Unusable
from quangba.media.plan import Rendition
from quangba.media.render import encode, flat
from quangba.store import write_atomically

JPEG_QUALITY, SQUARE_QUALITY = 72, 60
EXACT, NEAR, SHOWN = 8, 40, 48
"""Colours of a poster: of those drawn, the most frequent as they are, and others by something near;
of its picture. More of them give larger files, not better words."""

PNG_LEVEL = 6
"""Of zlib: 9 takes three and a half times as long for 2.5 % fewer bytes."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The picture of some sheets: an original, and where its focal point is."""

    file: Path
    facts: Facts
    focal: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sheet that is not in the store: what it shows, and the file to write."""

    form: Form
    words: Words
    spot: str | None
    to: Path


@dataclass(frozen=True, slots=True)
class Task:
    """All sheets with one picture, or with none."""

    subject: Subject | None
    sheets: tuple[Wanted, ...]
    look: Look


def render(task: Task) -> int | Unusable:
    """Draw the sheets and put each into the store as soon as it is drawn: how many."""
    try:
        pictures = _Pictures(task.subject)
        for wanted in task.sheets:
            sheet = forms.plan(
                wanted.form,
                wanted.words,
                task.look,
                pictured=task.subject is not None,
                spot=wanted.spot,
            )
            image = draw(sheet, task.look.faces, pictures)
            write_atomically(wanted.to, _encoded(image, sheet, wanted.form))
    except Refused as refusal:
        return Unusable(refusal.code, refusal.reason)
    return len(task.sheets)


class _Pictures:
    """Crops of one original, which is decoded once."""

    def __init__(self, subject: Subject | None) -> None:
        self._subject = subject
        self._crops: dict[tuple[int, int], Image.Image] = {}
        self._pixels: decode.Pixels | None = None

    def crop(self, width: int, height: int) -> Image.Image:
        """The part around the focal point, in this size."""
        subject = self._subject
        assert subject is not None
        size = width, height
        if size not in self._crops:
            whole = subject.facts.width, subject.facts.height
            box = plan.crop_box(whole, size, subject.focal)
            self._crops[size] = flat(self._opened(subject).scaled(box, size))
        return self._crops[size]

    def _opened(self, subject: Subject) -> decode.Pixels:
        if self._pixels is None:
            data = subject.file.read_bytes()
            if hashlib.sha256(data).hexdigest() != subject.facts.digest:
                raise Refused("picture-changed", "")
            suffix = subject.file.suffix.lower()
            share = max(_needed(subject, size) for size in forms.PICTURES)
            if suffix == ".svg":
                self._pixels = decode.drawn(data, math.ceil(subject.facts.width * share))
            else:
                halvings = max(0, math.floor(-math.log2(share))) if share < 1 else 0
                self._pixels = decode.open_upright(data, suffix, halvings)
        return self._pixels


def _needed(subject: Subject, size: tuple[int, int]) -> float:
    """What share of the original's width gives a crop as many pixels as it has on the sheet."""
    box = plan.crop_box((subject.facts.width, subject.facts.height), size, subject.focal)
    return max(size[0] / box.width, size[1] / box.height)


def draw(sheet: Sheet, faces: Faces, pictures: _Pictures) -> Image.Image:
    """The pixels of a plan."""
    image = Image.new("RGB", (sheet.width, sheet.height))
    pen = ImageDraw.Draw(image)
    for part in sheet.parts:
        match part:
            case Filled(area, colour):
                pen.rectangle(_corners(area), fill=colour)
            case Pictured(area):
                image.paste(pictures.crop(area.width, area.height), (area.x, area.y))
            case Drawn(area, svg):
                drawn = _drawing(svg, area.width, area.height)
                image.paste(drawn, (area.x, area.y), drawn)
            case Lettered():
                _letter(pen, part, faces)
            case Coded():
                _code(pen, part)
    return image


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.x, area.y, area.right - 1, area.bottom - 1


@lru_cache(maxsize=64)
def _drawing(svg: str, width: int, height: int) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    with Image.open(io.BytesIO(bytes(png))) as image:
        return image.convert("RGBA")


def _letter(pen: ImageDraw.ImageDraw, line: Lettered, faces: Faces) -> None:
    x = float(line.x)
    for run in faces.runs(line.text, line.weight):
        font = _font(run.face.file, line.size)
        pen.text((x, line.y), run.text, fill=line.colour, font=font, anchor="ls")
        x += font.getlength(run.text)


@lru_cache(maxsize=64)
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(file), size, layout_engine=layout)


def _code(pen: ImageDraw.ImageDraw, part: Coded) -> None:
    """Each module as many whole pixels wide as fit; what is left goes around it."""
    rows = qr.modules(part.address)
    pen.rectangle(_corners(part.area), fill=part.light)
    side = part.area.width // len(rows)
    left = part.area.x + (part.area.width - side * len(rows)) // 2
    top = part.area.y + (part.area.height - side * len(rows)) // 2
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                module = Area(left + x * side, top + y * side, side, side)
                pen.rectangle(_corners(module), fill=part.dark)


def _encoded(image: Image.Image, sheet: Sheet, form: Form) -> bytes:
    if form == "poster":
        out = io.BytesIO()
        areas = [part.area for part in sheet.parts if isinstance(part, Pictured)]
        few_colours(image, areas).save(out, "PNG", compress_level=PNG_LEVEL)
        return out.getvalue()
    quality = JPEG_QUALITY if form == "card" else SQUARE_QUALITY
    box = plan.Box(0, 0, image.width, image.height)
    return encode(image, Rendition(box, image.width, image.height, "jpeg", quality))


def few_colours(image: Image.Image, pictured: Sequence[Area]) -> Image.Image:
    """A sheet with a palette. What is drawn and the pictures in these areas have one each.

    With one for both, a large photo would leave no colour to the small signs beside it.
    """
    none = Image.Dither.NONE
    drawn = image.copy()
    for area in pictured:
        drawn.paste((255, 255, 255), _box(area))
    found = drawn.getcolors(image.width * image.height) or []
    most = [colour for _, colour in heapq.nlargest(EXACT, found) if isinstance(colour, tuple)]
    near = _palette(drawn.quantize(NEAR, Image.Quantize.FASTOCTREE, dither=none))
    palette = Image.new("P", (1, 1))
    colours = [*itertools.chain.from_iterable(most), *near]
    palette.putpalette(colours)
    few = drawn.quantize(palette=palette, dither=none)
    for area in pictured:
        shown = image.crop(_box(area)).quantize(SHOWN, Image.Quantize.MEDIANCUT, dither=none)
        first = len(colours) // 3
        few.paste(shown.point([(first + index) % 256 for index in range(256)]), _box(area))
        colours += _palette(shown)
    few.putpalette(colours)
    return few


def _palette(image: Image.Image) -> list[int]:
    return image.getpalette() or []


def _box(area: Area) -> tuple[int, int, int, int]:
    return area.x, area.y, area.right, area.bottom
