"""Names as assets/data/terms.csv has them: no form to avoid, none unconfirmed without the original.

Four rules, each on the lines of a page's text and on its words in front matter: a form that the
register tells to avoid; a name without its marks ('Lang Son'); and, in a language of another
script, another name than the agreed one before an original in brackets, and a name that is only
proposed whose first mention does not stand beside the name in the source language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quangba.checks.look import Look
from quangba.content import markdown_lines, strings
from quangba.content.tree import Entry, Page
from quangba.languages import Language, romanise
from quangba.messages import msg
from quangba.noting import noted_property
from quangba.problems import Problem, error, warning
from quangba.registers.names import Finder, Mention, key
from quangba.registers.terms import Term, proper
from quangba.site import Site

BESIDE = 12
"""How many characters may stand between a proposed name and the original: brackets, a few words."""

_NOT_TEXT = re.compile(r"`[^`]*`|<[^<>]+>|https?://\S+|\]\([^()\s]*\)|\{[^{}]*\}")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")

_LAST_WORD = re.compile(r"[^\W\d_A-Za-zÀ-ỿ]+(?=\W{0,2}$)")
BEFORE = 30
"""How far before a bracket the agreed name may stand."""

Line = tuple[int | None, str]


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Names that are not the agreed ones, and proposed ones that stand alone."""
    if not look.site.terms.rows:
        return
    for page in entry.pages.values():
        rule, lines = _rules(look, page.locale), tuple(_lines(page))
        yield from rule.avoided(page, lines)
        yield from rule.other(page, lines)
        yield from rule.alone(page, lines)


def _rules(look: Look, locale: str) -> _Rules:
    site = look.site
    return look.once(("names", locale), lambda: _Rules(site, site.settings.language(locale)))


def _lines(page: Page) -> Iterator[Line]:
    """The words in front matter, then the text, without what readers do not see."""
    words = page.words
    yield page.lines.get("title"), words.title
    yield page.lines.get("description"), words.description
    for row in words.glance:
        yield page.lines.get("glance"), f"{row.label} {row.value}"
    for number, line in markdown_lines.text_lines(page.body, page.body_line):
        yield number, _NOT_TEXT.sub("", line)


