"""Feeds that people subscribe to: Atom (RFC 4287) and JSON Feed 1.1, with whole texts.

Written with the standard library: feedgen (1.0.0, December 2023), the one library for this, asks
the clock, knows neither JSON Feed nor the languages of links, and has had no release since.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ATOM_FILE, JSON_FILE = "feed.xml", "feed.json"
"""The files' names below the address of the page whose feed they are."""

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "http://search.yahoo.com/mrss/"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a text: a film, a leaflet. length: in bytes, where it is known."""

    url: str
    type: str
    title: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class FeedPicture:
    """The picture of a text: one file, in pixels, and who made it."""

    url: str
    type: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Item:
    """One text. All addresses are whole.

    id: an address that stays the same when the text moves; html: the whole text, see `feed_html`;
    published: None where the content has no such day; topics: (name in addresses, for readers).
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    updated: dt.datetime
    published: dt.datetime | None = None
    picture: FeedPicture | None = None
    attached: tuple[Attached, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same feed in another language."""

    tag: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language. All addresses are whole.

    page: whose feed it is; author: who answers for it, with an address where there is one; icon:
    a square one; logo: a wide picture; updated: of the newest item, else of the page.
    """

    id: str
    title: str
    subtitle: str
    language: str
    page: str
    atom: str
    json: str
    author: str
    author_url: str | None
    updated: dt.datetime
    items: tuple[Item, ...] = ()
    others: tuple[OtherLanguage, ...] = ()
    icon: str | None = None
    logo: str | None = None


# -- Atom ---------------------------------------------------------------------------------------


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    root = ET.Element(
        "feed", {"xmlns": _ATOM, "xmlns:media": _MEDIA, "xml:lang": feed.language}
    )  # fmt: skip
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", _moment(feed.updated))
    author = _add(root, "author")
    _add(author, "name", feed.author)
    if feed.author_url:
        _add(author, "uri", feed.author_url)
    _link(root, "self", feed.atom, type=ATOM_TYPE)
    _link(root, "alternate", feed.page, type="text/html", hreflang=feed.language)
    _link(root, "alternate", feed.json, type=JSON_TYPE, hreflang=feed.language)
    for other in feed.others:
        _link(root, "alternate", other.atom, type=ATOM_TYPE, hreflang=other.tag)
    for name, address in (("icon", feed.icon), ("logo", feed.logo)):
        if address:
            _add(root, name, address)
    _add(root, "generator", "quangba")
    for item in feed.items:
        _entry(root, item)
    ET.indent(root, " ")
    xml: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + xml + b"\n"


def _entry(root: ET.Element, item: Item) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", item.id)
    _add(entry, "title", item.title)
    _link(entry, "alternate", item.url, type="text/html")
    if item.published:
        _add(entry, "published", _moment(item.published))
    _add(entry, "updated", _moment(item.updated))
    for term, label in item.topics:
        _add(entry, "category", term=term, label=label)
    if item.summary:
        _add(entry, "summary", item.summary)
    _add(entry, "content", item.html, type="html")
    for each in item.attached:
        extra = {"title": each.title} if each.title else {}
        if each.length is not None:
            extra["length"] = str(each.length)
        _link(entry, "enclosure", each.url, type=each.type, **extra)
    if item.picture:
        _picture(entry, item.picture)


def _picture(entry: ET.Element, picture: FeedPicture) -> None:
    size = {"width": str(picture.width), "height": str(picture.height)}
    media = _add(entry, "media:content", url=picture.url, type=picture.type, medium="image", **size)
    if picture.alt:
        _add(media, "media:description", picture.alt, type="plain")
    if picture.credit:
        _add(media, "media:credit", picture.credit)


def _link(parent: ET.Element, rel: str, href: str, **attributes: str) -> None:
    _add(parent, "link", rel=rel, href=href, **attributes)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, {k: readable(v) for k, v in attributes.items()})
    element.text = readable(text) or None
    return element


def readable(text: str) -> str:
    """A text without what XML cannot hold; lines end as XML ends them."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


# -- JSON Feed ----------------------------------------------------------------------------------


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    author = {"name": feed.author, "url": feed.author_url}
    return to_json(
        {
            "version": _JSON_FEED,
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.json,
            "description": feed.subtitle,
            "favicon": feed.icon,
            "authors": [_given(author)],
            "language": feed.language,
            "items": [_given(dict(_fields(item))) for item in feed.items],
        }
    )


def _fields(item: Item) -> Iterator[tuple[str, object]]:
    yield "id", item.id
    yield "url", item.url
    yield "title", item.title
    yield "summary", item.summary
    yield "content_html", item.html
    yield "image", item.picture.url if item.picture else None
    yield "date_published", _moment(item.published) if item.published else None
    yield "date_modified", _moment(item.updated)
    yield "tags", [label for _, label in item.topics]
    yield "attachments", [_attachment(each) for each in item.attached]


def _attachment(each: Attached) -> dict[str, Any]:
    return _given(
        {
            "url": each.url,
            "mime_type": each.type,
            "title": each.title,
            "size_in_bytes": each.length,
        }
    )


def to_json(values: dict[str, Any]) -> bytes:
    """A JSON file; fields without a value are left out."""
    return (json.dumps(_given(values), ensure_ascii=False, indent=1) + "\n").encode(
        errors="replace"
    )


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Fields that say something. A list of items may be empty, and tells so."""
    return {
        key: value for key, value in values.items() if value not in (None, "", []) or key == "items"
    }


def _moment(moment: dt.datetime) -> str:
    """RFC 3339, which knows no seconds in an offset; before time zones there were such."""
    offset = moment.utcoffset() or dt.timedelta()
    if offset.total_seconds() % 60:
        moment = moment.astimezone(dt.UTC)
    return moment.isoformat(timespec="seconds")
