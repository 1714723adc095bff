"""`quangba check --fix`: mends that cannot change what a text says. The texts are pure functions.

No words, figures or rights are ever touched, no file that is not UTF-8 or that a merge has left
half done, and no source text whose translations would count as behind afterwards.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quangba import yaml_source
from quangba.content import markdown_lines, markdown_links, sections, source_file
from quangba.editing import texts
from quangba.editing.files import Changes
from quangba.editing.fixes import form, words
from quangba.messages import Text, msg
from quangba.problems import Problem
from quangba.site import Site

Fix = Callable[[str, Problem], str]
"""The text with one problem mended; the same text where that is not certain."""

FIXES: Mapping[str, Fix] = {
    "file-bom": form.without_mark,
    "file-crlf": form.with_plain_line_ends,
    "file-control": form.without_controls,
    "file-nfc": form.composed,
    "tone-habit": words.tone_mark,
    "han-punctuation": words.excerpt,
    "han-brackets": words.excerpt,
    "han-spacing": words.excerpt,
}
"""By rule, in the order in which they are made: what stands in a line is looked for in the end."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SUFFIXES = (".md", ".yml")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after. path: from the project's root."""

    path: str
    file: Path
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be changed, and files that could be mended but are left, each with the reason."""

    files: tuple[Mended, ...]
    left: tuple[tuple[str, Text], ...]


def plan(site: Site, problems: Iterable[Problem]) -> Plan:
    """The mends of all problems that have one. Reads the files, writes nothing."""
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code in FIXES and problem.path.endswith(_SUFFIXES):
            by_path.setdefault(problem.path, []).append(problem)
    stamped = set(_stamped(site))
    files: list[Mended] = []
    left: list[tuple[str, Text]] = []
    for path, found in sorted(by_path.items()):
        file = site.settings.root / path
        before = file.read_bytes()
        match _mended(path, before, found, is_stamped=path in stamped):
            case Text() as reason:
                left.append((path, reason))
            case after:
                if file.is_symlink():
                    left.append((path, msg("it is a link to another file.")))
                elif after != before:
                    files.append(Mended(path, file, before, after))
    return Plan(tuple(files), tuple(left))


def changes(mends: Iterable[Mended]) -> Changes:
    """The mends as files to be written, all or none."""
    found = list(mends)
    before = {each.file: each.before for each in found}
    return Changes(before, {each.file: each.after for each in found}, ())


def diff(mends: Iterable[Mended]) -> str:
    """What would change, as a patch."""
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for each in mends
        for line in difflib.unified_diff(
            _LINE.findall(each.before.decode()),
            _LINE.findall(each.after.decode()),
            each.path,
            each.path,
        )
    )


def _stamped(site: Site) -> Iterator[str]:
    """The source pages from which translations say that they were made."""
    for entry in site.tree.entries.values():
        others = (page for page in entry.pages.values() if page.locale != entry.owner)
        if any(page.words.made_from for page in others):
            yield entry.source.path


def _mended(
    path: str, before: bytes, problems: Iterable[Problem], *, is_stamped: bool
) -> bytes | Text:
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        return msg("it is not UTF-8.")
    if source_file.conflict(text):
        return msg("it holds both sides of a merge.")
    order = list(FIXES)
    result = text
    for problem in sorted(problems, key=lambda each: order.index(each.code)):
        result = FIXES[problem.code](result, problem)
    if is_stamped and _said(text) != _said(result):
        return msg("its translations would count as behind; mend it by hand, then say"
                   " quangba accept PAGE --no-change-of-meaning")  # fmt: skip
    if _shape(path, text) != _shape(path, result):
        return msg("the mend would change how the file is read.")
    return result.encode()


def _said(text: str) -> str:
    return sections.normalised(form.as_read(text))


def _shape(path: str, text: str) -> object:
    """What must stay: fields, headings and links, each in its line."""
    text = form.as_read(text)
    parts = texts.front_matter(text) if path.endswith(".md") else (0, len(text), len(text))
    if parts is None:
        return None
    fields = yaml_source.parse(text[parts[0] : parts[1]], "")[0].lines
    body = text[parts[2] :]
    headings = [(each.level, each.line) for each in markdown_lines.headings(body, 1)]
    links = [(each.target, each.line) for each in markdown_links.links(body, 1)]
    return fields, headings, links
