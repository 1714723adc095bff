"""All pages of all languages, and what a reader of each language gets for each of them."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from quangba.content import markdown_lines, markdown_links, sections
from quangba.content.markdown_lines import Heading
from quangba.content.markdown_links import Link
from quangba.content.schema import Fields, PageWords
from quangba.content.sections import Section
from quangba.content.table import Entries, Known, KnownPage
from quangba.languages import Language
from quangba.memory import digest_of, note, unnoted
from quangba.noting import Field, Noting, noted, noted_property


@dataclass(frozen=True)
class Page:
    """One Markdown file.

    uri: path below the language folder (`kham-pha/na-sam.md`); path: from the project's root;
    body: text after the front matter, whose first line is `body_line` of the file; `lines`:
    the line of each front-matter field.
    """

    uri: str
    locale: str
    path: str
    words: PageWords
    body: str
    body_line: int
    lines: Mapping[str, int]
    head_digest: bytes = field(default=b"", compare=False, repr=False)
    """Of its front matter as it is written."""

    @property
    def front(self) -> Mapping[str, object]:
        """Its words in front matter, by field; None where it has none."""
        return {name: getattr(self.words, name, None) for name in sections.WORDS}

    @noted_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the text in order."""
        return markdown_lines.headings(self.body, self.body_line)

    @noted_property
    def links(self) -> tuple[Link, ...]:
        """The links and pictures of the text in order."""
        return markdown_links.links(self.body, self.body_line)


@dataclass(frozen=True, slots=True)
class Translated:
    """The page exists in the reader's language."""

    page: Page


@dataclass(frozen=True, slots=True)
class Fallback:
    """It does not yet; the reader gets the text of another language, told so."""

    page: Page


@dataclass(frozen=True, slots=True)
class Absent:
    """It is not meant for this language."""


Version = Translated | Fallback | Absent


@dataclass(frozen=True)
class Entry:
    """One page in all its languages. `owner` is the locale of the file with the shared fields."""

    uri: str
    owner: str
    pages: Mapping[str, Page]

    @property
    def source(self) -> Page:
        """The page that the others are translations of."""
        return self.pages[self.owner]

    @property
    def fields(self) -> Fields:
        """The shared fields, typed by kind."""
        words = self.source.words
        assert isinstance(words, Fields)  # the reader gives owners nothing else
        return words

    @property
    def kind(self) -> str:
        """Which kind of page it is, a key of `schema.KINDS`."""
        return self.fields.kind

    @property
    def is_index(self) -> bool:
        """Whether it stands for its folder."""
        return posixpath.basename(self.uri) == "index.md"

    @property
    def folder(self) -> str:
        """The folder that the page is listed in: of an index page, its parent folder."""
        folder = posixpath.dirname(self.uri)
        return posixpath.dirname(folder) if self.is_index else folder

    @noted_property
    def heading_ids(self) -> tuple[str, ...]:
        """The ids of the source page's headings, equal in all languages."""
        return markdown_lines.heading_ids(self.source.headings)

    def ids(self, page: Page) -> tuple[str, ...]:
        """The ids of the headings of one of its pages.

        A translation that is behind has the sections of the source text that it was made from:
        its stamp says which; without one, headings have the ids of the source by position.
        """
        made = page.words.made_from
        if page.locale == self.owner or made is None:
            return self.heading_ids
        own = tuple(key for key in made.sections if sections.is_heading(key))
        if len(own) != len(page.headings) or own == tuple(map(sections.key_of, self.heading_ids)):
            return self.heading_ids
        aligned = sections.align(made.sections, self.stamps)
        return tuple(sections.id_of(aligned.get(key, key)) for key in own)

    @noted_property
    def stamps(self) -> tuple[tuple[str, str], ...]:
        """Key and fingerprint of each section of the source text."""
        return tuple((section.key, section.stamp) for section in self.sections(self.owner))

    def sections(self, locale: str) -> tuple[Section, ...]:
        """The sections of one of its pages. Raises KeyError for a language that has none."""

        def cut() -> tuple[Section, ...]:
            page = self.pages[locale]
            ids = self.ids(page)
            return sections.cut(page.front, page.body, page.body_line, page.headings, ids)

        # not those of all languages at once: ids of one page may ask for the sections of another
        return noted(self._sections, locale, cut)

    @cached_property
    def _sections(self) -> dict[str, object]:
        return {}

    def version(self, locale: str) -> Version:
        """What a reader of a language gets."""
        if page := self.pages.get(locale):
            return Translated(page)
        if self.fields.only and locale not in self.fields.only:
            return Absent()
        return Fallback(self.source)

    def changed(self, locale: str) -> dt.date | None:
        """The day of the last change of a language's text, as the content says.

        A translation says what the source text said on the day of the text it was made from.
        """
        words = self.pages.get(locale, self.source).words
        made = words.made_from.day if words.made_from else None
        return words.updated or made or self.fields.day


