"""A translation brought to the structure of its source text, without touching a translator's words.

What is current stays as it is. A section that has changed keeps its translation, below a mark with
the source text of now; a new one comes in as source text, marked; one that the source text
has lost stays, marked, behind the section that it followed. Sections take the source's order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from quangba.content import sections
from quangba.content.schema import TODO, MadeFrom
from quangba.content.sections import HEAD, INTRO, Section
from quangba.content.tree import Entry, Page
from quangba.messages import Text
from quangba.translations import marks, page_text
from quangba.translations.page_text import PageText
from quangba.translations.status import Added, Changed, Drift, Removed, drifts

_ATX = re.compile(r"^#{1,6}(?=[^#]|$)")

Say = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Updated:
    """A translation's new text, and what is to be done in it."""

    text: PageText
    todo: tuple[Drift, ...]


def new_translation(source: PageText, entry: Entry, say: Say) -> Updated:
    """The file of a translation that is not there yet: a draft with the source text, marked.

    source: the file of the source page.
    """
    found = entry.sections(entry.owner)
    front = [line for name in sections.WORDS for line in source.field(name)]
    body = _joined(
        marks.new(section, say)
        if section.key == HEAD
        else _after_heading(section.text, marks.new(section, say))
        for section in found
    )
    made = _made_from(
        entry,
        {section.key: TODO for section in found},
        {section.key: section.stamp for section in found},
    )
    text = replace(source, front=(*front, "draft: true"), body=f"\n{body}", before=b"")
    todo = tuple(Added(section) for section in found)
    return Updated(text.with_field("made_from", page_text.stamp_lines(made)), todo)


def update(text: PageText, entry: Entry, page: Page, say: Say) -> Updated:
    """A translation with marks where its source text has changed since it was made.

    page: the translation as the tree has it; it must be stamped, and have as many headings as
    its stamp names. text: its file.
    """
    made = page.words.made_from
    assert made is not None
    source = entry.sections(entry.owner)
    found = drifts(made.sections, source)
    work = _Work(entry, page, made, {_now(drift): drift for drift in found}, say)
    if not found and not made.shown and work.in_order:
        return Updated(text, ())
    stamp = _made_from(entry, work.stamps(), work.shown(), day=made.day)
    updated = replace(text, body=work.body()).with_field("made_from", page_text.stamp_lines(stamp))
    return Updated(updated, found)


def _now(drift: Drift) -> str:
    """The key under which a drift is found: that of the source now, or of what it lost."""
    match drift:
        case Changed(section=section) | Added(section=section):
            return section.key
        case Removed(key=key):
            return key


