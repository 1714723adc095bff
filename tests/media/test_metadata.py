"""What is taken from EXIF, IPTC and XMP, and what never is."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quangba.media import metadata
from quangba.media.facts import Unusable
from quangba.media.metadata import Looked, Metadata
from tests.media.photos import creators, described, photo, xmp_packet

DAY = dt.date(2026, 2, 25)


@pytest.fixture
def read(tmp_path):
    def read(data, name="a.jpg"):
        file = tmp_path / name
        file.write_bytes(data)
        return metadata.read(file)

    return read


def test_exif(read):
    found = read(
        photo(artist="Nguyễn Văn A".encode(), description="Hội xuân".encode(),
              taken="2026:02:25 09:30:00")
    )  # fmt: skip

    assert found == Metadata("Nguyễn Văn A", "Hội xuân", DAY)


def test_iptc(read):
    found = read(photo(iptc=[(80, "Nguyễn Văn A"), (120, "Hội xuân"), (55, "20260225")]))

    assert found == Metadata("Nguyễn Văn A", "Hội xuân", DAY)


def test_xmp(read):
    packet = xmp_packet(
        creators("Nguyễn Văn A", "B. Painter") + described(en="A feast", x_default="Hội xuân"),
        photoshop_DateCreated="2026-02-25T09:30:00+07:00",
    )

    assert read(photo(xmp=packet)) == Metadata("Nguyễn Văn A, B. Painter", "Hội xuân", DAY)


@pytest.mark.parametrize(("name", "suffix"), [("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"),
                                              ("HEIF", "heic"), ("TIFF", "tif")])  # fmt: skip
def test_other_formats_than_jpeg(read, name, suffix):
    data = photo(artist=b"A. Painter", taken="2026:02:25 09:30:00", name=name)
    day = None if name == "TIFF" else DAY  # Pillow writes no such field into a TIFF

    assert read(data, f"a.{suffix}") == Metadata("A. Painter", "", day)


def test_people_know_texts_and_cameras_the_day(read):
    found = read(
        photo(
            artist=b"CAMERA OWNER",
            taken="2026:02:25 09:30:00",
            iptc=[(80, "By-line"), (55, "20260301")],
            xmp=xmp_packet(described(x_default="Words"), xmp_CreateDate="2026-03-02"),
        )
    )

    assert found == Metadata("By-line", "Words", DAY)


@pytest.mark.parametrize(
    "words",
    ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0001.JPG", "default",
     "Created with GIMP", "IMG_2031.HEIC", "  ", "---", "\0\0"],
)  # fmt: skip
def test_what_machines_write_is_no_caption(read, words):
    assert read(photo(description=words.encode())).caption == ""


@pytest.mark.parametrize(
    "words",
    ["21.8537, 106.7615", "At 21°51'13\"N 106°45'41\"E", "geo:21.85,106.76", "21.85N 106.76E",
     "Lat: 21.9 Long: 106.8", "GPS 21 106", "Chợ Tân Thanh 21,8537 106,7615", "vĩ độ 21",
     "Taken at N21.8537 E106.7615", "Vi tri: 21,8537 - 106,7615", "Tọa độ 21.85|106.76",
     "UTM 48Q 681234 2417890", "48Q 681234 2417890", "7PH8+X2 Lang Son", "21 51 13 N, 106 45 41 E",
     "https://maps.example/?q=1", "maps.app.goo.gl/x", "坐标 21.85"],
)  # fmt: skip
def test_a_caption_with_a_position_is_not_taken(read, words):
    assert read(photo(description=words.encode())).caption == ""
    assert read(photo(iptc=[(120, words)])).caption == ""
    assert read(photo(artist=words.encode())).author == ""


@pytest.mark.parametrize(
    "words",
    ["35°C at noon", "Kilometre 12.5 of road 4A", "3,000 people", "12.50 and 13.75 euros",
     "2.5 km, 3.5 km", "Chợ phiên ngày 2, 7", "C++ and 2+2", "Room 101, floor 3"],
)  # fmt: skip
def test_numbers_are_no_position(read, words):
    assert read(photo(description=words.encode())).caption == words


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2026:02:30 00:00:00", "    :  :  ",
                                   "0001:01:01 00:00:00", "yesterday"])  # fmt: skip
def test_no_such_day(read, taken):
    assert read(photo(taken=taken)).created is None


def test_long_and_odd_texts_are_put_on_one_short_line(read):
    found = read(photo(description=("word\n\t\u202eword " * 200).encode()))

    assert "\n" not in found.caption
    assert "\u202e" not in found.caption
    assert len(found.caption) <= metadata.CAPTION_LETTERS + 2
    assert found.caption.endswith("word …")


@pytest.mark.parametrize(
    "packet",
    [
        "<not closed",
        '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "x" * 40_000,
    ],
)
def test_a_broken_packet_hides_nothing_else(read, packet):
    assert read(photo(artist=b"A. Painter", xmp=packet)) == Metadata("A. Painter")


def test_an_entity_is_never_put_in(read):
    packet = (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        + xmp_packet(creators("&a;"))[
            len('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>') :
        ]
    )

    assert read(photo(xmp=packet)) == Metadata()


def test_looking_says_what_it_is_and_what_it_says(tmp_path):
    file = tmp_path / "a.jpg"
    file.write_bytes(photo(artist=b"A. Painter"))
    found = metadata.look(file)
    assert isinstance(found, Looked)
    assert (found.facts.width, found.metadata.author) == (64, "A. Painter")
    file.write_bytes(b"no picture")

    assert metadata.look(file) == Unusable("picture-broken", "not a picture")


@example(["0 \x1b 0"])
@given(st.lists(st.text() | st.binary() | st.none() | st.lists(st.binary()), max_size=4))
def test_any_field_is_one_line_or_nothing(values):
    for text in (metadata.author(values), metadata.caption(values)):
        assert text == " ".join(text.split())
        assert all(letter.isprintable() for letter in text)
