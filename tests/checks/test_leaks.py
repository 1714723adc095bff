"""The leak gate: what a built site must not tell, in every kind of file that is published."""

import io
import json
import zipfile

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from quangba.checks import leaks
from quangba.checks.leaks import files, patterns
from quangba.media.leaks import of_file
from quangba.media.rights_packet import Rights, packet, stamped
from tests.golden.cases import SIDECAR
from tests.media import originals
from tests.small_sites import MKDOCS_YML, page, words

WORDS = "word,reason,language\nOperation Heron,an internal name,\nphare,closed,fr\n文朗县,gone,\n"
YML = MKDOCS_YML.replace(
    "- quangba: {}",
    "- quangba: {security: {public_contacts: [info@brume.test, '@open.test', '0205 388 0123']}}",
)


@pytest.fixture
def told(make_site, tmp_path):
    """Codes and places of what a built site of these files tells."""

    def tell(built, sources=None, *, as_problems=False):
        files = {"mkdocs.yml": YML, "assets/data/restricted.csv": WORDS, **(sources or {})}
        site, _ = make_site(files)
        folder = tmp_path / "built"
        for name, data in built.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.encode() if isinstance(data, str) else data)
        found = list(leaks.check(site, folder))
        return found if as_problems else [(each.code, each.path, each.line) for each in found]

    return tell


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def picture(kind, **more):
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, **more)
    return out.getvalue()


def kinds(data):
    return {trace.kind for trace in of_file(data)}


# -- pictures and films -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_position_is_found_in_every_format(kind):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Camera"  # its maker

    assert kinds(picture(kind, exif=exif)) == {"position", "camera"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_bare_picture_tells_nothing(kind):
    assert of_file(picture(kind)) == ()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_all_that_programs_write_is_found(kind):
    assert kinds(originals.told(originals.fields(), kind, 6)) >= {"camera"}


def test_a_comment_and_bytes_behind_the_picture_are_found():
    assert kinds(picture("JPEG", comment=b"by A. Painter")) == {"comment"}
    assert kinds(picture("JPEG") + b"a film of the same moment") == {"camera"}


def test_what_the_site_itself_writes_is_meant():
    rights = Rights(
        "A. Painter", "https://brume.example/", reserved=True, credit={"en": "A"},
        usage={"en": "Free"}, caption={"en": "A harbour"}, alt={"en": "A harbour"},
        licence="https://creativecommons.org/licenses/by/4.0/",
    )  # fmt: skip
    written = packet(rights)

    assert of_file(stamped(picture("JPEG"), written)) == ()
    place = written.replace(b"<xmpRights:Marked>", b"<exif:GPSLatitude>1</exif:GPSLatitude><x:y>")
    assert kinds(stamped(picture("JPEG"), place)) == {"position", "camera"}


def box(name, *content):
    data = b"".join(content)
    return (8 + len(data)).to_bytes(4, "big") + name + data


def test_where_a_film_was_taken_is_found():
    user = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+21.85+106.76/"), box(b"\xa9mak", b"Phone"))
    film = box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"mvhd", b"\0" * 20), user)

    assert kinds(film) == {"position", "camera"}
    assert of_file(box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"mvhd", b"\0" * 20))) == ()


def test_a_picture_is_mended_at_its_original(told):
    made = {"media/boat-320.0123456789.jpg": picture("JPEG", comment=b"x")}
    sources = {"assets/media/boat.jpg": picture("JPEG"), "assets/media/boat.yml": SIDECAR}

    assert told(made, sources) == [("leak-comment", "assets/media/boat.jpg", None)]


def test_a_damaged_picture_is_told(told):
    assert told({"a.jpg": picture("JPEG")[:100]}) == [("leak-unreadable", "site/a.jpg", None)]


# -- documents ----------------------------------------------------------------------------------

