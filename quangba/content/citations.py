"""Figures that texts cite: {{ fact("trade-2024") }}, or {{ fact("trade-2024", "number") }}."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quangba.content.markdown_lines import Line, text_lines

FORMS = ("full", "number")
"""`full`: the figure with its day and a link to its source; `number`: the figure alone."""

PATTERN = r"\{\{\s*fact\(\s*[\"'“”](?P<id>[^\"'“”{}]*)[\"'“”]\s*(?:,\s*[\"'“”](?P<form>[^\"'“”{}]*)[\"'“”]\s*)?\)\s*\}\}"  # noqa: E501 - one expression
_CITATION = re.compile(PATTERN)
_ATTEMPT = re.compile(r"\{\{(?:[^{}]*\bfact\b[^{}]*\}\}|\s*fact\b)|\{\s*fact\([^{}]*\}")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A figure cited as written. id is None when what is written cannot be understood."""

    written: str
    id: str | None
    form: str
    line: int


def in_body(body: str, first_line: int = 1) -> tuple[Citation, ...]:
    """The citations of a page's text, outside code."""
    return in_lines(text_lines(body, first_line))


def in_lines(lines: tuple[Line, ...]) -> tuple[Citation, ...]:
    """The citations among lines without fenced code, outside code within a line."""
    return tuple(
        found
        for number, text in lines
        if "fact" in text
        for found in in_line(_CODE_SPAN.sub("", text), number)
    )


def in_line(text: str, line: int) -> tuple[Citation, ...]:
    """The citations of one line, and what looks as if it were meant for one."""
    if "fact" not in text:
        return ()
    right = [
        Citation(match[0], match["id"], match["form"] or FORMS[0], line)
        for match in _CITATION.finditer(text)
    ]
    wrong = _ATTEMPT.finditer(_CITATION.sub("", text))
    return (*right, *(Citation(match[0], None, "", line) for match in wrong))
