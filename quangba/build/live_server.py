"""Serves the folder of a preview; pages in browsers come anew when what they show has changed."""

from __future__ import annotations

import ipaddress
import os
import posixpath
import re
import socket
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from quangba.build.live import Live
from quangba.build.live_page import alive
from quangba.errors import BusyError
from quangba.messages import msg
from quangba.outputs.hosting import delivery

ASKED = "quangba-live"
"""Below the site's address: where a page asks whether it is still right."""

INDEX, NOT_FOUND = "index.html", "404.html"

_PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
"""Of a file: from a byte on, up to another one, or so many at the end."""

_ASKED_AGAIN = {"Cache-Control": "no-cache"}


class Server(ThreadingHTTPServer):
    """Binds at once; `serve_forever` in a thread. Raises BusyError where the address is taken."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # Windows would give two servers one address

    def __init__(self, root: Path, mount: str, host: str, port: int) -> None:
        """mount: the path of the site's address."""
        self.live = Live(root)
        self.root = root
        self.mount = f"/{mount.strip('/')}/".replace("//", "/")
        self._host = host.strip("[]").lower()
        if ":" in self._host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((self._host, port), _Handler)
        except (OSError, UnicodeError) as failure:  # the latter of a name that cannot be one
            raise BusyError(
                msg(
                    "{address} cannot be used ({reason}). Choose another one: "
                    "--address 127.0.0.1:8001",
                    address=f"{host}:{port}",
                    reason=getattr(failure, "strerror", None) or str(failure),
                )
            ) from failure  # fmt: skip
        self.url = f"http://{host}:{self.server_port}{self.mount}"

    def file(self, url_path: str) -> str | None:
        """The path of the file that an address names; None outside of the site."""
        if not url_path.startswith(self.mount):
            return None
        path = url_path.removeprefix(self.mount) + (INDEX if url_path.endswith("/") else "")
        name = posixpath.normpath(f"/{path}").lstrip("/")
        there = PureWindowsPath(name)  # with "\" and "C:" there are more ways out
        return None if there.drive or there.root or ".." in there.parts else name

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        try:
            return (self.root / name).is_file()
        except OSError:  # it is too long for one
            return False

    def is_meant(self, host: str) -> bool:
        """Whether a browser that has asked for this host has asked for this server.

        Anybody may let a name of theirs lead to the reader's own machine: their pages could then
        read what a preview shows to that machine alone.
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        ours = name in {self._host, "localhost", ""} or name.endswith(".localhost") or _is_ip(name)
        return ours or not ipaddress.ip_address(str(self.server_address[0])).is_loopback

    def handle_error(self, request: Any, client_address: Any) -> None:
        """That a browser has gone is nothing to tell."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # else what follows the head waits until the browser has confirmed that: 40 ms for each answer
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Answer."""
        if not self.server.is_meant(self.headers.get("Host", "")):
            said = str(msg("Preview: {url} (Ctrl+C ends it)", url=self.server.url))
            self._send(HTTPStatus.MISDIRECTED_REQUEST, said.encode(), "text/plain; charset=utf-8")
            return
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._not_found(NOT_FOUND)
            return
        path = unquote(parts.path)
        if path == f"{self.server.mount}{ASKED}":
            self._ask(parse_qs(parts.query))
            return
        with self.server.live.answering():
            self._answer(path)

    def _answer(self, path: str) -> None:
        name = self.server.file(path)
        if name is None:
            if path in {"/", self.server.mount.rstrip("/")}:
                self._redirect(self.server.mount)
            else:
                self._not_found(NOT_FOUND)
        elif not path.endswith("/") and self.server.has(posixpath.join(name, INDEX)):
            self._redirect(f"{path}/")
        else:
            self._file(name)

    do_HEAD = do_GET  # noqa: N815 - called by its name

    def _ask(self, query: dict[str, list[str]]) -> None:
        since, page = query.get("since", ["0"])[0], query.get("page", [""])[0]
        name = self.server.file(unquote(page)) or NOT_FOUND
        # one that is not there may come, and what is shown instead may change
        names = [name] if self.server.has(name) else [name, _page(name), NOT_FOUND]
        is_version = since.isdecimal() and len(since) < 20
        found = self.server.live.newer(names, int(since) if is_version else 0)
        self._send(HTTPStatus.OK, str(found).encode(), "text/plain")

    def _file(self, name: str) -> None:
        version = self.server.live.version  # before it is read: what changes later is newer
        try:
            data = self._read(name)
        except (OSError, ValueError):
            self._not_found(name)
            return
        sent = delivery.of(name)
        if name.endswith(".html"):
            self._send(HTTPStatus.OK, self._alive(name, data, version), sent.content_type)
            return
        is_lasting = sent.cache_control == delivery.FOREVER
        more = {"Cache-Control": delivery.FOREVER} if is_lasting else _ASKED_AGAIN
        part = self._part(len(data))
        if part is None:
            self._send(HTTPStatus.OK, data, sent.content_type, more)
        elif part:
            more = {**more, "Content-Range": f"bytes {part[0]}-{part[-1]}/{len(data)}"}
            some = data[part.start : part.stop]
            self._send(HTTPStatus.PARTIAL_CONTENT, some, sent.content_type, more)
        else:
            more = {**_ASKED_AGAIN, "Content-Range": f"bytes */{len(data)}"}
            self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", sent.content_type, more)

    def _read(self, name: str) -> bytes:
        """A file as it is shown. Raises OSError, and ValueError for what is no name."""
        data = self.server.live.ahead(name)
        # one without a byte is one, too
        return (self.server.root / name).read_bytes() if data is None else data

    def _part(self, size: int) -> range | None:
        """The bytes that are asked for of so many; None: all. Safari shows no film without."""
        found = _PART.fullmatch(self.headers.get("Range", ""))
        if found is None or self.command == "HEAD" or "If-Range" in self.headers:
            return None
        first, last = found.groups()
        if not first:
            return range(size - min(size, int(last)), size) if last else None
        if last and int(last) < int(first):
            return None
        return range(int(first), min(size, int(last) + 1) if last else size)

    def _not_found(self, name: str) -> None:
        """name: of what is not there. It may be that of a page with a mistake."""
        version = self.server.live.version
        try:
            data = self._read(NOT_FOUND)
        except OSError:  # nothing could be built yet
            data = b"404"
        html = self._alive(_page(name), data, version)
        self._send(HTTPStatus.NOT_FOUND, html, delivery.TYPES[".html"])

    def _alive(self, name: str, data: bytes, version: int) -> bytes:
        url = quote(f"{self.server.mount}{ASKED}")
        return alive(data, self.server.live.panel(name), url, version)

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(to))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(
        self, status: HTTPStatus, data: bytes, kind: str, more: Mapping[str, str] = _ASKED_AGAIN
    ) -> None:
        """more: headers."""
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)
        except ConnectionError:  # the browser has gone on
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        """The terminal is for what is wrong with the site."""


def _page(name: str) -> str:
    """The file of the page that an address without “/” at its end may mean."""
    return name if name.endswith(".html") else posixpath.join(name, INDEX)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
