"""The frozen site: settings, content, registers and pictures, read once for a whole build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quangba.content.reader import read_tree
from quangba.content.tree import ContentTree
from quangba.media import library
from quangba.media.library import Original
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

    @property
    def labels(self) -> str:
        """The texts that pages may show and that stand in no page: registers, captions, names."""
        sidecars = [original.sidecar for original in self.pictures.values()]
        registers = (self.units, list(self.sources.values()))
        return repr((self.settings.publisher, registers, sidecars))


def load(settings: Settings) -> tuple[Site, tuple[Problem, ...]]:
    """Read the whole site, drafts included, with every problem that reading shows."""
    tree, problems = read_tree(settings)
    units, unit_problems = admin_units.read(settings)
    register, source_problems = sources.read(settings)
    pictures, picture_problems = library.read(settings)
    site = Site(settings, tree, units, register, pictures)
    return site, (*problems, *unit_problems, *source_problems, *picture_problems)
