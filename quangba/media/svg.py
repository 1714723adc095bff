"""Drawings: cleaned of whatever could run or fetch something, and measured."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET

import py_svg_hush

from quangba.media.facts import Refused

_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)(?:px)?\s*$")
_OUTSIDE = re.compile(r"""(?:xlink:)?href\s*=\s*["'](?!#|data:)[^"']*["']""")
_PLAIN_TYPE = re.compile(rb"<!DOCTYPE\s+svg(?:\s+(?:PUBLIC|SYSTEM)(?:\s+\"[^\"\[]*\")+)?\s*>")
_EMBEDDED = {"image": ["png", "jpeg", "webp"]}
"""What a drawing may carry within itself; another drawing in it would not be cleaned."""
_MOST = 1e5
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
    data = _without_type(data)
    _refuse_depth(data)
    try:
        # svg-hush keeps what a drawing needs and nothing that it does not know
        kept = py_svg_hush.filter_svg(data, _EMBEDDED)
        root = ET.fromstring(_OUTSIDE.sub("", kept.decode()))  # noqa: S314 - no DTD, see above
    except (ET.ParseError, ValueError, RuntimeError) as failure:
        raise Refused("picture-broken", str(failure).partition(":")[0]) from None
    if _name(root) != "svg":
        raise Refused("picture-broken", "not an SVG drawing")
    if any(_name(each) == "text" and "".join(each.itertext()).strip() for each in root.iter()):
        raise Refused("picture-words", "")
    size = _size(root)
    if size is None:
        raise Refused("picture-size", "neither viewBox nor width and height")
    _hold_still(root)
    _keep_shape(root, size)
    return ET.tostring(root, encoding="unicode"), size


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _without_type(data: bytes) -> bytes:
    """The drawing without the plain document type that drawing programs write."""
    bare = _PLAIN_TYPE.sub(b"", data, count=1)
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        # expat bounds entity expansion, but no drawing needs entities
        raise Refused("picture-broken", "a document type declaration")
    if bare[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("picture-broken", "not UTF-8")
    return bare


def _keep_shape(root: ET.Element, size: tuple[int, int]) -> None:
    """Say the size once, so that what is drawn has the shape that was planned."""
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {size[0]} {size[1]}")
    root.set("width", str(size[0]))
    root.set("height", str(size[1]))


def _refuse_depth(data: bytes) -> None:
    depth = 0
    try:
        for event, _ in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314 - no DTD
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise Refused("picture-broken", f"more than {MAX_DEPTH} elements within each other")
    except ET.ParseError as failure:
        raise Refused("picture-broken", str(failure).partition(":")[0]) from None


def _hold_still(root: ET.Element) -> None:
    """Take out animations, which can set what the cleaner has taken out."""
    moving = [
        (parent, child) for parent in root.iter() for child in parent if _name(child) in _ANIMATIONS
    ]
    for parent, child in moving:
        parent.remove(child)


def _size(root: ET.Element) -> tuple[int, int] | None:
    """Pixels: the shape of the viewBox, as large as width says where that is more."""
    width, height = (_length(root.get(side, "")) for side in ("width", "height"))
    box = root.get("viewBox", "").replace(",", " ").split()
    if not box:
        return None if width is None or height is None else (round(width), round(height))
    try:
        across, down = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        return None
    if len(box) != 4 or not (0 < across <= _MOST and 0 < down <= _MOST):
        return None
    scale = max(1.0, (width or 0) / across)
    if max(across, down) * scale > _MOST:
        scale = 1.0
    return max(1, round(across * scale)), max(1, round(down * scale))


def _length(text: str) -> float | None:
    """A length in pixels; None for other units, which depend on a screen."""
    match = _LENGTH.match(text)
    return float(match[1]) if match and 0.5 < float(match[1]) <= _MOST else None
