"""What people and cameras wrote into a picture: author, caption, day. Never where it was taken.

Only the fields named here are read: a position, a town or an address has no way into a sidecar.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quangba.media.facts import Facts, Unusable

if TYPE_CHECKING:
    from PIL import Image

AUTHOR_LETTERS, CAPTION_LETTERS = 120, 600
MAX_XMP = 1_000_000

_ARTIST, _DESCRIPTION, _EXIF_IFD, _XP_AUTHOR = 0x013B, 0x010E, 0x8769, 0x9C9D
_TAKEN = (0x9003, 0x9004)  # DateTimeOriginal, DateTimeDigitized; 0x0132 is the last edit
_BYLINE, _CREDIT_LINE, _IPTC_CAPTION, _IPTC_DAY = (2, 80), (2, 110), (2, 120), (2, 55)

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XMP_DAYS = (
    "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
    "{http://ns.adobe.com/photoshop/1.0/}DateCreated",
    "{http://ns.adobe.com/xap/1.0/}CreateDate",
)

_BY_MACHINE = re.compile(
    r".*digital camera|sony dsc|dcim\b.*|default|screenshot|untitled|binary comment"
    r"|(created|made) with .*|(img|dsc|dji|pxl|mvimg)[_-]?\w*(\.\w+)?",
    re.IGNORECASE,
)
"""Captions that cameras and programs write by themselves."""

_POSITION = re.compile(
    r"""[NSEWBĐ]?\s*-?\d{1,3}[.,]\d{2,}\s*°?\s*[NSEWBĐ]?[\s,;/|–-]+
        [NSEWBĐ]?\s*-?\d{1,3}[.,]\d{2,}                                   # 21.8537, 106.7615
      | \b[NSEW]\s?\d{1,3}[.,]\d{2,}                                        # N21.8537
      | \b\d{1,3}\s+\d{1,2}\s+\d{1,2}(?:[.,]\d+)?\s*[NSEW]\b               # 21 51 13 N
      | \b\d{1,2}[C-X]\s+\d{6}\s+\d{6,7}\b | \bUTM\b | \bMGRS\b            # UTM, MGRS
      | \b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b         # plus codes
      | https?:// | \bwww\. | \b(?:goo\.gl|maps\.app)\b                    # links to maps
      | \b(?:tọa\ độ|toạ\ độ|toa\ do|coordinates?|坐标|座標)
      | \d{1,3}\s*[°º]\s*\d{1,2}(?:[.,]\d+)?\s*['’′]                         # 21°51'13"
      | \d{1,3}[.,]\d+\s*[°º]?\s*[NSEW]\b                                   # 21.85N
      | \b(?:geo:|lat(?:itude)?\b|long?(?:itude)?\s*[:=]|gps\b|kinh\ độ|vĩ\ độ)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Camera apps stamp the position into the caption, too."""

_DAY = re.compile(r"(\d{4})[-:/.]?(\d{2})[-:/.]?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; '' and None where it says nothing that can be used."""

    author: str = ""
    caption: str = ""
    created: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A usable picture: what it is, and what it says of itself."""

    facts: Facts
    metadata: Metadata


def look(file: Path) -> Looked | Unusable:
    """Decode a picture and read its metadata: the work of one worker."""
    from quangba.media import render

    match render.inspect(file):
        case Unusable() as refused:
            return refused
        case Facts() as facts:
            return Looked(facts, Metadata() if facts.format == "svg" else read(file))


def read(file: Path) -> Metadata:
    """Author, caption and day of a picture that can be opened; broken parts count as not there."""
    from PIL import Image

    from quangba.media import decode

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a broken field is no news to anyone
        try:
            with Image.open(file, formats=decode.OPENED) as image:
                written = [_safely(part, image) for part in (_xmp, _iptc, _exif)]
        except Exception:  # noqa: BLE001 - decoders raise whatever they like
            return Metadata()
    exif_first = (written[2], written[0], written[1])  # a camera knows the day, people the rest
    return Metadata(
        author=next((part.author for part in written if part.author), ""),
        caption=next((part.caption for part in written if part.caption), ""),
        created=next((part.created for part in exif_first if part.created), None),
    )


def _safely(part: Callable[[Image.Image], Metadata], image: Image.Image) -> Metadata:
    try:
        return part(image)
    except Exception:  # noqa: BLE001 - one broken block must not hide the others
        return Metadata()


def _exif(image: Image.Image) -> Metadata:
    exif = image.getexif()
    details = exif.get_ifd(_EXIF_IFD)
    return Metadata(
        author=author([exif.get(_ARTIST), _utf16(exif.get(_XP_AUTHOR))]),
        caption=caption([exif.get(_DESCRIPTION)]),
        created=_first_day(details.get(tag) for tag in _TAKEN),
    )


def _iptc(image: Image.Image) -> Metadata:
    from PIL import ImageFile, IptcImagePlugin

    assert isinstance(image, ImageFile.ImageFile)  # as all are that were opened
    found: dict[tuple[int, int], Any] = dict(IptcImagePlugin.getiptcinfo(image) or {})
    return Metadata(
        author=author([_several(found.get(_BYLINE)), found.get(_CREDIT_LINE)]),
        caption=caption([found.get(_IPTC_CAPTION)]),
        created=_first_day([found.get(_IPTC_DAY)]),
    )


def _xmp(image: Image.Image) -> Metadata:
    from defusedxml import ElementTree

    packet = image.info.get("xmp") or b""
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    if not data or len(data) > MAX_XMP:
        return Metadata()
    root = ElementTree.fromstring(data.strip(b"\0 \r\n\t"), forbid_dtd=True)
    creators = [item.text for item in root.findall(f".//{_DC}creator//{_RDF}li") if item.text]
    described = list(root.findall(f".//{_DC}description//{_RDF}li"))
    described.sort(key=lambda item: item.get(_LANG) != "x-default")
    days = [
        found
        for name in _XMP_DAYS
        for node in root.iter()
        for found in (node.text if node.tag == name else None, node.get(name))
    ]
    return Metadata(
        author=author([", ".join(creators)]),
        caption=caption(item.text for item in described),
        created=_first_day(days),
    )


def author(found: Iterable[object]) -> str:
    """The first that is a name, on one line; '' if none is."""
    return next(_texts(found, AUTHOR_LETTERS), "")


def caption(found: Iterable[object]) -> str:
    """The first text that a person wrote; '' if none is, or if it says where it was taken."""
    return next((text for text in _texts(found, CAPTION_LETTERS) if not _unwanted(text)), "")


def _unwanted(text: str) -> bool:
    return bool(_BY_MACHINE.fullmatch(text) or _POSITION.search(text))


def _texts(found: Iterable[object], letters: int) -> Iterator[str]:
    for value in found:
        words = " ".join(_decoded(value).split())
        # once more: a letter that cannot be shown may have stood between two spaces
        text = " ".join("".join(c for c in words if c.isprintable()).split())
        if any(c.isalnum() for c in text) and not _POSITION.search(text):
            yield text if len(text) <= letters else f"{text[:letters].rsplit(' ', 1)[0]} …"


def _decoded(value: object) -> str:
    """Text out of a field; cameras and programs write UTF-8 where EXIF says ASCII."""
    if isinstance(value, list | tuple):
        return _decoded(value[0]) if value else ""
    if isinstance(value, str):
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return str(value)
    if not isinstance(value, bytes):
        return ""
    data = value.rstrip(b"\0")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "ignore")


def _several(value: object) -> object:
    return ", ".join(_decoded(each) for each in value) if isinstance(value, list) else value


def _utf16(value: object) -> str:
    return value.decode("utf-16-le", "ignore").rstrip("\0") if isinstance(value, bytes) else ""


def _first_day(found: Iterable[object]) -> dt.date | None:
    for value in found:
        if match := _DAY.match(_decoded(value).strip()):
            year, month, day = (int(part) for part in match.groups())
            try:
                if year >= 1826:  # the oldest photograph there is
                    return dt.date(year, month, day)
            except ValueError:
                continue  # 0000:00:00 and 2026:02:30
    return None
