"""The work of one worker: look at an original, or make its renditions. Rendering is dumb."""

from __future__ import annotations

import hashlib
import io
import itertools
import time
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from quangba.media import decode, plan, svg
from quangba.media.facts import (
    COLUMNS,
    FORMATS,
    MAX_BYTES,
    MAX_PIXELS,
    MAX_SIDE,
    ROWS,
    Facts,
    Refused,
    Unusable,
)
from quangba.media.plan import Box, Rendition
from quangba.media.tasks import Made, Task
from quangba.store import write_atomically

AVIF_SPEED = 9
"""libavif's speed: 8 takes 3.5 times as long for 4 to 7 % fewer bytes (developers/media.md)."""

AVIF_SPEED_DRAWN = 8
"""That for drawings, where it saves a sixth of the bytes; they are few and take a second each."""

FLAT = (251, 247, 239)
"""What shows through where a format has no transparency: the theme's paper."""

_EYE = (
    (10, 12, 14, 19, 26, 38, 57, 86),
    (12, 18, 21, 28, 35, 41, 54, 76),
    (14, 21, 25, 32, 44, 63, 92, 136),
    (19, 28, 32, 41, 54, 75, 107, 157),
    (26, 35, 44, 54, 70, 95, 132, 190),
    (38, 41, 63, 75, 95, 125, 170, 239),
    (57, 54, 92, 107, 132, 170, 227, 312),
    (86, 76, 136, 157, 190, 239, 312, 419),
)
"""JPEG quantisation by Klein, Silverstein and Carney (1992): 12 % fewer bytes for equal looks."""

_SMALL = 256
"""Pixels of the shorter side that are enough to see whether a picture can be decoded."""


_QUICKLY, _AS_GOOD = {"disable-trellis-quant": "1"}, 3
"""For large files: a tenth less time for 3 % more bytes, at a quality that makes up for it."""


HELD = 16_000_000
"""Pixels of an original that a worker holds until it is asked for another one: 48 MB."""


def inspect(file: Path) -> Facts | Unusable:
    """Decode an original once, whole, and say what it is."""
    try:
        return _inspect(file)
    except Refused as refusal:
        return Unusable(refusal.code, refusal.reason)
    except OSError as failure:  # no right to read it, or gone meanwhile
        return Unusable("picture-broken", failure.strerror or type(failure).__name__)


def _inspect(file: Path) -> Facts:
    size = file.stat().st_size
    if size == 0:
        raise Refused("picture-broken", "the file is empty")
    if size > MAX_BYTES:
        raise Refused("picture-too-large", f"{size / 1e6:.0f} MB")
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    suffix = file.suffix.lower()
    if suffix == ".svg":
        _, (width, height) = svg.clean(data)
        name, frames = "svg", 1
    else:
        name, frames, (width, height) = _header(data, suffix)
    if max(width, height) > MAX_SIDE:
        raise Refused("picture-too-large", f"{max(width, height)} pixels long")
    small = decode.open_upright(data, suffix, plan.halvings(min(width, height), _SMALL)).srgb()
    if (small.width > small.height) != (width > height) and small.width != small.height:
        width, height = height, width
    return Facts(name, width, height, small.mode == "RGBA", frames, _dots(small), digest)


def _of_header(image: Image.Image, suffix: str) -> tuple[str, int, tuple[int, int]]:
    name, suffixes = FORMATS[image.format or ""]
    if suffix not in suffixes:
        raise Refused("picture-suffix", suffixes[0])
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise Refused("picture-too-large", f"{pixels / 1e6:.0f} megapixels")
    return name, getattr(image, "n_frames", 1), decode.upright_size(image)


def _header(data: bytes, suffix: str) -> tuple[str, int, tuple[int, int]]:
    try:
        with Image.open(io.BytesIO(data), formats=decode.OPENED) as image:
            return _of_header(image, suffix)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("picture-too-large", f"over {MAX_PIXELS // 1_000_000} megapixels") from None
    except UnidentifiedImageError:
        raise Refused("picture-broken", "not a picture") from None
    except Exception as failure:  # noqa: BLE001 - decoders raise whatever they like
        reason = getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
        raise Refused("picture-broken", reason) from None


