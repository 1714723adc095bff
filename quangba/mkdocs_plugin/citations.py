"""Figures in Markdown: `{{ fact("trade-2024") }}` becomes the number with its day and source."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from quangba.content.citations import FORMS, PATTERN

# After code spans (190), which show what is written in them, before everything else.
PRIORITY = 189

_IN_TAG = re.compile(r"<[a-z][^<>]*(?:\{\{\s*fact\(|<data class=\"fact\")", re.IGNORECASE)
_UNREAD = re.compile(r"\{\{\s*fact\(")
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)


def misplaced(html: str) -> bool:
    """Whether a rendered text has a figure in an attribute, or one that HTML kept from being read.

    Code may show how a citation is written.
    """
    if "fact" not in html:
        return False
    text = _CODE.sub("", html)
    return bool(_IN_TAG.search(text) or _UNREAD.search(text))


class Citations(Extension):
    """Set `html`, which gives (id, form) as HTML, before each page."""

    def __init__(self) -> None:
        super().__init__()
        self.html: Callable[[str, str], str] = lambda name, form: name

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the inline pattern."""
        md.inlinePatterns.register(_Citation(self, md), "quangba_facts", PRIORITY)


class _Citation(InlineProcessor):
    def __init__(self, owner: Citations, md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self.owner = owner

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str, int, int]:
        html = self.owner.html(m["id"], m["form"] or FORMS[0])
        return self.md.htmlStash.store(html), m.start(0), m.end(0)
