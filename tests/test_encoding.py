"""Values are written as pickle itself writes them."""

from __future__ import annotations

import datetime as dt
import enum
import io
import pickle
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

import pytest

from quangba.languages import Language
from quangba.memory import encoded


@dataclass(frozen=True, slots=True)
class Several:
    a: object
    b: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Lower(Several):
    c: object = ()


@dataclass(frozen=True, slots=True)
class One:
    a: object


@dataclass
class Plain:
    a: object


@dataclass(frozen=True, slots=True)
class OwnState:
    a: object
    b: object = 2

    def __getstate__(self):
        return [self.a, None]


@dataclass(frozen=True, slots=True)
class OwnWay:
    a: object
    b: object = 2

    def __reduce__(self):
        return OwnWay, (self.a,)


class Kind(enum.Enum):
    ONE = 1


VALUES = [
    1, "a", None, (1, [2], {"a": {3}}), dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, tzinfo=dt.UTC),
    Kind.ONE, Several, PurePosixPath("a"), Several(1, Lower((), "b", One(3))), One(Plain(1)),
    OwnState(1), OwnWay(1), [Several(1)] * 3, frozenset({"a"}), len,
    Language("vi", "vi", "Tiếng Việt", is_source=True),
]  # fmt: skip


def by_itself(value):
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return stream.getvalue()


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_bytes_are_those_of_pickle(value):
    assert encoded(value) == by_itself(value)
    assert encoded(value) == encoded(value)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_is_written_is_read_again(value):
    assert pickle.loads(encoded(value)) == value or isinstance(value, OwnState)  # noqa: S301


def test_what_cannot_be_written_says_so():
    with pytest.raises(TypeError):
        encoded(MappingProxyType({}))
