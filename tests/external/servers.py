"""A server of this machine that says what a test wants, and remembers what it was asked."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from quangba.external.round import Clock


class Saying(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        said = self.server.says.get(self.path, 404)
        said = said.pop(0) if isinstance(said, list) else said
        status, headers, body = said if isinstance(said, tuple) else (said, {}, b"")
        if callable(status):
            status = status(self.command)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the same

    def log_message(self, *_):
        pass


@contextmanager
def serving(says):
    """The server; its address as `url`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Saying)
    server.says, server.asked = says, []
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Waiting:
    """A clock on which waiting takes no time."""

    def __init__(self):
        self.time = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds

    @property
    def clock(self):
        return Clock(lambda: self.time, self.sleep)
