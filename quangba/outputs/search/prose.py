"""The text in the HTML of a page, by section. A pure function of that HTML, so it may be kept.

Not by html.parser: that takes 2.5 s for 1,000 pages, this 0.3 s. The HTML is our own renderer's,
with what authors write in it; what is broken in it becomes text or is left out, no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_PIECE = re.compile(
    r"<!--.*?(?:-->|$)"
    r"|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^'\">])*)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_VOID = {"img", "br", "hr", "input", "source", "track", "link", "meta", "wbr", "col", "area"}
_NO_TEXT = {"script", "style", "template", "svg", "math", "head", "iframe", "object", "audio"}
_IN_LINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "u", "var",
}  # fmt: skip
_CELLS = {"td", "th"}
_NO_TEXT_CLASSES = {"behind", "footnote-ref", "footnote-backref", "headerlink", "unseen"}
CELL = " · "
"""What stands between two cells of a table."""


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one heading; before the first, `id` and `heading` are empty.

    is_row: of a list, with a name for a heading, that says nothing of what the page is about.
    """

    id: str
    heading: str
    text: str
    is_row: bool = False

    @property
    def said(self) -> str:
        """Its running text: of a row, its name, too."""
        return f"{self.heading}{CELL}{self.text}" if self.is_row else self.text


@dataclass(frozen=True, slots=True)
class Prose:
    """The sections of a page in order, and what its pictures show, in words."""

    sections: tuple[Section, ...]
    pictures: tuple[str, ...]


@dataclass
class _Reader:
    sections: list[Section] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    id: str = ""
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    in_heading: bool = False
    skipped: list[str] = field(default_factory=list)
    """The tags open within what has no text, that one first."""

    def start(self, tag: str, attributes: str) -> None:
        if self.skipped:
            if tag not in _VOID:
                self.skipped.append(tag)
            return
        found = _attributes(attributes) if " " in attributes or "\n" in attributes else {}
        if tag in _VOID:
            self.void(tag, found)
        elif tag in _NO_TEXT or _is_hidden(found):
            self.skipped.append(tag)
        elif tag in _HEADINGS and "id" in found:
            self.cut()
            self.id, self.in_heading = found["id"], True
        elif tag not in _IN_LINE:
            self.add(" ")

    def void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img" and attributes.get("alt"):
            self.pictures.append(tidy(attributes["alt"]))
        elif tag != "wbr":
            self.add(" ")

    def end(self, tag: str) -> None:
        if self.skipped:
            if tag in self.skipped:
                while self.skipped.pop() != tag:
                    pass
        elif tag in _HEADINGS and self.in_heading:
            self.in_heading = False
        elif tag in _CELLS:
            self.add(CELL)
        elif tag not in _IN_LINE:
            self.add(" ")

    def add(self, text: str) -> None:
        if not self.skipped:
            (self.heading if self.in_heading else self.text).append(text)

    def cut(self) -> None:
        section = Section(self.id, tidy("".join(self.heading)), tidy("".join(self.text)))
        if section.heading or section.text:
            self.sections.append(section)
        self.heading, self.text, self.in_heading = [], [], False


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): unescape(a or b or c) for name, a, b, c in found}


def _is_hidden(attributes: dict[str, str]) -> bool:
    classes = attributes.get("class", "").split()
    return (
        not _NO_TEXT_CLASSES.isdisjoint(classes)
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
    )


def tidy(text: str) -> str:
    """A text on one line, without the soft hyphens and joiners that only layout needs."""
    if not text.isascii():
        text = re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)
    return " ".join(text.split()).removesuffix(CELL.rstrip()).rstrip().replace(" · ·", " ·")


def read(html: str) -> Prose:
    """The text of a page's HTML."""
    reader = _Reader()
    for piece in _PIECE.finditer(html):
        if (text := piece["text"]) is not None:
            reader.add(unescape(text) if "&" in text else text)
        elif (tag := piece["tag"]) is not None:
            if piece["end"]:
                reader.end(tag.lower())
            else:
                reader.start(tag.lower(), piece["attributes"])
    reader.cut()
    return Prose(tuple(reader.sections), tuple(reader.pictures))
