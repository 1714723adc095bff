"""Parse errors of HTML: where a browser would have to mend what the tags say.

A parser follows the standard and mends silently. So the tags are also read as they are written, and
both readings must give one tree: what was closed, moved, doubled or added is a difference.
"""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from html.parser import HTMLParser
from typing import Any

from justhtml import JustHTML

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)
_REFERENCE = re.compile(r"&(#[0-9]+;|#[xX][0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_ATTRIBUTE = re.compile(r"[a-z][a-z0-9_:.-]*", re.IGNORECASE)

Outline = list[tuple[int, str]]
"""Elements in the order of the document, as (depth, name)."""


def parse(html: str) -> JustHTML:
    """The tree that browsers make of a text. Nothing is taken out of it."""
    return JustHTML(html, collect_errors=True, sanitize=False)


def faults(html: str) -> list[str]:
    """What a browser would have to mend, in words with line numbers where they are known."""
    written = _Written()
    written.feed(html)
    written.close()
    tree = parse(html)
    found = [f"line {error.line}: {error.code}" for error in tree.errors]
    found += written.faults
    found += [f"line {written.getpos()[0]}: <{name}> is never closed" for name in written.open]
    if not html.lower().startswith("<!doctype html>"):
        found.append("line 1: does not start with <!doctype html>")
    if not found:
        found += _differences(written.outline, outline(tree.root))
    return found


def outline(node: Any, depth: int = 0) -> Outline:
    """The elements below a node of a parsed tree."""
    found: Outline = []
    for child in getattr(node, "children", None) or ():
        if not child.name.startswith(("#", "!")):
            found.append((depth, child.name.lower()))
            found += outline(child, depth + 1)
    return found


def _differences(written: Outline, parsed: Outline) -> list[str]:
    for place, (one, other) in enumerate(zip(written, parsed, strict=False)):
        if one != other:
            before = " ".join(name for _, name in written[max(0, place - 3) : place])
            return [f"after {before}: written {one}, a browser makes it {other} (depth, name)"]
    if len(written) != len(parsed):
        return [f"{len(written)} elements written, a browser makes {len(parsed)} of them"]
    return []


class _Written(HTMLParser):
    """The tags as they stand, without any mending."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.outline: Outline = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {text}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)
        if tag not in VOID and "svg" not in self.open and tag != "svg":
            self.fault(f"<{tag}/> does not close itself")

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outline.append((len(self.open), tag))
        counts = Counter(name for name, _ in attrs)
        for name, count in counts.items():
            if count > 1:
                self.fault(f"<{tag}> has {name} twice")
            if not _ATTRIBUTE.fullmatch(name):
                self.fault(f"<{tag}> has an attribute {name}")
        self._references(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.fault(f"</{tag}> where <{self.open[-1] if self.open else ''}> is open")

    def handle_data(self, data: str) -> None:
        if "&" in data:
            self._references(data)
        if match := _CONTROL.search(data):
            self.fault(f"the character U+{ord(match[0]):04X}")

    def handle_entityref(self, name: str) -> None:
        if f"{name};" not in html5:
            self.fault(f"&{name}; has no meaning")

    def _references(self, text: str) -> None:
        for match in _REFERENCE.finditer(text):
            name = match[1]
            if name and not name.startswith("#") and name not in html5:
                self.fault(f"&{name} has no meaning")
