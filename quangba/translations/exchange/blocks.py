"""A section's Markdown cut into what is translated and what is kept, without losing a byte.

The texts of the pieces, one after the other, are the section. A paragraph, a heading, a list item,
a table's cell and the title of a note are each one piece; marks, blank lines, fenced code and
comments are kept. Where this is another opinion than the renderer's, a translator
sees a mark more or less; nothing can get lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quangba.translations.exchange import inline

KEPT = ""
REST = "rest"
"""All of a section below its heading, where the translation has other paragraphs."""

ONE_LINE = ("heading", "cell", "title", "abbreviation")
"""Kinds whose text cannot go on in a second line."""

_FENCE = re.compile(r"^[> ]*(`{3,}|~{3,})[^`\n]*$")
_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)*[ \t]*")
_INDENT = re.compile(r"^(?: {4}|\t)")
_HEADING = re.compile(r"^(?P<mark>#{1,6}[ \t]*)(?P<text>.*?)(?P<end>[ \t]*#*[ \t]*)$")
_ATTRIBUTES_AT_END = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$")
_UNDERLINE = re.compile(r"^[ \t]*(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"^(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_TITLED = re.compile(
    r"^(?P<mark>(?:!!!|\?\?\?\+?|===[+!]{0,2})[^\"]*\")(?P<text>.*)(?P<end>\"\s*)$"
)
_OPENER = re.compile(r"^(?:!!!|\?\?\?\+?|===)")
_MARKER = re.compile(
    r"^(?:(?:[*+-]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|:[ \t]+|\[\^[^\]\n]+\]:[ \t]*)"
)
_DEFINITION = re.compile(r"^\[(?!\^)[^\]\n]+\]:[ \t]*\S")
_ABBREVIATION = re.compile(r"^\*\[[^\]\n]+\][ \t]?:")
_ATTRIBUTES = re.compile(r"^\{:?[ \t]*[#.][^{}\n]*\}$")
_TAGS = re.compile(r"^(?:</?[A-Za-z][^<>\n]*>)+$")
_TABLE_RULE = re.compile(r"^(?=[^\n]*\|)[ \t|:>]*-[ \t|:-]*$")
_AFTER_HEADING = re.compile(r"[^\n]*(?:\n[ \t]*(?:=+|-+)[ \t]*(?=\n|$))?\s*")
_BLANK = re.compile(r"\s*")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section. kind: KEPT, or of which block it is the text.

    prefix: what every line but the first begins with (indentation, `>`), not shown to translators.
    """

    text: str
    kind: str = KEPT
    prefix: str = ""

    @property
    def words(self) -> str:
        """What a translator sees."""
        return self.text.replace(f"\n{self.prefix}", "\n") if self.prefix else self.text

    def with_words(self, words: str) -> Piece:
        """The piece with another text in the place of this one."""
        if words == self.words:
            return self
        return replace(self, text=_fitting(words, self.kind).replace("\n", f"\n{self.prefix}"))


def _fitting(words: str, kind: str) -> str:
    """A text without the blank lines, or line ends, that would make two blocks of it."""
    words = words.strip()
    if kind in ONE_LINE:
        return re.sub(r"\s*\n\s*", " ", words)
    return words if kind == REST else re.sub(r"\n(?:[ \t]*\n)+", "\n", words)


def split(text: str) -> tuple[Piece, ...]:
    """The pieces of a section's text."""
    return tuple(_merged(_Scanner(text).pieces()))


def split_whole(text: str) -> tuple[Piece, ...]:
    """A section as two pieces with words: its heading, and all the rest."""
    pieces = split(text)
    first = next((piece for piece in pieces if piece.kind), None)
    has_heading = first is not None and first.kind == "heading"
    at = pieces.index(first) + 1 if has_heading and first is not None else 0
    rest = "".join(piece.text for piece in pieces[at:])
    lead = match[0] if (match := (_AFTER_HEADING if at else _BLANK).match(rest)) else ""
    body = rest[len(lead) :].rstrip()
    tail = rest[len(lead) + len(body) :]
    found = (*pieces[:at], Piece(lead), Piece(body, REST), Piece(tail))
    return tuple(piece for piece in found if piece.text)


