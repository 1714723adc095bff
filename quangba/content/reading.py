"""All files of a site's content, of which those are read that have changed.

Of the others it is known what they gave (`pack`); their pages are loaded when asked for.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quangba.content import page_files, strings
from quangba.content.entries import Home
from quangba.content.page_files import Files, Found, Gave, Kept
from quangba.content.table import Entries
from quangba.content.tree import Entry
from quangba.ground import ground
from quangba.looks import Looks, Row, Signature, signature
from quangba.pack import Pack, Place
from quangba.problems import Problem
from quangba.settings import Settings

FOLDER = "pages"
_Said = tuple[Mapping[str, object] | None, tuple[Problem, ...]]


class Reading:
    """One look at the content. First every file is named (`add`), then `end` reads them.

    home: what pages depend on beside their files.
    """

    def __init__(self, settings: Settings, home: Home) -> None:
        self.home = home
        self.docs_dir = settings.docs_dir
        self.strings: dict[str, Mapping[str, object]] = {}
        self._pack = Pack(settings.cache_dir / FOLDER, "reading", version(home))
        index = self._pack.index or {"files": {}, "strings": {}, "entries": {}}
        self._files: dict[str, Row[Gave]] = index["files"]
        self._words: Looks[_Said] = Looks(index["strings"])
        self._files_of_words: dict[str, tuple[str, str]] = {}
        self._kept: dict[str, tuple[Kept, Place | None]] = index["entries"]
        self._pages: dict[str, dict[str, tuple[str, Signature | None]]] = {}
        self._rows: dict[str, Row[Gave]] = {}
        self._same: dict[str, list[tuple[str, bytes]]] = {}
        self._found: dict[str, Found] = {}
        self._order: list[str] = []

    @property
    def uris(self) -> set[str]:
        """Of all pages, usable or not."""
        return set(self._pages)

    def is_known(self, path: str) -> bool:
        """Whether a page was there before, so that its name is all right."""
        return path in self._files

    def read_strings(self, locale: str, path: str) -> None:
        """Read the words of a language."""
        self._order.append(path)
        self._files_of_words[f"{self.docs_dir}/{locale}/{Path(path).name}"] = locale, path
        self._read_words(locale, path)

    def _read_words(self, locale: str, path: str) -> None:
        before = self._words.before.get(path)
        file = self.docs_dir / locale / Path(path).name
        found = self._words.value(path, file, partial(_parse_strings, path=path), None)
        if locale not in self.strings or before is None or found is not before.value:
            words, _ = found
            self.strings.pop(locale, None)
            if words is not None:
                self.strings[locale] = MappingProxyType(words)

    def add(self, uri: str, locale: str, path: str, looked: Signature) -> None:
        """Name a file of a page. Languages come in their order."""
        self._order.append(path)
        self._pages.setdefault(uri, {})[locale] = f"{self.docs_dir}/{locale}/{uri}", looked
        row = self._files.get(path)
        if row is not None and row.looked == looked:
            self._rows[path] = row
            self._same.setdefault(uri, []).append((locale, row.digest))

    def end(self) -> None:
        """Read what has changed."""
        stale = [self._of(uri) for uri in sorted(self._pages) if not self._is_fresh(uri)]
        for page in stale:
            found = page_files.read(self.home, page)
            self._found[page.uri] = found
            self._rows |= found.rows

    # -- once more, in the same process -----------------------------------------------------

    def again(self, told: Iterable[str]) -> bool:
        """Read these files again, and those that may have changed since without showing it.

        told: absolute paths. False where that is not enough, as a file has come or gone: then all
        is to be looked at. What is found here is not kept: whoever looks at all finds it, too.
        """
        uris = set(self._unsettled)
        for path in told:
            if path in self._uris:
                uris.add(self._uris[path])
            elif path not in self._files_of_words and not self._is_nothing(path):
                return False
        try:
            self._words = Looks(self._words.rows)
            for locale, words in self._files_of_words.values():
                self._read_words(locale, words)
            for uri in sorted(uris):
                self._read_again(uri)
        except OSError:
            return False
        return True

    @cached_property
    def _uris(self) -> dict[str, str]:
        """The page of each file."""
        return {file: uri for uri, files in self._pages.items() for file, _ in files.values()}

    @cached_property
    def _unsettled(self) -> set[str]:
        """Pages of which a file is read again each time."""
        return {uri for uri in self._pages if not self._is_settled(uri)}

    def _is_settled(self, uri: str) -> bool:
        paths = (self.home.path(locale, uri) for locale in self._pages[uri])
        return all(self._rows[path].looked for path in paths)

    def _is_nothing(self, path: str) -> bool:
        """Whether a path that is no page's stands for nothing: what editors put there for a while.

        Folders and what should not be there are something.
        """
        below = Path(os.path.relpath(path, self.docs_dir)).parts
        if not below or below[0] == os.pardir:
            return False
        if any(part.startswith(".") for part in below):
            return True
        here = f"{path}{os.sep}"
        files = *self._uris, *self._files_of_words
        return not os.path.lexists(path) and not any(file.startswith(here) for file in files)

    def _read_again(self, uri: str) -> None:
        files: dict[str, tuple[str, Signature | None]] = {
            locale: (file, _looked(file)) for locale, (file, _) in self._pages[uri].items()
        }
        before = self._row(uri)
        paths = [self.home.path(locale, uri) for locale in files]
        rows = {path: self._rows[path] for path in paths}
        found = page_files.read(self.home, Files(uri, files, rows, before))
        self._pages[uri] = files
        self._rows |= found.rows
        if found.kept is not before:  # else the entry that is there is that of these files
            self._found[uri] = found
        if self._is_settled(uri):
            self._unsettled.discard(uri)
        else:
            self._unsettled.add(uri)

    # -- for the next time ------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what reading gave for the next time, if it is anything new."""
        same = self._rows.keys() == self._files.keys()
        if self._found or self._words.ended() or not same:
            with contextlib.suppress(OSError):  # a cache that cannot be written is no obstacle
                self._save()

    def _is_fresh(self, uri: str) -> bool:
        same = self._same.get(uri, ())
        if uri not in self._kept or len(same) != len(self._pages[uri]):
            return False
        return tuple(same) == self._kept[uri][0].files

    def _of(self, uri: str) -> Files:
        files = self._pages[uri]
        paths = [self.home.path(locale, uri) for locale in files]
        rows = {path: self._files[path] for path in paths if path in self._files}
        return Files(uri, files, rows, self._kept[uri][0] if uri in self._kept else None)

    def _row(self, uri: str) -> Kept:
        return self._found[uri].kept if uri in self._found else self._kept[uri][0]

    @property
    def problems(self) -> Iterator[Problem]:
        """Those of files in their order, then those of pages by uri."""
        rows: Mapping[str, Row[Any]] = {**self._rows, **self._words.rows}
        of_files = (
            rows[path].value[1] for path in self._order
        )  # a file's value is a pair whose second is its problems
        of_pages = (self._row(uri).problems for uri in sorted(self._pages))
        return chain.from_iterable(chain(of_files, of_pages))

    @property
    def entries(self) -> Entries[Entry]:
        """Of the pages that can be used."""
        rows = ((uri, self._row(uri).known) for uri in sorted(self._pages))
        made = {uri: found.entry for uri, found in self._found.items() if found.entry}
        load = page_files.loader(self.home, self._pack, dict(self._kept), made, self._of)
        return Entries({uri: known for uri, known in rows if known}, load)

    def _save(self) -> None:
        same = {
            uri: place for uri, (_, place) in self._kept.items() if place and uri in self._pages
        }
        made = {uri: found.entry for uri, found in self._found.items() if found.entry}
        gone = {uri for uri in self._found if self._row(uri).known is None}
        kept = {uri: place for uri, place in same.items() if uri not in made.keys() | gone}
        new = {uri: page_files.packed(entry) for uri, entry in made.items()}
        self._pack.save(self._index, kept, new)

    def _index(self, places: Mapping[str, Place]) -> dict[str, object]:
        return {
            "files": self._rows,
            "strings": self._words.rows,
            "entries": {uri: (self._row(uri), places.get(uri)) for uri in self._pages},
        }


def _looked(file: str) -> Signature:
    """How a file is. Raises OSError, also where it is none any more."""
    about = Path(file).stat()
    if not stat.S_ISREG(about.st_mode):
        raise FileNotFoundError(file)
    return signature(about)


@lru_cache(maxsize=8)
def version(home: Home) -> str:
    """What pages depend on beside their files."""
    return ground(home=home)


def _parse_strings(data: bytes, path: str) -> _Said:
    words, problems = strings.parse(data, path)
    return (dict(words) if words is not None else None), problems
