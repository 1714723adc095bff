"""Start tags as browsers read them, found in any text without parsing what is around them.

Wherever a browser finds an element, `<` and a letter stand; what follows is read by the rules of
https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state. So no element is missed,
whatever comments, raw texts or broken tags stand before it; more may be found than there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_OPEN = re.compile(r"<(?P<name>[a-zA-Z][^\t\n\f\r />]*)")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*(?P<name>(?:=|[^\t\n\f\r />=])[^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*"
    r"(?:\"(?P<double>[^\"]*)(?:\"|$)|'(?P<single>[^']*)(?:'|$)|(?P<bare>[^\t\n\f\r >]*)))?"
)
MOST = 60
"""Attributes of one tag that are read; no honest tag has as many, and time must have an end."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """name in small letters; value as browsers understand it, None where there is none."""

    name: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag. name: in small letters; at: where its `<` stands; whole: False if cut."""

    name: str
    attributes: tuple[Attribute, ...]
    at: int
    whole: bool = True

    def get(self, name: str) -> str | None:
        """An attribute's value; '' where it has none, None where there is no such attribute."""
        found = next((each for each in self.attributes if each.name == name), None)
        return None if found is None else found.value or ""


def start_tags(text: str) -> Iterator[Tag]:
    """Everything in a text that could become a start tag, in order."""
    for match in _OPEN.finditer(text):
        attributes, whole = _attributes(text, match.end())
        yield Tag(match["name"].lower(), attributes, match.start(), whole)


def _attributes(text: str, at: int) -> tuple[tuple[Attribute, ...], bool]:
    found: list[Attribute] = []
    while match := _ATTRIBUTE.match(text, at):
        if len(found) == MOST:
            return tuple(found), False
        values = (match["double"], match["single"], match["bare"])
        value = next((each for each in values if each is not None), None)
        found.append(Attribute(match["name"].lower(), value and unescape(value)))
        at = match.end()
    return tuple(found), True
