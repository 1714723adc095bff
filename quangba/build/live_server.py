"""Serves the folder of a preview; pages in browsers come anew when what they show has changed."""

from __future__ import annotations

import ipaddress
import mimetypes
import posixpath
import re
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from quangba.build.live import Live
from quangba.errors import BusyError
from quangba.messages import msg

ASKED = "quangba-live"
"""Below the site's address: where a page asks whether it is still right."""

NOT_FOUND = "404.html"

_BY_CONTENT = re.compile(r"(?:^|/)[^/]+\.[0-9a-f]{10}\.[a-z0-9]+$")
"""Files that are named by their bytes: 'assets/site.218b93734a.css'."""

_SCRIPT = """<script>(() => {
  const ask = async (stop) => {
    for (;;) {
      try {
        const found = await fetch("%(url)s?since=%(version)d&page="
          + encodeURIComponent(location.pathname), {cache: "no-store", signal: stop.signal});
        if (found.ok && await found.text() !== "%(version)d") return location.reload();
      } catch (reason) {
        if (stop.signal.aborted) return;
        await new Promise((go) => setTimeout(go, 1000));
      }
    }
  };
  let stop;
  const look = () => {
    stop?.abort();
    stop = new AbortController();
    if (document.visibilityState === "visible") ask(stop);
  };
  addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => stop?.abort());
  addEventListener("pageshow", look);
})();</script>"""


class Server(ThreadingHTTPServer):
    """Binds at once; `serve_forever` in a thread. Raises BusyError where the address is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, root: Path, mount: str, host: str, port: int) -> None:
        """mount: the path of the site's address."""
        self.live = Live(root)
        self.root = root
        self.mount = f"/{mount.strip('/')}/".replace("//", "/")
        self.url = f"http://{host}:{port}{self.mount}"
        if _is_ipv6(host):
            self.address_family = socket.AF_INET6
        try:
            super().__init__((host.strip("[]"), port), _Handler)
        except OSError as failure:
            raise BusyError(
                msg(
                    "{address} cannot be used ({reason}). Choose another one: "
                    "--address 127.0.0.1:8001",
                    address=f"{host}:{port}",
                    reason=failure.strerror or str(failure),
                )
            ) from failure  # fmt: skip

    def file(self, url_path: str) -> str | None:
        """The path of the file that an address names; None outside of the site."""
        if not url_path.startswith(self.mount):
            return None
        path = url_path.removeprefix(self.mount) + ("index.html" if url_path.endswith("/") else "")
        return posixpath.normpath(f"/{path}").lstrip("/")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # else what follows the head waits until the browser has confirmed that: 40 ms for each answer
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Answer."""
        parts = urlsplit(self.path)
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
                self._not_found()
        elif not path.endswith("/") and (self.server.root / name / "index.html").is_file():
            self._redirect(f"{path}/")
        else:
            self._file(name)

    do_HEAD = do_GET  # noqa: N815 - called by its name

    def _ask(self, query: dict[str, list[str]]) -> None:
        since, page = query.get("since", ["0"])[0], query.get("page", [""])[0]
        name = self.server.file(unquote(page)) or NOT_FOUND
        # one that was not there may come, and what is shown instead may change
        names = [name] if (self.server.root / name).is_file() else [name, NOT_FOUND]
        found = self.server.live.newer(names, int(since) if since.isdecimal() else 0)
        self._send(HTTPStatus.OK, str(found).encode(), "text/plain")

    def _file(self, name: str) -> None:
        version = self.server.live.version  # before it is read: what changes later is newer
        try:
            data = self.server.live.ahead(name)
            if data is None:  # and not one without a byte, which is shown
                data = (self.server.root / name).read_bytes()
        except (OSError, ValueError):
            self._not_found()
            return
        if name.endswith(".html"):
            data = self._alive(name, data, version)
        stays = "max-age=31536000, immutable" if _BY_CONTENT.search(name) else "no-cache"
        self._send(HTTPStatus.OK, data, _kind(name), stays)

    def _not_found(self) -> None:
        version = self.server.live.version
        try:
            data = self._alive(NOT_FOUND, (self.server.root / NOT_FOUND).read_bytes(), version)
        except OSError:
            data = b"404"
        self._send(HTTPStatus.NOT_FOUND, data, "text/html; charset=utf-8")

    def _alive(self, name: str, data: bytes, version: int) -> bytes:
        script = _SCRIPT % {"url": quote(f"{self.server.mount}{ASKED}"), "version": version}
        at = data.rfind(b"</body>")
        at = len(data) if at < 0 else at
        return data[:at] + (self.server.live.panel(name) + script).encode() + data[at:]

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(to))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, kind: str, stays: str = "no-cache") -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", stays)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):  # the browser has gone on
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        """The terminal is for what is wrong with the site."""


def _kind(name: str) -> str:
    if name.endswith((".js", ".mjs")):
        return "text/javascript; charset=utf-8"
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _is_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).version == 6
    except ValueError:
        return False
