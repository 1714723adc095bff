"""What stands on the cards and posters of pages, in the words of one language."""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

from quangba import addresses, picture_uses
from quangba.collections import HOME, Selection
from quangba.content.schema import Dated, Event
from quangba.content.tree import Entry
from quangba.media.cards.forms import Words
from quangba.media.cards.service import Order
from quangba.memory import Owner, kept_memo, memo
from quangba.outlines import Outlines
from quangba.view.listings import Listings
from quangba.view.parts import Parts

_DOT = " · "


class Sheets(Owner):
    """Cards and posters for readers of one language."""

    def __init__(self, parts: Parts, listings: Listings) -> None:
        self._parts = parts
        self._listings = listings
        self._site = parts.site
        self.outlines = Outlines(parts.site)
        super().__init__(self._site.memory, self._parts.locale)

    def card(self, entry: Entry) -> Order:
        """The card of a page of this language's own."""
        words = self._words(entry)
        return Order("card", words, picture_uses.main_picture(entry), self.spot(entry))

    def poster(self, entry: Entry) -> Order:
        """Its poster: with a sentence, when and where, and the code of its address."""
        parts, page = self._parts, self._parts.page(entry)
        settings = parts.site.settings
        address = addresses.absolute(settings, addresses.of(entry.uri, parts.language))
        card = self._words(entry)
        facts = _line(self._facts(entry))
        words = Words(
            title=card.title,
            label=self._label(entry, dated=not facts),
            text=_line(parts.said(page, "description")),
            facts=facts,
            site=card.site,
            hint=parts.t("share_scan"),
            address=address,
            host=urlsplit(address).netloc,
            kept=card.kept,
        )
        return Order("poster", words, picture_uses.main_picture(entry), self.spot(entry))

    def _words(self, entry: Entry) -> Words:
        parts = self._parts
        title = _line(parts.said(parts.page(entry), "title"))
        return Words(
            title=title, label=self._label(entry), site=self._site_name, kept=self._names(title)
        )

    @property
    def _site_name(self) -> str:
        return self._parts.language.site_name or self._site.settings.site_name

    def _names(self, text: str) -> tuple[str, ...]:
        """What lines should not break: agreed names, in whichever language."""
        return tuple(form for form in self._terms() if form in text)

    @kept_memo
    def _terms(self) -> tuple[str, ...]:
        locales = [language.locale for language in self._site.settings.languages]
        terms = self._site.terms.rows.values()
        forms = (form for term in terms for locale in locales for form in term.forms(locale))
        return tuple(dict.fromkeys(form for form in forms if len(form) > 1))

    def _label(self, entry: Entry, *, dated: bool = True) -> str:
        """What sort of page it is, and its day; of others the part of the site that it is in."""
        t, fields = self._parts.t, entry.fields
        if isinstance(fields, Event):
            when = self._site.occurrence(fields)
            if when.status != "scheduled":
                return t(f"event_{when.status}")
            return t("kind_event") + (_DOT + t.date(when.first, "medium") if dated else "")
        if isinstance(fields, Dated):
            return t(f"kind_{fields.kind}") + _DOT + t.date(fields.date, "medium")
        above = self._site.tree.entries.get(posixpath.join(entry.folder, HOME))
        if above and above.uri != HOME and above != entry and self._parts.has(above):
            return self._parts.link(above, short=True).title
        return self._parts.language.tagline or ""

    def _facts(self, entry: Entry) -> str:
        """When and where."""
        t, event = self._parts.t, self._parts.event(entry)
        if event is None:
            return _capital(self._parts.address(entry))
        days = t.date(event.start)
        if event.last_day != event.start:
            days = t("date_range", first=days, last=t.date(event.last_day))
        place = event.place.title if event.place and not event.place.lang_tag else ""
        return _capital(_DOT.join(part for part in (days, event.hours, event.lunar, place) if part))

    def spot(self, entry: Entry) -> str | None:
        """The small drawing of a page that has no picture."""
        return self.spot_of(entry.uri)

    @memo
    def spot_of(self, uri: str) -> str | None:
        """The same, by the page's uri."""
        entry = self._site.tree.entries[uri]
        if picture_uses.main_picture(entry) in self._site.pictures:
            return None
        return self._parts.spot(entry)

    def list_card(self, selection: Selection) -> Order:
        """The card of a list that has no file of its own."""
        title = _line(self._listings.title(selection))
        label = self._parts.language.tagline or ""
        words = Words(title=title, label=label, site=self._site_name, kept=self._names(title))
        return Order("card", words, spot=self.list_spot(selection))

    def list_spot(self, selection: Selection) -> str | None:
        """The small drawing of a list's topic."""
        topic = self._site.topics.get(selection.topic or "")
        return topic.spot if topic else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(text: str) -> str:
    return " ".join(text.split())
