"""What readers get, compared with what was published, over a server that can be made to err."""

from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import brotli
import pytest

from quangba import settings
from quangba.errors import PublishError
from quangba.publish import verify
from quangba.publish.targets.folder import Folder
from tests.publish.sites import built, silent
from tests.small_sites import write

TYPES = {".html": "text/html", ".jpg": "image/jpeg", ".css": "text/css"}


class Website(ThreadingHTTPServer):
    """Serves a folder as real servers do. wrong: path -> what is done to its answer."""

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.wrong, self.asked = folder, {}, []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = unquote(self.path).lstrip("/")
        self.server.asked.append(path)
        path = f"{path}index.html" if path in ("", "fr/") or path.endswith("/") else path
        file = self.server.folder / path
        status, body = 200, b""
        if file.is_file():
            body = file.read_bytes()
        else:
            status, body, path = 404, (self.server.folder / "404.html").read_bytes(), "404.html"
        headers = {"Content-Type": TYPES.get(file.suffix, "text/html")}
        status, headers, body = self.server.wrong.get(path, lambda *x: x)(status, headers, body)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def website(tmp_path):
    server = Website(tmp_path / "site")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def files(website):
    return built(website.folder).files


def found(website, files, expected=verify.no_headers):
    paths = verify.sample(files, ["", "fr/"])
    return [
        (each.where.removeprefix(website.address).partition("no-such-page")[0], str(each.reason))
        for each in verify.by_asking(website.address, files, paths, expected)
    ]


def test_all_is_as_it_was_published(website, files):
    assert found(website, files) == []
    assert {"", "fr/", "fr/le port/", "media/bến-cảng.jpg"} < set(website.asked)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress)],
)
def test_compressed_answers_are_compared_as_browsers_see_them(website, files, encoding, pack):
    website.wrong["index.html"] = lambda status, headers, body: (
        status, {**headers, "Content-Encoding": encoding}, pack(body),
    )  # fmt: skip
    assert found(website, files) == []

    website.wrong["index.html"] = lambda status, headers, body: (
        status, {**headers, "Content-Encoding": encoding}, b"not packed at all",
    )  # fmt: skip
    [(where, reason)] = found(website, files)
    assert (where, reason[:33]) == ("", "This is not the file that was pub")


@pytest.mark.parametrize(
    ("path", "change", "reason"),
    [
        ("index.html", lambda s, h, b: (s, h, b + b"<script>"), "This is not the file"),
        ("fr/index.html", lambda s, h, b: (500, h, b), "The answer is 500 and not 200."),
        (
            "media/bến-cảng.jpg",
            lambda s, h, b: (s, {"Content-Type": "application/octet-stream"}, b),
            "The type is “application/octet-stream” and not “image/jpeg”.",
        ),
        (
            "index.html",
            lambda s, h, b: (s, {"Content-Type": "text/html; charset=iso-8859-1"}, b),
            "The type is “text/html; charset=iso-8859-1”",
        ),
        ("404.html", lambda s, h, b: (200, h, b), "There is no such page, and the answer is 200"),
        ("404.html", lambda s, h, b: (s, h, b"nginx"), "The page for wrong addresses is not"),
    ],
)
def test_what_differs_is_told(website, files, path, change, reason):
    website.wrong[path] = change
    [(where, told)] = found(website, files)

    assert told.startswith(reason)
    assert where == {"fr/index.html": "fr/"}.get(path, "") or where.startswith("media/")


def test_headers(website, files):
    website.wrong["index.html"] = lambda status, headers, body: (
        status, {**headers, "X-Frame-Options": "DENY"}, body,
    )  # fmt: skip

    def expected(path):
        return {"X-Frame-Options": "DENY"} if path in ("index.html", "fr/index.html") else {}

    assert found(website, files, expected) == [
        ("fr/", "The header X-Frame-Options is “” and not “DENY”.")
    ]


def test_the_policy_of_the_site(website, files, tmp_path):
    site = settings.read(write(tmp_path / "project", {}) / "mkdocs.yml")
    told = found(website, files, verify.policy(site))

    assert ("", "The header X-Content-Type-Options is “” and not “nosniff”.") in told
    assert any("Content-Security-Policy" in reason for where, reason in told if where == "fr/")


def test_nobody_answers(website, files):
    with pytest.raises(PublishError, match="cannot be reached"):
        list(verify.by_asking("http://127.0.0.1:9/", files, ["index.html"], verify.no_headers))


def test_the_target_itself(tmp_path):
    target = Folder(tmp_path / "www", keep=2)
    made = built(tmp_path / "site")
    target.publish(made, silent)
    paths = list(made.files)
    assert list(verify.by_reading(target, made.files, paths)) == []

    current = (target.path / "current").resolve()
    (current / "404.html").unlink()
    (current / "index.html").chmod(0o644)
    (current / "index.html").write_text("spoilt")

    wrong = {each.where: str(each.reason) for each in verify.by_reading(target, made.files, paths)}
    assert set(wrong) == {"404.html", "index.html"}
    assert wrong["404.html"] == "The file is not there."


def test_a_target_that_cannot_be_read():
    with pytest.raises(PublishError, match="Set its address"):
        verify.readable(object())


def test_a_sample_that_the_release_decides():
    files = {f"p/{number}/index.html": "0" for number in range(100)}
    files |= {f"media/{number}.jpg": "0" for number in range(100)}
    files |= {"index.html": "0", "fr/index.html": "0", "404.html": "0"}
    files |= {".htaccess": "0", "_headers": "0", "x/.secret": "0", ".well-known/security.txt": "0"}

    first = verify.sample(files, ["", "fr/"], 10)

    assert first[:2] == ("index.html", "fr/index.html")
    assert len(first) == len(set(first)) == 10
    assert sum(path.startswith("media/") for path in first) == 4
    assert verify.sample(dict(reversed(files.items())), ["", "fr/"], 10) == first
    assert verify.sample({**files, "new": "0"}, ["", "fr/"], 10) != first
    everything = set(verify.sample(files, ["", "fr/"], 1000))
    assert set(files) - everything == {".htaccess", "_headers", "x/.secret", "404.html"}


def test_few_pages_and_many_pictures():
    files = {"index.html": "0", **{f"{number}.jpg": "0" for number in range(50)}}

    assert len(verify.sample(files, [""], 10)) == 10