class _Work:
    """One translation at work: its sections by key, and what has changed of each."""

    def __init__(
        self, entry: Entry, page: Page, made: MadeFrom, drift: Mapping[str, Drift], say: Say
    ) -> None:
        self._source = entry.sections(entry.owner)
        self._page = page
        self._own = {section.key: section for section in entry.sections(page.locale)}
        self._made = made
        self._drift = drift
        self._say = say
        self._aligned = sections.align(made.sections, entry.stamps)
        self._keys = {now: key for key, now in self._aligned.items()}
        self._order = self._ordered()

    def _ordered(self) -> list[str]:
        """Keys of the sections to be: the source's, with lost ones behind those they followed."""
        order = [section.key for section in self._source]
        previous = HEAD
        for key in self._made.sections:
            now = self._aligned.get(key, key)
            if now not in order:
                at = order.index(previous) + 1 if previous in order else len(order)
                if sections.is_heading(now):  # never before the text that has no heading
                    at = max(at, sum(not sections.is_heading(each) for each in order))
                order.insert(at, now)
            previous = now
        return order

    @property
    def in_order(self) -> bool:
        """Whether the translation's sections stand in the source's order."""
        return self._order == [self._aligned.get(key, key) for key in self._made.sections]

    def stamps(self) -> dict[str, str]:
        """What each section is made from, as far as it is translated."""
        stamps = {section.key: section.stamp for section in self._source}
        found: dict[str, str] = {}
        for key in self._order:
            match self._drift.get(key):
                case None:
                    found[key] = stamps[key]
                case Changed(was=was) | Removed(was=was):
                    found[key] = was
                case Added():
                    found[key] = TODO
        return found

    def shown(self) -> dict[str, str]:
        """The source text that each mark shows."""
        return {
            key: drift.section.stamp
            for key in self._order
            if isinstance(drift := self._drift.get(key), Changed | Added)
        }

    def body(self) -> str:
        """The text with its marks."""
        keys = [key for key in self._order if key != HEAD]
        if INTRO not in keys:
            keys.insert(0, INTRO)  # what stands there is no section, but it stays
        parts = [self._part(key) for key in keys]
        match self._drift.get(HEAD):
            case Changed(section=section) if not self._is_shown(section):
                parts.insert(0, marks.changed(section, self._say))
            case _:
                pass
        lead = "\n" if self._page.body.startswith("\n") else ""
        return lead + _joined(parts)

    def _part(self, key: str) -> str:
        drift = self._drift.get(key)
        own = self._own_text(key)
        match drift:
            case None:
                return marks.without(own, key)
            case Changed(section=section) | Added(section=section) if self._is_shown(section):
                return _level(own, section)
            case Added(section=section) if key not in self._keys:
                return own + _after_heading(section.text, marks.new(section, self._say))
            case Changed(section=section) | Added(section=section):
                own = marks.without(_level(own, section), key)
                return _after_heading(own, marks.changed(section, self._say))
            case Removed() if any(each.key == key for each in marks.find(own, 1)):
                return own
            case Removed():
                return _after_heading(own, marks.removed(key, self._say))

    def _own_text(self, key: str) -> str:
        """The translation of a section; what stands before the first heading may be no section."""
        section = self._own.get(key)
        text = section.text if section else ""
        if key == INTRO:
            text = text or _before_headings(self._page)
            head = self._drift.get(HEAD)
            if not (isinstance(head, Changed | Added) and self._is_shown(head.section)):
                text = marks.without(text, HEAD)
        return text

    def _is_shown(self, section: Section) -> bool:
        """Whether the translator has been shown this text already and may be at work."""
        key = self._keys.get(section.key, section.key)
        return self._made.shown.get(key) == section.stamp


def _before_headings(page: Page) -> str:
    if not page.headings:
        return page.body
    lines = page.body.split("\n")[: page.headings[0].line - page.body_line]
    return "".join(f"{line}\n" for line in lines)


def _made_from(
    entry: Entry, stamps: dict[str, str], shown: dict[str, str], day: object = None
) -> MadeFrom:
    return MadeFrom.model_validate(
        {"day": day or entry.changed(entry.owner), "sections": stamps, "shown": shown}
    )


def _after_heading(text: str, mark: str) -> str:
    """A section's text with a mark below its heading, so that it belongs to the section."""
    heading, rest = _split_heading(text)
    start = f"{heading.rstrip()}\n\n" if heading else ""
    return f"{start}{mark}{rest.lstrip(chr(10))}"


def _split_heading(text: str) -> tuple[str, str]:
    first, newline, rest = text.partition("\n")
    if first.startswith("#"):
        return first + newline, rest
    below, below_newline, after = rest.partition("\n")
    if below.strip() and first.strip() and re.fullmatch(r"(?:=+|-+) *", below):
        return first + newline + below + below_newline, after
    return "", text


def _level(own: str, section: Section) -> str:
    """The translation's heading at the level that the source's has now."""
    return _ATX.sub("#" * section.level, own, count=1) if section.level else own


def _joined(parts: Iterable[str]) -> str:
    """Sections one after the other, with a blank line between two; nothing in them is changed."""
    found = [part.strip("\n") for part in parts]
    return "\n\n".join(part for part in found if part.strip()) + "\n"
