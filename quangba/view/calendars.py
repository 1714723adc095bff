"""Events as calendar files show them, in the reader's language."""

from __future__ import annotations

import posixpath
from urllib.parse import urlsplit

from quangba import addresses
from quangba.content.schema import Event, Place
from quangba.content.tree import Entry, Translated
from quangba.outputs import calendar
from quangba.outputs.calendar import CalendarEvent
from quangba.view.parts import Parts


def files(parts: Parts) -> dict[str, bytes]:
    """The files of a language's own events by path."""
    publisher = urlsplit(parts.site.settings.site_url).hostname or ""
    return {
        parts.calendar(entry): calendar.make([of(parts, entry)], publisher=publisher)
        for entry in parts.site.tree.entries.values()
        if isinstance(entry.fields, Event)
        and isinstance(entry.version(parts.language.locale), Translated)
    }


def of(parts: Parts, entry: Entry) -> CalendarEvent:
    """One event. The page must be of kind event.

    The year is part of the uid: next year's festival is another event, one that moves is not,
    nor one whose page has moved.
    """
    fields = entry.fields
    assert isinstance(fields, Event)
    page = parts.page(entry)
    settings = parts.site.settings
    address = addresses.absolute(settings, addresses.of(entry.uri, parts.language))
    lunar = parts.t.lunar(fields.lunar) if fields.lunar else ""
    said = (lunar[:1].upper() + lunar[1:], parts.said(page, "description"), address)
    place = parts.site.tree.entries.get(fields.place) if fields.place else None
    changed = [day for day in (entry.changed(page.locale), fields.day) if day]
    first = next(iter(fields.moved_from), entry.uri)
    return CalendarEvent(
        uid=f"{posixpath.splitext(first)[0]}-{fields.start.year}@{urlsplit(address).hostname}",
        language=parts.language.tag,
        summary=parts.said(page, "title"),
        description="\n\n".join(part for part in said if part),
        location=", ".join(filter(None, _place(parts, place))) if place else "",
        url=address,
        first=fields.start,
        last=fields.last_day,
        changed=max(changed, default=fields.start),
        cancelled=fields.status == "cancelled",
        point=place.fields.coordinates if place and isinstance(place.fields, Place) else None,
    )


def _place(parts: Parts, place: Entry) -> tuple[str, str]:
    return parts.link(place, short=True).title, parts.address(place)
