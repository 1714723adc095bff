"""What outputs take from the stores of pictures, films and sheets, and which of it is to be made.

All of it is looked for in a clean build, and where the stores are not as the last build left them.
Else what can be missing are files of outputs that are new or changed.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable

from quangba.build.listing import COARSE_TICK, TICK
from quangba.build.outputs import Outputs
from quangba.memory import Key
from quangba.settings import Settings

STORES = ("media", "cards")
"""Below the cache: of pictures and films, and of sheets."""

FROM_STORES = frozenset({"renditions", "take", "films", "squares", "press kit"})
"""Outputs that want all stores looked through."""

SHEETS = frozenset({"sheets", "sheet", "squares"})
"""Outputs that know what is to be drawn for each of them."""

Stamp = tuple[tuple[int, int], ...]


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


def is_whole(outputs: Outputs, changed: Iterable[Key], before: Stamp | None) -> bool:
    """Whether pictures and films are stored as the last build left them, and no other is wanted.

    Asked before anything is made: pages tell how large files are, and read that in the stores.
    changed: atoms; before: the stamp of the last build.
    """
    memory = outputs.site.memory
    return (
        before is not None
        and before == stamp(outputs.site.settings)
        and not any(key[0] in _OF_FILES or key == _RECIPES for key in changed)
        and all(memory.is_same(key) for key in _WANTED)
    )


_OF_FILES = frozenset({"picture", "pictures", "clip", "clips"})
_RECIPES = ("register", "recipes")
_WANTED: tuple[Key, ...] = (("PictureUses.all", ""), ("PictureUses.offered", ""))


def is_stocked(outputs: Outputs, keys: Collection[Key], before: Stamp | None) -> bool:
    """Whether whatever outputs take from the stores is there, sheets drawn now included.

    before: the stamp of the last build. Raises StoreError when the disk refuses.
    """
    return (
        before is not None
        and before == stamp(outputs.site.settings)
        and all(key[0] not in FROM_STORES for key in keys)
        and draw(outputs, keys)
    )


def draw(outputs: Outputs, keys: Iterable[Key]) -> bool:
    """Draw the sheets of some outputs that are not in the store yet; whether all could be drawn.

    Raises StoreError when the disk refuses.
    """
    orders = [order for key in keys if key[0] in SHEETS for order in outputs.orders(key)]
    if not orders:
        return True
    from quangba.media.cards import service

    desk = outputs.desk
    missing = [order for order in orders if service.lacking(desk, [order])]
    return not missing or not service.make(outputs.site.settings, desk, missing)
