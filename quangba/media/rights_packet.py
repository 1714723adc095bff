"""The rights of a picture, written into a JPEG that is passed on: XMP, as IPTC describes it.

Published renditions say nothing of themselves. A file that leaves the site is different: where it
ends up, nobody knows any more who made it and what may be done with it, unless the file says so.
Pixels are not touched, and nothing of the original's own metadata comes along.
https://iptc.org/std/photometadata/specification/
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape

MOST = 65_000
"""Bytes of a packet: a segment of a JPEG takes no more than 65,533, its name included."""

_NAME = b"http://ns.adobe.com/xap/1.0/\0"
_SOI, _APP0, _APP1 = b"\xff\xd8", b"\xff\xe0", b"\xff\xe1"
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "cc": "http://creativecommons.org/ns#",
}


@dataclass(frozen=True, slots=True)
class Rights:
    """What a file says of itself. Mappings: language tag -> text, the site's source first.

    author: who made it; credit: what stands below it in print; statement: address of the licence
    or of the site; reserved: whether anybody has rights in it; caption: what it shows; usage:
    what may be done with it; alt: for those who do not see it.
    """

    author: str
    statement: str
    reserved: bool
    credit: Mapping[str, str]
    usage: Mapping[str, str]
    caption: Mapping[str, str]
    alt: Mapping[str, str]
    licence: str | None = None
    created: date | None = None


def packet(rights: Rights) -> bytes:
    """The XMP. Captions that are too long for a file are left out, rights never."""
    written = _packet(rights)
    if len(written) > MOST:
        written = _packet(replace(rights, caption={}, alt={}))
    return written if len(written) <= MOST else b""


def _packet(rights: Rights) -> bytes:
    spaces = "".join(f" xmlns:{name}={_quoted(uri)}" for name, uri in _SPACES.items())
    lines = "\n".join(_properties(rights))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF{spaces}>'
        f'<rdf:Description rdf:about="">\n{lines}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="r"?>'
    ).encode()


def _properties(rights: Rights) -> Iterator[str]:
    yield _list("dc:creator", "Seq", [f"<rdf:li>{_escaped(rights.author)}</rdf:li>"])
    yield from _alternatives("dc:rights", rights.credit)
    yield from _alternatives("dc:description", rights.caption)
    yield from _alternatives("Iptc4xmpCore:AltTextAccessibility", rights.alt)
    yield f"<xmpRights:Marked>{rights.reserved}</xmpRights:Marked>"
    yield f"<xmpRights:WebStatement>{_escaped(rights.statement)}</xmpRights:WebStatement>"
    yield from _alternatives("xmpRights:UsageTerms", rights.usage)
    credit = next(iter(rights.credit.values()), rights.author)
    yield f"<photoshop:Credit>{_escaped(credit)}</photoshop:Credit>"
    if rights.created:
        yield f"<photoshop:DateCreated>{rights.created.isoformat()}</photoshop:DateCreated>"
    if rights.licence:
        yield f"<cc:license rdf:resource={_quoted(rights.licence)}/>"


def _alternatives(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    """A text in several languages; the first is what programs show that ask for none."""
    if texts:
        said = {"x-default": next(iter(texts.values())), **texts}
        items = [
            f"<rdf:li xml:lang={_quoted(tag)}>{_escaped(text)}</rdf:li>"
            for tag, text in said.items()
        ]
        yield _list(name, "Alt", items)


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _quoted(text: str) -> str:
    """As the value of an attribute, with its quotes."""
    if text.isprintable() and '"' not in text:
        return f'"{_escaped(text)}"'
    from xml.sax.saxutils import quoteattr  # it loads all that asks other machines

    return quoteattr(text)


def _list(name: str, kind: str, items: list[str]) -> str:
    return f"<{name}><rdf:{kind}>{''.join(items)}</rdf:{kind}></{name}>"


def stamped(jpeg: bytes, written: bytes) -> bytes:
    """A JPEG with a packet in it, behind its own header. Raises ValueError for anything else."""
    if not jpeg.startswith(_SOI):
        raise ValueError("not a JPEG")
    at = len(_SOI)
    if jpeg[at : at + 2] == _APP0:
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    segment = _NAME + written
    length = struct.pack(">H", len(segment) + 2)
    return jpeg[:at] + _APP1 + length + segment + jpeg[at:] if written else jpeg
