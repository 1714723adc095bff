"""How a file is stored, made what it is read as anyway (`content/source_file.py`)."""

from __future__ import annotations

import unicodedata

from quangba.problems import Problem
from quangba.unicode_form import CONTROLS

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def without_mark(text: str, _problem: Problem) -> str:
    """Without the byte order mark at the start."""
    return text.removeprefix(_MARK)


def with_plain_line_ends(text: str, _problem: Problem) -> str:
    """With LF for CRLF and CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_controls(text: str, _problem: Problem) -> str:
    """With a space for each character that is none."""
    return CONTROLS.sub(" ", text)


def composed(text: str, _problem: Problem) -> str:
    """With each letter and its marks as one character (NFC)."""
    return unicodedata.normalize("NFC", text)


def as_read(text: str) -> str:
    """The text as it is read: what the four together make of it."""
    text = text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", CONTROLS.sub(" ", text))
