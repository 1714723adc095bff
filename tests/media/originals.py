"""Originals of every kind, small, drawn here: four fields of colour, so that turning shows.

Each may carry everything that must not be published; all of it contains `SECRET`.
"""

from __future__ import annotations

import io
import struct
import zlib

import pillow_heif
from PIL import Image, PngImagePlugin

from tests.media import profiles

pillow_heif.register_heif_opener(thumbnails=False)

SECRET = "GEHEIMNIS"
SIZE = (96, 64)
Colour = tuple[int, ...]
FIELDS: tuple[Colour, ...] = ((200, 60, 40), (60, 160, 60), (50, 80, 190), (220, 200, 120))
"""Top left, top right, bottom left, bottom right."""

STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""EXIF orientation -> how a camera that writes it stores an upright picture."""

XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    f'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="{SECRET}"/></rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
).encode()


def fields(
    colours: tuple[Colour | int, ...] = FIELDS, mode: str = "RGB", size: tuple[int, int] = SIZE
) -> Image.Image:
    """Four fields of colour."""
    width, height = size
    image = Image.new(mode, size)
    for index, colour in enumerate(colours):
        left, top = index % 2 * (width // 2), index // 2 * (height // 2)
        image.paste(colour, (left, top, left + width - width // 2, top + height - height // 2))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """A camera's EXIF: who, where, the maker's notes with a small picture in them."""
    data = Image.Exif()
    data[0x010E] = data[0x010F] = data[0x013B] = SECRET
    data[0x0112] = orientation
    inner = data.get_ifd(0x8769)
    inner[0x927C] = SECRET.encode() + encode(Image.new("RGB", (8, 8)), "JPEG")
    inner[0x9286] = b"ASCII\0\0\0" + SECRET.encode()
    gps = data.get_ifd(0x8825)
    gps[1], gps[2] = "N", (22.0, 3.0, 18.0)
    gps[3], gps[4] = "E", (106.0, 36.0, 50.0)
    gps[29] = "2026:11:23"
    return data


def encode(image: Image.Image, name: str, **options: object) -> bytes:
    out = io.BytesIO()
    # copies: Pillow leaves what one format wanted in the pictures that it saves
    if "append_images" in options:
        options["append_images"] = [each.copy() for each in options["append_images"]]
    image.copy().save(out, name, **options)
    return out.getvalue()


def told(image: Image.Image, name: str, orientation: int = 1, **options: object) -> bytes:
    """A file with all the metadata that its format can carry."""
    data = exif(orientation)
    match name:
        case "JPEG":
            plain = encode(
                image, "JPEG", quality=95, subsampling=0, exif=data, xmp=XMP,
                comment=SECRET, **options,
            )  # fmt: skip
            return plain[:2] + _iptc() + plain[2:]
        case "PNG":
            words = PngImagePlugin.PngInfo()
            words.add_text("Author", SECRET)
            words.add_itxt("XML:com.adobe.xmp", XMP.decode())
            return encode(image, "PNG", pnginfo=words, exif=data, **options)
        case "WEBP":
            return encode(image, "WEBP", lossless=True, exif=data, xmp=XMP, **options)
        case "AVIF":
            return encode(
                image, "AVIF", quality=95, speed=9, subsampling="4:4:4", exif=data, xmp=XMP,
                **options,
            )  # fmt: skip
        case "HEIF":
            # as bytes, or the orientation is written nowhere
            return encode(
                image, "HEIF", quality=95, chroma=444, exif=data.tobytes(), xmp=XMP, **options
            )
        case "TIFF":
            tags = {270: SECRET, 315: SECRET, 274: orientation, 700: XMP}
            return encode(image, "TIFF", tiffinfo=tags, **options)
        case _:
            raise LookupError(name)


def _iptc() -> bytes:
    record = b"\x1c\x02\x78" + struct.pack(">H", len(SECRET)) + SECRET.encode()
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + bytes(len(record) % 2)
    data = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(data) + 2) + data


def deep_grey(*, alpha: bool = False) -> bytes:
    """A PNG of 16-bit grey, with or without alpha: the left half dark, the right half light."""
    width, height = SIZE
    low, high = (struct.pack(">H", value * 257) for value in (40, 200))
    clear, solid = (b"\0\0", b"\xff\xff") if alpha else (b"", b"")
    row = b"\0" + (low + clear) * (width // 2) + (high + solid) * (width - width // 2)
    return png(SIZE, 16, 4 if alpha else 0, zlib.compress(row * height))


def deep_colour() -> bytes:
    """A PNG of 16-bit colour: the four fields."""
    width, height = SIZE
    rows = b""
    for half in (FIELDS[:2], FIELDS[2:]):
        left, right = (struct.pack(">3H", *(part * 257 for part in field)) for field in half)
        rows += (b"\0" + left * (width // 2) + right * (width // 2)) * (height // 2)
    return png(SIZE, 16, 2, zlib.compress(rows))


def png(size: tuple[int, int], bits: int, kind: int, packed: bytes, *extra: bytes) -> bytes:
    """A PNG out of its parts; `extra` are chunks before the pixels."""
    head = struct.pack(">IIBBBBB", *size, bits, kind, 0, 0, 0)
    parts = chunk(b"IHDR", head), *extra, chunk(b"IDAT", packed), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


INKS = {(0, 0, 0, 0): (100, 0, 0), (1, 0, 0, 0): (60, -25, -30), (0, 1, 0, 0): (50, 45, 10),
        (0, 0, 1, 0): (85, 0, 60)}  # fmt: skip
"""Paper, cyan, magenta, yellow as Lab: unlike what the inks would be without a profile."""


def inks() -> bytes:
    """A profile of a printing press."""
    return profiles.cmyk(lambda *mix: (0, 0, 0) if mix[3] else INKS.get(mix, (40, 10, 10)))


def wide_jpeg(size: tuple[int, int]) -> bytes:
    """A panorama, of one colour: that is quick to make and as large to decode as any."""
    return encode(Image.new("RGB", (size[0], size[1]), FIELDS[0]), "JPEG", quality=50)


def wide_png(size: tuple[int, int], *, profile: bytes = b"") -> bytes:
    row = b"\0" + bytes(FIELDS[0]) * size[0]
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row) for _ in range(size[1])) + packer.flush()
    told = chunk(b"iCCP", b"p\0\0" + zlib.compress(profile)) if profile else b""
    return png(size, 8, 2, packed, told)
