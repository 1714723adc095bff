"""What the site adds to Markdown: heading ids by position, and pictures from the library."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils import get_relative_url

from quangba.checks.links import MEDIA
from quangba.view.values import Picture

# After attr_list (8), which reads explicit ids; before toc (5), which would invent them.
IDS_PRIORITY = 6
# Around mkdocs' own link rewriting (0), which would not find a page of another language, and
# takes /media/ for an absolute address. Links with a scheme pass it untouched.
FOREIGN_PRIORITY = 1
ADDRESSES_PRIORITY = -10
_SCHEME = "quangba:"

_HEADINGS = {f"h{level}" for level in range(1, 7)}
# Their text is indented in the source, where headings do not count (content/markdown_lines).
_INDENTED = {"li", "dd", "blockquote", "details"}
_INDENTED_CLASSES = {"admonition", "tabbed-set", "footnote"}


class PageParts(Extension):
    """Set `ids`, `pictures`, `url` and `foreign` before each page is rendered.

    `foreign`: gives (address, language tag) for a link to a page that the reader's language does
    not have, else None. `missed`: after rendering, how many headings differ from what was
    expected.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[str, ...] = ()
        self.pictures: dict[str, Picture] = {}
        self.url = ""
        self.foreign: Callable[[str], tuple[str, str] | None] = lambda target: None
        self.missed = 0

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register what changes the rendered tree, each at its place among the others."""
        md.treeprocessors.register(_HeadingIds(self, md), "quangba_ids", IDS_PRIORITY)
        md.treeprocessors.register(_Foreign(self, md), "quangba_foreign", FOREIGN_PRIORITY)
        md.treeprocessors.register(_Addresses(self, md), "quangba_addresses", ADDRESSES_PRIORITY)


class _HeadingIds(Treeprocessor):
    def __init__(self, parts: PageParts, md: Markdown) -> None:
        super().__init__(md)
        self.parts = parts

    def run(self, root: ET.Element) -> None:
        found = list(_headings(root))
        for heading, name in zip(found, self.parts.ids, strict=False):
            heading.set("id", name)
        self.parts.missed = len(found) - len(self.parts.ids)


def _headings(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if child.tag in _HEADINGS:
            yield child
        elif child.tag not in _INDENTED and not (
            _INDENTED_CLASSES & set((child.get("class") or "").split())
        ):
            yield from _headings(child)


class _Foreign(Treeprocessor):
    """Links to pages that exist in another language only lead there, and say so."""

    def __init__(self, parts: PageParts, md: Markdown) -> None:
        super().__init__(md)
        self.parts = parts

    def run(self, root: ET.Element) -> None:
        for link in root.iter("a"):
            if found := self.parts.foreign(unquote(link.get("href", ""))):
                address, tag = found
                link.set("href", f"{_SCHEME}{address}")
                link.set("hreflang", tag)


class _Addresses(Treeprocessor):
    """Relative addresses of pictures and of pages in other languages.

    `![](/media/NAME)` becomes a figure with caption when alone in its paragraph, else a plain
    picture.
    """

    def __init__(self, parts: PageParts, md: Markdown) -> None:
        super().__init__(md)
        self.parts = parts

    def run(self, root: ET.Element) -> None:
        for link in root.iter("a"):
            address = link.get("href", "")
            if address.startswith(_SCHEME):
                target, hash_, anchor = address.removeprefix(_SCHEME).partition("#")
                link.set("href", get_relative_url(target, self.parts.url) + hash_ + anchor)
        for parent in root.iter():
            for index, child in enumerate(list(parent)):
                if child.tag == "img":
                    self._fill(child)
                elif child.tag == "p" and self._is_figure(child):
                    parent[index] = self._figure(child)

    def _picture(self, image: ET.Element) -> Picture | None:
        src = unquote(image.get("src", ""))
        return self.parts.pictures.get(src.removeprefix(MEDIA)) if src.startswith(MEDIA) else None

    def _is_figure(self, paragraph: ET.Element) -> bool:
        alone = len(paragraph) == 1 and not (paragraph.text or "").strip()
        return (
            alone
            and paragraph[0].tag == "img"
            and not (paragraph[0].tail or "").strip()
            and self._picture(paragraph[0]) is not None
        )

    def _figure(self, paragraph: ET.Element) -> ET.Element:
        image = paragraph[0]
        picture = self._picture(image)
        figure = ET.Element("figure", {"class": "figure"})
        figure.tail = paragraph.tail
        image.tail = None
        figure.append(image)
        title = image.attrib.pop("title", "")
        if caption := title or (picture.caption if picture else ""):
            ET.SubElement(figure, "figcaption").text = caption
        self._fill(image)
        return figure

    def _fill(self, image: ET.Element) -> None:
        picture = self._picture(image)
        if picture is None:
            return
        image.set("src", get_relative_url(picture.src, self.parts.url))
        image.set("alt", image.get("alt") or picture.alt)
        width = image.get("width", "")
        asked = int(width) if width.isdigit() and int(width) > 0 else picture.width
        image.set("width", str(asked))
        image.set("height", str(max(1, round(asked * picture.height / picture.width))))
        image.set("loading", "lazy")
        image.set("decoding", "async")
