"""Rendered text is looked at once more: whatever the lines hid, nothing live gets into a page."""

from __future__ import annotations

import re
from collections.abc import Collection

from quangba.content import html_dangers
from quangba.content.html_tags import Tag, start_tags

_NAMES = "|".join(sorted(html_dangers.ELEMENTS - {"svg"}))
_ATTRIBUTES = "|".join(sorted(html_dangers.ATTRIBUTES | {html_dangers.TARGET}))
_ELEMENT = re.compile(rf"<(?:[\w.-]+:)?(?:{_NAMES})[\s/>]")
_ATTRIBUTE = re.compile(rf"[\s/\"'](?:on[a-z]+|{_ATTRIBUTES})[\s=/>]")
_SCHEME = re.compile(rf"(?:{'|'.join(sorted(html_dangers.RUNNING))})\s*:")
_WRITTEN = re.compile(r"&(?:#|colon|tab|newline)")
"""Text without any of these is not read tag by tag, which would take two milliseconds a page.

Each is looked for by itself, in small letters: that is ten times as fast as all at once.
"""

_OURS = '<button type="button" class="term" '
"""What names in a text become is harmless; all that follows in the tag is looked at."""


def live(html: str, allowed: Collection[str]) -> tuple[str, ...]:
    """The names of what is dangerous in a rendered text and not allowed, each once, in order."""
    if not _is_suspect(html.lower().replace(_OURS, " ")):
        return ()
    found = (
        danger.name
        for tag in start_tags(html)
        for danger in html_dangers.of_tag(tag)
        if not (danger.kind == "element" and _is_harmless(tag))
    )
    return tuple(dict.fromkeys(name for name in found if name not in allowed))


def _is_suspect(html: str) -> bool:
    """Whether a text in small letters has anything that could be dangerous."""
    if _ELEMENT.search(html) or _ATTRIBUTE.search(html):
        return True
    flat = html.replace("\t", "").replace("\n", "").replace("\r", "")
    return bool(_SCHEME.search(flat) or _WRITTEN.search(flat))


def _is_harmless(tag: Tag) -> bool:
    """What the renderer and the theme make: icons, and switches that send nothing to anybody."""
    match tag.name:
        case "svg":
            return True
        case "button":
            return tag.get("type") == "button"
        case "input":
            return tag.get("type") in {"checkbox", "radio"}
        case _:
            return False
