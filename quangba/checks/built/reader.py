"""The facts of an HTML file, read in one pass over its tags."""

from __future__ import annotations

import re
import zlib
from typing import Any

from quangba.checks.built.facts import (
    Alternate,
    Heading,
    How,
    Link,
    Named,
    Page,
    Picture,
    Reference,
    Stranger,
)
from quangba.checks.built.tags import VOID, Attributes, Written
from quangba.checks.built.tongues import Tongues

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REFERRING = frozenset(
    """aria-labelledby aria-describedby aria-controls aria-details for list headers popovertarget
    commandfor form""".split()  # noqa: SIM905
)
_UNSPOKEN = frozenset({"code", "kbd", "samp", "var", "script", "style", "template", "textarea"})
"""What is no text of a language; `title` cannot mark its parts."""

_DATA = frozenset({"application/ld+json", "application/json", "speculationrules", "importmap"})
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

_AROUND = 20

_PACKING = 6
"""As servers do it by default."""


def read(data: bytes, tongues: Tongues) -> Page:
    """The facts of a file. Whatever it holds, nothing is raised: what is wrong is a fact."""
    html = data.decode("utf-8", errors="replace")
    reader = _Reader(tongues)
    reader.read(html)
    known = frozenset(reader.ids)
    return Page(
        size=len(data),
        packed=len(zlib.compress(data, _PACKING)),
        charset_first=bool(re.search(rb"<meta charset=.?utf-8", data[:1024], re.IGNORECASE)),
        lang=reader.lang,
        titles=tuple(_line(text) for text in reader.titles),
        descriptions=tuple(reader.descriptions),
        robots=reader.robots,
        refresh=reader.refresh,
        canonical=tuple(reader.canonical),
        alternates=tuple(reader.alternates),
        links=tuple(reader.all_links()),
        ids=tuple(sorted(known)),
        repeated_ids=tuple(reader.repeated_ids),
        dangling=tuple(sorted(each for each in reader.references if each.id not in known)),
        headings=tuple(reader.headings),
        mains=reader.mains,
        navigations=tuple(reader.navigations),
        tags=tuple(reader.tags.values()),
        strangers=tuple(reader.strangers.values()),
        pictures=tuple(reader.pictures),
        refused=tuple(reader.refused),
        faults=tuple(reader.faults),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    line = _line(text)
    return line if len(line) <= _TEXT else f"{line[: _TEXT - 1].rstrip()}…"


class _Reader(Written):
    def __init__(self, tongues: Tongues) -> None:
        super().__init__()
        self._tongues = tongues
        self.lang = self.robots = self.refresh = ""
        self.titles: list[str] = []
        self.descriptions: list[str] = []
        self.canonical: list[str] = []
        self.alternates: list[Alternate] = []
        self.ids: set[str] = set()
        self.repeated_ids: list[Named] = []
        self.references: list[Reference] = []
        self.headings: list[Heading] = []
        self.mains = 0
        self.navigations: list[Named] = []
        self.tags: dict[str, Named] = {}
        self.strangers: dict[tuple[str, str], Stranger] = {}
        self.pictures: list[Picture] = []
        self.refused: list[Named] = []
        self._links: dict[tuple[str, How], list[Any]] = {}
        self._langs = [""]
        self._unspoken = 0
        self._texts: list[tuple[str, list[str], int, Any]] = []
        """Elements whose text is being gathered: name, pieces, line, what for."""
        self._offers: list[tuple[str, int]] = []

    def all_links(self) -> list[Link]:
        """Each address once for each use, where it stands first."""
        return [
            Link(href, how, element, line, _short("".join(text)))
            for (href, how), (element, line, text) in self._links.items()
        ]

    def element(self, tag: str, attributes: Attributes) -> None:
        self._language(tag, attributes)
        if tag not in VOID:
            self._unspoken += tag in _UNSPOKEN
        if attributes:
            self._identity(tag, attributes)
            self._addresses(tag, attributes)
            self._policy(tag, attributes)
            for name in ("alt", "placeholder"):
                if value := attributes.get(name):
                    self._spoken(value)
        if tag == "script" and not attributes.get("src") and attributes.get("type") not in _DATA:
            self.refused.append(Named(tag, "", self.line))
        if tag == "style":
            self.refused.append(Named(tag, "", self.line))
        if tag in _HEADINGS or tag == "title":
            self._texts.append((tag, [], self.line, None))
        self._structure(tag, attributes)

    def text(self, text: str) -> None:
        for row in self._texts:
            row[1].append(text)
        if not self._unspoken:
            self._spoken(text)

    def closed(self, tag: str) -> None:
        self._langs.pop()
        if tag not in VOID:
            self._unspoken -= tag in _UNSPOKEN
        if self._texts and self._texts[-1][0] == tag:
            _, pieces, line, _ = self._texts.pop()
            if level := _HEADINGS.get(tag):
                self.headings.append(Heading(level, _short("".join(pieces)), line))
            elif tag == "title" and "svg" not in self.open:
                self.titles.append("".join(pieces))
        if tag == "picture":
            self._offers = []

    def _language(self, tag: str, attributes: Attributes) -> None:
        lang = attributes.get("lang", self._langs[-1])
        self._langs.append(lang)
        if tag == "html":
            self.lang = lang
        for name in ("lang", "hreflang"):
            if value := attributes.get(name):
                self.tags.setdefault(value, Named(tag, value, self.line))

    def _spoken(self, text: str) -> None:
        lang = self._langs[-1]
        if not lang or text.isascii() or "title" in self.open[-1:]:
            return
        if found := self._tongues.stranger(lang, text):
            begins, ends = found
            around = text[max(0, begins - _AROUND) : ends + _AROUND]
            line = self.line + text.count("\n", 0, begins)
            shown = Stranger(lang, text[begins:ends], _line(around), line)
            self.strangers.setdefault((lang, shown.word), shown)

    def _identity(self, tag: str, attributes: Attributes) -> None:
        if (name := attributes.get("id")) is not None:
            if name in self.ids or not name:
                self.repeated_ids.append(Named(tag, name, self.line))
            self.ids.add(name)
        for attribute in _REFERRING & attributes.keys():
            self.references += [
                Reference(tag, attribute, each, self.line) for each in attributes[attribute].split()
            ]

    def _add(self, href: str, how: How, tag: str, text: str = "") -> None:
        key: tuple[str, How] = (href.strip(), how)
        row = self._links.setdefault(key, [tag, self.line, [text]])
        if tag == "a" and not any(row[2]):
            self._texts.append(("a", row[2], self.line, None))

    def _addresses(self, tag: str, attributes: Attributes) -> None:
        for attribute in _FETCHED.get(tag, ()):
            if href := attributes.get(attribute):
                self._add(href, "fetched", tag)
        srcset = attributes.get("srcset") or attributes.get("imagesrcset")
        if srcset:
            for href, _, _ in _CANDIDATE.findall(srcset):
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

    def _policy(self, tag: str, attributes: Attributes) -> None:
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.refused.append(Named(tag, f"{name}=", self.line))
            elif ":" in value[:12] and value.lstrip()[:12].lower().startswith(_CODE):
                self.refused.append(Named(tag, f"{name}={value[:40]}", self.line))

    def _structure(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "main":
                self.mains += 1
            case "nav":
                name = attributes.get("aria-label") or attributes.get("aria-labelledby", "")
                self.navigations.append(Named(tag, name, self.line))
            case "meta":
                self._meta(attributes)
            case "source" if not self._offers and attributes.get("srcset"):
                self._offers = _offers(attributes["srcset"])
            case "img":
                self.pictures.append(
                    Picture(
                        src=attributes.get("src", ""),
                        has_alt="alt" in attributes,
                        has_size=all(attributes.get(n, "").isdigit() for n in ("width", "height")),
                        lazy=attributes.get("loading") == "lazy",
                        offers=tuple(self._offers or _offers(attributes.get("srcset", ""))),
                        line=self.line,
                    )
                )
            case _:
                pass

    def _meta(self, attributes: Attributes) -> None:
        content = attributes.get("content", "")
        match attributes.get("name", "").lower(), attributes.get("http-equiv", "").lower():
            case "description", _:
                self.descriptions.append(_line(content))
            case "robots", _:
                self.robots = content
            case _, "refresh":
                _, _, address = content.partition("=")
                self.refresh = address.strip().strip("'\"") or "./"
            case _:
                pass
        if attributes.get("property") == "og:image":
            self._add(content, "named", "meta og:image")


def _offers(srcset: str) -> list[tuple[str, int]]:
    return [
        (href, int(float(number)))
        for href, number, unit in _CANDIDATE.findall(srcset)
        if unit == "w"
    ]
