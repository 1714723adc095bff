"""Agreed names of a translation against those that its source has in the same section.

Good writing need not repeat a name, so that one is missing says nothing. Two things are sure: a
heading or title that is a name and nothing else is that name in every language; and a name that
is the agreed one but for its marks or for one character, and that the source does not have, is a
slip: Tân Thành for Tân Thanh, 黄文述乡 for 黄文树乡.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from quangba.checks.parity_pairs import Finding, Pair
from quangba.content.sections import HEAD
from quangba.content.tree import Page
from quangba.languages import romanise
from quangba.messages import msg
from quangba.noting import noted_property
from quangba.problems import warning
from quangba.registers.names import Finder, key
from quangba.registers.terms import Term, proper, short
from quangba.site import Site
from quangba.translations.parts import Part

_JOINED = re.compile(r"[^\W\d_A-Za-zÀ-ɏḀ-ỿ]{4,}")
"""A name in a script without spaces, long enough that one other character is a slip."""
_WORD = re.compile(r"[^\W\d_]+")
_UPPER = "".join(
    chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
_CAPITALS = re.compile(rf"[{_UPPER}][^\W\d_]*(?: [{_UPPER}][^\W\d_]*)+")
"""Two and more words with capitals: of such a name it is sure that it is one."""


class Rules:
    """The rules for all languages of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def compare(self, pair: Pair) -> Iterator[Finding]:
        """Names that are other ones in a translation."""
        if self._site.terms.rows:
            for source, ours in pair.parts():
                yield from self._titles(pair, source, ours)
                yield from self._marks(pair, ours)
                yield from self._characters(pair, source, ours)

    # -- headings and titles that are names -------------------------------------------------

    def _titles(self, pair: Pair, source: Part, ours: Part) -> Iterator[Finding]:
        theirs, mine = _title(pair.source.page, source), _title(pair.ours.page, ours)
        if theirs is None or mine is None:
            return
        locales = pair.source.page.locale, pair.ours.page.locale
        for mention in self._site.names.mentions(theirs[0], locales[0]):
            forms = mention.term.forms(locales[1])
            is_all = mention.end - mention.start == len(theirs[0])
            if is_all and forms and not _has(mine[0], mention.term, locales):
                yield Finding("names", ours.key, warning(
                    "name-title", pair.ours.page.path, mine[1],
                    msg("“{found}” does not have the agreed name of “{original}” ({path}:{line}).",
                        found=mine[0], original=theirs[0], path=pair.source.page.path,
                        line=theirs[1]),
                    msg("Write: {name} (see {path})", name=forms[0], path=self._site.terms.path),
                ))  # fmt: skip

    # -- names but for their marks ----------------------------------------------------------

    @noted_property
    def _by_plain(self) -> Mapping[str, str]:
        """A name of several words with capitals by its letters without marks."""
        found: dict[str, str] = {}
        for form in self._forms:
            for name in _CAPITALS.findall(form):
                found.setdefault(romanise(name), name)
        return found

    @noted_property
    def _forms(self) -> tuple[str, ...]:
        terms = self._site.terms.rows.values()
        return tuple(form for term in terms for name in term.names for form in term.forms(name))

    @noted_property
    def _known(self) -> str:
        return "\n".join(self._forms)

    def _marks(self, pair: Pair, ours: Part) -> Iterator[Finding]:
        text = ours.reading.text
        for run in _CAPITALS.finditer(text):
            if run[0] in self._known or run[0].isascii():
                continue
            for start, end in _pieces(run):
                found = text[start:end]
                if found.isascii() or found in self._known:
                    continue  # without marks at all, the rule of names tells
                name = self._by_plain.get(romanise(found))
                if name and not any(found in part.reading.text for part in pair.source_parts):
                    yield self._slip(pair, ours, start, found, name)

    # -- names but for a character ----------------------------------------------------------

    @noted_property
    def _joined(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By language and name in the source language, long names in scripts without spaces."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        source = self._site.settings.source.locale
        for term in self._site.terms.rows.values():
            for locale in term.names:
                forms = tuple(form for form in term.forms(locale) if _JOINED.fullmatch(form))
                if forms and locale != source:
                    names = found.setdefault(locale, {})
                    names |= {key(name): forms for name in term.forms(source)}
        return found

    @noted_property
    def _find_joined(self) -> Mapping[str, Finder]:
        return {locale: Finder(names) for locale, names in self._joined.items()}

    def _characters(self, pair: Pair, source: Part, ours: Part) -> Iterator[Finding]:
        locale = pair.ours.page.locale
        names = self._joined.get(locale)
        if not names or pair.source.page.locale != self._site.settings.source.locale:
            return
        text = ours.reading.text
        named = {name for _, _, name in self._find_joined[locale](source.reading.text)}
        for name in sorted(named):
            if not any(form in text for form in names[name]):
                for form in names[name]:
                    found = _one_other(form).search(text)
                    if found and found[0] not in self._known:
                        yield self._slip(pair, ours, found.start(), found[0], form)

    def _slip(self, pair: Pair, ours: Part, at: int, found: str, name: str) -> Finding:
        return Finding("names", ours.key, warning(
            "name-slip", pair.ours.page.path, ours.reading.line(at),
            msg("“{found}” is nearly the agreed name; {path} does not have it.",
                found=found, path=pair.source.page.path),
            msg("Write: {name} (see {path})", name=name, path=self._site.terms.path),
        ))  # fmt: skip


def _title(page: Page, part: Part) -> tuple[str, int] | None:
    """The words of a section's heading, of the head the title, with their line."""
    if part.key == HEAD:
        return page.words.title, page.lines.get("title", 1)
    return next(((each.text, each.line) for each in page.headings if each.line == part.line), None)


def _has(text: str, term: Term, locales: tuple[str, ...]) -> bool:
    found = key(short(text)).casefold()
    forms = (form for locale in locales for form in term.forms(locale))
    return any(key(proper(form)).casefold() in found for form in forms)


def _pieces(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where each of two words and more in a row begins and ends, long ones first."""
    words = list(_WORD.finditer(run.string, run.start(), run.end()))
    for size in range(len(words), 1, -1):
        for at in range(len(words) - size + 1):
            yield words[at].start(), words[at + size - 1].end()


@cache
def _one_other(form: str) -> re.Pattern[str]:
    """A name with another character in one place, not at its ends, where words touch."""
    return re.compile(
        "|".join(
            f"{re.escape(form[:at])}[^\\W\\d_{form[at]}]{re.escape(form[at + 1 :])}"
            for at in range(1, len(form) - 1)
        )
    )
