"""From docs/ to the content tree, with every problem of every file at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from quangba import yaml_source
from quangba.content import source_file, strings
from quangba.content.entries import RawPage, make_entry
from quangba.content.tree import ContentTree, Entry, address_key
from quangba.languages import Language
from quangba.memory import digest_of
from quangba.messages import msg
from quangba.problems import Problem, error, warning
from quangba.settings import Settings

STRINGS_FILE = "strings.yml"


def read_tree(settings: Settings) -> tuple[ContentTree, tuple[Problem, ...]]:
    """All pages and theme words of the site. Pages with errors are left out of the tree."""
    problems: list[Problem] = list(_strange_folders(settings))
    raws: dict[str, dict[str, RawPage]] = {}
    words: dict[str, Mapping[str, object]] = {}
    unusable: set[str] = set()
    for language in settings.languages:
        folder = settings.docs_dir / language.locale
        if not folder.is_dir():
            problems.append(_no_folder(settings, language))
            continue
        found, texts = _read_language(settings, language, problems, unusable)
        if texts is not None:
            words[language.locale] = texts
        for raw in found:
            raws.setdefault(raw.uri, {})[language.locale] = raw
    entries: dict[str, Entry] = {}
    for uri in sorted(raws):
        if uri in unusable and settings.source.locale not in raws[uri]:
            continue  # what is wrong with the source has been told
        entry, found_problems = make_entry(uri, raws[uri], settings)
        problems += found_problems
        if entry is not None:
            entries[uri] = entry
    unusable |= raws.keys() - entries.keys()
    tree = ContentTree(
        settings.languages,
        MappingProxyType(entries),
        MappingProxyType(words),
        frozenset(unusable - entries.keys()),
    )
    return tree, tuple(problems)


def _read_language(
    settings: Settings, language: Language, problems: list[Problem], unusable: set[str]
) -> tuple[list[RawPage], Mapping[str, object] | None]:
    folder = settings.docs_dir / language.locale
    raws: list[RawPage] = []
    addresses: dict[str, str] = {}
    texts: Mapping[str, object] | None = {}
    for file in sorted(source_file.below(folder)):
        uri = file.relative_to(folder).as_posix()
        path = settings.relative(file)
        if uri == STRINGS_FILE:
            texts, found = strings.read(file, path)
            problems += found
        elif file.suffix != ".md":
            problems.append(_not_a_page(path))
        elif bad_name := source_file.check_name(uri, path):
            problems.append(bad_name)
        elif (address := address_key(uri)) in addresses:
            problems.append(_same_address(path, addresses[address]))
        else:
            addresses[address] = path
            raw, found = _read_page(file, uri, language.locale, path)
            problems += found
            if raw is not None:
                raws.append(raw)
            else:
                unusable.add(uri)
    return raws, texts


def _read_page(
    file: Path, uri: str, locale: str, path: str
) -> tuple[RawPage | None, tuple[Problem, ...]]:
    text, notes = source_file.decode(file.read_bytes(), path)
    if text is None:
        return None, notes
    if line := source_file.conflict(text):
        return None, (*notes, conflict_problem(path, line))
    if not source_file.starts_with_front_matter(text):
        return None, (*notes, _no_front_matter(path))
    parts = source_file.split(text)
    if parts is None:
        return None, (*notes, _open_front_matter(path))
    front, found = yaml_source.parse(parts[0], path, first_line=2)
    if found:
        return None, (*notes, *found)
    head = digest_of(parts[0].encode())
    return RawPage(uri, locale, path, front, parts[1], parts[2], head), notes


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


def conflict_problem(path: str, line: int) -> Problem:
    """Marks of a merge, in a page or any other file of the project."""
    return error(
        "merge-conflict", path, line,
        msg("A merge left its conflict marks here."),
        msg("Keep the right text and delete the lines <<<<<<<, ======= and >>>>>>>."),
    )  # fmt: skip


def _no_front_matter(path: str) -> Problem:
    return error(
        "front-matter-missing", path, 1,
        msg("The page does not start with front matter."),
        msg("Begin the file with four lines:  ---  title: …  description: …  ---"),
    )  # fmt: skip


def _open_front_matter(path: str) -> Problem:
    return error(
        "front-matter-open", path, 1,
        msg("The front matter has no end."),
        msg("Put a line with --- after its last field."),
    )  # fmt: skip
