"""How the releases that a target keeps are named, and which of them stay."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from quangba.publish.release import NAME_DIGITS
from quangba.publish.target import Kept

_FORM = re.compile(rf"(\d{{6,}})-(\d{{8}}T\d{{6}}Z)-([0-9a-f]{{{NAME_DIGITS}}})")


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A release at a target: 000012-20261127T014300Z-0123456789ab.

    The number decides what comes after what, so that a clock that goes wrong does not.
    """

    number: int
    when: str
    name: str

    def __str__(self) -> str:
        return f"{self.number:06}-{self.when}-{self.name}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The label of a folder's name; None for a folder that is not ours."""
        found = _FORM.fullmatch(text)
        return cls(int(found[1]), found[2], found[3]) if found else None

    def kept(self, *, current: bool) -> Kept:
        """As it is listed."""
        moment = dt.datetime.strptime(f"{self.when}+0000", "%Y%m%dT%H%M%SZ%z")
        return Kept(self.name, f"{moment:%Y-%m-%dT%H:%M:%SZ}", current)


def following(labels: Iterable[Label], name: str, now: dt.datetime) -> Label:
    """The label of a new release."""
    number = max((label.number for label in labels), default=0) + 1
    return Label(number, f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}", name)


def before(labels: Iterable[Label], current: Label) -> Label | None:
    """What readers saw before."""
    return max((label for label in labels if label.number < current.number), default=None)


def withdrawn(labels: Iterable[Label], current: Label | None) -> tuple[Label, ...]:
    """What was taken back, or never shown: `rollback` must not lead there again."""
    return tuple(sorted(each for each in labels if current and each.number > current.number))


def spare(labels: Iterable[Label], current: Label, keep: int) -> tuple[Label, ...]:
    """Oldest releases that are over `keep`; never the current one nor the one before it."""
    older = sorted(label for label in labels if label.number < current.number)
    return tuple(older[: -max(keep - 1, 1)])


def listed(labels: Iterable[Label], current: Label | None) -> tuple[Kept, ...]:
    """Newest first, for `quangba publish list`."""
    return tuple(label.kept(current=label == current) for label in sorted(labels, reverse=True))
