"""What a site reads beside its pages: registers, pictures and films, the theme's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from quangba.media import library, recipes
from quangba.media.original import Original
from quangba.media.recipes import Recipes
from quangba.media.video import library as video_library
from quangba.media.video.library import Clip
from quangba.memory import digest_of
from quangba.problems import Problem
from quangba.registers import (
    accessibility,
    admin_units,
    facts,
    routes,
    self_check,
    sources,
    terms,
    topics,
)
from quangba.registers.accessibility import Report
from quangba.registers.admin_units import AdminUnits
from quangba.registers.facts import Fact
from quangba.registers.routes import Routes
from quangba.registers.self_check import SelfCheck
from quangba.registers.sources import Source
from quangba.registers.terms import Terms
from quangba.registers.topics import Topic
from quangba.settings import Settings

TEMPLATES = (".html", ".svg")
"""How the names of templates end. Who includes anything else of the theme has read all of it."""


class Theme:
    """The theme's folder as it was when somebody asked first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """Of all files, of those that templates are made of, and of those that pages may load."""
        rows: dict[str, list[bytes]] = {"theme": [], "templates": [], "assets": []}
        for name, file in sorted(_files(self._folder)):
            if file.name.startswith(".") and file.suffix not in TEMPLATES:
                continue  # what editors keep beside a file while it is open changes nothing
            row = name.encode(errors="surrogateescape") + b"\0" + digest_of(file.read_bytes())
            rows["theme"].append(row)
            if file.suffix in TEMPLATES:
                rows["templates"].append(row)
            if file.suffix != ".html":
                rows["assets"].append(row)
        return {name: digest_of(b"".join(found)) for name, found in rows.items()}


def _files(
    folder: Path, prefix: str = "", above: tuple[Path, ...] = ()
) -> Iterator[tuple[str, Path]]:
    """Every file of a folder by its path there. Links are followed, as by who reads the theme."""
    if not folder.is_dir() or (own := folder.resolve()) in above:  # links can lead in circles
        return
    for each in folder.iterdir():
        if each.is_file():
            yield prefix + each.name, each
        else:
            yield from _files(each, f"{prefix}{each.name}/", (*above, own))


class Data(NamedTuple):
    """What has been read of the folder of registers, and what is wrong with it."""

    units: AdminUnits
    sources: Mapping[str, Source]
    routes: Routes
    terms: Terms
    topics: Mapping[str, Topic]
    facts: Mapping[str, Fact]
    accessibility: Report | None
    self_check: SelfCheck | None
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, settings: Settings) -> Data:
        """Of a site."""
        units, of_units = admin_units.read(settings)
        register, of_sources = sources.read(settings)
        ways, of_routes = routes.read(settings)
        agreed, of_terms = terms.read(settings)
        about, of_topics = topics.read(settings)
        figures, of_facts = facts.read(settings)
        checked, of_report = accessibility.read(settings)
        asked, of_check = self_check.read(settings)
        problems = (
            *of_units, *of_sources, *of_topics, *of_facts, *of_routes, *of_report, *of_check,
            *of_terms,
        )  # fmt: skip
        return cls(units, register, ways, agreed, about, figures, checked, asked, problems)


class Media(NamedTuple):
    """What has been read of the pictures and films, and what is wrong with them."""

    pictures: Mapping[str, Original]
    recipes: Recipes
    clips: Mapping[str, Clip]
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, settings: Settings) -> Media:
        """Of a site. The poster of a film is a picture, too."""
        pictures, of_pictures = library.read(settings)
        clips, of_clips = video_library.read(settings)
        uses, of_recipes = recipes.read(settings)
        posters = {name: clip.poster for name, clip in clips.items()}
        both = MappingProxyType({**pictures, **posters})
        return cls(both, uses, clips, (*of_pictures, *of_clips, *of_recipes))
