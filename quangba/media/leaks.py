"""What a published picture or film says beside what it shows: every part of the file is named.

Read by structure and not by a decoder, which tells only what it knows: a part that nobody needs
is a trace, whatever is in it. What `rights_packet` writes into files that are passed on is meant.
"""

from __future__ import annotations

import contextlib
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["position", "camera", "author", "comment", "unreadable"]


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that a file tells. what: the part or field; value: what it says, may be ''."""

    kind: Kind
    what: str
    value: str = ""


_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PLACE = re.compile(
    rb"exif:GPS|GPSL(?:at|ong)itude|photoshop:City|Iptc4xmpCore:Location|LocationCreated|photoshop:State"
)
_OURS = re.compile(
    rb"</?(?:x:xmpmeta|rdf:(?:RDF|Description|Seq|Alt|Bag|li)|dc:(?:creator|rights|description)"
    rb"|Iptc4xmpCore:AltTextAccessibility|xmpRights:(?:Marked|WebStatement|UsageTerms)"
    rb"|photoshop:(?:Credit|DateCreated)|cc:license)\b"
)
_ELEMENT = re.compile(rb"</?[\w-]+:[\w-]+")
_GPS_TAG = 0x8825
_TIFF = re.compile(rb"II\*\0|MM\0\*")
_POSITION_KEYS = re.compile(
    rb"\xa9xyz|loci|com\.apple\.quicktime\.location|LOCATION|location-eng|GPSLatitude"
)
_CAMERA_KEYS = re.compile(
    rb"\xa9(?:mak|mod|swr)|com\.apple\.quicktime\.(?:make|model|software|creationdate)"
    rb"|com\.android\.version"
)
_PERSON_KEYS = re.compile(rb"\xa9(?:ART|aut|cmt|nam|day|cpy)")
_KEYS: dict[Kind, re.Pattern[bytes]] = {
    "position": _POSITION_KEYS,
    "camera": _CAMERA_KEYS,
    "author": _PERSON_KEYS,
}


def of_file(data: bytes) -> tuple[Trace, ...]:
    """The traces of a picture or film, whose kind its first bytes tell; of others none."""
    reader = _reader(data)
    if reader is None:
        return ()
    try:
        found = tuple(reader(data))
    except (struct.error, IndexError, ValueError):
        found = (Trace("unreadable", ""),)
    return tuple(dict.fromkeys(found))


def _reader(data: bytes) -> Callable[[bytes], Iterator[Trace]] | None:
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp
    if data.startswith(b"GIF8"):
        return _gif
    if data[4:8] == b"ftyp":
        return _boxes
    if data.startswith(b"\x1aE\xdf\xa3"):
        return _matroska
    return None


def _jpeg(data: bytes) -> Iterator[Trace]:
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == 0xD9:
            if data[at + 2 :].strip(b"\0"):
                yield Trace("camera", "bytes behind the picture")
            return
        length = struct.unpack_from(">H", data, at + 2)[0]
        yield from _segment(marker, data[at + 4 : at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            at = _behind_scan(data, at)
    raise ValueError("no end")


_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _behind_scan(data: bytes, at: int) -> int:
    match = _MARK.search(data, at)
    return match.start() if match else len(data)


def _segment(marker: int, content: bytes) -> Iterator[Trace]:
    match marker:
        case 0xFE:
            yield Trace("comment", "JPEG comment", content.decode("utf-8", "replace")[:80])
        case 0xE0 if content.startswith(b"JFXX") or (
            content[:4] == b"JFIF" and any(content[12:14])
        ):
            yield Trace("camera", "thumbnail")
        case 0xE1 if content.startswith(b"Exif\0"):
            yield from _exif(content[6:])
        case 0xE1 if content.startswith(_XMP):
            yield from _xmp(content[len(_XMP) :])
        case 0xE1:
            yield Trace("camera", "XMP")
        case 0xED:
            yield Trace("author", "IPTC")
        case 0xE2 if content.startswith(b"MPF\0"):
            yield Trace("camera", "MPF")
        case _ if 0xE3 <= marker <= 0xEF and marker != 0xEE:
            yield Trace("camera", f"APP{marker - 0xE0}")


def _exif(content: bytes) -> Iterator[Trace]:
    """EXIF: the position is said by itself, for it is what hurts most."""
    order = "<" if content[:2] == b"II" else ">"
    first = struct.unpack_from(f"{order}I", content, 4)[0]
    count = struct.unpack_from(f"{order}H", content, first)[0]
    tags = {struct.unpack_from(f"{order}H", content, first + 2 + 12 * n)[0] for n in range(count)}
    if _GPS_TAG in tags:
        yield Trace("position", "EXIF GPS")
    yield Trace("camera", "EXIF")


def _xmp(content: bytes) -> Iterator[Trace]:
    if _PLACE.search(content):
        yield Trace("position", "XMP")
    others = [name for name in _ELEMENT.findall(content) if not _OURS.match(name + b" ")]
    if others:
        name = others[0].lstrip(b"</").decode("ascii", "replace")
        yield Trace("camera", "XMP", name)


def _png(data: bytes) -> Iterator[Trace]:
    at = 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        at += 12 + length
        match name:
            case b"eXIf":
                yield from _exif(content)
            case b"iTXt" if content.startswith(b"XML:com.adobe.xmp"):
                yield from _xmp(content[22:])
            case b"tEXt" | b"zTXt" | b"iTXt":
                key = content.partition(b"\0")[0].decode("latin-1")
                yield Trace("author" if key == "Author" else "comment", f"PNG {key}")
            case b"tIME":
                yield Trace("camera", "PNG tIME")
            case b"IEND":
                if data[at:]:
                    yield Trace("camera", "bytes behind the picture")
                return
            case _:
                pass
    raise ValueError("no end")


def _webp(data: bytes) -> Iterator[Trace]:
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    at = 12
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        content = data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
        if name == b"EXIF":
            yield from _exif(content.removeprefix(b"Exif\0\0"))
        elif name == b"XMP ":
            yield from _xmp(content)
    if data[end + end % 2 :]:
        yield Trace("camera", "bytes behind the picture")


def _gif(data: bytes) -> Iterator[Trace]:
    if b"XMP DataXMP" in data:
        yield Trace("camera", "XMP")
    if b"\x21\xfe" in data[:2000]:
        yield Trace("comment", "GIF comment")


_HOLDERS = {b"meta": 4, b"iinf": 6, b"moov": 0, b"trak": 0, b"udta": 0, b"mdia": 0, b"ilst": 0}


def _boxes(data: bytes) -> Iterator[Trace]:
    """AVIF, HEIC, MP4 and MOV: items of metadata, user data and boxes of others' making."""
    for name, content in _each_box(data):
        match name:
            case b"infe" if content[8:12] == b"Exif":
                yield from _exif_item(data)
            case b"infe" if content[8:12] == b"mime":
                yield Trace("position" if _PLACE.search(data) else "camera", "XMP")
            case b"uuid":
                yield Trace("position" if _PLACE.search(content) else "camera", "uuid")
            case b"udta" | b"keys" | b"ilst":
                yield from _user_data(content)
            case _:
                pass


