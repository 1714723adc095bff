"""What one published file tells, by its bytes alone: traces, what stands in its text, its words."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath
from unicodedata import normalize

from quangba.checks.leaks import office, patterns, pdf
from quangba.checks.leaks.patterns import Said
from quangba.media import leaks
from quangba.media.leaks import Trace

TEXTS = frozenset(
    {".html", ".css", ".js", ".json", ".xml", ".txt", ".ics", ".vtt", ".svg", ".webmanifest",
     ".csv", ".md", ".conf", ""}
)  # fmt: skip
PROSE = frozenset({".html", ".txt", ".ics", ".vtt", ".svg", ".csv", ".md"})
"""Those that people read or hear; what feeds and search know stands in pages, too."""
DEPTH = 3
"""Archives within archives that are opened."""
MOST_UNPACKED = 400_000_000

_OF_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype"})
_OF_XML = frozenset({".xml", ".rels", ".rdf", ".vml"})
_BROKEN = (
    zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, zlib.error, EOFError,
)  # fmt: skip
_SCRIPTS = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SPOKEN = re.compile(
    r"""\b(?:alt|title|aria-label|placeholder|content|label)\s*=\s*("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)
_WITHIN_WORDS = re.compile(
    r"</?(?:a|b|i|em|strong|span|abbr|mark|sub|sup|small|q|cite|time|data|wbr|s|del|ins|bdi|tspan)"
    r"(?:\s[^<>]*)?>|\u00ad",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Told:
    """within: path within an archive, '' for the file itself; words: what people read in it."""

    within: str
    traces: tuple[Trace, ...]
    said: tuple[Said, ...]
    words: str


def read(name: str, data: bytes, within: str = "", depth: int = 0) -> Iterator[Told]:
    """All that a file tells, and what is in it, if it is an archive."""
    ending = PurePosixPath(within or name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        yield from _packed(name, data, within, depth)
    elif data.startswith(b"%PDF"):
        yield _document(within, lambda: pdf.read(data))
    elif data.startswith(b"\xd0\xcf\x11\xe0"):  # Word 97: nothing reads who wrote it
        yield Told(within, (Trace("unreadable", "", "Word 97–2003"),), (), "")
    elif ending in TEXTS and (text := _text(data)) is not None:
        said = [*patterns.of_code(text)]
        if ending in PROSE and ("&#" in text or "&commat;" in text):  # so are <a@b.example> written
            said += patterns.of_code(unescape(text))
        words = prose(text) if ending in PROSE else ""
        said += [*patterns.of_prose(words)] if words else []
        said += [*patterns.of_links(text)] if "tel:" in text else []
        yield Told(within, (), tuple(dict.fromkeys(said)), words)
    else:
        yield Told(within, leaks.of_file(data), (), "")


def prose(text: str) -> str:
    """What people read or hear of HTML, or of a text without."""
    if "<" not in text:
        return normalize("NFC", text)
    bare = _SCRIPTS.sub(" ", text)
    spoken = " \n".join(match[1][1:-1] for match in _SPOKEN.finditer(bare))
    bare = _TAG.sub(" ", _WITHIN_WORDS.sub("", bare))
    return normalize("NFC", unescape(f"{bare}\n{spoken}"))


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _document(within: str, read_it: Callable[[], tuple[tuple[Trace, ...], str]]) -> Told:
    try:
        traces, words = read_it()
    except ValueError as failure:
        return _unreadable(within, failure)
    words = normalize("NFC", words)
    said = (*patterns.of_code(words), *patterns.of_prose(words))
    return Told(within, traces, tuple(dict.fromkeys(said)), words)


def _unreadable(within: str, failure: Exception) -> Told:
    return Told(within, (Trace("unreadable", "", str(failure)[:80]),), (), "")


def _packed(name: str, data: bytes, within: str, depth: int) -> Iterator[Told]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _in_archive(name, archive, within, depth)
    except _BROKEN as failure:
        yield _unreadable(within, failure)


def _in_archive(name: str, archive: zipfile.ZipFile, within: str, depth: int) -> Iterator[Told]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    is_document = any(entry.filename in _OF_DOCUMENTS for entry in entries)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or depth >= DEPTH:
        raise ValueError("too large, or archives within archives")
    if is_document:
        yield _document(within, lambda: office.read(archive))
    if archive.comment:
        said = archive.comment.decode("utf-8", "replace")[:80]
        yield Told(within, (Trace("comment", "ZIP", said),), (), "")
    for entry in entries:
        inside = f"{within}!{entry.filename}" if within else entry.filename
        # the XML of a document was read as a whole
        if not (is_document and PurePosixPath(inside).suffix.lower() in _OF_XML):
            yield from read(name, archive.read(entry), inside, depth + 1)
