"""What the site adds to Markdown: heading ids by position, and pictures from the library."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import unquote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils import get_relative_url

from quangba.media.markup import Credit, caption
from quangba.mkdocs_plugin import gallery
from quangba.picture_uses import FIGURE, HERO, MEDIA
from quangba.view import pictures
from quangba.view.images import Picture
from quangba.view.values import HeadingMark

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
    """What is set before each page.

    Set `ids`, `marks`, `pictures`, `url`, `credit`, `mark`, `first`, `wide`, `foreign`.
    `marks`: what is said below headings, by their ids. `mark`: makes HTML of a caption.
    `first`: nothing above the text has a picture, so that the text's first one is fetched at
    once; `preload`: after rendering, the `<link>` for it, if there is one. `wide`: lists of
    pictures run from edge to edge, as in a photo story. `credits`: after rendering, the HTML of
    who made the pictures that stand within lines, where there is no room for a caption.
    `unplanned`: after rendering, pictures that nobody knew of, so that they have no files.

    `unpublished`: whether a link's page is there but not published now: its words stay alone.
    `foreign`: gives (address, language tag) for a link to a page that the reader's language does
    not have, else None. `missed`: after rendering, how many headings differ from what was
    expected.
    """

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[str, ...] = ()
        self.marks: Mapping[str, HeadingMark] = {}
        self.pictures: Mapping[str, Picture] = {}
        self.url = ""
        self.credit: Callable[[Picture], Credit] = lambda picture: Credit(picture.credit)
        self.mark: Callable[[str], str] = escape
        self.first = False
        self.preload = ""
        self.wide = False
        self.credits: list[str] = []
        self.unplanned: list[str] = []
        self.foreign: Callable[[str], tuple[str, str] | None] = lambda target: None
        self.unpublished: Callable[[str], bool] = lambda target: False
        self.missed = 0

    def start(self) -> None:
        """Forget what the last page gave: a text without words is not converted at all."""
        self.preload, self.missed = "", 0
        self.credits, self.unplanned = [], []

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
            if name in self.parts.marks:
                _put_below(root, heading, self.parts.marks[name])
        self.parts.missed = len(found) - len(self.parts.ids)


def _put_below(root: ET.Element, heading: ET.Element, mark: HeadingMark) -> None:
    parent = next(each for each in root.iter() if heading in list(each))
    below = ET.Element("p", {"class": "behind"})
    place = below
    if mark.address is not None:
        leads = {"href": f"{_SCHEME}{mark.address}", "hreflang": mark.tag}
        place = ET.SubElement(below, "a", leads)
    place.text, below.tail = mark.words, "\n"
    parent.insert(list(parent).index(heading) + 1, below)


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
            if self.parts.unpublished(unquote(link.get("href", ""))):
                link.tag = "span"
                link.attrib.clear()
            elif found := self.parts.foreign(unquote(link.get("href", ""))):
                address, tag = found
                link.set("href", f"{_SCHEME}{address}")
                link.set("hreflang", tag)


class _Addresses(Treeprocessor):
    """Relative addresses of pictures and of pages in other languages.

    `![](/media/NAME)` becomes a figure with caption when alone in its paragraph, one of a gallery
    when its list holds nothing but pictures, else a plain picture.
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
        self.parts.preload = ""
        self.parts.credits, self.parts.unplanned = [], []
        self._show(root)

    def _show(self, parent: ET.Element) -> None:
        """Replace pictures in the order of the text, so that the first one is known."""
        for child in list(parent):
            index = list(parent).index(child)
            if images := gallery.images(child, self._is_picture):
                count = len(images)
                sizes = [
                    gallery.sizes(count, place, wide=self.parts.wide) for place in range(count)
                ]
                figures = tuple(
                    self._figure(image, each) for image, each in zip(images, sizes, strict=True)
                )
                gallery.fill(child, figures, wide=self.parts.wide)
            elif child.tag == "p" and self._is_figure(child):
                block = ET.Element("p")
                block.tail = child.tail
                block.text = self._figure(child[0])
                parent[index] = block
            elif child.tag == "img" and (found := self._picture(child)):
                self._inline(parent, index, child, found)
            else:
                self._show(child)

    def _picture(self, image: ET.Element) -> Picture | None:
        src = unquote(image.get("src", ""))
        picture = (
            self.parts.pictures.get(src.removeprefix(MEDIA)) if src.startswith(MEDIA) else None
        )
        if picture is not None and not picture.sets:
            if picture.name not in self.parts.unplanned:
                self.parts.unplanned.append(picture.name)
            return None
        return picture

    def _is_figure(self, paragraph: ET.Element) -> bool:
        alone = len(paragraph) == 1 and not (paragraph.text or "").strip()
        return (
            alone
            and paragraph[0].tag == "img"
            and not (paragraph[0].tail or "").strip()
            and self._is_picture(paragraph[0])
        )

    def _is_picture(self, image: ET.Element) -> bool:
        return self._picture(image) is not None

    def _stash(self, html: str) -> str:
        """HTML that Python-Markdown would not write rightly itself: `<source>` has no end tag."""
        return self.md.htmlStash.store(html)

    def _written(self, image: ET.Element) -> dict[str, Any]:
        """What the author says of a picture."""
        asked = image.get("width", "")
        return {
            "css_class": image.get("class", ""),
            "alt": image.get("alt", "").strip(),
            "width": int(asked) if asked.isdecimal() else None,
        }

    def _url(self, path: str) -> str:
        return get_relative_url(path, self.parts.url)

    def _figure(self, image: ET.Element, sizes: str = "") -> str:
        picture = self._picture(image)
        assert picture is not None
        written = self._written(image)
        use, alone = self._use
        sizes = sizes or alone
        first = self._is_first(picture, sizes, written["width"], large=True)
        said = (image.tail or "").strip() or image.get("title") or picture.caption
        words = caption(said, self.parts.credit(picture), self.parts.mark)
        return self._stash(
            pictures.figure(picture, use, words, url=self._url, first=first, sizes=sizes, **written)
        )

    @property
    def _use(self) -> tuple[str, str]:
        """The use of a text's pictures, and the `sizes` of one within the column.

        All of a story's have the files of a hero, so that a list may be as wide as the window.
        """
        return (HERO, gallery.WIDE) if self.parts.wide else (FIGURE, "")

    def _is_first(self, picture: Picture, sizes: str, width: int | None, *, large: bool) -> bool:
        """Whether a picture is the page's first; then the head asks for it at once."""
        if not self.parts.first or self.parts.preload:
            return False
        self.parts.preload = pictures.preload(
            picture, self._use[0], url=self._url, sizes=sizes, width=width, large=large
        )
        return True

    def _inline(self, parent: ET.Element, index: int, image: ET.Element, picture: Picture) -> None:
        written = self._written(image)
        use, sizes = self._use
        first = self._is_first(picture, sizes, written["width"], large=False)
        # it stands at the foot of the text, right above what it would lead to
        made_by = replace(self.parts.credit(picture), more=None).html()
        if made_by not in self.parts.credits:
            self.parts.credits.append(made_by)
        html = pictures.html(picture, use, url=self._url, first=first, sizes=sizes, **written)
        text = self._stash(html) + (image.tail or "")
        if index:
            before = parent[index - 1]
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        parent.remove(image)
