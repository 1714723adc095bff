"""From the files of one page in all languages to a validated entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from quangba import yaml_source
from quangba.content import unfinished
from quangba.content.schema import KINDS, OF_TRANSLATIONS, Fields, PageWords
from quangba.content.tree import Entry, Page
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.validation import validate


@dataclass(frozen=True, slots=True)
class Home:
    """What pages depend on beside their files. docs: the folder of the languages' folders."""

    docs: str
    languages: tuple[Language, ...]

    @property
    def source(self) -> Language:
        """The language that the others are translated from."""
        return self.languages[0]

    def path(self, locale: str, uri: str) -> str:
        """A page as problems name it."""
        return f"{self.docs}/{locale}/{uri}"


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page whose front matter is parsed but not yet validated."""

    uri: str
    locale: str
    path: str
    front: yaml_source.Document
    body: str
    body_line: int
    head_digest: bytes = b""


def make_entry(
    uri: str, raws: dict[str, RawPage], home: Home
) -> tuple[Entry | None, list[Problem]]:
    """The entry of a page's files by locale, or None when its source cannot be used."""
    entry, problems = _make(uri, raws, home)
    told = [problem for raw in raws.values() for problem in _told(raw, problems)]
    if entry is not None and _names_nothing(entry, raws[entry.owner]):
        return None, told
    return entry, told


def _names_nothing(entry: Entry, raw: RawPage) -> bool:
    """Whether a field that is no text, but names a film or a page, is still to be written."""
    words = entry.fields.words_model.model_fields
    return any(name.split(".")[0] not in words for name in unfinished.fields(raw.front.values))


def _told(raw: RawPage, problems: list[Problem]) -> Iterator[Problem]:
    """The problems of a page, those of fields with TODO in one."""
    names = unfinished.fields(raw.front.values)
    for each in (each for each in problems if each.path == raw.path):
        if each.code != "field-type" or each.message.values.get("field") not in names:
            yield each
    if names:
        line = raw.front.line(tuple(names[0].split(".")))
        draft = raw.front.values.get("draft") is True
        yield unfinished.problem(raw.path, line, names, draft=draft)


def _make(uri: str, raws: dict[str, RawPage], home: Home) -> tuple[Entry | None, list[Problem]]:
    owner, problems = _owner(raws, home)
    if owner is None:
        return None, problems
    fields, wrong = _fields(raws[owner])
    problems += wrong
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
    problems += _only_problems(fields, raws, owner, home)
    return Entry(uri, owner, MappingProxyType(pages)), problems


def _page(raw: RawPage, words: PageWords) -> Page:
    lines = {str(at[0]): line for at, line in raw.front.lines.items() if len(at) == 1}
    return Page(
        raw.uri, raw.locale, raw.path, words, raw.body, raw.body_line, lines, raw.head_digest
    )


def _owner(raws: dict[str, RawPage], home: Home) -> tuple[str | None, list[Problem]]:
    """The language whose file carries the shared fields: the source, or the first of `only`."""
    source = home.source.locale
    if source in raws:
        return source, []
    for locale, raw in raws.items():
        only = raw.front.values.get("only")
        if isinstance(only, list) and only and only[0] == locale:
            return locale, []
    locale, raw = next(iter(raws.items()))
    missing = home.path(source, raw.uri)
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


def _fields(raw: RawPage) -> tuple[Fields | None, tuple[Problem, ...]]:
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
    if misplaced := [
        _translations_field(raw, name) for name in OF_TRANSLATIONS if name in raw.front.values
    ]:
        return None, tuple(misplaced)
    fields, found = validate(model, raw.front, raw.path, what=str(kind))
    problems = tuple(_with_kinds(problem) for problem in found)
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


def _translations_field(raw: RawPage, name: str) -> Problem:
    return error(
        "field-translation", raw.path, raw.front.line((name,)),
        msg("“{field}” belongs to translations; this is the source text.", field=name),
        msg("Remove it here."),
    )  # fmt: skip


def _with_kinds(problem: Problem) -> Problem:
    """The problem, with the kinds that have the field which this kind lacks."""
    name = problem.message.values.get("field")
    kinds = [kind for kind, model in KINDS.items() if name in model.model_fields]
    if problem.code != "field-unknown" or not kinds:
        return problem
    hint = msg("Kinds with this field are: {kinds}. For example: {example}",
               kinds=", ".join(kinds), example=f"kind: {kinds[0]}")  # fmt: skip
    return replace(problem, hint=hint)


def _words(
    raw: RawPage, source_path: str, model: type[Fields]
) -> tuple[PageWords | None, list[Problem]]:
    words, found = validate(model.words_model, raw.front, raw.path, what="translation")
    shared = {name for name in model.model_fields if name not in model.words_model.model_fields}
    problems: list[Problem] = []
    for problem in found:
        name = str(problem.message.values.get("field", ""))
        is_shared = problem.code == "field-unknown" and name in shared
        problems.append(_shared_field(raw, name, source_path) if is_shared else problem)
    return words, problems


def _only_problems(
    fields: Fields, raws: dict[str, RawPage], owner: str, home: Home
) -> list[Problem]:
    if not fields.only:
        return []
    raw = raws[owner]
    line = raw.front.line(("only",))
    known = [language.locale for language in home.languages]
    problems = [
        error(
            "only-unknown", raw.path, line,
            msg("“{locale}” is not a language of this site.", locale=locale),
            msg("Languages are: {languages}.", languages=", ".join(known)),
        )
        for locale in fields.only
        if locale not in known
    ]  # fmt: skip
    return problems or [
        error(
            "only-contradicted", raws[locale].path, None,
            msg("The page is declared for {only} only.", only=", ".join(fields.only)),
            msg("Delete this file, or add {locale} to `only` in {path}.",
                locale=locale, path=raw.path),
        )
        for locale in raws
        if locale not in fields.only
    ]  # fmt: skip


def _shared_field(raw: RawPage, name: str, source_path: str) -> Problem:
    return error(
        "field-shared", raw.path, raw.front.line((name,)),
        msg("“{field}” is shared by all languages and stands in {path}.",
            field=name, path=source_path),
        msg("Remove the line from this translation."),
    )  # fmt: skip
