"""What else a name is called, for those who type it in another language, script or age."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quangba.outputs.search import words
from quangba.outputs.search.postings import Key, Places, both

Spelt = tuple[str, ...]
"""A name as the index has it: its words, those of unspaced scripts character by character."""
Steps = tuple[tuple[str, int], ...]
"""Words of the index, and how far from the first word of a name each stands."""


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


class Known:
    """The names that texts may have, made ready to be looked for in pages. They have numbers."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = tuple(groups)
        self._numbers: dict[Spelt, int] = {}
        self._steps: list[tuple[frozenset[str], Steps]] = []
        for group in groups:
            for name in map(folded, _distinct(group.written)):
                if name not in self._numbers:
                    self._numbers[name] = len(self._numbers)
                    steps = _steps(name)
                    self._steps.append((frozenset(word for word, _ in steps), steps))
        self._single = {
            words_of: number
            for number, (_, ((words_of, _), *rest)) in enumerate(self._steps)
            if not rest and len(words_of) == 1 and words.is_unspaced(words_of)
        }

    def on(self, page: Mapping[Key, Places]) -> tuple[int, ...]:
        """The numbers of the names that a page has, with whatever marks."""
        said = {word for word, _ in page}
        likely = [(n, steps) for n, (needed, steps) in enumerate(self._steps) if needed <= said]
        asked = {word for _, steps in likely if len(steps) > 1 for word, _ in steps}
        spots: dict[str, set[int]] = {}
        for (word, _), places in page.items():
            if word in asked:
                spots.setdefault(word, set()).update(places)
        found = {n for n, steps in likely if len(steps) == 1 or _stands(spots, steps)}
        if self._single:
            found.update(
                self._single[word] for word in {word[0] for word in said} & self._single.keys()
            )
        return tuple(sorted(found))

    def rows(self, there: Container[int]) -> list[list[object]]:
        """Each group for the index: its names, which of them pages have, its related.

        there: the numbers of names that pages have. A name that contains another of its group is
        found with that one and is not told.
        """
        found: list[list[object]] = []
        for group in self.groups:
            names = _distinct(group.typed)
            written = set(_distinct(group.written))
            folds = [folded(name) for name in names]
            had = [
                n
                for n, name in enumerate(names)
                if name in written and self._numbers[folds[n]] in there
            ]
            least = [n for n in had if not _holds_another(n, had, folds)]
            found.append([[_text(name) for name in names], least, list(group.related)])
        return found


def _distinct(names: Iterable[str]) -> list[Spelt]:
    return [name for name in dict.fromkeys(map(spelt, names)) if name]


def _text(name: Spelt) -> str:
    return " ".join(name)


def _holds_another(number: int, had: list[int], folds: list[Spelt]) -> bool:
    own = folds[number]
    return any(
        (len(part), other) < (len(own), number) and _within(part, own)
        for other in had
        for part in (folds[other],)
    )


def _within(part: Spelt, whole: Spelt) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _stands(spots: Mapping[str, set[int]], steps: Steps) -> bool:
    """Whether words stand as in a name anywhere."""
    places, *rest = ({at - step for at in spots[word]} for word, step in steps)
    return bool(places.intersection(*rest))


def _steps(name: Spelt) -> Steps:
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
    return tuple(steps)