def _dots(image: Image.Image) -> tuple[str, ...]:
    """The placeholder's colours, row by row."""
    small = flat(image).resize((COLUMNS, ROWS), Image.Resampling.BOX)
    return tuple(
        "{:02x}{:02x}{:02x}".format(*_rgb(small, column, row))
        for row in range(ROWS)
        for column in range(COLUMNS)
    )


def _rgb(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return tuple(int(part) for part in pixel)


def flat(image: Image.Image) -> Image.Image:
    """RGB without transparency, on the theme's paper."""
    if image.mode != "RGBA":
        return image if image.mode == "RGB" else image.convert("RGB")
    ground = Image.new("RGB", image.size, FLAT)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def render(task: Task, *, holds: bool = False) -> Made:
    """Make renditions of one original and put them into the store, each as soon as it is made.

    holds: the original stays decoded for the next task, unless it is large.
    """
    started = time.perf_counter()
    sizes: dict[str, int] = {}
    unusable = None
    try:
        _render(task, sizes, holds=holds)
    except Refused as refusal:
        unusable = Unusable(refusal.code, refusal.reason)
    return Made(task.file, sizes, time.perf_counter() - started, unusable)


_Decoded = dict[tuple[str, str, int], decode.Pixels]
_held: _Decoded = {}
"""At most one: by digest, suffix and halvings."""


def _opened(data: bytes, task: Task, step: int, *, holds: bool) -> decode.Pixels:
    suffix = task.file.suffix.lower()
    key = task.facts.digest, suffix, step
    if key in _held:
        return _held[key]
    _held.clear()  # never two of them in memory
    pixels = decode.open_upright(data, suffix, step)
    if holds and pixels.image.width * pixels.image.height <= HELD:
        _held[key] = pixels
    return pixels


def _render(task: Task, sizes: dict[str, int], *, holds: bool) -> None:
    data = task.file.read_bytes()
    if hashlib.sha256(data).hexdigest() != task.facts.digest:
        raise Refused("picture-changed", "")
    speed = AVIF_SPEED_DRAWN if task.facts.format == "svg" else AVIF_SPEED
    most = plan.decoding((task.facts.width, task.facts.height))

    def place(each: Rendition) -> tuple[int, int]:
        return min(each.halvings, most), each.halvings

    def shape(each: Rendition) -> tuple[Box, int, int]:
        return each.crop, each.width, each.height

    ordered = sorted(task.renditions, key=lambda each: (place(each), shape(each)))
    pixels, at = None, (-1, 0)
    for (step, level), group in itertools.groupby(ordered, place):
        if pixels is None or step != at[0]:
            pixels = None
            pixels, at = _opened(data, task, step, holds=holds), (step, step)
        for _ in range(level - at[1]):
            pixels = pixels.halved()
        at = step, level
        for (crop, width, height), same in itertools.groupby(group, shape):
            scaled = pixels.scaled(crop, (width, height))
            for rendition in same:
                made = encode(scaled, rendition, speed=speed)
                key = rendition.key(task.facts.digest)
                write_atomically(task.store / f"{key}.{rendition.format}", made)
                sizes[key] = len(made)


def encode(image: Image.Image, rendition: Rendition, *, speed: int = AVIF_SPEED) -> bytes:
    """The bytes of one file: pixels and nothing else, no EXIF, no profile, no thumbnail."""
    out = io.BytesIO()
    image.info.clear()  # encoders would write some of it
    large = image.width * image.height >= decode.LARGE
    match rendition.format:
        case "avif":
            quality = min(100, rendition.quality + (_AS_GOOD if large else 0))
            image.save(
                out, "AVIF", quality=quality, speed=speed, subsampling="4:2:0",
                max_threads=1, advanced=_QUICKLY if large else {},
                exif=b"", xmp=b"", icc_profile=b"",
            )  # fmt: skip
        case "jpeg":
            table = _table(rendition.quality)
            flat(image).save(
                out, "JPEG", qtables=[table, table], progressive=not large, optimize=True,
                subsampling="4:2:0",
            )  # fmt: skip
        case "webp":
            image.save(out, "WEBP", quality=rendition.quality, method=4)
    return out.getvalue()


def _table(quality: int) -> list[int]:
    """Of the steps for one JPEG quality, as libjpeg scales its own."""
    percent = 5000 / quality if quality < 50 else 200 - 2 * quality
    return [min(255, max(1, round(step * percent / 100))) for row in _EYE for step in row]
