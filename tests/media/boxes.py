"""What a JPEG, WebP or AVIF file is made of, read by hand: its parts, down to the last byte."""

from __future__ import annotations

import struct
from collections.abc import Iterator


def segments(data: bytes) -> list[str]:
    """The marker segments of a JPEG, e.g. 'APP1'; 'rest' where bytes follow its end."""
    assert data[:2] == b"\xff\xd8"
    found, at = [], 2
    while at < len(data):
        assert data[at] == 0xFF, f"no marker at {at}"
        marker = data[at + 1]
        if marker == 0xD9:
            return [*found, "rest"] if len(data) > at + 2 else found
        found.append(_JPEG.get(marker) or f"{marker:02X}")
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker == 0xDA:
            while data[at] != 0xFF or data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
                at += 1
    raise AssertionError("no end of picture")


_JPEG = {0xC0: "SOF", 0xC2: "SOF", 0xC4: "DHT", 0xDA: "SOS", 0xDB: "DQT", 0xFE: "COM"} | {
    0xE0 + number: f"APP{number}" for number in range(16)
}


def chunks(data: bytes) -> list[str]:
    """The chunks of a WebP; 'rest' where bytes follow."""
    assert (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
    end = 8 + struct.unpack("<I", data[4:8])[0]
    found, at = [], 12
    while at < end:
        found.append(data[at : at + 4].decode())
        size = struct.unpack("<I", data[at + 4 : at + 8])[0]
        at += 8 + size + size % 2
    return [*found, "rest"] if len(data) > end else found


_HOLDERS = {"meta": 4, "iprp": 0, "ipco": 0, "iinf": 6, "moov": 0, "trak": 0, "udta": 0}
"""Boxes with boxes in them, and how many bytes stand before those."""


def boxes(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every box of an AVIF with its content, those within boxes too."""
    at = 0
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        assert 8 <= size <= len(data) - at, f"{name} at {at} is cut off"
        content = data[at + 8 : at + size]
        yield name.decode("latin-1"), content
        if name.decode("latin-1") in _HOLDERS:
            yield from boxes(content[_HOLDERS[name.decode("latin-1")] :])
        at += size


def items(data: bytes) -> list[str]:
    """The types of an AVIF's items: 'av01', 'Exif', 'mime' …"""
    return [content[8:12].decode() for name, content in boxes(data) if name == "infe"]
