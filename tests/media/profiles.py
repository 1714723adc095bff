"""Colour profiles written by hand, and what their colours are in sRGB, by textbook arithmetic.

The point is to be independent: nothing here asks the library under test, or LittleCMS.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

D50 = (0.9642, 1.0, 0.8249)
ADOBE_GAMMA = 563 / 256
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
"""Red, green and blue as XYZ under D50."""

Colour = tuple[float, ...]


def _number(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_number, values))


def _gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256)) + b"\0\0"


def _curve(values: Sequence[float]) -> bytes:
    table = [round(value * 65535) for value in values]
    return b"curv\0\0\0\0" + struct.pack(f">I{len(table)}H", len(table), *table)


def _profile(space: bytes, link: bytes, tags: dict[bytes, bytes]) -> bytes:
    name = b"made by a test\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(12 + 67)
    tags = {b"desc": described, b"cprt": b"text\0\0\0\0none\0", b"wtpt": _xyz(D50), **tags}
    place, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for tag, data in tags.items():
        table += struct.pack(">4sII", tag, place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">I4sI", place + len(body), b"\0\0\0\0", 0x02400000)
    head += b"prtr" if space == b"CMYK" else b"mntr"
    head += space + link + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += b"".join(map(_number, D50))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def adobe_rgb() -> bytes:
    """Adobe RGB (1998): gamma 2.2, a far greener green."""
    return _rgb(ADOBE_RGB, _gamma(ADOBE_GAMMA))


def display_p3() -> bytes:
    """Display P3, as phones write it: sRGB's curve, wider primaries."""
    return _rgb(DISPLAY_P3, _curve([_light(step / 1023) for step in range(1024)]))


def _rgb(primaries: Sequence[Sequence[float]], curve: bytes) -> bytes:
    tags = {}
    for letter, primary in zip((b"r", b"g", b"b"), primaries, strict=True):
        tags[letter + b"XYZ"], tags[letter + b"TRC"] = _xyz(primary), curve
    return _profile(b"RGB ", b"XYZ ", tags)


def grey(gamma: float) -> bytes:
    """Grey with a gamma that is not sRGB's."""
    return _profile(b"GRAY", b"XYZ ", {b"kTRC": _gamma(gamma)})


def cmyk(lab: Callable[[int, int, int, int], Colour]) -> bytes:
    """Four inks: `lab` gives the colour of each of the 16 mixtures of full inks."""
    ramp = bytes(range(256))
    corners = [
        (c, m, y, k) for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1)
    ]  # fmt: skip
    mixed = b"".join(
        bytes((round(light * 2.55), round(a) + 128, round(b) + 128))
        for light, a, b in (lab(*corner) for corner in corners)
    )
    identity = b"".join(map(_number, (1, 0, 0, 0, 1, 0, 0, 0, 1)))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + identity + ramp * 4 + mixed + ramp * 3
    return _profile(b"CMYK", b"Lab ", {b"A2B0": lut})


# ------------------------------------------------------------------ what the colours are in sRGB


def _light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _code(light: float) -> float:
    light = min(1.0, max(0.0, light))
    return 255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def _from_xyz(x: float, y: float, z: float) -> Colour:
    return (
        _code(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        _code(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
        _code(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
    )


def _mixed(primaries: Sequence[Sequence[float]], light: Sequence[float]) -> Colour:
    x, y, z = (
        sum(part * primary[axis] for part, primary in zip(light, primaries, strict=True))
        for axis in range(3)
    )
    return _from_xyz(x, y, z)


def srgb_of_adobe_rgb(colour: Colour) -> Colour:
    return _mixed(ADOBE_RGB, [(part / 255) ** ADOBE_GAMMA for part in colour])


def srgb_of_display_p3(colour: Colour) -> Colour:
    return _mixed(DISPLAY_P3, [_light(part / 255) for part in colour])


def srgb_of_grey(value: float, gamma: float) -> Colour:
    return (_code((value / 255) ** gamma),) * 3


def srgb_of_lab(light: float, a: float, b: float) -> Colour:
    middle = (light + 16) / 116

    def back(value: float) -> float:
        return value**3 if value > 6 / 29 else 3 * (6 / 29) ** 2 * (value - 4 / 29)

    x, y, z = D50
    return _from_xyz(x * back(middle + a / 500), y * back(middle), z * back(middle - b / 200))
