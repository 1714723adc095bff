"""The work of one worker: look at an original, or make its renditions. Rendering is dumb."""

from __future__ import annotations

import hashlib
import io
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from quangba.media import decode, svg
from quangba.media.facts import (
    COLUMNS,
    FORMATS,
    MAX_BYTES,
    MAX_PIXELS,
    ROWS,
    Facts,
    Refused,
    Unusable,
)
from quangba.media.plan import Box, Rendition
from quangba.store import write_atomically

AVIF_SPEED = 9
"""libavif's speed: 8 takes 3.5 times as long for 4 to 7 % fewer bytes (developers/media.md)."""

AVIF_SPEED_DRAWN = 8
"""That for drawings, where it saves a sixth of the bytes; they are few and take a second each."""

FLAT = (251, 247, 239)
"""What shows through where a format has no transparency: the theme's paper."""

_CASCADE = 1.4
"""A rendition is scaled from the smallest one already made that is at least so much larger."""

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

_LARGE = 2_500_000
"""Pixels from which on a rendition is for dense screens only, where nobody sees the filter."""


@dataclass(frozen=True, slots=True)
class Task:
    """Renditions of one original that are not in the store yet."""

    file: Path
    facts: Facts
    renditions: tuple[Rendition, ...]
    store: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What a task gave: bytes by key, or why nothing; seconds of work."""

    file: Path
    sizes: dict[str, int]
    seconds: float
    unusable: Unusable | None = None


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
        small = decode.open_upright(file, suffix, (256, 256))
        return Facts("svg", width, height, small.mode == "RGBA", 1, _dots(small), digest)
    del data
    name, frames, (width, height) = _header(file, suffix)
    small = decode.open_upright(file, suffix, (256, 256))
    if (small.width > small.height) != (width > height) and small.width != small.height:
        width, height = height, width
    return Facts(name, width, height, small.mode == "RGBA", frames, _dots(small), digest)


def _of_header(image: Image.Image, suffix: str) -> tuple[str, int, tuple[int, int]]:
    name, suffixes = FORMATS.get(image.format or "", (str(image.format), ()))
    if suffix not in suffixes:
        raise Refused("picture-suffix", suffixes[0] if suffixes else "?")
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise Refused("picture-too-large", f"{pixels / 1e6:.0f} megapixels")
    return name, getattr(image, "n_frames", 1), decode.upright_size(image)


def _header(file: Path, suffix: str) -> tuple[str, int, tuple[int, int]]:
    try:
        with Image.open(file) as image:
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


def render(task: Task) -> Made:
    """Make the renditions of one original and put them into the store."""
    started = time.perf_counter()
    sizes: dict[str, int] = {}
    try:
        for crop, group in _by_crop(task.renditions):
            _render_crop(task, crop, group, sizes)
    except Refused as refusal:
        unusable = Unusable(refusal.code, refusal.reason)
        return Made(task.file, sizes, time.perf_counter() - started, unusable)
    return Made(task.file, sizes, time.perf_counter() - started)


def _by_crop(renditions: Sequence[Rendition]) -> list[tuple[Box, list[Rendition]]]:
    ordered = sorted(renditions, key=lambda r: (r.crop.left, r.crop.top, r.crop.width, -r.width))
    groups = itertools.groupby(ordered, key=lambda rendition: rendition.crop)
    return [(crop, list(group)) for crop, group in groups]


def _render_crop(task: Task, crop: Box, group: list[Rendition], sizes: dict[str, int]) -> None:
    facts = task.facts
    largest = group[0].width, group[0].height
    needed = -(-facts.width * largest[0] // crop.width), -(-facts.height * largest[0] // crop.width)

    def scale(whole: Image.Image) -> Image.Image:
        across, down = whole.width / facts.width, whole.height / facts.height
        box = crop.left * across, crop.top * down, crop.right * across, crop.bottom * down
        if whole.size == largest and crop.width == facts.width and crop.height == facts.height:
            return whole
        return whole.resize(largest, _filter(box[2] - box[0], largest), box, reducing_gap=2.0)

    speed = AVIF_SPEED_DRAWN if facts.format == "svg" else AVIF_SPEED
    made = [decode.open_upright(task.file, task.file.suffix.lower(), needed, scale)]
    for size, same in itertools.groupby(group, key=lambda r: (r.width, r.height)):
        if size != largest:
            enough = [each for each in made if each.width >= size[0] * _CASCADE] or made[:1]
            made.append(enough[-1].resize(size, Image.Resampling.LANCZOS))
        for rendition in same:
            data = encode(made[-1], rendition, speed=speed)
            key = rendition.key(facts.digest)
            write_atomically(task.store / f"{key}.{rendition.format}", data)
            sizes[key] = len(data)


def _filter(width: float, size: tuple[int, int]) -> Image.Resampling:
    """Lanczos; for large renditions one that is twice as fast and a little softer."""
    if size[0] * size[1] >= _LARGE and width >= size[0] * _CASCADE:
        return Image.Resampling.HAMMING
    return Image.Resampling.LANCZOS


def encode(image: Image.Image, rendition: Rendition, *, speed: int = AVIF_SPEED) -> bytes:
    """The bytes of one file: pixels and nothing else, no EXIF, no profile, no thumbnail."""
    out = io.BytesIO()
    image.info.clear()  # encoders would write some of it
    match rendition.format:
        case "avif":
            image.save(
                out, "AVIF", quality=rendition.quality, speed=speed, subsampling="4:2:0",
                max_threads=1, exif=b"", xmp=b"", icc_profile=b"",
            )  # fmt: skip
        case "jpeg":
            table = _table(rendition.quality)
            flat(image).save(
                out, "JPEG", qtables=[table, table], progressive=True, subsampling="4:2:0"
            )
        case "webp":
            image.save(out, "WEBP", quality=rendition.quality, method=4)
    return out.getvalue()


def _table(quality: int) -> list[int]:
    """Of the steps for one JPEG quality, as libjpeg scales its own."""
    percent = 5000 / quality if quality < 50 else 200 - 2 * quality
    return [min(255, max(1, round(step * percent / 100))) for row in _EYE for step in row]
