"""Who wrote a text document, a table or a presentation, and what others remarked in it.

Office Open XML (.docx, .xlsx, .pptx) and OpenDocument (.odt, .ods, .odp): ZIP files with XML.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from quangba.media.leaks import Trace

MOST_BYTES = 50_000_000
"""Of one part, unpacked."""
AUTHORS = frozenset({"creator", "lastModifiedBy", "initial-creator", "printed-by", "Manager"})
COMPANIES = frozenset({"Company", "HyperlinkBase", "Template"})
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "tracked-changes", "rPrChange"})
REMARKS = frozenset({"comment", "annotation", "threadedComment"})
_PARTS = re.compile(
    r"docProps/(?:core|app|custom)\.xml|meta\.xml|content\.xml|styles\.xml"
    r"|word/(?:document|comments\w*|people|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|xl/(?:sharedStrings|comments\d*|persons/\w+|threadedComments/\w+)\.xml"
    r"|ppt/(?:slides/slide\d+|comments/\w+|commentAuthors|notesSlides/\w+)\.xml"
)
_TEMPLATES = frozenset({"Normal.dotm", "Normal.dot", "Normal"})


def read(archive: zipfile.ZipFile) -> tuple[tuple[Trace, ...], str]:
    """The traces of a document, and its words. Raises ValueError where it cannot be read."""
    traces: list[Trace] = []
    words: list[str] = []
    for entry in archive.infolist():
        if not _PARTS.fullmatch(entry.filename):
            continue
        if entry.file_size > MOST_BYTES:
            raise ValueError("too large")
        try:
            root = ElementTree.fromstring(archive.read(entry))
        except (ElementTree.ParseError, DefusedXmlException) as failure:
            raise ValueError(str(failure)) from None
        traces += _traces(root, entry.filename)
        if not entry.filename.startswith(("docProps/", "meta.xml", "styles.xml")):
            words.append(" ".join(root.itertext()))
    return tuple(dict.fromkeys(traces)), "\n".join(words)


def _traces(root: Element, part: str) -> Iterator[Trace]:
    about = part.startswith("docProps/") or part == "meta.xml"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        text = (element.text or "").strip()
        if about and name in AUTHORS | COMPANIES and text and text not in _TEMPLATES:
            yield Trace("author", name, text[:80])
        elif about and name == "user-defined" and text:
            yield Trace("author", "user-defined", text[:80])
        elif not about and name in REMARKS:
            yield Trace("comment", "remark", " ".join("".join(element.itertext()).split())[:80])
        elif not about and name in CHANGES and not part.startswith("styles"):
            yield Trace("comment", "tracked changes")
