"""Links from text to text, relative as mkdocs makes them; each target is looked up by itself.

mkdocs and static-i18n keep lists of all files of a language for that. What they do for a link that
leads to a page is here; the checks have told of the others, but for those hidden in HTML.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from mkdocs.utils import get_relative_url

from quangba import addresses
from quangba.content.tree import Absent
from quangba.languages import Language
from quangba.site import Site

# Where mkdocs has the same steps among the others.
RELATIVE_PRIORITY = 0
ANCHORS_PRIORITY = 5
HTML_PRIORITY = 21

_NAMED = re.compile(r"\b(?:id|name)\s*=", re.IGNORECASE)


def page_url(uri: str, language: Language) -> str:
    """The address of a page as mkdocs has it: of the home page './'."""
    address = addresses.of(uri, language)
    return "./" if address == "." else quote(address)


class Links(Extension):
    """Set the page with `start`. After rendering: `anchors`, `leads` and `missing` links."""

    def __init__(self, site: Site, language: Language) -> None:
        super().__init__()
        self._entries = site.tree.entries
        self._language = language
        self._prefixes = f"{language.locale}/", f"{site.settings.source.locale}/"
        self._file = self._url = ""
        self.anchors: set[str] = set()
        self.leads: dict[tuple[str, str], str] = {}
        self.missing: list[str] = []

    def start(self, locale: str, uri: str) -> None:
        """Before a page. locale: of its text."""
        self._file, self._url = f"{locale}/{uri}", page_url(uri, self._language)
        self.anchors, self.leads, self.missing = set(), {}, []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the steps."""
        md.preprocessors.register(_WrittenAnchors(self, md), "quangba_written", HTML_PRIORITY)
        md.treeprocessors.register(_Anchors(self, md), "quangba_anchors", ANCHORS_PRIORITY)
        md.treeprocessors.register(_Relative(self, md), "quangba_relative", RELATIVE_PRIORITY)

    def relative(self, link: str) -> str:
        """A link as the page has it; one that leads to no page stays as it is written."""
        scheme, netloc, path, query, anchor = urlsplit(link)
        if scheme or netloc or link.startswith(("/", "\\")) or AMP_SUBSTITUTE in link:
            return link
        if not path:
            if anchor:
                self._lead(self._uri(self._file), anchor, link)
            return link
        target = posixpath.join(posixpath.dirname(self._file), unquote(path))
        uri = self._uri(posixpath.normpath(target.lstrip("/")))
        entry = self._entries.get(uri)
        if entry is None or isinstance(entry.version(self._language.locale), Absent):
            self.missing.append(link)
            return link
        if anchor:
            self._lead(uri, anchor, link)
        address = get_relative_url(page_url(uri, self._language), self._url)
        return urlunsplit(("", "", address, query, anchor))

    def _uri(self, path: str) -> str:
        """The page of a file below the folder of all languages."""
        found = (path.removeprefix(each) for each in self._prefixes if path.startswith(each))
        return next(found, path)

    def _lead(self, uri: str, anchor: str, link: str) -> None:
        self.leads.setdefault((uri, anchor), link)


class _Relative(Treeprocessor):
    def __init__(self, links: Links, md: Markdown) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key is not None and (link := element.get(key)) is not None:
                element.set(key, self._links.relative(link))


class _Anchors(Treeprocessor):
    def __init__(self, links: Links, md: Markdown) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if anchor := element.get("id"):
                self._links.anchors.add(anchor)
            if element.tag == "a" and (anchor := element.get("name")):
                self._links.anchors.add(anchor)


class _WrittenAnchors(Preprocessor):
    """Those in HTML, before Markdown puts it aside."""

    def __init__(self, links: Links, md: Markdown) -> None:
        super().__init__(md)
        self._links = links

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<" in text and _NAMED.search(text):
            reader = _Reader(self._links.anchors)
            reader.feed(text)
            reader.close()
        return lines


class _Reader(HTMLParser):
    def __init__(self, anchors: set[str]) -> None:
        super().__init__()
        self._anchors = anchors

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self._anchors.add(value)
