"""How a file is put into a store: bytes and headers.

A store sends what it holds: it does not ask whether a browser reads gzip or Brotli. So there is
one form only, and of the two it is gzip, which every browser, feed reader and crawler reads;
many of them take Brotli over https only, or not at all.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass

from quangba.outputs.hosting import delivery

GZIP = "gzip"
_TYPES = frozenset(
    {"application/json", "application/manifest+json", "application/xml", "image/svg+xml"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """Values of the headers of an object; `encoding` is '' for bytes as they are in the site."""

    content_type: str
    cache_control: str
    encoding: str

    def __str__(self) -> str:
        return f"{self.content_type}|{self.cache_control}|{self.encoding}"

    @property
    def headers(self) -> dict[str, str]:
        """As put_object and copy_object take them."""
        found = {"ContentType": self.content_type, "CacheControl": self.cache_control}
        return found | ({"ContentEncoding": self.encoding} if self.encoding else {})

    def packed(self, body: bytes) -> bytes:
        """The bytes that the store holds; the same for the same body."""
        return gzip.compress(body, 9, mtime=0) if self.encoding else body


def form(path: str, *, compress: bool) -> Form:
    """How the file at a path of the site is stored."""
    sent = delivery.of(path)
    kind = sent.content_type.partition(";")[0]
    packed = compress and (kind.startswith("text/") or kind in _TYPES)
    return Form(sent.content_type, sent.cache_control, GZIP if packed else "")
