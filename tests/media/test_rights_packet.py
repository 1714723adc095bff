"""What a picture that is passed on says of itself, read back by others than the writer."""

import io
from dataclasses import replace
from datetime import date

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from quangba.media import metadata, rights_packet
from quangba.media.rights_packet import MOST, Rights

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RIGHTS = Rights(
    author="Nguyễn <A> & B",
    statement="https://licence.example/by/?a=1&b=2",
    reserved=True,
    credit={"vi": "Hình: A", "en": "Picture: A"},
    usage={"vi": "Được dùng", "en": "May be used"},
    caption={"vi": "Núi đá", "en": "Limestone"},
    alt={"vi": "Núi trong sương", "en": "Hills in mist"},
    licence="https://licence.example/by/",
    created=date(2026, 11, 23),
)


def jpeg(**options):
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


def parsed(packet):
    return ElementTree.fromstring(packet.decode().strip())


def texts(root, name):
    return {li.get(LANG): li.text for li in root.findall(f".//{name}//{RDF}li")}


def test_pixels_stay_and_the_file_tells_who_made_it(tmp_path):
    before = jpeg(optimize=True)
    after = rights_packet.stamped(before, rights_packet.packet(RIGHTS))
    (tmp_path / "a.jpg").write_bytes(after)

    with Image.open(io.BytesIO(before)) as one, Image.open(tmp_path / "a.jpg") as two:
        assert one.tobytes() == two.tobytes()
        assert two.info["xmp"] == rights_packet.packet(RIGHTS)
    assert metadata.read(tmp_path / "a.jpg") == metadata.Metadata(
        author="Nguyễn <A> & B", caption="Núi đá", created=date(2026, 11, 23)
    )


def test_a_file_without_a_header_of_its_own_takes_it_too():
    whole = jpeg()
    length = int.from_bytes(whole[4:6], "big")
    bare = whole[:2] + whole[4 + length :]

    with Image.open(io.BytesIO(rights_packet.stamped(bare, b"<x/>"))) as image:
        image.load()
        assert image.info["xmp"] == b"<x/>"


def test_every_language_has_its_words_and_programs_without_one_get_the_first():
    root = parsed(rights_packet.packet(RIGHTS))

    assert texts(root, f"{XMP_RIGHTS}UsageTerms") == {
        "x-default": "Được dùng",
        "vi": "Được dùng",
        "en": "May be used",
    }
    assert root.find(f".//{XMP_RIGHTS}WebStatement").text == RIGHTS.statement
    assert root.find(f".//{XMP_RIGHTS}Marked").text == "True"
    licence = root.find(".//{http://creativecommons.org/ns#}license")
    assert licence.get(f"{RDF}resource") == "https://licence.example/by/"


def test_long_captions_are_left_out_and_rights_are_not():
    packet = rights_packet.packet(replace(RIGHTS, caption={"vi": "dài " * MOST}))
    root = parsed(packet)

    assert len(packet) <= MOST
    assert texts(root, "{http://purl.org/dc/elements/1.1/}description") == {}
    assert texts(root, f"{XMP_RIGHTS}UsageTerms")


def test_without_a_packet_a_file_stays_as_it_is():
    assert rights_packet.stamped(jpeg(), b"") == jpeg()


def test_only_a_jpeg_takes_it():
    with pytest.raises(ValueError, match="JPEG"):
        rights_packet.stamped(b"\x89PNG", b"<x/>")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(WORDS, st.dictionaries(st.sampled_from(["vi", "en", "zh-Hans"]), WORDS))
def test_any_words_make_a_packet_that_can_be_read(author, said):
    root = parsed(
        rights_packet.packet(replace(RIGHTS, author=author, credit=said, caption=said, alt=said))
    )

    assert (root.find(f".//{RDF}Seq/{RDF}li").text or "") == author
    for name in ("{http://purl.org/dc/elements/1.1/}description",):
        found = {tag: text or "" for tag, text in texts(root, name).items()}
        found.pop("x-default", None)
        assert found == said
