"""A built site as the rules see it: facts of its pages, its files, and where pages come from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from quangba import addresses
from quangba.checks.built.assets import Asset
from quangba.checks.built.facts import Page
from quangba.content.tree import Absent, Entry, Fallback, Translated
from quangba.languages import Language
from quangba.settings import Settings
from quangba.site import Site

NOT_FOUND = "404.html"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Origin:
    """The Markdown file whose text a page shows. path: from the project's root.

    own: whether it is written in the language of the page's readers.
    """

    path: str
    own: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is to be mended; line: of that file, where it is known."""

    path: str
    line: int | None


class Target(NamedTuple):
    """The file that an address leads to, whether it is there, and what stands behind `#`."""

    name: str
    fragment: str
    exists: bool


@dataclass(frozen=True)
class BuiltSite:
    """Everything that the rules over a built site may ask. Names: paths below its root.

    lines: of a file that an origin names, asked only where there is a problem.
    """

    settings: Settings
    pages: Mapping[str, Page]
    files: Mapping[str, int]
    assets: Mapping[str, Asset]
    origins: Mapping[str, Origin]
    lines: Callable[[str], tuple[str, ...]]

    def language(self, name: str) -> Language:
        """The language whose readers a page is for, by the folder that it is in."""
        first = name.partition("/")[0]
        languages = self.settings.languages
        return next((each for each in languages if each.url_prefix == f"{first}/"), languages[0])

    def is_not_found(self, name: str) -> bool:
        """Whether a server shows the page for addresses that do not exist."""
        return posixpath.basename(name) == NOT_FOUND

    def is_block(self, name: str) -> bool:
        """Whether other sites embed the page, or a script shows it in others: no page itself."""
        return name.removesuffix("index.html") in self._blocks or not (
            name.endswith("index.html") or self.is_not_found(name)
        )

    @cached_property
    def _blocks(self) -> frozenset[str]:
        settings = self.settings
        return frozenset(addresses.latest(settings, each) for each in settings.languages)

    @cached_property
    def whole(self) -> Mapping[str, Page]:
        """Pages that a reader comes to: no former addresses, no missing ones, no blocks."""
        return {
            name: page
            for name, page in self.pages.items()
            if not page.refresh and not self.is_not_found(name) and not self.is_block(name)
        }

    @cached_property
    def _base(self) -> str:
        """The path of site_url: '/' or '/isle/'."""
        return "/" + self.settings.site_url.split("/", 3)[3]

    @cached_property
    def _origin(self) -> str:
        return "/".join(self.settings.site_url.split("/", 3)[:3])

    @cached_property
    def _found(self) -> dict[tuple[str, str], Target | None]:
        return {}  # several rules ask for the same: 450,000 links on 3,000 pages

    def is_own(self, address: str) -> bool:
        """Whether a whole address is of this site."""
        return address.startswith(self.settings.site_url)

    def is_foreign(self, address: str) -> bool:
        """Whether an address is of another host, or of another kind than pages have."""
        if self.is_own(address):
            return False
        return address.startswith("//") or bool(_SCHEME.match(address))

    def address(self, name: str) -> str:
        """The whole address of a page."""
        return self.settings.site_url + name.removesuffix("index.html")

    def target(self, name: str, address: str) -> Target | None:
        """What a browser gets for an address in a file; None for one of another host."""
        if address.startswith("#"):
            return Target(name, address[1:], exists=True)
        folder = name.rpartition("/")[0]
        key = folder, address
        if key not in self._found:
            self._found[key] = self._target(name, folder, address)
        return self._found[key]

    def _target(self, name: str, folder: str, address: str) -> Target | None:
        path, _, fragment = address.partition("#")
        if ":" in path or path.startswith("//"):
            if self.is_own(path):
                path = self._base + path[len(self.settings.site_url) :]
            elif self.is_foreign(path):
                return None
        path = path.partition("?")[0]
        if not path:
            return Target(name, fragment, exists=True)
        if path.startswith("/"):
            if not path.startswith(self._base):
                return Target(path, fragment, exists=False)
            found = _joined("", path[len(self._base) :])
        else:
            found = _joined(folder, path)
        file = unquote(found) if "%" in found else found
        if not file or file.endswith("/"):
            file += "index.html"
        return Target(file, fragment, exists=file in self.files)

    def place(self, name: str, line: int | None, *needles: str) -> Place:
        """Where to mend a page. line: of its HTML, None for what is wrong with all of it.

        That is its Markdown, at the first line that has a needle. What the Markdown does not
        have, or no Markdown stands for, comes from the theme: the page itself is named.
        """
        origin = self.origins.get(name)
        if origin is None:
            return Place(self.file(name), line)
        for needle in filter(None, needles):
            for number, text in enumerate(self.lines(origin.path), start=1):
                if needle in text:
                    return Place(origin.path, number)
        return Place(origin.path, None) if line is None else Place(self.file(name), line)

    def file(self, name: str) -> str:
        """A built file as problems name it."""
        return f"{self._folder}/{name}"

    @cached_property
    def _folder(self) -> str:
        return self.settings.relative(self.settings.site_dir)


def _joined(folder: str, path: str) -> str:
    """A relative path from a folder; '../' at the front where it leads above the root."""
    while folder and path.startswith("../"):
        folder, path = folder.rpartition("/")[0], path[3:]
    if not path.startswith(".") and "/." not in path:
        return f"{folder}/{path}" if folder else path
    joined = posixpath.normpath(posixpath.join(folder, path))
    if joined == ".":
        return ""
    return f"{joined}/" if path.endswith(("/", "/.", "..")) or path == "." else joined


def origins(site: Site, names: Mapping[str, object]) -> dict[str, Origin]:
    """The Markdown file of each built page that has one. Drafts are in no built site."""
    found: dict[str, Origin] = {}
    for entry, language in _shown(site):
        address = addresses.of(entry.uri, language)
        name = ("" if address == "." else address) + "index.html"
        if name not in names:
            continue
        match entry.version(language.locale):
            case Translated(page):
                own = True
            case Fallback(page):
                own = False
            case Absent():
                continue
        found[name] = Origin(page.path, own)
    return found


def _shown(site: Site) -> Iterator[tuple[Entry, Language]]:
    for entry in site.public.entries.values():
        for language in site.settings.languages:
            yield entry, language
