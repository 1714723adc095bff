"""From the site to what the templates of one language see."""

from __future__ import annotations

import posixpath
from functools import cached_property
from types import MappingProxyType

from quangba import addresses
from quangba.content.schema import Dated, Event, Place, Project
from quangba.content.tree import Absent, Entry, Fallback, Page, Translated, Version
from quangba.languages import Language
from quangba.media.library import Original
from quangba.outputs.theme_assets import ThemeAssets
from quangba.registers.localised import in_language
from quangba.site import Site
from quangba.view import maps
from quangba.view.values import (
    Card,
    EntryView,
    EventView,
    FallbackView,
    HomeView,
    Link,
    MenuItem,
    Picture,
    PublisherView,
    SiteView,
    SourceView,
    SwitcherItem,
    UnitView,
)
from quangba.view.words import Translator

HOME = "index.md"
NEWS_ON_HOME = 3
RELATED = 3


class Builder:
    """Views for readers of one language. Holds only what is the same for all its pages."""

    def __init__(self, site: Site, language: Language, assets: ThemeAssets) -> None:
        self.site = site
        self.language = language
        self.assets = assets
        self.t = Translator(site.tree, language)

    # -- the site ---------------------------------------------------------------------------

    def site_view(self, current: str | None) -> SiteView:
        """`current`: uri of the page shown, for the menu's marks; None on the 404 page."""
        settings = self.site.settings
        publisher = settings.publisher
        name = in_language(publisher.name, self.language.locale, settings.source.locale)
        return SiteView(
            name=self.language.site_name or settings.site_name,
            tagline=self.language.tagline,
            home_url=addresses.of(HOME, self.language),
            languages=settings.languages,
            menu=self._menu(current),
            publisher=PublisherView(publisher.status == "starter", name or None, publisher.url),
            assets=MappingProxyType(dict(self.assets.paths)),
            fonts=self.assets.fonts,
        )

    def _menu(self, current: str | None) -> tuple[MenuItem, ...]:
        return tuple(
            self._menu_item(entry, current)
            for entry in self._listed("")
            if entry.is_index or entry.folder == ""
        )

    def _menu_item(self, entry: Entry, current: str | None) -> MenuItem:
        link = self.link(entry, short=True)
        folder = posixpath.dirname(entry.uri)
        children = (
            tuple(self._menu_item(child, current) for child in self._plain(folder))
            if entry.is_index
            else ()
        )
        is_current = entry.uri == current
        below = entry.is_index and (current or "").startswith(f"{folder}/")
        return MenuItem(link.title, link.url, link.lang_tag, is_current, is_current or below, children)

    def _plain(self, folder: str) -> tuple[Entry, ...]:
        """Pages of a folder that belong in a menu: not what is added week by week."""
        return tuple(
            entry
            for entry in self._listed(folder)
            if not isinstance(entry.fields, Dated | Event)
        )

    def _listed(self, folder: str) -> tuple[Entry, ...]:
        return tuple(
            entry
            for entry in self.site.tree.in_folder(folder)
            if not isinstance(entry.version(self.language.locale), Absent)
        )

    # -- parts ------------------------------------------------------------------------------

    def _page(self, entry: Entry) -> Page:
        return entry.pages.get(self.language.locale, entry.source)

    def _tag_if_other(self, page: Page) -> str | None:
        if page.locale == self.language.locale:
            return None
        return self.site.settings.language(page.locale).tag

    def link(self, entry: Entry, *, short: bool = False) -> Link:
        """A link to a page, with its menu title if `short`."""
        page = self._page(entry)
        title = (page.words.menu_title if short else None) or page.words.title
        return Link(title, addresses.of(entry.uri, self.language), self._tag_if_other(page))

    def picture(self, name: str | None) -> Picture | None:
        """A picture with its texts in the reader's language."""
        original = self.site.pictures.get(name) if name else None
        return self._picture(original) if original else None

    def _picture(self, original: Original) -> Picture:
        sidecar = original.sidecar
        source = self.site.settings.source.locale
        alt = "" if sidecar.decorative else in_language(sidecar.alt, self.language.locale, source)
        caption = in_language(sidecar.caption, self.language.locale, source)
        return Picture(
            src=original.published,
            width=original.width,
            height=original.height,
            alt=alt,
            caption=caption,
            credit=sidecar.credit,
            licence=sidecar.licence,
            focal=sidecar.focal,
        )

    def card(self, entry: Entry) -> Card:
        page = self._page(entry)
        link = self.link(entry)
        fields = entry.fields
        return Card(
            title=link.title,
            description=page.words.description,
            url=link.url,
            kind=fields.kind,
            lang_tag=link.lang_tag,
            picture=self.picture(fields.picture),
            date=fields.date if isinstance(fields, Dated) else None,
            event=self._event(entry),
        )

    def _cards(self, uris: tuple[str, ...]) -> tuple[Card, ...]:
        entries = (self.site.tree.entries.get(uri) for uri in uris)
        return tuple(
            self.card(entry)
            for entry in entries
            if entry and not isinstance(entry.version(self.language.locale), Absent)
        )

    def _event(self, entry: Entry) -> EventView | None:
        fields = entry.fields
        if not isinstance(fields, Event):
            return None
        place = self.site.tree.entries.get(fields.place) if fields.place else None
        return EventView(
            start=fields.start,
            end=fields.end,
            lunar=self.t.lunar(fields.lunar) if fields.lunar else None,
            place=self.link(place) if place else None,
            status=fields.status,
        )

    # -- one page ---------------------------------------------------------------------------

    def entry_view(self, entry: Entry) -> EntryView:
        """Everything that the template of one page needs, but for the rendered body."""
        page = self._page(entry)
        fields, words = entry.fields, page.words
        address = addresses.of(entry.uri, self.language)
        fallback = self._fallback(entry)
        own = address if fallback is None else fallback.url
        siblings = self._neighbours(entry)
        return EntryView(
            kind=fields.kind,
            layout=fields.layout,
            is_index=entry.is_index,
            title=words.title,
            description=words.description,
            url=address,
            path=page.path,
            text=self.site.settings.language(page.locale),
            fallback=fallback,
            draft=words.draft or fields.draft,
            only=tuple(
                language
                for language in self.site.settings.languages
                if language.locale in fields.only
            ),
            canonical=addresses.absolute(self.site.settings, own),
            alternates=() if fallback else addresses.alternates(self.site, entry),
            switcher=self._switcher(entry),
            breadcrumbs=self._breadcrumbs(entry),
            picture=self.picture(fields.picture),
            updated=entry.changed(page.locale),
            as_of=fields.as_of,
            sources=self._sources(entry),
            glance=tuple((row.label, row.value) for row in words.glance),
            unit=self._unit(entry),
            coordinates=fields.coordinates if isinstance(fields, Place) else None,
            map_links=self._map_links(entry),
            event=self._event(entry),
            date=fields.date if isinstance(fields, Dated) else None,
            children=self._children(entry),
            previous=siblings[0],
            next=siblings[1],
            related=self._related(entry),
            home=self._home(entry) if fields.layout == "home" else None,
        )

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

    def _switcher(self, entry: Entry) -> tuple[SwitcherItem, ...]:
        return tuple(
            self._switcher_item(entry.version(language.locale), entry.uri, language)
            for language in self.site.settings.languages
        )

    def _switcher_item(self, version: Version, uri: str, language: Language) -> SwitcherItem:
        current = language.locale == self.language.locale
        match version:
            case Translated():
                return SwitcherItem(language, addresses.of(uri, language), current, "translated")
            case Fallback():
                return SwitcherItem(language, addresses.of(uri, language), current, "fallback")
            case Absent():
                return SwitcherItem(language, addresses.of(HOME, language), current, "absent")

    def _breadcrumbs(self, entry: Entry) -> tuple[Link, ...]:
        if entry.uri == HOME:
            return ()
        folders = [part for part in entry.folder.split("/") if part]
        uris = [HOME, *("/".join([*folders[: n + 1], HOME]) for n in range(len(folders)))]
        parents = (self.site.tree.entries.get(uri) for uri in uris)
        return tuple(self.link(parent, short=True) for parent in parents if parent)

    def _sources(self, entry: Entry) -> tuple[SourceView, ...]:
        rows = (self.site.sources.get(name) for name in entry.fields.sources)
        source = self.site.settings.source.locale
        return tuple(
            SourceView(
                name=in_language(row.name, self.language.locale, source),
                url=row.url,
                date_text=self.t.partial_date(row.date) if row.date else None,
            )
            for row in rows
            if row and not row.internal
        )

    def _unit(self, entry: Entry) -> UnitView | None:
        fields = entry.fields
        if not isinstance(fields, Place | Project) or not fields.unit:
            return None
        unit = self.site.units.units.get(fields.unit)
        if unit is None:
            return None
        locale, source = self.language.locale, self.site.settings.source.locale
        district = self.site.units.former_district
        return UnitView(
            name=in_language(unit.name, locale, source),
            former=tuple(in_language(part.name, locale, source) for part in unit.made_of),
            former_district=in_language(district.name, locale, source) if district else None,
            since=unit.since,
        )

    def _map_links(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        fields = entry.fields
        if not isinstance(fields, Place) or fields.coordinates is None:
            return ()
        order = self.t.value("map_services")
        names = tuple(str(name) for name in order) if isinstance(order, list) else ()
        return maps.links(
            fields.coordinates, self._page(entry).words.title, names or maps.DEFAULT_ORDER
        )

    def _children(self, entry: Entry) -> tuple[Card, ...]:
        if not entry.is_index or entry.uri == HOME:
            return ()
        entries = self._listed(posixpath.dirname(entry.uri))
        return tuple(self.card(child) for child in sorted(entries, key=_listing_order))

    def _neighbours(self, entry: Entry) -> tuple[Link | None, Link | None]:
        """The older and the newer item of the same folder, for dated kinds."""
        if not isinstance(entry.fields, Dated):
            return None, None
        items = self._dated.get(entry.folder, ())
        at = items.index(entry)
        older = self.link(items[at + 1]) if at + 1 < len(items) else None
        newer = self.link(items[at - 1]) if at else None
        return older, newer

    @cached_property
    def _dated(self) -> dict[str, tuple[Entry, ...]]:
        """Dated items of each folder, newest first."""
        folders: dict[str, list[Entry]] = {}
        for entry in self.site.tree.visible(self.language.locale):
            if isinstance(entry.fields, Dated):
                folders.setdefault(entry.folder, []).append(entry)
        return {
            folder: tuple(sorted(found, key=_listing_order)) for folder, found in folders.items()
        }

    def _related(self, entry: Entry) -> tuple[Card, ...]:
        """The next pages of the same folder, going round at its end."""
        if entry.is_index or isinstance(entry.fields, Dated):
            return ()
        siblings = [other for other in self._listed(entry.folder) if not other.is_index]
        if entry not in siblings:
            return ()
        at = siblings.index(entry)
        around = siblings[at + 1 :] + siblings[:at]
        return tuple(self.card(other) for other in around[:RELATED])

    def _home(self, entry: Entry) -> HomeView:
        links = entry.fields.home
        visible = self.site.tree.visible(self.language.locale)
        events = sorted(
            (other for other in visible if isinstance(other.fields, Event)), key=_listing_order
        )
        dated = [other for other in visible if isinstance(other.fields, Dated)]
        places = [other for other in visible if isinstance(other.fields, Place)]
        sections = [other for other in self._listed("") if other.is_index]
        doors = links.doors or tuple(section.uri for section in sections[:3])
        rest = tuple(
            section.uri
            for section in sections
            if section.uri not in doors and section.uri not in links.actions
        )
        return HomeView(
            actions=tuple(
                self.link(self.site.tree.entries[uri], short=True)
                for uri in links.actions
                if uri in self.site.tree.entries
            ),
            next_event=self.card(events[0]) if events else None,
            news=tuple(self.card(other) for other in sorted(dated, key=_listing_order))[
                :NEWS_ON_HOME
            ],
            doors=self._cards(doors),
            places=tuple(
                self.card(other)
                for other in sorted(places, key=lambda e: (e.fields.order, e.uri))
            ),
            practical=self._cards(links.practical),
            more=self._cards(rest),
        )


def _listing_order(entry: Entry) -> tuple[int, int, int, str]:
    """Dated kinds newest first, events by their next date, other pages by `order`."""
    fields = entry.fields
    if isinstance(fields, Dated):
        return 1, -fields.date.toordinal(), 0, entry.uri
    if isinstance(fields, Event):
        return 1, fields.start.toordinal(), 0, entry.uri
    return 0, fields.order, 0, entry.uri


