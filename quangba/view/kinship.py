"""How near pages are to each other, for all pages of a site at once.

Two pages are the nearer the more topics they share, and nearer still by the same place. Pages with
the same topics and place are equally near to any other, so this is worked out for each such choice
once: of 3,000 pages there are some hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quangba.outlines import Outline

TOPIC = 2
PLACE = 3
"""What a shared topic and the same place count."""

Choice = tuple[tuple[str, ...], str | None]
"""Topics and place of a page."""


def nearest(
    choices: Iterable[Choice], others: Iterable[Outline], most: int
) -> dict[Choice, tuple[str, ...]]:
    """For each choice the nearest of some pages, nearest first, then as lists have them."""
    groups: dict[Choice, list[Outline]] = {}
    for each in sorted(others, key=lambda outline: outline.place):
        groups.setdefault((each.topics, each.about), []).append(each)
    first = [(frozenset(topics), about, found[:most]) for (topics, about), found in groups.items()]
    return {choice: _nearest(choice, first, most) for choice in choices}


def _nearest(
    choice: Choice, groups: Sequence[tuple[frozenset[str], str | None, list[Outline]]], most: int
) -> tuple[str, ...]:
    topics, about = frozenset(choice[0]), choice[1]
    by_kinship: dict[int, list[Outline]] = {}
    for others, place, outlines in groups:
        if near := TOPIC * len(topics & others) + (PLACE if about and about == place else 0):
            by_kinship.setdefault(near, []).extend(outlines)
    found: list[str] = []
    for near in sorted(by_kinship, reverse=True):
        found += [each.uri for each in sorted(by_kinship[near], key=lambda each: each.place)]
        if len(found) >= most:
            break
    return tuple(found[:most])
