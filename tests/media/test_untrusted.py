"""Originals are untrusted: each bad one gives a problem that names it, and costs nothing else."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from quangba.media import library, pool
from quangba.media.facts import Unusable
from tests.media import originals, workers
from tests.media.libraries import library_of
from tests.media.originals import encode, fields, told

PAYLOAD = b"<script>GEHEIMNIS</script>"


def _zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.html", PAYLOAD)
    return out.getvalue()


def _webp_bomb():
    """A WebP that says it is 16,383 x 16,383."""
    data = bytearray(encode(Image.new("RGBA", (8, 8)), "WEBP", lossless=True))
    at = data.index(b"VP8L") + 9
    bits = int.from_bytes(data[at : at + 4], "little")
    data[at : at + 4] = (bits & ~0xFFFFFFF | 0x3FFF - 1 | (0x3FFF - 1) << 14).to_bytes(4, "little")
    if b"VP8X" in data:
        at = data.index(b"VP8X") + 12
        data[at : at + 6] = (0x3FFF - 1).to_bytes(3, "little") * 2
    return bytes(data)


def _gif_bomb():
    data = bytearray(encode(Image.new("P", (8, 8)), "GIF"))
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    return bytes(data)


def _svg(inside, box="0 0 160 100"):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inside}</svg>'.encode()


JPEG, PNG, HEIC = (told(fields(), name) for name in ("JPEG", "PNG", "HEIF"))
GOOD = {
    "good-1.jpg": told(fields(size=(100, 60)), "JPEG"),
    "good-2.png": told(fields(size=(100, 62)), "PNG"),
    "good-3.heic": told(fields(size=(100, 64)), "HEIF"),
    "with-zip.jpg": told(fields(size=(100, 66)), "JPEG") + _zip(),
    "with-page.png": told(fields(size=(100, 68)), "PNG") + PAYLOAD,
    "good-4.svg": _svg("<rect width='160' height='100' fill='#c83c28'/>"),
}
BAD = {
    # what they say of their size
    "bomb.png": ("picture-too-large", originals.png((30_000, 30_000), 8, 2, zlib.compress(b""))),
    "twice.png": ("picture-too-large", originals.png((12_001, 10_000), 8, 2, zlib.compress(b""))),
    "bomb-gif.gif": ("picture-too-large", _gif_bomb()),
    "bomb-webp.webp": ("picture-too-large", _webp_bomb()),
    "tall.svg": ("picture-too-large", _svg("<path d='M0 0h9'/>", "0 0 1 100000")),
    "deep.svg": ("picture-broken", _svg("<g>" * 9000 + "</g>" * 9000)),
    # cut off on the way, or never a picture
    "cut.jpg": ("picture-broken", JPEG[:-500]),
    "cut-head.jpg": ("picture-broken", JPEG[:100]),
    "cut-png.png": ("picture-broken", PNG[:-200]),
    "cut-heic.heic": ("picture-broken", HEIC[:-300]),
    "cut-head-heic.heic": ("picture-broken", HEIC[:200]),
    "cut-avif.avif": ("picture-broken", told(fields(), "AVIF")[:-200]),
    "cut-webp.webp": ("picture-broken", told(fields(), "WEBP")[:300]),
    "cut-gif.gif": ("picture-broken", encode(fields().quantize(8), "GIF")[:60]),
    "cut-tif.tif": ("picture-broken", told(fields(), "TIFF")[:9000]),
    "wrong-sum.png": ("picture-broken", PNG.replace(b"IDAT", b"IDAT\xff", 1)),
    "nothing.jpg": ("picture-broken", b""),
    "nothing-svg.svg": ("picture-broken", b""),
    "words.jpg": ("picture-broken", b"not a picture at all"),
    "page.jpg": ("picture-broken", b"<!doctype html>" + PAYLOAD),
    "archive.png": ("picture-broken", _zip()),
    "bitmap.jpg": ("picture-broken", encode(fields(), "BMP")),
    "long.png": ("picture-too-large", originals.wide_png((70_000, 1))),
    # not what the ending says
    "jpeg.png": ("picture-suffix", JPEG),
    "heic.jpg": ("picture-suffix", HEIC),
    "png.heic": ("picture-suffix", PNG),
    # not what may lie here
    "with space.jpg": ("picture-name", JPEG),
    "núi.jpg": ("picture-name", JPEG),
    "a..b.jpg": ("picture-name", JPEG),
    "notes.txt": ("picture-format", b"notes"),
    "program.exe": ("picture-format", b"MZ"),
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Good and bad originals, read and published together."""
    root = tmp_path_factory.mktemp("mixed")
    made = library_of(root, {**GOOD, **{name: data for name, (_, data) in BAD.items()}})
    outside = root / "outside.jpg"
    outside.write_bytes(JPEG)
    (made.folder / "link.jpg").symlink_to(outside)
    (made.folder / "far.jpg").symlink_to("/etc/hostname")
    (made.folder / "nowhere.jpg").symlink_to(root / "nothing")
    (made.folder / "loop.jpg").symlink_to(made.folder / "loop.jpg")
    (made.folder / "folder-link").symlink_to(root, target_is_directory=True)
    (made.folder / "inside.jpg").symlink_to("good-1.jpg")
    before = _hashes(made.folder)
    pictures, problems = made.read()
    rows = made.optimize()
    return made, pictures, problems, rows, before


