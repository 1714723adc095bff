"""The frozen site: settings, content, registers and pictures, read once for a whole build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from quangba import clock
from quangba.content import documents, occurrences, strings
from quangba.content.occurrences import Occurrence
from quangba.content.reader import read_tree
from quangba.content.schema import Event
from quangba.content.tree import ContentTree, Entry
from quangba.inputs import Data, Media, Theme
from quangba.media.original import Original
from quangba.media.recipes import Recipes
from quangba.media.video.library import Clip
from quangba.memory import Key, Memory, encoded
from quangba.noting import Field, Noting, Now, OfObjects, noted_property
from quangba.problems import Problem
from quangba.registers.accessibility import Report
from quangba.registers.admin_units import AdminUnits
from quangba.registers.facts import Fact
from quangba.registers.names import Names
from quangba.registers.routes import Routes
from quangba.registers.self_check import SelfCheck
from quangba.registers.sources import Source
from quangba.registers.terms import Terms
from quangba.registers.topics import Topic
from quangba.settings import Settings


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from. `tree` has drafts only in a preview.

    now: the time of the build, which decides what is published and what is past.
    """

    settings: Settings
    tree: ContentTree
    units: AdminUnits
    sources: Mapping[str, Source]
    routes: Routes
    terms: Terms
    pictures: Mapping[str, Original]
    recipes: Recipes
    clips: Mapping[str, Clip]
    topics: Mapping[str, Topic]
    facts: Mapping[str, Fact]
    accessibility: Report | None
    self_check: SelfCheck | None
    now: dt.datetime
    theme: Theme | None = field(default=None, compare=False, repr=False)
    memory: Memory = field(default_factory=Memory, init=False, compare=False, repr=False)
    """Of this very site: one with another tree or time (`replace`) has a new one."""

    def __post_init__(self) -> None:
        """Note what is read of it from now on."""
        for name, atom in _TABLES.items():
            rows = getattr(self, name)
            if not isinstance(rows, Noting):
                object.__setattr__(self, name, Noting(atom, rows))
        if not isinstance(self.now, Now):
            object.__setattr__(self, "now", Now.of(self.now))
        self.memory.atoms = Atoms(self)

    @property
    def today(self) -> dt.date:
        """The day where the site is at home."""
        return self.home_now.date()

    @property
    def home_now(self) -> Now:
        """The time where the site is at home."""
        return Now.of(Now.of(self.now).plain.astimezone(self.settings.time_zone))

    def occurrence(self, event: Event) -> Occurrence:
        """The date of an event that readers are told of: the next one, else the latest."""
        return occurrences.shown(event, self.home_now)

    @noted_property
    def public(self) -> ContentTree:
        """The tree without drafts, without what is to come and what has expired."""
        return self.tree.public(self.home_now, without=self.withheld)

    def published(self, uri: str) -> Entry | None:
        """The entry that `public` has, if it has it; no other one is looked at."""
        return self.tree.published(uri, self.home_now, without=self.withheld)

    @property
    def withheld(self) -> frozenset[str]:
        """Layouts that are not published: a self-check, while nobody answers for the site."""
        return frozenset({"self-check"} if self.settings.publisher.status == "starter" else ())

    @property
    def labels(self) -> str:
        """The texts that pages may show and that stand in no page: registers, captions, names."""
        sidecars = [original.sidecar for original in self.pictures.values()]
        registers = (
            self.units,
            list(self.sources.values()),
            list(self.topics.values()),
            [fact.label for fact in self.facts.values()],
            self.accessibility,
            self.self_check,
            list(self.routes.routes.values()),
            list(self.terms.rows.values()),
        )
        said = [track.cues for clip in self.clips.values() for track in clip.tracks.values()]
        return repr((self.settings.publisher, registers, sidecars, said))

    @property
    def labelled(self) -> tuple[object, ...]:
        """All that `labels` are made of: where they are the same objects, these are the same."""
        tables = (self.pictures, self.sources, self.topics, self.facts, self.clips)
        rows = (getattr(each, "rows", each) for each in tables)
        registers = (self.units, self.accessibility, self.self_check, self.routes, self.terms)
        return (self.settings, *rows, *registers)

    @noted_property
    def names(self) -> Names:
        """The agreed names, ready to be found in texts."""
        terms, languages, words = self.terms, self.settings.languages, dict(self.tree.strings)

        def made() -> Names:
            letters = {locale: strings.letters(rows) for locale, rows in words.items()}
            return Names(terms, languages, letters)

        return _NAMES.get((terms, languages, *words, *words.values()), made)