class _Rules:
    """The rules for texts of one language."""

    def __init__(self, site: Site, language: Language) -> None:
        self._site = site
        self._terms = tuple(site.terms.rows.values())
        self._locale = language.locale
        self._source = site.settings.source
        self._other_script = language.script != self._source.script

    # -- forms to avoid ---------------------------------------------------------------------

    @noted_property
    def _wrong(self) -> Mapping[str, str]:
        """The agreed name by the key of each form to avoid."""
        found: dict[str, str] = {}
        right: set[str] = set()
        for term in self._terms:
            forms = term.forms(self._locale) or term.forms(self._source.locale)
            right |= {key(form) for form in forms}
            for avoided in term.avoid.get(self._locale, ()):
                found.setdefault(key(avoided), forms[0])
        for term in self._terms:
            for original in _originals(term, self._source):
                plain = key(romanise(original))
                if " " in plain and plain not in right and plain != key(original):
                    found.setdefault(plain, original)
        return found

    @noted_property
    def _find_wrong(self) -> Finder:
        return Finder(self._wrong)

    def avoided(self, page: Page, lines: tuple[Line, ...]) -> Iterator[Problem]:
        """A form to avoid may stand in brackets, where the agreed name stands in the same line."""
        for number, text in lines:
            asides = [match.span() for match in _BRACKETED.finditer(text)]
            for start, end, form in self._find_wrong(text):
                agreed = self._wrong[form]
                in_aside = any(first < start and end < last for first, last in asides)
                if not (in_aside and agreed in text):
                    yield error(
                        "name-avoided", page.path, number,
                        msg("“{found}” is not the agreed name.", found=text[start:end]),
                        msg("Write: {name} (see {path})",
                            name=agreed, path=self._site.terms.path),
                    )  # fmt: skip

    # -- names beside their originals -------------------------------------------------------

    @noted_property
    def _agreed(self) -> Mapping[str, tuple[str, ...]]:
        """The agreed forms by the key of each original that is not kept as it is."""
        found: dict[str, tuple[str, ...]] = {}
        for term in self._terms:
            for original in _originals(term, self._source):
                known = found.get(key(original), ())
                found[key(original)] = (*known, *term.forms(self._locale))
        return {name: forms for name, forms in found.items() if name not in map(key, forms)}

    def other(self, page: Page, lines: tuple[Line, ...]) -> Iterator[Problem]:
        """What stands before an original in brackets is neither its agreed name nor part of it."""
        if not self._other_script:
            return
        for number, text in lines:
            for match in _BRACKETED.finditer(text):
                original = match[0][1:-1].strip()
                forms = self._agreed.get(key(original), ())
                before = text[max(0, match.start() - BEFORE) : match.start()]
                word = _LAST_WORD.search(before)
                if word and forms and not _is_named(word[0], before, forms):
                    yield error(
                        "name-other", page.path, number,
                        msg("“{original}” stands in brackets behind another name than the agreed"
                            " one.", original=original),
                        msg("Write: {name} (see {path})",
                            name=forms[0], path=self._site.terms.path),
                    )  # fmt: skip

    # -- proposed names ---------------------------------------------------------------------

    def alone(self, page: Page, lines: tuple[Line, ...]) -> Iterator[Problem]:
        """Proposed proper names whose first mention in the text is without the original.

        A page that has shown the original before, at its head or within another name, has
        told its readers what they need.
        """
        if not self._other_script:
            return
        head = [text for number, text in lines if number is None or number < page.body_line]
        shown = "\n".join(head)
        seen: set[str] = set()
        for number, text in lines[len(head) :]:
            for mention in self._site.names.mentions(text, self._locale):
                term = mention.term
                if term.id not in seen and self._needs_original(term):
                    found = text[mention.start : mention.end]
                    originals = [*_originals(term, self._source), *self._inner_originals(found)]
                    told = shown + text[: mention.start]
                    if not any(each in told or _beside(each, text, mention) for each in originals):
                        yield self._alone(page, number, found, originals[0])
                seen.add(term.id)
            shown += f"\n{text}"

    def _needs_original(self, term: Term) -> bool:
        """A word that is translated needs none, such as 'honey': only a name with a capital."""
        if self._locale not in term.proposed or term.annotate is False:
            return False
        name = proper(term.forms(self._source.locale)[0])
        return name[0].isupper() and term.kind in self._site.settings.terms.annotate

    def _inner_originals(self, found: str) -> Iterator[str]:
        """The originals of names that a longer one begins with."""
        for inner in self._site.names.mentions(found[:-1], self._locale):
            yield from _originals(inner.term, self._source)

    def _alone(self, page: Page, line: int | None, found: str, original: str) -> Problem:
        words = self._site.tree.strings.get(self._locale, {})
        return warning(
            "name-alone", page.path, line,
            msg("“{found}” is only proposed, and is first named here without the original.",
                found=found),
            msg("Write: {pair}", pair=strings.pair(words, found, original)),
        )  # fmt: skip


def _is_named(word: str, before: str, forms: tuple[str, ...]) -> bool:
    """Whether an agreed name stands before the bracket, or the end of it, or part of it."""
    return any(form in before or word[-2:] in form for form in forms)


def _beside(original: str, text: str, mention: Mention) -> bool:
    reach = BESIDE + len(original)
    return original in text[max(0, mention.start - reach) : mention.end + reach]


def _originals(term: Term, source: Language) -> tuple[str, ...]:
    """What a name is in the source language: its forms, and what of each is a proper name."""
    forms = term.forms(source.locale)
    return tuple(dict.fromkeys((*forms, *(proper(form) for form in forms))))
