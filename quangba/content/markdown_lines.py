"""Markdown read by lines, without rendering: what is text, and the headings with their places.

Rendering a page takes milliseconds; this takes microseconds, so that the check and the tree
can look at every page. What stands in code or comments is left out. Headings are found by the
rules of Python-Markdown's block parser, not of CommonMark, because heading ids are given by
position: a test compares both on generated pages. Headings inside lists, quotes, notes, tabs
and footnotes do not count, here and in the renderer. Raw HTML is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from quangba.languages import slug

_FENCE = re.compile(
    r"^(?P<prefix>[> ]*)(?P<fence>`{3,}|~{3,})[ ]*(?:\.?[\w#.+-]+(?= |$|\{))?"
    r"(?:[ ]*\{[^\n]*\}|(?:[ ]*(?:title|linenums|hl_lines)=(?:\"[^\"]*\"|'[^']*'))*)[ ]*$"
)
_ATX = re.compile(r"^(#{1,6})(.*)$")
_UNDERLINE = re.compile(r"^(?:=+|-+) *$")
_RULE = re.compile(r"^ {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})$")
_LIST = re.compile(r"^ {0,3}(?:[*+-]|\d+\.) ")
_OPENER = re.compile(
    r"^(?:!!! ?[\w-]+(?: +[\w-]+)*(?: +\".*\")?|\?\?\?\+? ?(?:[\w-]+(?: +[\w-]+)*)?(?: *\".*\")?"
    r"|===[+!]{0,2} +\".*\") *$"
)
_TABLE_LINE = re.compile(r"^[ |:-]*-[ |:-]*$")
_MEANING = re.compile(r"^ {0,3}: {1,3}")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]]*\]:")
_QUOTE = re.compile(r"^ {0,3}>")
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\] ?:")
_ATTRS = re.compile(r"(?<= )\{:?([^{}\n]*)\}$")
_ATTR_ID = re.compile(r"(?:^|\s)(?:#|id=[\"']?)([^\s}\"']+)")
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<text>[^\]]+)\]:\s*<?(?P<target>[^\s<>]+)>?")
_INLINE_MARKS = re.compile(r"[*_~=^`]+|<[^<>]+>")

_INDENT = " " * 4

Line = tuple[int, str]
"""A line's number in the file and its text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1-6, its text without marks, an explicit id or None, its line."""

    level: int
    text: str
    explicit_id: str | None
    line: int


@lru_cache(maxsize=32)
def text_lines(body: str, first_line: int = 1) -> tuple[Line, ...]:
    """Lines that are not in HTML comments or fenced code, of which the opening mark remains."""
    lines = body.expandtabs(4).split("\n")
    inside: set[int] = set()
    for start, end, mark in _fences(lines):
        lines[start] = mark
        inside.update(range(start + 1, end + 1))
    kept = [index for index in range(len(lines)) if index not in inside]
    shown = _without_comments("\n".join(lines[index] for index in kept)).split("\n")
    return tuple((index + first_line, line) for index, line in zip(kept, shown, strict=True))


def written_lines(body: str, first_line: int = 1) -> tuple[Line, ...]:
    """Lines that are not in fenced code, as they are written: comments and opening marks, too."""
    lines = body.expandtabs(4).split("\n")
    inside = {line for start, end, _ in _fences(lines) for line in range(start + 1, end + 1)}
    return tuple((n + first_line, line) for n, line in enumerate(lines) if n not in inside)


def fenced(body: str) -> frozenset[int]:
    """The lines of fenced code, counted from 0, with those that open and close it."""
    found = _fences(body.expandtabs(4).split("\n"))
    return frozenset(line for start, end, _ in found for line in range(start, end + 1))


def _fences(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first line, last line, opening mark) of fenced code. A fence without an end is text."""
    at = 0
    while at < len(lines):
        start = at
        if match := _FENCE.match(lines[start]):
            at, closed = _fence_end(lines, start, match["prefix"], match["fence"])
            if closed:
                yield start, at, match["prefix"] + match["fence"]
        at += 1


def _fence_end(lines: list[str], start: int, prefix: str, fence: str) -> tuple[int, bool]:
    for index in range(start + 1, len(lines)):
        own, content = lines[index][: len(prefix)], lines[index][len(prefix) :]
        if not content.strip() and own.strip() == prefix.strip():
            continue
        if not lines[index].strip() and ">" not in prefix:
            continue
        if own.replace(" ", "") != prefix.replace(" ", "") or own.strip("> "):
            return index, False  # not indented, or not quoted, like the opening
        if content.rstrip() == fence:
            return index, True
    return len(lines), False


def _without_comments(text: str) -> str:
    """Comments at the start of a line are blocks that end a paragraph; others hide no lines."""
    shown: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        end += 3
        before = text[text.rfind("\n", 0, start) + 1 : start]
        breaks = text.count("\n", start, end)
        is_block = not before.strip() and len(before) < 4
        shown.append(text[at:start])
        shown.append("\n" * breaks if is_block or not breaks else text[start:end])
        at = end
    return "".join(shown) + text[at:]


def headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """The headings of a page's text in order, ATX (`## x`) and underlined."""
    found: list[Heading] = []
    after_list = False
    lines = text_lines(body, first_line)
    for blank, block in groupby(lines, key=lambda line: not line[1].strip()):
        if not blank:
            for opened, part in _parts(list(block)):
                after_list = _scan(part, found, after_list=after_list and not opened)
    return tuple(found)


