"""Compressed copies: the same content, the same bytes each time, and only where they save."""

from __future__ import annotations

import gzip
import random
import struct
from collections.abc import Mapping
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs.hosting import precompress
from quangba.outputs.hosting.precompress import ENCODINGS, Encoding
from quangba.store import Store

TEXT = b"<p>An island that nobody has found. " * 100
NOISE = random.Random(7).randbytes(4000)  # noqa: S311 - the same noise each time
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}


def site(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def copies(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.suffix in UNPACK
    }


def test_text_gets_copies_and_what_gains_nothing_gets_none(tmp_path):
    folder = site(
        tmp_path / "site",
        {
            "index.html": TEXT,
            "fr/index.html": TEXT + b"fr",
            "assets/site.0123456789.css": TEXT,
            "search/words.json": NOISE,  # does not get smaller
            "empty.css": b"",
            "tiny.txt": b"a" * 1023,  # fits in one packet as it is
            "media/boat.0123456789.jpg": TEXT,  # by its name it is compressed already
        },
    )
    sizes = precompress.precompress(folder, tmp_path / "cache")

    found = copies(folder)
    pages = ("assets/site.0123456789.css", "fr/index.html", "index.html")
    assert sorted(found) == sorted(f"{page}{suffix}" for page in pages for suffix in UNPACK)
    for name, data in found.items():
        file = folder / name
        assert UNPACK[file.suffix](data) == file.with_suffix("").read_bytes()
        assert file.stat().st_mode == file.with_suffix("").stat().st_mode
    assert sizes.files == 3
    assert sizes.plain == 3 * len(TEXT) + 2
    assert sizes.packed == {
        suffix[1:]: sum(len(data) for name, data in found.items() if name.endswith(suffix))
        for suffix in UNPACK
    }


def test_again_the_same_bytes_with_and_without_the_cache(tmp_path):
    folder = site(tmp_path / "site", {"index.html": TEXT})
    precompress.precompress(folder, tmp_path / "cache")
    first = copies(folder)
    precompress.precompress(folder, tmp_path / "cache")
    assert copies(folder) == first
    precompress.precompress(folder, tmp_path / "another")
    assert copies(folder) == first


def test_gzip_names_no_time_file_or_system():
    magic, flags, time, _, system = struct.unpack("<3sBLBB", precompress.gzip(TEXT)[:10])
    assert (magic, flags, time, system) == (b"\x1f\x8b\x08", 0, 0, 255)


def test_what_is_stored_is_not_compressed_again(tmp_path):
    store = Store(tmp_path)
    times: list[int] = []

    def pack(data: bytes) -> bytes:
        times.append(len(data))
        return precompress.gzip(data)

    counted = Encoding("gz", "1", pack, gzip.decompress)
    assert precompress.packed_by(counted, TEXT, store) == precompress.packed_by(
        counted, TEXT, store
    )
    assert times == [len(TEXT)]


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda each: each.suffix)
@pytest.mark.parametrize("spoilt", [b"no such format", "cut", "another"])
def test_what_is_spoilt_in_the_cache_is_never_served(tmp_path, encoding, spoilt):
    store = Store(tmp_path)
    right = precompress.packed_by(encoding, TEXT, store)
    (kept,) = tmp_path.iterdir()
    match spoilt:
        case "cut":
            kept.write_bytes(right[:-5])
        case "another":
            kept.write_bytes(encoding.pack(NOISE))
        case bytes():
            kept.write_bytes(spoilt)
    assert precompress.packed_by(encoding, TEXT, store) == right
    assert kept.read_bytes() == right


def test_copies_follow_their_file(tmp_path):
    """A folder that has copies already: they are made anew, or go when they are not worth it."""
    folder = site(tmp_path / "site", {"a.html": TEXT, "b.html": TEXT})
    precompress.precompress(folder, tmp_path / "cache")
    site(folder, {"a.html": TEXT[::-1], "b.html": b"short"})
    precompress.precompress(folder, tmp_path / "cache")
    assert {name: UNPACK[name[-3:]](data) for name, data in copies(folder).items()} == {
        "a.html.br": TEXT[::-1],
        "a.html.gz": TEXT[::-1],
    }


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    folder = site(tmp_path / "site", {f"{number}.html": TEXT for number in range(4)})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(precompress, "write_atomically", full)
    with pytest.raises(OSError, match="No space"):
        precompress.precompress(folder, tmp_path / "cache")


@given(st.binary(max_size=3000))
def test_any_bytes_come_back(data):
    for encoding in ENCODINGS:
        assert encoding.unpack(encoding.pack(data)) == data
    assert gzip.decompress(precompress.gzip(data)) == data
