"""The page that is being rendered: what leads from it to the others."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from mkdocs.utils import normalize_url

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


_MARKED = re.compile("\x00([^\x00]*)\x00")
_BELOW = re.compile(r"((?:(?!\.\.?/)[\w.-]+/)+)([\w-]+(?:/|\.\w+))")
"""The folder of a page or file below the site's root, and its name in there."""
_PLAIN = re.compile(r"[\w./:#?=%~+-]*")
"""Addresses that are the same in whatever way they are escaped."""


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
        self._folders: dict[str, str] = {}
        self._marking = False

    def start(self, url: str, base: str | None) -> None:
        """The page at an address; base: where the site is, for one that is shown at any."""
        end = "/" if url.endswith("/") else ""  # or it stands beside them, as a file
        folder = f"at {base}" if base else f"{posixpath.dirname(url.rstrip('/'))}/*{end}"
        if folder != self.folder:
            self._alike = {}
        self.url, self.folder, self._base = url, folder, base
        self._stem = stem(url)
        self._found = {}
        self._folders = {}

    @property
    def is_anywhere(self) -> bool:
        """Whether the page is shown at any address."""
        return self._base is not None

    def __call__(self, path: object) -> str:
        """One that has a scheme, or starts with / or #, stays as it is."""
        path = str(path)
        if self._marking:
            return f"\x00{path}\x00"
        alike = self._stem and not path.startswith((self._stem, "."))
        known = self._alike if alike else self._found
        found = known.get(path)
        if found is None:
            below = None if self.url.startswith(path) else _BELOW.fullmatch(path)
            found = known[path] = self._beside(*below.groups()) if below else self._named(path)
        return found

    def _beside(self, folder: str, name: str) -> str:
        """What stands in a folder is named alike, but for what the page itself stands below."""
        lead = self._folders.get(folder)
        if lead is None:
            lead = self._folders[folder] = self._named(f"{folder}-.-").removesuffix("-.-")
        return lead + name

    def _named(self, path: str) -> str:
        page = cast("Page | None", None if self._base else self)
        return normalize_url(path, page, self._base or "")

    def marked(self, make: Callable[[], str]) -> tuple[str, ...] | None:
        """What is made in parts: text and address in turn, each address to be named on a page.

        None where it cannot be told apart afterwards what was an address.
        """
        self._marking = True
        try:
            html = str(make())
        finally:
            self._marking = False
        parts = tuple(_MARKED.split(html))
        return parts if all(map(_PLAIN.fullmatch, parts[1::2])) else None


def stem(link: str) -> str:
    """An address without what addresses may or may not end with; '' is the site's root."""
    return link.strip("./")


def above(stems: Iterable[str]) -> frozenset[str]:
    """The folders that stems are in, up to the site's root."""
    parts = [each.split("/") for each in stems if each]
    return frozenset("/".join(each[:count]) for each in parts for count in range(len(each)))
