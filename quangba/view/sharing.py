"""What a page shows of itself when its link is sent: card, square, QR code, poster and tags."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from babel.core import get_global

from quangba import addresses, picture_uses
from quangba.collections import TOPICS, Selection
from quangba.content.schema import Dated, Kind
from quangba.content.tree import Entry, Translated
from quangba.languages import Language, slug
from quangba.media import qr
from quangba.media.cards import look, service
from quangba.media.cards.forms import Words
from quangba.media.cards.service import Desk, Failed, Order
from quangba.media.markup import PictureSet
from quangba.media.service import Progress
from quangba.memory import Owner, kept_memo, memo, note
from quangba.site import Site
from quangba.store import Store
from quangba.view.listings import Listings
from quangba.view.lists import Lists
from quangba.view.parts import Parts
from quangba.view.sheets import Sheets

ON_POSTERS: frozenset[Kind] = frozenset({"place", "event", "news", "story", "video", "project"})
"""Kinds of page that people send each other as a picture."""

FEWEST_PIXELS = 300
"""Chat programs take no smaller picture."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """card: address of the file, in full; square, code, poster: paths; None where there is none.

    code: of articles alone; address: of the page, in full; locale: of the text, as og:locale
    wants it, and others: those of the other texts; article: whether it is one; published,
    modified: days.
    """

    address: str
    code: str | None
    card: str | None
    square: str | None
    poster: str | None
    locale: str
    others: tuple[str, ...] = ()
    article: bool = False
    published: date | None = None
    modified: date | None = None


class Sharing(Owner):
    """What pages for readers of one language are shared with."""

    def __init__(self, parts: Parts, listings: Listings, desk: Desk) -> None:
        self._parts = parts
        self._listings = listings
        self._desk = desk
        self._site = parts.site
        self.sheets = Sheets(parts, listings)
        super().__init__(self._site.memory, self._parts.locale)

    @property
    def look(self) -> str:
        """The theme's look, as a digest."""
        return self._desk.look.digest

    @property
    def desk(self) -> Desk:
        """Where sheets are drawn, in the theme's look."""
        note("look")
        return self._desk

    @classmethod
    def of_language(cls, site: Site, language: Language, desk: Desk) -> Sharing:
        """Everything made anew for a language."""
        parts = Parts(site, language)
        return cls(parts, Listings(parts, Lists(parts)), desk)

    # -- what templates see -----------------------------------------------------------------

    def of(self, entry: Entry) -> ShareView:
        """Of a page. One not translated yet shows the card of the text that it shows."""
        parts, fields = self._parts, entry.fields
        page = parts.page(entry)
        address = addresses.absolute(parts.site.settings, addresses.of(entry.uri, parts.language))
        owner = self._of(page.locale)
        return ShareView(
            address=address,
            code=self._code(address, _stem(entry.uri)) if _is_article(entry) else None,
            card=owner.card_address(entry) if self.desk.is_open else None,
            square=self._square(entry),
            poster=owner.poster_path(entry) if self._has_poster(entry) else None,
            locale=_open_graph(parts.site.settings.language(page.locale)),
            others=self._others(entry, page.locale),
            article=_is_article(entry),
            published=fields.date if isinstance(fields, Dated) else None,
            modified=entry.changed(page.locale),
        )

    def of_list(self, selection: Selection, address: str) -> ShareView:
        """Of a page of a list, which has no file of its own."""
        whole = addresses.absolute(self._site.settings, address)
        spot = self.sheets.list_spot(selection)
        if selection.index and not self._has_sheet(selection):  # a further page of an index
            of_index = self.of(self._site.tree.entries[selection.index])
            return replace(of_index, address=whole, others=())
        return ShareView(
            address=whole,
            code=None,
            card=self._whole(self.list_sheet(selection)[0]) if self.desk.is_open else None,
            square=self._plain_square(spot) if self.desk.is_open else None,
            poster=None,
            locale=_open_graph(self._parts.language),
        )

    def _others(self, entry: Entry, locale: str) -> tuple[str, ...]:
        return tuple(
            _open_graph(language)
            for language in self._site.settings.languages
            if language.locale != locale and isinstance(entry.version(language.locale), Translated)
        )

    # -- files ------------------------------------------------------------------------------

    def orders(self) -> dict[str, Order]:
        """The sheets that the language's own pages need, by path."""
        if not self.desk.is_open:
            return {}
        found: dict[str, Order] = {}
        for uri in self.own():
            found |= self.sheets_of(uri)
        for selection in self.selections():
            found |= dict([self.list_sheet(selection)])
        return found

    def own(self) -> tuple[str, ...]:
        """The pages that are written in the language."""
        found = self.sheets.outlines.all()
        return tuple(each.uri for each in found if each.state(self.locale) == "translated")

    def sheets_of(self, uri: str) -> dict[str, Order]:
        """The card of a page, and its poster where it has one."""
        outline = self.sheets.outlines.of(uri)
        found = [self._card(uri)]
        if outline.kind in ON_POSTERS:
            found.append(self._poster(uri))
        return dict(found)

    @memo
    def _card(self, uri: str) -> tuple[str, Order]:
        entry = self._site.tree.entries[uri]
        order = self.sheets.card(entry)
        return self.path(order, entry), order

    @memo
    def _poster(self, uri: str) -> tuple[str, Order]:
        entry = self._site.tree.entries[uri]
        order = self.sheets.poster(entry)
        return self.path(order, entry), order

    @memo
    def list_sheet(self, selection: Selection) -> tuple[str, Order]:
        """The card of a list that has no file of its own, with its path."""
        order = self.sheets.list_card(selection)
        stem = slug(f"list {selection.index or ''} {selection.topic or ''} {selection.year or ''}")
        return self._below(self.desk.published(order, stem)), order

    @kept_memo
    def selections(self) -> tuple[Selection, ...]:
        """What lists show beside whole indexes, which have cards of their own."""
        found = dict.fromkeys(selection for selection, _ in self._listings.pages)
        return tuple(each for each in found if each == TOPICS or each.topic or each.year)

    @memo
    def _has_sheet(self, selection: Selection) -> bool:
        return selection in self.selections()

    def squares(self) -> dict[str, Order]:
        """The squares of pages without a picture: the same in all languages."""
        if not self.desk.is_open:
            return {}
        spots = {self.sheets.spot_of(uri) for uri in self._site.tree.entries}
        spots |= {topic.spot for topic in self._site.topics.values()} | {None}
        return {
            self._plain_square(spot): _square_order(spot)
            for spot in sorted(spots, key=lambda spot: spot or "")
        }

    def shown(self) -> tuple[str, ...]:
        """The paths that the language's pages name: they change with what is drawn."""
        entries = [e for e in self._site.tree.entries.values() if self._parts.has(e)]
        views = [self.of(entry) for entry in entries]
        lists = [self.list_sheet(selection)[0] for selection in self.selections()]
        return (*(f"{view.card} {view.square} {view.poster}" for view in views), *lists)

    def coded(self) -> tuple[str, ...]:
        """The pages that have QR codes: articles, also those that are not translated yet."""
        found = self.sheets.outlines.all()
        return tuple(
            each.uri
            for each in found
            if each.has(self.locale) and each.layout is None and not each.is_index
        )

    def code(self, uri: str) -> dict[str, bytes]:
        """The QR code of a page's address, by its path."""
        settings = self._site.settings
        address = addresses.absolute(settings, addresses.of(uri, self._parts.language))
        data = qr.stored(address, Store(settings.cache_dir))
        return {self._code(address, _stem(uri)): data}

    def files_of(self, uri: str) -> dict[str, Path]:
        """Where the card of a page is kept, and its poster, by path."""
        return {path: self.desk.file(order) for path, order in self.sheets_of(uri).items()}

    def list_file(self, selection: Selection) -> dict[str, Path]:
        """Where the card of a list is kept, by its path."""
        path, order = self.list_sheet(selection)
        return {path: self.desk.file(order)}

    def square_files(self) -> dict[str, Path]:
        """Where the squares of pages without a picture are kept, by path."""
        return {path: self.desk.file(order) for path, order in self.squares().items()}

    # -- paths ------------------------------------------------------------------------------

    def card_address(self, entry: Entry) -> str:
        """Where the card of a page of this language's own is, in full."""
        return self._whole(self._card(entry.uri)[0])

    def poster_path(self, entry: Entry) -> str:
        """Where the poster of a page of this language's own is."""
        return self._poster(entry.uri)[0]

    def _whole(self, path: str) -> str:
        return addresses.absolute(self._site.settings, path)

    def path(self, order: Order, entry: Entry) -> str:
        """Where a sheet of a page is published."""
        return self._below(self.desk.published(order, _stem(entry.uri)))

    def _code(self, address: str, stem: str) -> str:
        digest = hashlib.sha256(address.encode()).hexdigest()
        return self._below(f"share/{stem}.{digest[:10]}.svg")

    def _below(self, path: str) -> str:
        return self._parts.language.url_prefix + path

    def _square(self, entry: Entry) -> str | None:
        found = self._own_square(picture_uses.main_picture(entry))
        if found and found.width >= FEWEST_PIXELS:
            return found.largest
        return self._plain_square(self.sheets.spot(entry)) if self.desk.is_open else None

    def _own_square(self, name: str | None) -> PictureSet | None:
        picture = self._parts.images.image(name) if name else None
        return picture.sets.get(picture_uses.SQUARE) if picture else None

    def takes_square(self, name: str) -> bool:
        """Whether a picture is large enough for its square to be shown."""
        found = self._own_square(name)
        return found is None or found.width >= FEWEST_PIXELS

    def _plain_square(self, spot: str | None) -> str:
        return self.desk.published(_square_order(spot), spot or "mark")

    def _has_poster(self, entry: Entry) -> bool:
        return self.desk.is_open and entry.kind in ON_POSTERS

    def _of(self, locale: str) -> Sharing:
        if locale == self._parts.language.locale:
            return self
        if locale not in self._owners:
            language = self._site.settings.language(locale)
            self._owners[locale] = Sharing.of_language(self._site, language, self.desk)
        return self._owners[locale]

    @cached_property
    def _owners(self) -> dict[str, Sharing]:
        return {}


