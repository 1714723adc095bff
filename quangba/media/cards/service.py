"""From what pages want to files in the store. What is there already is not drawn again."""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quangba.media import pool
from quangba.media.cards.forms import Form, Words
from quangba.media.cards.look import Look
from quangba.media.facts import Unusable
from quangba.media.original import Original
from quangba.media.service import Progress, usable
from quangba.settings import Settings
from quangba.store import is_stored

if TYPE_CHECKING:
    from quangba.media.cards import draw

PIPELINE = 5
"""Raise when the same words and picture would give other pixels or bytes."""

STORE = "cards"
SUFFIXES: Mapping[Form, str] = {"card": "jpg", "poster": "png", "square": "jpg"}
Failed = tuple[str | None, Unusable]
"""(name of a picture that could not be shown, or None for a sheet without one; why)."""

_SHARE = 12
"""So many sheets without a picture are one worker's task: all of them are quick."""

_OF_PICTURE = 8
"""So many that show the same picture are: to decode it takes as long as to draw one of them."""


@dataclass(frozen=True, slots=True)
class Order:
    """One sheet that pages use. picture: name of an original; spot: drawn where there is none."""

    form: Form
    words: Words
    picture: str | None = None
    spot: str | None = None


@dataclass(frozen=True)
class Desk:
    """Where orders are taken: the theme's look and the originals, for names and places of files."""

    folder: Path
    look: Look
    pictures: Mapping[str, Original]

    @property
    def is_open(self) -> bool:
        """Whether anything can be drawn: a theme without fonts has no cards."""
        return bool(self.look.faces.all)

    def key(self, order: Order) -> str:
        """Names the bytes: everything that they depend on."""
        original = self._original(order)
        shown = (original.facts.digest, original.focal) if original else None
        spot = None if original else order.spot
        parts = (PIPELINE, order.form, order.words, spot, shown, self.look.digest)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def file(self, order: Order) -> Path:
        """Where a sheet is kept between builds."""
        return self.folder / f"{self.key(order)}.{SUFFIXES[order.form]}"

    def published(self, order: Order, stem: str) -> str:
        """A sheet's path below a language's part of the site: named by content, for ever."""
        return f"share/{stem}.{self.key(order)[:10]}.{SUFFIXES[order.form]}"

    def _original(self, order: Order) -> Original | None:
        return self.pictures.get(order.picture) if order.picture else None


def desk(settings: Settings, look: Look, pictures: Mapping[str, Original]) -> Desk:
    """The desk of a site."""
    return Desk(settings.cache_dir / STORE, look, pictures)


def make(
    settings: Settings, desk: Desk, orders: Iterable[Order], *, progress: Progress | None = None
) -> tuple[Failed, ...]:
    """Draw what is not in the store yet. An interrupted run goes on from where it was.

    progress: what it raises ends the work, and is raised. Raises StoreError when the disk refuses.
    """
    from quangba.media.cards import draw

    with usable(settings, desk.folder):
        desk.folder.mkdir(parents=True, exist_ok=True)
        tasks = _tasks(desk, orders)
        failed: list[Failed] = []
        with contextlib.closing(pool.run(draw.render, [task for _, task in tasks])) as results:
            for number, (_, result) in enumerate(results):
                if isinstance(result, Unusable):
                    failed.append((tasks[number][0], result))
                if progress:
                    progress(number + 1, len(tasks))
    return tuple(failed)


def _tasks(desk: Desk, orders: Iterable[Order]) -> list[tuple[str | None, draw.Task]]:
    """What is missing, together by picture, so that each is decoded seldom."""
    from quangba.media.cards import draw

    missing: dict[Path, Order] = {}
    for order in orders:
        file = desk.file(order)
        if file not in missing and not is_stored(file):
            missing[file] = order
    groups: dict[tuple[str | None, int], list[draw.Wanted]] = {}
    count = Counter[str | None]()
    for file, order in missing.items():
        name = order.picture if order.picture in desk.pictures else None
        share = count[name] // (_SHARE if name is None else _OF_PICTURE)
        count[name] += 1
        wanted = draw.Wanted(order.form, order.words, order.spot, file)
        groups.setdefault((name, share), []).append(wanted)
    return [
        (name, draw.Task(_subject(desk, name), tuple(found), desk.look))
        for (name, _), found in groups.items()
    ]


def _subject(desk: Desk, name: str | None) -> draw.Subject | None:
    from quangba.media.cards import draw

    if name is None:
        return None
    original = desk.pictures[name]
    return draw.Subject(original.file, original.facts, original.focal)


def lacking(desk: Desk, orders: Iterable[Order]) -> bool:
    """Whether a sheet is not in the store, or no longer."""
    return not all(is_stored(desk.file(order)) for order in orders)


def prune(desk: Desk, orders: Iterable[Order], *, dry_run: bool = False) -> tuple[int, int]:
    """Remove stored sheets that no page uses any more: how many, and their bytes."""
    from quangba.media import pruning

    if not desk.folder.is_dir():
        return 0, 0
    kept = {desk.file(order).name for order in orders}
    now = pruning.clock_of(desk.folder)
    old = [
        file
        for file in sorted(desk.folder.iterdir())
        if file.name not in kept and (not file.name.startswith(".") or pruning.is_left(file, now))
    ]
    return pruning.remove(old, dry_run=dry_run)
