"""The facts of an HTML file, read in one pass over its tags."""

from __future__ import annotations

import re
import zlib

from quangba.checks.built import assets
from quangba.checks.built.facts import (
    Heading,
    Named,
    Page,
    Picture,
    Reference,
    Stranger,
)
from quangba.checks.built.linked import DATA, Linked, candidates, one_line, short
from quangba.checks.built.tags import VOID, Attributes
from quangba.checks.built.tongues import Tongues

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REFERRING = frozenset(
    """aria-labelledby aria-describedby aria-controls aria-details for list headers popovertarget
    commandfor form""".split()  # noqa: SIM905
)
_UNSPOKEN = frozenset({"code", "kbd", "samp", "var", "script", "style", "template", "textarea"})
"""What is no text of a language; `title` cannot mark its parts."""

_AROUND = 20


def read(data: bytes, tongues: Tongues) -> Page:
    """The facts of a file. Whatever it holds, nothing is raised: what is wrong is a fact."""
    html = data.decode("utf-8", errors="replace")
    reader = _Reader(tongues)
    reader.read(html)
    known = frozenset(reader.ids)
    return Page(
        size=len(data),
        packed=len(zlib.compress(data, assets.PACKING)),
        charset_first=bool(re.search(rb"<meta charset=.?utf-8", data[:1024], re.IGNORECASE)),
        lang=reader.lang,
        titles=tuple(one_line(text) for text in reader.titles),
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


class _Reader(Linked):
    def __init__(self, tongues: Tongues) -> None:
        super().__init__()
        self._tongues = tongues
        self.lang = self.robots = self.refresh = ""
        self.titles: list[str] = []
        self.descriptions: list[str] = []
        self.ids: set[str] = set()
        self.repeated_ids: list[Named] = []
        self.references: list[Reference] = []
        self.headings: list[Heading] = []
        self.mains = 0
        self.navigations: list[Named] = []
        self.tags: dict[str, Named] = {}
        self.strangers: dict[tuple[str, str], Stranger] = {}
        self.pictures: list[Picture] = []
        self._langs = [""]
        self._unspoken = 0
        self._offers: list[tuple[str, int]] = []

    def element(self, tag: str, attributes: Attributes) -> None:
        self._language(tag, attributes)
        if tag not in VOID:
            self._unspoken += tag in _UNSPOKEN
        if attributes:
            self._identity(tag, attributes)
            self.addresses(tag, attributes)
            self.policy(tag, attributes)
            for name in ("alt", "placeholder"):
                if value := attributes.get(name):
                    self._spoken(value)
        if tag == "script" and not attributes.get("src") and attributes.get("type") not in DATA:
            self.refused.append(Named(tag, "", self.line))
        if tag == "style":
            self.refused.append(Named(tag, "", self.line))
        if tag in _HEADINGS or tag == "title":
            self.texts.append((tag, [], self.line))
        self._structure(tag, attributes)

    def text(self, text: str) -> None:
        for row in self.texts:
            row[1].append(text)
        if not self._unspoken:
            self._spoken(text)

    def closed(self, tag: str) -> None:
        self._langs.pop()
        if tag not in VOID:
            self._unspoken -= tag in _UNSPOKEN
        if self.texts and self.texts[-1][0] == tag:
            _, pieces, line = self.texts.pop()
            if level := _HEADINGS.get(tag):
                self.headings.append(Heading(level, short("".join(pieces)), line))
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
            shown = Stranger(lang, text[begins:ends], one_line(around), line)
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
                self.descriptions.append(one_line(content))
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
    return [(href, int(float(number))) for href, number, unit in candidates(srcset) if unit == "w"]
