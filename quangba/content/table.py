"""The entries of a site as a table: what is known of each without its page being loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from quangba.memory import encoded, unnoted

E = TypeVar("E")


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
    kind: str

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


class Entries(Mapping[str, E], Generic[E]):
    """Entries by uri, each loaded when somebody asks for it.

    known: of every entry, in the order of their uris. load: by uri.
    """

    def __init__(self, known: Mapping[str, Known], load: Callable[[str], E]) -> None:
        self.known = known
        self._load = load
        self._loaded: dict[str, E] = {}

    def __getitem__(self, uri: str) -> E:
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

    def published(self, keep: Callable[[str, Known], bool], cut: Callable[[E], E]) -> Entries[E]:
        """Those to keep. cut: gives an entry without drafts of translations."""
        known = {
            uri: row.without_drafts
            for uri, row in self.known.items()
            if not row.is_draft and keep(uri, row)
        }

        def load(uri: str) -> E:
            has_drafts = any(page.draft for page in self.known[uri].pages)
            return cut(self[uri]) if has_drafts else self[uri]

        return Entries(known, load)
