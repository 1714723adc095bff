"""The values that templates see. Dates stay dates; texts are in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quangba.languages import Language
from quangba.outputs.latest import Latest
from quangba.registers.accessibility import Report
from quangba.view.images import Image, Picture
from quangba.view.states import State


@dataclass(frozen=True, slots=True)
class Link:
    """lang_tag: the tag of the title's language when it is not the reader's, else None."""

    title: str
    url: str
    lang_tag: str | None = None


@dataclass(frozen=True, slots=True)
class MenuItem:
    """current: the page shown; active: it, or a page below it."""

    title: str
    url: str
    lang_tag: str | None
    current: bool
    active: bool
    children: tuple[MenuItem, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeView:
    """A picture that readers may take and use, with all that they need for it.

    id: of its place on the page; name: what the file is called when it is saved; alt, words: what
    it shows, for those who do not see it and for all; credit: the line to print below it; may: what
    may be done with it; until: the last day, in words, or ''; path: of its large file; file: type,
    pixels and size of that, in words.
    """

    id: str
    name: str
    picture: Image
    alt: str
    words: str
    credit: str
    licence: str
    licence_url: str | None
    may: str
    until: str
    path: str
    file: str


@dataclass(frozen=True, slots=True)
class PressView:
    """What the press gets. kit: path of the file with everything; size: in words."""

    kit: str
    size: str
    pictures: tuple[TakeView, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """When and where. past: over at the time of the build.

    over: when it is over, in seconds since 1970; lunar: the day in the lunar calendar, in words;
    neighbour: a sentence on the day of China's, where that is another; hours: in words; announced:
    somebody has told the date, else it is computed; calendar: path of the file for calendars.
    """

    start: date
    end: date | None
    last_day: date
    over: int
    past: bool
    lunar: str | None
    neighbour: str | None
    hours: str | None
    announced: bool
    place: Link | None
    status: str
    calendar: str


@dataclass(frozen=True, slots=True)
class CalendarLinks:
    """Where all events are for people's calendars: a path, and addresses to subscribe to.

    everybody: the file in all languages, None on a site with one.
    """

    file: str
    subscribe: str
    everybody: str | None


@dataclass(frozen=True, slots=True)
class VideoSource:
    """One file. type: with its codecs; media: for which screens, or empty for all."""

    src: str
    type: str
    media: str


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """Subtitles in one language; `default` are those of the page's language."""

    src: str
    tag: str
    label: str
    default: bool


@dataclass(frozen=True, slots=True)
class VideoView:
    """A film with its player, best file first.

    cover: the poster with its words; poster: path of its file; download: path of the smallest
    file that every device plays, and its megabytes, where it has been made; transcript: what is
    said, a paragraph for each cue and sound, in the language of
    `transcript_tag` (None: the reader's).
    """

    width: int
    height: int
    cover: Picture
    poster: str
    sources: tuple[VideoSource, ...]
    tracks: tuple[VideoTrack, ...]
    download: str
    megabytes: float | None
    transcript: tuple[str, ...]
    transcript_tag: str | None


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """A short notice of what no reader may miss, made from shared fields.

    url: of the page that it is about; stands_in: the text itself is not in the readers' language.
    """

    title: str
    text: str
    url: str | None
    stands_in: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands for a page in a list. lang_tag: of both texts, if it is not the reader's."""

    title: str
    description: str
    lang_tag: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a page.

    state: what the readers get; language: what they call its language if it is not theirs;
    spot: the small drawing of the page, or of its first topic.
    """

    title: str
    description: str
    url: str
    kind: str
    lang_tag: str | None
    state: State
    language: str | None
    picture: Image | None
    date: date | None
    event: EventView | None
    spot: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list, or one of its pages."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic as the list of all topics shows it. count: pages about it."""

    title: str
    description: str
    url: str
    count: int
    spot: str | None


