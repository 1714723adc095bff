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

    shared: addresses that parts lead to which many pages have alike.
    """

    def __init__(self, shared: Iterable[str]) -> None:
        self._above = {above for link in shared for above in _with_folders(link)}
        self.url = ""
        self.place = ""
        """Pages of one place name all shared addresses alike."""
        self._base: str | None = None
        self._found: dict[str, str] = {}

    def start(self, url: str, base: str | None) -> None:
        """The page at an address; base: where the site is, for one that is shown at any."""
        self.url, self._base = url, base
        self._found = {}
        # A relative address depends on the page's folder alone, unless it leads below the page.
        folder = posixpath.dirname(url.rstrip("/"))
        self.place = base or (url if url.strip("./") in self._above else f"{folder}/*")

    def __call__(self, path: object) -> str:
        """One that has a scheme, or starts with / or #, stays as it is."""
        path = str(path)
        found = self._found.get(path)
        if found is None:
            page = cast("Page | None", None if self._base else self)
            found = self._found[path] = normalize_url(path, page, self._base or "")
        return found


def _with_folders(link: str) -> Iterable[str]:
    parts = link.strip("./").split("/")
    return ("/".join(parts[:count]) for count in range(len(parts) + 1))
