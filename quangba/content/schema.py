"""The one schema of front matter: which fields each kind of page has, with examples.

`Words` may stand in every language; everything else is shared by all languages and stands in
the source page only. The check, the build and editors (JSON Schema) use the same models.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field, Strict, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from quangba import lunar
from quangba.validation import Clock, Day, Flag, Model, Moment, Number, Whole, Words

TODO = "todo"
Stamp = Annotated[str, Strict(), StringConstraints(pattern=f"^([0-9a-f]{{12}}|{TODO})$")]
"""A fingerprint of a section's source text, or `todo`."""

Degrees = Annotated[float, Field(ge=-180, le=180)]


class Row(Model):
    """One row of the facts table at the head of a page."""

    label: Words = Field(examples=["Where"])
    value: Words = Field(examples=["About 30 km from Lạng Sơn city"])


class HomeLinks(Model):
    """Which pages the home page leads to, by path below the language folder."""

    actions: tuple[Words, ...] = Field((), examples=["[den-tham/index.md, dau-tu/index.md]"])
    doors: tuple[Words, ...] = Field((), examples=["[kham-pha/index.md, van-hoa/index.md]"])
    practical: tuple[Words, ...] = Field((), examples=["[den-tham/duong-di.md]"])


Parity = Literal["numbers", "links", "pictures", "tables", "blocks", "facts", "names", "text"]
"""What a translation has as its source has it."""


class Difference(Model):
    """Where a translation is meant to say something else than its source, and why.

    section: a heading's id, `_head` (the words in front matter) or `_intro`; without, the whole
    page; only: what is meant to differ, as the pages write it, without all of that kind; day: when
    this was decided.
    """

    what: Annotated[tuple[Parity, ...], Field(min_length=1)] = Field(examples=["[numbers, links]"])
    section: Words | None = Field(None, examples=["gio"])
    only: tuple[Words, ...] = Field((), examples=['["30", "8"]'])
    why: Words = Field(examples=["Visitors from China reckon by Beijing time."])
    day: Day = Field(examples=["2026-11-23"])


class MadeFrom(Model):
    """Which source text a translation was made from. Written by `quangba accept`.

    day: of the source text; sections: for each section of the translation, in its order, the
    fingerprint of its source text (`content/sections.py`), or `todo` while nobody has
    translated it; shown: of the sections that are being worked on, the fingerprint of the source
    text that `quangba translate` has shown the translator.
    """

    day: Day = Field(examples=["2026-11-23"])
    sections: dict[str, Stamp] = Field(examples=["{_head: 3f9a1c20b4de, duong-di: todo}"])
    shown: dict[str, Stamp] = Field({}, examples=["{duong-di: 12ab34cd56ef}"])


class PageWords(Model):
    """What a translator writes. `home`: a language may lead its readers in an order of its own.

    machine_draft: a program wrote it, and nobody has accepted it yet; differs: where it is meant
    to say something else than its source.
    """

    title: Words = Field(examples=["Chùa Tân Thanh"])
    description: Words = Field(examples=["Ngôi chùa bên cửa khẩu Tân Thanh, dựng từ năm 2015."])
    menu_title: Words | None = Field(None, examples=["Chùa Tân Thanh"])
    glance: tuple[Row, ...] = Field((), examples=["[{label: Where, value: By the gate}]"])
    updated: Day | None = Field(None, examples=["2026-11-23"])
    draft: Flag = Field(False, examples=["true"])
    home: HomeLinks | None = Field(None, examples=["{doors: [kham-pha/index.md]}"])
    differs: tuple[Difference, ...] = Field(
        (), examples=["[{what: [numbers], section: gio, why: …, day: 2026-11-23}]"]
    )
    made_from: MadeFrom | None = Field(None, examples=["{day: 2026-11-23, sections: {…}}"])
    machine_draft: Flag = Field(False, examples=["true"])


OF_TRANSLATIONS = ("made_from", "machine_draft", "differs")
"""Fields that a source text does not have."""


class ProjectWords(PageWords):
    """What a translator writes of a project. office: who answers questions about it."""

    office: Words | None = Field(None, examples=["Economic Zone Management Board"])


