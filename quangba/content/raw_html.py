"""What HTML within Markdown could do to readers, found by lines, without rendering.

It may find more than is rendered (in indented code, which is no different from the text of a
list), and misses what a paragraph within HTML hides in backticks; the build looks at what has
been rendered, too, and stops there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from quangba.content import html_dangers
from quangba.content.html_dangers import Danger
from quangba.content.html_tags import Attribute
from quangba.content.markdown_lines import Line, written_lines

_CODE_SPAN = re.compile(r"(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_HTML_BLOCK = re.compile(r"^ {0,3}<[a-zA-Z!/]", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?:https?|ftps?|mailto):[^<>\s]*>", re.IGNORECASE)
_TARGET = re.compile(r"\](?:\(\s*<?|:\s*<?)")
_NOT_A_TARGET = re.compile(r"^ {0,3}(?:\*\[[^\]\n]*|\[\^[^\]\n]*)$")
_LIST = re.compile(r"\{:?([^\n]*)\}")
_PAIR = re.compile(r"(?P<name>[^ ={}]+)=(?P<value>\"[^\"\n]*\"|'[^'\n]*'|[^ =}\n]+)")


def dangers(body: str, first_line: int = 1) -> Iterator[tuple[int, Danger]]:
    """Line and danger of everything in a page's text that the renderer could make live."""
    for blank, block in groupby(written_lines(body, first_line), lambda line: not line[1].strip()):
        if not blank:
            yield from _in_block(list(block))


def _in_block(block: list[Line]) -> Iterator[tuple[int, Danger]]:
    text = "\n".join(line for _, line in block)
    if not any(mark in text for mark in ("<", "{", "]")):
        return
    starts = [0]
    for _, line in block:
        starts.append(starts[-1] + len(line) + 1)
    found = sorted(_in_text(_shown(text)), key=lambda danger: danger.at)
    for danger in dict.fromkeys(found):
        yield block[bisect_right(starts, danger.at) - 1][0], danger


def _shown(text: str) -> str:
    """The text with blanks for code, which is code only outside HTML, and for plain addresses."""
    if "`" in text and not _HTML_BLOCK.search(text):
        text = _CODE_SPAN.sub(_blanks, text)
    return _AUTOLINK.sub(_blanks, text) if "<" in text else text


def _blanks(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _in_text(text: str) -> Iterator[Danger]:
    yield from html_dangers.of_html(text)
    for match in _TARGET.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not _NOT_A_TARGET.match(line):
            yield from html_dangers.of_written(text[match.end() :][:400], match.start())
    for found in _LIST.finditer(text):
        for pair in _PAIR.finditer(found[1]):
            attribute = Attribute(pair["name"].lower(), pair["value"].strip("\"'"))
            for danger in html_dangers.of_attribute(attribute, found.start()):
                yield replace(danger, at=found.start())
