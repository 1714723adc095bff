"""The colours that a picture was written in; cameras may say it by a number, without a profile."""

from __future__ import annotations

import functools
import struct

from PIL import Image, ImageCms

_D50 = {
    9: ((0.67342, 0.27902, -0.00193), (0.16564, 0.67534, 0.02998), (0.12513, 0.04564, 0.79733)),
    12: ((0.51512, 0.24119, -0.00105), (0.29198, 0.69224, 0.04188), (0.15710, 0.06657, 0.78407)),
}
"""Code points of ITU-T H.273 for BT.2020 and Display P3 -> red, green, blue as XYZ under D50."""

_HIGH_RANGE = (16, 18)
"""Transfer curves of HDR, PQ and HLG: another matter than wide colours."""


def of(image: Image.Image, data: bytes) -> bytes | None:
    """The ICC profile of an opened picture with these bytes; None if it is sRGB or does not say."""
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        return profile
    primaries, transfer = _coded(image, data)
    return None if primaries not in _D50 or transfer in _HIGH_RANGE else _wide(primaries)


def _coded(image: Image.Image, data: bytes) -> tuple[int, int]:
    """Primaries and transfer curve by the numbers of H.273; (2, 2) where the file does not say."""
    match image.format:
        case "HEIF":
            told = image.info.get("nclx_profile") or {}
            found = told.get("color_primaries", 2), told.get("transfer_characteristics", 2)
            return int(found[0]), int(found[1])
        case "AVIF" if (at := data.find(b"colrnclx")) >= 0 and len(data) >= at + 12:
            primaries, transfer = struct.unpack_from(">HH", data, at + 8)
            return primaries, transfer
        case "PNG" if 0 < (at := data.find(b"cICP")) < data.find(b"IDAT"):
            return data[at + 4], data[at + 5]
        case _:
            return 2, 2


@functools.cache
def _wide(primaries: int) -> bytes:
    """LittleCMS's own sRGB profile with other primaries: its curve is theirs, too."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack_from(">I", profile, 128)
    for row in range(count):
        name, at, _ = struct.unpack_from(">4sII", profile, 132 + 12 * row)
        if name in (b"rXYZ", b"gXYZ", b"bXYZ"):
            values = _D50[primaries]["rgb".index(chr(name[0]))]
            struct.pack_into(">3i", profile, at + 8, *(round(part * 65536) for part in values))
    return bytes(profile)
