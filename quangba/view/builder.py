"""From the site to what the templates of one language see."""

from __future__ import annotations

from datetime import date

from quangba import addresses, picture_uses
from quangba.collections import HOME
from quangba.content.schema import Dated, Place, Project, Story
from quangba.content.tree import Absent, Entry, Fallback, Translated
from quangba.languages import Language
from quangba.memory import Owner, kept_memo, note
from quangba.outputs.theme_assets import ThemeAssets
from quangba.site import Site
from quangba.view import (
    calendars,
    driver,
    evidence,
    latest,
    maps,
    offers,
    routes,
    self_check,
    video,
)
from quangba.view.behind import Behind
from quangba.view.feeds import LAYOUT as FEEDS
from quangba.view.feeds import Feeds
from quangba.view.images import Picture
from quangba.view.listings import Listings
from quangba.view.lists import SEARCH, Lists
from quangba.view.parts import Parts
from quangba.view.press import Takes
from quangba.view.press_kit import PressKit
from quangba.view.structured import Structured
from quangba.view.terms import TermNotes
from quangba.view.values import (
    CalendarLinks,
    EntryView,
    FallbackView,
    MachineView,
    MapLink,
    PublisherView,
    SiteView,
    SwitcherItem,
    UnitView,
)


class Builder(Owner):
    """Views for readers of one language. Holds only what is the same for all its pages."""

    def __init__(self, site: Site, language: Language, assets: ThemeAssets) -> None:
        self.site = site
        self.language = language
        self._assets = assets
        self.parts = Parts(site, language)
        self.lists = Lists(self.parts)
        self.listings = Listings(self.parts, self.lists)
        self.feeds = Feeds(self.parts, self.lists.collections)
        self.behind = Behind(self.parts)
        self.terms = TermNotes(self.parts)
        self.takes = Takes(self.parts)
        self.kit = PressKit(self.parts, self.takes)
        self.structured = Structured(self.parts, self.lists)
        self.t = self.parts.t
        super().__init__(self.site.memory, self.language.locale)

    @property
    def assets(self) -> ThemeAssets:
        """The theme's own files."""
        note("assets")
        return self._assets

    def site_view(self, current: str | None) -> SiteView:
        """`current`: uri of the page shown, for the menu's marks; None on the 404 page."""
        settings = self.site.settings
        publisher = settings.publisher
        return SiteView(
            name=self.language.site_name or settings.site_name,
            tagline=self.language.tagline,
            home_url=addresses.of(HOME, self.language),
            languages=settings.languages,
            menu=self.lists.menu(current),
            search_url=self.lists.search_url(),
            publisher=PublisherView(
                starter=publisher.status == "starter",
                name=self.parts.localised(publisher.name) or None,
                url=publisher.url,
            ),
            assets=self.assets.paths,
            fonts=self.assets.fonts,
            service=self.lists.service(current),
            calendar=self._calendar(),
            feeds_url=self.feeds.page_url,
        )

    @kept_memo
    def _calendar(self) -> CalendarLinks | None:
        return calendars.links(self.parts)

    def entry_view(self, entry: Entry) -> EntryView:
        """Everything that the template of one page needs, but for the rendered body."""
        page = self.parts.page(entry)
        fields, words = entry.fields, page.words
        settings = self.site.settings
        address = addresses.of(entry.uri, self.language)
        fallback = self._fallback(entry)
        older, newer = self.lists.neighbours(entry)
        return EntryView(
            kind=fields.kind,
            layout=fields.layout,
            is_index=entry.is_index,
            title=self.parts.said(page, "title"),
            description=self.parts.said(page, "description"),
            url=address,
            path=page.path,
            text=settings.language(page.locale),
            fallback=fallback,
            announcement=self.parts.announcement(entry),
            outdated=self.behind.notice(entry.uri),
            machine=self._machine(entry),
            draft=words.draft or fields.draft or fields.layout in self.site.withheld,
            only=tuple(each for each in settings.languages if each.locale in fields.only),
            canonical=addresses.absolute(settings, fallback.url if fallback else address),
            alternates=addresses.alternates(self.site, entry, self.language),
            switcher=self._switcher(entry),
            breadcrumbs=self.lists.breadcrumbs(entry),
            picture=self.parts.picture(picture_uses.main_picture(entry)),
            pictures=self._pictures(entry),
            updated=entry.changed(page.locale),
            as_of=fields.as_of,
            sources=self.parts.sources(fields.sources),
            glance=self.parts.glance(page),
            unit=self._unit(entry),
            coordinates=fields.coordinates if isinstance(fields, Place) else None,
            map_links=self._map_links(entry),
            driver=driver.of(self.parts, entry),
            project=offers.project(self.parts, entry),
            files=offers.files(self.parts, entry),
            routes=routes.of(self.parts) if fields.routes else None,
            event=self.parts.event(entry),
            video=video.of(self.parts, entry),
            date=fields.date if isinstance(fields, Dated) else None,
            coming=self._coming(entry),
            topics=self.listings.topics_of(entry),
            listing=self.listings.of_index(entry),
            previous=older,
            next=newer,
            related=self.lists.related(entry),
            evidence=evidence.of(self.parts, entry),
            site_map=self.lists.site_map() if fields.layout == SEARCH else (),
            home=self.lists.home(entry) if fields.layout == "home" else None,
            accessibility=self.site.accessibility if fields.layout == "accessibility" else None,
            self_check=self_check.of(self.parts, entry),
            takes=self.takes.of(entry),
            press=self.kit.view() if fields.layout == "press" else None,
            feed=self.feeds.of(entry),
            feeds=latest.feeds_view(self.parts, self.feeds) if fields.layout == FEEDS else None,
            glossary=self.terms.glossary() if fields.layout == "glossary" else (),
        )

    def _coming(self, entry: Entry) -> date | None:
        moment = entry.fields.publish_at
        return moment.date() if moment and self.site.published(entry.uri) is None else None

    def _pictures(self, entry: Entry) -> tuple[Picture, ...]:
        names = entry.fields.pictures if isinstance(entry.fields, Story) else ()
        main = picture_uses.main_picture(entry)
        found = (self.parts.picture(name) for name in names if name != main)
        return tuple(picture for picture in found if picture)

    def _fallback(self, entry: Entry) -> FallbackView | None:
        match entry.version(self.language.locale):
            case Fallback(page):
                source = self.site.settings.language(page.locale)
                return FallbackView(
                    source=source,
                    source_name=source.name_in(self.language),
                    date=entry.changed(page.locale),
                    url=addresses.of(entry.uri, source),
                )
            case Translated() | Absent():
                return None

    def _machine(self, entry: Entry) -> MachineView | None:
        if self.parts.state(entry.uri) != "machine":
            return None
        source = self.site.settings.language(entry.owner)
        name = source.name_in(self.language)
        return MachineView(source, name, addresses.of(entry.uri, source))

    def _switcher(self, entry: Entry) -> tuple[SwitcherItem, ...]:
        return tuple(
            self._switcher_item(entry, language) for language in self.site.settings.languages
        )

    def _switcher_item(self, entry: Entry, language: Language) -> SwitcherItem:
        state = self.parts.states.of(entry.uri, language.locale)
        uri = HOME if state == "absent" else entry.uri
        current = language.locale == self.language.locale
        return SwitcherItem(language, addresses.of(uri, language), current, state)

    def _unit(self, entry: Entry) -> UnitView | None:
        fields = entry.fields
        name = fields.unit if isinstance(fields, Place | Project) else None
        unit = self.site.units.units.get(name) if name else None
        if unit is None:
            return None
        district = self.site.units.former_district
        return UnitView(
            name=self.parts.unit_name(unit),
            former=tuple(self.parts.unit_name(part) for part in unit.made_of),
            former_district=self.parts.unit_name(district) if district else None,
            since=unit.since,
        )

    def _map_links(self, entry: Entry) -> tuple[MapLink, ...]:
        fields = entry.fields
        if not isinstance(fields, Place) or fields.coordinates is None:
            return ()
        name = self.parts.link(entry, short=True).title
        services = self.t.value("map_services")
        return maps.links(fields.coordinates, name, services, site_url=self.site.settings.site_url)
