"""One library of every kind of original, published once a session: what most tests here read."""

from __future__ import annotations

import importlib
import io
import struct
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from quangba.media.original import Original
from quangba.media.plan import Rendition
from tests.media import originals, profiles
from tests.media.libraries import Library, library_of
from tests.media.originals import FIELDS, SIZE, STORED, encode, exif, fields, told


@pytest.fixture(scope="module")
def drawing_programs():
    """Import one of the drawings' programs; their folder is on the path, and off it again."""
    folder = str(Path(__file__).parents[2] / "assets" / "drawings")
    before = set(sys.modules)
    sys.path.insert(0, folder)

    yield importlib.import_module
    sys.path.remove(folder)
    for name in set(sys.modules) - before:
        if getattr(sys.modules[name], "__file__", None) and folder in sys.modules[name].__file__:
            del sys.modules[name]


TURNED = {
    "JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "HEIF": "heic", "TIFF": "tif"
}  # fmt: skip
"""Formats that tell an orientation, and their ending."""


def _turned() -> dict[str, bytes]:
    """Every format in every orientation, with all the metadata that it can carry."""
    return {
        f"{suffix}-{orientation}.{suffix}": told(
            fields() if stored is None else fields().transpose(stored), name, orientation
        )
        for name, suffix in TURNED.items()
        for orientation, stored in STORED.items()
    }


