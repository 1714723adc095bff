"""Photos as cameras, phones and picture desks leave them: with names, words, days and a place."""

import io
import struct

from PIL import Image

LATITUDE, LONGITUDE = (21.0, 51.0, 13.37), (106.0, 45.0, 41.48)
PLACE_WORDS = ("Tân Thanh gate", "Lạng Sơn", "VNM", "21.8537", "106.7615", "51.2228", "45.6914")
"""What a location is written with in `photo`."""


def photo(
    *,
    artist=b"",
    description=b"",
    taken="",
    iptc=(),
    xmp="",
    gps=True,
    name="JPEG",
    shade=0,
):
    """The bytes of a picture of 64 x 48 dots."""
    image = Image.linear_gradient("L").resize((64, 48)).point(lambda value: (value + shade) % 256)
    exif = Image.Exif()
    if artist:
        exif[0x013B] = artist
    if description:
        exif[0x010E] = description
    details = exif.get_ifd(0x8769)
    if taken:
        details[0x9003] = taken
    if gps:
        place = exif.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", LATITUDE, "E", LONGITUDE
        place[0x001B] = b"ASCII\0\0\0Tan Thanh"
    out = io.BytesIO()
    options = {"xmp": xmp.encode()} if xmp else {}
    image.convert("RGB").save(out, name, exif=exif, **options)
    data = out.getvalue()
    return data[:2] + iptc_block(iptc) + data[2:] if iptc else data


def iptc_block(fields):
    """An APP13 segment: ((80, 'Author'), (120, 'Caption'), (55, '20260225'))."""
    records = b"\x1c\x01\x5a\0\x03\x1b%G" + b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text.encode())) + text.encode()
        for number, text in fields
    )
    block = (
        b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    )
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def xmp_packet(inside="", **attributes):
    """An XMP packet; attributes: `photoshop_DateCreated="2026-02-25"`."""
    shown = " ".join(f'{key.replace("_", ":")}="{text}"' for key, text in attributes.items())
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" {shown}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def creators(*names):
    items = "".join(f"<rdf:li>{name}</rdf:li>" for name in names)
    return f"<dc:creator><rdf:Seq>{items}</rdf:Seq></dc:creator>"


def described(**texts):
    items = "".join(
        f'<rdf:li xml:lang="{tag.replace("_", "-")}">{text}</rdf:li>' for tag, text in texts.items()
    )
    return f"<dc:description><rdf:Alt>{items}</rdf:Alt></dc:description>"
