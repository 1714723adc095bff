"""A copy of a tiny site: made, looked at, damaged, made anew."""

from __future__ import annotations

import datetime as dt
import threading
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from quangba.errors import PublishError
from quangba.publish.bundle import contents, make, server
from quangba.publish.bundle.make import Wish
from quangba.publish.bundle.verify import verify
from tests.small_sites import FILES, read, write

WORDS = """\
copy_label: Copy
copy_as_of: "Content of {date}."
copy_old: "Older than {days} days: {address}"
copy_left_out: "Only at {address}"
copy_readme: "{site}, {date}: open index.html, or see {address}"
"""
BUILT = {
    "index.html": '<head><script type="module" src="assets/site.1.js"></script></head>'
    '<main><a href="fr/">fr</a> <a href="a/">a</a></main>',
    "fr/index.html": '<head></head><main><a href="../">en</a></main>',
    "a/index.html": '<head></head><main><video><source src="../film.mp4"></video>'
    '<a href="../press/kit.zip">kit</a></main>',
    "404.html": "lost",
    "robots.txt": "User-agent: *",
    "sitemap.xml": "<sitemap><lastmod>2026-11-20</lastmod></sitemap>",
    "sitemap-en.xml": "<urlset><lastmod>2026-11-20</lastmod><lastmod>2026-11-02</lastmod></urlset>",
    "_headers": "/*\n",
    ".well-known/security.txt": "Contact: x\n",
    "index.html.gz": "packed",
    "assets/site.1.js": "export function open() {}\n",
    "assets/site.2.css": "@font-face{src:url(f.3.woff2);font-display:optional}",
    "assets/f.3.woff2": "FONT",
    "search-index/index.json": '{"root":"../"}',
    "search-index/page.0a.json": '{"url":"a/","title":"A"}',
    "search-index/page.0b.json": '{"url":"","title":"Home"}',
    "find/dialog.html": '<dialog><a href="../a/">a</a></dialog>',
    "film.mp4": "film",
    "press/kit.zip": "kit",
}


@pytest.fixture
def isle(tmp_path):
    """A site with the words of copies, and the folder that it was built into."""
    strings = {
        f"docs/{locale}/strings.yml": str(FILES[f"docs/{locale}/strings.yml"]) + WORDS
        for locale in ("en", "fr")
    }
    root = write(tmp_path / "isle", strings)
    for name, text in BUILT.items():
        file = root / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read(root).site


def made(isle, target, **wish):
    return make.make(isle, isle.settings.site_dir, target, Wish(**wish))


