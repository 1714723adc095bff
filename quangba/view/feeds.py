"""What people subscribe to: which feeds there are, and their texts in the reader's language.

The home page has the feed of the whole site, and so has each index page with something dated in
its list. A feed is of one language: what is not translated is not in it, nor what a program has
translated and nobody has read. What no reader may miss is told by its short notice then.
"""

from __future__ import annotations

import datetime as dt
import heapq
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from quangba import addresses, announcements, picture_uses
from quangba.collections import HOME, Collections, Selection
from quangba.content.tree import Absent, Entry, Fallback, Translated
from quangba.memory import Owner, kept_memo, memo
from quangba.outlines import is_news
from quangba.outputs import feeds as formats
from quangba.outputs.feeds import Feed, Item, OtherLanguage
from quangba.view import feed_items
from quangba.view.feed_items import Head
from quangba.view.parts import Parts
from quangba.view.rendered import Rendered
from quangba.view.values import FeedLink

LAYOUT = "feeds"
"""The layout of the page that lists all feeds and tells other sites how to embed the latest."""


class Feeds(Owner):
    """The feeds for readers of one language."""

    def __init__(self, parts: Parts, collections: Collections) -> None:
        self._parts = parts
        self._site = parts.site
        self._language = parts.language
        self._in = {
            language.locale: Collections(parts.site, language)
            for language in parts.site.settings.languages
        }
        self._in[parts.language.locale] = collections
        super().__init__(self._site.memory, self._language.locale)

    @property
    def owners(self) -> tuple[Entry, ...]:
        """The pages that have feeds, the home page first."""
        return tuple(self._site.tree.entries[uri] for uri in self._owners())

    @kept_memo
    def _owners(self) -> tuple[str, ...]:
        lists = self._in[self._language.locale]
        return tuple(entry.uri for entry in self._candidates() if has_feed(entry, lists))

    def _candidates(self) -> tuple[Entry, ...]:
        entries, outlines = self._site.tree.entries, self._in[self._language.locale].outlines
        home = entries.get(HOME)
        tops = (each for each in outlines.all() if each.is_index and each.uri != HOME)
        rest = (entries[each.uri] for each in tops if not each.layout)
        return (home, *rest) if home else tuple(rest)

    @property
    def links(self) -> tuple[FeedLink, ...]:
        """All feeds of the language, that of the whole site first."""
        return tuple(self._links.values())

    @property
    def _links(self) -> Mapping[str, FeedLink]:
        return self._make_links()

    @kept_memo
    def _make_links(self) -> Mapping[str, FeedLink]:
        return {owner.uri: self._link(owner) for owner in self.owners}

    def of(self, entry: Entry) -> FeedLink | None:
        """The feed that a page leads to: its own, or the one that it is in."""
        if entry.is_index and entry.fields.layout != LAYOUT:
            return self._links.get(entry.uri)
        if is_news(self._site, entry.fields):
            index = posixpath.join(entry.folder, HOME)
            return self._links.get(index) or self._links.get(HOME)
        return self._links.get(HOME) if entry.fields.layout == LAYOUT else None

    @property
    def page_url(self) -> str | None:
        """The address of the page that lists the feeds, if the site has one."""
        return self._find_page()

    @kept_memo
    def _find_page(self) -> str | None:
        locale = self._language.locale
        pages = self._in[locale].outlines.with_layout(LAYOUT)
        found = (uri for uri, locales in pages if locale in locales)
        return next((self._parts.link_to(uri).url for uri in found), None)

    def _link(self, owner: Entry) -> FeedLink:
        name = self._site_name if owner.uri == HOME else self._parts.link(owner).title
        address = addresses.of(owner.uri, self._language)
        folder = posixpath.dirname(owner.uri).replace("/", "-")
        return FeedLink(
            anchor=f"feed-{folder}" if folder else "feed",
            name=name,
            title=self._title(owner),
            page=address,
            atom=_below(address, formats.ATOM_FILE),
            json=_below(address, formats.JSON_FILE),
        )

    @property
    def _site_name(self) -> str:
        return self._language.site_name or self._site.settings.site_name

    def _title(self, owner: Entry) -> str:
        if owner.uri == HOME:
            return self._site_name
        return f"{self._parts.link(owner).title} – {self._site_name}"

    # -- what is in them ----------------------------------------------------------------------

    def heads(self, owner: Entry) -> tuple[Head, ...]:
        """What a feed says of its texts, newest first."""
        return tuple(map(self._head, self._newest(owner.uri)))

    @kept_memo
    def _newest(self, uri: str) -> tuple[str, ...]:
        listed = self._listed(self._site.tree.entries[uri])
        found = ((order, each) for each in listed if (order := self._order(each)))
        newest = heapq.nlargest(self._site.settings.feeds.items, found)
        return tuple(each for _, each in newest)

    def _listed(self, owner: Entry) -> Iterator[str]:
        own = self._in[self._language.locale]
        outlines = own.outlines.by_uri
        return (uri for uri in _items(owner, own) if outlines[uri].is_news)

    @memo
    def _order(self, uri: str) -> tuple[dt.datetime, str] | None:
        """What a page is ordered by; None for one that a feed does not tell of."""
        public = self._site.published(uri)
        return feed_items.order(self._parts, public) if public and self._way(public) else None

    def _way(self, entry: Entry) -> Literal["text", "notice"] | None:
        """How a feed tells of a page. One that is behind its source is told of all the same."""
        match entry.version(self._language.locale):
            case Translated(page):
                return None if page.words.machine_draft else "text"
            case Fallback() if announcements.concerns(
                self._site, entry, self._language.locale
            ) and announcements.stands_in(self._site, entry, self._language.locale):
                return "notice"
            case Fallback() | Absent():
                return None

    @memo
    def _head(self, uri: str) -> Head:
        entry = self._site.published(uri)
        assert entry is not None  # `_newest` has no other ones
        make = feed_items.notice if self._way(entry) == "notice" else feed_items.head
        return make(self._parts, entry)

    def feed(self, owner: Entry, texts: Mapping[str, Rendered], icon: str | None) -> Feed:
        """A feed with its texts, by uri. icon: path of the site's icon, if it has one."""
        link = self._links[owner.uri]
        items = tuple(self._item(head, texts) for head in self.heads(owner))
        day = feed_items.midnight(self._site, owner.changed(self._language.locale))
        publisher = self._site.settings.publisher
        official = publisher.status == "official"
        name = self._parts.localised(publisher.name) if official else ""
        logo = feed_items.picture(self._parts, picture_uses.main_picture(owner))
        tagline = self._language.tagline if owner.uri == HOME else None
        return Feed(
            id=self._absolute(self._first_address(owner)) + formats.ATOM_FILE,
            title=link.title,
            subtitle=tagline or self._parts.said(self._parts.page(owner), "description"),
            language=self._language.tag,
            page=self._absolute(link.page),
            atom=self._absolute(link.atom),
            json=self._absolute(link.json),
            author=name or self._site_name,
            author_url=(publisher.url if official else None) or self._absolute(self._home),
            updated=max((item.updated for item in items), default=day),
            items=items,
            others=tuple(self._others(owner)),
            icon=self._absolute(icon) if icon else None,
            logo=logo.url if logo else None,
        )

    def _item(self, head: Head, texts: Mapping[str, Rendered]) -> Item:
        return feed_items.item(self._parts, head, None if head.told else texts.get(head.uri))

    def _others(self, owner: Entry) -> Iterator[OtherLanguage]:
        for language in self._site.settings.languages:
            if language != self._language and has_feed(owner, self._in[language.locale]):
                address = addresses.of(owner.uri, language)
                atom, data = (
                    self._absolute(_below(address, name))
                    for name in (formats.ATOM_FILE, formats.JSON_FILE)
                )
                yield OtherLanguage(language.tag, atom, data)

    @property
    def _home(self) -> str:
        return addresses.of(HOME, self._language)

    def _first_address(self, owner: Entry) -> str:
        return feed_items.first_address(owner, self._language)

    def _absolute(self, address: str) -> str:
        return addresses.absolute(self._site.settings, address)

    def places(self, owner: Entry) -> Iterator[tuple[str, str]]:
        """Paths of both files of a feed: where it is, and where it was before its page moved.

        Who has subscribed to the old address is led nowhere by a page: the file goes on being
        there, and names its new address as its own.
        """
        for uri in (owner.uri, *owner.fields.moved_from):
            address = addresses.of(uri, self._language)
            yield _below(address, formats.ATOM_FILE), _below(address, formats.JSON_FILE)

    def files(self, rendered: Sequence[Rendered], icon: str | None) -> dict[str, bytes]:
        """Every feed by path.

        rendered: the language's pages; icon: path of the site's icon, if it has one.
        """
        texts = {each.entry.uri: each for each in rendered}
        found: dict[str, bytes] = {}
        for owner in self.owners:
            found |= self.feed_files(owner, texts, icon)
        return found

    def feed_files(
        self, owner: Entry, texts: Mapping[str, Rendered], icon: str | None
    ) -> dict[str, bytes]:
        """One feed by path. texts: by uri; it is asked for those of the items alone."""
        feed = self.feed(owner, texts, icon)
        atom, data = formats.atom(feed), formats.json_feed(feed)
        found: dict[str, bytes] = {}
        for atom_path, json_path in self.places(owner):
            found |= {atom_path: atom, json_path: data}
        return found


def has_feed(owner: Entry, collections: Collections) -> bool:
    """Whether readers of a language can subscribe to a page: it is theirs, and lists news.

    Of any language: a list whose news are still to be translated has a feed that is empty.
    """
    if not addresses.is_indexed(owner, collections.language.locale):
        return False
    outlines = collections.outlines.by_uri
    return owner.uri == HOME or any(outlines[uri].is_news for uri in _items(owner, collections))


def _items(owner: Entry, collections: Collections) -> Iterator[str]:
    is_home = owner.uri == HOME
    found = collections.listed() if is_home else collections.items(Selection(owner.uri))
    outlines = collections.outlines.by_uri
    return (uri for uri in found if not outlines[uri].is_index)


def _below(address: str, name: str) -> str:
    return name if address == "." else address + name
