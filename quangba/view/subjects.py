"""What a page is about, as structured data: a place, an event, a report, a film."""

from __future__ import annotations

from urllib.parse import quote

from quangba.content import schema
from quangba.content.tree import Entry
from quangba.outputs import structured_data as sd
from quangba.view.known_things import Known
from quangba.view.values import EntryView

STATUS = {"scheduled": "EventScheduled", "cancelled": "EventCancelled", "moved": "EventRescheduled"}


class Subjects:
    """What pages are about, for readers of one language."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def of(self, entry: Entry, view: EntryView) -> sd.Thing | None:
        """The thing of a page; None where the kind of page tells of none."""
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
        fields, link = entry.fields, self._known.parts.link(entry, short=True)
        assert isinstance(fields, schema.Place)
        unit = self._known.site.units.units.get(fields.unit or "")
        province = self._known.site.units.province
        address = sd.PostalAddress(
            address_locality=self._known.parts.unit_name(unit) if unit else "",
            address_region=self._known.parts.unit_name(province) if unit and province else "",
        )
        at = fields.coordinates
        source = self._known.parts.said(entry.source, "menu_title") or entry.source.words.title
        term = self._known.term(source)
        return sd.TouristAttraction(
            id=self._known.id_of(entry, "place"),
            name=link.title,
            alternate_name=self._known.other_names(term, link.title) if view else (),
            description=view.description if view else "",
            url=self._known.absolute(link.url),
            image=self._known.head_picture(view) if view else (),
            geo=sd.GeoCoordinates(latitude=at[0], longitude=at[1]) if at else None,
            address=address if unit else None,
            contained_in_place=self._known.area,
        )

    def _event(self, entry: Entry, fields: schema.Event, view: EntryView) -> sd.Event:
        place = self._known.site.tree.entries.get(fields.place or "")
        is_place = place is not None and isinstance(place.fields, schema.Place)
        named = self._known.site.terms.rows.get(fields.term or "")
        term = named or self._known.term(entry.source.words.title)
        moved = fields.status == "moved"
        return sd.Event(
            id=self._known.id_of(entry, "event"),
            name=view.title,
            alternate_name=self._known.other_names(term, view.title),
            description=view.description,
            url=view.canonical,
            image=self._known.head_picture(view),
            start_date=fields.start,
            end_date=fields.end,
            event_status=f"{sd.VOCABULARY}/{STATUS[fields.status]}",
            previous_start_date=fields.previous_start if moved else None,
            location=self._place(place) if place and is_place else None,
        )

    def _article(self, entry: Entry, view: EntryView) -> sd.Article:
        fields = entry.fields
        where = fields.place if isinstance(fields, schema.News) else None
        place = self._known.site.tree.entries.get(where or "")
        kind = sd.NewsArticle if isinstance(fields, schema.News) else sd.Article
        return kind(
            id=f"{view.canonical}#article",
            headline=view.title,
            description=view.description,
            image=self._known.head_picture(view),
            in_language=self._known.language.tag,
            date_published=view.date,
            date_modified=view.updated,
            main_entity_of_page=sd.Ref(view.canonical),
            about=sd.Ref(self._known.id_of(place, "place")) if place else None,
            publisher=self._known.publisher,
            correction=self._known.corrections(entry),
        )

    def _video(self, entry: Entry, fields: schema.Video, view: EntryView) -> sd.VideoObject | None:
        clip = self._known.site.clips.get(fields.video)
        if clip is None or view.video is None:
            return None
        cover = view.video.cover
        return sd.VideoObject(
            id=self._known.id_of(entry, "video"),
            name=view.title,
            description=view.description,
            upload_date=fields.date,
            thumbnail_url=self._known.absolute(view.video.poster),
            content_url=self._known.absolute(view.video.download),
            duration=sd.iso_duration(clip.facts.seconds),
            credit_text=cover.credit,
            license=cover.licence_url or "",
            publisher=self._known.publisher,
        )

    def _document(self, entry: Entry, view: EntryView) -> sd.DigitalDocument:
        return sd.DigitalDocument(
            id=self._known.id_of(entry, "document"),
            name=view.title,
            description=view.description,
            date_published=view.date,
            encoding=tuple(
                sd.MediaObject(
                    content_url=self._known.absolute(quote(file.path)), in_language=file.tag
                )
                for file in view.files
            ),
            publisher=self._known.publisher,
        )

    def _correction(
        self, entry: Entry, fields: schema.Correction, view: EntryView
    ) -> sd.CorrectionComment:
        wrong = self._known.site.tree.entries.get(fields.corrects)
        url = self._known.absolute(self._known.parts.link(wrong).url) if wrong else ""
        return sd.CorrectionComment(
            id=self._known.id_of(entry, "correction"),
            name=view.title,
            text=view.description,
            in_language=self._known.language.tag,
            date_published=view.date,
            about=sd.Ref(url) if url else None,
            publisher=self._known.publisher,
        )

    def _dataset(self, entry: Entry, view: EntryView) -> sd.Dataset:
        return sd.Dataset(
            id=self._known.id_of(entry, "figures"),
            name=view.title,
            description=view.description,
            url=view.canonical,
            in_language=self._known.language.tag,
            date_modified=view.updated,
            about=self._known.area,
            publisher=self._known.publisher,
            variable_measured=tuple(
                self._known.parts.localised(fact.label) for fact in self._known.site.facts.values()
            ),
        )
