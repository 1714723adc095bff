"""What structured data of any page is made of: names of things, addresses, pictures, publisher.

A thing has one name (`@id`) in all languages, the address of the page in its own language with a
fragment, so that who reads several of them knows that it is the same.
"""

from __future__ import annotations

from quangba import addresses
from quangba.collections import HOME
from quangba.content import schema
from quangba.content.tree import Entry
from quangba.memory import Owner, kept_memo, memo
from quangba.outlines import Outlines
from quangba.outputs import structured_data as sd
from quangba.registers import terms
from quangba.registers.terms import Term
from quangba.view.images import Image, Picture
from quangba.view.parts import Parts
from quangba.view.values import EntryView


class Known(Owner):
    """What is known of the site and its things, for readers of one language."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.site = parts.site
        self.settings = parts.site.settings
        self.language = parts.language
        self.home = self.absolute(addresses.of(HOME, parts.language))
        super().__init__(self.site.memory, self.language.locale)

    def absolute(self, path: str) -> str:
        """A whole address."""
        return addresses.absolute(self.settings, path)

    def id_of(self, entry: Entry, fragment: str) -> str:
        """The name of what a page is about, the same in all languages."""
        owner = self.settings.language(entry.owner)
        return f"{self.absolute(addresses.of(entry.uri, owner))}#{fragment}"

    @property
    def website(self) -> sd.Ref:
        """The site in the language."""
        return sd.Ref(f"{self.home}#site")

    @property
    def area(self) -> sd.Ref:
        """The area that the site is about."""
        return sd.Ref(f"{self.settings.site_url}#area")

    @property
    def site_name(self) -> str:
        """The name of the site in the language."""
        return self.language.site_name or self.settings.site_name

    @property
    def area_term(self) -> Term | None:
        """The agreed name of the area: that of the site in the source language."""
        return self.term(self.settings.source.site_name or self.settings.site_name)

    @property
    def publisher(self) -> sd.Organization | None:
        """Who answers for the site; a starter site has nobody, and claims nobody."""
        publisher = self.settings.publisher
        name = self.parts.localised(publisher.name)
        if publisher.status != "official" or not name:
            return None
        kind = sd.GovernmentOrganization if publisher.government else sd.Organization
        url = self.settings.site_url
        return kind(id=f"{url}#publisher", name=name, url=publisher.url or "")

    def corrections(self, entry: Entry) -> tuple[sd.Ref, ...]:
        """The pages in the language that say what was wrong on this one."""
        return self._corrections_of(entry.uri)

    @memo
    def _corrections_of(self, uri: str) -> tuple[sd.Ref, ...]:
        return self._corrections().get(uri, ())

    @kept_memo
    def _corrections(self) -> dict[str, tuple[sd.Ref, ...]]:
        found: dict[str, tuple[sd.Ref, ...]] = {}
        for outline in Outlines(self.site).all():
            if not outline.is_a(schema.Correction):
                continue
            entry = self.site.tree.entries[outline.uri]
            fields = entry.fields
            if isinstance(fields, schema.Correction) and addresses.is_indexed(
                entry, self.language.locale
            ):
                ref = sd.Ref(self.id_of(entry, "correction"))
                found[fields.corrects] = (*found.get(fields.corrects, ()), ref)
        return found

    def main_image(self, view: EntryView) -> sd.ImageObject | None:
        """The picture at the head of a page."""
        return self.image(view.picture, view) if view.picture else None

    def image(self, picture: Picture, view: EntryView) -> sd.ImageObject:
        """A picture with its rights."""
        main = view.picture is not None and picture.name == view.picture.name
        return sd.ImageObject(
            id=f"{view.canonical}#picture" if main else "",
            content_url=self.absolute(_largest(picture)),
            caption=picture.caption or picture.alt,
            credit_text=picture.credit,
            license=picture.licence_url or "",
        )

    def head_picture(self, view: EntryView) -> tuple[sd.Ref, ...]:
        """The picture at the head of a page, for what the page is about."""
        return (sd.Ref(f"{view.canonical}#picture"),) if view.picture else ()

    def term(self, name: str) -> Term | None:
        """The agreed name that is written so in the source language.

        Other forms of a name do not count: a town goes by a form of its commune's name.
        """
        found = self._terms().get(name.casefold())
        return self.site.terms.rows[found] if found else None

    @kept_memo
    def _terms(self) -> dict[str, str]:
        source = self.settings.source.locale
        rows = reversed([*self.site.terms.rows.values()])  # the first of two rows counts
        return {terms.short(row.names[source]).casefold(): row.id for row in rows}

    def other_names(self, term: Term | None, name: str) -> tuple[str, ...]:
        """What a thing is called in the languages of the site, without what is only proposed."""
        if term is None:
            return ()
        found = [
            terms.short(text) for locale, text in term.names.items() if locale not in term.proposed
        ]
        known = {name.casefold(), ""}
        others = dict.fromkeys((*found, *term.also.get(self.language.locale, ()), term.plain))
        return tuple(each for each in others if each.casefold() not in known)


def _largest(picture: Image) -> str:
    """The path of the largest file that every program reads."""
    files = [files.fallback.candidates[-1] for files in picture.sets.values()]
    return max(files, key=lambda file: (file.width, file.src)).src
