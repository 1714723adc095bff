"""A tiny server for a copy, on this machine only: for staff who want to see it as from the web."""

from __future__ import annotations

import functools
import http.server
from pathlib import Path
from typing import Any

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.outputs.hosting import delivery
from quangba.publish.bundle import manifest

HOST = "127.0.0.1"


class Handler(http.server.SimpleHTTPRequestHandler):
    """The files of a folder with the types that they have on the web, and nothing said."""

    def guess_type(self, path: Any) -> str:
        """The media type of a file."""
        return delivery.of(str(path)).content_type

    def end_headers(self) -> None:
        """A copy that was made anew is seen at once."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - a method of the library
        """A folder without an index.html is no page."""
        self.send_error(404)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


def server(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server that is ready; port 0 is any free one. Raises PublishError without a copy."""
    if not (folder / manifest.FILE).is_file():
        raise PublishError(
            msg("{path} is no folder with an offline copy. Unpack a .zip first.", path=folder)
        )
    handler = functools.partial(Handler, directory=str(folder))
    try:
        return http.server.ThreadingHTTPServer((HOST, port), handler)
    except OSError as failure:
        raise PublishError(
            msg("Port {port} cannot be used: {reason}. Take another one: --port {other}",
                port=port, reason=failure.strerror or str(failure), other=port + 1)
        ) from None  # fmt: skip
