"""The files of a built site, parsed once: elements, addresses, texts."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import tinycss2
from justhtml import JustHTML

from tests.built_sites import BuiltSite, Language, Written
from tests.site.markup import parse

_PARAGRAPHS = frozenset(
    """article aside blockquote body button caption dd details div dl dt figcaption figure footer
    h1 h2 h3 h4 h5 h6 head header html label li main nav ol option p pre section summary table
    td th title tr ul""".split()  # noqa: SIM905 - one word a line would fill the screen
)
_UNSEEN = {"script", "style", "template"}
_ADDRESS = re.compile(r"https?://\S+")
DIALOG = "/dialog.html"
"""What a script shows over the pages is no page: tests/site/test_search_dialog.py looks at it."""

_TEXT_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """One HTML file. `address`: where it is below the site's root ('' is the home page)."""

    site: BuiltSite
    file: Path
    name: str
    tree: JustHTML

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def address(self) -> str:
        return self.name.removesuffix("index.html")

    @property
    def url(self) -> str:
        return self.site.site_url + self.address

    @property
    def is_404(self) -> bool:
        return self.file.name == "404.html"

    @functools.cached_property
    def leads_on(self) -> bool:
        """Whether it stands at a page's former address, as the sources say."""
        return self.name in self.site.former

    @property
    def is_block(self) -> bool:
        """Whether other sites embed it: its links have whole addresses, it is no page of ours."""
        return self.name in self.site.blocks

    @functools.cached_property
    def elements(self) -> tuple[Any, ...]:
        """Every element in the order of the document."""
        return tuple(_walk(self.tree.root))

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(element.attrs["id"] for element in self.elements if "id" in element.attrs)

    @property
    def root(self) -> Any:
        return self.one("html")

    def all(self, selector: str) -> list[Any]:
        return self.tree.query(selector)

    def one(self, selector: str) -> Any:
        found = self.all(selector)
        assert len(found) == 1, f"{self.name}: {len(found)} × {selector}, expected one"
        return found[0]

    def resolve(self, address: str) -> str:
        """The absolute address of a link of this page."""
        return urljoin(self.url, address)


@dataclass(frozen=True, eq=False, repr=False)
class Documents:
    """The HTML files of a site by their name below its root, and all its other files."""

    site: BuiltSite
    by_name: dict[str, Document]
    files: frozenset[str]

    def __repr__(self) -> str:
        return f"<{len(self.files)} files of {self.site}>"

    @classmethod
    @functools.cache
    def of(cls, site: BuiltSite) -> Documents:
        files = {
            file.relative_to(site.folder).as_posix(): file
            for file in site.folder.rglob("*")
            if file.is_file()
        }
        pages = {
            name: Document(site, file, name, parse(file.read_text(encoding="utf-8")))
            for name, file in sorted(files.items())
            if name.endswith(".html") and not name.endswith(DIALOG)
        }
        return cls(site, pages, frozenset(files))

    def __iter__(self) -> Iterator[Document]:
        return iter(self.by_name.values())

    @property
    def pages(self) -> tuple[Document, ...]:
        """The documents but for those that stand for a missing page or one that has moved.

        And those that other sites embed.
        """
        others = (page for page in self if not page.is_404 and not page.leads_on)
        return tuple(page for page in others if not page.is_block)

    def page(self, written: Written, language: Language) -> Document:
        return self.by_name[f"{written.address(language)}index.html"]

    def language_of(self, document: Document) -> Language:
        """The language whose folder the document is in."""
        first = document.name.partition("/")[0]
        others = (language for language in self.site.languages if language.prefix == f"{first}/")
        return next(others, self.site.source)

    def target(self, address: str) -> str | None:
        """The file that a server gives for an address of this site; None for one of another host.

        Raises LookupError where it would give none.
        """
        path, _ = urldefrag(address)
        parts, own = urlsplit(path), urlsplit(self.site.site_url)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
            return None
        if not parts.path.startswith(self.site.base):
            raise LookupError(f"{parts.path} is above the site's own path {self.site.base}")
        name = unquote(parts.path.removeprefix(self.site.base))
        if not name or name.endswith("/"):
            name += "index.html"
        if name not in self.files:
            raise LookupError(f"there is no file {name}")
        return name

    def everywhere(self, find: Callable[[Document], Iterator[str]]) -> list[str]:
        """What a rule finds wrong in any document, with the document's name."""
        return [f"{page.name}: {fault}" for page in self for fault in find(page)]


