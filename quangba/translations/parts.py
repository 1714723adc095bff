"""A page in its sections with what each of them holds, ready to be compared with another language.

Which sections are compared is said by the stamp: one that is behind is not held against a source
text that it was not made from. A translation without a stamp is held against today's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from quangba.content import blocks, citations, markdown_lines, quantities, strings
from quangba.content.blocks import Block, Table
from quangba.content.citations import Citation
from quangba.content.markdown_lines import Line
from quangba.content.markdown_links import Link
from quangba.content.number_format import NumberFormat
from quangba.content.number_words import NumberWords
from quangba.content.quantities import Reading
from quangba.content.sections import HEAD, INTRO, said
from quangba.content.tree import Entry, Page, resolve
from quangba.languages import Language
from quangba.picture_uses import MEDIA
from quangba.translations import status
from quangba.translations.status import Added, Changed, Current, Missing, OneLanguageOnly, Outdated


class Speech:
    """How one language writes numbers: in digits (`form`) and in words."""

    def __init__(self, language: Language, theme_words: Mapping[str, object]) -> None:
        self.language = language
        self.form = NumberFormat(language, strings.scale_words(theme_words))
        self.words = NumberWords(language, strings.number_words(theme_words))


@dataclass(frozen=True)
class Part:
    """A section of a page. line: where it begins; lines: its text without code and comments."""

    key: str
    line: int
    lines: tuple[Line, ...]
    links: tuple[Link, ...]
    reading: Reading
    speech: Speech

    @cached_property
    def small(self) -> str:
        """What readers see, in small letters."""
        return self.reading.text.lower()

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The figures of the register that it cites."""
        return tuple(found for found in citations.in_lines(self.lines) if found.id is not None)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(blocks.tables(self.lines))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its notes, folds, tabs and footnotes."""
        return tuple(blocks.blocks(self.lines))


@dataclass(frozen=True)
class Side:
    """One page of an entry. parts: by section, in the order of the page."""

    page: Page
    parts: Mapping[str, Part]

    @cached_property
    def targets(self) -> Mapping[str, Link]:
        """Where its links lead, each with the first link that does."""
        found: dict[str, Link] = {}
        for link in self.page.links:
            if not link.is_image and link.target:
                found.setdefault(address(self.page, link), link)
        return found

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        """The pictures of the library that its text shows, in order."""
        return tuple(name for link in self.page.links if (name := picture(link)))

    @cached_property
    def facts(self) -> frozenset[str]:
        """The figures that it cites."""
        return frozenset(
            found.id for part in self.parts.values() for found in part.citations if found.id
        )


def address(page: Page, link: Link) -> str:
    """What a link leads to, whichever page it stands on: `a/b.md#c`, or an address outside."""
    target = unquote(link.target)
    if ":" in target or target.startswith("/"):
        return target
    uri, anchor = resolve(page.uri, target)
    return f"{uri}#{anchor}" if anchor else uri


def picture(link: Link) -> str:
    """The name of the picture of the library that is shown; '' where it is another link."""
    if not link.is_image or not link.target.startswith(MEDIA):
        return ""
    return unquote(link.target.removeprefix(MEDIA))


def side(entry: Entry, page: Page, speech: Speech) -> Side:
    """A page in its sections."""
    sections = entry.sections(page.locale)
    keys, starts = [section.key for section in sections], [section.line for section in sections]
    lines: dict[str, list[Line]] = {key: [] for key in keys}
    links: dict[str, list[Link]] = {key: [] for key in keys}
    if INTRO not in keys:
        keys.insert(1, INTRO)
        starts.insert(1, page.body_line)
        lines[INTRO], links[INTRO] = [], []
    for line in markdown_lines.text_lines(page.body, page.body_line):
        lines[keys[bisect_right(starts, line[0]) - 1]].append(line)
    for link in page.links:
        links[keys[bisect_right(starts, link.line) - 1]].append(link)
    lines[HEAD] = list(_head(page))
    readings = quantities.read([lines[key] for key in keys], speech.form)
    parts = {
        key: Part(key, start, tuple(lines[key]), tuple(links[key]), reading, speech)
        for key, start, reading in zip(keys, starts, readings, strict=True)
    }
    return Side(page, parts)


def _head(page: Page) -> Iterator[Line]:
    """The words of front matter, each with the line of its field."""
    for name, text in said(page.front):
        yield page.lines.get(name, 1), text


def compared(entry: Entry, page: Page) -> frozenset[str] | None:
    """The sections that say, by the stamp, what the source text says now; None if all of them."""
    match status.of_entry(entry, page.locale):
        case Current():
            return None
        case Outdated(made_from=None):
            return None if _levels(page) == _levels(entry.source) else frozenset((HEAD,))
        case Outdated(sections=drifts):
            behind = {each.section.key for each in drifts if isinstance(each, Changed | Added)}
            keys = {section.key for section in entry.sections(entry.owner)}
            return frozenset(keys - behind)
        case Missing() | OneLanguageOnly():
            return frozenset()


def _levels(page: Page) -> list[int]:
    return [heading.level for heading in page.headings]
