"""Tables and other blocks of a text, found by lines: what a translation must have as many of.

Only what the line itself tells counts: a table by the line of hyphens below its head, a note, a
fold, a tab and a footnote by the mark that opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quangba.content.markdown_lines import Line

NOTE, FOLD, TAB, FOOTNOTE = "!!!", "???", "===", "[^…]:"
MARKS = (NOTE, FOLD, TAB, FOOTNOTE)
"""Blocks by the marks that open them."""

_OPENER = re.compile(r"^[ >]*(?:(!!!)|(\?\?\?)\+?|(===)[+!]{0,2}(?= +\")|(\[\^[^\]]+\]:))")
_RULE = re.compile(r"^(?=[^|]*\|)[ >|:-]*-[ |:-]*$")
_CODE_OR_ESCAPED = re.compile(r"`[^`]*`|\\\|")


@dataclass(frozen=True, slots=True)
class Table:
    """A table. columns: of its head; rows: below it; line: of its head."""

    columns: int
    rows: int
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block that a mark opens, one of `MARKS`."""

    mark: str
    line: int


def tables(lines: tuple[Line, ...]) -> Iterator[Table]:
    """The tables among lines without code and comments."""
    at = 1
    while at < len(lines):
        number, head = lines[at - 1]
        rule = lines[at][1]
        at += 1
        if "|" in head and _RULE.match(rule) and _columns(head) == _columns(rule):
            first = at
            while at < len(lines) and "|" in lines[at][1]:
                at += 1
            yield Table(_columns(head), at - first, number)


def blocks(lines: tuple[Line, ...]) -> Iterator[Block]:
    """The notes, folds, tabs and footnotes among lines without code and comments."""
    for number, text in lines:
        if match := _OPENER.match(text):
            yield Block(MARKS[(match.lastindex or 1) - 1], number)


def _columns(line: str) -> int:
    return _CODE_OR_ESCAPED.sub("", line).strip(" >").strip("|").count("|") + 1
