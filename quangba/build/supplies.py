"""The pictures of a preview: what pages in sight want of them comes first, cards last."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Protocol

from quangba.build import driver, stocking
from quangba.build.darkroom import Darkroom
from quangba.build.outputs import Outputs
from quangba.build.stocking import Stock
from quangba.memory import Key, Past
from quangba.problems import Problem
from quangba.site import Site


class SupersededError(Exception):
    """Something newer is to be shown."""


class Show(Protocol):
    """Shows what browsers have in sight, before anything else is looked at."""

    def __call__(self, *, every: bool) -> None:
        """every: whether pages can have pictures that they had not."""


class Supplies:
    """What a preview has of pictures, from one rebuild to the next."""

    def __init__(self) -> None:
        self.has_news: Callable[[], bool] = lambda: False
        """Whether something has been saved meanwhile: what nobody waits for gives way to it."""
        self.darkroom: Darkroom | None = None
        """Where browsers get renditions that are not made yet."""
        self.unmade: tuple[Problem, ...] = ()
        """What is wrong with those that cannot be made."""
        self._digests: dict[str, str] = {}

    def foresee(self, loaded: Site, past: Past | None) -> None:
        """Have what will be asked for of other photos begun, while we look who shows them.

        past: what is known of the last rebuild, if that is what browsers see.
        """
        rows = loaded.pictures.items()
        before, self._digests = self._digests, {name: each.facts.digest for name, each in rows}
        others = [
            name for name, digest in self._digests.items() if before.get(name, digest) != digest
        ]
        if self.darkroom and others and past is not None:
            stock = stocking.foreseen(loaded, past, others)
            self.darkroom.offer(stock.offers, first=stock.of_pages)

    def bring(self, outputs: Outputs, stock: Stock | None, show: Show) -> bool:
        """Have the pictures that pages name; whether the others are those of the last rebuild.

        stock: None where nobody can tell; show: is called as soon as pages can be shown.
        """
        if stock is not None:
            self._restock(stock, show)
            return not self.unmade
        ready = partial(show, every=True)
        self.unmade = driver.make_pictures(outputs.site, drafts=True, progress=None, ready=ready)
        return False

    def _restock(self, stock: Stock, show: Show) -> None:
        """Browsers ask for what they want of the pictures that they are shown."""
        if self.darkroom:
            self.darkroom.offer(stock.offers, first=(of_pages := stock.of_pages))
            for path in of_pages:
                self.darkroom.bring(path)
        self.unmade = stock.read_by_pages()
        if not self.unmade and not self.darkroom:
            self.unmade = stock.make()
        if not self.unmade:
            show(every=bool(stock.uses))
            self.unmade = stock.make()

    def draw(self, outputs: Outputs, keys: Collection[Key]) -> None:
        """Have the cards that outputs name. Raises SupersededError; what is drawn stays."""
        if not stocking.is_stocked(outputs, keys, self._give_way):
            self.unmade = driver.make_pictures(outputs.site, drafts=True, progress=None)

    def _give_way(self, _done: int, _of_all: int) -> None:
        if self.has_news():
            raise SupersededError
