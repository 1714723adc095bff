"""How each file is sent: its media type and how long it may be kept, by its path alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

_TEXT = "; charset=utf-8"
TYPES = {
    ".html": f"text/html{_TEXT}",
    ".css": f"text/css{_TEXT}",
    ".js": f"text/javascript{_TEXT}",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": f"text/plain{_TEXT}",
    ".ics": f"text/calendar{_TEXT}",
    ".vtt": f"text/vtt{_TEXT}",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
"""Media types by the ending of a file's name."""

COMPRESSIBLE = frozenset(
    (".html", ".css", ".js", ".json", ".xml", ".txt", ".ics", ".vtt", ".webmanifest", ".svg")
)
"""Endings of text: what compresses; pictures, films and fonts are compressed already."""

UNKNOWN = "application/octet-stream"
HASHED = re.compile(r"\.[0-9a-f]{8,64}\.[a-z0-9]+$")
"""Names that say what is in the file: what they name never changes."""

FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300, must-revalidate"


@dataclass(frozen=True, slots=True)
class Delivery:
    """content_type and cache_control: values of the headers of these names."""

    content_type: str
    cache_control: str


def of(path: str) -> Delivery:
    """How a file is sent. path: below the site's root, '/'-separated."""
    name = PurePosixPath(path)
    kept = FOREVER if HASHED.search(name.name) else SHORT
    return Delivery(TYPES.get(name.suffix.lower(), UNKNOWN), kept)
