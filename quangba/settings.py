"""mkdocs.yml as frozen settings: languages, folders, publisher; read without mkdocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import UnknownLocaleError

from quangba import yaml_source
from quangba.errors import InputError
from quangba.ground import environment
from quangba.languages import Language
from quangba.messages import Text, msg
from quangba.options import Options
from quangba.options.budgets import Budgets
from quangba.options.checking import Checking
from quangba.options.offline import OfflineCopy
from quangba.options.security import Security
from quangba.options.site import (
    FeedOptions,
    Habits,
    IndexNow,
    Listings,
    MachineTranslation,
    Publisher,
    TermOptions,
)
from quangba.options.targets import Target
from quangba.problems import Problem, error
from quangba.validation import validate


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set and not written: made once, read by all.

    `languages` has the source language first; `site_url` ends with '/'; `checks_lines` tells
    where in the file each option of `checks` stands: ('exceptions', 0) -> line.
    """

    root: Path
    config_file: Path
    docs_dir: Path
    site_dir: Path
    theme_dir: Path
    media_dir: Path
    documents_dir: Path
    data_dir: Path
    cache_dir: Path
    translations_dir: Path
    site_name: str
    site_url: str
    languages: tuple[Language, ...]
    publisher: Publisher
    drafts: bool
    time_zone: ZoneInfo
    listings: Listings
    feeds: FeedOptions
    terms: TermOptions
    machine_translation: MachineTranslation
    writing: Mapping[str, Habits]
    robots: tuple[str, ...]
    indexnow: IndexNow | None
    checks: Checking
    budgets: Budgets
    checks_lines: Mapping[yaml_source.Path, int]
    security: Security
    offline_copy: OfflineCopy
    publish: Mapping[str, Target]

    @property
    def source(self) -> Language:
        """The language that the others are translated from."""
        return self.languages[0]

    def language(self, locale: str) -> Language:
        """The language of a folder name. Raises KeyError for one that the site does not have."""
        for language in self.languages:
            if language.locale == locale:
                return language
        raise KeyError(locale)

    def habits(self, language: Language) -> Habits:
        """How a language is written, set by its folder's name or its tag."""
        found = self.writing.get(language.locale) or self.writing.get(language.tag)
        return found or Habits()

    def relative(self, path: Path) -> str:
        """A path as problems name it: relative to the project's root, '/'-separated."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


def read(config_file: Path) -> Settings:
    """The settings of a site. Raises InputError with every problem found in the file.

    Gives the same object as long as the file is the same, and what it takes from outside.
    """
    name = config_file.name
    if not config_file.is_file():
        raise _unusable(
            error(
                "settings-missing", name, None,
                msg("There is no file {file} in {folder}.", file=name, folder=config_file.parent),
                msg("Run the command in the project's folder, or name the file with --config."),
            )
        )  # fmt: skip
    try:
        text = config_file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable(
            error(
                "settings-encoding", name, None,
                msg("The file is not UTF-8."), msg("Save it again as UTF-8."),
            )
        ) from None  # fmt: skip
    outside = environment(text.encode()) if "!ENV" in text else ""
    if outside is None:
        return _made(text, name, config_file.resolve())
    return _same(text, name, config_file.resolve(), outside)


def _made(text: str, name: str, config_file: Path) -> Settings:
    document, problems = yaml_source.parse(text, name)
    if problems:
        raise _unusable(*problems)
    return _settings(document, config_file)


@lru_cache(maxsize=2)
def _same(text: str, name: str, config_file: Path, _: str) -> Settings:
    """The same object for the same text: by it others know that nothing was set anew."""
    return _made(text, name, config_file)


def _settings(document: yaml_source.Document, config_file: Path) -> Settings:
    name = config_file.name
    values = document.values
    languages_at = _plugin_at(values, "i18n", "languages")
    options_at = _plugin_at(values, "quangba")
    problems: list[Problem] = []
    options: Options | None = Options()
    if options_at and yaml_at(values, options_at) is not None:
        options, wrong = validate(Options, document, name, at=options_at)
        problems += wrong
    languages, found = _languages(document, name, languages_at, options or Options())
    problems += found
    site_url = values.get("site_url")
    if not isinstance(site_url, str) or not site_url.startswith(("http://", "https://")):
        problems.append(
            error(
                "settings-site-url", name, document.line(("site_url",)),
                msg("site_url is needed for canonical addresses and the site map."),
                msg("For example: site_url: https://www.example.org/"),
            )
        )  # fmt: skip
    if options and not _is_zone(options.time_zone):
        problems.append(
            error(
                "settings-time-zone", name, document.line((*(options_at or ()), "time_zone")),
                msg("There is no time zone “{name}”.", name=options.time_zone),
                msg("For example: {example}", example="time_zone: Asia/Ho_Chi_Minh"),
            )
        )  # fmt: skip
    if options:
        problems += _writing(options, languages, document, (*(options_at or ()), "writing"), name)
    if problems or options is None:
        raise _unusable(*problems)
    root = config_file.parent
    theme = values.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, dict) else None
    return Settings(
        root=root,
        config_file=config_file,
        docs_dir=root / str(values.get("docs_dir", "docs")),
        site_dir=root / str(values.get("site_dir", "site")),
        theme_dir=(root / str(custom_dir or "assets/theme")).resolve(),
        media_dir=root / options.media_dir,
        documents_dir=root / options.documents_dir,
        data_dir=root / options.data_dir,
        cache_dir=root / options.cache_dir,
        translations_dir=root / options.translations_dir,
        site_name=str(values.get("site_name", "")),
        site_url=str(site_url).rstrip("/") + "/",
        languages=languages,
        publisher=options.publisher,
        drafts=options.drafts,
        time_zone=ZoneInfo(options.time_zone),
        listings=options.listings,
        feeds=options.feeds,
        terms=options.terms,
        machine_translation=options.machine_translation,
        writing=MappingProxyType(options.writing),
        robots=options.robots,
        indexnow=options.indexnow,
        checks=options.checks,
        budgets=options.budgets,
        checks_lines=_lines_below(document, (*(options_at or ()), "checks")),
        security=options.security,
        offline_copy=options.offline_copy,
        publish=MappingProxyType(options.publish),
    )


def _lines_below(
    document: yaml_source.Document, at: yaml_source.Path
) -> Mapping[yaml_source.Path, int]:
    """The lines of what stands below a place, by where it stands there."""
    return MappingProxyType(
        {path[len(at) :]: line for path, line in document.lines.items() if path[: len(at)] == at}
    )


def _writing(
    options: Options,
    languages: tuple[Language, ...],
    document: yaml_source.Document,
    at: yaml_source.Path,
    name: str,
) -> Iterator[Problem]:
    """Habits of languages that the site does not have, or that have no such habit."""
    known = {key: language for language in languages for key in (language.tag, language.locale)}
    for key, habits in options.writing.items():
        language = known.get(key)
        if language is None and languages:
            yield error(
                "settings-writing", name, document.line((*at, key)),
                msg("“{locale}” is not a language of this site.", locale=key),
                msg("Languages are: {languages}.", languages=", ".join(sorted(known))),
            )  # fmt: skip
        elif language is not None:
            for option in habits.model_fields_set - _habits_of(language):
                yield error(
                    "settings-writing", name, document.line((*at, key, option)),
                    msg("“{option}” says nothing about how {language} is written.",
                        option=option, language=language.name),
                    msg("Remove the line: tone_marks is for Vietnamese, spacing for Chinese."),
                )  # fmt: skip


def _habits_of(language: Language) -> set[str]:
    has_tones = language.babel.language == "vi"
    has_han = language.script in ("Hans", "Hant")
    return ({"tone_marks"} if has_tones else set()) | ({"spacing"} if has_han else set())


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return True


def yaml_at(values: Any, at: yaml_source.Path) -> Any:
    """The value at a path of keys and indexes."""
    for step in at:
        values = values[step]
    return values


def _plugin_at(values: Mapping[str, Any], *steps: str) -> yaml_source.Path | None:
    """Where a plugin's options stand in `plugins`, written as a list or as a mapping."""
    plugins = values.get("plugins")
    found: yaml_source.Path | None = None
    if isinstance(plugins, dict) and steps[0] in plugins:
        found = ("plugins", steps[0])
    elif isinstance(plugins, list):
        for index, item in enumerate(plugins):
            if isinstance(item, dict) and steps[0] in item:
                found = ("plugins", index, steps[0])
    if found is None:
        return None
    for step in steps[1:]:
        parent = yaml_at(values, found)
        if not isinstance(parent, dict) or step not in parent:
            return None
        found = (*found, step)
    return found


