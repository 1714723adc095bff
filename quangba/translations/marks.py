"""To-do marks in a translation: comments that say what the source text has new, changed or lost.

    <!-- TODO translate (changed) duong-di: the source text now reads as below. …

    ## Đường đi
    …
    -->

Whoever has done what a mark asks deletes it; then the page can be accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quangba.content.sections import HEAD, INTRO, Section
from quangba.messages import Text, msg

_MARK = re.compile(
    r"<!-- TODO translate \((?P<kind>new|changed|removed)\) (?P<key>[^\s:]+):"
    r".*?-->[ \t]*(?:\n|$)(?:[ \t]*\n)*",
    re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that stands in a text.

    kind: `new`, `changed` or `removed`; key: of its section; line: of the file, where it begins.
    """

    kind: str
    key: str
    line: int


def find(body: str, first_line: int) -> Iterator[Mark]:
    """The marks of a page's text in order."""
    for match in _MARK.finditer(body):
        yield Mark(match["kind"], match["key"], first_line + body.count("\n", 0, match.start()))


def without(text: str, key: str) -> str:
    """A text without the marks of a section."""
    return _MARK.sub(lambda match: "" if match["key"] == key else match[0], text)


def without_changed(text: str) -> str:
    """A text without the marks of changed sections."""
    return _MARK.sub(lambda match: "" if match["kind"] == "changed" else match[0], text)


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
    text = _COMMENT.sub("", section.text).strip().replace("-->", "--&gt;")
    return f"<!-- TODO translate (changed) {section.key}: {say(about)}\n\n{text}\n-->\n\n"


def removed(key: str, say: Callable[[Text], str]) -> str:
    """The mark of a section that the source text has no more."""
    about = msg("the source text has this section no more; delete it, heading and all.")
    return f"<!-- TODO translate (removed) {key}: {say(about)} -->\n\n"
