"""What else a name is called, for those who type it in another language, script or age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quangba.outputs.search import words
from quangba.outputs.search.postings import Forms, both

Spelt = tuple[str, ...]
"""A name as the index has it: its words, those of unspaced scripts character by character."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing.

    typed: in any language; written: those of them that texts of the index may have; related:
    numbers of the groups of what it was or became.
    """

    typed: tuple[str, ...]
    written: tuple[str, ...]
    related: tuple[int, ...] = ()


def spelt(name: str) -> Spelt:
    """The exact words and characters of a name."""
    return tuple(
        both(word)[1]
        for run in words.runs(name)
        for word in (run if words.is_unspaced(run) else (run,))
    )


def folded(name: Spelt) -> Spelt:
    """The same without marks."""
    return tuple(words.fold(word) for word in name)


def rows(groups: Sequence[Group], terms: Mapping[str, Forms]) -> list[list[object]]:
    """Each group for the index: its names, the numbers of those that pages have, its related.

    A name that contains another of its group is found with that one and is not numbered.
    """
    pages = _Pages(terms)
    found: list[list[object]] = []
    for group in groups:
        names = _distinct(group.typed)
        written = set(_distinct(group.written))
        there = [n for n, name in enumerate(names) if name in written and pages.have(name)]
        least = [n for n in there if not _holds_another(n, there, names)]
        found.append([[_text(name) for name in names], least, list(group.related)])
    return found


def _distinct(names: Iterable[str]) -> list[Spelt]:
    return [name for name in dict.fromkeys(map(spelt, names)) if name]


def _text(name: Spelt) -> str:
    return " ".join(name)


def _holds_another(number: int, there: list[int], names: list[Spelt]) -> bool:
    own = folded(names[number])
    for other in there:
        part = folded(names[other])
        if (len(part), other) < (len(own), number) and _within(part, own):
            return True
    return False


def _within(part: Spelt, whole: Spelt) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


class _Pages:
    """Whether any page has a name, with whatever marks."""

    def __init__(self, terms: Mapping[str, Forms]) -> None:
        self._terms = terms
        self._spots: dict[str, frozenset[int]] = {}

    def have(self, name: Spelt) -> bool:
        steps = _steps(folded(name))
        if any(word not in self._terms for word, _ in steps):
            return self._begins(steps)
        spots = [self._of(word) for word, _ in steps]
        rest = [(each, step) for each, (_, step) in zip(spots, steps, strict=True)][1:]
        return any(all(at + step in each for each, step in rest) for at in spots[0])

    def _of(self, word: str) -> frozenset[int]:
        if word not in self._spots:
            forms = self._terms[word].values()
            self._spots[word] = frozenset(at for spots in forms for at in spots)
        return self._spots[word]

    def _begins(self, steps: list[tuple[str, int]]) -> bool:
        """A name of one unspaced character begins pairs."""
        word = steps[0][0]
        return (
            len(steps) == 1
            and words.is_unspaced(word)
            and any(term.startswith(word) for term in self._terms)
        )


def _steps(name: Spelt) -> list[tuple[str, int]]:
    """The words of the index that a name is made of, and how far from its start each stands."""
    steps: list[tuple[str, int]] = []
    for at, word in enumerate(name):
        after = name[at + 1] if at + 1 < len(name) else ""
        if not words.is_unspaced(word):
            steps.append((word, at))
        elif after and words.is_unspaced(after):
            steps.append((word + after, at))
        elif at == 0 or not words.is_unspaced(name[at - 1]):
            steps.append((word, at))
    return steps
