"""What a page is about, for programs: schema.org in JSON-LD (https://schema.org/docs/).

Each row is a type of the vocabulary, and each of its fields a property, so that nothing can be
said of a thing which the vocabulary does not have for it. What is not known is left out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_PROPERTY = "property"
VOCABULARY = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing described elsewhere, here or on another page."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """id: what `Ref`s name it by."""

    id: str = ""
    name: str = ""
    alternate_name: tuple[str, ...] = ()
    description: str = ""
    url: str = ""
    image: tuple[ImageObject | Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoCoordinates(Thing):
    """WGS-84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress(Thing):
    """The unit and the region that something lies in."""

    address_locality: str = ""
    address_region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Thing):
    """Somewhere."""

    geo: GeoCoordinates | None = None
    address: PostalAddress | None = None
    contained_in_place: Place | Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeArea(Place):
    """A region with an administration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouristAttraction(Place):
    """A place that people go to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TouristDestination(Place):
    """An area with places that people go to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Thing):
    """Who answers for the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentOrganization(Organization):
    """A public authority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Thing):
    """event_status: an address of the vocabulary, '' where nobody has announced the date.

    start_date, end_date: days, or times in a time zone; previous_start_date: of one that has moved.
    """

    start_date: dt.date
    end_date: dt.date | None = None
    event_status: str
    previous_start_date: dt.date | None = None
    location: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreativeWork(Thing):
    """in_language: a BCP 47 tag; correction: what says that something in it was wrong."""

    headline: str = ""
    in_language: str = ""
    date_published: dt.date | None = None
    date_modified: dt.date | None = None
    is_part_of: Ref | None = None
    about: Ref | None = None
    main_entity: Ref | None = None
    main_entity_of_page: Ref | None = None
    publisher: Organization | None = None
    credit_text: str = ""
    license: str = ""
    correction: tuple[Ref, ...] = ()
    translation_of_work: Ref | None = None
    work_translation: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaObject(CreativeWork):
    """content_url: the file; duration: in ISO 8601; upload_date: since when it is there."""

    content_url: str = ""
    duration: str = ""
    upload_date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageObject(MediaObject):
    """A picture."""

    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoObject(MediaObject):
    """A film. thumbnail_url: a still of it."""

    thumbnail_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(CreativeWork):
    """A text that stands for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsArticle(Article):
    """A report of what has happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalDocument(CreativeWork):
    """encoding: its files."""

    encoding: tuple[MediaObject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionComment(CreativeWork):
    """text: what was wrong, and what is right."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset(CreativeWork):
    """variable_measured: what its figures tell. Their values stand in the page, once."""

    variable_measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint(Thing):
    """url_template: an address with a place for what is asked."""

    url_template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAction(Thing):
    """query_input: how the place in the address is called, as search engines want it written."""

    target: EntryPoint
    query_input: str = field(metadata={_PROPERTY: "query-input"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSite(CreativeWork):
    """The whole site in one language."""

    potential_action: SearchAction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Thing):
    """item: an address; position: counted from 1."""

    position: int
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreadcrumbList(Thing):
    """The way from the home page to a page, with the page itself."""

    item_list_element: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage(CreativeWork):
    """primary_image_of_page: the picture at its head."""

    breadcrumb: BreadcrumbList | None = None
    primary_image_of_page: ImageObject | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPage(WebPage):
    """A page that lists others."""


def make(things: Iterable[Thing]) -> str:
    """The text of a `<script type="application/ld+json">`: nothing in it ends the element."""
    graph = [_plain(thing) for thing in things]
    document = {"@context": VOCABULARY, "@graph": graph}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/").replace("<!--", "\\u003c!--")


def iso_duration(seconds: float) -> str:
    """In ISO 8601, to the second: 'PT12S', 'PT2M5S'."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    return f"PT{f'{minutes}M' if minutes else ''}{f'{rest}S' if rest or not minutes else ''}"


def _plain(value: Any) -> Any:
    match value:
        case Ref(id):
            return {"@id": id}
        case Thing():
            return {"@type": type(value).__name__, **_properties(value)}
        case tuple():
            return [_plain(each) for each in value] if len(value) > 1 else _plain(value[0])
        case dt.date():
            return value.isoformat()
        case float() if value.is_integer():
            return int(value)
        case _:
            return value


def _properties(thing: Thing) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, called in _names(type(thing)):
        value = getattr(thing, name)
        if value not in (None, "", ()):
            found[called] = _plain(value)
    return found


_names_of: dict[type[Thing], tuple[tuple[str, str], ...]] = {}


def _names(cls: type[Thing]) -> tuple[tuple[str, str], ...]:
    """Its fields, and what the vocabulary calls them."""
    if cls not in _names_of:
        _names_of[cls] = tuple((each.name, _name(each)) for each in dataclasses.fields(cls))
    return _names_of[cls]


def _name(each: dataclasses.Field[Any]) -> str:
    if each.name == "id":
        return "@id"
    first, *rest = each.name.split("_")
    return str(each.metadata.get(_PROPERTY) or first + "".join(part.title() for part in rest))
