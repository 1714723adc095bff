"""Who wrote a PDF, what others remarked in it, and its words."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quangba.media.leaks import Trace

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 300
"""Pages whose words are read."""
_REMARKS = frozenset(
    {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Caret", "/Ink", "/Stamp",
     "/Popup", "/FileAttachment", "/Redact"}
)  # fmt: skip
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(data: bytes) -> tuple[tuple[Trace, ...], str]:
    """The traces and the words. Raises ValueError where it cannot be read, or not without a key."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("it is encrypted")
        traces = tuple(dict.fromkeys((*_about(reader), *_remarks(reader), *_attached(reader))))
        words = "\n".join(page.extract_text() for page in reader.pages[:MOST_PAGES])
    except (PyPdfError, RecursionError, KeyError, TypeError, AttributeError, IndexError) as failure:
        raise ValueError(str(failure) or type(failure).__name__) from None
    return traces, words


def _about(reader: PdfReader) -> Iterator[Trace]:
    if (about := reader.metadata) and about.author:
        yield Trace("author", "Author", str(about.author)[:80])
    for key in ("/Company", "/Manager", "/SourceModified", "/LastModifiedBy"):
        if about and about.get(key):
            yield Trace("author", key.strip("/"), str(about[key])[:80])
    if packet := reader.xmp_metadata:
        for name in packet.dc_creator or ():
            yield Trace("author", "dc:creator", str(name)[:80])


def _remarks(reader: PdfReader) -> Iterator[Trace]:
    for page in reader.pages[:MOST_PAGES]:
        for each in page.annotations or ():
            remark = each.get_object()
            if remark.get("/Subtype") in _REMARKS:
                said = remark.get("/Contents") or remark.get("/T") or ""
                yield Trace("comment", "remark", str(said)[:80])


def _attached(reader: PdfReader) -> Iterator[Trace]:
    for name in reader.attachments:
        yield Trace("comment", "attachment", str(name)[:80])
