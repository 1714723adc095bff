"""Markdown read by lines, without rendering: headings, links and pictures with their places.

Rendering a page takes milliseconds; this takes microseconds, so that the check and the tree
can look at every page. What stands in code is left out. Indented code cannot be told from a
list's continuation by lines alone, so headings count only when indented by less than four
spaces, in this reader as in the renderer's heading ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quangba.languages import slug

_FENCE = re.compile(r"^\s*(?:>\s*)*(`{3,}|~{3,})(.*)$")
_ATX = re.compile(r"^ {0,3}(#{1,6})(?!#)[ \t]*(.*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"^(=+|-+)[ ]*$")
_NO_SETEXT = re.compile(r"^(?: {4}|\s*$|\s*[#>|]|\s*[-*+] |\s*\d+[.)] |!!!|\?\?\?|===)")
_ATTRS = re.compile(r"[ \t]*\{:?[ \t]*([^}\n]*)\}[ \t]*$")
_ATTR_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<text>[^\]]+)\]:\s*<?(?P<target>[^\s<>]+)>?")
_INLINE_MARKS = re.compile(r"[*_~=^`]+|<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1-6, its text without marks, an explicit id or None, its line."""

    level: int
    text: str
    explicit_id: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as written: `target` may be relative, absolute or an address."""

    text: str
    target: str
    is_image: bool
    line: int


def text_lines(body: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Lines that are not in fenced code or HTML comments, with their numbers in the file."""
    fence: str | None = None
    comment = False
    for number, line in enumerate(body.split("\n"), start=first_line):
        if fence is not None:
            stripped = line.strip().lstrip("> ")
            if stripped.startswith(fence) and not stripped.strip(fence[0]):
                fence = None
            continue
        if not comment and (match := _FENCE.match(line)) and "`" not in match[2]:
            fence = match[1]
            continue
        shown, comment = _without_comments(line, inside=comment)
        yield number, shown


def _without_comments(line: str, *, inside: bool) -> tuple[str, bool]:
    shown = ""
    while line:
        if inside:
            _, found, line = line.partition("-->")
            inside = not found
        else:
            before, found, line = line.partition("<!--")
            shown += before
            inside = bool(found)
    return shown, inside


def headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """The headings of a page's text in order, ATX (`## x`) and underlined."""
    found: list[Heading] = []
    previous, before = "", ""
    for number, line in text_lines(body, first_line):
        if match := _ATX.match(line):
            found.append(_heading(len(match[1]), match[2], number))
        elif (
            (match := _SETEXT.match(line)) and not _NO_SETEXT.match(previous) and not before.strip()
        ):
            found.append(_heading(1 if line[0] == "=" else 2, previous.strip(), number - 1))
        previous, before = line, previous
    return tuple(found)


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


def links(body: str, first_line: int = 1) -> tuple[Link, ...]:
    """Links and pictures of a page's text in order, reference definitions included."""
    found: list[Link] = []
    for number, line in text_lines(body, first_line):
        shown = _CODE_SPAN.sub("", line)
        if match := _DEFINITION.match(shown):
            found.append(Link(match["text"], match["target"], is_image=False, line=number))
            continue
        found += _links_in(shown, number)
    return tuple(found)


def _links_in(text: str, line: int) -> Iterator[Link]:
    for match in _LINK.finditer(text):
        yield Link(match["text"], match["target"], bool(match["image"]), line)
        if not match["image"]:
            yield from _links_in(match["text"], line)


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
