"""To-do marks in a translation: comments that say what the source text has new, changed or lost.

    <!-- TODO translate (changed) duong-di: the source text now reads as below. …

    ## Đường đi
    …
    -->

Whoever has done what a mark asks deletes it; then the page can be accepted. A mark that has lost
its end or its form is found, but never taken out by us: nobody knows where the translator's words
begin. What looks like a mark in code is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quangba.content import markdown_lines
from quangba.content.sections import HEAD, INTRO, Section
from quangba.messages import Text, msg

_MARK = re.compile(
    r"<!-- TODO translate \((?P<kind>new|changed|removed)\) (?P<key>[^\s:]+):"
    r"(?:(?!<!--|-->).)*-->[ \t]*(?:\n|$)(?:[ \t]*\n)*",
    re.DOTALL,
)
_BEGUN = re.compile(r"<!--+\s*TODO\s+translate\b(?:\s*\((?P<kind>\w+)\))?", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that stands in a text.

    kind: `new`, `changed` or `removed`, as it is written; key: of its section, '' of a mark that
    somebody has damaged; line: of the file, where it begins.
    """

    kind: str
    key: str
    line: int


def find(body: str, first_line: int) -> Iterator[Mark]:
    """The marks of a page's text in order, damaged ones, too."""
    whole = {match.start(): match for match in _matches(_MARK, body)}
    for begun in _matches(_BEGUN, body):
        match = whole.get(begun.start())
        line = first_line + body.count("\n", 0, begun.start())
        yield Mark(begun["kind"] or "?", match["key"] if match else "", line)


def without(text: str, key: str) -> str:
    """A text without the marks of a section."""
    return _cut(text, [match for match in _matches(_MARK, text) if match["key"] == key])


def without_changed(text: str) -> str:
    """A text without the marks of changed sections."""
    return _cut(text, [match for match in _matches(_MARK, text) if match["kind"] == "changed"])


def _cut(text: str, matches: Iterable[re.Match[str]]) -> str:
    for match in sorted(matches, key=re.Match.start, reverse=True):
        text = text[: match.start()] + text[match.end() :]
    return text


def _matches(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Where a pattern begins outside code."""
    found = list(pattern.finditer(text))
    code = markdown_lines.fenced(text) if found else frozenset()
    return [match for match in found if text.count("\n", 0, match.start()) not in code]


def new(section: Section, say: Callable[[Text], str]) -> str:
    """The mark of a section that stands below as it is in the source text."""
    match section.key:
        case key if key == HEAD:
            about = msg("title, description and the other words in front matter are still those"
                        " of the source text.")  # fmt: skip
        case _:
            about = msg("the text below is still the source text.")
    return f"<!-- TODO translate (new) {section.key}: {say(about)} -->\n\n"


def changed(section: Section, say: Callable[[Text], str]) -> str:
    """The mark of a section that the source text has otherwise now."""
    match section.key:
        case key if key == HEAD:
            about = msg("the words in front matter now read as below; mend yours and delete this.")
        case key if key == INTRO:
            about = msg("the beginning of the source text now reads as below; mend yours and"
                        " delete this.")  # fmt: skip
        case _:
            about = msg("the source text now reads as below; mend yours and delete this.")
    text = _COMMENT.sub("", section.text).strip()
    text = text.replace("-->", "--&gt;").replace("<!--", "&lt;!--")
    return f"<!-- TODO translate (changed) {section.key}: {say(about)}\n\n{text}\n-->\n\n"


def removed(key: str, say: Callable[[Text], str]) -> str:
    """The mark of a section that the source text has no more."""
    about = msg("the source text has this section no more; delete it, heading and all.")
    return f"<!-- TODO translate (removed) {key}: {say(about)} -->\n\n"
