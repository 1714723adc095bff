"""From docs/ to the content tree, with every problem of every file at once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from quangba import yaml_source
from quangba.content import source_file, strings
from quangba.content.schema import KINDS, Fields, PageWords
from quangba.content.tree import ContentTree, Entry, Page
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import Problem, error, warning
from quangba.settings import Settings
from quangba.validation import validate

STRINGS_FILE = "strings.yml"
_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_FENCE_LINE = re.compile(r"^---[ \t]*$")


@dataclass(frozen=True, slots=True)
class _Raw:
    """A page whose front matter is parsed but not yet validated."""

    uri: str
    locale: str
    path: str
    front: yaml_source.Document
    body: str
    body_line: int


def read_tree(settings: Settings) -> tuple[ContentTree, tuple[Problem, ...]]:
    """All pages and theme words of the site. Pages with errors are left out of the tree."""
    problems: list[Problem] = list(_strange_folders(settings))
    raws: dict[str, dict[str, _Raw]] = {}
    words: dict[str, Mapping[str, object]] = {}
    for language in settings.languages:
        folder = settings.docs_dir / language.locale
        if not folder.is_dir():
            problems.append(_no_folder(settings, language))
            continue
        found, texts = _read_language(settings, language, problems)
        words[language.locale] = texts
        for raw in found:
            raws.setdefault(raw.uri, {})[language.locale] = raw
    entries: dict[str, Entry] = {}
    for uri in sorted(raws):
        entry, found_problems = _entry(uri, raws[uri], settings)
        problems += found_problems
        if entry is not None:
            entries[uri] = entry
    tree = ContentTree(settings.languages, MappingProxyType(entries), MappingProxyType(words))
    return tree, tuple(problems)


def _read_language(
    settings: Settings, language: Language, problems: list[Problem]
) -> tuple[list[_Raw], Mapping[str, object]]:
    folder = settings.docs_dir / language.locale
    raws: list[_Raw] = []
    addresses: dict[str, str] = {}
    texts: Mapping[str, object] = {}
    for file in sorted(_files(folder)):
        uri = file.relative_to(folder).as_posix()
        path = settings.relative(file)
        if uri == STRINGS_FILE:
            texts, found = strings.read(file, path)
            problems += found
        elif file.suffix != ".md":
            problems.append(_not_a_page(path))
        elif bad_name := source_file.check_name(uri, path):
            problems.append(bad_name)
        elif (address := _address(uri)) in addresses:
            problems.append(_same_address(path, addresses[address]))
        else:
            addresses[address] = path
            raw, found = _read_page(file, uri, language.locale, path)
            problems += found
            if raw is not None:
                raws.append(raw)
    return raws, texts


def _files(folder: Path) -> list[Path]:
    return [
        file
        for file in folder.rglob("*")
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]


def _address(uri: str) -> str:
    """The address that a file would get, as file systems that ignore case see it."""
    stem = posixpath.splitext(uri)[0].lower()
    return re.sub(r"(^|/)(index|readme)$", r"\1", stem).rstrip("/")


def _read_page(
    file: Path, uri: str, locale: str, path: str
) -> tuple[_Raw | None, tuple[Problem, ...]]:
    text, notes = source_file.decode(file.read_bytes(), path)
    if text is None:
        return None, notes
    if match := _CONFLICT.search(text):
        line = text.count("\n", 0, match.start()) + 1
        return None, (*notes, _conflict(path, line))
    lines = text.split("\n")
    if not _FENCE_LINE.match(lines[0]):
        return None, (*notes, _no_front_matter(path))
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE_LINE.match(line)), None)
    if end is None:
        return None, (*notes, _open_front_matter(path))
    front, found = yaml_source.parse("\n".join(lines[1:end]), path, first_line=2)
    if found:
        return None, (*notes, *found)
    body = "\n".join(lines[end + 1 :])
    return _Raw(uri, locale, path, front, body, end + 2), notes


def _entry(
    uri: str, raws: dict[str, _Raw], settings: Settings
) -> tuple[Entry | None, list[Problem]]:
    owner, problems = _owner(raws, settings)
    if owner is None:
        return None, problems
    fields, found = _fields(raws[owner])
    problems += found
    kind = str(raws[owner].front.values.get("kind", "page"))
    pages: dict[str, Page] = {}
    for locale, raw in raws.items():
        if locale == owner:
            words: PageWords | None = fields
        else:
            words, found = _words(raw, raws[owner].path, KINDS.get(kind, Fields))
            problems += found
        if words is not None:
            pages[locale] = _page(raw, words)
    if fields is None:
        return None, problems
    problems += _only_problems(fields, raws, owner, settings)
    return Entry(uri, owner, MappingProxyType(pages)), problems


def _page(raw: _Raw, words: PageWords) -> Page:
    lines = {str(at[0]): line for at, line in raw.front.lines.items() if len(at) == 1}
    return Page(raw.uri, raw.locale, raw.path, words, raw.body, raw.body_line, lines)


def _owner(raws: dict[str, _Raw], settings: Settings) -> tuple[str | None, list[Problem]]:
    """The language whose file carries the shared fields: the source, or the first of `only`."""
    source = settings.source.locale
    if source in raws:
        return source, []
    for locale, raw in raws.items():
        only = raw.front.values.get("only")
        if isinstance(only, list) and only and only[0] == locale:
            return locale, []
    locale, raw = next(iter(raws.items()))
    missing = posixpath.join(
        settings.relative(settings.docs_dir), source, raw.uri
    )
    return None, [
        error(
            "page-without-source", raw.path, None,
            msg("The page has no source text: {path} is not there.", path=missing),
            msg(
                "Write {path}, or declare the page for this language alone: only: [{locale}]",
                path=missing, locale=locale,
            ),
        )
    ]  # fmt: skip


def _fields(raw: _Raw) -> tuple[Fields | None, tuple[Problem, ...]]:
    kind = raw.front.values.get("kind", "page")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        return None, (
            error(
                "field-kind", raw.path, raw.front.line(("kind",)),
                msg("There is no kind of page “{kind}”.", kind=kind),
                msg("Kinds are: {kinds}.", kinds=", ".join(KINDS)),
            ),
        )  # fmt: skip
    fields, problems = validate(model, raw.front, raw.path, what=str(kind))
    if fields is not None and fields.day is None:
        problems = (
            error(
                "field-missing", raw.path, raw.front.line(()),
                msg("The field “{field}” is missing.", field="updated"),
                msg("For example: {example}", example="updated: 2026-11-23"),
            ),
        )  # fmt: skip
        return None, problems
    return fields, problems


def _words(
    raw: _Raw, source_path: str, model: type[Fields]
) -> tuple[PageWords | None, list[Problem]]:
    words, found = validate(PageWords, raw.front, raw.path, what="translation")
    shared = {name for name in model.model_fields if name not in PageWords.model_fields}
    problems = []
    for problem in found:
        name = str(problem.message.values.get("field", ""))
        if problem.code == "field-unknown" and name in shared:
            problem = _shared_field(raw, name, source_path)
        problems.append(problem)
    return words, problems


def _only_problems(
    fields: Fields, raws: dict[str, _Raw], owner: str, settings: Settings
) -> list[Problem]:
    if not fields.only:
        return []
    raw = raws[owner]
    line = raw.front.line(("only",))
    known = [language.locale for language in settings.languages]
    problems = [
        error(
            "only-unknown", raw.path, line,
            msg("“{locale}” is not a language of this site.", locale=locale),
            msg("Languages are: {languages}.", languages=", ".join(known)),
        )
        for locale in fields.only
        if locale not in known
    ]  # fmt: skip
    problems += [
        error(
            "only-contradicted", raws[locale].path, None,
            msg("The page is declared for {only} only.", only=", ".join(fields.only)),
            msg("Delete this file, or add {locale} to `only` in {path}.",
                locale=locale, path=raw.path),
        )
        for locale in raws
        if locale not in fields.only
    ]  # fmt: skip
    return problems


def _strange_folders(settings: Settings) -> list[Problem]:
    if not settings.docs_dir.is_dir():
        return []
    known = {language.locale for language in settings.languages}
    return [
        warning(
            "folder-unknown", settings.relative(item), None,
            msg("“{name}” is not the folder of a language of this site.", name=item.name),
            msg("Languages are set in mkdocs.yml: {languages}.", languages=", ".join(sorted(known))),
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


def _conflict(path: str, line: int) -> Problem:
    return error(
        "merge-conflict", path, line,
        msg("A merge left its conflict marks here."),
        msg("Keep the right text and delete the lines <<<<<<<, ======= and >>>>>>>."),
    )  # fmt: skip


def _no_front_matter(path: str) -> Problem:
    return error(
        "front-matter-missing", path, 1,
        msg("The page does not start with front matter."),
        msg("Start it with three lines:  ---  title: …  description: …  and a closing ---"),
    )  # fmt: skip


def _open_front_matter(path: str) -> Problem:
    return error(
        "front-matter-open", path, 1,
        msg("The front matter has no end."),
        msg("Put a line with --- after its last field."),
    )  # fmt: skip


def _shared_field(raw: _Raw, name: str, source_path: str) -> Problem:
    return error(
        "field-shared", raw.path, raw.front.line((name,)),
        msg("“{field}” is shared by all languages and stands in {path}.",
            field=name, path=source_path),
        msg("Remove the line from this translation."),
    )  # fmt: skip
