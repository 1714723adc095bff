"""The addresses of a page as its tags name them, and what a strict policy would refuse."""

from __future__ import annotations

import re
from typing import Any

from quangba.checks.built.facts import Alternate, How, Link, Named
from quangba.checks.built.tags import Attributes, Written

DATA = frozenset({"application/ld+json", "application/json", "speculationrules", "importmap"})
_FETCHED_RELS = frozenset(
    """apple-touch-icon dns-prefetch icon manifest mask-icon modulepreload preconnect prefetch
    preload shortcut stylesheet""".split()  # noqa: SIM905
)
_DRAWN = ("href", "xlink:href")
_FETCHED = {
    **dict.fromkeys(("img", "iframe", "source", "audio", "track", "embed", "input", "frame"),
                    ("src",)),
    **dict.fromkeys(("body", "table", "td"), ("background",)),
    **dict.fromkeys(("image", "use", "feimage"), _DRAWN),
    "script": ("src", *_DRAWN),
    "object": ("data",),
    "video": ("src", "poster"),
}  # fmt: skip
"""Attributes whose addresses browsers load by themselves, of each element."""
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wxh]))?\s*(?:,|$)")
_URL = re.compile(r"""\burl\(\s*["']?([^"')]+)""")
_CODE = ("javascript:", "vbscript:", "data:")
_TEXT = 60
"""So much of a text is enough to find it by."""


def one_line(text: str) -> str:
    """A text without the breaks that HTML may have anywhere."""
    return " ".join(text.split())


def short(text: str) -> str:
    """Enough of a text to find it by."""
    line = one_line(text)
    return line if len(line) <= _TEXT else f"{line[: _TEXT - 1].rstrip()}…"


def candidates(srcset: str) -> list[tuple[str, str, str]]:
    """Address, number and unit of each file of a srcset."""
    return _CANDIDATE.findall(srcset)


class Linked(Written):
    """Gathers addresses, each once for each use, and the texts of elements that are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.canonical: list[str] = []
        self.alternates: list[Alternate] = []
        self.refused: list[Named] = []
        self.texts: list[tuple[str, list[str], int]] = []
        """Elements whose text is being gathered: name, pieces, line."""
        self._links: dict[tuple[str, How], list[Any]] = {}

    def all_links(self) -> list[Link]:
        """Each address once for each use, where it stands first."""
        return [
            Link(href, how, element, line, short("".join(text)))
            for (href, how), (element, line, text) in self._links.items()
        ]

    def _add(self, href: str, how: How, tag: str, text: str = "") -> None:
        key: tuple[str, How] = (href.strip(), how)
        row = self._links.setdefault(key, [tag, self.line, [text]])
        if tag == "a" and not any(row[2]):
            self.texts.append(("a", row[2], self.line))

    def addresses(self, tag: str, attributes: Attributes) -> None:
        """Take the addresses of an element."""
        for attribute in _FETCHED.get(tag, ()):
            if href := attributes.get(attribute):
                self._add(href, "fetched", tag)
        srcset = attributes.get("srcset") or attributes.get("imagesrcset")
        if srcset:
            for href, _, _ in candidates(srcset):
                self._add(href, "fetched", tag)
        if "url(" in attributes.get("style", ""):
            for href in _URL.findall(attributes["style"]):
                self._add(href, "fetched", tag)
        if tag in {"a", "area"} and "href" in attributes:
            self._add(attributes["href"], "followed", tag)
        if tag == "form" and attributes.get("action"):
            self._add(attributes["action"], "followed", tag)
        if tag == "base":
            self.refused.append(Named(tag, attributes.get("href", ""), self.line))
        if tag == "link" and "href" in attributes:
            self._head_link(attributes)

    def _head_link(self, attributes: Attributes) -> None:
        rels = set(attributes.get("rel", "").lower().split())
        href = attributes["href"]
        element = "link " + " ".join(sorted(rels))
        if attributes.get("as"):
            element += f" {attributes['as']}"
        if "canonical" in rels:
            self.canonical.append(href)
        if "alternate" in rels and attributes.get("hreflang"):
            self.alternates.append(Alternate(attributes["hreflang"], href, self.line))
        if not attributes.get("imagesrcset"):
            self._add(href, "fetched" if rels & _FETCHED_RELS else "named", element)

    def policy(self, tag: str, attributes: Attributes) -> None:
        """Take what is code in an element's attributes."""
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.refused.append(Named(tag, f"{name}=", self.line))
            elif ":" in value[:12] and value.lstrip()[:12].lower().startswith(_CODE):
                self.refused.append(Named(tag, f"{name}={value[:40]}", self.line))
