"""What in a text must not be translated: where links lead, pictures, facts, code, tags.

A text is cut into tokens, whose texts one after the other are the text again. XLIFF shows the
protected ones as codes; in PO they stay as they are; either way an import counts them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "code", "open", "close"]
Type = Literal["", "link", "image", "fmt", "other"]


@dataclass(frozen=True, slots=True)
class Token:
    """Part of a text. `open` and `close` stand around words (a link's label); others alone.

    strict: a translation must have it as the source has it; a line break it may do without.
    """

    kind: Kind
    text: str
    type: Type = ""
    strict: bool = True


_IN_ADDRESS = r"[^\s<>()\[\]\"'|\u2e80-\u9fff\uff00-\uffef]"
_CODE = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|(?P<macro>\{\{.*?\}\}|\{%.*?%\})"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<note>\[\^[^\]\s]+\])"
    r"|(?P<keys>\+\+[a-z0-9\"+ -]+\+\+)"
    r"|(?P<attributes>\{:?[ \t]*[#.:][^{}\n]*\})"
    rf"|(?P<address><[a-z][a-z0-9+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s@]+>|https?://{_IN_ADDRESS}*[a-zA-Z0-9/#=&_-])"
    r"|(?P<tag></?[A-Za-z][^<>]*>)"
    r"|(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)"
    r"|(?P<break>(?:[ ]{2,}|\\)\n)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()>#+.!|-]")
_LINK_OPEN = re.compile(r"!?\[(?!\^)")
_GOAL = re.compile(
    r"\]\([ \t\n]*(?:<[^<>\n]*>|[^\s()<>\"']*(?:\([^\s()]*\)[^\s()<>\"']*)*)"
    r"(?P<title>[ \t\n]+(?P<quote>[\"'])(?P<words>[^\n]*?)(?P=quote))?[ \t\n]*\)"
    r"|\]\[[^\[\]\n]*\]"
)
_LOOSE = ("entity", "break", "comment")
_SPACE = re.compile(r"\s+")


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order."""
    marks = list(_links(text))
    found: list[Token] = []
    at = 0
    spans = sorted([*marks, *_codes(text, marks)], key=lambda mark: mark[0])
    for start, end, token in spans:
        if start < at:
            continue
        if start > at:
            found.append(Token("text", text[at:start]))
        found.append(token)
        at = end
    if at < len(text):
        found.append(Token("text", text[at:]))
    return tuple(_paired(found))


def masked(text: str) -> str:
    """The text with blanks, as many as there were letters, in the place of code and tags."""
    hidden = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return _ESCAPED.sub("  ", hidden)


def has_words(text: str) -> bool:
    """Whether there is anything for a translator to do."""
    return any(
        char.isalnum() for token in tokens(text) if token.kind == "text" for char in token.text
    )


def protected(text: str) -> Counter[str]:
    """How often a text has each piece that must be kept; quotes and spaces in one do not count."""
    return Counter(
        _SPACE.sub(" ", token.text.replace("'", '"')).strip()
        for token in tokens(text)
        if token.kind != "text" and token.strict and not _is_mere_bracket(token.text)
    )


def shown(piece: str) -> str:
    """A protected piece as people know it: of a link, brackets and all."""
    if not piece.startswith("]"):
        return piece
    return f'[…{piece}…")' if piece.endswith('"') else f"[…{piece}"


def _is_mere_bracket(text: str) -> bool:
    return text in ("[", "![", '")', "')")


def _codes(text: str, links: list[tuple[int, int, Token]]) -> Iterator[tuple[int, int, Token]]:
    goals = [(start, end) for start, end, token in links if token.kind == "close"]
    for match in _CODE.finditer(text):
        if any(start <= match.start() < end for start, end in goals):
            continue
        name = str(match.lastgroup)
        kind: Kind = "code"
        token = Token(kind, match[0], _type(name), strict=name not in _LOOSE)
        yield match.start(), match.end(), token


def _type(name: str) -> Type:
    match name:
        case "address":
            return "link"
        case "tag" | "break":
            return "fmt"
        case _:
            return "other"


def _links(text: str) -> Iterator[tuple[int, int, Token]]:
    """The marks of links and pictures: `[`, `](goal "`, and `")` after a title."""
    hidden = masked(text)
    opened: list[re.Match[str]] = []
    depth: list[re.Match[str] | None] = []
    at = 0
    while at < len(hidden):
        if match := _LINK_OPEN.match(hidden, at):
            depth.append(match)
            at = match.end()
        elif hidden[at] == "]" and depth:
            start = depth.pop()
            goal = _GOAL.match(text, at)
            if goal and start:
                opened.append(start)
                yield from _link(text, start, goal)
                at = goal.end()
            else:
                at += 1
        elif hidden[at] == "[":
            depth.append(None)
            at += 1
        else:
            at += 1


def _link(text: str, start: re.Match[str], goal: re.Match[str]) -> Iterator[tuple[int, int, Token]]:
    type_: Type = "image" if text[start.start()] == "!" else "link"
    yield start.start(), start.end(), Token("open", start[0], type_)
    if goal["title"] is None:
        yield goal.start(), goal.end(), Token("close", goal[0], type_)
        return
    first, last = goal.span("words")
    yield goal.start(), first, Token("close", text[goal.start() : first], type_)
    yield last, goal.end(), Token("code", text[last : goal.end()], type_)


def _paired(found: list[Token]) -> Iterator[Token]:
    """Marks whose partner got lost in code become codes of their own."""
    opened: list[int] = []
    partners: set[int] = set()
    for index, token in enumerate(found):
        if token.kind == "open":
            opened.append(index)
        elif token.kind == "close" and opened:
            partners |= {opened.pop(), index}
    for index, token in enumerate(found):
        if token.kind in ("open", "close") and index not in partners:
            yield Token("code", token.text, token.type, token.strict)
        else:
            yield token
