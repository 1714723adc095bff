"""Addresses in a copy: a folder stands for its index.html only where a server says so."""

from __future__ import annotations

import posixpath
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: a file of the site; `way` to it, with the query and fragment.

    exact: whether the address names the file itself, as it must where no server looks for one.
    """

    file: str
    way: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Links:
    """files: paths of the site, left out or not; online: its address, ending in '/'."""

    files: AbstractSet[str]
    online: str

    def place(self, address: str, page: str) -> Place | None:
        """The file of the site that an address on a page names.

        None for other hosts, for a place on the page itself, and for what the site does not have.
        page: the page's path below the root.
        """
        parts = _split(address)
        if parts is None or parts.scheme or parts.netloc or not parts.path:
            return None
        return self._found(parts, parts.path, page)

    def own(self, address: str, page: str) -> Place | None:
        """The page of the site that a whole address names, as other sites do."""
        if not address.startswith(self.online):
            return None
        parts = _split(address)
        found = parts and self._found(parts, parts.path, page)
        return found if found and found.file.endswith(".html") else None

    def online_address(self, file: str) -> str:
        """Where a file is on the web."""
        return self.online + quote(file.removesuffix(INDEX) if _is_index(file) else file)

    def _found(self, parts: SplitResult, path: str, page: str) -> Place | None:
        file = self._file(unquote(path), page)
        if file is None:
            return None
        way = quote(posixpath.relpath(file, posixpath.dirname(page) or "."))
        query = f"?{parts.query}" if parts.query else ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        exact = not path.startswith("/") and not path.endswith("/")
        exact = exact and _joined(unquote(path), page) == file
        return Place(file, way + query + fragment, exact)

    def _file(self, path: str, page: str) -> str | None:
        if path.startswith("/"):
            base = urlsplit(self.online).path
            if not path.startswith(base):
                return None
            file = posixpath.normpath(path.removeprefix(base) or ".")
        else:
            file = _joined(path, page)
        index = posixpath.normpath(posixpath.join(file, INDEX))
        found = index if path.endswith("/") or file not in self.files else file
        return found if found in self.files else None


def _joined(path: str, page: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _is_index(file: str) -> bool:
    return posixpath.basename(file) == INDEX


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address.strip())
    except ValueError:  # a bracket that looks like an IPv6 address
        return None
