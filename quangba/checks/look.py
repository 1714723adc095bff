"""What rules are given: the site, what they share, and small facts of all entries."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeVar

from quangba.languages import Language
from quangba.noting import noted
from quangba.press import PictureUses
from quangba.site import Site
from quangba.view.parts import Parts

V = TypeVar("V")

SHARES = 64
"""Entries are looked at in so many shares, so that a change of one asks again for few others."""

Gather = Callable[[str, int], tuple[tuple[str, Any], ...]]
"""Name of a sort of facts and number of a share -> what entries by their uris have of it."""


class Look:
    """One site as the rules see it."""

    def __init__(self, site: Site, gather: Gather) -> None:
        self.site = site
        self.uses = PictureUses(site)
        self._gather = gather
        self._kept: dict[Any, Any] = {}

    def once(self, name: Hashable, make: Callable[[], V]) -> V:
        """Something that many rules need; whoever asks has read what it was made from."""
        return noted(self._kept, name, make)

    def parts(self, language: Language) -> Parts:
        """Words of pages as readers of a language see them."""
        return self.once(("parts", language.locale), lambda: Parts(self.site, language))

    def share(self, number: int) -> tuple[str, ...]:
        """The uris of the entries of a share, in their order."""
        return self.once("shares", self._shares)[number]

    def _shares(self) -> tuple[tuple[str, ...], ...]:
        shares: tuple[list[str], ...] = tuple([] for _ in range(SHARES))
        for uri in self.site.tree.entries:
            shares[zlib.crc32(uri.encode()) % SHARES].append(uri)
        return tuple(map(tuple, shares))

    def gathered(self, name: str) -> Iterator[tuple[str, Any]]:
        """Uri and facts of each entry that has any of a sort, in the order of uris."""
        found = [row for number in range(SHARES) for row in self._gather(name, number)]
        return iter(sorted(found, key=_uri))


def _uri(row: tuple[str, Any]) -> str:
    return row[0]