def _walk(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", None) or ():
        if isinstance(getattr(child, "attrs", None), dict) and not child.name.startswith(
            ("#", "!")
        ):
            yield child
            yield from _walk(child)


def text_of(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join("".join(_texts(element)).split())


def _texts(node: Any) -> Iterator[str]:
    for child in getattr(node, "children", None) or ():
        if child.name == "#text":
            yield child.data or ""
        elif child.name not in _UNSEEN:
            yield from _texts(child)


def paragraphs(document: Document) -> Iterator[str]:
    """What people read or hear, paragraph by paragraph: texts, names, descriptions."""
    pieces: list[str] = []

    def finished() -> Iterator[str]:
        if text := " ".join(_ADDRESS.sub("", "".join(pieces)).split()):
            yield unicodedata.normalize("NFC", text)
        pieces.clear()

    def visit(node: Any) -> Iterator[str]:
        for child in getattr(node, "children", None) or ():
            if child.name == "#text":
                pieces.append(child.data or "")
            elif not child.name.startswith(("#", "!")) and child.name not in _UNSEEN:
                yield from _attributes(child)
                if child.name in _PARAGRAPHS:
                    yield from finished()
                    yield from visit(child)
                    yield from finished()
                else:
                    yield from visit(child)

    yield from visit(document.tree.root)
    yield from finished()


def _attributes(element: Any) -> Iterator[str]:
    for name in _TEXT_ATTRIBUTES:
        if value := element.attrs.get(name):
            yield unicodedata.normalize("NFC", value)
    if element.name == "meta" and element.attrs.get("name") in {
        "description",
        "author",
        "keywords",
    }:
        yield unicodedata.normalize("NFC", element.attrs.get("content") or "")


_FETCHED_LINKS = frozenset(
    """apple-touch-icon dns-prefetch icon manifest mask-icon modulepreload preconnect prefetch
    preload shortcut stylesheet""".split()  # noqa: SIM905
)
_FETCHED_BY = {
    "src": {
        "img",
        "script",
        "iframe",
        "source",
        "video",
        "audio",
        "track",
        "embed",
        "input",
        "frame",
    },
    "href": {"image", "use", "feimage", "script"},
    "xlink:href": {"image", "use", "feimage", "script"},
    "data": {"object"},
    "poster": {"video"},
    "background": {"body", "table", "td"},
}
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+[\d.]+[wxh])?\s*(?:,|$)")


def candidates(srcset: str) -> list[str]:
    """The addresses of a srcset."""
    return _CANDIDATE.findall(srcset)


def fetched(element: Any) -> Iterator[str]:
    """The addresses that a browser loads by itself because of an element."""
    name = element.name.lower()
    for attribute, names in _FETCHED_BY.items():
        if name in names and element.attrs.get(attribute):
            yield element.attrs[attribute]
    for attribute in ("srcset", "imagesrcset"):
        yield from candidates(element.attrs.get(attribute) or "")
    loads = _FETCHED_LINKS & set((element.attrs.get("rel") or "").lower().split())
    # a preloaded picture names its files in imagesrcset alone
    if name == "link" and loads and not element.attrs.get("imagesrcset"):
        yield element.attrs["href"]
    for value in element.attrs.values():
        if value and "url(" in value:
            yield from css_addresses(value, declarations=True)


def followed(element: Any) -> Iterator[str]:
    """The addresses that a reader can go to by an element."""
    if element.name in {"a", "area"} and "href" in element.attrs:
        yield element.attrs["href"] or ""
    if element.name == "form" and element.attrs.get("action"):
        yield element.attrs["action"]


def css_addresses(css: str, *, declarations: bool = False) -> Iterator[str]:
    """The addresses that a stylesheet, or the value of a property, loads."""
    if declarations:
        yield from _css_urls(tinycss2.parse_component_value_list(css))
        return
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        assert rule.type != "error", f"line {rule.source_line}: {rule.message}"
        if rule.type == "at-rule" and rule.lower_at_keyword == "import":
            yield from (token.value for token in rule.prelude if token.type == "string")
        yield from _css_urls(rule.prelude)
        yield from _css_urls(rule.content or [])


def _css_urls(tokens: list[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "url":
            yield token.value
        elif token.type == "function" and token.lower_name in {
            "url",
            "src",
            "image-set",
            "-webkit-image-set",
        }:
            yield from (part.value for part in token.arguments if part.type == "string")
        if token.type == "function":
            yield from _css_urls(token.arguments)
        elif hasattr(token, "content") and isinstance(token.content, list):
            yield from _css_urls(token.content)
