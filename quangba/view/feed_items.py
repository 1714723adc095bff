"""A page as an item of a feed: what is said of it, its ids and times, its picture and files."""

from __future__ import annotations

import datetime as dt
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from quangba import addresses, picture_uses
from quangba.content.schema import Dated, Event
from quangba.content.tree import Entry
from quangba.languages import Language
from quangba.outputs.feeds import Attached, FeedPicture, Item
from quangba.site import Site
from quangba.view import feed_text
from quangba.view.parts import Parts
from quangba.view.rendered import Rendered
from quangba.view.values import EntryView

WIDEST = 1200
"""Pixels: the largest file of a picture that is worth its bytes in a list of news."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of a page before its text.

    told: by a short notice, which is all that these readers have of it.
    """

    uri: str
    id: str
    url: str
    kind: str
    title: str
    summary: str
    day: dt.date
    updated: dt.datetime
    published: dt.datetime | None
    picture: FeedPicture | None
    topics: tuple[tuple[str, str], ...]
    told: bool = False

    @property
    def moment(self) -> dt.datetime:
        """What it is ordered by: when it was published, else when it last changed."""
        return self.published or self.updated


def order(parts: Parts, entry: Entry) -> tuple[dt.datetime, str]:
    """What items are ordered by, newest last: a head's moment and id, without the rest of it."""
    published, updated = _times(parts, entry)
    return published or updated, item_id(parts.site, entry, parts.language)


def head(parts: Parts, entry: Entry) -> Head:
    """Of a page in the reader's language. The title of an event tells what has become of it."""
    page = parts.page(entry)
    title, fields = parts.said(page, "title"), entry.fields
    if isinstance(fields, Event) and (state := parts.site.occurrence(fields).status) != "scheduled":
        title = parts.t(f"event_{state}_title", name=title)
    return _head(parts, entry, title, parts.said(page, "description"))


def notice(parts: Parts, entry: Entry) -> Head:
    """Of a page that has only a short notice in the reader's language."""
    said = parts.heading(entry)
    return _head(parts, entry, said.title, said.description, told=True)


def _head(parts: Parts, entry: Entry, title: str, summary: str, *, told: bool = False) -> Head:
    site, language, fields = parts.site, parts.language, entry.fields
    published, updated = _times(parts, entry)
    return Head(
        uri=entry.uri,
        id=item_id(site, entry, language),
        url=addresses.absolute(site.settings, addresses.of(entry.uri, language)),
        kind=fields.kind,
        title=title,
        summary=summary,
        day=site.occurrence(fields).first
        if isinstance(fields, Event)
        else (published or updated).date(),
        updated=updated,
        published=published,
        picture=picture(parts, picture_uses.main_picture(entry)),
        topics=tuple(
            (name, parts.localised(site.topics[name].name))
            for name in fields.topics
            if name in site.topics
        ),
        told=told,
    )


def _times(parts: Parts, entry: Entry) -> tuple[dt.datetime | None, dt.datetime]:
    """When a page was published, if it says so, and when it last changed."""
    published = _published(parts.site, entry)
    # who has translated a text of old has not changed it today; a cancelled event is news
    days = [day for day in (entry.changed(parts.language.locale), entry.fields.day) if day]
    changed = midnight(parts.site, max(days, default=None))
    return published, max(changed, published) if published else changed


def _published(site: Site, entry: Entry) -> dt.datetime | None:
    """The day that it carries, or the later hour from which it was to be seen."""
    fields = entry.fields
    if not isinstance(fields, Dated):
        return None
    day, moment = midnight(site, fields.date), fields.publish_at
    if moment is None:
        return day
    zone = site.settings.time_zone
    return max(day, moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone))


def midnight(site: Site, day: dt.date | None) -> dt.datetime:
    """When a day begins at the site's home."""
    return dt.datetime.combine(day or dt.date.min, dt.time(), tzinfo=site.settings.time_zone)


def first_address(entry: Entry, language: Language) -> str:
    """The address that a page had at first; '' of the home page in the source language."""
    first = next(iter(entry.fields.moved_from), entry.uri)
    found = addresses.of(first, language)
    return "" if found == "." else found


def item_id(site: Site, entry: Entry, language: Language) -> str:
    """The same after a move. Next year's festival is another one: the year is part of its id."""
    found = addresses.absolute(site.settings, first_address(entry, language))
    fields = entry.fields
    return f"{found}#{site.occurrence(fields).year}" if isinstance(fields, Event) else found


def picture(parts: Parts, name: str | None) -> FeedPicture | None:
    """The file of a picture that is shown beside a title, in the format that everybody reads."""
    found = parts.picture(name)
    if found is None or not found.sets:
        return None
    shown = next(found.sets[use] for use in (*_USES, *found.sets) if use in found.sets)
    fitting = [each for each in shown.fallback.candidates if each.width <= WIDEST]
    file = fitting[-1] if fitting else shown.fallback.candidates[0]
    return FeedPicture(
        url=addresses.absolute(parts.site.settings, file.src),
        type=shown.fallback.type,
        width=file.width,
        height=max(1, round(file.width * shown.height / shown.width)),
        alt=found.alt,
        credit=found.credit,
    )


_USES = (picture_uses.HERO, picture_uses.CARD)


def item(parts: Parts, head: Head, rendered: Rendered | None) -> Item:
    """The item with its text. rendered: the page; None where nobody has rendered it."""
    if head.told or rendered is None:
        html = f"<p>{escape(head.summary, quote=False)}</p>" if head.summary else ""
        attached: tuple[Attached, ...] = ()
    else:
        html = feed_text.html(parts, rendered, head.url)
        attached = tuple(_attached(parts, rendered.view))
    return Item(
        id=head.id,
        url=head.url,
        title=head.title,
        summary=head.summary,
        html=html,
        updated=head.updated,
        published=head.published,
        picture=head.picture,
        attached=attached,
        topics=head.topics,
    )


def _attached(parts: Parts, view: EntryView) -> Iterator[Attached]:
    settings = parts.site.settings
    if view.video:
        yield Attached(addresses.absolute(settings, view.video.download), "video/mp4")
    for file in view.files:
        guessed = mimetypes.guess_type(file.path)[0] or "application/octet-stream"
        yield Attached(addresses.absolute(settings, file.path), guessed, file.language)
