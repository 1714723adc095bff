"""Events as calendar files show them, in the reader's language."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from quangba import addresses
from quangba.collections import HOME, Collections
from quangba.content import occurrences
from quangba.content.occurrences import Occurrence
from quangba.content.schema import Event, Place
from quangba.content.tree import Absent, Entry, Fallback, Translated
from quangba.outlines import Outlines
from quangba.outputs import calendar
from quangba.outputs.calendar import CalendarEvent, Subscription
from quangba.site import Site
from quangba.view import events
from quangba.view.parts import Parts
from quangba.view.values import CalendarLinks, Heading

_RULE = "\n\n— — —\n\n"
"""Between the languages of a description."""


def files(parts: Parts) -> dict[str, bytes]:
    """A language's files by path: one for each event with a text of its own, and one for all.

    An event's own file has the date that its page shows; the other one has those to come.
    """
    found = {
        parts.calendar(entry): calendar.make(
            [_event(parts, entry, parts.site.occurrence(fields))], publisher=_host(parts.site)
        )
        for entry, fields in _all(parts.site)
        if isinstance(entry.version(parts.language.locale), Translated)
    }
    if listed := _listed(parts):
        found[_path(parts)] = calendar.make(
            [_event(parts, *each) for each in listed],
            publisher=_host(parts.site),
            subscription=_subscription(parts),
        )
    return found


def combined(site: Site) -> dict[str, bytes]:
    """The file of the events in all languages, for people who work together in several.

    A calendar shows titles and little more, and has room for one: so it is in all languages.
    """
    every = [Parts(site, language) for language in site.settings.languages]
    listed = {(entry.uri, occurrence.year): None for p in every for entry, occurrence in _listed(p)}
    if not listed or len(every) < 2:
        return {}
    dates = {
        (entry.uri, each.year): (entry, each)
        for entry, fields in _all(site)
        for each in occurrences.in_calendar(fields, site.home_now)
    }
    rows = [dates[key] for key in dates if key in listed]
    data = calendar.make(
        [_in_all_languages(every, *row) for row in _in_order(rows)],
        publisher=_host(site),
        subscription=_subscription_of_all(every),
    )
    return {calendar.EVERYBODY: data}


def links(parts: Parts) -> CalendarLinks | None:
    """Where readers find the events of all pages; None where there are none."""
    if not _listed(parts):
        return None
    site, path = parts.site, _path(parts)
    address = urlsplit(addresses.absolute(site.settings, path))
    many = len(site.settings.languages) > 1
    return CalendarLinks(
        file=path,
        subscribe=address._replace(scheme="webcal").geturl(),
        everybody=calendar.EVERYBODY if many else None,
    )


def _path(parts: Parts) -> str:
    return f"{parts.language.url_prefix}{calendar.ALL}"


def _host(site: Site) -> str:
    return urlsplit(site.settings.site_url).hostname or ""


def _all(site: Site) -> Iterator[tuple[Entry, Event]]:
    for uri in Outlines(site).a(Event):
        entry = site.tree.entries[uri]
        assert isinstance(entry.fields, Event)
        yield entry, entry.fields


def _listed(parts: Parts) -> list[tuple[Entry, Occurrence]]:
    """The dates of the events that lists show, by day."""
    listed = frozenset(Collections(parts.site, parts.language).listed())
    found = [
        (entry, each)
        for entry, fields in _all(parts.site)
        if entry.uri in listed
        for each in occurrences.in_calendar(fields, parts.site.home_now)
    ]
    return _in_order(found)


def _in_order(rows: list[tuple[Entry, Occurrence]]) -> list[tuple[Entry, Occurrence]]:
    return sorted(rows, key=lambda row: (row[1].first, row[0].uri, row[1].year))


def _subscription(parts: Parts) -> Subscription:
    settings, name = parts.site.settings, _site_name(parts)
    return Subscription(
        name=parts.t("calendar_name", site=name),
        description=parts.t("calendar_text", site=name),
        language=parts.language.tag,
        url=addresses.absolute(settings, _path(parts)),
        page=addresses.absolute(settings, addresses.of(HOME, parts.language)),
        zone=settings.time_zone,
    )


def _subscription_of_all(every: list[Parts]) -> Subscription:
    settings = every[0].site.settings
    own = [_subscription(parts) for parts in every]
    return Subscription(
        name=" / ".join(dict.fromkeys(each.name for each in own)),
        description="\n".join(dict.fromkeys(each.description for each in own)),
        language=None,
        url=addresses.absolute(settings, calendar.EVERYBODY),
        page=own[0].page,
        zone=settings.time_zone,
    )


def _site_name(parts: Parts) -> str:
    return parts.language.site_name or parts.site.settings.site_name


def _event(parts: Parts, entry: Entry, occurrence: Occurrence) -> CalendarEvent:
    """One date of an event. The page must be of kind event.

    The year is part of the uid: next year's festival is another event, one that moves is not,
    nor one whose page has moved.
    """
    fields, site = entry.fields, parts.site
    assert isinstance(fields, Event)
    heading = _heading(parts, entry, occurrence)
    address = addresses.absolute(site.settings, _address(parts, entry))
    place = site.tree.entries.get(fields.place) if fields.place else None
    page = parts.page(entry)
    changed = [day for day in (entry.changed(page.locale), fields.day) if day]
    first = next(iter(fields.moved_from), entry.uri)
    said = (_days(parts, fields, occurrence), heading.description, address)
    return CalendarEvent(
        uid=f"{posixpath.splitext(first)[0]}-{occurrence.year}@{_host(site)}",
        language=heading.lang_tag or parts.language.tag,
        summary=heading.title,
        description="\n\n".join(part for part in said if part),
        location=_place(parts, place) if place else "",
        url=address,
        first=occurrence.first,
        last=occurrence.last,
        changed=max(changed, default=occurrence.first),
        zone=site.settings.time_zone,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        status=_status(occurrence),
        point=place.fields.coordinates if place and isinstance(place.fields, Place) else None,
    )


def _heading(parts: Parts, entry: Entry, occurrence: Occurrence) -> Heading:
    """Of a year that is called off a short notice, where the text is not in the language."""
    if occurrence.status != "scheduled":
        return parts.heading(entry)
    link = parts.link(entry)
    return Heading(link.title, parts.said(parts.page(entry), "description"), link.lang_tag)


def _address(parts: Parts, entry: Entry) -> str:
    """The page that the readers get of an event."""
    match entry.version(parts.language.locale):
        case Translated() | Fallback():
            return addresses.of(entry.uri, parts.language)
        case Absent():
            return addresses.of(entry.uri, parts.site.settings.language(entry.owner))


def _status(occurrence: Occurrence) -> calendar.Status:
    if not occurrence.announced:
        return "tentative"
    return "confirmed" if occurrence.status == "scheduled" else occurrence.status


def _days(parts: Parts, event: Event, occurrence: Occurrence) -> str:
    """What is to be said of the date: the lunar day, the neighbour's, and how certain it is."""
    t = parts.t
    day = events.lunar_day(event, occurrence, t) or ""
    said = (
        day[:1].upper() + day[1:],
        events.neighbours_day(event, occurrence, t),
        "" if occurrence.announced else t("event_computed"),
    )
    return "\n".join(part for part in said if part)


def _in_all_languages(every: list[Parts], entry: Entry, occurrence: Occurrence) -> CalendarEvent:
    """One date with its words in each language that has a text of its own; the source's first."""
    having = [p for p in every if isinstance(entry.version(p.language.locale), Translated)]
    own = [_event(parts, entry, occurrence) for parts in having]
    if len(own) == 1:
        return own[0]
    titles = [parts.link(entry, short=True).title for parts in having]
    return replace(
        own[0],
        language=None,
        summary=" / ".join(dict.fromkeys(titles)),
        description=_RULE.join(f"{each.summary}\n\n{each.description}" for each in own),
        changed=max(each.changed for each in own),
    )


def _place(parts: Parts, place: Entry) -> str:
    name, address = parts.link(place, short=True).title, parts.address(place)
    return parts.t("calendar_place", place=name, address=address) if address else name