def _languages(
    document: yaml_source.Document,
    name: str,
    at: yaml_source.Path | None,
    options: Options,
) -> tuple[tuple[Language, ...], list[Problem]]:
    rows = yaml_at(document.values, at) if at else None
    if not at or not isinstance(rows, list) or not rows:
        line = document.line(("plugins",))
        return (), [error("settings-languages", name, line, msg("No languages are set."), _EXAMPLE)]
    languages: list[Language] = []
    problems: list[Problem] = []
    for index, row in enumerate(rows):
        line = document.line((*at, index))
        language = _language(row, document.values, options)
        if language is None:
            problems.append(
                error(
                    "settings-language", name, line,
                    msg("A language needs a known `locale` and a `name`."), _EXAMPLE,
                )
            )  # fmt: skip
        elif any(language.locale == other.locale for other in languages):
            problems.append(
                error(
                    "settings-language-repeated", name, line,
                    msg("The language “{locale}” is listed twice.", locale=language.locale),
                    msg("Remove one of the two entries."),
                )
            )  # fmt: skip
        else:
            languages.append(language)
    if not problems and sum(language.is_source for language in languages) != 1:
        problems.append(
            error(
                "settings-source", name, document.line(at),
                msg("Exactly one language must be the source, marked with `default: true`."),
                _EXAMPLE,
            )
        )  # fmt: skip
    return tuple(sorted(languages, key=lambda language: not language.is_source)), problems


def _language(row: Any, values: Mapping[str, Any], options: Options) -> Language | None:
    if not isinstance(row, dict) or not isinstance(row.get("locale"), str) or not row.get("name"):
        return None
    locale = row["locale"]
    tagline = row.get("site_description") or values.get("site_description")
    language = Language(
        locale=locale,
        tag=options.language_tags.get(locale) or str(locale),
        name=str(row["name"]),
        is_source=row.get("default") is True,
        site_name=str(row.get("site_name") or values.get("site_name") or ""),
        tagline=str(tagline) if tagline else None,
    )
    try:
        _ = language.babel
    except (ValueError, UnknownLocaleError):
        return None
    return language


_EXAMPLE: Text = msg(
    "For example, below plugins: - i18n: {{docs_structure: folder, languages: "
    "[{{locale: vi, name: Tiếng Việt, default: true}}, {{locale: en, name: English}}]}}"
)


def _unusable(*problems: Problem) -> InputError:
    return InputError(msg("The settings cannot be used."), problems)
