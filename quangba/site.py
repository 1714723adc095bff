"""The frozen site: settings, content, registers and pictures, read once for a whole build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quangba.content.reader import read_tree
from quangba.content.tree import ContentTree
from quangba.media import library, recipes
from quangba.media.library import Original
from quangba.media.recipes import Recipes
from quangba.media.video import library as video_library
from quangba.media.video.library import Clip
from quangba.problems import Problem
from quangba.registers import admin_units, sources
from quangba.registers.admin_units import AdminUnits
from quangba.registers.sources import Source
from quangba.settings import Settings


@dataclass(frozen=True)
class Site:
    """Everything that pages are made from. `tree` has drafts only in a preview."""

    settings: Settings
    tree: ContentTree
    units: AdminUnits
    sources: Mapping[str, Source]
    pictures: Mapping[str, Original]
    recipes: Recipes
    clips: Mapping[str, Clip]

    @property
    def labels(self) -> str:
        """The texts that pages may show and that stand in no page: registers, captions, names."""
        sidecars = [original.sidecar for original in self.pictures.values()]
        registers = (self.units, list(self.sources.values()))
        said = [track.cues for clip in self.clips.values() for track in clip.tracks.values()]
        return repr((self.settings.publisher, registers, sidecars, said))


def load(settings: Settings) -> tuple[Site, tuple[Problem, ...]]:
    """Read the whole site, drafts included, with every problem that reading shows."""
    tree, problems = read_tree(settings)
    units, unit_problems = admin_units.read(settings)
    register, source_problems = sources.read(settings)
    pictures, picture_problems = library.read(settings)
    clips, clip_problems = video_library.read(settings)
    uses, recipe_problems = recipes.read(settings)
    posters = {name: clip.poster for name, clip in clips.items()}
    all_pictures = MappingProxyType({**pictures, **posters})
    site = Site(settings, tree, units, register, all_pictures, uses, clips)
    media_problems = (*picture_problems, *clip_problems, *recipe_problems)
    return site, (*problems, *unit_problems, *source_problems, *media_problems)
