"""The page that is being rendered: what leads from it to the others."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from mkdocs.utils import normalize_url

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


class Here:
    """The filter `url`: an address below the site's root as the page names it. `start` comes first.

    A relative address depends on the page's folder alone, unless it leads to the page or below it.
    """

    def __init__(self) -> None:
        self.url = self.folder = ""
        self._base: str | None = None
        self._stem = ""
        self._found: dict[str, str] = {}
        self._alike: dict[str, str] = {}

    def start(self, url: str, base: str | None) -> None:
        """The page at an address; base: where the site is, for one that is shown at any."""
        folder = base or f"{posixpath.dirname(url.rstrip('/'))}/*"
        if folder != self.folder:
            self._alike = {}
        self.url, self.folder, self._base = url, folder, base
        self._stem = url.strip("./")
        self._found = {}

    def __call__(self, path: object) -> str:
        """One that has a scheme, or starts with / or #, stays as it is."""
        path = str(path)
        alike = self._stem and not path.startswith((self._stem, "."))
        known = self._alike if alike else self._found
        found = known.get(path)
        if found is None:
            page = cast("Page | None", None if self._base else self)
            found = known[path] = normalize_url(path, page, self._base or "")
        return found


def folders(links: Iterable[str]) -> frozenset[str]:
    """The stems of addresses and of all folders above them; '' is the site's root."""
    parts = [link.strip("./").split("/") for link in links]
    return frozenset("/".join(each[:count]) for each in parts for count in range(len(each) + 1))
