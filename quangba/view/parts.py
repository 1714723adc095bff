"""The pieces that pages and lists are made of, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from quangba import addresses, announcements, picture_uses
from quangba.content.schema import Dated, Event, Place, Project
from quangba.content.tree import Absent, Entry, Page
from quangba.languages import Language
from quangba.media.markup import Credit
from quangba.memory import Owner, memo
from quangba.outputs import calendar
from quangba.press import PictureUses
from quangba.registers import terms
from quangba.registers.admin_units import Named
from quangba.registers.localised import in_language
from quangba.site import Site
from quangba.view import announcements as short_notices
from quangba.view import events, states
from quangba.view.figures import Figures
from quangba.view.images import Images, Picture
from quangba.view.values import (
    AnnouncementView,
    Card,
    EventView,
    Heading,
    Link,
    SourceView,
)
from quangba.view.words import Translator


class Parts(Owner):
    """Links, pictures and cards for readers of one language."""

    def __init__(self, site: Site, language: Language) -> None:
        self.site = site
        self.language = language
        self.t = Translator(site.tree, language)
        self.figures = Figures(site, language, self.t)
        self.uses = PictureUses(site)
        self.images = Images(site, language, self.uses)
        self.states = states.States(site)
        super().__init__(self.site.memory, self.language.locale)

    def page(self, entry: Entry) -> Page:
        """The page that the readers get: theirs, or the source's."""
        return entry.pages.get(self.language.locale, entry.source)

    def said(self, page: Page, field: Literal["title", "description", "menu_title"]) -> str:
        """Words of front matter with the figures that they cite, as their own language writes."""
        words: str = getattr(page.words, field) or ""
        return words if "{{" not in words else self._figures_of(page.locale).text(words)

    def glance(self, page: Page) -> tuple[tuple[str, str], ...]:
        """The facts table at the head of a page."""
        figures = self._figures_of(page.locale)
        return tuple(
            (figures.text(row.label), figures.text(row.value)) for row in page.words.glance
        )

    def _figures_of(self, locale: str) -> Figures:
        if locale == self.language.locale:
            return self.figures
        language = self.site.settings.language(locale)
        return Figures(self.site, language, Translator(self.site.tree, language))

    def has(self, entry: Entry) -> bool:
        """Whether the readers have the page, translated or not."""
        return not isinstance(entry.version(self.language.locale), Absent)

    def localised(self, text: str | dict[str, str]) -> str:
        """A register's text in the reader's language, else the source's."""
        return in_language(text, self.language.locale, self.site.settings.source.locale)

    def unit_name(self, unit: Named) -> str:
        """A unit's name; one that is only proposed stands beside the source language's."""
        name = self.localised(unit.name)
        if self.language.locale not in unit.proposed:
            return name
        original = in_language(unit.name, self.site.settings.source.locale, "")
        return self.t.pair(name, original)

    def address(self, entry: Entry) -> str:
        """The unit and the province that a page lies in; '' when it names no unit."""
        fields = entry.fields
        name = fields.unit if isinstance(fields, Place | Project) else None
        unit = self.site.units.units.get(name) if name else None
        if unit is None:
            return ""
        province = self.site.units.province
        if province is None:
            return self.unit_name(unit)
        return self.t.address(self.unit_name(unit), self.unit_name(province))

    def sources(self, names: Iterable[str]) -> tuple[SourceView, ...]:
        """The publications that readers are shown, of those named."""
        rows = (self.site.sources.get(name) for name in names)
        return tuple(
            SourceView(
                name=self.localised(row.name),
                url=row.url,
                date_text=self.t.partial_date(row.date) if row.date else None,
            )
            for row in rows
            if row and not row.internal
        )

    def link(self, entry: Entry, *, short: bool = False) -> Link:
        """A link to a page, with its menu title if `short`.

        One that the readers do not have is where its own readers find it.
        """
        return self._link(entry.uri, short)

    def link_to(self, uri: str, *, short: bool = False) -> Link:
        """The same, by the page's uri. Raises KeyError where there is none."""
        return self._link(uri, short)

    @memo
    def _link(self, uri: str, short: bool) -> Link:  # noqa: FBT001 - the key of a memo
        entry = self.site.tree.entries[uri]
        page = self.page(entry)
        title = (short and self.said(page, "menu_title")) or self.said(page, "title")
        foreign = page.locale != self.language.locale
        language = self.site.settings.language(page.locale)
        url = addresses.of(entry.uri, self.language if self.has(entry) else language)
        return Link(title, url, language.tag if foreign else None)

    def picture(self, name: str | None) -> Picture | None:
        """A picture of the library, with its words."""
        return self.images.picture(name) if name else None

    def credit(self, picture: Picture) -> Credit:
        """Who made a picture and what may be done with it, in words."""
        licence = self.t.licence(picture.licence)
        return Credit(self.t.credit(picture.credit), licence, picture.licence_url)

    def calendar(self, entry: Entry) -> str:
        """Where an event's file for calendars is: the source's where it is not translated."""
        language = self.site.settings.language(self.page(entry).locale)
        return addresses.of(entry.uri, language) + calendar.SUFFIX

    def event(self, entry: Entry) -> EventView | None:
        """When and where an event is; None for other kinds."""
        fields = entry.fields
        if not isinstance(fields, Event):
            return None
        place = self.site.tree.entries.get(fields.place) if fields.place else None
        link = self.link(place) if place else None
        return events.view(self.site, fields, self.t, link, self.calendar(entry))

    def announcement(self, entry: Entry) -> AnnouncementView | None:
        """The short notice of what no reader may miss; None for other pages.

        An event says of itself that it is cancelled also where nothing has a name.
        """
        fields, locale = entry.fields, self.language.locale
        if not announcements.is_announcement(self.site, fields):
            return None
        about = announcements.subject(self.site, entry, locale)
        stands_in = announcements.stands_in(self.site, entry, locale)
        if isinstance(fields, Event) and not stands_in:
            said = short_notices.of_event(self.site.occurrence(fields), self.t)
            return AnnouncementView(said.title, said.text, None, stands_in=False)
        if about is None:
            return None
        name, url = self._about(about)
        said = short_notices.of(self.site, fields, name, self.t)
        leads = None if isinstance(fields, Event) else url
        return AnnouncementView(said.title, said.text, leads, stands_in=stands_in)

    def _about(self, subject: announcements.Subject) -> tuple[str, str | None]:
        """The name of what an announcement is about, and where its page is."""
        if isinstance(subject, Entry):
            link = self.link(subject, short=True)
            return link.title, link.url
        return terms.short(subject.names[self.language.locale]), None

    def heading(self, entry: Entry) -> Heading:
        """Title and description for lists: a short notice's, where one stands in for the text."""
        return self._heading(entry.uri)

    @memo
    def _heading(self, uri: str) -> Heading:
        entry = self.site.tree.entries[uri]
        notice = self.announcement(entry)
        if notice and notice.stands_in:
            return Heading(notice.title, notice.text, None)
        link = self.link(entry)
        return Heading(link.title, self.said(self.page(entry), "description"), link.lang_tag)

    def card(self, entry: Entry) -> Card:
        """What a list shows of a page."""
        return self.card_of(entry.uri)

    @memo
    def card_of(self, uri: str) -> Card:
        """The same, by the page's uri. Raises KeyError where there is none."""
        entry = self.site.tree.entries[uri]
        fields = entry.fields
        heading = self.heading(entry)
        main = picture_uses.main_picture(entry)
        return Card(
            title=heading.title,
            description=heading.description,
            url=self.link(entry).url,
            kind=fields.kind,
            lang_tag=heading.lang_tag,
            state=self.state(uri),
            language=self.foreign_name(entry),
            picture=self.images.image(main) if main else None,
            date=fields.date if isinstance(fields, Dated) else None,
            event=self.event(entry),
            spot=self.spot(entry),
        )

    def state(self, uri: str) -> states.State:
        """What the readers get of a page."""
        return self.states.of(uri, self.language.locale)

    def spot(self, entry: Entry) -> str | None:
        """The small drawing of a page, or of its first topic."""
        topics = (self.site.topics.get(name) for name in entry.fields.topics)
        return entry.fields.spot or next((each.spot for each in topics if each and each.spot), None)

    def foreign_name(self, entry: Entry) -> str | None:
        """What the readers call the language of the page that they get, if it is not theirs."""
        language = self.site.settings.language(self.page(entry).locale)
        return None if language == self.language else language.name_in(self.language)

    def cards(self, uris: tuple[str, ...]) -> tuple[Card, ...]:
        """Cards of the pages named, but for those that the readers do not have."""
        entries = (self.site.tree.entries.get(uri) for uri in uris)
        return tuple(self.card(entry) for entry in entries if entry and self.has(entry))