def _parts(block: list[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """A block cut where notes, folds and tabs open, without these and their indented text."""
    start, opened = 0, False
    for index, (_, text) in enumerate(block):
        if _OPENER.match(text):
            yield opened, block[start:index]
            start, opened = _after_indented(block, index + 1), True
    yield opened, block[start:]


def _after_indented(lines: list[Line], at: int) -> int:
    while at < len(lines) and lines[at][1].startswith(_INDENT):
        at += 1
    return at


def _scan(lines: list[Line], found: list[Heading], *, after_list: bool) -> bool:
    """Add the headings among lines without a blank one. Whether a list or the like ends them.

    At the head of the loop, the parser starts a new block: of all lines that are left (`whole`),
    or, because it looks for `#` first, of those before the next ATX heading.
    """
    at, end, whole = 0, 0, True
    while at < len(lines):
        number, text = lines[at]
        below = lines[at + 1][1] if at + 1 < len(lines) else ""
        indented = text.startswith(_INDENT)
        if indented and not after_list:
            at = _after_indented(lines, at)
        elif indented or (_TABLE_LINE.match(below) and 1 < _columns(text) == _columns(below)):
            at = len(lines) if whole else _next_atx(lines, at)
            after_list = indented  # it continues the list's last item
        elif match := _atx(text):
            found.append(_heading(len(match[1]), match[2].rstrip("#").strip(), number))
            at, after_list, whole = at + 1, False, True
        elif _UNDERLINE.match(below):
            found.append(_heading(1 if below[0] == "=" else 2, text.strip(), number))
            at, after_list, whole = at + 2, False, False
        elif _RULE.match(text):
            at, after_list, whole = at + 1, False, False
        else:
            if end <= at:
                end = next((n for n in range(at + 1, len(lines)) if _cuts(lines[n][1])), len(lines))
            at, after_list = _skip(lines, at, end, after_list=after_list)
            whole = False
    return after_list


def _next_atx(lines: list[Line], at: int) -> int:
    return next((n for n in range(at, len(lines)) if _atx(lines[n][1])), len(lines))


def _columns(text: str) -> int:
    return text.strip(" ").strip("|").count("|") + 1


def _atx(text: str) -> re.Match[str] | None:
    match = _ATX.match(text)
    if match and (len(text) - len(text.rstrip("\\"))) % 2:
        return None  # the parser does not look past a backslash at the end
    return match


def _skip(lines: list[Line], at: int, end: int, *, after_list: bool) -> tuple[int, bool]:
    """Where the next block starts after a list or a paragraph, and whether a list came last.

    `end`: the next line that no paragraph contains, a heading or a rule.
    """
    ruled = end < len(lines) and bool(_RULE.match(lines[end][1]))
    after = end + ruled
    if _LIST.match(lines[at][1]):
        return after, not ruled
    for index in range(at, end):
        text = lines[index][1]
        if _MEANING.match(text):
            rest = _after_indented(lines, index + 1)
            indented = rest > index + 1 or (rest < end and _MEANING.match(lines[rest][1]))
            return (rest, True) if indented and rest < end else (after, not ruled)
        if _QUOTE.match(text):
            return after, False
        if _FOOTNOTE.match(text):
            return after, not ruled
        if _ABBREVIATION.match(text) or _DEFINITION.match(text):
            # the parser has taken a rule below out of the block before it comes to definitions
            return (after if index + 2 >= end else index + 1), index == at and after_list
    return after, False


def _cuts(text: str) -> bool:
    return bool(_atx(text) or _RULE.match(text))


def _heading(level: int, raw: str, line: int) -> Heading:
    explicit = None
    if match := _ATTRS.search(raw):
        if id_match := _ATTR_ID.search(match[1]):
            explicit = id_match[1]
        raw = raw[: match.start()]
    return Heading(level, plain(raw), explicit, line)


def plain(text: str) -> str:
    """Text without link targets, emphasis marks and tags."""
    text = _LINK.sub(lambda match: match["text"], text)
    return _INLINE_MARKS.sub("", text).strip()


def heading_ids(found: tuple[Heading, ...]) -> tuple[str, ...]:
    """One id for each heading: the explicit one, else romanised from the text, made unique."""
    taken = {heading.explicit_id for heading in found if heading.explicit_id}
    ids: list[str] = []
    for position, heading in enumerate(found, start=1):
        ids.append(heading.explicit_id or _free(slug(heading.text) or f"s{position}", taken))
    return tuple(ids)


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name
