"""Which task a process takes next: one of a language that it has made pages of, where any is left.

What pages of a language have in common (menus, cards, pictures, templates) is made once in each
process that makes any of them. So the fewer languages a process meets, the less is made twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple


class Group(NamedTuple):
    """So many tasks of one language. rank: those of a lower one are begun first."""

    rank: int
    locale: str
    tasks: int


class Turns:
    """What is left of the tasks of several groups, which are in the order of their ranks.

    Each process has its own copy; what has been taken is shared among them.
    """

    def __init__(self, groups: Sequence[Group], context: Any) -> None:
        """context: of multiprocessing, the one that processes are started by."""
        self._groups = tuple(groups)
        self._starts = (0, *itertools.accumulate(group.tasks for group in self._groups))
        self._places = {
            locale: place
            for place, locale in enumerate(dict.fromkeys(group.locale for group in groups))
        }
        self._taken = context.Array("i", len(self._groups))
        self._met = context.Array("i", len(self._places))
        self._known: list[str] = []
        """The languages that this process has met, the last one last."""

    def next(self) -> int:
        """The number of a task, over all groups, that nobody else does. Raises ValueError."""
        with self._taken.get_lock():
            left = [n for n, each in enumerate(self._groups) if self._taken[n] < each.tasks]
            first = min(self._groups[n].rank for n in left)
            found = min((n for n in left if self._groups[n].rank == first), key=self._cost)
            task: int = self._starts[found] + self._taken[found]
            self._taken[found] += 1
            self._meet(self._groups[found].locale)
        return task

    def _cost(self, number: int) -> tuple[bool, bool, int, int]:
        locale = self._groups[number].locale
        is_last = self._known[-1:] == [locale]
        return not is_last, locale not in self._known, self._met[self._places[locale]], number

    def _meet(self, locale: str) -> None:
        if locale in self._known:
            self._known.remove(locale)
        else:
            self._met[self._places[locale]] += 1
        self._known.append(locale)
