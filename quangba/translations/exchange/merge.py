"""One section: units that came back, put between what stays of the translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from quangba.content.schema import TODO
from quangba.content.sections import HEAD, Section
from quangba.messages import msg
from quangba.problems import Problem, error, note
from quangba.translations import marks
from quangba.translations.exchange import blocks, inline, parts
from quangba.translations.exchange.blocks import Piece
from quangba.translations.exchange.parts import Own
from quangba.translations.exchange.units import Unit

_SENTENCE = 5
"""So many words are no name any more."""


@dataclass(frozen=True, slots=True)
class Merged:
    """text: the section's new Markdown, None where it stays; fields: new words of front matter.

    taken: how many units have new words in it; stamp: what all of it is made from now, '' where
    that is as before.
    """

    text: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    taken: int = 0
    stamp: str = ""
    problems: tuple[Problem, ...] = ()


def section(
    base: Section,
    own: Own | None,
    units: Sequence[Unit],
    now: tuple[str, str],
    path: str,
    *,
    force: bool,
) -> Merged:
    """Put the units of a section into its translation.

    base: the source section that they were made from; own: the translation's, if it has one;
    now: key and fingerprint of the source section of now; path: of the file, for problems.
    """
    return _Section(base, own, units, now, path, force=force).merged()


class _Section:
    def __init__(
        self,
        base: Section,
        own: Own | None,
        units: Sequence[Unit],
        now: tuple[str, str],
        path: str,
        *,
        force: bool,
    ) -> None:
        self._key, self._current = now
        names = frozenset(unit.id for unit in units)
        self._whole = parts.is_whole(names)
        self._base = base
        self._pieces = parts.pieces(base, whole=self._whole)
        self._ids = parts.ids(base.key, self._pieces)
        self._own = own
        self._units = {unit.id: unit for unit in units}
        self._path = path
        self._force = force
        self._problems: list[Problem] = []
        self._theirs = self._present()
        self._unmoved = {unit.record.own for unit in units} == {
            parts.state_of(own.section if own else None)
        } or self._is_source_text()

    def merged(self) -> Merged:
        self._foreign()
        taken = {name: self._taken(name) for name in self._ids}
        new = {name: words for name, words in taken.items() if words is not None}
        said = [piece.words for piece in self._pieces if piece.kind]
        done = all(
            taken[name] is not None or not inline.has_words(words)
            for name, words in zip(self._ids, said, strict=True)
        )
        if self._base.key == HEAD:
            return self._head(new, done=done)
        return self._markdown(new, done=done)

    # -- what the translation has now -----------------------------------------------------------

    def _present(self) -> dict[str, str] | None:
        """Its words for each unit; None where its paragraphs are not those of the source."""
        if self._own is None:
            return {}
        found = parts.pieces(parts.unmarked(self._own.section), whole=self._whole)
        if self._base.key == HEAD:
            said = {piece.kind: piece.words for piece in found}
            kinds = blocks.structure(self._pieces)
            return {name: said.get(kind, "") for name, kind in zip(self._ids, kinds, strict=True)}
        if blocks.structure(found) != blocks.structure(self._pieces):
            return None
        words = [piece.words for piece in found if piece.kind]
        return dict(zip(self._ids, words, strict=True))

    def _is_source_text(self) -> bool:
        """Whether the page has all of the section in the source language, as it was put in."""
        own = self._own
        return own is None or (
            own.stamp == TODO and parts.unmarked(own.section).stamp == self._current
        )

    def _is_source(self, name: str) -> bool:
        """Whether the page has the source's words here, put in to be translated."""
        present = (self._theirs or {}).get(name)
        begun = self._own is not None and self._own.stamp == TODO
        return begun and present == self._units[name].source

    # -- one unit ---------------------------------------------------------------------------------

    def _foreign(self) -> None:
        for name, unit in self._units.items():
            if name not in self._ids:
                self._problems.append(
                    error(
                        "exchange-unit", self._path, unit.line,
                        msg("There is no unit {unit} in “{section}”.",
                            unit=name, section=self._base.key),
                        msg("Tools must not make new units; export the page again."),
                    )
                )  # fmt: skip

    def _taken(self, name: str) -> str | None:
        """The words to stand for a unit; None where nobody has translated it, or they are wrong."""
        unit = self._units.get(name)
        if unit is None or not unit.state.is_done or not unit.target.strip():
            return None
        if self._is_untranslated(unit):
            return None
        present = None if self._theirs is None else self._theirs.get(name, "")
        if present is not None and present == unit.target:
            return unit.target
        newer = self._is_newer(unit, present)
        wrong = newer or self._lacks_code(unit, present or "") or self._is_other_block(unit)
        return None if wrong else unit.target

    def _is_untranslated(self, unit: Unit) -> bool:
        """Whether a tool has put the source's words where nobody has translated.

        A few words may be the same in two languages: a name, a date. Figures are no words.
        """
        said = "".join(each.text for each in inline.tokens(unit.source) if each.kind == "text")
        count = sum(any(map(str.isalpha, word)) for word in said.split())
        same = unit.target == unit.source and count >= _SENTENCE
        if self._force or not same or parts.digest(unit.target) == unit.record.was:
            return False
        self._problems.append(
            note(
                "exchange-same", self._path, unit.line,
                msg("Unit {unit} has the words of the source text; it counts as not translated.",
                    unit=unit.id),
                msg("If they are meant: quangba import --force {file}", file=self._path),
            )
        )  # fmt: skip
        return True

    def _is_newer(self, unit: Unit, present: str | None) -> bool:
        """Whether the page was changed after the export, so that its words must not be lost."""
        if self._force or self._unmoved or (present is not None and not present):
            return False
        if present is not None:
            if self._is_source(unit.id):
                return False
            if unit.record.was is not None and parts.digest(present) == unit.record.was:
                return False
        if parts.digest(unit.target) == unit.record.was:
            return True  # nobody has touched it in the file; the page's words stay
        self._problems.append(
            error(
                "exchange-newer", self._path, unit.line,
                msg("The page has other words for unit {unit} than when it was exported.",
                    unit=unit.id),
                msg("Compare the two; to take those of the file nevertheless: quangba import"
                    " --force {file}", file=self._path),
            )
        )  # fmt: skip
        return True

    def _lacks_code(self, unit: Unit, present: str) -> bool:
        wanted, found = inline.protected(unit.source), inline.protected(unit.target)
        if found == wanted or (present and found == inline.protected(present)):
            return False
        lost = [inline.shown(piece) for piece in wanted - found]
        added = [inline.shown(piece) for piece in found - wanted]
        self._problems.append(
            error(
                "exchange-code-missing", self._path, unit.line,
                msg("Unit {unit} lacks {piece}, which must stand in it as in the source.",
                    unit=unit.id, piece=lost[0]),
                msg("Put it in where the words belong to it, once: {piece}", piece=lost[0]),
            )
            if lost
            else error(
                "exchange-code-added", self._path, unit.line,
                msg("Unit {unit} has {piece} more often than the source.",
                    unit=unit.id, piece=added[0]),
                msg("Remove {piece}, or what is too many of it.", piece=added[0]),
            )
        )  # fmt: skip
        return True

    def _is_other_block(self, unit: Unit) -> bool:
        """Whether the words, in their place, would be a list, a heading, two cells."""
        pieces = [piece for piece in self._pieces if piece.kind]
        piece = pieces[self._ids.index(unit.id)]
        new = replace(piece, prefix="").with_words(unit.target)
        if self._base.key == HEAD or blocks.is_one(new):
            return False
        self._problems.append(
            error(
                "exchange-block", self._path, unit.line,
                msg("Unit {unit} would not be read as one text: it begins like a list or a heading,"
                    " or has the bar of a table.", unit=unit.id),
                msg("Put a backslash before the sign: {example}", example="1990\\. …  \\|"),
            )
        )  # fmt: skip
        return True

    # -- the section ----------------------------------------------------------------------------

    def _head(self, new: Mapping[str, str], *, done: bool) -> Merged:
        kinds = dict(zip(self._ids, blocks.structure(self._pieces), strict=True))
        present = self._theirs or {}
        rows = [name for name, kind in kinds.items() if parts.ROW.fullmatch(kind)]
        if rows and not all(present.get(name) for name in rows):
            open_ = [name for name in rows if name not in new]
            if any(inline.has_words(self._source(name)) for name in open_):  # a row with holes
                new = {name: words for name, words in new.items() if name not in rows}
                done = False
            else:
                new = {**{name: self._source(name) for name in rows}, **new}
        fields = {kinds[name]: words for name, words in new.items() if words != present.get(name)}
        return self._result(None, fields, len(fields), done=done)

    def _source(self, name: str) -> str:
        words = [piece.words for piece in self._pieces if piece.kind]
        return words[self._ids.index(name)]

    def _markdown(self, new: Mapping[str, str], *, done: bool) -> Merged:
        assert self._own is not None
        text = self._own.section.text
        present = self._theirs
        if not done and (present is None or self._whole):
            return self._incomplete(new)
        if present is None:
            result = _lead(text) + self._filled(self._pieces, new)
        elif self._whole:
            unmarked = parts.pieces(parts.unmarked(self._own.section), whole=True)
            result = _lead(text) + self._filled(unmarked, new)
        else:
            result = self._filled(blocks.split(text), new)
        if done:
            result = marks.without(result, self._key)
        changed = sum(words != (present or {}).get(name) for name, words in new.items())
        return self._result(result if result != text else None, {}, changed, done=done)

    def _filled(self, skeleton: Sequence[Piece], new: Mapping[str, str]) -> str:
        """The skeleton's text with the new words in the place of its own."""
        names = iter(self._ids)
        named = ((piece, next(names) if piece.kind else "") for piece in skeleton)
        return blocks.joined(
            [piece.with_words(new[name]) if name in new else piece for piece, name in named]
        )

    def _incomplete(self, new: Mapping[str, str]) -> Merged:
        present = self._theirs or {}
        fresh = [name for name, words in new.items() if words != present.get(name)]
        if fresh:
            unit = self._units[fresh[0]]
            self._problems.append(
                note(
                    "exchange-incomplete", self._path, unit.line,
                    msg("“{section}” was not put in: not all of its units are translated.",
                        section=self._base.key),
                    msg("Its paragraphs are others now; import the file again when all is done."),
                )
            )  # fmt: skip
        return self._result(None, {}, 0, done=False)

    def _result(
        self, text: str | None, fields: Mapping[str, str], taken: int, *, done: bool
    ) -> Merged:
        stamp = self._base.stamp if done else ""
        return Merged(text, fields, taken, stamp, tuple(self._problems))


def _lead(text: str) -> str:
    """The marks at the head of a text that are about the words of front matter."""
    rest = marks.without(text, HEAD)
    return text[: len(text) - len(rest)] if text.endswith(rest) else ""
