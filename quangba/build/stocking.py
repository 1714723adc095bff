"""What outputs take from the stores of pictures, films and sheets, and which of it is to be made.

All of it is looked for in a clean build, and where the stores are not as the last build left them.
Else what can be missing are files of outputs that are new or changed.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quangba.build.listing import COARSE_TICK, TICK
from quangba.build.outputs import Outputs
from quangba.media import service
from quangba.media.library import unusable
from quangba.media.service import Progress, Use
from quangba.media.tasks import Task
from quangba.memory import Key, Past
from quangba.picture_uses import PRESS
from quangba.problems import Problem
from quangba.settings import Settings
from quangba.site import Site

STORES = ("media", "cards")
"""Below the cache: of pictures and films, and of sheets."""

FILMS = "films"
"""The output of all of them: where it is another one, films are looked for."""

SHEETS = frozenset({"sheets", "sheet", "squares"})
"""Outputs that know what is to be drawn for each of them."""

Stamp = tuple[tuple[int, int], ...]
Uses = Mapping[str, tuple[str, ...]] | tuple[str, ...]


def stamp(settings: Settings) -> Stamp | None:
    """The state of the stores: another one when a file comes or goes. None: nobody can tell."""
    now = time.time_ns()
    found: list[tuple[int, int]] = []
    for name in STORES:
        try:
            about = (settings.cache_dir / name).stat()
        except OSError:
            return None
        moment = about.st_mtime_ns
        if moment + (TICK if moment % 1_000_000_000 else COARSE_TICK) >= now:
            return None
        found.append((moment, about.st_ino))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stock:
    """What outputs take from the stores, after a change that concerns few pictures.

    uses: of the pictures that may be others now. All else is stored as the last build left it.
    """

    site: Site
    uses: frozenset[Use] = frozenset()

    @property
    def wanted(self) -> tuple[Task, ...]:
        """The renditions that are not in the store."""
        return self._missing(self.uses)

    @property
    def offers(self) -> dict[str, Task]:
        """Each of them by itself, by the path under which it is published."""
        by_file = {
            original.file: original
            for name, _ in self.uses
            if (original := self.site.pictures.get(name))
        }
        return {
            service.published(by_file[task.file], each): replace(task, renditions=(each,))
            for task in self.wanted
            for each in task.renditions
        }

    @property
    def of_pages(self) -> tuple[str, ...]:
        """The paths of those that pages read: they tell how large the file for readers is."""
        press = Stock(self.site, frozenset(use for use in self.uses if use[1] == PRESS))
        return tuple(press.offers)

    def read_by_pages(self) -> tuple[Problem, ...]:
        """Make those that pages read. Problems of those that cannot be made."""
        of_pages = (use for use in self.uses if use[1] == PRESS)
        return self._made(self._missing(of_pages), at_once=True)

    def make(self, progress: Progress | None = None) -> tuple[Problem, ...]:
        """Make all of them. Problems of those that cannot be made; raises StoreError."""
        return self._made(self.wanted, at_once=False, progress=progress)

    def _missing(self, uses: Iterable[Use]) -> tuple[Task, ...]:
        site = self.site
        return service.missing(site.settings, site.pictures, site.recipes, uses)

    def _made(
        self, wanted: Sequence[Task], *, at_once: bool, progress: Progress | None = None
    ) -> tuple[Problem, ...]:
        settings = self.site.settings
        found = service.develop(settings, wanted, at_once=at_once, progress=progress)
        return tuple(unusable(settings.relative(file), wrong) for file, wrong in found)


def changed(
    outputs: Outputs, atoms: Iterable[Key], before: Stamp | None, now: Stamp | None
) -> Stock | None:
    """What a change wants of the stores. None: all of them have to be looked through.

    Asked before anything is made: pages tell how large files are, and read that in the stores.
    atoms: that have changed; before: the stamp of the last build; now: that of the stores before
    anything was made for this one.
    """
    site, memory = outputs.site, outputs.site.memory
    if before is None or before != now:
        return None
    atoms = tuple(atoms)
    if any(key[0] in _OF_CLIPS or key == _RECIPES for key in atoms):
        return None
    names = {str(key[1]) for key in atoms if key[0] == "picture" and key[2:] in _PIXELS}
    for key in _WANTED:
        if not memory.is_same(key):
            data = memory.past.value(key)
            if data is None:
                return None
            uses = outputs.uses.all() if key == _WANTED[0] else outputs.uses.offered()
            names |= _differing(pickle.loads(data), uses)  # noqa: S301 - our own, checked
    if not names:
        return Stock(site)
    if any(name in site.clips for name in names):
        return None
    found = {(name, recipe) for name in names for recipe in outputs.uses.of(name)}
    taken = {(name, PRESS) for name in names if outputs.uses.is_offered(name)}
    return Stock(site, frozenset(found | taken))


def foreseen(site: Site, past: Past, names: Collection[str]) -> Stock:
    """What other pictures under these names will be wanted for, if pages show what they did."""
    uses, offered = (pickle.loads(past.value(key) or _NONE) for key in _WANTED)  # noqa: S301 - our own, checked
    found = {(name, recipe) for name in names for recipe in dict(uses).get(name, ())}
    return Stock(site, frozenset(found | {(name, PRESS) for name in names if name in offered}))


_NONE = pickle.dumps(())
_OF_CLIPS = frozenset({"clip", "clips"})
_RECIPES = ("register", "recipes")
_PIXELS = frozenset[Key]({(), ("file",), ("facts",), ("focal",)})
"""What of a picture its files are made of: whether it is there, its bytes, where crops are."""
_WANTED: tuple[Key, ...] = (("PictureUses.all", ""), ("PictureUses.offered", ""))


def _differing(before: Uses, now: Uses) -> set[str]:
    """The names of which something else is said."""
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    return set(before) ^ set(now)


def is_stocked(outputs: Outputs, keys: Collection[Key], progress: Progress | None = None) -> bool:
    """Whether whatever outputs take from the stores is there, sheets drawn now included.

    To be asked where `changed` knew what is wanted, and that has been made. Raises StoreError
    when the disk refuses.
    """
    return all(key[0] != FILMS for key in keys) and draw(outputs, keys, progress)


def draw(outputs: Outputs, keys: Iterable[Key], progress: Progress | None = None) -> bool:
    """Draw the sheets of some outputs that are not in the store yet; whether all could be drawn.

    Raises StoreError when the disk refuses.
    """
    orders = [order for key in keys if key[0] in SHEETS for order in outputs.orders(key)]
    if not orders:
        return True
    from quangba.media.cards import service as cards

    desk, settings = outputs.desk, outputs.site.settings
    missing = [order for order in orders if cards.lacking(desk, [order])]
    return not missing or not cards.make(settings, desk, missing, progress=progress)
