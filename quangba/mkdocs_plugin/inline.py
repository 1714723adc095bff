"""Inline patterns of Markdown, each tried only on texts that have what it cannot match without.

The library tries every pattern on every text: twenty searches for a paragraph that has no mark in
it. What comes out is the same; `tests/mkdocs_plugin/test_inline.py` holds both against each other.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown, inlinepatterns, treeprocessors
from markdown.inlinepatterns import Pattern
from markdown.util import AtomicString

from quangba.content import citations

_NAME, _PRIORITY = "inline", 20
"""Of the library's own step."""

_BY_PATTERN = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.REFERENCE_RE: "[",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "[",
    inlinepatterns.IMAGE_REFERENCE_RE: "[",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.LINE_BREAK_RE: "\n",
    citations.PATTERN: "{",
    r"\[\^([^\]]*)\]": "[",
}
"""The characters of which a text has one at least where a pattern matches."""

_BY_CLASS = {
    "pymdownx.inlinehilite.InlineHilitePattern": "`",
    "pymdownx.keys.KeysPattern": "+",
}
"""The same of all patterns of a class."""

_OF_TOKENS = {
    "markdown.inlinepatterns.DelimiterProcessor",
    "pymdownx.delimiterprocessor.DelimiterProcessor",
}
"""Classes whose patterns are any of the `tokens`."""


def needed(pattern: Pattern) -> str | None:
    """Characters of which a text has one at least where a pattern matches; None if not known."""
    kind = type(pattern)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name in _OF_TOKENS:
        tokens: list[str] = getattr(pattern, "tokens", [])
        return "".join(token[0] for token in tokens) or None
    return _BY_CLASS.get(name) or _BY_PATTERN.get(pattern.pattern)


def quicken(md: Markdown) -> None:
    """Let a converter, which has all its extensions, pass over what cannot match."""
    md.treeprocessors.register(InlineProcessor(md), _NAME, _PRIORITY)


class InlineProcessor(treeprocessors.InlineProcessor):
    """The library's, by whose name Python finds the methods that are replaced here."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns: list[tuple[Pattern, str | None]] = []
        self._marks: re.Pattern[str] | None = None

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Look at the patterns first: extensions may have more for a page."""
        patterns = [*self.inlinePatterns]
        if patterns != [pattern for pattern, _ in self._patterns]:
            self._patterns = [(pattern, needed(pattern)) for pattern in patterns]
            marks = {mark for _, needs in self._patterns for mark in needs or ()}
            known = all(needs for _, needs in self._patterns)
            self._marks = re.compile(f"[{re.escape(''.join(sorted(marks)))}]") if known else None
        return super().run(tree, ancestors)

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the library's names
        if isinstance(data, AtomicString) or (self._marks and not self._marks.search(data)):
            return data
        index, start = patternIndex, 0
        while index < len(self._patterns):
            pattern, needs = self._patterns[index]
            matched = False
            if needs is None or any(mark in data for mark in needs):
                data, matched, start = self.__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
            if not matched:
                index, start = index + 1, 0
        return data
