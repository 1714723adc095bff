"""Letters with marks as one character each (Unicode's NFC), the form that everything compares.

macOS and some keyboards write `ế` as e and two marks. Both look alike, but no search, link or
name that was typed the other way finds it.
"""

from __future__ import annotations

import unicodedata

from quangba.messages import msg
from quangba.problems import Problem, note


def composed(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text in NFC, and a note with the first line where it was not."""
    if unicodedata.is_normalized("NFC", text):
        return text, ()
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line))
    found = note(
        "file-nfc", path, first,
        msg("Letters and their marks are stored apart here; they were read as one (NFC)."),
        msg("Set the keyboard or the editor to precomposed Unicode (“Unicode dựng sẵn”), and save"
            " the file again."),
    )  # fmt: skip
    return unicodedata.normalize("NFC", text), (found,)
