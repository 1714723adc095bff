"""The files that name pages, as they are on disk: pages of every language, sidecars, registers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quangba.content.reader import STRINGS_FILE
from quangba.content.source_file import below
from quangba.problems import Problem, Severity
from quangba.settings import Settings

UNREADABLE = ("yaml-", "file-encoding", "file-empty", "file-too-long", "front-matter-", "merge-")
"""Codes of the reader for pages whose text is not to be relied on."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """The file of a page in one language, which need not be free of mistakes."""

    file: Path
    locale: str
    uri: str


def pages(settings: Settings) -> tuple[PageFile, ...]:
    """All of them, in the order of languages and paths."""
    return tuple(
        PageFile(file, language.locale, file.relative_to(folder).as_posix())
        for language in settings.languages
        for folder in (settings.docs_dir / language.locale,)
        for file in sorted(below(folder, ".md"))
    )


def data(settings: Settings) -> tuple[Path, ...]:
    """Sidecars, registers and words of the theme."""
    words = (settings.docs_dir / each.locale / STRINGS_FILE for each in settings.languages)
    return (
        *sorted(below(settings.media_dir, ".yml")),
        *sorted(below(settings.data_dir, ".yml")),
        *(file for file in words if file.is_file()),
    )


def unreadable(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems of pages in which nobody can tell links from other text."""
    return tuple(
        problem
        for problem in problems
        if problem.severity is Severity.ERROR
        and problem.path.endswith(".md")
        and problem.code.startswith(UNREADABLE)
    )