def _exif_item(data: bytes) -> Iterator[Trace]:
    """EXIF is a file of its own (TIFF) somewhere among the picture's data."""
    for match in _TIFF.finditer(data):
        with contextlib.suppress(struct.error):  # the same four bytes may be pixels
            yield from tuple(_exif(data[match.start() :]))
    yield Trace("camera", "EXIF")


def _user_data(content: bytes) -> Iterator[Trace]:
    for kind, pattern in _KEYS.items():
        if match := pattern.search(content):
            yield Trace(kind, match[0].decode("latin-1"))


def _each_box(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        elif size == 0:
            size = len(data) - at
        if size < head or at + size > len(data):
            raise ValueError("a box that is cut off")
        if name != b"mdat":
            content = data[at + head : at + size]
            yield name, content
            if name in _HOLDERS:
                yield from _each_box_within(name, content)
        at += size


def _each_box_within(name: bytes, content: bytes) -> Iterator[tuple[bytes, bytes]]:
    # QuickTime's `meta` has no version before its boxes; text in `udta` is no box
    skipped = 0 if name == b"meta" and content[4:8] == b"hdlr" else _HOLDERS[name]
    try:
        yield from _each_box(content[skipped:])
    except (ValueError, struct.error):
        return


def _matroska(data: bytes) -> Iterator[Trace]:
    """WebM: tags are few and stand in clear text."""
    for text in (data[:200_000], data[-200_000:]):
        if re.search(rb"LOCATION|GPS", text):
            yield Trace("position", "LOCATION")
        if re.search(rb"\x45\xa3.(?:ARTIST|AUTHOR|COMMENT|TITLE)", text, re.DOTALL):
            yield Trace("author", "tag")