UrgentWhat = Literal[
    "closed", "reopened", "delayed", "rules", "traffic", "weather", "health", "safety"
]


class Urgent(Model):
    """What no reader may miss, so that a short notice of it can be made in every language.

    place: a page, or an id of terms.csv; start, end: its days, the last one where it is known.
    """

    what: UrgentWhat = Field(examples=["closed"])
    place: Words = Field(examples=["kham-pha/chua-tan-thanh.md"])
    start: Day = Field(examples=["2026-11-25"])
    end: Day | None = Field(None, examples=["2026-11-28"])


_URGENT = "{what: closed, place: kham-pha/chua-tan-thanh.md, start: 2026-11-25, end: 2026-11-28}"


Kind = Literal[
    "page", "place", "event", "news", "story", "video", "project", "publication", "correction"
]
Layout = Literal[
    "home", "sources", "glossary", "search", "accessibility", "feeds", "press", "self-check"
]


class Fields(PageWords):
    """Fields of every kind. `updated` is the day of the last change of the source text.

    spot: the small drawing that stands for the page, a name in the theme's spots;
    publish_at: from when the page is published (a day, or a time of the site's time zone);
    expires: its last day; collects: of an index page, the kinds that it lists from the whole
    site instead of the pages of its folder; routes: the page shows the ways to the place;
    moved_from: paths that the page had before, whose addresses lead to it (`quangba move`).
    """

    words_model: ClassVar[type[PageWords]] = PageWords
    """What a translation of the page may have."""

    kind: str
    order: Whole = Field(100, examples=["10"])
    picture: Words | None = Field(None, examples=["karst-mist.svg"])
    sources: tuple[Words, ...] = Field((), examples=["[S23, S24]"])
    as_of: Day | None = Field(None, examples=["2026-03-02"])
    only: tuple[Words, ...] = Field((), examples=["[vi]"])
    layout: Layout | None = Field(None, examples=["home"])
    topics: tuple[Words, ...] = Field((), examples=["[le-hoi, di-san]"])
    routes: Flag = Field(False, examples=["true"])
    spot: Words | None = Field(None, examples=["telephone"])
    publish_at: Moment | None = Field(None, examples=["2027-02-14 08:00:00"])
    expires: Day | None = Field(None, examples=["2027-03-31"])
    collects: tuple[Kind, ...] = Field((), examples=["[story, video]"])
    moved_from: tuple[Words, ...] = Field((), examples=["[kham-pha/na-sam.md]"])

    @property
    def day(self) -> dt.date | None:
        """The day that the page is dated with, for lists and the site map."""
        return self.updated


class Plain(Fields):
    """A page that is nothing more special. urgent: see there."""

    kind: Literal["page"] = "page"
    urgent: Urgent | None = Field(None, examples=[_URGENT])


class Place(Fields):
    """A place that one can go to. Coordinates are WGS-84 degrees: [latitude, longitude]."""

    kind: Literal["place"]
    coordinates: tuple[Annotated[float, Field(ge=-90, le=90)], Degrees] | None = Field(
        None, examples=["[22.055, 106.613]"]
    )
    unit: Words | None = Field(None, examples=["na-sam"])


class LunarDay(Model):
    """A day of every year in the Vietnamese lunar calendar; the 30th is a month's last day.

    days: how many days it goes on; leap: it is in the leap month of that number, in the years
    that have one.
    """

    month: Annotated[Whole, Field(ge=1, le=12)] = Field(examples=["1"])
    day: Annotated[Whole, Field(ge=1, le=30)] = Field(examples=["9"])
    days: Annotated[Whole, Field(ge=1, le=60)] = Field(1, examples=["2"])
    leap: Flag = Field(False, examples=["true"])

    def in_year(self, year: int) -> dt.date | None:
        """Its first day in a lunar year; None in years without that month or beyond the table."""
        return lunar.HOME.day_of(year, self.month, self.day, leap=self.leap)


EventStatus = Literal["scheduled", "cancelled", "moved"]