def desk(site: Site) -> Desk:
    """Where the sheets of a site are drawn and kept."""
    theme = site.memory.atoms(("theme",)).hex()
    return service.desk(site.settings, look.kept(site.settings, theme), site.pictures)


def orders(site: Site, desk: Desk) -> Mapping[str, Order]:
    """Every sheet that the pages of a site need, by path."""
    found: dict[str, Order] = {}
    for language in site.settings.languages:
        sharing = Sharing.of_language(site, language, desk)
        found |= sharing.orders()
        if language.is_source:
            found |= sharing.squares()
    return found


def make(site: Site, *, progress: Progress | None = None) -> tuple[Failed, ...]:
    """Draw the sheets that are not in the store yet. Raises StoreError."""
    at = desk(site)
    return service.make(site.settings, at, orders(site, at).values(), progress=progress)


def lacking(site: Site) -> bool:
    """Whether a sheet that pages name is not in the store."""
    at = desk(site)
    return service.lacking(at, orders(site, at).values())


def prune(site: Site, *, dry_run: bool = False) -> tuple[int, int]:
    """Remove from the store what no page names any more: how many files, and their bytes."""
    at = desk(site)
    return service.prune(at, orders(site, at).values(), dry_run=dry_run)


def _is_article(entry: Entry) -> bool:
    """Whether the page has a text to share: no list, and none of the site's own service."""
    return entry.fields.layout is None and not entry.is_index


def _square_order(spot: str | None) -> Order:
    return Order("square", Words(title=""), spot=spot)


def _stem(uri: str) -> str:
    return slug(posixpath.splitext(uri)[0].removesuffix("/index")) or "page"


def _open_graph(language: Language) -> str:
    """A language with the country where most of its readers live: `vi_VN`, `zh_CN`."""
    locale = language.babel
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = get_global("likely_subtags")
    named = likely.get(f"{locale.language}_{locale.script}") or likely.get(locale.language, "")
    country = named.rpartition("_")[2]
    return f"{locale.language}_{country}" if len(country) == 2 else locale.language
