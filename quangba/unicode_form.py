"""Letters with marks as one character each (Unicode's NFC), the form that everything compares.

macOS and some keyboards write `ế` as e and two marks. Both look alike, but no search, link or
name that was typed the other way finds it. What is copied out of a PDF brings characters that
nobody sees, and that neither feeds nor calendar files can hold.
"""

from __future__ import annotations

import re
import unicodedata

from quangba.messages import msg
from quangba.problems import Problem, note

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that are none; XML has no way to write most of them."""


def composed(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text in NFC and without control characters, and a note where it was not so."""
    text, controls = _without_controls(text, path)
    if unicodedata.is_normalized("NFC", text):
        return text, controls
    lines = text.split("\n")
    first = next(n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line))
    found = note(
        "file-nfc", path, first,
        msg("Letters and their marks are stored apart here; they were read as one (NFC)."),
        msg("Set the keyboard or the editor to precomposed Unicode (“Unicode dựng sẵn”), and save"
            " the file again."),
    )  # fmt: skip
    return unicodedata.normalize("NFC", text), (*controls, found)


def _without_controls(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with a space for each, and a note about the first."""
    first = CONTROLS.search(text)
    if first is None:
        return text, ()
    found = note(
        "file-control", path, text.count("\n", 0, first.start()) + 1,
        msg("There is a control character ({code}), which nobody sees; it was read as a space.",
            code=f"U+{ord(first[0]):04X}"),
        msg("Delete it: go past the place with the arrow keys, it is where the cursor does not"
            " move. It often comes with what is copied from a PDF."),
    )  # fmt: skip
    return CONTROLS.sub(" ", text), (found,)
