"""The pages of a language as the search index has them."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Sequence
from typing import get_args

from quangba.content import strings
from quangba.content.schema import Kind
from quangba.languages import Language
from quangba.outputs.search import files, prose
from quangba.outputs.search.names import Known
from quangba.outputs.search.pages import FoundPage, PageWords, digest
from quangba.outputs.search.prose import Prose, Section
from quangba.outputs.search.tables import Common
from quangba.view import search_names
from quangba.view.lists import SEARCH
from quangba.view.parts import Parts
from quangba.view.rendered import Rendered
from quangba.view.values import EntryView, NameView, TermView

FOLDER = "search-index"
"""Where a language's index is, below its home page."""

HOME_WEIGHT = 50
REGISTER_WEIGHT = 60
"""Of pages made of registers, such as the list of names: they have a word of everything."""
SECTION_WEIGHT = 85
"""Of index pages: who looks for something wants its page, not the list that leads there."""
FOREIGN_WEIGHT = 80


def make(parts: Parts, rendered: Sequence[Rendered]) -> dict[str, bytes]:
    """The files of a language's index, by path below the site's root."""
    shared = common(parts)
    pages = {
        each.entry.uri: page_words(parts, each, shared.known)
        for each in rendered
        if is_found(each.view)
    }
    made = files.make(shared, pages)
    return {path(parts.language, name): data for name, data in made.files.items()}


def common(parts: Parts) -> Common:
    """What all pages of a language's index share."""
    words = parts.site.tree.strings.get(parts.language.locale, {})
    return Common(
        root=posixpath.relpath(".", path(parts.language, "")) + "/",
        kinds=tuple((kind, parts.t(f"kind_{kind}")) for kind in get_args(Kind)),
        endings=strings.endings(words),
        known=Known(search_names.groups(parts.site, parts.language)),
    )


def path(language: Language, name: str) -> str:
    """A file of a language's index, below the site's root."""
    return posixpath.join(language.url_prefix, FOLDER, name)


def page_words(parts: Parts, rendered: Rendered, known: Known) -> PageWords:
    """What the index of a language has of a page that `is_found`; known: `common`'s."""
    return digest(found_page(parts, rendered), known)


def is_found(view: EntryView) -> bool:
    """Whether a page is in the index: what readers get, but for the page that searches."""
    return view.layout != SEARCH and not view.draft and view.coming is None


def found_page(parts: Parts, rendered: Rendered) -> FoundPage:
    """A page as it is found and shown."""
    entry, view = rendered.entry, rendered.view
    text = prose.read(rendered.html)
    heading = parts.heading(entry)
    foreign = (view.text.tag, view.fallback.source_name) if view.fallback else None
    return FoundPage(
        url=view.url,
        title=heading.title,
        menu=short if (short := parts.link(entry, short=True).title) != heading.title else "",
        description=heading.description,
        kind=view.kind,
        date=_day(view),
        foreign=foreign,
        weight=_weight(view),
        labels=tuple(_labels(parts, view)),
        sections=tuple(_sections(view, text)),
        pictures=tuple(_pictures(view, text)),
    )


def _day(view: EntryView) -> dt.date | None:
    """The day that tells pages of a kind apart: an event's first, a publication's."""
    return view.event.start if view.event else view.date


def _weight(view: EntryView) -> int:
    own = 100
    if view.layout == "home":
        own = HOME_WEIGHT
    elif view.layout is not None:
        own = REGISTER_WEIGHT
    elif view.is_index:
        own = SECTION_WEIGHT
    return own * FOREIGN_WEIGHT // 100 if view.fallback else own


def _labels(parts: Parts, view: EntryView) -> Iterator[str]:
    """What a page is filed under, and what stands beside its head."""
    yield parts.t(f"kind_{view.kind}")
    yield from (topic.title for topic in view.topics)
    if view.unit:
        yield view.unit.name
    if view.event:
        yield parts.t.date(view.event.start)
        yield view.event.lunar or ""
        yield view.event.place.title if view.event.place else ""
    elif view.date:
        yield parts.t.date(view.date)
    for label, value in view.glance:
        yield f"{label} {value}"


def _sections(view: EntryView, text: Prose) -> Iterator[Section]:
    yield from text.sections
    if view.video and view.video.transcript:
        yield Section("", "", " ".join(view.video.transcript))
    for kind in view.glossary:
        yield from (_term(term) for term in kind.terms)


def _term(term: TermView) -> Section:
    """A row of the list of names, which has an address of its own."""
    own, *others = (_name(name) for name in term.names)
    said = [f"{label} {name}" for label, name in others]
    text = prose.CELL.join(filter(None, (*said, term.plain)))
    return Section(f"term-{term.id}", own[1], text, is_row=True)


def _name(name: NameView) -> tuple[str, str]:
    return name.label, f"{name.name} ({name.reading})" if name.reading else name.name


def _pictures(view: EntryView, text: Prose) -> Iterator[str]:
    for picture in (view.picture, *view.pictures):
        if picture:
            yield from filter(None, (picture.alt, picture.caption))
    yield from text.pictures
