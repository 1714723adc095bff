"""The server of a preview, as browsers ask it."""

from __future__ import annotations

import http.client
import socket
from http.client import HTTPResponse

import pytest

from quangba.build import live_server
from quangba.build.live_server import ASKED, Server
from tests.live_servers import answering


@pytest.fixture
def server(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"old")
    with answering(tmp_path) as found:
        yield found


def ask(server: Server, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    connection.request("GET", f"/{path}", headers=named)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer, data


LONG = "long" * 100


def get(server: Server, path: str) -> bytes:
    _, data = ask(server, path)
    return data


def test_a_file_without_a_byte_is_shown_ahead_too(server):
    assert get(server, "a.txt") == b"old"
    server.live.show({"a.txt": b""})
    assert get(server, "a.txt") == b""


def test_no_part_of_an_answer_waits_for_another(server, monkeypatch):
    """The system would keep the rest of an answer until the browser has confirmed its head."""
    found = []
    answer = live_server._Handler._answer

    def looked(self, path):
        found.append(self.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        answer(self, path)

    monkeypatch.setattr(live_server._Handler, "_answer", looked)
    get(server, "a.txt")
    assert all(found)
    assert found


def test_the_address_has_the_port_that_was_free(server):
    assert server.url == f"http://127.0.0.1:{server.server_port}/"


# -- what is not there ------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["b/", LONG, f"{LONG}/", "a%00b", "..%2f/"])
def test_what_is_not_there_is_told(server, path):
    answer, _ = ask(server, path)
    assert answer.status == 404


def test_what_is_no_address_is_answered(server):
    with socket.create_connection(("127.0.0.1", server.server_port)) as browser:
        browser.sendall(b"GET http://[b/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert browser.recv(99).startswith(b"HTTP/1.1 404 ")


def test_where_nothing_could_be_built_yet_a_page_waits_for_it(server):
    server.live.tell((), {}, "<p>The site cannot be built")
    _, data = ask(server, "b/")
    assert b"The site cannot be built" in data
    assert ASKED.encode() in data


def test_a_page_that_never_was_good_tells_what_is_wrong_with_it(server, tmp_path):
    (tmp_path / "404.html").write_bytes(b"<body><p>Not here</body>")
    server.live.tell((), {"b/index.html": "<p>a mistake"}, "")
    _, data = ask(server, "b/")
    assert b"Not here" in data
    assert b"a mistake" in data
    _, data = ask(server, "c/")
    assert b"a mistake" not in data


def test_what_is_shown_in_place_of_a_page_is_shown_ahead_too(server, tmp_path):
    (tmp_path / "404.html").write_bytes(b"old")
    server.live.show({"404.html": b"new"})
    assert get(server, "b/").startswith(b"new")


@pytest.mark.parametrize("address", ["b/", "b"])
def test_a_page_that_comes_is_seen_by_who_waits_for_it(server, address):
    since = server.live.version
    server.live.tell({"b/index.html"}, {}, "")
    assert int(get(server, f"{ASKED}?since={since}&page=/{address}")) > since


def test_nothing_outside_of_the_site_has_an_address(server):
    assert server.file("/a/../../b.html") == "b.html"
    for path in (r"/..\..\b.html", r"/a/..\..\..\b.html", r"/\b.html", "/C:/b.html", "/C:b.html"):
        assert server.file(path) is None


# -- how it is sent ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "sent", "where"),
    [
        ("bytes=0-1", b"ol", "bytes 0-1/3"),
        ("bytes=1-", b"ld", "bytes 1-2/3"),
        ("bytes=1-9", b"ld", "bytes 1-2/3"),
        ("bytes=-2", b"ld", "bytes 1-2/3"),
        ("bytes=-9", b"old", "bytes 0-2/3"),
    ],
)
def test_a_part_of_a_film_is_sent_where_a_browser_asks_for_it(server, asked, sent, where):
    answer, data = ask(server, "a.txt", Range=asked)
    assert (answer.status, data, answer.headers["Content-Range"]) == (206, sent, where)


def test_a_part_that_a_file_has_not_is_refused(server):
    answer, data = ask(server, "a.txt", Range="bytes=3-")
    assert (answer.status, data, answer.headers["Content-Range"]) == (416, b"", "bytes */3")


@pytest.mark.parametrize("asked", ["bytes=2-1", "bytes=-", "bytes=0-0,2-2", "lines=1-2"])
def test_what_asks_for_no_part_gets_all(server, asked):
    answer, data = ask(server, "a.txt", Range=asked)
    assert (answer.status, data) == (200, b"old")


@pytest.mark.parametrize(
    ("path", "stays"),
    [("assets/a.0123456789.css", True), ("files/a.2026112708.pdf", False), ("a.txt", False)],
)
def test_only_what_is_named_by_its_bytes_stays_in_the_browser(server, tmp_path, path, stays):
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_bytes(b"a")
    answer, _ = ask(server, path)
    assert ("immutable" in answer.headers["Cache-Control"]) is stays


# -- who asks ---------------------------------------------------------------------------------


def test_a_name_of_others_that_leads_here_is_no_name_of_the_preview(server):
    answer, data = ask(server, "a.txt", Host="brume.example:8000")
    assert (answer.status, b"old" in data) == (421, False)
    assert server.url.encode() in data


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "LOCALHOST:80", "brume.localhost:8000", "[::1]:8000"]
)
def test_this_machine_has_several_names(server, host):
    answer, _ = ask(server, "a.txt", Host=host)
    assert answer.status == 200


def test_a_preview_for_all_of_a_network_has_any_name(tmp_path):
    with Server(tmp_path, "", "0.0.0.0", 0) as server:  # noqa: S104 - what is tried
        assert server.is_meant("laptop.local:8000")


def test_that_a_browser_has_gone_is_not_told(server, capsys):
    for failure in (ConnectionResetError(), ConnectionAbortedError()):
        try:
            raise failure
        except OSError:
            server.handle_error(None, None)
    assert capsys.readouterr().err == ""
