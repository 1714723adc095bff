"""Rendered text is looked at once more: whatever the lines hid, nothing live gets into a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from quangba.content import html_dangers
from quangba.content.html_tags import Tag, start_tags

_NAMES = "|".join(sorted(html_dangers.ELEMENTS - {"svg"}))
_ATTRIBUTES = "|".join(sorted(html_dangers.ATTRIBUTES | {html_dangers.TARGET}))
_ELEMENT = re.compile(rf"<(?:[\w.-]+:)?(?:{_NAMES})[\s/>]")
_ATTRIBUTE = re.compile(rf"[\s/\"'](?:on[a-z]+|{_ATTRIBUTES})[\s=/>]")
_SCHEME = re.compile(rf"(?:{'|'.join(sorted(html_dangers.RUNNING))})\s*:")
_WRITTEN = re.compile(r"&(?:#|colon|tab|newline)")
"""Tags without any of these are not read one by one, which would take two milliseconds a page.

Each is looked for by itself, in small letters, which is much faster than all at once.
"""

_OPEN = re.compile(r"<[a-zA-Z]")
_PLAIN = re.compile(r"<[a-zA-Z][\w:-]*(?: [a-zA-Z][\w:-]*(?:=\"[^\"<>]*\")?)* ?/?>", re.ASCII)
"""A tag that can only be read in one way, however strangely browsers read others."""

_OURS = re.compile(r'<button class="term" popovertarget="[\w-]*" type="button">')
"""What names in a text become."""


def live(html: str, allowed: Collection[str]) -> tuple[str, ...]:
    """The names of what is dangerous in a rendered text and not allowed, each once, in order."""
    tags = _PLAIN.findall(html)
    if len(tags) == len(_OPEN.findall(html)) and not _is_suspect(tags):
        return ()
    found = (
        danger.name
        for tag in start_tags(html)
        for danger in html_dangers.of_tag(tag)
        if not (danger.kind == "element" and _is_harmless(tag))
    )
    return tuple(dict.fromkeys(name for name in found if name not in allowed))


def _is_suspect(tags: Iterable[str]) -> bool:
    """Whether one of these has anything that could be dangerous."""
    text = "".join(tag for tag in tags if not _OURS.fullmatch(tag)).lower()
    if _ELEMENT.search(text) or _ATTRIBUTE.search(text):
        return True
    flat = text.replace("\t", "").replace("\n", "").replace("\r", "")
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
