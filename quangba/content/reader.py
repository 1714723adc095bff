"""From docs/ to the content tree, with every problem of every file at once."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from types import MappingProxyType

from quangba.content import source_file
from quangba.content.entries import Home
from quangba.content.reading import Reading
from quangba.content.tree import ContentTree, address_key
from quangba.languages import Language
from quangba.looks import signature
from quangba.messages import msg
from quangba.problems import Problem, error, warning
from quangba.settings import Settings

STRINGS_FILE = "strings.yml"


class TreeReader:
    """Reads the pages and theme words of a site, and again what it is told of.

    `tree`, `problems`: of the last time.
    """

    def __init__(self, settings: Settings) -> None:
        """Read all."""
        home = Home(settings.relative(settings.docs_dir), settings.languages)
        self.reading = Reading(settings, home)
        self._settings = settings
        self._of_folders: list[Problem] = list(_strange_folders(settings))
        for language in settings.languages:
            if (settings.docs_dir / language.locale).is_dir():
                self._of_folders += _look_at(self.reading, language.locale)
            else:
                self._of_folders.append(_no_folder(settings, language))
        self.reading.end()

    def again(self, told: Collection[str]) -> bool:
        """Read these files again; False where all must be read: make another reader.

        told: absolute paths of all that has changed below the folder of the pages.
        """
        odd = [os.fspath(self._settings.root / each.path) for each in self._of_folders]
        if any(path == each or path.startswith(each + os.sep) for path in odd for each in told):
            return False  # what is wrong with it has been told, though nothing has been read of it
        return self.reading.again(told)

    @property
    def tree(self) -> ContentTree:
        """All pages and theme words of the site. Pages with errors are left out."""
        entries = self.reading.entries
        return ContentTree(
            self._settings.languages,
            entries,
            MappingProxyType(self.reading.strings),
            frozenset(self.reading.uris - entries.keys()),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with folders, files and pages."""
        return (*self._of_folders, *self.reading.problems)


def read_tree(settings: Settings, *, keep: bool = False) -> tuple[ContentTree, tuple[Problem, ...]]:
    """All pages and theme words of the site. Pages with errors are left out of the tree.

    keep: what reading gave, for the next time.
    """
    reader = TreeReader(settings)
    if keep:
        reader.reading.keep()
    return reader.tree, reader.problems


def _look_at(reading: Reading, locale: str) -> Iterator[Problem]:
    """Note the files of a language; problems of those that are none of a site."""
    addresses: dict[str, str] = {}
    has_strings = False
    for uri, about in source_file.walk(reading.docs_dir / locale):
        path = reading.home.path(locale, uri)
        if uri == STRINGS_FILE:
            has_strings = True
            reading.read_strings(locale, path)
        elif not uri.endswith(".md"):
            yield _not_a_page(path)
        elif not reading.is_known(path) and (wrong := source_file.check_name(uri, path)):
            yield wrong
        elif (address := address_key(uri)) in addresses:
            yield _same_address(path, addresses[address])
        else:
            addresses[address] = path
            reading.add(uri, locale, path, signature(about))
    if not has_strings:  # as one without a word: each that is missing is told
        reading.strings[locale] = {}


def _strange_folders(settings: Settings) -> list[Problem]:
    if not settings.docs_dir.is_dir():
        return []
    known = sorted(language.locale for language in settings.languages)
    return [
        warning(
            "folder-unknown", settings.relative(item), None,
            msg("“{name}” is not the folder of a language of this site.", name=item.name),
            msg("Languages are set in mkdocs.yml: {languages}.", languages=", ".join(known)),
        )
        for item in sorted(settings.docs_dir.iterdir())
        if item.name not in known and not item.name.startswith(".")
    ]  # fmt: skip


def _no_folder(settings: Settings, language: Language) -> Problem:
    path = settings.relative(settings.docs_dir / language.locale)
    return error(
        "folder-missing", path, None,
        msg("The folder of the language “{name}” is missing.", name=language.name),
        msg("Make it with a {file}, or remove the language from {config}.",
            file=STRINGS_FILE, config=settings.config_file.name),
    )  # fmt: skip


def _not_a_page(path: str) -> Problem:
    return warning(
        "file-not-a-page", path, None,
        msg("Only pages (.md) and {strings} belong here.", strings=STRINGS_FILE),
        msg("Pictures belong in assets/media with a sidecar; then write ![](/media/NAME)."),
    )  # fmt: skip


def _same_address(path: str, other: str) -> Problem:
    return error(
        "page-duplicate", path, None,
        msg("This page would have the same address as {other}.", other=other),
        msg("Rename or delete one of the two files."),
    )  # fmt: skip
