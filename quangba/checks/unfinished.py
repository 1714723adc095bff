"""Words that say that something is still to be written, and what merges left, in every file.

Which words those are in a language stands in its strings.yml (`unfinished_words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quangba.checks import texts
from quangba.checks.look import Look
from quangba.checks.texts import Line
from quangba.content import source_file, strings
from quangba.content.page_files import conflict_problem
from quangba.content.reader import STRINGS_FILE
from quangba.content.tree import Entry, Page
from quangba.content.unfinished import TODO
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import Problem, Severity, warning

_EVERYWHERE = (
    ("T", r"(?:ODO|BD|KTK)\b"),
    ("F", r"IXME\b"),
    ("Xx", r"[Xx]{2,}\b"),
    ("Ll", r"orem ipsum\b"),
)
"""What is written so in every language: the letters that it can begin with, and the rest."""
_LETTERS = "".join(map(chr, (*range(0x3000), *range(0xA640, 0xABC0), *range(0xFB00, 0xFB07))))
"""Among these are all whose capitals `str.upper` and `str.lower` do not tell of."""
_HAN = re.compile("[\u3400-\u9fff]")
_KEY = "unfinished_words"


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Leftover words in pages."""
    for page in entry.pages.values():
        language = look.site.settings.language(page.locale)
        pattern = _pattern_of(look, page.locale)
        yield from _of_page(page, language, pattern, draft=entry.source.words.draft)


def _pattern_of(look: Look, locale: str) -> re.Pattern[str]:
    def make() -> re.Pattern[str]:
        words = look.site.tree.strings.get(locale, {})
        return _pattern(strings.unfinished_words(words))

    return look.once(("unfinished", locale), make)


def of_site(look: Look) -> Iterator[Problem]:
    """Leftover words in menus, pictures, subtitles and registers."""
    site = look.site
    read = look.once("registers", lambda: texts.registers(site))
    for language in site.settings.languages:
        pattern = _pattern_of(look, language.locale)
        for line in texts.of_labels(site, language, read):
            match = pattern.search(line.text)
            if match and line.at[:1] != (_KEY,) and not _is_told(line):
                problem = _problem(line, match[0])
                yield texts.placed(problem, line, site.settings.root)


def _of_page(
    page: Page, language: Language, pattern: re.Pattern[str], *, draft: bool
) -> Iterator[Problem]:
    words = page.words
    front = (words.title, words.description, words.menu_title or "", repr(words.glance))
    if not any(pattern.search(text) for text in (page.body, *front)):
        return  # reading the words takes a hundred times as long
    for line in texts.of_page(page, language):
        is_front = line.number is None or line.number < page.body_line
        if (match := pattern.search(line.text)) and not (is_front and line.text.startswith(TODO)):
            found = _problem(line, match[0])
            hidden = draft or words.draft
            yield replace(found, severity=Severity.NOTE) if hidden else found


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """It begins with the set of first letters: the engine skips all others at once."""
    found = [(firsts, rf"(?<!\w.)(?<=[{firsts}]){rest}") for firsts, rest in _EVERYWHERE]
    found += map(_own, filter(None, words))
    firsts = "".join(firsts for firsts, _ in found)
    return re.compile(f"[{firsts}](?:{'|'.join(pattern for _, pattern in found)})")


def _own(word: str) -> tuple[str, str]:
    """A word's first letter, as it may be written, and the pattern of what follows it."""
    first, rest = re.escape(word[0]), re.escape(word[1:])
    if _HAN.search(word):
        return first, f"(?<={first}){rest}"
    alike = re.findall(f"(?i:{first})", _LETTERS + word[0].upper() + word[0].lower() + word[0])
    firsts = re.escape("".join(dict.fromkeys(alike)))
    return firsts, rf"(?<!\w.)(?<=[{firsts}])(?i:{rest})(?!\w)"


def _is_told(line: Line) -> bool:
    """Whether a sidecar's rule tells it already."""
    return line.at[:1] in {("alt",), ("caption",)} and line.text.startswith(TODO)


def _problem(line: Line, words: str) -> Problem:
    return warning(
        "text-todo", line.path, line.number,
        msg("“{words}” says that something is still to be written here.", words=words),
        msg("Write it, or take the sentence out. What it is called in a language stands in its"
            " strings.yml, in {key}.", key=_KEY),
    )  # fmt: skip


def conflicts(look: Look) -> Iterator[Problem]:
    """Marks of merges in files that are no pages: those of pages are told by their reader."""
    settings = look.site.settings
    folders: tuple[tuple[Path, tuple[str, ...]], ...] = (
        (settings.data_dir, (".yml", ".csv")),
        (settings.media_dir, (".yml", ".vtt", ".svg")),
        (settings.theme_dir, (".html", ".css", ".js")),
    )
    files = [settings.docs_dir / each.locale / STRINGS_FILE for each in settings.languages]
    for folder, endings in folders:
        files += (file for file in source_file.below(folder) if file.suffix in endings)
    for file in sorted(file for file in files if file.is_file()):
        data = file.read_bytes()
        if b"<<<<<<<" in data or b">>>>>>>" in data:
            line = source_file.conflict(data.decode("utf-8", "replace").replace("\r\n", "\n"))
            if line:
                yield conflict_problem(settings.relative(file), line)
