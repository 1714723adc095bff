"""From untrusted bytes to upright sRGB pixels. Runs in worker processes only."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pillow_heif
import resvg_py
from PIL import Image, ImageCms, UnidentifiedImageError

from quangba.media.facts import FORMATS, MAX_PIXELS, Refused
from quangba.media.svg import clean

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What is odd about metadata concerns nobody: none of it is kept.
warnings.filterwarnings("ignore", module="PIL")
# Above the limit Pillow only warns, up to twice the limit: make the warning an error.
warnings.simplefilter("error", Image.DecompressionBombWarning)

_SRGB = ImageCms.createProfile("sRGB")
_OPENED = tuple(name for name in FORMATS if name not in ("SVG", "MPO"))
"""Pillow's readers that untrusted bytes may reach; that of JPEG reads MPO, too."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> how to turn the picture; `ImageOps.exif_transpose` would copy it always."""
_SWAPPED = (5, 6, 7, 8)

_DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")


Scale = Callable[[Image.Image], Image.Image]


def open_upright(
    file: Path, suffix: str, least: tuple[int, int] | None = None, scale: Scale | None = None
) -> Image.Image:
    """The first frame, decoded whole, upright, RGB or RGBA in sRGB.

    least: width and height in pixels that are enough; a large JPEG is then decoded at a half,
    quarter or eighth of its size. A drawing is drawn at `least`. scale: crops and scales what
    is upright; done before the colours are converted where it can be, as that takes a fifth of
    a second for 12 megapixels. Raises Refused.
    """
    if suffix == ".svg":
        drawn = _drawn(file, least)
        return scale(drawn) if scale else drawn
    try:
        with Image.open(file, formats=_OPENED) as image:
            if least is not None and image.format in ("JPEG", "MPO"):
                swapped = _orientation(image) in _SWAPPED
                image.draft("RGB", least[::-1] if swapped else least)
            # the frame that is open: the first, or that which a HEIC names as the picture
            image.load()
            turn = _TURNS.get(_orientation(image))
            upright = image if turn is None else image.transpose(turn)
            profile = image.info.get("icc_profile")
            if scale is None:
                return to_srgb(upright, profile)
            if upright.mode == "RGB" and "transparency" not in upright.info:
                found = to_srgb(scale(upright), profile)
            else:
                found = scale(to_srgb(upright, profile))
            # a plain picture: an encoder would go to the first page of one that is still a file
            return found if type(found) is Image.Image else found.copy()
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("picture-too-large", f"more than {MAX_PIXELS // 1_000_000} MP") from None
    except UnidentifiedImageError:
        raise Refused("picture-broken", "not a picture") from None
    except MemoryError:
        raise Refused("picture-too-large", "not enough memory") from None
    except Exception as failure:  # noqa: BLE001 - decoders raise whatever they like
        raise Refused("picture-broken", str(failure) or type(failure).__name__) from None


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as seen, after the EXIF orientation."""
    return image.size[::-1] if _orientation(image) in _SWAPPED else image.size


def _orientation(image: Image.Image) -> int:
    value = image.getexif().get(0x0112, 1)
    return value if isinstance(value, int) else 1


def _drawn(file: Path, least: tuple[int, int] | None) -> Image.Image:
    source, size = clean(file.read_bytes())
    width = least[0] if least else size[0]
    if width * width * size[1] > MAX_PIXELS * size[0]:
        raise Refused("picture-too-large", f"{size[0]} x {size[1]}")
    try:
        png = resvg_py.svg_to_bytes(svg_string=source, width=width, skip_system_fonts=True)
    except ValueError as failure:
        raise Refused("picture-broken", str(failure)) from None
    with Image.open(io.BytesIO(bytes(png))) as image:
        image.load()
        return image if has_alpha(image) else image.convert("RGB")


def has_alpha(image: Image.Image) -> bool:
    """Whether any pixel can be seen through."""
    if "transparency" in image.info:
        return True
    if image.mode not in ("RGBA", "LA", "PA", "La", "RGBa"):
        return False
    lowest, _ = image.getchannel("A").getextrema()
    return cast("int", lowest) < 255


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB or RGBA in sRGB, whatever mode and profile the picture came with."""
    alpha = has_alpha(image)
    if image.mode in _DEEP:
        image = _to_eight_bits(image)
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA" if alpha else "RGB")
    if image.mode == "1":
        image = image.convert("L")
    target = "RGBA" if alpha else "RGB"
    if profile:
        converted = _converted(image, profile, target)
        if converted is not None:
            return converted
    return image if image.mode == target else image.convert(target)


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """16-bit grey to 8; `convert` alone would clip everything above 255 to white."""
    if image.mode == "F":
        return image.convert("L")
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _converted(image: Image.Image, profile: bytes, target: str) -> Image.Image | None:
    """By its own profile; None when the profile is broken or for another kind of pixels."""
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    plain = image.convert({"RGBA": "RGB", "LA": "L"}.get(image.mode, image.mode))
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(plain, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if found is None:
        return None
    if target == "RGBA" and alpha is not None:
        found.putalpha(alpha)
    return found