def is_one(piece: Piece) -> bool:
    """Whether a piece's words, written into its place, would be read as one piece again."""
    if piece.kind == REST:
        return True
    if piece.kind == "cell":
        return not _BAR.search(inline.masked(piece.text))
    if piece.kind in ONE_LINE:
        return True
    found = [each for each in split(piece.words) if each.text]
    return len(found) == 1 and (found[0].kind, found[0].text) == (piece.kind, piece.words)


def structure(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """What two texts have in common whose paragraphs are translations of each other."""
    return tuple(piece.kind for piece in pieces if piece.kind)


def joined(pieces: Sequence[Piece]) -> str:
    """The section's text."""
    return "".join(piece.text for piece in pieces)


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    kept = ""
    for piece in pieces:
        if piece.kind and piece.text:
            if kept:
                yield Piece(kept)
            kept = ""
            yield piece
        else:
            kept += piece.text
    if kept:
        yield Piece(kept)


class _Scanner:
    """Goes through the lines of a text. `_nested`: indented text belongs to a list or a note."""

    def __init__(self, text: str) -> None:
        self._lines = [line for line in re.split(r"(?<=\n)", text) if line]
        self._at = 0
        self._nested = False

    def pieces(self) -> Iterator[Piece]:
        while self._at < len(self._lines):
            yield from self._block()

    def _line(self, at: int) -> str:
        return self._lines[at].rstrip("\n") if at < len(self._lines) else ""

    def _keep(self, end: int) -> Iterator[Piece]:
        yield Piece("".join(self._lines[self._at : end]))
        self._at = end

    def _block(self) -> Iterator[Piece]:
        line = self._line(self._at)
        if not line.strip("> \t"):
            yield from self._keep(self._at + 1)
        elif end := self._fence_end() or self._comment_end():
            yield from self._keep(end)
        elif _INDENT.match(line) and not self._nested:
            yield from self._keep(self._at + 1)
        else:
            prefix = _prefix(line)
            if not _INDENT.match(line):
                self._nested = False
            yield Piece(prefix)
            yield from self._content(prefix, line[len(prefix) :])

    def _fence_end(self) -> int:
        """The line after fenced code that begins here; 0 if none does."""
        match = _FENCE.match(self._line(self._at))
        if match is None:
            return 0
        for at in range(self._at + 1, len(self._lines)):
            closing = self._line(at).lstrip("> ").rstrip()
            if closing == match[1]:
                return at + 1
        return 0

    def _comment_end(self) -> int:
        if not self._line(self._at).lstrip().startswith("<!--"):
            return 0
        for at in range(self._at, len(self._lines)):
            _, found, after = self._line(at).partition("-->")
            if found:
                return 0 if after.strip() else at + 1
        return 0

    def _content(self, prefix: str, rest: str) -> Iterator[Piece]:
        at = self._at
        if _starts_table(rest, self._line(at + 1)):
            yield from self._table(rest)
        elif match := _HEADING.match(rest):
            yield from self._heading(match)
        elif match := _TITLED.match(rest):
            self._nested = True
            yield from self._parts(match["mark"], match["text"], match["end"], "title")
        elif _OPENER.match(rest):
            self._nested = True
            yield from self._rest_of_line(rest)
        elif _is_kept(rest):
            yield from self._rest_of_line(rest)
        elif _ABBREVIATION.match(rest):
            yield from self._parts("", rest.rstrip(), rest[len(rest.rstrip()) :], "abbreviation")
        elif match := _MARKER.match(rest):
            self._nested = True
            yield Piece(match[0])
            inner = rest[match.end() :]
            yield from self._content(prefix, inner) if inner else self._rest_of_line("")
        else:
            yield from self._paragraph(prefix, rest)

    def _rest_of_line(self, rest: str) -> Iterator[Piece]:
        ended = self._lines[self._at].endswith("\n")
        self._at += 1
        yield Piece(rest + "\n" * ended)

    def _parts(self, mark: str, text: str, end: str, kind: str) -> Iterator[Piece]:
        yield Piece(mark)
        yield _piece(text, kind)
        yield from self._rest_of_line(end)

    def _heading(self, match: re.Match[str]) -> Iterator[Piece]:
        text, end = match["text"], match["end"]
        if attributes := _ATTRIBUTES_AT_END.search(text):
            text, end = text[: attributes.start()], text[attributes.start() :] + end
        yield from self._parts(match["mark"], text, end, "heading")

    def _table(self, rest: str) -> Iterator[Piece]:
        yield from self._row(rest)
        yield from self._keep(self._at + 1)
        while self._at < len(self._lines) and self._line(self._at).strip():
            yield from self._row(self._line(self._at))

    def _row(self, row: str) -> Iterator[Piece]:
        at = 0
        hidden = inline.masked(row)
        bounds = [match.start() for match in _BAR.finditer(hidden)]
        for bound in [*bounds, len(row)]:
            cell = row[at:bound]
            text = cell.strip()
            lead = cell[: len(cell) - len(cell.lstrip())]
            yield Piece(lead)
            yield _piece(text, "cell")
            yield Piece(cell[len(lead) + len(text) :] + row[bound : bound + 1])
            at = bound + 1
        yield from self._rest_of_line("")

    def _paragraph(self, prefix: str, rest: str) -> Iterator[Piece]:
        start = self._at
        end = start + 1
        while end < len(self._lines) and self._goes_on(end, prefix):
            end += 1
        raw = "".join(self._lines[start:end])[len(self._line(start)) - len(rest) :]
        kind = "paragraph"
        self._at = end
        text = raw.rstrip()
        common = _common_prefix(text.split("\n")[1:])
        underlined = end < len(self._lines) and _UNDERLINE.match(self._line(end))
        if underlined and end == start + 1:
            kind = "heading"
        yield _piece(text, kind, common)
        yield Piece(raw[len(text) :])
        if underlined:
            yield from self._keep(end + 1)

    def _goes_on(self, at: int, prefix: str) -> bool:
        """Whether a line belongs to the paragraph above it."""
        line = self._line(at)
        own = _prefix(line)
        rest = line[len(own) :]
        if not rest.strip() or (own.count(">") > prefix.count(">")):
            return False
        if _FENCE.match(line) or rest.startswith("<!--") or _UNDERLINE.match(rest):
            return False
        if _HEADING.match(rest) or _OPENER.match(rest) or _MARKER.match(rest):
            return False
        return not (_is_kept(rest) or _ABBREVIATION.match(rest))


def _prefix(line: str) -> str:
    match = _PREFIX.match(line)
    return match[0] if match else ""


def _is_kept(rest: str) -> bool:
    text = rest.rstrip()
    return bool(
        _RULE.match(text) or _DEFINITION.match(text) or _ATTRIBUTES.match(text) or _TAGS.match(text)
    )


def _starts_table(rest: str, below: str) -> bool:
    return "|" in rest and bool(_TABLE_RULE.match(below))


def _common_prefix(lines: list[str]) -> str:
    """The indentation and `>` that all lines begin with."""
    if not lines:
        return ""
    prefixes = [_prefix(line) for line in lines]
    first = min(prefixes, key=len)
    while not all(prefix.startswith(first) for prefix in prefixes):
        first = first[:-1]
    return first


def _piece(text: str, kind: str, prefix: str = "") -> Piece:
    return Piece(text, kind, prefix) if text else Piece(text)
