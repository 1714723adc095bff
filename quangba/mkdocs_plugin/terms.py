"""What the site adds to names in a text: their language, and a note at the first mention."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from quangba.registers.names import Mention, Names, Span
from quangba.registers.terms import Term

# After everything that reads the text: headings have their ids, galleries know their pictures.
PRIORITY = -20

_LEFT_AS_IT_IS = {"code", "pre", "kbd", "samp", "var", "script", "style", "textarea", "svg", "math"}
_NARROW = {"th", "td"}
"""On a phone a cell is narrower than a name, which would then break inside a word."""
_WITHOUT_NOTES = {
    "a", "abbr", "button", "caption", "figcaption", "figure", "label", "summary", "th",
    "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_TITLE_CLASSES = {"admonition-title", "tabbed-labels", "footnote-ref"}
_OPENING, _CLOSING = {"Ps", "Pi"}, {"Pe", "Pf", "Po"}

FIGURE = "<data "
"""A cited figure is a phrase like any other: names beside it may have notes."""

Piece = str | ET.Element


def note_id(term: Term) -> str:
    """The id of a note; no heading has one with two hyphens."""
    return f"note--{term.id}"


@dataclass
class TermText:
    """What is set before a page, and what is known after it.

    names: of the site, or None for a page without marks; locale: of the text; wanted: which
    terms get a note; most: how many notes at most. `noted`: after rendering, those that did.
    """

    names: Names | None = None
    locale: str = ""
    wanted: Callable[[Term], bool] = lambda term: False
    most: int = 0
    noted: list[Term] = field(default_factory=list)


class TermMarks(Extension):
    """Marks names. Set `text` before each page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TermText()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the one step, which comes last."""
        md.treeprocessors.register(_Marks(self, md), "quangba_terms", PRIORITY)


class _Marks(Treeprocessor):
    def __init__(self, extension: TermMarks, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ET.Element) -> None:
        if (names := self.extension.text.names) is not None:
            blocks = self.md.htmlStash.rawHtmlBlocks
            _Page(self.extension.text, names, blocks).mark(root, notes=True)


class _Page:
    """The names of one page, from its first to its last. html: what the text holds places for."""

    def __init__(self, text: TermText, names: Names, html: list[str | ET.Element]) -> None:
        self._text = text
        self._names = names
        self._html = html
        self._seen: set[str] = set()

    def mark(self, element: ET.Element, *, notes: bool, whole: bool = True) -> None:
        """Mark the names below an element.

        notes: whether they may have notes here; whole: whether short ones stay on one line.
        """
        if element.tag in _LEFT_AS_IT_IS or element.get("lang"):
            return
        notes = notes and element.tag not in _WITHOUT_NOTES
        notes = notes and _TITLE_CLASSES.isdisjoint((element.get("class") or "").split())
        notes = notes and not self._has_tags(element)
        whole = whole and element.tag not in _NARROW
        pieces = [*self._pieces(element.text or "", notes=notes, whole=whole)]
        for child in element:
            self.mark(child, notes=notes, whole=whole)
            tail, child.tail = child.tail or "", None
            pieces += [child, *self._pieces(tail, notes=notes, whole=whole)]
        element[:] = ()
        _append(element, pieces, start=True)

    def _has_tags(self, element: ET.Element) -> bool:
        """Whether the author wrote tags among the words, in which a button might not be right."""
        texts = (element.text, *(child.tail for child in element))
        places = (place for text in texts for place in HTML_PLACEHOLDER_RE.findall(text or ""))
        written = (str(self._html[int(place)]) for place in places)
        return any(html.startswith("<") and not html.startswith(FIGURE) for html in written)

    def _pieces(self, text: str, *, notes: bool, whole: bool) -> Sequence[Piece]:
        """A text cut into what stays as it is and elements for the names in it."""
        if not text or text.isspace():
            return (text,)
        text = unicodedata.normalize("NFC", text)
        locale = self._text.locale
        foreign: tuple[Span, ...] | None = None
        if whole:
            text, foreign = self._names.held(text, locale)
        mentions = [*self._first_mentions(text)] if notes else []
        if not mentions:
            return [*self._spans(text, foreign)]
        return [*self._with_notes(text, mentions)]

    def _with_notes(self, text: str, mentions: Iterable[Mention]) -> Iterator[Piece]:
        at = 0
        for mention in mentions:
            start, end = mention.start, mention.end
            first, last = _with_marks(text, at, start, end)
            yield from self._spans(text[at:first])
            button = ET.Element(
                "button",
                {"type": "button", "class": "term", "popovertarget": note_id(mention.term)},
            )
            _append(button, self._spans(text[start:end]), start=True)
            held = ET.Element("span", {"class": "term-hold"})
            _append(held, (text[first:start], button, text[end:last]), start=True)
            yield held if (first, last) != (start, end) else button
            at = last
        yield from self._spans(text[at:])

    def _first_mentions(self, text: str) -> Iterator[Mention]:
        page = self._text
        if len(page.noted) >= page.most:
            return
        for mention in self._names.mentions(text, page.locale):
            term = mention.term
            if len(page.noted) < page.most and term.id not in self._seen and page.wanted(term):
                self._seen.add(term.id)
                page.noted.append(term)
                yield mention

    def _spans(self, text: str, found: tuple[Span, ...] | None = None) -> Iterator[Piece]:
        """A text with elements for what is of other languages. found: that, where it is known."""
        at = 0
        for span in self._names.spans(text, self._text.locale) if found is None else found:
            yield text[at : span.start]
            element = ET.Element("span", {"lang": self._names.tag(span.locale)})
            element.text = text[span.start : span.end]
            yield element
            at = span.end
        yield text[at:]


def _append(parent: ET.Element, pieces: Iterable[Piece], *, start: bool = False) -> None:
    """Put pieces at the end of an element. start: in place of the text before its children."""
    if start:
        parent.text = None
    for piece in pieces:
        if not isinstance(piece, str):
            parent.append(piece)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        else:
            parent.text = (parent.text or "") + piece


def _with_marks(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """A name together with the marks that must not stand on another line than it.

    Browsers treat a button like a picture and would break the line before a comma.
    """
    while start > at and unicodedata.category(text[start - 1]) in _OPENING:
        start -= 1
    while end < len(text) and unicodedata.category(text[end]) in _CLOSING:
        end += 1
    return start, end