CORE = '<x xmlns:d="u:d"><d:creator>Nguyễn A</d:creator><d:lastModifiedBy>B</d:lastModifiedBy></x>'
TEXT = '<w:a xmlns:w="u:w"><w:ins><w:t>Operation  Heron, 0912 345 678</w:t></w:ins></w:a>'
TYPES = {"[Content_Types].xml": "<x/>"}


def test_a_text_document_tells_its_author_changes_and_words(told):
    data = zipped(**TYPES, **{"docProps/core.xml": CORE, "word/document.xml": TEXT})

    found = told({"files/plan.docx": data})

    assert {code for code, _, _ in found} == {
        "leak-author", "leak-comment", "leak-word", "leak-phone",
    }  # fmt: skip
    assert {path for _, path, _ in found} == {"assets/documents/plan.docx"}


def test_an_open_document_and_one_within_a_kit_are_read(told):
    meta = '<m xmlns:m="u:m"><m:initial-creator>A</m:initial-creator></m>'
    odt = zipped(mimetype="application/vnd.oasis.opendocument.text", **{"meta.xml": meta})
    kit = zipped(
        **{"kit/a.odt": odt, "kit/b.jpg": picture("JPEG", comment=b"x"), "kit/c.txt": "ok"}
    )

    found = told({"press/kit.zip": kit}, as_problems=True)

    assert [each.code for each in found] == ["leak-author", "leak-comment"]
    assert "kit/a.odt" in str(found[0].message)


def pdf(**info):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    return writer


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_tells_its_author_and_remarks(told):
    writer = pdf(Author="Nguyễn A")
    writer.add_annotation(0, FreeText(text="Who says so?", rect=(1, 1, 50, 50)))

    found = told({"files/a.pdf": written(writer)})

    assert [code for code, _, _ in found] == ["leak-author", "leak-comment"]
    assert told({"files/a.pdf": written(pdf(Producer="Some Program", Title="A plan"))}) == []


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 broken", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 Word 97",
             zipped(**TYPES, **{"docProps/core.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})]
)  # fmt: skip
def test_what_cannot_be_read_is_told(told, data):
    assert [code for code, _, _ in told({"files/a.bin": data})] == ["leak-unreadable"]


# -- texts --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["&#64;", "&#x40;", "&commat;"])
def test_an_address_in_numbers_of_characters_is_read(sign):
    """As Markdown writes <an@office.test>."""
    (told,) = files.read("index.html", f"<p>&#97;n{sign}office.test</p>".encode())

    assert [each.value for each in told.said] == ["an@office.test"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to an.nguyen@office.test", "email"),
        ("Call 0912 345 678 now", "phone"),
        ("+84 205 388 0124", "phone"),
        ("(0205) 388 0124", "phone"),
        ("Call 0205\N{NO-BREAK SPACE}388\N{NO-BREAK SPACE}0124", "phone"),
        ("Call 0205\N{ZERO WIDTH SPACE}388\N{NON-BREAKING HYPHEN}0124", "phone"),
        ("\uff10\uff12\uff10\uff15\uff13\uff18\uff18\uff10\uff11\uff12\uff14", "phone"),
        ('<a href="tel:1900-12-34">x</a>', "phone"),
        ("/home/an/site/docs", "path"),
        (r"C:\Users\An\Desktop\plan.docx", "path"),
        ("see 192.168.1.20", "host"),
        ("http://localhost:8000/a", "host"),
        ("http://files.office.local/plan", "host"),
        ("AKIAABCDEFGHIJKLMNOP", "secret"),
        ("-----BEGIN RSA PRIVATE KEY-----", "secret"),
        ("ghp_" + "a1" * 18, "secret"),
        ('password: "correct-horse-battery"', "secret"),
    ],
)
def test_what_text_says_by_accident(text, kind):
    said = [*patterns.of_code(text), *patterns.of_prose(text), *patterns.of_links(text)]

    assert [each.kind for each in said] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "02.09.2024 – 05.09.2024", "02-09-2024",
        "113 · 114 · 115", "138/2008/QĐ-TTg", "11.808 tỷ đồng", "2026-03-02", "1088/2–1089",
        "a@2x.png", "me@example.org", "@media print", "https://x.test/home/a", "10.5 km",
        "v10.2.3.4.5", "AKIAIOSFODNN7EXAMPLE", "22.055, 106.613", "0205", "10,000,000,000",
        "ISBN 978-604-55-1234-5", "media/boat.0123456789.jpg", "the password: ask the office",
        "00:01:02.000 --> 00:01:05.500",
    ],
)  # fmt: skip
def test_what_only_looks_like_it(text):
    said = [*patterns.of_code(text), *patterns.of_prose(text), *patterns.of_links(text)]

    assert said == []


