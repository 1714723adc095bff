"""Whether a page of a language says what its source text says now, and where it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from quangba.content import sections
from quangba.content.schema import TODO, MadeFrom
from quangba.content.sections import Section
from quangba.content.tree import Entry


@dataclass(frozen=True, slots=True)
class Changed:
    """A section whose words have changed. key: in the stamp; was: fingerprint in the stamp."""

    section: Section
    key: str
    was: str


@dataclass(frozen=True, slots=True)
class Added:
    """A section that the translation does not have, or has untranslated (`todo`)."""

    section: Section


@dataclass(frozen=True, slots=True)
class Removed:
    """A section that the source text has no more."""

    key: str
    was: str


Drift = Changed | Added | Removed


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no page in this language."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """The source text is another than the one that the translation was made from.

    made_from: None of a translation that does not say; then nothing is known of its sections,
    and all count as changed (`was` is empty). now: the day of the source text.
    """

    sections: tuple[Drift, ...]
    made_from: MadeFrom | None
    now: dt.date | None


@dataclass(frozen=True, slots=True)
class Current:
    """It says what the source text says; the source text itself always does."""


@dataclass(frozen=True, slots=True)
class OneLanguageOnly:
    """The page is not meant for this language."""


Status = Missing | Outdated | Current | OneLanguageOnly


def of_entry(entry: Entry, locale: str) -> Status:
    """The state of a page in a language."""
    if entry.fields.only and locale not in entry.fields.only:
        return OneLanguageOnly()
    page = entry.pages.get(locale)
    if page is None:
        return Missing()
    if locale == entry.owner:
        return Current()
    made = page.words.made_from
    if made is not None and tuple(made.sections.items()) == entry.stamps:
        return Current()
    return between(made, entry.sections(entry.owner), entry.changed(entry.owner))


def between(
    made: MadeFrom | None, source: tuple[Section, ...], now: dt.date | None
) -> Outdated | Current:
    """The state of a translation with a stamp, or without. now: the day of the source text."""
    found = drifts(made.sections if made else None, source)
    return Outdated(found, made, now) if found else Current()


def drifts(made: Mapping[str, str] | None, source: tuple[Section, ...]) -> tuple[Drift, ...]:
    """What has changed since a stamp, in the order of the source text; removed sections last."""
    if made is None:
        return tuple(Changed(section, section.key, "") for section in source)
    stamps = tuple((section.key, section.stamp) for section in source)
    aligned = sections.align(made, stamps)
    keys = {now: key for key, now in aligned.items()}
    found: list[Drift] = []
    for section, (now, stamp) in zip(source, stamps, strict=True):
        key = keys.get(now)
        if key is None or made[key] == TODO:
            found.append(Added(section))
        elif made[key] != stamp:
            found.append(Changed(section, key, made[key]))
    return (*found, *(Removed(key, was) for key, was in made.items() if key not in aligned))
