"""Names for readers of one language: what a note tells at a first mention, and the list of all."""

from __future__ import annotations

from itertools import groupby

from quangba import addresses
from quangba.content import strings
from quangba.languages import Language, alphabetical, romanise
from quangba.outlines import Outlines
from quangba.registers.terms import Term, proper, short
from quangba.view.parts import Parts
from quangba.view.values import NameView, TermKindView, TermView

LAYOUT = "glossary"


class TermNotes:
    """What readers of one language are told about the agreed names."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._settings = parts.site.settings
        self._reader = parts.language
        self._outlines = Outlines(parts.site)

    @property
    def _letters(self) -> tuple[str, ...]:
        return strings.letters(self._parts.site.tree.strings.get(self._reader.locale, {}))

    def wanted(self, term: Term, text: str) -> bool:
        """Whether a note tells these readers something new about a name. text: its locale.

        A name needs none for those whose language it comes from, unless the text is foreign.
        """
        by_kind = term.kind in self._settings.terms.annotate
        if not (by_kind if term.annotate is None else term.annotate):
            return False
        if text == self._reader.locale == term.origin:
            return False
        shown = term.names.get(text) or term.names[self._settings.source.locale]
        return bool({*term.names.values()} - {shown}) or term.plain not in ("", short(shown))

    def view(self, term: Term) -> TermView:
        """A name in all languages, the readers' first, then in the site's order."""
        source = self._settings.source
        languages = sorted(self._settings.languages, key=lambda each: each != self._reader)
        is_plain = term.plain == short(term.names[source.locale])
        # Readers type proper names; words of law and trade they read in their own language.
        typed = term.kind in self._settings.terms.annotate
        return TermView(
            id=term.id,
            names=tuple(self._name(term, each) for each in languages),
            plain=term.plain if typed and not is_plain and self._reader != source else "",
            plain_tag=source.tag,
        )

    def _name(self, term: Term, language: Language) -> NameView:
        """Where a language has no name of its own, its texts keep the source's."""
        own = language if term.names.get(language.locale) else self._settings.source
        return NameView(
            label=language.name_in(self._reader),
            tag=own.tag,
            name=term.names[own.locale],
            reading=term.readings.get(language.locale, ""),
            reading_tag=f"{language.babel.language}-Latn",
            proposed=language.locale in term.proposed,
        )

    def glossary(self) -> tuple[TermKindView, ...]:
        """All names by kind, the kinds in the order of the register."""
        rows = self._parts.site.terms.rows.values()
        order = list(dict.fromkeys(term.kind for term in rows))
        kinds = groupby(sorted(rows, key=lambda term: order.index(term.kind)), lambda t: t.kind)
        return tuple(
            TermKindView(
                kind, self._parts.t(strings.term_kind(kind)),
                tuple(self.view(term) for term in sorted(terms, key=self._place)),
            )
            for kind, terms in kinds
        )  # fmt: skip

    def _place(self, term: Term) -> tuple[list[int], list[int], str]:
        """Where a name stands among others: by its reading, where the language gives one.

        What comes before the proper name does not count: 'xã Na Sầm' stands with N.
        """
        locale = self._reader.locale
        name = term.names.get(locale) or term.names[self._settings.source.locale]
        reading = term.readings.get(locale)
        return alphabetical(proper(romanise(reading) if reading else short(name)), self._letters)

    def address(self) -> str:
        """Where the list of names is, below the site's root; '' when these readers have none."""
        found = self._outlines.with_layout(LAYOUT)
        uris = (uri for uri, locales in found if self._reader.locale in locales)
        return next((addresses.of(uri, self._reader) for uri in uris), "")
