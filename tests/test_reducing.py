"""Values are taken apart as Python does it, only faster."""

import datetime as dt
import pickle
from dataclasses import dataclass, field
from enum import Enum

import pytest

from quangba.memory import encoded
from quangba.reducing import Reducers


@dataclass(frozen=True, slots=True)
class Pair:
    left: object
    right: object = None


@dataclass(frozen=True, slots=True)
class One:
    only: object


@dataclass(frozen=True, slots=True)
class Longer(Pair):
    more: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    given: int
    twice: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str


class Shade(Enum):
    DARK = "dark"


@dataclass
class Loose:
    name: str


VALUES = [
    Pair(1, Pair("a", One(None))),
    Longer(1, 2, (One(3), dt.date(2026, 1, 5))),
    Derived(4),
    Named(name="a"),
    Loose("a"),
    Shade.DARK,
    (Shade, Pair, dict),
    (One(1), {"a": One(2)}, frozenset({Pair(1)})),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was(value):
    assert pickle.loads(encoded(value)) == value  # noqa: S301 - made here


def test_the_same_bytes_whether_parts_are_the_same_object():
    part, like = Pair(1, ("a",)), Pair(1, ("a",))
    assert encoded((part, part)) == encoded((part, like))


def test_other_values_other_bytes():
    assert len({encoded(value) for value in VALUES}) == len(VALUES)
    assert encoded(Pair(1)) != encoded(Longer(1))


def test_what_is_worked_out_or_named_is_left_to_python():
    reducers = Reducers()
    value = Derived(4)
    assert reducers[Derived](value) == value.__reduce_ex__(5)
    assert reducers[Pair](Pair(1, 2)) == (Pair, (1, 2))
