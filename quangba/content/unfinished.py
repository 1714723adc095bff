"""Fields of front matter that nobody has written yet, as `quangba new` leaves them: TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from quangba.messages import msg
from quangba.problems import Problem, Severity, error

TODO = "TODO"
_TODO = re.compile(r"\s*TODO\b")


def fields(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that are still to be written: ('description', 'capital.value')."""
    return tuple(dict.fromkeys(_fields(values, "")))


def _fields(value: Any, name: str) -> Iterator[str]:
    match value:
        case str():
            if _TODO.match(value):
                yield name
        case list():
            for each in value:
                yield from _fields(each, name)
        case Mapping():
            for key, each in value.items():
                yield from _fields(each, f"{name}.{key}" if name else str(key))
        case _:
            pass


def problem(path: str, line: int | None, names: tuple[str, ...], *, draft: bool) -> Problem:
    """What is to be written. A draft is never published, so that its gaps hold nobody up."""
    found = error(
        "page-todo", path, line,
        msg("Still to be written: {fields}.", fields=", ".join(names)),
        msg("Write what is true in place of TODO, or keep the page back with  draft: true"),
    )  # fmt: skip
    return replace(found, severity=Severity.NOTE) if draft else found
