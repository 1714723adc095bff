"""Finding names in running text: terms of the register, and which language each name is of.

A screen reader says “Lạng Sơn” rightly on an English page when the page marks it as Vietnamese.
What is marked comes from two sources: the register's names, and the letters that only another
language of the site writes (`letters` in its strings.yml), such as `ạ` and `ơ`, or all of Han.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from html import escape

from quangba import compiled
from quangba.languages import Language
from quangba.registers.terms import Term, Terms

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f"
_WORD = re.compile(rf"[{_LATIN}]+|[^\W\d_{_LATIN}]+")
_PHRASE = re.compile(rf"[{_LATIN}]+(?: [{_LATIN}]+)*|[^\W\d_{_LATIN}]+")
_LATIN_WORD = re.compile(rf"[{_LATIN}]+")
_CAPITALS = "".join(
    char for char in map(chr, range(0x1F00)) if char.isupper() and _LATIN_WORD.match(char)
)
_CAPITAL_RUN = re.compile(
    rf"[{_CAPITALS}](?<![{_LATIN}].)[{_LATIN}]*(?: [{_CAPITALS}][{_LATIN}]*)+"
)
"""Words with capitals, two at least."""
_STARTS_WITH_WORD = re.compile(rf"[\d{_LATIN}]")
_BEHIND, _AFTER = rf"(?<![\d{_LATIN}].)", rf"(?![\d{_LATIN}])"
"""`_BEHIND`: that the letter just read is a word's first one."""
_DASH = re.compile(r"\s*[-–—]\s*")
_SPELT = {" ": r"\s+", "-": r"\s*[-–—]\s*", "'": "['’]"}
_OPENINGS = {"-": "-–—", "'": "'’"}
"""The same at the start of a form."""
_HELD_WORDS, _HELD_CHARS = 3, 16
"""A name of no more words and characters is kept on one line; a phone's line holds some 30."""
_ASCII = frozenset(map(chr, range(128)))
_TEXTS_KEPT = 20_000
"""Titles and the like return on many pages; an average one takes 0.2 kB."""

NBSP = "\N{NO-BREAK SPACE}"

_Branch = dict[str, "_Branch"]


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a text that is of another language."""

    start: int
    end: int
    locale: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in a text, by whichever of its forms."""

    start: int
    end: int
    term: Term


class Finder:
    """Finds the longest of many forms at each place of a text in NFC, as whole words.

    A small first letter may be a capital; spaces may be any white space, dashes any dash.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._keys = frozenset(filter(None, map(key, forms)))
        with compiled.lasting():
            self._pattern = re.compile(_pattern(self._keys)) if self._keys else None

    def __call__(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, key) of each form found; keys are `key` of the forms given."""
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                found = key(match[0])
                if found not in self._keys:
                    found = found[0].lower() + found[1:]
                yield match.start(), match.end(), found


def key(form: str) -> str:
    """What all spellings of a form that count as one have in common."""
    return _DASH.sub("-", " ".join(form.split())).replace("’", "'")


def _pattern(forms: Iterable[str]) -> str:
    """Of all forms. It tries the longest first, and looks at each letter once.

    It starts with the set of first letters: the engine skips all others at once.
    """
    words: list[str] = []
    others: list[str] = []
    firsts = ""
    for char, below in _trie(sorted(forms)).items():
        opening = _opening(char)
        firsts += opening
        space = r"\s*" if char == "-" else ""
        rest = f"(?<=[{opening}]){space}{_alternatives(below, char)}"
        (words if _STARTS_WITH_WORD.match(char) else others).append(rest)
    if words:
        others.insert(0, f"{_BEHIND}(?:{'|'.join(words)})")
    return f"[{firsts}](?:{'|'.join(others)})"


def _opening(char: str) -> str:
    """How a form's first letter may be written, for a set of letters."""
    capital = char.upper()
    written = char + capital if len(capital) == 1 else char
    return re.escape(_OPENINGS.get(char, written))


def _trie(forms: list[str]) -> _Branch:
    root: _Branch = {}
    for form in forms:
        branch = root
        for char in form:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return root


def _alternatives(branch: _Branch, before: str) -> str:
    choices = [
        _SPELT.get(char, re.escape(char)) + _alternatives(below, char)
        for char, below in branch.items()
        if char
    ]
    if "" in branch:
        choices.append(_AFTER if _STARTS_WITH_WORD.match(before) else "")
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


