"""A page as units for a translator: what is to be said, what is said now, and what to know."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from quangba import addresses
from quangba.content.schema import TODO
from quangba.content.sections import HEAD, Section
from quangba.content.tree import Entry
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.site import Site
from quangba.translations import versions
from quangba.translations.exchange import blocks, inline, parts
from quangba.translations.exchange.blocks import Piece
from quangba.translations.exchange.parts import Own

Say = Callable[[Text], str]


class State(enum.Enum):
    """How far a unit is.

    NEW: nothing yet; REVIEW: there are words that nobody stands for (now); TRANSLATED: somebody
    does, who worked on the file; FINAL: the page is stamped so.
    """

    NEW = "new"
    REVIEW = "review"
    TRANSLATED = "translated"
    FINAL = "final"

    @property
    def is_done(self) -> bool:
        """Whether somebody stands for the words."""
        return self in (State.TRANSLATED, State.FINAL)


@dataclass(frozen=True, slots=True)
class Record:
    """What an import must know of the export. None of what a tool has lost.

    stamp: fingerprint of the source section; day: of the source text; own: digest of the
    translation's section, was: of the unit's target, as they were.
    """

    uri: str
    section: str
    stamp: str | None = None
    day: str | None = None
    own: str | None = None
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate.

    previous: the source text that the target was made from, where it is another; line: where the
    section begins in the page; of a unit that was read, where it stands in the file.
    """

    id: str
    source: str
    target: str
    state: State
    record: Record
    previous: str = ""
    notes: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The units of one page. path: of its source text; notes: about the page."""

    uri: str
    path: str
    notes: tuple[str, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an export says of one piece."""

    piece: Piece
    target: str = ""
    state: State = State.NEW
    previous: str = ""


def of_entry(site: Site, entry: Entry, locale: str, say: Say) -> Sheet:
    """The sheet of a page for the translators of a language."""
    own = parts.own_sections(entry, locale)
    stamps = {each.stamp for each in own.values()} - {"", TODO}
    now = dict(entry.stamps)
    wanted = stamps - set(now.values())
    old = versions.find(site.settings, entry, wanted) if wanted else {}
    page = entry.pages.get(locale)
    unsure = page is not None and page.words.machine_draft
    day = entry.changed(entry.owner)
    units: list[Unit] = []
    for section in entry.sections(entry.owner):
        mine = own.get(section.key)
        record = Record(
            entry.uri, section.key, now[section.key], day.isoformat() if day else None,
            parts.state_of(mine.section if mine else None),
        )  # fmt: skip
        found = proposals(section, mine, old.get(mine.stamp) if mine else None)
        about = (say(msg("Section: {title}", title=section.title)),) if section.title else ()
        for name, proposal in zip(parts.ids(section.key, _pieces(found)), found, strict=True):
            if inline.has_words(proposal.piece.words) or inline.has_words(proposal.target):
                unit = _unit(name, _in_doubt(proposal, unsure=unsure), record, section.line)
                notes = (*about, *_names(site, entry.owner, locale, unit.source, say))
                units.append(replace(unit, notes=notes))
    return Sheet(entry.uri, entry.source.path, _about(site, entry, say), tuple(units))


def translated(unit: Unit, words: str) -> Unit:
    """A unit that somebody, or something, has translated."""
    return replace(unit, target=words, state=State.TRANSLATED)


def obstacle(entry: Entry, locale: str) -> Problem | None:
    """Why a page is not to be translated into a language, if so."""
    if locale != entry.owner and (not entry.fields.only or locale in entry.fields.only):
        return None
    return error(
        "exchange-only", entry.source.path, entry.source.lines.get("only"),
        msg("The page is not meant to be translated into this language ({locale}).",
            locale=locale),
        msg("Leave it out, or add the language to `only`."),
    )  # fmt: skip


def _pieces(found: Sequence[Proposal]) -> tuple[Piece, ...]:
    return tuple(proposal.piece for proposal in found)


def _in_doubt(proposal: Proposal, *, unsure: bool) -> Proposal:
    """What a machine has written is to be looked at."""
    doubtful = unsure and proposal.state.is_done
    return replace(proposal, state=State.REVIEW) if doubtful else proposal


def _unit(name: str, proposal: Proposal, record: Record, line: int) -> Unit:
    return Unit(
        name, proposal.piece.words, proposal.target, proposal.state,
        replace(record, was=parts.digest(proposal.target)), proposal.previous, line=line,
    )  # fmt: skip


# -- what the translation has already ---------------------------------------------------------


