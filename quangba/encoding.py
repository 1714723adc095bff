"""How values are taken apart to be written as bytes, which digests of memos are made of."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter, methodcaller
from typing import Any

PROTOCOL = 5
"""Of pickle."""

_PLAIN = {
    "__reduce__": object.__reduce__,
    "__reduce_ex__": object.__reduce_ex__,
    "__getnewargs__": None,
    "__getnewargs_ex__": None,
}
"""What a class has that says nothing itself of how its objects are taken apart."""

_Reduce = Callable[[Any], Any]


class _Reductions(dict[type, _Reduce]):
    """How objects of a class are taken apart: as they say themselves, but faster.

    Python looks through the fields of a class for every object of it that is frozen and has slots.
    """

    def __missing__(self, cls: type) -> _Reduce:
        if issubclass(cls, type):
            raise KeyError(cls)  # a class is written by its name
        found = self[cls] = _of_fields(cls) or methodcaller("__reduce_ex__", PROTOCOL)
        return found


REDUCTIONS = _Reductions()
"""For picklers. What they write is the same as without it."""


def _of_fields(cls: type) -> _Reduce | None:
    """Of a class for which dataclasses do it."""
    taking = {name: getattr(cls, name, None) for name in _PLAIN}
    if taking != _PLAIN or _home_of_state(cls) != "dataclasses":
        return None
    names = [field.name for field in fields(cls)]
    if len(names) < 2:  # of one, `attrgetter` gives the value itself
        return None
    values, new, whose = attrgetter(*names), copyreg.__newobj__, (cls,)  # type: ignore[attr-defined]
    return lambda it: (new, whose, list(values(it)))


def _home_of_state(cls: type) -> str | None:
    return getattr(getattr(cls, "__getstate__", None), "__module__", None)
