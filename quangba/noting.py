"""Data that note what is read of them (see `memory`): fields, derived values, tables, the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from operator import is_not
from typing import Any, Generic, TypeVar, cast, overload

from quangba.memory import Key, note, note_all, recording

T = TypeVar("T")
V = TypeVar("V")
_NONE = object()
_SLOT = "_noted "

WorkedOut = dict[str, tuple[Any, tuple[Key, ...]]]
"""Derived values of an object, each with what it was made from."""


class Field:
    """A field of a class whose reading is noted. Set on the class after it is made.

    key: of the atom, from the object.
    """

    def __init__(self, name: str, key: Callable[[Any], Key]) -> None:
        self._name = name
        self._key = key

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            raise AttributeError(self._name)  # dataclasses ask the class for a default
        note_all((self._key(instance),))
        return instance.__dict__[self._name]

    def __set__(self, instance: Any, value: object) -> None:
        instance.__dict__[self._name] = value


class noted_property(Generic[T, V]):  # noqa: N801 - used as `property` is
    """A value that is worked out once; what that has read is noted for everyone who asks."""

    def __init__(self, make: Callable[[T], V]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._slot = f"{_SLOT}{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> noted_property[T, V]: ...

    @overload
    def __get__(self, instance: T, owner: type) -> V: ...

    def __get__(self, instance: T | None, owner: type) -> noted_property[T, V] | V:
        if instance is None:
            return self
        return noted(cast("Any", instance).__dict__, self._slot, lambda: self._make(instance))


def worked_out(instance: object, *names: str) -> WorkedOut:
    """Derived values of an object that are there, for the same object in another process."""
    own = vars(instance)
    slots = (f"{_SLOT}{name}" for name in names)
    return {slot: own[slot] for slot in slots if slot in own}


def take(instance: object, values: WorkedOut) -> None:
    """What another process has worked out for an object."""
    vars(instance).update(values)


def noted(kept: dict[Any, Any], name: object, make: Callable[[], V]) -> V:
    """The same for a value that is kept under a name."""
    found = kept.get(name, _NONE)
    if found is _NONE:
        with recording() as reads:
            value = make()
        found = kept[name] = value, tuple(reads)
    note_all(found[1])
    return cast("V", found[0])


class OfObjects(Generic[V]):
    """A value that is made of some objects, and anew where one of them is another object.

    The last one is held: what is as before in the next state of a site gives the same value there.
    """

    def __init__(self) -> None:
        self._held: tuple[tuple[object, ...], V] | None = None

    def get(self, parts: tuple[object, ...], make: Callable[[], V]) -> V:
        """The value. make: depends on nothing else."""
        held = self._held
        if held is None or len(held[0]) != len(parts) or any(map(is_not, held[0], parts)):
            self._held = held = parts, make()
        return held[1]


class Noting(Mapping[str, V]):
    """A table whose rows are read one by one. Looking for one that is not there counts, too.

    name: of the rows' atoms; that of all of them together has an `s` more.
    """

    __slots__ = ("_name", "rows")

    def __init__(self, name: str, rows: Mapping[str, V]) -> None:
        self._name = name
        self.rows = rows
        """As they are; nothing is noted."""

    def __getitem__(self, key: str) -> V:
        note(self._name, key)
        return self.rows[key]

    def __contains__(self, key: object) -> bool:
        note(self._name, str(key))
        return key in self.rows

    def get(self, key: str, default: Any = None) -> Any:
        """A row, or the default."""
        note(self._name, key)
        return self.rows.get(key, default)

    def __iter__(self) -> Iterator[str]:
        note(f"{self._name}s")
        return iter(self.rows)

    def __len__(self) -> int:
        note(f"{self._name}s")
        return len(self.rows)

    def __repr__(self) -> str:
        return repr(dict(self.items()))


class Now(dt.datetime):
    """A time of which is noted before or after which others it is, or which day or year it has.

    Whatever else is asked of it counts as having read the very time.
    """

    @classmethod
    def of(cls, moment: dt.datetime) -> Now:
        """The same time, noting."""
        day, time = dt.datetime.date(moment), dt.datetime.timetz(moment)
        return cls.combine(day, time)

    @property
    def plain(self) -> dt.datetime:
        """The same time, as it is; nothing is noted."""
        return dt.datetime.combine(dt.datetime.date(self), dt.datetime.timetz(self))

    def __lt__(self, other: object) -> bool:
        return self._compared(other, dt.datetime.__lt__)

    def __le__(self, other: object) -> bool:
        return self._compared(other, dt.datetime.__le__)

    def __gt__(self, other: object) -> bool:
        return self._compared(other, dt.datetime.__gt__)

    def __ge__(self, other: object) -> bool:
        return self._compared(other, dt.datetime.__ge__)

    def __eq__(self, other: object) -> bool:
        return self._compared(other, dt.datetime.__eq__)

    def __ne__(self, other: object) -> bool:
        return self._compared(other, dt.datetime.__ne__)

    def _compared(self, other: object, how: Callable[[Any, Any], bool]) -> bool:
        if not isinstance(other, dt.datetime):
            return how(self.plain, other)
        plain = other.plain if isinstance(other, Now) else other
        note("passed", plain.isoformat())
        return how(self.plain, plain)

    def __hash__(self) -> int:
        note("now")
        return super().__hash__()

    def astimezone(self, tz: dt.tzinfo | None = None) -> Now:
        """The same time in another zone."""
        return Now.of(self.plain.astimezone(tz))

    def date(self) -> dt.date:
        """The day."""
        note("today")
        return super().date()

    @property
    def year(self) -> int:
        """The year."""
        note("year")
        return int(dt.datetime.year.__get__(self))


def _exact(name: str) -> Callable[..., Any]:
    method = getattr(dt.datetime, name)

    def asked(self: Now, *arguments: Any, **named: Any) -> Any:
        note("now")
        return method(self, *arguments, **named)

    return asked


def _exact_part(name: str) -> property:
    part = getattr(dt.datetime, name)

    def asked(self: Now) -> Any:
        note("now")
        return part.__get__(self)

    return property(asked)


for _name in (
    "__add__", "__radd__", "__sub__", "__rsub__", "__str__", "__format__", "isoformat", "timestamp",
    "strftime", "time", "timetz", "ctime", "weekday", "isoweekday", "isocalendar", "toordinal",
    "timetuple", "utctimetuple", "replace",
):  # fmt: skip
    setattr(Now, _name, _exact(_name))
for _name in ("month", "day", "hour", "minute", "second", "microsecond"):
    setattr(Now, _name, _exact_part(_name))
