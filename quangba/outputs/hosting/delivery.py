"""How each file is sent: its media type and how long it may be kept, by its path alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from quangba.content import documents

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
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".csv": f"text/csv{_TEXT}",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
"""Media types by the ending of a file's name."""

COMPRESSIBLE = frozenset(
    ending
    for ending, kind in TYPES.items()
    if kind.startswith("text/") or kind.endswith(("json", "xml"))
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
    # names of uploaded files are people's: the digits of report.20261127.pdf are a day
    ours = name.parts[0] != documents.FOLDER
    kept = FOREVER if ours and HASHED.search(name.name) else SHORT
    return Delivery(TYPES.get(name.suffix.lower(), UNKNOWN), kept)