def _hashes(folder):
    return {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
        for file in folder.iterdir()
        if file.is_file()
    }


def _codes(problems, name):
    return [each.code for each in problems if each.path == f"assets/media/{name}"]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_problem_that_names_it_and_says_what_to_do(mixed, name):
    _, pictures, problems, *_ = mixed
    (problem,) = [each for each in problems if each.path == f"assets/media/{name}"]

    assert problem.code == BAD[name][0]
    assert problem.hint
    assert str(problem)
    assert name not in pictures


@pytest.mark.parametrize("name", ["link.jpg", "far.jpg", "nowhere.jpg", "loop.jpg", "folder-link"])
def test_a_link_that_leads_out_is_not_followed(mixed, name):
    assert _codes(mixed[2], name) == ["picture-link"]
    assert not [found for found in mixed[1] if found.startswith(name)]


def test_good_ones_are_not_affected(mixed):
    _, pictures, problems, rows, _ = mixed

    assert set(GOOD) <= set(pictures)
    assert not [
        problem for problem in problems if problem.path.removeprefix("assets/media/") in GOOD
    ]
    assert {row.name for row in rows} == set(pictures)
    assert [row for row in rows if row.unusable or row.made != 6] == []


def test_originals_are_as_they_were(mixed):
    made, *_, before = mixed

    assert _hashes(made.folder) == before


def test_what_is_appended_to_a_picture_is_not_published(mixed):
    made, *_ = mixed
    stored = made.stored()

    assert len(stored) >= 6 * len(GOOD)
    for data in stored.values():
        assert b"PK\x03\x04" not in data
        assert PAYLOAD not in data


def test_a_decoder_that_hangs_or_dies_costs_its_file_alone(tmp_path, monkeypatch):
    names = ["hang.jpg", "die.png", "eat.webp", "a.jpg", "b.jpg"]
    made = library_of(tmp_path, {name: told(fields(size=(50 + n, 40)), "JPEG")
                                 for n, name in enumerate(names)})  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr(
            library, "inspect",
            lambda files: pool.run(workers.inspect, files, processes=2, seconds=3),
        )  # fmt: skip
        pictures, problems = made.read()
    (made.folder / "eat.webp").unlink()
    (made.folder / "die.png").unlink()

    assert sorted(pictures) == ["a.jpg", "b.jpg"]
    assert _codes(problems, "hang.jpg") == ["picture-hangs"]
    assert _codes(problems, "die.png") == ["picture-crashes"]
    # it may have been the machine: such a file is looked at again
    assert sorted(made.read()[0]) == ["a.jpg", "b.jpg", "hang.jpg"]


@pytest.mark.parametrize("other", [JPEG[:400], told(fields(size=(60, 40)), "JPEG")])
def test_a_file_that_changes_after_it_was_read_costs_itself_alone(other, tmp_path):
    """What is in it now is not stored under the name of what was in it."""
    made = library_of(tmp_path, {"a.jpg": JPEG, "b.jpg": GOOD["good-1.jpg"]})
    pictures, _ = made.read()
    (made.folder / "a.jpg").write_bytes(other)
    rows = {row.name: row for row in made.optimize_these(pictures)}

    assert rows["a.jpg"].unusable == Unusable("picture-changed", "")
    assert (rows["b.jpg"].unusable, rows["b.jpg"].made) == (None, 6)
    assert len(made.stored()) == 6


def test_drawings_read_no_file_beside_them(tmp_path):
    """Not even under another prefix or with an escaped address."""
    (tmp_path / "red.png").write_bytes(encode(Image.new("RGB", (9, 9), (255, 0, 0)), "PNG"))
    at = f"{tmp_path}/red.png"
    inside = "".join(
        f"<image {attribute} width='160' height='100'/>"
        for attribute in (
            f"href='{at}'", f"xlink:href='{at}'", f"x:href='{at}'", f"href='file://{at}'",
            f"href='&#47;{at}'", "href='red.png'",
        )
    )  # fmt: skip
    spaces = " ".join(f'xmlns:{name}="http://www.w3.org/1999/xlink"' for name in ("x", "xlink"))
    drawing = _svg(inside).replace(b"<svg ", f"<svg {spaces} ".encode())
    made = library_of(tmp_path, {"a.svg": drawing})
    made.optimize()

    for _, path in made.published().get("a.svg", []):
        with Image.open(path) as image:
            red, green, _ = image.convert("RGB").getpixel((20, 10))
            assert abs(red - green) < 30
