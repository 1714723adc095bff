"""A section as pieces with ids, in the source text and in a translation alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quangba.content import sections
from quangba.content.sections import HEAD, WORDS, Section
from quangba.content.tree import Entry
from quangba.languages import slug
from quangba.translations import marks
from quangba.translations.exchange import blocks, inline
from quangba.translations.exchange.blocks import REST, Piece

ROW = re.compile(r"glance\.(\d+)\.(label|value)")

_DIGITS = 12
_ID_DIGITS = 8
_FIELD = re.compile(rf"^(?P<name>{'|'.join(WORDS)}): ?", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Own:
    """A translation's section. stamp: what it was made from, `todo`, or '' where nobody says."""

    section: Section
    stamp: str


def own_sections(entry: Entry, locale: str) -> Mapping[str, Own]:
    """What a translation has, by the source's keys of now; nothing where there is no page."""
    page = entry.pages.get(locale)
    if page is None:
        return {}
    made = page.words.made_from
    stamps = {}
    if made is not None:
        aligned = sections.align(made.sections, entry.stamps)
        stamps = {aligned.get(key, key): stamp for key, stamp in made.sections.items()}
    return {
        section.key: Own(section, stamps.get(section.key, "")) for section in entry.sections(locale)
    }


def pieces(section: Section, *, whole: bool = False) -> tuple[Piece, ...]:
    """The pieces of a section; `whole`: with one for all that stands below its heading."""
    if section.key == HEAD:
        return tuple(_fields(section.text))
    return blocks.split_whole(section.text) if whole else blocks.split(section.text)


def _fields(text: str) -> Iterator[Piece]:
    """One piece for each word of front matter; kinds are `title`, `glance.0.label`."""
    found = list(_FIELD.finditer(text))
    rows = 0
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        value = text[match.end() : end].removesuffix("\n")
        if match["name"] == "glance":
            label, _, shown = value.partition(" | ")
            yield Piece(label, f"glance.{rows}.label")
            yield Piece(shown, f"glance.{rows}.value")
            rows += 1
        else:
            yield Piece(value, match["name"])


def has_words(section: Section) -> bool:
    """Whether there is anything to translate in a section."""
    return any(piece.kind and inline.has_words(piece.words) for piece in pieces(section))


def unmarked(section: Section) -> Section:
    """A translation's section without the marks that `quangba translate` put in."""
    text = section.text
    for mark in list(marks.find(text, 1)):
        text = marks.without(text, mark.key)
    return Section(section.key, section.level, section.title, text, section.line)


def ids(key: str, found: tuple[Piece, ...]) -> tuple[str, ...]:
    """An id for each piece that has words: made from them, so that it outlives its neighbours.

    NMTOKENs, as XLIFF wants: `duong-di.3f9a1c20`, the second of two alike with `-2`.
    """
    start = key if _PLAIN.fullmatch(key) else f"{slug(key)}-{digest(key)[:6]}".lstrip("-")
    seen: dict[str, int] = {}
    names: list[str] = []
    for piece in found:
        if piece.kind:
            name = f"{start}.{_name(key, piece)}"
            seen[name] = seen.get(name, 0) + 1
            names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)


def _name(key: str, piece: Piece) -> str:
    if key == HEAD or piece.kind == REST:
        return piece.kind
    return sections.fingerprint(piece.words)[:_ID_DIGITS]


def is_whole(names: frozenset[str]) -> bool:
    """Whether units of these ids show a section as a whole."""
    return any(name.endswith(f".{REST}") for name in names)


def digest(text: str) -> str:
    """12 hexadecimal digits of a text, '' of none; every letter counts."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] if text else ""


def state_of(section: Section | None) -> str:
    """A digest of all words of a translation's section; marks and blank lines do not count."""
    if section is None:
        return ""
    return digest("\n\n".join(piece.words for piece in pieces(unmarked(section)) if piece.kind))