def test_contacts_that_are_declared_are_public(told):
    html = "info@brume.test x@open.test +84 205 388 0123 0205-388-0123 y@brume.test"

    found = told({"a/index.html": html}, as_problems=True)

    assert [(each.code, "y@brume.test" in str(each.message)) for each in found] == [
        ("leak-email", True)
    ]


def test_words_are_found_in_any_writing_but_whole(told):
    html = {
        "a/index.html": "<p>OPERATION\n<b>He</b>ron</p> Le phare",
        "fr/a/index.html": "<img alt='un phare'>",
        "b/index.html": "Operation Herons; 原文朗县境内",
    }

    found = told(html)

    assert sorted((code, path) for code, path, _ in found) == [
        ("leak-word", "site/a/index.html"),
        ("leak-word", "site/b/index.html"),
        ("leak-word", "site/fr/a/index.html"),
    ]


def test_a_word_in_a_name_is_found(told):
    assert [code for code, _, _ in told({"operation-heron/index.html": "x"})] == ["leak-word"]


def test_the_line_of_a_source_is_told(told):
    sources = {"docs/en/a.md": page("One.\n\nOperation Heron."), "docs/fr/a.md": words("Un.")}

    found = told({"a/index.html": "<p>Operation Heron.</p>"}, sources)

    assert found == [("leak-word", "docs/en/a.md", 8)]


def test_the_same_on_many_pages_is_told_once(told):
    found = told({f"p{n}/index.html": "a@office.test" for n in range(9)}, as_problems=True)

    assert len(found) == 1
    assert "9" in str(found[0].message)


def test_what_a_page_says_is_told_of_the_page_not_of_what_repeats_it(told):
    sources = {"docs/en/a.md": page("Write to\n\na@office.test."), "docs/fr/a.md": words("Un.")}
    repeated = ("a/index.html", "assets/index.json", "feed.xml", "b/index.html", "feed.json")

    found = told(dict.fromkeys(repeated, "a@office.test"), sources)

    assert found == [("leak-email", "docs/en/a.md", 8)]


def test_a_source_shown_by_several_pages_is_told_once(told):
    sources = {"docs/en/a.md": page("Write to\n\na@office.test.")}  # French shows the English text

    found = told(dict.fromkeys(("a/index.html", "fr/a/index.html"), "a@office.test"), sources)

    assert found == [("leak-email", "docs/en/a.md", 8)]


def test_no_secret_is_shown(told):
    found = told({"a.js": "k = 'AKIAABCDEFGHIJKLMNOP'"}, as_problems=True)

    assert [each.code for each in found] == ["leak-secret"]
    assert "ABCDEFGH" not in str(found[0])


def test_only_what_changed_is_read_again(told, tmp_path, monkeypatch):
    built = {"a/index.html": "a@office.test", "b/index.html": "nothing"}
    first = told(built)
    monkeypatch.setattr(files, "read", lambda *_: pytest.fail("read again"))

    assert told(built) == first


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"about": 1}'])
def test_a_damaged_cache_is_made_anew(told, tmp_path, kept):
    first = told({"a/index.html": "a@office.test"})
    file = tmp_path / ".cache/leaks.json"
    about = json.loads(file.read_text())["about"]
    damaged = kept or json.dumps({"about": about, "files": {".html x": 1}})
    file.write_text(damaged)

    assert told({"a/index.html": "a@office.test"}) == first
