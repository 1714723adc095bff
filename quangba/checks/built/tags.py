"""HTML as its tags are written, and where a browser would have to mend them.

A parser follows the standard and mends silently. So the tags are read as they stand, and the tree
that browsers make of the text must be the same: what was closed, moved, doubled or added is a
fault. Browsers' tree: Lexbor, https://lexbor.com/, which passes the tests of html5lib. That also
guards the reader of tags here, which is a third of the time of Python's `html.parser`.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)
_DRAWN = frozenset({"svg", "math"})
_RAW = {"script": False, "style": False, "textarea": True, "title": True}
"""Elements whose text has no tags -> whether it has character references."""

_TOKEN = re.compile(
    r"""<(?:
      (?P<end>/)?(?P<tag>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>"']++|"[^"]*"|'[^']*')*+)>
    | !--(?P<comment>.*?)-->
    | !(?P<doctype>doctype[^>]*)>
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_VALUE = r"""(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
_ATTRIBUTE = re.compile(rf"""\s+([^\s"'<>/=]+){_VALUE}""")
_ATTRIBUTES = re.compile(rf"""(?:\s+[^\s"'<>/=]+{_VALUE.replace("([", "(?:[")})*\s*(/?)""")
_REFERENCE = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_DOCTYPE = re.compile(r"\ufeff?(?:\s|<!--.*?-->)*<!doctype html\s*>", re.IGNORECASE | re.DOTALL)

Attributes = dict[str, str]


class Fault(NamedTuple):
    """What a browser would have to mend. kind: a key of `validity.WORDS`; names: what it shows."""

    kind: str
    names: tuple[str, ...]
    line: int


class _Start(NamedTuple):
    depth: int
    tag: str
    line: int


class Written:
    """The tags of a text as they stand, without any mending.

    Calls `element`, `text` and `closed`, which do nothing here, in the order of the text.
    """

    def __init__(self) -> None:
        self.line = 1
        self.open: list[str] = []
        self.faults: list[Fault] = []
        self._outline: list[_Start] = []
        self._opened_at: list[int] = []

    def element(self, tag: str, attributes: Attributes) -> None:
        """An element begins; one that holds nothing is `closed` at once."""

    def text(self, text: str) -> None:
        """A piece of text, character references resolved."""

    def closed(self, tag: str) -> None:
        """The innermost element ends."""

    def read(self, html: str) -> None:
        """Read a whole document."""
        if not _DOCTYPE.match(html):
            self.fault("doctype")
        self._tokens(html.removeprefix("\ufeff"))
        for tag, line in zip(self.open, self._opened_at, strict=True):
            if tag != "tbody":
                self.faults.append(Fault("unclosed", (tag,), line))
        if not self.faults:
            self._compare(html)
        while self.open:
            self.closed(self.open.pop())

    def fault(self, kind: str, *names: str) -> None:
        """Note something at the line being read."""
        self.faults.append(Fault(kind, names, self.line))

    def _tokens(self, html: str) -> None:
        place = 0
        while match := _TOKEN.search(html, place):
            begins, ends = match.span()
            if begins > place:
                self._data(html[place:begins])
            tag = match["tag"]
            if not tag:
                self.line += html.count("\n", begins, ends)
            elif match["end"]:
                self._end(tag.lower())
                self.line += html.count("\n", begins, ends)
            else:
                name = self._start(tag.lower(), match["rest"])
                self.line += html.count("\n", begins, ends)
                if name in _RAW and self.open and self.open[-1] == name:
                    ends = self._raw(html, ends, name)
            place = ends
        if place < len(html):
            self._data(html[place:])

    def _raw(self, html: str, begins: int, tag: str) -> int:
        """The text up to the end tag of an element that has no other."""
        close = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(html, begins)
        ends = close.start() if close else len(html)
        if ends > begins:
            self._data(html[begins:ends], tags=False, references=_RAW[tag])
        return ends

    def _data(self, data: str, *, tags: bool = True, references: bool = True) -> None:
        if tags and "<" in data:
            self.fault("bracket", data[data.index("<") :][:20].split("\n", maxsplit=1)[0])
        if references and "&" in data:
            self._references(data)
            data = unescape(data)
        if match := _CONTROL.search(data):
            self.fault("character", f"U+{ord(match[0]):04X}")
        self.text(data)
        self.line += data.count("\n")

    def _start(self, tag: str, rest: str) -> str:
        if tag == "tr" and self.open and self.open[-1] == "table":
            self._begin("tbody", {})  # HTML lets its tags be left out
            self._push("tbody")
        closes = False
        attributes: Attributes = {}
        if rest:
            closes = self._attributes(tag, rest, attributes)
        self._begin(tag, attributes)
        if tag in VOID or (closes and (tag in _DRAWN or not _DRAWN.isdisjoint(self.open))):
            self.closed(tag)
        else:
            if closes:
                self.fault("self-closing", tag)
            self._push(tag)
        return tag

    def _attributes(self, tag: str, rest: str, found: Attributes) -> bool:
        """Fill in the attributes of a start tag; whether it ends in '/'."""
        whole = _ATTRIBUTES.fullmatch(rest)
        if not whole:
            self.fault("attributes", tag, " ".join(rest.split())[:40])
        for name, double, single, bare in _ATTRIBUTE.findall(rest):
            key = name.lower()
            if key in found:
                self.fault("attribute-twice", tag, key)
                continue
            value = double or single or bare
            if "&" in value:
                self._references(value)
                value = unescape(value)
            found[key] = value
        return bool(whole and whole[1])

    def _push(self, tag: str) -> None:
        self.open.append(tag)
        self._opened_at.append(self.line)

    def _begin(self, tag: str, attributes: Attributes) -> None:
        self._outline.append(_Start(len(self.open), tag, self.line))
        self.element(tag, attributes)

    def _end(self, tag: str) -> None:
        if tag == "table" and self.open and self.open[-1] == "tbody":
            self._pop()
        if self.open and self.open[-1] == tag:
            self._pop()
            return
        self.fault("stray", tag, self.open[-1] if self.open else "html")
        if tag in self.open:  # so that one fault does not make all that follows one
            while self.open[-1] != tag:
                self._pop()
            self._pop()

    def _pop(self) -> None:
        self._opened_at.pop()
        self.closed(self.open.pop())

    def _references(self, text: str) -> None:
        for match in _REFERENCE.finditer(text):
            if match[1] not in html5:
                self.fault("entity", f"&{match[1]}")

    def _compare(self, html: str) -> None:
        """The first place where browsers' tree is another than that of the tags."""
        made = _outline(LexborHTMLParser(html).root)
        for place, start in enumerate(self._outline):
            if place >= len(made) or made[place] != (start.depth, start.tag):
                before = self._outline[place - 1].tag if place else "!doctype"
                self.faults.append(Fault("tree", (start.tag, before), start.line))
                return
        if len(made) > len(self._outline):
            self.faults.append(Fault("added", (made[len(self._outline)][1],), self.line))


def _outline(root: LexborNode | None) -> list[tuple[int, str]]:
    """Depth and name of every element in the order of the document."""
    found: list[tuple[int, str]] = []
    node, depth = root, 0
    while node is not None:
        if node.is_element_node:
            found.append((depth, (node.tag or "").lower()))
        if (child := node.child) is not None:
            node, depth = child, depth + 1
            continue
        while node is not None:
            if depth <= 0:
                return found
            if (after := node.next) is not None:
                node = after
                break
            node, depth = node.parent, depth - 1
    return found
