"""A page's file as text that can be changed in places and is otherwise written as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from quangba.content import source_file
from quangba.content.schema import MadeFrom
from quangba.store import write_atomically

_BOM = b"\xef\xbb\xbf"
_MIGHT_BE_NUMBER = re.compile(r"\d+(?:e\d+)?")


@dataclass(frozen=True, slots=True)
class PageText:
    """Front matter and body of a page, in NFC with LF line ends; `before`: a byte order mark."""

    front: tuple[str, ...]
    body: str
    before: bytes = b""
    newline: str = "\n"

    def with_field(self, name: str, lines: tuple[str, ...]) -> PageText:
        """The page with a field of front matter replaced, put last, or removed (no lines)."""
        start, end = self._place(name)
        return replace(self, front=(*self.front[:start], *lines, *self.front[end:]))

    def field(self, name: str) -> tuple[str, ...]:
        """The lines of a field of front matter as they are written."""
        start, end = self._place(name)
        return self.front[start:end]

    def _place(self, name: str) -> tuple[int, int]:
        key = re.compile(rf"""(["']?){re.escape(name)}\1\s*:(\s|$)""")
        start = next((n for n, line in enumerate(self.front) if key.match(line)), None)
        if start is None:
            return len(self.front), len(self.front)
        end = start + 1
        while end < len(self.front) and _belongs_above(self.front[end]):
            end += 1
        while end > start + 1 and not self.front[end - 1].strip():
            end -= 1  # blank lines stand between fields
        return start, end

    def text(self) -> str:
        """The whole file, with LF line ends."""
        return "\n".join(["---", *self.front, "---", self.body])

    def save(self, file: Path) -> None:
        """Write the file, the old one until the new one is whole."""
        write_atomically(file, self.before + self.text().replace("\n", self.newline).encode())


def _belongs_above(line: str) -> bool:
    return not line.strip() or line[0] in " \t" or line.startswith("- ") or line == "-"


def parse(text: str) -> PageText:
    """A page's text as it is after `source_file.decode`. It must have front matter."""
    parts = source_file.split(text)
    assert parts is not None
    front = tuple(parts[0].split("\n")) if parts[2] > 3 else ()
    return PageText(front, parts[1])


def read(file: Path) -> PageText:
    """The page in a file that the content tree has read, so that it is known to be sound."""
    data = file.read_bytes()
    text, _ = source_file.decode(data, file.name)
    assert text is not None
    before = _BOM if data.startswith(_BOM) else b""
    return replace(parse(text), before=before, newline="\r\n" if b"\r\n" in data else "\n")


def stamp_lines(made: MadeFrom) -> tuple[str, ...]:
    """A stamp as lines of front matter: one a section, so that merges go line by line."""
    lines = ["made_from:", f"  day: {made.day.isoformat()}", *_mapping("sections", made.sections)]
    if made.shown:
        lines += _mapping("shown", made.shown)
    return tuple(lines)


def _mapping(name: str, values: dict[str, str]) -> list[str]:
    return [f"  {name}:", *(f"    {_scalar(key)}: {_scalar(values[key])}" for key in values)]


def _scalar(word: str) -> str:
    """A key or a fingerprint; in quotes where YAML could read a number."""
    plain = re.fullmatch(r"[A-Za-z0-9_][\w.-]*", word)
    return word if plain and not _MIGHT_BE_NUMBER.fullmatch(word) else f"'{word}'"
