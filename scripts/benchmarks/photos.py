"""Pictures that look like photos of clouds, the same on every machine: soft shapes and grain."""

from __future__ import annotations

import functools
import hashlib
import io
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

SIZE = 1600, 1200
_LAYERS = ((5, 4, 1.0), (13, 10, 0.5), (40, 30, 0.25), (160, 120, 0.12), (800, 600, 0.06))
"""Cells across and down, and how strong they are against the largest."""
_SKIES = ("#27476e", "#3f6f9a", "#6a4c7c", "#2f6b62")
_CLOUDS = ("#fdf4e3", "#ffe2c6", "#eef3f7", "#f7d9de")


def name(number: int) -> str:
    """The name of a photo's file, without ending."""
    return f"may-{number:02}"


def draw(folder: Path, count: int) -> None:
    """Draw the photos that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        file = folder / f"{name(number)}.jpg"
        if not file.is_file():
            file.write_bytes(jpeg(number))


def jpeg(number: int) -> bytes:
    """The photo of a number."""
    return _jpeg(number, SIZE)


@functools.cache
def _jpeg(number: int, size: tuple[int, int]) -> bytes:
    written = io.BytesIO()
    _photo(number, size).save(written, "JPEG", quality=88)
    return written.getvalue()


def _photo(number: int, size: tuple[int, int]) -> Image.Image:
    clouds = Image.new("L", size)
    for across, down, strength in _LAYERS:
        cells = hashlib.shake_128(f"{number} {across}".encode()).digest(across * down)
        layer = Image.frombytes("L", (across, down), cells).resize(size, Image.Resampling.BICUBIC)
        clouds = ImageChops.add(clouds, layer.point([round(x * strength / 2) for x in range(256)]))
    height = Image.linear_gradient("L").resize(size)
    shaped = ImageChops.add(ImageOps.autocontrast(clouds), height, 2)
    sky, white = _SKIES[number % 4], _CLOUDS[number // 4 % 4]
    return ImageOps.colorize(shaped, sky, white, mid=_SKIES[(number + 1) % 4], midpoint=110)