@dataclass(frozen=True, slots=True)
class ListingView:
    """A list of pages. number, of: which of its pages this is.

    years, topics: ways to narrow it, the way back to all of it first; previous, next: addresses.
    """

    items: tuple[Card, ...]
    number: int
    of: int
    pages: tuple[Choice, ...]
    years: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class SwitcherItem:
    """state: what readers of the language get; where that is nothing, `url` leads home."""

    language: Language
    url: str
    current: bool
    state: State


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A section that the source text has otherwise now, has new, or has no more.

    what: of a section without a heading, what it is; url: of the section in the source text.
    """

    how: Literal["changed", "added", "removed"]
    what: Literal["head", "intro", "section"]
    title: str
    lang_tag: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class OutdatedView:
    """The text is behind its source, whose address is `url`.

    made: the day of the source text that it was made from; now: of the present one, if later;
    changes: the first ones, in the order of the source text; more: how many there are beside.
    """

    source: Language
    source_name: str
    url: str
    made: date
    now: date | None
    changes: tuple[ChangeView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """What is said below a heading. address: where it leads, in the language of `tag`, or None."""

    words: str
    address: str | None
    tag: str


@dataclass(frozen=True, slots=True)
class MachineView:
    """A program has written the text, and nobody has checked it. url: of the source text."""

    source: Language
    source_name: str
    url: str


@dataclass(frozen=True, slots=True)
class FallbackView:
    """The text is not in the reader's language; source_name: what readers call that language."""

    source: Language
    source_name: str
    date: date | None
    url: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A publication as the foot of a page names it."""

    name: str
    url: str | None
    date_text: str | None


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure of the register. number: with its unit; as_of: when it was true."""

    id: str
    label: str
    number: str
    as_of: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PublicationView:
    """A source, and the pages that rest on it."""

    id: str
    name: str
    url: str | None
    date_text: str | None
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """What the page of sources shows."""

    figures: tuple[FigureView, ...]
    publications: tuple[PublicationView, ...]


@dataclass(frozen=True, slots=True)
class SelfCheckItem:
    """One thing that a regulation asks for. lacking: names of languages that it is not there in."""

    id: str
    article: str
    title: str
    state: Literal["met", "partly", "missing", "elsewhere", "exempt"]
    pages: tuple[Link, ...]
    lacking: tuple[str, ...]
    elsewhere: Link | None
    reason: str


@dataclass(frozen=True, slots=True)
class SelfCheckView:
    """What the page of the self-check shows. met: how many items need nothing more."""

    regulation: str
    source: SourceView | None
    checked: date | None
    items: tuple[SelfCheckItem, ...]
    met: int


@dataclass(frozen=True, slots=True)
class UnitView:
    """An administrative unit of today, and the names of what it was made of."""

    name: str
    former: tuple[str, ...]
    former_district: str | None
    since: date


@dataclass(frozen=True, slots=True)
class ProjectFigure:
    """A figure of a project. day: when it was true; source: who says so."""

    what: Literal["area", "capital"]
    value: str
    day: date | None
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class ProjectView:
    """office: who answers questions; contact: the address of its page."""

    sector: str
    figures: tuple[ProjectFigure, ...]
    office: str | None
    contact: str | None


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to take away. type: PDF; size: as readers write it; tag: of its language."""

    path: str
    type: str
    size: str
    language: str
    tag: str


@dataclass(frozen=True, slots=True)
class MappedPage:
    """A page as the site map names it. state, language: as of a card."""

    title: str
    description: str
    url: str
    lang_tag: str | None
    state: State
    language: str | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the site: its own page, and all below it."""

    page: MappedPage
    pages: tuple[MappedPage, ...]


@dataclass(frozen=True, slots=True)
class MapLink:
    """A place on a map service. service: its key; name: as readers know it."""

    service: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DriverWords:
    """What a driver reads in one language. tag: of that language."""

    tag: str
    please: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class DriverView:
    """The card to show to a driver: the language of the place first, then the others.

    point: latitude and longitude as written everywhere, None where they are not known.
    """

    first: DriverWords
    others: tuple[DriverWords, ...]
    point: str | None


@dataclass(frozen=True, slots=True)
class LegView:
    """The way to a stop. by: expressway, road, rail or crossing; distance: as readers write it."""

    by: str
    distance: str
    way: str


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop of a route. original: its name at home, where the reader's is only proposed."""

    name: str
    original: str | None
    note: str
    url: str | None
    leg: LegView | None


@dataclass(frozen=True, slots=True)
class RouteView:
    """A way to the place: stops in order, then the stops of each branch."""

    name: str
    stops: tuple[StopView, ...]
    branches: tuple[tuple[StopView, ...], ...]