_NAMES: OfObjects[Names] = OfObjects()
_TABLES = {"pictures": "picture", "clips": "clip", "sources": "source", "facts": "fact"}
_REGISTERS = ("units", "routes", "terms", "topics", "recipes", "accessibility", "self_check")
for _name in _REGISTERS:
    setattr(Site, _name, Field(_name, partial(lambda name, _: ("register", name), _name)))


class Atoms:
    """What each atom of a site is now, as bytes; empty for what is not there."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __call__(self, key: Key) -> bytes:
        """Raises ValueError for a key that is none of a site. What it reads may be noted."""
        return self._of(*key)

    def _of(self, kind: Hashable, *rest: Hashable) -> bytes:
        site, name = self._site, str(rest[0]) if rest else ""
        match kind:
            case "head" if name in site.tree.unusable:
                return b"unusable"  # it is there, and no link to it is missing
            case "head":
                row = site.tree.table.known.get(name)
                return row.head if row else b""
            case "body":
                row = site.tree.table.known.get(str(rest[1]))
                return row.body(name) if row else b""
            case "unusable":
                return encoded(tuple(sorted(site.tree.unusable)))
            case "strings":
                return encoded(dict(site.tree.strings.get(name, {})))
            case "heads" | "stringss":
                return encoded(tuple(site.tree.entries if kind == "heads" else site.tree.strings))
            case "register":
                return repr(getattr(site, name)).encode()
            case "picture" | "clip" | "source" | "fact":
                return self._row(str(kind), name, *map(str, rest[1:]))
            case "pictures" | "clips" | "sources" | "facts":
                return encoded(tuple(getattr(site, kind)))
            case "theme" | "templates":
                return self._theme[str(kind)]
            case "document":
                return _stat(documents.place(site.settings, name))
            case _:
                return self._time(kind, name)

    def _row(self, kind: str, name: str, part: str = "") -> bytes:
        """Of a table. A picture has parts; without one, it counts that it is there."""
        row = getattr(self._site, f"{kind}s").get(name)
        if row is None:
            return b""
        if kind == "picture":
            return repr(getattr(row, part)).encode() if part else b"there"
        return repr(row).encode()

    @cached_property
    def _theme(self) -> Mapping[str, bytes]:
        theme = self._site.theme or Theme(self._site.settings.theme_dir)
        return theme.digests

    def _time(self, kind: Hashable, name: str) -> bytes:
        now = self._site.home_now.plain
        match kind:
            case "passed":
                moment = dt.datetime.fromisoformat(name)
                return encoded((now > moment, now == moment))
            case "today":
                return now.date().isoformat().encode()
            case "year":
                return str(now.year).encode()
            case "now":
                return now.isoformat().encode()
            case _:
                raise ValueError(kind, name)


def _stat(file: Path) -> bytes:
    try:
        about = file.stat()
    except OSError:
        return b""
    return f"{about.st_size} {about.st_mtime_ns}".encode()


def load(settings: Settings, now: dt.datetime | None = None) -> tuple[Site, tuple[Problem, ...]]:
    """Read the whole site, drafts included, with every problem that reading shows."""
    tree, problems = read_tree(settings, keep=True)
    data, media = Data.read(settings), Media.read(settings)
    site = assembled(settings, tree, data, media, Theme(settings.theme_dir), now)
    return site, (*problems, *data.problems, *media.problems)


def assembled(
    settings: Settings,
    tree: ContentTree,
    data: Data,
    media: Media,
    theme: Theme,
    now: dt.datetime | None = None,
) -> Site:
    """The site of what has been read."""
    return Site(
        settings=settings,
        tree=tree,
        units=data.units,
        sources=data.sources,
        routes=data.routes,
        terms=data.terms,
        pictures=media.pictures,
        recipes=media.recipes,
        clips=media.clips,
        topics=data.topics,
        facts=data.facts,
        accessibility=data.accessibility,
        self_check=data.self_check,
        now=now or clock.now(),
        theme=theme,
    )
