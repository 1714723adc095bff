"""Paragraphs of Markdown that are known at first sight, before twenty processors look at them.

What comes out is the same; `tests/mkdocs_plugin/test_inline.py` holds both against each other.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

_NAME, _PRIORITY = "quangba_plain", 200
"""Before all others."""

_BY_LINE = {
    f"markdown.blockprocessors.{name}Processor"
    for name in (
        "EmptyBlock", "ListIndent", "CodeBlock", "HashHeader", "SetextHeader", "HR", "OList",
        "UList", "BlockQuote", "Reference", "Paragraph",
    )
} | {
    "markdown.extensions.abbr.AbbrBlockprocessor",
    "markdown.extensions.admonition.AdmonitionProcessor",
    "markdown.extensions.def_list.DefListIndentProcessor",
    "markdown.extensions.def_list.DefListProcessor",
    "markdown.extensions.footnotes.FootnoteBlockProcessor",
    "markdown.extensions.md_in_html.MarkdownInHtmlProcessor",
    "markdown.extensions.tables.TableProcessor",
    "pymdownx.details.DetailsProcessor",
    "pymdownx.superfences.SuperFencesCodeBlockProcessor",
    "pymdownx.tabbed.TabbedProcessor",
}  # fmt: skip
"""Processors that leave a single line alone which starts with a letter."""


def quicken(md: Markdown) -> None:
    """Let a converter, which has all its extensions, tell plain paragraphs by their first letter.

    One with a processor that is not known here stays as it is.
    """
    found = {f"{type(each).__module__}.{type(each).__qualname__}" for each in _all(md)}
    if found <= _BY_LINE:
        md.parser.blockprocessors.register(_Plain(md), _NAME, _PRIORITY)


def _all(md: Markdown) -> list[BlockProcessor]:
    return [*md.parser.blockprocessors]


class _Plain(BlockProcessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self._paragraph = md.parser.blockprocessors["paragraph"]

    def test(self, parent: ET.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        return self._paragraph.run(parent, blocks)
