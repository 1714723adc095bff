"""Pages as structured data: what front matter, registers and settings say, and nothing else."""

from __future__ import annotations

from quangba import addresses, picture_uses
from quangba.collections import HOME
from quangba.content.schema import Story
from quangba.content.tree import Entry
from quangba.outputs import structured_data as sd
from quangba.registers import terms
from quangba.view.images import Picture
from quangba.view.known_things import Known
from quangba.view.lists import Lists
from quangba.view.parts import Parts
from quangba.view.subjects import Subjects
from quangba.view.values import EntryView

SEARCH_TERM = "search_term_string"


class Structured:
    """The structured data of pages for readers of one language."""

    def __init__(self, parts: Parts, lists: Lists) -> None:
        self._known = Known(parts)
        self._subjects = Subjects(self._known)
        self._lists = lists

    def of_entry(self, entry: Entry, view: EntryView) -> str:
        """JSON-LD of a page; '' where search engines are not to know it."""
        if view.draft or not addresses.is_indexed(entry, self._known.language.locale):
            return ""
        if entry.uri == HOME:
            return sd.make(self._of_home(view))
        subject = self._subjects.of(entry, view)
        return sd.make([self._page(entry, view, subject), *([subject] if subject else [])])

    def of_list(self, view: EntryView) -> str:
        """JSON-LD of a page of a list that has no file of its own."""
        return sd.make(
            [
                sd.CollectionPage(
                    id=view.canonical,
                    name=view.title,
                    description=view.summary or view.description,
                    in_language=self._known.language.tag,
                    is_part_of=self._known.website,
                    breadcrumb=self._breadcrumb(view),
                )
            ]
        )

    def _page(self, entry: Entry, view: EntryView, subject: sd.Thing | None) -> sd.WebPage:
        kind = sd.CollectionPage if view.listing else sd.WebPage
        original, others = self._translations(entry, view)
        return kind(
            id=view.canonical,
            name=view.title,
            description=view.description,
            in_language=self._known.language.tag,
            date_published=view.date,
            date_modified=view.updated,
            is_part_of=self._known.website,
            main_entity=sd.Ref(subject.id) if subject else None,
            correction=self._known.corrections(entry),
            translation_of_work=original,
            work_translation=others,
            image=tuple(self._known.image(each, view) for each in self._pictures(entry)),
            breadcrumb=self._breadcrumb(view),
            primary_image_of_page=self._known.main_image(view),
        )

    def _of_home(self, view: EntryView) -> tuple[sd.Thing, ...]:
        known = self._known
        site = sd.WebSite(
            id=known.website.id,
            name=known.site_name,
            description=known.language.tagline or "",
            url=known.home,
            in_language=known.language.tag,
            date_modified=view.updated,
            about=known.area,
            publisher=known.publisher,
            potential_action=self._search(),
        )
        term, province = known.area_term, known.site.units.province
        own = terms.short(term.names.get(known.language.locale, "")) if term else ""
        name = own or known.site_name
        image = known.main_image(view)
        area = sd.TouristDestination(
            id=known.area.id,
            name=name,
            alternate_name=known.other_names(term, name),
            description=view.description,
            image=(image,) if image else (),
            contained_in_place=sd.AdministrativeArea(name=known.parts.unit_name(province))
            if province
            else None,
        )
        return site, area

    def _search(self) -> sd.SearchAction | None:
        """How the page that finds pages is asked, where the readers have one."""
        found = self._lists.search_url()
        if found is None:
            return None
        address = self._known.absolute(found)
        target = sd.EntryPoint(url_template=f"{address}?q={{{SEARCH_TERM}}}")
        return sd.SearchAction(target=target, query_input=f"required name={SEARCH_TERM}")

    def _translations(
        self, entry: Entry, view: EntryView
    ) -> tuple[sd.Ref | None, tuple[sd.Ref, ...]]:
        """What a translation was made from; or the translations of a source text."""
        owner = self._known.settings.language(entry.owner)
        pages = {tag: sd.Ref(url) for tag, url in view.alternates if tag != "x-default"}
        if self._known.language != owner:
            return pages.get(owner.tag), ()
        return None, tuple(page for tag, page in pages.items() if tag != owner.tag)

    def _breadcrumb(self, view: EntryView) -> sd.BreadcrumbList | None:
        if not view.breadcrumbs:
            return None
        steps = [(each.title, self._known.absolute(each.url)) for each in view.breadcrumbs]
        return sd.BreadcrumbList(
            item_list_element=tuple(
                sd.ListItem(position=number, name=title, item=url)
                for number, (title, url) in enumerate([*steps, (view.title, view.canonical)], 1)
            )
        )

    def _pictures(self, entry: Entry) -> tuple[Picture, ...]:
        """Those of the page but for the one at its head."""
        fields, locale = entry.fields, self._known.parts.page(entry).locale
        shared = fields.pictures if isinstance(fields, Story) else ()
        named = (*shared, *picture_uses.in_text(entry, locale))
        main = picture_uses.main_picture(entry)
        others = [name for name in dict.fromkeys(named) if name not in (main, fields.picture)]
        return tuple(found for name in others if (found := self._known.parts.picture(name)))