class Names:
    """The names of a site. `letters`: the alphabet of each language, as strings.yml has it."""

    def __init__(
        self,
        terms: Terms,
        languages: tuple[Language, ...],
        letters: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._tags = {language.locale: language.tag for language in languages}
        self._readers = {
            language.locale: _Reader(terms, language, languages, letters) for language in languages
        }

    def tag(self, locale: str) -> str:
        """What stands in `lang` for a language."""
        return self._tags[locale]

    def spans(self, text: str, locale: str) -> tuple[Span, ...]:
        """The parts of a text (in NFC) that are of another language than `locale`."""
        return self._readers[locale].spans(text)

    def held(self, text: str, locale: str) -> tuple[str, tuple[Span, ...]]:
        """A text (in NFC) whose short names stay on one line (see `held`), with its spans."""
        return self._readers[locale].held(text)

    def mentions(self, text: str, locale: str) -> tuple[Mention, ...]:
        """The terms that a text (in NFC) of a language names, by the language's own forms."""
        return self._readers[locale].mentions(text)

    def html(self, text: str, locale: str) -> str:
        """A text, escaped, with every part of another language marked as such."""
        return self._readers[locale].html(text)


class _Reader:
    """What is foreign to readers of one language."""

    def __init__(
        self,
        terms: Terms,
        language: Language,
        languages: tuple[Language, ...],
        letters: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._terms = tuple(terms.rows.values())
        self._language = language
        self._source = next(each for each in languages if each.is_source)
        self._others = tuple(each for each in languages if each != language)
        self._tags = {each.locale: each.tag for each in languages}
        own = _marked(letters.get(language.locale, ()))
        self._letters = {
            other.locale: _marked(letters.get(other.locale, ())) - own for other in self._others
        }
        # of a Greek word the last letter is small in another way than in its midst
        self._foreign_letters = frozenset("σς").union(*self._letters.values())
        self._latin = language.script == "Latn"
        # Among words of another script, a Latin phrase is of one language, plain words and all.
        self._words = _WORD if self._latin else _PHRASE
        self._html: dict[str, str] = {}

    # -- terms ------------------------------------------------------------------------------

    @cached_property
    def _forms(self) -> dict[str, Term]:
        """Terms by the key of each form. A name goes before another's second form."""
        locale = self._language.locale
        source = self._source.locale
        forms = [(term, term.forms(locale) or term.forms(source)) for term in self._terms]
        found: dict[str, Term] = {}
        for part in (slice(0, 1), slice(1, None)):
            for term, names in forms:
                for name in names[part]:
                    found.setdefault(key(name), term)
        return found

    @cached_property
    def _find_terms(self) -> Finder:
        return Finder(self._forms)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        return tuple(
            Mention(start, end, self._forms[name]) for start, end, name in self._find_terms(text)
        )

    # -- languages of parts -----------------------------------------------------------------

    @cached_property
    def _foreign(self) -> dict[str, str]:
        """The language of each name, or part of one, that is not the readers' own."""
        locale = self._language.locale
        found: dict[str, str] = {}
        for other, form in self._candidates():
            if other == locale or self._tells(form, other):
                found.setdefault(key(form), other)
        return {form: other for form, other in found.items() if other != locale}

    def _candidates(self) -> Iterator[tuple[str, str]]:
        """(locale, form): what other languages have from the source's names is the source's."""
        source = self._source.locale
        for term in self._terms:
            originals = term.forms(source)
            yield from ((source, form) for form in originals)
            for locale in self._tags:
                if locale != source:
                    for form in term.forms(locale):
                        yield from ((source, part) for part in _shared(form, originals))
        for term in self._terms:
            for other in self._others:
                yield from ((other.locale, form) for form in term.forms(other.locale))

    def _tells(self, form: str, other: str) -> bool:
        """Whether a form of another language cannot be taken for a word of the readers' own.

        'Then' or 'Hoa' can; 'Na Sầm' has a letter of its own, 'Thanh Long' two capitals. In
        another script every word tells but an abbreviation, which all languages share.
        """
        if not self._letters[other].isdisjoint(form):
            return True
        words = _LATIN_WORD.findall(form)
        if any(sum(char.isupper() for char in word) > 1 for word in words):
            return False
        if not self._latin:
            return any(len(word) > 1 for word in words)
        return len(words) > 1 and all(word[0].isupper() for word in words)

    @cached_property
    def _find_foreign(self) -> Finder:
        return Finder(self._foreign)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Register first, then letters; neighbours of one language are one span."""
        known = [
            Span(start, end, self._foreign[name]) for start, end, name in self._find_foreign(text)
        ]
        if self._foreign_letters.isdisjoint(text.lower()):
            return tuple(self._joined(text, known)) if known else ()
        found: list[Span] = []
        at = 0
        for span in [*known, Span(len(text), len(text), "")]:
            found += self._by_letters(text, at, span.start)
            if span.end > span.start:
                found.append(span)
            at = span.end
        return tuple(self._joined(text, found))

    def _by_letters(self, text: str, start: int, end: int) -> Iterator[Span]:
        for match in self._words.finditer(text, start, end):
            word = match[0].lower()
            if self._foreign_letters.isdisjoint(word):
                continue
            for other, letters in self._letters.items():
                if not letters.isdisjoint(word):
                    yield Span(match.start(), match.end(), other)
                    break

    def held(self, text: str) -> tuple[str, tuple[Span, ...]]:
        spans = self.spans(text)
        kept = held(text, ((span.start, span.end) for span in spans))
        # of a phrase among words of another script another kind of space is the end
        return kept, spans if self._latin or kept == text else self.spans(kept)

    def _joined(self, text: str, spans: list[Span]) -> Iterator[Span]:
        """Spans that only spaces, or words that can be of the same phrase, set apart."""
        before: Span | None = None
        for span in spans:
            if before is None:
                before = span
            elif before.locale == span.locale and self._bridges(text[before.end : span.start]):
                before = Span(before.start, span.end, span.locale)
            else:
                yield before
                before = span
        if before is not None:
            yield before

    def _bridges(self, between: str) -> bool:
        """Spaces; plain words with capitals, where words of the readers' own have none."""
        words = between.split()
        if not words:
            return True
        if not between[0].isspace() or not between[-1].isspace():
            return False
        return all(_LATIN_WORD.fullmatch(word) and word[0].isupper() for word in words)

    def html(self, text: str) -> str:
        if text not in self._html:
            if len(self._html) >= _TEXTS_KEPT:
                self._html.clear()
            self._html[text] = self._marked_up(unicodedata.normalize("NFC", text))
        return self._html[text]

    def _marked_up(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        spans = self.spans(text)
        text = held(text, ((span.start, span.end) for span in spans))
        for span in spans:
            tag = escape(self._tags[span.locale])
            parts.append(escape(text[at : span.start]))
            parts.append(f'<span lang="{tag}">{escape(text[span.start : span.end])}</span>')
            at = span.end
        return "".join([*parts, escape(text[at:])])


def held(text: str, spans: Iterable[tuple[int, int]] = ()) -> str:
    """A text whose short names do not break at the end of a line; as long as before.

    Names are runs of words with capitals, as in 'Na Sầm', and the `spans`.
    """
    found = [*spans, *(run.span() for run in _CAPITAL_RUN.finditer(text))]
    for start, end in found:
        name = text[start:end]
        if end - start <= _HELD_CHARS and name.count(" ") < _HELD_WORDS:
            text = text[:start] + name.replace(" ", NBSP) + text[end:]
    return text


@lru_cache(maxsize=16)
def _marked(groups: tuple[str, ...]) -> frozenset[str]:
    """The letters of an alphabet beyond a–z, small and capital."""
    found = "".join(groups)
    return frozenset(found + found.upper()) - _ASCII


def _shared(form: str, originals: tuple[str, ...]) -> Iterator[str]:
    """Runs of words that a form has from the original: 'Na Sầm Commune', 'xã Na Sầm' -> 'Na Sầm'.

    A run ends where anything but a space stands between two words.
    """
    words = list(_LATIN_WORD.finditer(form))
    for original in originals:
        matcher = SequenceMatcher(
            None, [word[0] for word in words], _LATIN_WORD.findall(original), autojunk=False
        )
        for block in matcher.get_matching_blocks():
            found = words[block.a : block.a + block.size]
            for run in _runs(form, found):
                yield form[run[0].start() : run[-1].end()]


def _runs(form: str, words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in words:
        if run and form[run[-1].end() : word.start()] != " ":
            yield run
            run = []
        run.append(word)
    if run:
        yield run
