"""The press kit: a ZIP that the standard library opens, the same bytes every time."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from quangba.outputs import press_kit
from quangba.outputs.press_kit import Kit, Sheet

CAPTIONS = Sheet(
    name="captions",
    title="Captions & credits",
    note="",
    columns=("File", "Caption", "Licence"),
    rows=(
        ("harbour.jpg", 'The "old" harbour, <east>', "https://licence.example/"),
        ("boat.jpg", "", ""),
    ),
    shows=True,
)
FACTS = Sheet("facts", "Figures", "With their days.", ("Figure", "Sources"), (("Oil", "A\nB"),))
KIT = Kit(
    folder="brume-press-kit-fr",
    language="fr",
    direction="ltr",
    day=date(2026, 1, 5),
    texts={"README.txt": "Île\nde Brume\n"},
    sheets=(CAPTIONS, FACTS),
    pictures={"harbour.jpg": b"\xff\xd8harbour", "boat.jpg": b"\xff\xd8boat"},
)


def opened(kit=KIT):
    archive = zipfile.ZipFile(io.BytesIO(press_kit.make(kit)))
    assert archive.testzip() is None
    return archive


def read(name, kit=KIT):
    return opened(kit).read(f"{kit.folder}/{name}")


def test_all_of_it_lies_in_one_folder():
    assert opened().namelist() == [
        f"brume-press-kit-fr/{name}"
        for name in (
            "README.txt", "captions.csv", "captions.html", "facts.csv", "facts.html",
            "pictures/boat.jpg", "pictures/harbour.jpg",
        )
    ]  # fmt: skip


def test_the_same_kit_has_the_same_bytes_whatever_the_order_of_its_parts():
    other = replace(KIT, pictures=dict(reversed(KIT.pictures.items())), texts=dict(KIT.texts))

    assert press_kit.make(KIT) == press_kit.make(KIT) == press_kit.make(other)


def test_nothing_of_the_machine_gets_in():
    for entry in opened().infolist():
        assert entry.date_time == (2026, 1, 5, 0, 0, 0)
        assert entry.create_system == 3
        assert entry.external_attr == 0o100644 << 16
        assert entry.compress_type == zipfile.ZIP_STORED
        assert entry.filename.isascii()


def test_a_day_before_zip_existed():
    entry = opened(replace(KIT, day=date(1926, 3, 4))).infolist()[0]

    assert entry.date_time == (1980, 3, 4, 0, 0, 0)


def test_pictures_are_the_bytes_given():
    assert read("pictures/harbour.jpg") == b"\xff\xd8harbour"


def test_texts_are_for_any_editor():
    assert read("README.txt") == "Île\r\nde Brume\r\n".encode("utf-8-sig")


def test_a_page_has_its_language_and_each_picture_with_its_words():
    page = JustHTML(read("captions.html").decode())
    root = page.query("html")[0]

    assert (root.attrs["lang"], root.attrs["dir"]) == ("fr", "ltr")
    assert [image.attrs["src"] for image in page.query("img")] == [
        "pictures/harbour.jpg", "pictures/boat.jpg",
    ]  # fmt: skip
    assert 'The "old" harbour, <east>' in page.to_text()
    assert page.query("a")[0].attrs["href"] == "https://licence.example/"
    assert JustHTML(read("facts.html").decode()).query("br")


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=4))
def test_a_table_comes_back_as_it_was(rows):
    kit = replace(KIT, sheets=(replace(CAPTIONS, rows=tuple(rows)),))
    text = read("captions.csv", kit).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        list(row) for row in (CAPTIONS.columns, *rows)
    ]
