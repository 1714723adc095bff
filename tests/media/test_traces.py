"""Nobody gets the position: every published byte is looked at, not only what Pillow reads."""

import pytest
from PIL import Image

from tests.media import boxes, originals
from tests.media.originals import SECRET

TRACES = (
    SECRET.encode(), SECRET.encode("utf-16-le"), b"Exif\0", b"http://ns.adobe.com", b"adobe:ns",
    b"Photoshop", b"8BIM", b"ICC_PROFILE", b"acsp", b"xpacket", b"<rdf",
)  # fmt: skip
HARMLESS = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "loop",
    "background", "timestamp", "duration",
}  # fmt: skip
"""What Pillow tells of any JPEG, WebP or AVIF."""


@pytest.fixture(scope="module")
def stored(gallery):
    found = gallery.stored()
    assert len(found) > 400
    return found


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "TIFF"])
def test_the_originals_do_tell(name):
    """Or what follows would prove nothing."""
    data = originals.told(originals.fields(), name, 6)

    assert SECRET.encode() in data
    assert b"adobe" in data


def test_no_trace_is_left_in_any_byte(stored):
    faults = [(name, trace) for name, data in stored.items() for trace in TRACES if trace in data]

    assert faults == []


def test_pillow_finds_nothing_either(gallery, stored):
    for name in stored:
        with Image.open(gallery.store / name) as image:
            image.load()
            assert dict(image.getexif()) == {}, name
            assert set(image.info) <= HARMLESS, name


def test_a_jpeg_is_tables_and_pixels(stored):
    for name, data in stored.items():
        if name.endswith(".jpeg"):
            assert set(boxes.segments(data)) == {"APP0", "DQT", "SOF", "DHT", "SOS"}, name
            assert data[18:20] == b"\0\0", f"{name} has a thumbnail"


def test_a_webp_is_pixels(stored):
    for name, data in stored.items():
        if name.endswith(".webp"):
            assert set(boxes.chunks(data)) <= {"VP8 ", "VP8X", "ALPH"}, name


def test_an_avif_is_pixels_and_says_that_they_are_srgb(stored):
    for name, data in stored.items():
        if name.endswith(".avif"):
            assert set(boxes.items(data)) == {"av01"}, name
            parts = dict(boxes.boxes(data))
            assert parts["colr"][:4] == b"nclx", name
            # primaries of BT.709, transfer of sRGB
            assert parts["colr"][4:8] == b"\0\x01\0\x0d", name
            assert {"irot", "imir", "udta", "uuid", "moov"} & set(parts) == set(), name
