"""The server of a preview, as browsers ask it."""

from __future__ import annotations

import socket
import threading
import urllib.request

import pytest

from quangba.build import live_server
from quangba.build.live_server import Server


@pytest.fixture
def server(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"old")
    with Server(tmp_path, "", "127.0.0.1", 0) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def get(server: Server, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{path}") as answer:
        data: bytes = answer.read()
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
