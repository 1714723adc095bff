"""Whether a built site in which the last check found nothing is still so, from what has changed.

Of the last check is kept what pages ask of one another: addresses with their fragments, ways from
page to page, titles, hreflang. Then only pages with other bytes are read. What is found here is no
problem, but a doubt: whoever has one looks at the whole site again.
"""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from quangba.checks import built
from quangba.checks.built import links, orphans, weights
from quangba.checks.built.assets import Asset
from quangba.checks.built.facts import Page
from quangba.checks.built.site import BuiltSite

_RULES = tuple(rule for rule in built.RULES if rule is not orphans.check)


@dataclass(frozen=True, slots=True)
class Kept:
    """What one page says that others, or the site as a whole, depend on.

    ways: pages that readers can go on to; asks: (file, fragment) that it needs; sized: files
    whose size counts; words: title and description where they must be its own; names: hreflang.
    """

    ways: tuple[int, ...]
    asks: tuple[tuple[int, str], ...]
    sized: tuple[int, ...]
    words: tuple[str, str]
    names: tuple[str, ...]
    whole: bool


@dataclass(slots=True)
class Proof:
    """A site in which nothing was found. files: with their bytes; pages, assets: by name."""

    files: dict[str, int] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    pages: dict[str, Kept] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """A short name for each file that a page needs."""

    def number(self, name: str) -> int:
        """The short name of a file."""
        return self.numbers.setdefault(name, len(self.numbers))

    def dump(self) -> str:
        """All of it as JSON."""
        assets = {k: (each.packed, each.loads, each.needed) for k, each in self.assets.items()}
        pages = {
            k: (each.ways, each.asks, each.sized, each.words, each.names, each.whole)
            for k, each in self.pages.items()
        }
        rows = self.files, assets, pages, list(self.numbers)
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Proof:
    """What `dump` wrote. Raises ValueError, TypeError or KeyError for what it did not."""
    files, assets, pages, numbers = json.loads(text)
    return Proof(
        files,
        {name: _asset(*row) for name, row in assets.items()},
        {name: _page(*row) for name, row in pages.items()},
        {name: number for number, name in enumerate(numbers)},
    )


def _asset(packed: int, loads: list[Any], needed: list[str]) -> Asset:
    return Asset(packed, tuple((address, line) for address, line in loads), tuple(needed))


def _page(*row: Any) -> Kept:
    ways, asks, sized, words, names, whole = row
    title, description = words
    pairs = tuple([(file, fragment) for file, fragment in asks])
    return Kept(tuple(ways), pairs, tuple(sized), (title, description), tuple(names), whole)


def of(seen: BuiltSite) -> Proof:
    """Of a site in which nothing was found."""
    proof = Proof(dict(seen.files), dict(seen.assets))
    for name, page in seen.pages.items():
        proof.pages[name] = _kept(proof, seen, name, page)
    return proof


def _kept(proof: Proof, seen: BuiltSite, name: str, page: Page) -> Kept:
    ways: dict[int, None] = {}
    asks: dict[tuple[int, str], None] = {}
    pictures = [href for each in page.pictures for href in (each.src, *dict(each.offers))]
    named = [*page.canonical, *filter(None, [page.refresh]), *pictures]
    links = [(each.href, each.how == "followed") for each in page.links]
    for href, is_way in (*links, *((href, False) for href in named)):
        target = seen.target(name, href)
        if target is not None:
            number = proof.number(target.name)
            asks[number, unquote(target.fragment)] = None
            if is_way:
                ways[number] = None
    targets = (seen.target(name, href) for href in pictures)
    sized = {*weights.of(seen, name, page), *(each.name for each in targets if each)}
    is_told = name in seen.whole or (seen.is_not_found(name) and not page.refresh)
    title = page.titles[0] if is_told and page.titles else ""
    about = page.descriptions[0] if name in seen.whole and page.descriptions else ""
    return Kept(
        tuple(ways),
        tuple(asks),
        tuple(sorted(map(proof.number, sized))),
        (title, about),
        tuple(each.href for each in page.alternates),
        name in seen.whole,
    )