@dataclass(frozen=True)
class ContentTree:
    """Every page of the site. `entries` is keyed by uri and ordered by it."""

    languages: tuple[Language, ...]
    entries: Mapping[str, Entry]
    strings: Mapping[str, Mapping[str, object]]
    unusable: frozenset[str] = frozenset()
    """Pages that are there but left out because of problems told elsewhere."""

    def __post_init__(self) -> None:
        """Note what is read of it from now on."""
        for name, atom in (("entries", "head"), ("strings", "strings")):
            rows = getattr(self, name)
            if not isinstance(rows, Noting):
                object.__setattr__(self, name, Noting(atom, rows))

    def visible(self, locale: str) -> tuple[Entry, ...]:
        """The entries that have a page for readers of a language, translated or not."""
        return tuple(
            entry
            for entry in self.entries.values()
            if not isinstance(entry.version(locale), Absent)
        )

    @noted_property
    def by_folder(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries listed in each folder, by `order`, then address."""
        folders: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if entry.uri != "index.md":
                folders.setdefault(entry.folder, []).append(entry)
        return MappingProxyType(
            {
                folder: tuple(sorted(found, key=lambda e: (e.fields.order, e.uri)))
                for folder, found in sorted(folders.items())
            }
        )

    def in_folder(self, folder: str) -> tuple[Entry, ...]:
        """The entries listed in a folder ('' is the top), in their order."""
        return self.by_folder.get(folder, ())

    @noted_property
    def moved(self) -> Mapping[str, str]:
        """Where pages are now, by the paths that they had before."""
        return MappingProxyType(
            {old: entry.uri for entry in self.entries.values() for old in entry.fields.moved_from}
        )

    def public(self, now: dt.datetime, *, without: frozenset[str] = frozenset()) -> ContentTree:
        """The tree that is published: a draft translation counts as not there.

        `now`: in the site's time zone, which is that of times that name none; without: layouts.
        """

        def is_public(uri: str, row: Known) -> bool:
            note("head", uri)
            return is_due(row, now) and row.layout not in without

        note("heads")
        return replace(self, entries=self.table.published(is_public, _without_drafts))

    def published(
        self, uri: str, now: dt.datetime, *, without: frozenset[str] = frozenset()
    ) -> Entry | None:
        """The entry that `public` has; None where it has none."""
        note("head", uri)
        row = self.table.known.get(uri)
        if row is None or row.is_draft or not is_due(row, now) or row.layout in without:
            return None
        entry = self.table[uri]
        return _without_drafts(entry) if any(page.draft for page in row.pages) else entry

    @cached_property
    def table(self) -> Entries[Entry]:
        """The entries with what is known of them; nothing is noted."""
        rows = self.entries.rows if isinstance(self.entries, Noting) else self.entries
        if isinstance(rows, Entries):
            return rows
        return Entries({uri: known(entry) for uri, entry in rows.items()}, rows.__getitem__)


def known(entry: Entry) -> Known:
    """What is known of a loaded entry. Nothing is noted."""
    with unnoted():
        fields = entry.fields
        pages = tuple(
            KnownPage(locale, page.head_digest, _body_digest(page), page.words.draft)
            for locale, page in entry.pages.items()
        )
        due = fields.publish_at, fields.expires
        return Known(entry.owner, pages, *due, fields.layout, fields.kind)


def _body_digest(page: Page) -> bytes:
    """Of a page's text and where in its file it stands."""
    return digest_of(f"{page.body_line}\n{page.body}".encode())


def _without_drafts(entry: Entry) -> Entry:
    pages = {locale: page for locale, page in entry.pages.items() if not page.words.draft}
    return replace(entry, pages=MappingProxyType(pages))


# What is read of a page is noted: its front matter in all languages, and each of its texts, with
# the place where it stands.
Page.body = Field("body", lambda page: ("body", page.locale, page.uri))  # type: ignore[assignment]
Page.body_line = Field(  # type: ignore[assignment]
    "body_line", lambda page: ("body", page.locale, page.uri)
)
Entry.pages = Field("pages", lambda entry: ("head", entry.uri))  # type: ignore[assignment]
Entry.owner = Field("owner", lambda entry: ("head", entry.uri))  # type: ignore[assignment]
ContentTree.unusable = Field("unusable", lambda _: ("unusable",))  # type: ignore[assignment]


class Dated(Protocol):
    """What is published for some time."""

    @property
    def publish_at(self) -> dt.datetime | None:
        """From when."""

    @property
    def expires(self) -> dt.date | None:
        """Its last day."""


def is_due(fields: Dated, now: dt.datetime) -> bool:
    """Whether a page is published now: neither still to come nor expired."""
    if fields.expires is not None and fields.expires < dt.date.max:
        # a moment, not the day: what is read is noted, and every day is another one
        end = dt.datetime.combine(fields.expires + dt.timedelta(days=1), dt.time(), now.tzinfo)
        if end <= now:
            return False
    moment = fields.publish_at
    if moment is None:
        return True
    return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)) <= now


def address_key(uri: str) -> str:
    """The address that a file would get, as file systems that ignore case see it."""
    stem = posixpath.splitext(uri)[0].lower()
    return re.sub(r"(^|/)(index|readme)$", r"\1", stem).rstrip("/")


def resolve(uri: str, target: str) -> tuple[str, str]:
    """A relative link's page and anchor: ('a/b.md', '../c.md#d') -> ('c.md', 'd')."""
    path, _, anchor = target.partition("#")
    if not path:
        return uri, anchor
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)), anchor
