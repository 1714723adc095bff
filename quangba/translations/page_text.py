"""A page's file as text that can be changed in places and is otherwise written as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

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
        starts = _starts(self.front)
        start = next((line for key, line in starts if key == name), len(self.front))
        end = min((line for _, line in starts if line > start), default=len(self.front))
        while end > start + 1 and _stands_between(self.front[end - 1]):
            end -= 1
        return start, end

    def text(self) -> str:
        """The whole file, with LF line ends."""
        return "\n".join(["---", *self.front, "---", self.body])

    def save(self, file: Path) -> None:
        """Write the file, the old one until the new one is whole."""
        write_atomically(file, self.before + self.text().replace("\n", self.newline).encode())


def _starts(front: tuple[str, ...]) -> list[tuple[str, int]]:
    """The fields of front matter, each with the line, counted from 0, where it begins."""
    root = yaml.compose("\n".join(front), Loader=yaml.SafeLoader)
    fields = root.value if isinstance(root, yaml.MappingNode) else []
    return [(str(key.value), key.start_mark.line) for key, _ in fields]


def _stands_between(line: str) -> bool:
    """Whether a line is of no field: blank, or a remark at the margin."""
    return not line.strip() or line.startswith("#")


def _by_lines(front: str) -> str:
    """Front matter with each field on lines of its own, also where it was written in braces."""
    root = yaml.compose(front, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or not root.flow_style:
        return front
    root.flow_style = False
    return yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**6).rstrip()


def parse(text: str) -> PageText:
    """A page's text as it is after `source_file.decode`. It must have front matter."""
    parts = source_file.split(text)
    assert parts is not None
    front = tuple(_by_lines(parts[0]).split("\n")) if parts[2] > 3 else ()
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
