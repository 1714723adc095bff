"""From untrusted bytes to upright sRGB pixels. Runs in worker processes only."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, replace
from typing import cast

import pillow_heif
import resvg_py
from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from quangba.media import profiles
from quangba.media.facts import FORMATS, MAX_PIXELS, NO_MEMORY, Refused
from quangba.media.plan import Box
from quangba.media.svg import clean

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What is odd about metadata concerns nobody: none of it is kept.
warnings.filterwarnings("ignore", module="PIL")
# Above the limit Pillow only warns, up to twice the limit: make the warning an error.
warnings.simplefilter("error", Image.DecompressionBombWarning)

_SRGB = ImageCms.createProfile("sRGB")
OPENED = tuple(name for name in FORMATS if name not in ("SVG", "MPO"))
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

_SCALED_AS_THEY_ARE = ("RGB", "L", "CMYK")
"""Modes that can be scaled before their colours are converted."""

LARGE, _MUCH = 1_000_000, 1.4
"""Pixels from which on a rendition is for large and dense screens, where nobody sees the filter,
and how much larger than it the picture must be for the filter to take long."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture that is decoded and upright.

    scale: pixels across and down for each pixel of the original; profile: of an RGB picture
    that is not in sRGB yet: colours are converted after scaling, as 12 megapixels take a fifth
    of a second.
    """

    image: Image.Image
    scale: tuple[float, float]
    profile: bytes | None = None

    def halved(self) -> Pixels:
        """Of half the width and height."""
        return replace(
            self, image=self.image.reduce(2), scale=(self.scale[0] / 2, self.scale[1] / 2)
        )

    def srgb(self) -> Image.Image:
        """RGB or RGBA in sRGB."""
        return to_srgb(self.image, self.profile)

    def scaled(self, crop: Box, size: tuple[int, int]) -> Image.Image:
        """A part of the original, in its pixels, scaled to width and height; in sRGB."""
        (across, down), (width, height) = self.scale, self.image.size
        box = (
            crop.left * across,
            crop.top * down,
            min(width, crop.right * across),
            min(height, crop.bottom * down),
        )
        if size == (width, height) == (round(box[2] - box[0]), round(box[3] - box[1])):
            return self.srgb()
        scaled = self.image.resize(size, _filter(box[2] - box[0], size), box)
        return to_srgb(scaled, self.profile)


def _filter(width: float, size: tuple[int, int]) -> Image.Resampling:
    """Lanczos; for large renditions one that is quicker and a little softer."""
    if size[0] * size[1] < LARGE:
        return Image.Resampling.LANCZOS
    much = width >= size[0] * _MUCH
    return Image.Resampling.HAMMING if much else Image.Resampling.BICUBIC


def open_upright(data: bytes, suffix: str, halvings: int = 0) -> Pixels:
    """The first frame, decoded whole, upright, halved so many times.

    JPEG is decoded at a half, a quarter or an eighth, which is quicker and takes less memory; a
    drawing is drawn at that size. Raises Refused.
    """
    if suffix == ".svg":
        return _drawn(data, halvings)
    try:
        with Image.open(io.BytesIO(data), formats=OPENED) as image:
            return _decoded(image, data, halvings)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("picture-too-large", f"more than {MAX_PIXELS // 1_000_000} MP") from None
    except UnidentifiedImageError:
        raise Refused("picture-broken", "not a picture") from None
    except MemoryError:
        raise Refused("picture-too-large", NO_MEMORY) from None
    except Exception as failure:  # noqa: BLE001 - decoders raise whatever they like
        raise Refused("picture-broken", str(failure) or type(failure).__name__) from None


def _decoded(image: ImageFile.ImageFile, data: bytes, halvings: int) -> Pixels:
    left = halvings
    if image.format in ("JPEG", "MPO"):
        left -= (fewer := min(halvings, 3))
        image.draft("RGB", (image.width >> fewer or 1, image.height >> fewer or 1))
    # the frame that is open: the first, or that which a HEIC names as the picture
    image.load()
    turn = _TURNS.get(_orientation(image))
    upright = image if turn is None else image.transpose(turn)
    profile = profiles.of(image, data)
    if upright.mode not in _SCALED_AS_THEY_ARE or "transparency" in upright.info:
        upright, profile = to_srgb(upright, profile), None
    if left:
        upright = upright.reduce(2**left)
    if upright.mode not in ("RGB", "RGBA"):
        upright, profile = to_srgb(upright, profile), None
    # a plain picture: an encoder would go to the first page of one that is still a file
    plain = upright if type(upright) is Image.Image else upright.copy()
    return Pixels(plain, (0.5**halvings, 0.5**halvings), profile)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as seen, after the EXIF orientation."""
    return image.size[::-1] if _orientation(image) in _SWAPPED else image.size


def _orientation(image: Image.Image) -> int:
    value = image.getexif().get(0x0112, 1)
    return value if isinstance(value, int) else 1


def _drawn(data: bytes, halvings: int) -> Pixels:
    source, size = clean(data)
    return _drawn_at(source, size, max(1, -(-size[0] // 2**halvings)))


def drawn(data: bytes, width: int) -> Pixels:
    """A drawing, so many pixels wide: the time that it takes goes with their number.

    Raises Refused.
    """
    return _drawn_at(*clean(data), width)


def _drawn_at(source: str, size: tuple[int, int], width: int) -> Pixels:
    if width * width * size[1] > MAX_PIXELS * size[0]:
        raise Refused("picture-too-large", f"{size[0]} x {size[1]}")
    try:
        png = resvg_py.svg_to_bytes(svg_string=source, width=width, skip_system_fonts=True)
    except ValueError as failure:
        raise Refused("picture-broken", str(failure)) from None
    with Image.open(io.BytesIO(bytes(png))) as image:
        image.load()
        pixels = image.copy() if has_alpha(image) else image.convert("RGB")
    return Pixels(pixels, (pixels.width / size[0], pixels.height / size[1]))


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
        lowest, highest = cast("tuple[float, float]", image.getextrema())
        whole = 1.0 if lowest >= 0 and highest <= 1 else 255.0
        return image.point(lambda value: value * (255 / whole) + 0).convert("L")
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