def listed(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_copy_has_what_readers_need_and_nothing_for_servers(isle, tmp_path):
    copy = tmp_path / "copy"
    report = made(isle, copy)
    files = listed(copy)
    assert report.manifest.day == dt.date(2026, 11, 20)
    assert not files.keys() & {
        "404.html", "robots.txt", "sitemap.xml", "sitemap-en.xml", "_headers", "index.html.gz",
        ".well-known/security.txt", "assets/site.1.js", "assets/f.3.woff2", "find/dialog.html",
        "search-index/index.json",
    }  # fmt: skip
    home = files["index.html"].decode()
    assert 'href="fr/index.html"' in home
    assert 'data-start="site.1.js"' in home
    assert "<p>Content of 20 November 2026.</p>" in home
    assert "Older than 90 days: https://brume.example/" in home
    assert "Content of 20 novembre 2026." in files["fr/index.html"].decode()
    assert b"base64,Rk9OVA==" in files["assets/site.2.css"]
    assert b"optional" not in files["assets/site.2.css"]
    assert files["search-index/index.json.js"] == (
        b'offlineFile("search-index/index.json",{"root":"../"});\n'
    )
    assert b'"url":"a/index.html"' in files["search-index/page.0a.json.js"]
    assert b'"url":"index.html"' in files["search-index/page.0b.json.js"]
    assert b"../a/index.html" in files["find/dialog.html.js"]
    assert files["film.mp4"] == b"film"
    assert files["README.txt"].decode("utf-8-sig").count("open index.html") == 2


def test_it_says_that_it_is_old_the_day_after_the_last_good_one(isle, tmp_path):
    made(isle, tmp_path / "copy", day=dt.date(2026, 12, 1))
    home = (tmp_path / "copy" / "index.html").read_text(encoding="utf-8")
    old_from = int(dt.datetime(2027, 3, 2, tzinfo=dt.UTC).timestamp())  # 90 days, and the day over
    assert f'data-old-from="{old_from}" hidden' in home


def test_a_small_copy_says_what_it_lacks(isle, tmp_path):
    report = made(isle, tmp_path / "copy", without=("video", "press"))
    assert report.manifest.left_out == ("press", "video")
    assert not {"film.mp4", "press/kit.zip"} & listed(tmp_path / "copy").keys()
    page = (tmp_path / "copy" / "a" / "index.html").read_text(encoding="utf-8")
    assert page.count("Only at https://brume.example/") == 2
    assert 'href="https://brume.example/press/kit.zip"' in page


def test_the_same_site_gives_the_same_copy_byte_for_byte(isle, tmp_path):
    made(isle, tmp_path / "one")
    made(isle, tmp_path / "two")
    assert listed(tmp_path / "one") == listed(tmp_path / "two")
    (tmp_path / "later").mkdir()
    made(isle, tmp_path / "copy.zip")
    made(isle, tmp_path / "later" / "copy.zip")
    first = (tmp_path / "copy.zip").read_bytes()
    assert first == (tmp_path / "later" / "copy.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {name.partition("/")[0] for name in names} == {"copy"}
        archive.extractall(tmp_path / "unpacked")
    assert listed(tmp_path / "unpacked" / "copy") == listed(tmp_path / "one")


@pytest.mark.parametrize("name", ["copy", "copy.zip"])
def test_a_whole_copy_is_found_whole(isle, tmp_path, name):
    report = made(isle, tmp_path / name)
    found = verify(tmp_path / name)
    assert found.whole
    assert found.fingerprint == report.fingerprint
    assert found.manifest == report.manifest
    assert found.age(dt.date(2026, 11, 22)) == 2
    assert not found.is_old(dt.date(2027, 2, 18))
    assert found.is_old(dt.date(2027, 2, 19))
    assert found.age(dt.date(1980, 1, 1)) == 0


def test_what_is_missing_changed_or_added_is_named(isle, tmp_path):
    copy = tmp_path / "copy"
    made(isle, copy)
    (copy / "film.mp4").unlink()
    (copy / "fr" / "index.html").write_text("other", encoding="utf-8")
    page = copy / "a" / "index.html"
    page.write_bytes(page.read_bytes()[::-1])  # as long as before
    (copy / "SHA256SUMS").write_bytes(b"")
    (copy / "new.html").write_text("new", encoding="utf-8")
    (copy / ".DS_Store").write_bytes(b"what a desk leaves behind")
    found = verify(copy)
    assert (found.missing, found.changed, found.extra) == (
        ("film.mp4",), ("SHA256SUMS", "a/index.html", "fr/index.html"), ("new.html",),
    )  # fmt: skip


def test_a_damaged_zip_is_found_at_the_damaged_file(isle, tmp_path):
    copy = tmp_path / "copy.zip"
    made(isle, copy)
    data = bytearray(copy.read_bytes())
    at = data.index(b"film", data.index(b"copy/film.mp4") + len(b"copy/film.mp4"))
    data[at] ^= 1
    copy.write_bytes(data)
    assert verify(copy).changed == ("film.mp4",)
    copy.write_bytes(data[:-200])
    with pytest.raises(PublishError, match="only a part"):
        verify(copy)
    with pytest.raises(PublishError, match="no file or folder"):
        verify(tmp_path / "none.zip")


def test_what_is_no_copy_is_said_to_be_none(tmp_path):
    with pytest.raises(PublishError, match=r"no manifest\.json"):
        verify(tmp_path)
    for wrong in (b"{", b"[]", b'{"format": 1}', b'{"format": 1, "name": null, "files": 3}'):
        (tmp_path / "manifest.json").write_bytes(wrong)
        with pytest.raises(PublishError, match="cannot be read"):
            verify(tmp_path)
    (tmp_path / "manifest.json").write_bytes(b'{"format": 2}')
    with pytest.raises(PublishError, match="another version"):
        verify(tmp_path)


def test_large_files_become_zip64(isle, tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 50)
    made(isle, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert archive.getinfo("copy/index.html").extract_version >= zipfile.ZIP64_VERSION
    assert verify(tmp_path / "copy.zip").whole


@pytest.mark.parametrize("name", ["copy", "copy.zip"])
def test_a_run_that_breaks_off_leaves_the_old_copy(isle, tmp_path, monkeypatch, name):
    made(isle, tmp_path / name)
    before = listed(tmp_path)

    def broken(*arguments):
        yield "index.html", b"half"
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(contents, "files", broken)
        with pytest.raises(KeyboardInterrupt):
            made(isle, tmp_path / name)
    changed = {path for path, data in listed(tmp_path).items() if before.get(path) != data}
    assert {path for path in changed if "bundle.lock" not in path} == set()
    assert not list(tmp_path.glob(".*.making"))


def test_what_a_killed_run_left_is_cleared_away_and_the_old_copy_comes_back(isle, tmp_path):
    made(isle, tmp_path / "copy")
    before = listed(tmp_path / "copy")
    (tmp_path / "copy").rename(tmp_path / ".copy.old")  # killed between two renames
    (tmp_path / ".copy.making").mkdir()
    (tmp_path / ".copy.making" / "half").write_text("half", encoding="utf-8")
    made(isle, tmp_path / "copy")
    assert listed(tmp_path / "copy") == before
    assert not list(tmp_path.glob(".copy.*"))


def test_nothing_but_a_copy_is_replaced(isle, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="something else"):
        made(isle, other)
    with pytest.raises(PublishError, match="is a file"):
        made(isle, other / "letter.txt")
    with pytest.raises(PublishError, match="in the built site"):
        made(isle, isle.settings.site_dir / "offline")
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(PublishError, match="is a folder"):
        made(isle, tmp_path / "folder.zip")
    assert listed(other) == {"letter.txt": b"mine"}


def test_without_a_built_site_or_without_words_there_is_no_copy(isle, tmp_path):
    with pytest.raises(PublishError, match="There is no site"):
        make.make(isle, tmp_path / "nowhere", tmp_path / "copy", Wish())
    poor = read(write(tmp_path / "poor", {})).site
    with pytest.raises(PublishError, match=r"docs/en/strings\.yml: copy_label"):
        make.make(poor, isle.settings.site_dir, tmp_path / "copy", Wish())
    assert not (tmp_path / "copy").exists()


def test_words_of_copies_are_wanted_in_every_language_once_one_has_them(tmp_path):
    found = read(
        write(tmp_path, {"docs/en/strings.yml": str(FILES["docs/en/strings.yml"]) + WORDS})
    )
    assert found.codes.count("string-missing") == 5


def test_the_tiny_server_gives_files_with_their_types_to_this_machine_only(isle, tmp_path):
    made(isle, tmp_path / "copy")
    with server.server(tmp_path / "copy", 0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            host, port = running.server_address[:2]
            assert host == "127.0.0.1"
            with urllib.request.urlopen(f"http://{host}:{port}/fr/") as answer:
                assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
                assert b"../index.html" in answer.read()
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"http://{host}:{port}/press/")
            with pytest.raises(PublishError, match="--port"):
                server.server(tmp_path / "copy", port)
        finally:
            running.shutdown()
            thread.join()
    with pytest.raises(PublishError, match="no folder with an offline copy"):
        server.server(tmp_path, 0)