def _kinds() -> dict[str, bytes]:
    """The modes of each format; all show the four fields, or light and dark."""
    plain = fields()
    seen_through = fields(tuple((*field, 255) for field in FIELDS), "RGBA")
    seen_through.paste((0, 0, 0, 0), (0, 0, SIZE[0] // 2, SIZE[1] // 2))
    solid = fields(tuple((*field, 255) for field in FIELDS), "RGBA")
    grey = fields((40, 200, 40, 200), "L")
    cut = plain.quantize(8)
    transparency = cut.getpixel((1, 1))
    others = [Image.new("RGB", SIZE, (0, 0, shade)) for shade in (0, 250)]
    moving = {"save_all": True, "append_images": others, "duration": 40, "loop": 0}
    return {
        "png-palette.png": encode(plain.quantize(8), "PNG"),
        "png-palette-clear.png": encode(cut, "PNG", transparency=transparency),
        "png-alpha.png": encode(seen_through, "PNG"),
        "png-solid-alpha.png": encode(solid, "PNG"),
        "png-grey.png": encode(grey, "PNG"),
        "png-grey-alpha.png": encode(fields(((40, 255), (200, 255)) * 2, "LA"), "PNG"),
        "png-black-white.png": encode(fields((0, 255, 0, 255), "L").convert("1"), "PNG"),
        "png-16-grey.png": originals.deep_grey(),
        "png-16-grey-alpha.png": originals.deep_grey(alpha=True),
        "png-16-grey-key.png": _deep_grey_with_key(),
        "png-16.png": originals.deep_colour(),
        "jpeg-grey.jpg": encode(grey, "JPEG", quality=95),
        "jpeg-two.jpg": encode(plain, "MPO", save_all=True, append_images=others[:1], quality=95),
        "webp-alpha.webp": encode(seen_through, "WEBP", lossless=True),
        "webp-lossy.webp": encode(plain, "WEBP", quality=95),
        "webp-moving.webp": encode(plain, "WEBP", lossless=True, **moving),
        "avif-alpha.avif": encode(seen_through, "AVIF", quality=95, subsampling="4:4:4"),
        "heic-alpha.heic": encode(seen_through, "HEIF", quality=95, chroma=444),
        "heic-second.heic": _second_is_primary(plain, others[1]),
        "tiff-grey-16.tif": encode(Image.new("I;16", SIZE, 200 * 257), "TIFF"),
        "tiff-cmyk.tif": encode(fields(((0, 255, 255, 0), (255, 0, 255, 0)) * 2, "CMYK"), "TIFF"),
        "tiff-lzw-alpha.tiff": encode(seen_through, "TIFF", compression="tiff_lzw"),
        "tiff-pages.tif": encode(plain, "TIFF", save_all=True, append_images=others[:1]),
        "gif-still.gif": encode(plain.quantize(8), "GIF", comment=originals.SECRET),
        "gif-moving.gif": encode(plain.quantize(8), "GIF", comment=originals.SECRET, **moving),
        "gif-clear.gif": encode(cut, "GIF", transparency=transparency),
        "PHONE.HEIC": encode(plain, "HEIF", quality=95, chroma=444, exif=exif()),
        "nine.jpg": told(plain, "JPEG", 9),
    }


def _deep_grey_with_key() -> bytes:
    """16-bit grey where one shade, the light one, stands for transparency."""
    rows = (b"\0" + struct.pack(">H", 40 * 257) * 48 + struct.pack(">H", 200 * 257) * 48) * 64
    key = originals.chunk(b"tRNS", struct.pack(">H", 200 * 257))
    return originals.png(SIZE, 16, 0, zlib.compress(rows), key)


def _second_is_primary(shown: Image.Image, other: Image.Image) -> bytes:
    out = io.BytesIO()
    other.save(
        out, "HEIF", save_all=True, append_images=[shown], primary_index=1, quality=95, chroma=444
    )
    return out.getvalue()


def _coloured() -> dict[str, bytes]:
    """Pictures with a profile, right or broken."""
    inks = fields(((0, 0, 0, 0), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0)), "CMYK")
    adobe, p3, grey = profiles.adobe_rgb(), profiles.display_p3(), profiles.grey(1.0)
    best = {"quality": 100, "subsampling": 0}
    greys = fields((10, 60, 128, 220), "L")
    return {
        "cmyk.jpg": encode(inks, "JPEG", quality=100),
        "cmyk-profile.jpg": encode(inks, "JPEG", quality=100, icc_profile=originals.inks()),
        "cmyk-profile.tif": encode(inks, "TIFF", icc_profile=originals.inks()),
        "adobe.jpg": encode(fields(), "JPEG", icc_profile=adobe, **best),
        "adobe.webp": encode(fields(), "WEBP", lossless=True, icc_profile=adobe),
        "adobe.tif": encode(fields(), "TIFF", icc_profile=adobe),
        "p3.jpg": encode(fields(), "JPEG", icc_profile=p3, **best),
        "p3.png": encode(fields(), "PNG", icc_profile=p3),
        "p3-palette.png": encode(fields().quantize(8), "PNG", icc_profile=p3),
        "p3-alpha.png": encode(fields().convert("RGBA"), "PNG", icc_profile=p3),
        "p3.heic": encode(fields(), "HEIF", quality=95, chroma=444, icc_profile=p3),
        "p3.avif": encode(
            fields(), "AVIF", quality=95, subsampling="4:4:4", icc_profile=p3
        ),
        "p3-number.heic": encode(
            fields(), "HEIF", quality=95, chroma=444, color_primaries=12,
            transfer_characteristic=13, save_nclx_profile=True,
        ),
        "p3-number.avif": _numbered_avif(12),
        "p3-number.png": _numbered_png(12, 13),
        "wide-hdr.png": _numbered_png(9, 16),
        "linear.png": encode(greys, "PNG", icc_profile=grey),
        "linear.jpg": encode(greys, "JPEG", quality=100, icc_profile=grey),
        "linear-alpha.png": encode(greys.convert("LA"), "PNG", icc_profile=grey),
        "broken.jpg": encode(fields(), "JPEG", icc_profile=b"no profile" * 20, **best),
        "cut-short.png": encode(fields(), "PNG", icc_profile=p3[:300]),
        "of-a-printer.png": encode(fields(), "PNG", icc_profile=originals.inks()),
        "of-colours.png": encode(greys, "PNG", icc_profile=p3),
    }  # fmt: skip


def _numbered_avif(primaries: int) -> bytes:
    """Colours told by a number instead of a profile."""
    data = encode(fields(), "AVIF", quality=95, subsampling="4:4:4")
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">H", primaries) + data[at + 2 :]


def _numbered_png(primaries: int, transfer: int) -> bytes:
    data = encode(fields(), "PNG")
    at = data.index(b"IDAT") - 4
    return data[:at] + originals.chunk(b"cICP", bytes((primaries, transfer, 0, 1))) + data[at:]


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Every kind of original, with all its renditions made."""
    apart = {}
    for folder, found in (("turned", _turned()), ("kinds", _kinds()), ("colours", _coloured())):
        # a sidecar belongs to a stem: one folder for each file keeps them apart
        apart |= {f"{folder}/{name.replace('.', '-').lower()}/{name}": data
                  for name, data in found.items()}  # fmt: skip
    library = library_of(tmp_path_factory.mktemp("gallery"), apart)
    library.optimize()
    return library


@pytest.fixture(scope="session")
def published(gallery: Library) -> dict[str, list[tuple[Rendition, Path]]]:
    """Each original's renditions by its name without folders."""
    return {name.rpartition("/")[2]: found for name, found in gallery.published().items()}


@pytest.fixture(scope="session")
def pictures(gallery: Library) -> dict[str, Original]:
    """Each original by its name without folders."""
    return {name.rpartition("/")[2]: found for name, found in gallery.read()[0].items()}