class Event(Fields):
    """Something that happens on days: once, or each year by the lunar calendar.

    lunar: its day in every year, of which `occurrences` makes dates; start, end: its days, of a
    yearly event those that somebody has announced for one year, whose are then also status and
    previous_start, the day on which it was to start; starts_at, ends_at: of the first and of the
    last day; term: its agreed name, an id of terms.csv.
    """

    kind: Literal["event"]
    lunar: LunarDay | None = Field(None, examples=["{month: 1, day: 9}"])
    start: Day | None = Field(None, validate_default=True, examples=["2027-02-14"])
    end: Day | None = Field(None, examples=["2027-02-15"])
    starts_at: Clock | None = Field(None, examples=["8:00"])
    ends_at: Clock | None = Field(None, examples=["17:30"])
    place: Words | None = Field(None, examples=["kham-pha/chua-tan-thanh.md"])
    term: Words | None = Field(None, examples=["hoi-chua-tan-thanh"])
    status: EventStatus = Field("scheduled", examples=["scheduled"])
    previous_start: Day | None = Field(None, examples=["2027-02-13"])

    @field_validator("start")
    @classmethod
    def _has_a_day(cls, start: dt.date | None, info: ValidationInfo) -> dt.date | None:
        """Without a date there must be a lunar day that some year has."""
        if start is not None or "lunar" not in info.data:
            return start
        day: LunarDay | None = info.data["lunar"]
        if day is None or not any(map(day.in_year, lunar.HOME.years)):
            raise PydanticCustomError("missing", "Field required")
        return start


class Dated(Fields):
    """Kinds that carry the day of publication."""

    date: Day = Field(examples=["2026-02-25"])

    @property
    def day(self) -> dt.date | None:
        """The day of the last change, else of publication."""
        return self.updated or self.date


class News(Dated):
    """Something that has happened. urgent: see there."""

    kind: Literal["news"]
    urgent: Urgent | None = Field(None, examples=[_URGENT])
    place: Words | None = Field(None, examples=["kham-pha/chua-tan-thanh.md"])


class Story(Dated):
    """A sequence of pictures: lists of them in the text, or `pictures` after it."""

    kind: Literal["story"]
    pictures: tuple[Words, ...] = Field((), examples=["[karst-mist.svg, gate-dawn.svg]"])


class Video(Dated):
    """A clip with its transcript: its subtitles as text, or what the page itself says."""

    kind: Literal["video"]
    video: Words = Field(examples=["spring.mp4"])
    transcript: Literal["subtitles", "page"] = Field("subtitles", examples=["page"])


class Publication(Dated):
    """A file to take away, of assets/documents: one for all, or one for each language."""

    kind: Literal["publication"]
    file: Words | dict[str, Words] = Field(examples=["{vi: to-gap.pdf, en: leaflet.pdf}"])


class Correction(Dated):
    """What a page said wrongly, and what is right."""

    kind: Literal["correction"]
    corrects: Words = Field(examples=["tin-tuc/2026-02-25-hoi-chua-tan-thanh.md"])


class Amount(Model):
    """A sum of money on a day."""

    value: Number = Field(examples=["120.5"])
    currency: Words = Field(examples=["VND"])
    as_of: Day = Field(examples=["2026-03-02"])
    source: Words | None = Field(None, examples=["S10"])


class Project(Fields, ProjectWords):
    """An investment opportunity. sector: a topic; contact: the office's page."""

    words_model: ClassVar[type[PageWords]] = ProjectWords

    kind: Literal["project"]
    sector: Words = Field(examples=["logistics"])
    hectares: Annotated[Number, Field(gt=0)] | None = Field(None, examples=["12.5"])
    capital: Amount | None = Field(
        None, examples=["{value: 120.5, currency: VND, as_of: 2026-03-02}"]
    )
    contact: Annotated[Words, Field(pattern=r"^https?://")] | None = Field(
        None, examples=["https://www.example.org/contact"]
    )
    unit: Words | None = Field(None, examples=["hoang-van-thu"])


KINDS: dict[str, type[Fields]] = {
    "page": Plain,
    "place": Place,
    "event": Event,
    "news": News,
    "story": Story,
    "video": Video,
    "project": Project,
    "publication": Publication,
    "correction": Correction,
}
