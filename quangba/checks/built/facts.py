"""What one HTML file says, in plain values: read once, kept, and asked by every rule.

Rows are named tuples: there are some 150 links on a page, which a cache reads as plain lists.
Lines are those of the HTML, from 1.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple

from quangba.checks.built.tags import Fault

How = Literal["followed", "fetched", "named"]
"""A reader goes there; a browser loads it by itself; a program reads of it in <head>."""


class Link(NamedTuple):
    """An address in a page. element: where it stands; text: what readers see of it, shortened."""

    href: str
    how: How
    element: str
    line: int
    text: str


class Heading(NamedTuple):
    """level: 1 to 6."""

    level: int
    text: str
    line: int


class Named(NamedTuple):
    """A value of an element: an id, a language tag, a landmark's name."""

    element: str
    value: str
    line: int


class Reference(NamedTuple):
    """An attribute that names an id which the page does not have."""

    element: str
    attribute: str
    id: str
    line: int


class Alternate(NamedTuple):
    """A `<link rel=alternate hreflang>`."""

    tag: str
    href: str
    line: int


class Stranger(NamedTuple):
    """Letters that are not those of the language that a text is said to be in.

    word: they, and what is written together with them; text: some words around.
    """

    lang: str
    word: str
    text: str
    line: int


class Picture(NamedTuple):
    """An `<img>`. offers: (address, width in pixels) of the format that new browsers take.

    has_alt, has_size: whether its attributes are there; lazy: loaded when it comes near.
    """

    src: str
    has_alt: bool
    has_size: bool
    lazy: bool
    offers: tuple[tuple[str, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file. size, packed: bytes as they are and after gzip."""

    size: int
    packed: int
    charset_first: bool
    lang: str
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    robots: str
    refresh: str
    canonical: tuple[str, ...]
    alternates: tuple[Alternate, ...]
    links: tuple[Link, ...]
    ids: tuple[str, ...]
    repeated_ids: tuple[Named, ...]
    dangling: tuple[Reference, ...]
    headings: tuple[Heading, ...]
    mains: int
    navigations: tuple[Named, ...]
    tags: tuple[Named, ...]
    strangers: tuple[Stranger, ...]
    pictures: tuple[Picture, ...]
    refused: tuple[Named, ...]
    faults: tuple[Fault, ...]


_ROWS: dict[str, Any] = {
    "alternates": Alternate,
    "links": Link,
    "repeated_ids": Named,
    "dangling": Reference,
    "headings": Heading,
    "navigations": Named,
    "tags": Named,
    "strangers": Stranger,
    "refused": Named,
}
_NAMES = tuple(field.name for field in fields(Page))


def encode(page: Page) -> str:
    """The page's facts on one line of JSON."""
    values = [getattr(page, name) for name in _NAMES]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def decode(line: str) -> Page:
    """What `encode` wrote. Raises ValueError, TypeError or KeyError for what it did not."""
    rows = json.loads(line)
    return Page(**{name: _value(name, row) for name, row in zip(_NAMES, rows, strict=True)})


def _value(name: str, row: Any) -> Any:
    if kind := _ROWS.get(name):
        return tuple([kind._make(each) for each in row])
    match name:
        case "faults":
            return tuple(Fault(kind, tuple(names), line) for kind, names, line in row)
        case "pictures":
            pairs = [(each, tuple((href, width) for href, width in each[4])) for each in row]
            return tuple([Picture._make((*each[:4], offers, each[5])) for each, offers in pairs])
        case _:
            return tuple(row) if isinstance(row, list) else row
