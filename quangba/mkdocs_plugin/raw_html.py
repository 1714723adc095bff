"""Rendered text is looked at once more: whatever the lines hid, nothing live gets into a page."""

from __future__ import annotations

import re
from collections.abc import Collection

from quangba.content import html_dangers
from quangba.content.html_tags import Tag, start_tags

_NAMES = "|".join(sorted(html_dangers.ELEMENTS - {"svg"}))
_ATTRIBUTES = "|".join(sorted(html_dangers.ATTRIBUTES | {html_dangers.TARGET}))
_SUSPECT = re.compile(
    rf"<(?:[\w.-]+:)?(?:{_NAMES})[\s/>]|[\s/\"'](?:on[a-z]+|{_ATTRIBUTES})[\s=/>]", re.IGNORECASE
)
_SCHEME = re.compile(
    rf"(?:{'|'.join(sorted(html_dangers.RUNNING))})\s*:|&(?:#|colon|tab|newline)", re.IGNORECASE
)
"""Text without any of both is not read tag by tag, which would take two milliseconds a page."""

_NO_BREAKS = str.maketrans("", "", "\t\n\r")


def live(html: str, allowed: Collection[str]) -> tuple[str, ...]:
    """The names of what is dangerous in a rendered text and not allowed, each once, in order."""
    if not _SUSPECT.search(html) and not _SCHEME.search(html.translate(_NO_BREAKS)):
        return ()
    found = (
        danger.name
        for tag in start_tags(html)
        for danger in html_dangers.of_tag(tag)
        if not (danger.kind == "element" and _is_harmless(tag))
    )
    return tuple(dict.fromkeys(name for name in found if name not in allowed))


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