def proposals(section: Section, own: Own | None, old: Section | None) -> tuple[Proposal, ...]:
    """For each piece with words of a source section, what the translation says now.

    old: the source text that the translation was made from, where it is known and another.
    """
    base = _with_words(parts.pieces(section))
    if own is None:
        return tuple(map(Proposal, base))
    theirs = _with_words(parts.pieces(parts.unmarked(own.section)))
    if section.key == HEAD:
        return tuple(_fields(base, theirs, own.stamp == section.stamp, own.stamp, old))
    same = blocks.structure(base) == blocks.structure(theirs)
    if same and own.stamp == section.stamp:
        return _side_by_side(base, theirs, State.FINAL)
    if same and own.stamp == TODO:
        return tuple(map(_begun, base, theirs))
    if old is not None:
        before = _with_words(parts.pieces(old))
        if blocks.structure(before) == blocks.structure(theirs):
            return tuple(_over(base, before, theirs))
    if same:
        return _side_by_side(base, theirs, State.REVIEW)
    return _whole(section, own, old)


def _with_words(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.kind)


def _side_by_side(
    base: Sequence[Piece], theirs: Sequence[Piece], state: State
) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(piece, their.words, state) for piece, their in zip(base, theirs, strict=True)
    )


def _begun(piece: Piece, their: Piece) -> Proposal:
    """Of a section that stands in the source language: what somebody has begun to translate."""
    if their.words == piece.words:
        return Proposal(piece)
    return Proposal(piece, their.words, State.REVIEW)


def _fields(
    base: Sequence[Piece],
    theirs: Sequence[Piece],
    current: bool,  # noqa: FBT001 - one of four that say how things stand
    stamp: str,
    old: Section | None,
) -> Iterator[Proposal]:
    said = {piece.kind: piece for piece in theirs}
    before = {piece.kind: piece.words for piece in parts.pieces(old)} if old else {}
    for piece in base:
        their = said.get(piece.kind)
        if their is None:
            yield Proposal(piece)
        elif stamp == TODO:
            yield _begun(piece, their)
        elif current or before.get(piece.kind) == piece.words:
            yield Proposal(piece, their.words, State.FINAL)
        else:
            yield Proposal(piece, their.words, State.REVIEW, before.get(piece.kind, ""))


def _over(
    base: Sequence[Piece], before: Sequence[Piece], theirs: Sequence[Piece]
) -> Iterator[Proposal]:
    """From the old source text, whose paragraphs the translation has, to those of now."""
    old, new = [piece.words for piece in before], [piece.words for piece in base]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            yield from _side_by_side(base[first:last], theirs[start:end], State.FINAL)
        else:
            for offset, piece in enumerate(base[first:last]):
                at = start + offset
                if at < end:
                    yield Proposal(piece, theirs[at].words, State.REVIEW, old[at])
                else:
                    yield Proposal(piece)


def _whole(section: Section, own: Own, old: Section | None) -> tuple[Proposal, ...]:
    """Heading and all the rest: the translation's paragraphs are not those of the source."""
    base = _with_words(parts.pieces(section, whole=True))
    theirs = {piece.kind: piece for piece in parts.pieces(parts.unmarked(own.section), whole=True)}
    before = {piece.kind: piece.words for piece in parts.pieces(old, whole=True)} if old else {}
    state = State.FINAL if own.stamp == section.stamp else State.REVIEW
    return tuple(
        Proposal(piece, their.words, state, "" if state.is_done else before.get(piece.kind, ""))
        if (their := theirs.get(piece.kind))
        else Proposal(piece)
        for piece in base
    )


# -- what translators are told ------------------------------------------------------------------


def _about(site: Site, entry: Entry, say: Say) -> tuple[str, ...]:
    address = addresses.of(entry.uri, site.settings.language(entry.owner))
    shown = addresses.absolute(site.settings, address)
    return (say(msg("Page: {title} <{address}>", title=entry.source.words.title, address=shown)),)


def _names(site: Site, source: str, locale: str, text: str, say: Say) -> Iterator[str]:
    """The agreed names in a text, each once, with their form in the translators' language."""
    told: set[str] = set()
    text = unicodedata.normalize("NFC", text)
    for mention in site.names.mentions(text, source):
        forms = mention.term.forms(locale)
        if forms and mention.term.id not in told:
            told.add(mention.term.id)
            yield say(
                msg("Agreed name: {name} = {form}",
                    name=text[mention.start : mention.end], form=forms[0])
            )  # fmt: skip