def after(proof: Proof, seen: BuiltSite, changed: AbstractSet[str]) -> Proof | None:
    """The same for a site of which some files have changed; None where there is a doubt.

    seen: with its files as they are now, and of pages those that have changed.
    """
    if any(page.refresh for page in seen.pages.values()) or changed & seen.assets.keys():
        return None
    gone = proof.files.keys() - seen.files.keys()
    if gone & proof.pages.keys() or _counted(proof, changed - seen.pages.keys(), gone):
        return None
    if any(True for rule in _RULES for _ in rule(seen)):
        return None
    now = Proof(dict(seen.files), dict(seen.assets), dict(proof.pages), dict(proof.numbers))
    for name, page in seen.pages.items():
        now.pages[name] = _kept(now, seen, name, page)
    is_good = (
        _is_answered(proof, now, seen)
        and _has_anchors(proof, now, seen)
        and _has_own_words(now, seen)
        and _is_reached(now)
    )
    return now if is_good else None


def _counted(proof: Proof, changed: AbstractSet[str], gone: AbstractSet[str]) -> bool:
    """Whether a file that a page needs has gone, or has another size that counts."""
    changed = changed & proof.files.keys()
    doubtful = {proof.numbers[name] for name in changed & proof.numbers.keys()}
    if not doubtful:
        return False
    lost = {proof.numbers[name] for name in gone & proof.numbers.keys()}
    return any(
        not doubtful.isdisjoint(page.sized) or (lost and any(file in lost for file, _ in page.asks))
        for page in proof.pages.values()
    )


def _is_answered(before: Proof, now: Proof, seen: BuiltSite) -> bool:
    """Whether pages that name one another as languages of one page have changed together."""
    for name in seen.pages:
        old = before.pages[name].names if name in before.pages else ()
        if old != now.pages[name].names:
            for href in {*old, *now.pages[name].names}:
                target = seen.target(name, href)
                if target is None or target.name not in seen.pages:
                    return False
    return True


def _has_anchors(before: Proof, now: Proof, seen: BuiltSite) -> bool:
    """Whether ids are there that others name in changed pages, or these in others."""
    names = list(now.numbers)
    ids = {now.number(name): frozenset(page.ids) for name, page in seen.pages.items()}
    known: set[tuple[int, str]] = set()
    for name, page in now.pages.items():
        for file, fragment in page.asks:
            own = ids.get(file)
            if links.is_anywhere(fragment):
                continue
            if own is not None and fragment not in own:
                return False
            if own is None and name in seen.pages:
                known.add((file, fragment))
    wanted = {pair for pair in known if names[pair[0]] in before.pages}
    asked = {pair for page in before.pages.values() for pair in page.asks if pair in wanted}
    return asked == wanted


def _has_own_words(now: Proof, seen: BuiltSite) -> bool:
    """Whether no other page has a title or description of one that has changed."""
    own = {
        (which, seen.language(name).locale, text)
        for name in seen.pages
        for which, text in enumerate(now.pages[name].words)
        if text
    }
    texts = {text for _, _, text in own}
    return not any(
        text in texts and (which, seen.language(name).locale, text) in own
        for name, page in now.pages.items()
        if name not in seen.pages
        for which, text in enumerate(page.words)
    )


def _is_reached(now: Proof) -> bool:
    """Whether a way leads from the home page to every page."""
    pages = {now.number(name): page for name, page in now.pages.items()}
    reached: set[int] = set()
    waiting = {now.number("index.html")}
    while waiting:
        reached |= waiting
        found = {way for number in waiting if number in pages for way in pages[number].ways}
        waiting = found - reached
    return all(number in reached for number, page in pages.items() if page.whole)
