"""The entries of a site as a table: what is known of each without its page being loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quangba.memory import digest_of, encoded, unnoted

if TYPE_CHECKING:
    from quangba.content.tree import Entry, Page


class KnownPage(NamedTuple):
    """A page of an entry. head, body: digests of its front matter and of the text below it."""

    locale: str
    head: bytes
    body: bytes
    draft: bool


class Known(NamedTuple):
    """What decides whether an entry is published, and what shows whether it has changed."""

    owner: str
    pages: tuple[KnownPage, ...]
    publish_at: dt.datetime | None
    expires: dt.date | None
    layout: str | None

    @classmethod
    def of(cls, entry: Entry) -> Known:
        """Of a loaded entry. Nothing is noted."""
        with unnoted():
            fields = entry.fields
            pages = tuple(
                KnownPage(locale, page.head_digest, body_digest(page), page.words.draft)
                for locale, page in entry.pages.items()
            )
            return cls(entry.owner, pages, fields.publish_at, fields.expires, fields.layout)

    @property
    def is_draft(self) -> bool:
        """Whether its source text is one."""
        return any(page.draft for page in self.pages if page.locale == self.owner)

    @property
    def without_drafts(self) -> Known:
        """The same without the translations that are not to be published yet."""
        return self._replace(pages=tuple(page for page in self.pages if not page.draft))

    def body(self, locale: str) -> bytes:
        """Of a text; empty where there is none."""
        return next((page.body for page in self.pages if page.locale == locale), b"")

    @property
    def head(self) -> bytes:
        """Of the front matter in all languages, and of which these are."""
        return encoded((self.owner, [(page.locale, page.head) for page in self.pages]))


def body_digest(page: Page) -> bytes:
    """Of a page's text and where in its file it stands."""
    return digest_of(f"{page.body_line}\n{page.body}".encode())


class Entries(Mapping[str, "Entry"]):
    """Entries by uri, each loaded when somebody asks for it.

    known: of every entry, in the order of their uris. load: by uri.
    """

    def __init__(self, known: Mapping[str, Known], load: Callable[[str], Entry]) -> None:
        self.known = known
        self._load = load
        self._loaded: dict[str, Entry] = {}

    @classmethod
    def of(cls, entries: Mapping[str, Entry]) -> Entries:
        """Of entries that are loaded already."""
        if isinstance(entries, cls):
            return entries
        return cls({uri: Known.of(entry) for uri, entry in entries.items()}, entries.__getitem__)

    def __getitem__(self, uri: str) -> Entry:
        found = self._loaded.get(uri)
        if found is None:
            if uri not in self.known:
                raise KeyError(uri)
            with unnoted():
                found = self._loaded[uri] = self._load(uri)
        return found

    def __contains__(self, uri: object) -> bool:
        return uri in self.known

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def __repr__(self) -> str:
        return f"Entries({list(self.known)})"

    def published(self, keep: Callable[[str, Known], bool]) -> Entries:
        """Those to keep, without drafts of translations."""
        known = {
            uri: row.without_drafts
            for uri, row in self.known.items()
            if not row.is_draft and keep(uri, row)
        }
        return Entries(known, self._load_published)

    def _load_published(self, uri: str) -> Entry:
        entry = self[uri]
        if not any(page.draft for page in self.known[uri].pages):
            return entry
        pages = {locale: page for locale, page in entry.pages.items() if not page.words.draft}
        return replace(entry, pages=MappingProxyType(pages))
