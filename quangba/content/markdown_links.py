"""Links and pictures of a text with their lines, found as the renderer finds them.

Every picture that the renderer shows must be known before: its rights are checked, and its files
are made. A test compares both on generated pages. What stands in code or comments is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from quangba.content.markdown_lines import Line, text_lines

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]")
_OPEN = re.compile(r"!?\[")
# A title ends with the last quote before the bracket, whatever quotes are in it.
_TARGET = re.compile(
    r"\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>[^\s()<>\"']*(?:\([^\s()]*\)[^\s()<>\"']*)*))"
    r"(?:\s*(?P<quote>[\"']).{0,2000}?(?P=quote))?\s*\)",
    re.DOTALL,
)
_REFERENCE = re.compile(r"\s?\[(?P<name>[^\[\]]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<text>[^\]]+)\]:\s*<?(?P<target>[^\s<>]+)>?")
_TAG = re.compile(
    r"<[a-z][^<>]*\s(?:src|srcset|poster|href|data)\s*=\s*[\"']?(?P<address>/media/[^\s\"'>,]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as written: `target` may be relative, absolute or an address."""

    text: str
    target: str
    is_image: bool
    line: int


def links(body: str, first_line: int = 1) -> tuple[Link, ...]:
    """Links and pictures of a page's text in order, reference definitions included."""
    lines = text_lines(body, first_line)
    defined = {
        _name(match["text"]): match["target"]
        for _, text in lines
        if (match := _DEFINITION.match(text))
    }
    found: list[Link] = []
    for block in _blocks(lines):
        found += _in_block(block, defined)
    return tuple(found)


def tags(body: str, first_line: int = 1) -> tuple[tuple[int, str], ...]:
    """Line and address of each HTML tag that names a file of /media/, which nobody would make."""
    if "<" not in body:  # as in most
        return ()
    found: list[tuple[int, str]] = []
    for block in _blocks(text_lines(body, first_line)):
        raw = "\n".join(text for _, text in block)
        for match in _TAG.finditer(_masked(raw)):
            line = block[raw.count("\n", 0, match.start("address"))][0]
            found.append((line, match["address"]))
    return tuple(found)


def _blocks(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Lines between blank ones: no link reaches further."""
    for blank, block in groupby(lines, key=lambda line: not line[1].strip()):
        if not blank:
            yield list(block)


def _in_block(block: list[Line], defined: Mapping[str, str]) -> Iterator[Link]:
    text_of: list[str] = []
    for number, text in block:
        if match := _DEFINITION.match(text):
            yield Link(match["text"], match["target"], is_image=False, line=number)
        text_of.append("" if match else text)
    raw = "\n".join(text_of)
    if "[" not in raw:
        return
    numbers = [number for number, _ in block]
    masked = _masked(raw)
    for start, shown, target in _found(raw, masked, _pairs(masked), defined, (0, len(raw))):
        line = numbers[raw.count("\n", 0, start)]
        yield Link(shown, target, is_image=raw[start] == "!", line=line)


def _masked(raw: str) -> str:
    """The text with blanks for code and for what a backslash stands before."""
    if "`" in raw:
        raw = _CODE_SPAN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), raw)
    return _ESCAPED.sub("  ", raw) if "\\" in raw else raw


def _pairs(masked: str) -> dict[int, int]:
    """Where each opening bracket is closed."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"[\[\]]", masked):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs


def _found(
    raw: str,
    masked: str,
    pairs: Mapping[int, int],
    defined: Mapping[str, str],
    part: tuple[int, int],
) -> Iterator[tuple[int, str, str]]:
    """(start, text, target) of each link and picture of a part, those within links, too."""
    at, end = part
    while match := _OPEN.search(masked, at, end):
        at = match.end()
        close = pairs.get(at - 1, end)
        if close >= end:
            continue
        shown = raw[at:close]
        if (goal := _goal(raw, shown, close + 1, defined)) is None:
            continue
        target, after = goal
        yield match.start(), shown, target
        if match[0] == "[":
            yield from _found(raw, masked, pairs, defined, (at, close))
        at = after


def _goal(raw: str, shown: str, after: int, defined: Mapping[str, str]) -> tuple[str, int] | None:
    """What a pair of brackets leads to, and where the link ends; None if it is no link."""
    if match := _TARGET.match(raw, after):
        return match["pointed"] or match["plain"] or "", match.end()
    if match := _REFERENCE.match(raw, after):
        named = defined.get(_name(match["name"] or shown))
        return None if named is None else (named, match.end())
    named = defined.get(_name(shown))
    return None if named is None else (named, after)


def _name(text: str) -> str:
    """A definition's name, whose case and spaces do not matter."""
    return " ".join(text.split()).casefold()
