"""Drawings: cleaned of whatever could run or fetch something, and measured."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET

import py_svg_hush

from quangba.media.facts import Refused

_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)(?:px)?\s*$")
_OUTSIDE = re.compile(r"""(?:xlink:)?href\s*=\s*["'](?!#|data:)[^"']*["']""")
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
ET.register_namespace("", "http://www.w3.org/2000/svg")
MAX_BYTES = 5_000_000
MAX_DEPTH = 100
"""Elements within elements; the cleaner's memory grows with the square of it."""


def clean(data: bytes) -> tuple[str, tuple[int, int]]:
    """The drawing without scripts, event handlers and outside references, and its size.

    The size is that of its viewBox, else its width and height in pixels. Raises Refused.
    """
    if len(data) > MAX_BYTES:
        raise Refused("picture-too-large", f"{len(data) / 1e6:.0f} MB of SVG")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        # expat bounds entity expansion, but no drawing needs a document type
        raise Refused("picture-broken", "a document type declaration")
    _refuse_depth(data)
    try:
        # svg-hush keeps what a drawing needs and nothing that it does not know
        kept = py_svg_hush.filter_svg(data)
        text = _OUTSIDE.sub("", kept.decode())
        root = ET.fromstring(text)  # noqa: S314 - no DTD, see above
        if _held_still(root):
            text = ET.tostring(root, encoding="unicode")
    except (ET.ParseError, ValueError, RuntimeError) as failure:
        raise Refused("picture-broken", str(failure).partition(":")[0]) from None
    if root.tag.rpartition("}")[2] != "svg":
        raise Refused("picture-broken", "not an SVG drawing")
    size = _size(root)
    if size is None:
        raise Refused("picture-size", "neither viewBox nor width and height")
    return text, size


def _refuse_depth(data: bytes) -> None:
    depth = 0
    try:
        for event, _ in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314 - no DTD
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise Refused("picture-broken", f"more than {MAX_DEPTH} elements within each other")
    except ET.ParseError as failure:
        raise Refused("picture-broken", str(failure).partition(":")[0]) from None


def _held_still(root: ET.Element) -> bool:
    """Take out animations, which can set what the cleaner has taken out; whether there were any."""
    moving = [
        (parent, child)
        for parent in root.iter()
        for child in parent
        if str(child.tag).rpartition("}")[2] in _ANIMATIONS
    ]
    for parent, child in moving:
        parent.remove(child)
    return bool(moving)


def _size(root: ET.Element) -> tuple[int, int] | None:
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        if len(box) == 4 and 0 < float(box[2]) <= 1e5 and 0 < float(box[3]) <= 1e5:
            return max(1, round(float(box[2]))), max(1, round(float(box[3])))
    except ValueError:
        return None
    width, height = (_LENGTH.match(root.get(side, "")) for side in ("width", "height"))
    if width is None or height is None:
        return None
    across, down = round(float(width[1])), round(float(height[1]))
    return (across, down) if 0 < across <= 1e5 and 0 < down <= 1e5 else None
