"""A real store (moto's server) behind a way that fails: errors, and connections that break."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import quote

from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from quangba.options.targets import S3Target
from quangba.publish.targets.s3.holding import Names
from quangba.publish.targets.s3.store import Client, Store, connected
from quangba.publish.targets.s3.target import Bucket

KEY, SECRET = "AKIAPLANTEDPLANTED00", "planted/Secret+Of+The+Tests/9d31c0"
_ERROR = (
    '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{secret}</Message>'
    "<AWSAccessKeyId>{key}</AWSAccessKeyId></Error>"
)
_SCOPE = "20261127/us-east-1/s3/aws4_request"
_NUMBERS = count()


@dataclass
class Faults:
    """What goes wrong, and when: kind of the request with a number, counted from 1.

    "500 InternalError" and the like are answers; "drop" breaks before the store hears of it,
    "deaf" after it has done it, "half" within the body on its way there, "short" on its way back.
    """

    plan: dict[int, str] = field(default_factory=dict)
    always: str = ""
    heard: list[tuple[str, str]] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def next(self, method: str, path: str) -> str:
        with self.guard:
            self.heard.append((method, path))
            return self.plan.get(len(self.heard), self.always)

    def set(self, plan: dict[int, str] | None = None, always: str = "") -> None:
        with self.guard:
            self.heard, self.plan, self.always = [], plan or {}, always


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    faults: Faults
    behind: int

    def _serve(self) -> None:
        fault = self.faults.next(self.command, self.path)
        length = int(self.headers.get("Content-Length") or 0)
        if fault == "half":
            self.rfile.read(length // 2)
        if fault in ("drop", "half"):
            return self._hang_up()
        body = self.rfile.read(length)
        if fault[:3].isdigit():
            code = fault[4:]
            text = _ERROR.format(code=code, secret=SECRET, key=KEY).encode()
            return self._answer(int(fault[:3]), [], b"" if self.command == "HEAD" else text)
        with suppress(OSError):
            status, headers, text = self._ask(body)
            if fault == "deaf":
                return self._hang_up()
            return self._answer(status, headers, text, short=fault == "short")
        return self._hang_up()

    def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=30)
        try:
            link.request(self.command, self.path, body, dict(self.headers.items()))
            answer = link.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            link.close()

    def _answer(
        self, status: int, headers: list[tuple[str, str]], body: bytes, *, short: bool = False
    ) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                self.send_header(name, value)
        length = next((v for n, v in headers if n.lower() == "content-length"), len(body))
        self.send_header("Content-Length", str(length if self.command == "HEAD" else len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if short else body)
        if short:
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(2)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _serve  # noqa: N815 - names of http.server

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that went away is what these tests are about."""


@dataclass
class S3Server:
    """port: of the store itself; weak: of the way to it that fails as `faults` says."""

    port: int
    weak: int
    faults: Faults
    client: Client | None = None

    def options(self, bucket: str, *, weak: bool = True, **more: object) -> S3Target:
        endpoint = f"http://127.0.0.1:{self.weak if weak else self.port}"
        return S3Target(kind="s3", bucket=bucket, endpoint=endpoint, region="us-east-1", **more)

    def bucket(self, **more: object) -> Bucket:
        """A new, empty bucket, by the weak way; every request is tried once."""
        options = self.options(f"site-{next(_NUMBERS)}", **more)
        self._raw("PUT", f"/{options.bucket}")
        if self.client is None:  # half a second each
            self.client = connected(options, 1)
        store = Store(self.client, options.bucket, "store")
        return Bucket(store, Names(options.prefix), options.keep, options.compress)

    def _raw(self, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request(
            method,
            path,
            headers={"Authorization": f"AWS4-HMAC-SHA256 Credential={KEY}/{_SCOPE}"},
        )
        answer = link.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
        link.close()
        return answer.status, headers, body

    def fetch(self, bucket: Bucket, path: str) -> tuple[int, dict[str, str], bytes]:
        """What a browser gets for a path of the site."""
        return self._raw("GET", quote(f"/{bucket.store.bucket}/{bucket.names.site(path)}"))


def opened_once(options: S3Target, attempts: int = 1) -> Bucket:
    store = Store(connected(options, attempts), options.bucket, "store")
    return Bucket(store, Names(options.prefix), options.keep, options.compress)


@contextmanager
def serving() -> Iterator[S3Server]:
    store = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    store.start()
    faults, port = Faults(), store.get_host_and_port()[1]
    handler = type("Handler", (_Handler,), {"faults": faults, "behind": port})
    weak = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=weak.serve_forever, daemon=True).start()
    try:
        yield S3Server(port, weak.server_port, faults)
    finally:
        weak.shutdown()
        weak.server_close()
        store.stop()
