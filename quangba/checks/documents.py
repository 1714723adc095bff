"""Files of assets/documents: kinds that open in a program of their own and run nothing here.

A page or a drawing among them would run with the site's name, and could read what its visitors do.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from quangba.checks.look import Look
from quangba.content import documents
from quangba.messages import msg
from quangba.problems import Problem, error, warning

_PACKED = (b"PK\x03\x04",)
STARTS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": _PACKED, ".xlsx": _PACKED, ".pptx": _PACKED,
    ".odt": _PACKED, ".ods": _PACKED, ".odp": _PACKED,
    ".epub": _PACKED, ".zip": _PACKED,
    ".txt": (), ".csv": (),
    ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",), ".png": (b"\x89PNG\r\n\x1a\n",),
}  # fmt: skip
"""Endings that are published, and the first bytes that such files have."""

_RUNS = (b"/JavaScript", b"/Launch", b"/RichMedia", b"/SubmitForm")
_HEAD = 1024


def of_site(look: Look) -> Iterator[Problem]:
    """Documents of a kind that is not published, that are another kind, or that run something."""
    settings = look.site.settings
    for name in documents.names(settings):
        if not name.startswith("."):
            file = documents.place(settings, name)
            yield from _document(file, settings.relative(file))


def _document(file: Path, path: str) -> Iterator[Problem]:
    ending = file.suffix.lower()
    if ending not in STARTS:
        yield error(
            "document-kind", path, None,
            msg("Files that end in “{ending}” are not published.", ending=ending or file.name),
            msg("Those that are: {endings}. Save text documents as PDF; pictures and drawings"
                " belong in assets/media.", endings=" ".join(STARTS)),
        )  # fmt: skip
        return
    data = file.read_bytes()
    if not _is_what_it_says(data, ending):
        yield error(
            "document-content", path, None,
            msg("The file is no {ending}, whatever its name says.", ending=ending),
            msg("Open it in the program that it was made with, and export it again."),
        )  # fmt: skip
    elif _runs(data, file):
        yield warning(
            "document-active", path, None,
            msg("The document has scripts, macros or forms that send what readers write."),
            msg("Export it anew as a plain PDF, without macros, forms and films."),
        )  # fmt: skip


def _is_what_it_says(data: bytes, ending: str) -> bool:
    if starts := STARTS[ending]:
        return data.startswith(starts)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    # browsers that guess the kind of a file take this for a page
    return b"\0" not in data and not head.startswith((b"<!doctype", b"<html", b"<script", b"<svg"))


def _runs(data: bytes, file: Path) -> bool:
    if data.startswith(b"%PDF-"):
        return any(word in data for word in _RUNS)
    if not data.startswith(_PACKED):
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return any("vbaproject" in name.lower() for name in archive.namelist())
    except zipfile.BadZipFile:
        return False  # the leak gate tells that it cannot be read
