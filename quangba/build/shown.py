"""What a rebuild of a preview tells: at the terminal, and at the foot of which pages."""

from __future__ import annotations

import itertools
import traceback
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quangba import addresses
from quangba.build.making import FailedError, told_of
from quangba.build.pool import LostError
from quangba.errors import InputError, QuangbaError, stopped
from quangba.messages import Text, msg
from quangba.problems import Problem, Severity
from quangba.settings import Settings
from quangba.site import Site


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell the person at the terminal."""

    message: Text
    failed: bool = False
    problems: tuple[Problem, ...] = ()
    log: tuple[str, ...] = ()


def failed(failure: Exception) -> Event:
    """That a rebuild has failed. With a log for what nobody has thought of."""
    match failure:
        case InputError():
            return Event(failure.message, failed=True, problems=failure.problems)
        case QuangbaError():
            return Event(failure.message, failed=True)
        case FailedError() | LostError():
            return Event(told_of(failure), failed=True)
        case OSError():
            return Event(stopped(failure), failed=True)
        case _:
            reason = f"{type(failure).__name__}: {failure}"
            log = "".join(traceback.format_exception(failure)).splitlines()
            return Event(msg("Stopped: {reason}", reason=reason), failed=True, log=tuple(log))


Tell = Callable[[Event], None]


Found = tuple[tuple[str, tuple[Problem | str, ...]], ...]
"""What is wrong with pages, by the paths of their files. Problems are whole, or lines of a log."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a rebuild has come to. What cannot be built at all changes nothing.

    changed: paths of files; pages: what is wrong with pages, by the path of their file; everywhere:
    what is wrong with the whole site.
    """

    changed: frozenset[str] = frozenset()
    pages: Found = ()
    everywhere: tuple[Problem | Text, ...] = ()


class Sight(Protocol):
    """What browsers have in sight."""

    @property
    def looked_at(self) -> frozenset[str]:
        """The paths of the files of pages."""

    def show(self, files: Mapping[str, bytes | Path]) -> None:
        """Show these files until the rebuild has come to its end."""

    def tell(self, shown: Shown) -> None:
        """Show what has been found, before the files are there."""


def seen(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those of which somebody who writes has to know."""
    return tuple(problem for problem in problems if problem.severity > Severity.NOTE)


def languages(settings: Settings, changed: AbstractSet[str]) -> list[str]:
    """The languages to which files belong, in the order of the settings."""
    found = set()
    for path in changed:
        own = (
            language.locale
            for language in settings.languages
            if not language.is_source and path.startswith(language.url_prefix)
        )
        found.add(next(own, settings.source.locale))
    return [each.locale for each in settings.languages if each.locale in found]


def _file(address: str) -> str:
    return f"{address.removeprefix('.')}index.html"


def broken(loaded: Site, problems: tuple[Problem, ...]) -> frozenset[str]:
    """The served files, in every language, of the pages of which a source could not be read."""
    settings = loaded.settings
    files = {each.path for each in problems if each.severity is Severity.ERROR}
    pages: set[str] = set()
    for path, language in itertools.product(files, settings.languages):
        uri = _uri(settings, path, language.locale)
        if uri is not None:
            entry = loaded.tree.entries.get(uri)
            if entry is None or language.locale not in entry.pages:
                pages.update(addresses.of(uri, reader) for reader in settings.languages)
    return frozenset(map(_file, pages))


def _uri(settings: Settings, path: str, locale: str) -> str | None:
    """Of a page in a language: 'tin-tuc/a.md'; None for another file."""
    file, folder = settings.root / path, settings.docs_dir / locale
    is_page = file.suffix == ".md" and file.is_relative_to(folder)
    return file.relative_to(folder).as_posix() if is_page else None


def places(
    loaded: Site, problems: tuple[Problem, ...], log: tuple[str, ...]
) -> tuple[Found, tuple[Problem | Text, ...]]:
    """Problems by the file of each page on which they are shown, and those shown on all."""
    settings = loaded.settings
    pages: dict[str, list[Problem | str]] = {}
    everywhere: list[Problem | Text] = []
    for problem in problems:
        files = _pages_of(loaded, problem.path)
        for file in files:
            pages.setdefault(file, []).append(problem)
        if not files and problem.severity is Severity.ERROR:
            everywhere.append(problem)
    docs = settings.relative(settings.docs_dir)
    for line in log:
        for file in _pages_of(loaded, f"{docs}/{line.partition(': ')[0]}"):
            pages.setdefault(file, []).append(line)
    return tuple((file, tuple(found)) for file, found in sorted(pages.items())), tuple(everywhere)


def _pages_of(loaded: Site, path: str) -> list[str]:
    """The served files that show a page's source: of its language, and of those without it."""
    settings = loaded.settings
    for language in settings.languages:
        uri = _uri(settings, path, language.locale)
        if uri is not None:
            entry = loaded.tree.entries.get(uri)
            return [
                _file(addresses.of(uri, reader))
                for reader in settings.languages
                if reader == language or entry is None or reader.locale not in entry.pages
            ]
    return []
