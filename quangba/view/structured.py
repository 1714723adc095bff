"""Pages as structured data: what front matter, registers and settings say, and nothing else.

A thing has one name (`@id`) in all languages, the address of the page in its own language with a
fragment, so that who reads several of them knows that it is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from quangba import addresses, picture_uses
from quangba.collections import HOME
from quangba.content import schema
from quangba.content.tree import Entry
from quangba.outputs import structured_data as sd
from quangba.registers import terms
from quangba.registers.terms import Term
from quangba.view.parts import Parts
from quangba.view.values import EntryView, Picture

STATUS = {"scheduled": "EventScheduled", "cancelled": "EventCancelled", "moved": "EventRescheduled"}
SEARCH_TERM = "search_term_string"


class Structured:
    """The structured data of pages for readers of one language."""

    def __init__(self, parts: Parts, search_url: str | None) -> None:
        self._parts = parts
        self._site = parts.site
        self._settings = parts.site.settings
        self._language = parts.language
        self._search_url = search_url
        self._home = self._absolute(addresses.of(HOME, parts.language))

    def of_entry(self, entry: Entry, view: EntryView) -> str:
        """JSON-LD of a page; '' where search engines are not to know it."""
        if view.draft or not addresses.is_indexed(entry, self._language.locale):
            return ""
        if entry.uri == HOME:
            return sd.make(self._of_home(view))
        subject = self._subject(entry, view)
        return sd.make([self._page(entry, view, subject), *([subject] if subject else [])])

    def of_list(self, view: EntryView) -> str:
        """JSON-LD of a page of a list that has no file of its own."""
        return sd.make(
            [
                sd.CollectionPage(
                    id=view.canonical,
                    name=view.title,
                    description=view.summary or view.description,
                    in_language=self._language.tag,
                    is_part_of=self._website,
                    breadcrumb=self._breadcrumb(view),
                )
            ]
        )

    def _absolute(self, path: str) -> str:
        return addresses.absolute(self._settings, path)

    def _thing(self, entry: Entry, fragment: str) -> str:
        """The name of what a page is about, the same in all languages."""
        owner = self._settings.language(entry.owner)
        return f"{self._absolute(addresses.of(entry.uri, owner))}#{fragment}"

    @property
    def _website(self) -> sd.Ref:
        return sd.Ref(f"{self._home}#site")

    @property
    def _area(self) -> sd.Ref:
        return sd.Ref(f"{self._settings.site_url}#area")

    # -- pages ------------------------------------------------------------------------------

    def _page(self, entry: Entry, view: EntryView, subject: sd.Thing | None) -> sd.WebPage:
        kind = sd.CollectionPage if view.listing else sd.WebPage
        original, others = self._translations(entry, view)
        return kind(
            id=view.canonical,
            name=view.title,
            description=view.description,
            in_language=self._language.tag,
            date_published=view.date,
            date_modified=view.updated,
            is_part_of=self._website,
            main_entity=sd.Ref(subject.id) if subject else None,
            correction=self._corrections(entry),
            translation_of_work=original,
            work_translation=others,
            image=tuple(self._image(each, view) for each in self._pictures(entry)),
            breadcrumb=self._breadcrumb(view),
            primary_image_of_page=self._main_image(view),
        )

    def _of_home(self, view: EntryView) -> tuple[sd.Thing, ...]:
        search = self._search_url and self._absolute(self._search_url)
        target = sd.EntryPoint(url_template=f"{search}?q={{{SEARCH_TERM}}}")
        action = sd.SearchAction(target=target, query_input=f"required name={SEARCH_TERM}")
        site = sd.WebSite(
            id=self._website.id,
            name=self._site_name,
            description=self._language.tagline or "",
            url=self._home,
            in_language=self._language.tag,
            date_modified=view.updated,
            about=self._area,
            publisher=self._publisher,
            potential_action=action if search else None,
        )
        name = self._site_name
        term = self._term(self._settings.source.site_name or self._settings.site_name)
        if term:
            name = terms.short(term.names.get(self._language.locale, "")) or name
        province = self._site.units.province
        area = sd.TouristDestination(
            id=self._area.id,
            name=name,
            alternate_name=self._other_names(term, name),
            description=view.description,
            image=tuple(image for image in [self._main_image(view)] if image),
            contained_in_place=sd.AdministrativeArea(name=self._parts.unit_name(province))
            if province
            else None,
        )
        return site, area

    @property
    def _site_name(self) -> str:
        return self._language.site_name or self._settings.site_name

    @property
    def _publisher(self) -> sd.Organization | None:
        """Who answers for the site; a starter site has nobody, and claims nobody."""
        publisher = self._settings.publisher
        name = self._parts.localised(publisher.name)
        if publisher.status != "official" or not name:
            return None
        kind = sd.GovernmentOrganization if publisher.government else sd.Organization
        url = self._settings.site_url
        return kind(id=f"{url}#publisher", name=name, url=publisher.url or "")

    def _translations(
        self, entry: Entry, view: EntryView
    ) -> tuple[sd.Ref | None, tuple[sd.Ref, ...]]:
        """What a translation was made from; or the translations of a source text."""
        owner = self._settings.language(entry.owner)
        pages = {tag: sd.Ref(url) for tag, url in view.alternates if tag != "x-default"}
        if self._language != owner:
            return pages.get(owner.tag), ()
        return None, tuple(page for tag, page in pages.items() if tag != owner.tag)

    def _corrections(self, entry: Entry) -> tuple[sd.Ref, ...]:
        """The pages that say what was wrong on this one."""
        return tuple(
            sd.Ref(self._thing(other, "correction"))
            for other in self._site.tree.entries.values()
            if isinstance(other.fields, schema.Correction)
            and other.fields.corrects == entry.uri
            and addresses.is_indexed(other, self._language.locale)
        )

    def _breadcrumb(self, view: EntryView) -> sd.BreadcrumbList | None:
        if not view.breadcrumbs:
            return None
        steps = [(each.title, self._absolute(each.url)) for each in view.breadcrumbs]
        return sd.BreadcrumbList(
            item_list_element=tuple(
                sd.ListItem(position=number, name=title, item=url)
                for number, (title, url) in enumerate([*steps, (view.title, view.canonical)], 1)
            )
        )

    # -- pictures ---------------------------------------------------------------------------

    def _pictures(self, entry: Entry) -> tuple[Picture, ...]:
        """Those of the page but for the one at its head."""
        fields, locale = entry.fields, self._parts.page(entry).locale
        named = [name for name, _, _, of, _ in picture_uses.named_by(entry) if of == locale]
        main = picture_uses.main_picture(entry)
        others = [name for name in dict.fromkeys(named) if name not in (main, fields.picture)]
        return tuple(found for name in others if (found := self._parts.picture(name)))

    def _main_image(self, view: EntryView) -> sd.ImageObject | None:
        return self._image(view.picture, view) if view.picture else None

    def _image(self, picture: Picture, view: EntryView) -> sd.ImageObject:
        main = view.picture is not None and picture.name == view.picture.name
        return sd.ImageObject(
            id=f"{view.canonical}#picture" if main else "",
            content_url=self._absolute(_largest(picture)),
            caption=picture.caption or picture.alt,
            credit_text=picture.credit,
            license=picture.licence_url or "",
        )

    # -- what a page is about ---------------------------------------------------------------

    def _subject(self, entry: Entry, view: EntryView) -> sd.Thing | None:
        match entry.fields:
            case schema.Place():
                return self._place(entry, view)
            case schema.Event() as fields:
                return self._event(entry, fields, view)
            case schema.News() | schema.Story():
                return self._article(entry, view)
            case schema.Video() as fields:
                return self._video(entry, fields, view)
            case schema.Publication():
                return self._document(entry, view)
            case schema.Correction() as fields:
                return self._correction(entry, fields, view)
            case fields if fields.layout == "sources":
                return self._dataset(entry, view)
            case _:
                return None

    def _place(self, entry: Entry, view: EntryView | None = None) -> sd.TouristAttraction:
        """A place in full on its own page; elsewhere (view: None) what finds it."""
        fields, link = entry.fields, self._parts.link(entry, short=True)
        assert isinstance(fields, schema.Place)
        unit = self._site.units.units.get(fields.unit or "")
        province = self._site.units.province
        address = sd.PostalAddress(
            address_locality=self._parts.unit_name(unit) if unit else "",
            address_region=self._parts.unit_name(province) if unit and province else "",
        )
        at = fields.coordinates
        source = self._parts.said(entry.source, "menu_title") or entry.source.words.title
        return sd.TouristAttraction(
            id=self._thing(entry, "place"),
            name=link.title,
            alternate_name=self._other_names(self._term(source), link.title) if view else (),
            description=view.description if view else "",
            url=self._absolute(link.url),
            image=self._head_picture(view) if view else (),
            geo=sd.GeoCoordinates(latitude=at[0], longitude=at[1]) if at else None,
            address=address if unit else None,
            contained_in_place=self._area,
        )

    def _event(self, entry: Entry, fields: schema.Event, view: EntryView) -> sd.Event:
        place = self._site.tree.entries.get(fields.place or "")
        is_place = place is not None and isinstance(place.fields, schema.Place)
        term = self._site.terms.rows.get(fields.term or "") or self._term(entry.source.words.title)
        moved = fields.status == "moved"
        return sd.Event(
            id=self._thing(entry, "event"),
            name=view.title,
            alternate_name=self._other_names(term, view.title),
            description=view.description,
            url=view.canonical,
            image=self._head_picture(view),
            start_date=fields.start,
            end_date=fields.end,
            event_status=f"{sd.VOCABULARY}/{STATUS[fields.status]}",
            previous_start_date=fields.previous_start if moved else None,
            location=self._place(place) if place and is_place else None,
        )

    def _article(self, entry: Entry, view: EntryView) -> sd.Article:
        fields = entry.fields
        where = fields.place if isinstance(fields, schema.News) else None
        place = self._site.tree.entries.get(where or "")
        kind = sd.NewsArticle if isinstance(fields, schema.News) else sd.Article
        return kind(
            id=f"{view.canonical}#article",
            headline=view.title,
            description=view.description,
            image=self._head_picture(view),
            in_language=self._language.tag,
            date_published=view.date,
            date_modified=view.updated,
            main_entity_of_page=sd.Ref(view.canonical),
            about=sd.Ref(self._thing(place, "place")) if place else None,
            publisher=self._publisher,
            correction=self._corrections(entry),
        )

    def _video(self, entry: Entry, fields: schema.Video, view: EntryView) -> sd.VideoObject | None:
        clip = self._site.clips.get(fields.video)
        if clip is None or view.video is None:
            return None
        cover = view.video.cover
        return sd.VideoObject(
            id=self._thing(entry, "video"),
            name=view.title,
            description=view.description,
            upload_date=fields.date,
            thumbnail_url=self._absolute(view.video.poster),
            content_url=self._absolute(view.video.download),
            duration=sd.iso_duration(clip.facts.seconds),
            credit_text=cover.credit,
            license=cover.licence_url or "",
            publisher=self._publisher,
        )

    def _document(self, entry: Entry, view: EntryView) -> sd.DigitalDocument:
        return sd.DigitalDocument(
            id=self._thing(entry, "document"),
            name=view.title,
            description=view.description,
            date_published=view.date,
            encoding=tuple(
                sd.MediaObject(content_url=self._absolute(quote(file.path)), in_language=file.tag)
                for file in view.files
            ),
            publisher=self._publisher,
        )

    def _correction(
        self, entry: Entry, fields: schema.Correction, view: EntryView
    ) -> sd.CorrectionComment:
        wrong = self._site.tree.entries.get(fields.corrects)
        return sd.CorrectionComment(
            id=self._thing(entry, "correction"),
            name=view.title,
            text=view.description,
            in_language=self._language.tag,
            date_published=view.date,
            about=sd.Ref(self._absolute(self._parts.link(wrong).url)) if wrong else None,
            publisher=self._publisher,
        )

    def _dataset(self, entry: Entry, view: EntryView) -> sd.Dataset:
        return sd.Dataset(
            id=self._thing(entry, "figures"),
            name=view.title,
            description=view.description,
            url=view.canonical,
            in_language=self._language.tag,
            date_modified=view.updated,
            about=self._area,
            publisher=self._publisher,
            variable_measured=tuple(self._figures()),
        )

    def _figures(self) -> Iterator[sd.PropertyValue]:
        for fact in self._site.facts.values():
            yield sd.PropertyValue(
                name=self._parts.localised(fact.label),
                value=fact.value if fact.to is None else None,
                min_value=fact.value if fact.to is not None else None,
                max_value=fact.to,
                unit_text=fact.unit,
            )

    def _head_picture(self, view: EntryView) -> tuple[sd.Ref, ...]:
        return (sd.Ref(f"{view.canonical}#picture"),) if view.picture else ()

    # -- names ------------------------------------------------------------------------------

    def _term(self, name: str) -> Term | None:
        """The agreed name that is written so in the source language.

        Other forms of a name do not count: a town goes by a form of its commune's name.
        """
        source, key = self._settings.source.locale, name.casefold()
        rows = self._site.terms.rows.values()
        return next((r for r in rows if terms.short(r.names[source]).casefold() == key), None)

    def _other_names(self, term: Term | None, name: str) -> tuple[str, ...]:
        """What a thing is called in the languages of the site, without what is only proposed."""
        if term is None:
            return ()
        found = [
            terms.short(text) for locale, text in term.names.items() if locale not in term.proposed
        ]
        known = {name.casefold(), ""}
        others = dict.fromkeys((*found, *term.also.get(self._language.locale, ()), term.plain))
        return tuple(each for each in others if each.casefold() not in known)


def _largest(picture: Picture) -> str:
    """The path of the largest file that every program reads."""
    files = [files.fallback.candidates[-1] for files in picture.sets.values()]
    return max(files, key=lambda file: (file.width, file.src)).src
