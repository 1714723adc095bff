"""What has changed in a section's words, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from quangba.content.sections import Section
from quangba.content.tree import Entry
from quangba.settings import Settings
from quangba.translations import status, versions
from quangba.translations.status import Added, Changed, Drift, Outdated, Removed

_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Differences are told in numbers, words, Chinese characters, white space and other signs.
_TOKEN = re.compile(rf"[{_HAN}]|\d+(?:[.,]\d+)*|[^\W\d{_HAN}]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is the same in both texts, was there before, or is there now."""

    kind: Literal["same", "gone", "come"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One section that is behind. pieces: empty where the old text is not known any more.

    now, old: the source section now and as it was; translation: the present translation of it.
    """

    drift: Drift
    now: Section | None
    old: Section | None
    translation: Section | None
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """The heading, in the source language where it is known; '' for a page's beginning."""
        section = self.now or self.old or self.translation
        return section.title if section else ""


def of_page(settings: Settings, entry: Entry, locale: str) -> tuple[Difference, ...]:
    """Every section of a translation that is behind, with what has changed."""
    state = status.of_entry(entry, locale)
    if not isinstance(state, Outdated):
        return ()
    own = {section.key: section for section in entry.sections(locale)}
    was = [drift.was for drift in state.sections if not isinstance(drift, Added) and drift.was]
    known = versions.find(settings, entry, was)
    found: list[Difference] = []
    for drift in state.sections:
        match drift:
            case Changed(section=now, was=stamp):
                old = known.get(stamp)
                pieces = tuple(words(old.text.strip(), now.text.strip())) if old else ()
                found.append(Difference(drift, now, old, own.get(now.key), pieces))
            case Added(section=now):
                come = Piece("come", now.text)
                found.append(Difference(drift, now, None, own.get(now.key), (come,)))
            case Removed(key=key, was=stamp):
                old = known.get(stamp)
                gone = (Piece("gone", old.text),) if old else ()
                found.append(Difference(drift, None, old, own.get(key), gone))
    return tuple(found)


def words(old: str, new: str) -> Iterator[Piece]:
    """The pieces of two texts: the old one is all but what has come, the new one all but gone."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[first:last])
        match tag:
            case "equal":
                yield Piece("same", gone)
            case _:
                if gone:
                    yield Piece("gone", gone)
                if come:
                    yield Piece("come", come)
