"""What no reader may miss: corrections, events cancelled or moved, and urgent notices.

What they say in short stands in shared fields. So readers of a language without the text get that
in their own words, if the page, place or name that it is about has a name in their language.
"""

from __future__ import annotations

from quangba.content.schema import Correction, Event, Fields, News, Plain
from quangba.content.tree import Absent, Entry, Fallback
from quangba.registers.terms import Term
from quangba.site import Site

Subject = Entry | Term
"""What an announcement is about: a page, or an agreed name."""


def is_announcement(site: Site, fields: Fields) -> bool:
    """Whether a page is one that no reader may miss."""
    match fields:
        case Correction():
            return True
        case Event():
            return site.occurrence(fields).status != "scheduled"
        case News() | Plain():
            return fields.urgent is not None
        case _:
            return False


def subjects(fields: Fields) -> tuple[str, ...]:
    """Uris of pages and ids of terms.csv that name what it is about, the best first."""
    match fields:
        case Correction():
            found: tuple[str | None, ...] = (fields.corrects,)
        case Event():
            found = (fields.term, fields.place)
        case News() | Plain():
            found = (fields.urgent.place if fields.urgent else None,)
        case _:
            found = ()
    return tuple(name for name in found if name)


def subject(site: Site, entry: Entry, locale: str) -> Subject | None:
    """What it is about, as far as that has a name in a language; drafts name nothing."""
    found = (_named(site, name, locale) for name in subjects(entry.fields))
    return next((each for each in found if each), None)


def _named(site: Site, name: str, locale: str) -> Subject | None:
    if page := site.tree.entries.get(name):
        own = page.pages.get(locale)
        return page if own and not own.words.draft else None
    term = site.terms.rows.get(name)
    return term if term and locale in term.names else None


def concerns(site: Site, entry: Entry, locale: str) -> bool:
    """Whether readers of a language must be told: not of a page that they never had."""
    if not is_announcement(site, entry.fields) or isinstance(entry.version(locale), Absent):
        return False
    if isinstance(entry.fields, Correction):
        page = site.tree.entries.get(entry.fields.corrects)
        return page is None or not isinstance(page.version(locale), Absent)
    return True


def stands_in(site: Site, entry: Entry, locale: str) -> bool:
    """Whether a short notice stands in for the text, which the language does not have."""
    return (
        is_announcement(site, entry.fields)
        and isinstance(entry.version(locale), Fallback)
        and subject(site, entry, locale) is not None
    )