@dataclass(frozen=True, slots=True)
class RoutesView:
    """All ways, in the order for the reader. as_of: when their distances were checked."""

    routes: tuple[RouteView, ...]
    sources: tuple[SourceView, ...]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page leads to. next_events: soonest first, for when the first has passed."""

    actions: tuple[Link, ...]
    next_events: tuple[Card, ...]
    story: Card | None
    news: tuple[Card, ...]
    doors: tuple[Card, ...]
    places: tuple[Card, ...]
    practical: tuple[Card, ...]
    more: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class NameView:
    """An agreed name in one language. label: what readers call that language.

    reading: how it is said, in Latin letters; proposed: nobody has confirmed it.
    """

    label: str
    tag: str
    name: str
    reading: str
    reading_tag: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class TermView:
    """An agreed name, the readers' own language first.

    plain: without marks, in the language of `plain_tag`; empty where that tells nothing.
    """

    id: str
    names: tuple[NameView, ...]
    plain: str
    plain_tag: str


@dataclass(frozen=True, slots=True)
class TermKindView:
    """The names of one kind, as a dictionary of the readers' language sorts them."""

    id: str
    title: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class PublisherView:
    """starter: nobody answers for the site yet, and it says so."""

    starter: bool
    name: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """What is the same on every page of a language, but for the menu's marks.

    service: pages about the site itself (sources, names, search …) and the topics; calendar: None
    where no event is listed; feeds_url: of the page that says what a feed is, if there is one.
    """

    name: str
    tagline: str | None
    home_url: str
    languages: tuple[Language, ...]
    menu: tuple[MenuItem, ...]
    search_url: str | None
    publisher: PublisherView
    assets: Mapping[str, str]
    fonts: tuple[str, ...]
    service: tuple[MenuItem, ...]
    calendar: CalendarLinks | None
    feeds_url: str | None = None


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed: name of what it follows, its own title; page, atom, json: below the site's root.

    anchor: of its row on the page of feeds.
    """

    anchor: str
    name: str
    title: str
    page: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class FeedsView:
    """What the page of feeds offers.

    block, data: the paths of the block for other sites and of its data; address: of the site,
    before such paths.
    """

    feeds: tuple[FeedLink, ...]
    latest: Latest
    block: str
    data: str
    address: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One page for readers of one language. pictures: of a story, all but the one at its head.

    coming: in a preview, the day from which the page will be published; summary: for search
    engines, where nothing is said below the title; announcement: whose title and text stand for
    the page's where its text is not in the readers' language; feed: the one that it leads to, its
    own or one that it is in; takes: pictures of the page that its readers may use.
    """

    kind: str
    title: str
    description: str
    url: str
    text: Language
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    switcher: tuple[SwitcherItem, ...]
    breadcrumbs: tuple[Link, ...]
    summary: str = ""
    layout: str | None = None
    is_index: bool = False
    path: str = ""
    fallback: FallbackView | None = None
    announcement: AnnouncementView | None = None
    outdated: OutdatedView | None = None
    machine: MachineView | None = None
    draft: bool = False
    coming: date | None = None
    only: tuple[Language, ...] = ()
    picture: Picture | None = None
    pictures: tuple[Picture, ...] = ()
    updated: date | None = None
    as_of: date | None = None
    sources: tuple[SourceView, ...] = ()
    glance: tuple[tuple[str, str], ...] = ()
    unit: UnitView | None = None
    coordinates: tuple[float, float] | None = None
    map_links: tuple[MapLink, ...] = ()
    driver: DriverView | None = None
    routes: RoutesView | None = None
    project: ProjectView | None = None
    site_map: tuple[SectionView, ...] = ()
    files: tuple[FileView, ...] = ()
    event: EventView | None = None
    video: VideoView | None = None
    date: date | None = None
    topics: tuple[Link, ...] = ()
    listing: ListingView | None = None
    all_topics: tuple[TopicView, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    related: tuple[Card, ...] = ()
    home: HomeView | None = None
    evidence: SourcesView | None = None
    accessibility: Report | None = None
    self_check: SelfCheckView | None = None
    takes: tuple[TakeView, ...] = ()
    press: PressView | None = None
    glossary: tuple[TermKindView, ...] = ()
    feed: FeedLink | None = None
    feeds: FeedsView | None = None

    @property
    def has_notices(self) -> bool:
        """Whether something is said before the text."""
        told = (self.draft, self.coming, self.announcement, self.machine, self.outdated)
        return bool(self.fallback or any(told))
