"""A list of pictures becomes a gallery: one picture an item, with its caption behind it or not.

`- ![](/media/a.jpg)`, `- ![](/media/a.jpg "caption")` and `1. ![](/media/a.jpg) Caption` alike.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

WIDE = "(min-width: 44em) 40em, 92vw"
"""How wide a first picture is shown that spans the columns, as in css/40-prose.css."""

HALF = "(min-width: 44em) 21em, (min-width: 30em) 48vw, 95vw"
"""How wide the others are, in one of two columns."""

EDGE, EDGE_HALF = "100vw", "(min-width: 60em) 50vw, 100vw"
"""The same from edge to edge."""


def images(element: ET.Element, is_picture: Callable[[ET.Element], bool]) -> tuple[ET.Element, ...]:
    """The pictures of a list that has nothing else in its items; empty for any other element."""
    if element.tag not in ("ul", "ol") or len(element) == 0:
        return ()
    found = tuple(_only_image(item) for item in element)
    pictures = tuple(image for image in found if image is not None and is_picture(image))
    return pictures if len(pictures) == len(element) else ()


def _only_image(item: ET.Element) -> ET.Element | None:
    """The picture that is all of an item. Items with blank lines between hold a paragraph each."""
    holder = item
    if (
        len(item) == 1
        and item[0].tag == "p"
        and not _words(item)
        and not (item[0].tail or "").strip()
    ):
        holder = item[0]
    if len(holder) != 1 or holder[0].tag != "img" or (holder.text or "").strip():
        return None
    return holder[0]


def _words(element: ET.Element) -> bool:
    """Whether there is text before or after an element's only child."""
    tail = element[0].tail if len(element) else ""
    return bool((element.text or "").strip() or (tail or "").strip())


def sizes(count: int, index: int, *, wide: bool = False) -> str:
    """The `sizes` of one picture of a gallery. An odd one comes first, over both columns.

    wide: in a photo story, where the list runs from edge to edge (css/60-pictures.css).
    """
    over_both = index == 0 and bool(count % 2)
    if wide:
        return EDGE if over_both else EDGE_HALF
    return WIDE if over_both else HALF


def fill(element: ET.Element, figures: tuple[str, ...], *, wide: bool = False) -> None:
    """Make a list the gallery of its figures (placeholders of their HTML)."""
    kind = "sequence" if wide else "gallery"
    element.set("class", f"{kind} {element.get('class', '')}".strip())
    # A list without marks is no list for some screen readers, unless it says so.
    element.set("role", "list")
    for item, html in zip(element, figures, strict=True):
        for child in list(item):
            item.remove(child)
        item.text = html
