"""What a part of schema.org allows, read from schema_org.yml; and JSON-LD held against it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

BASE = "https://schema.org/"
ANNOTATIONS = {"query-input"}
"""What search actions say beside properties: https://schema.org/docs/actions.html."""

_DATA = {
    "Text": lambda value: isinstance(value, str) and value == value.strip() != "",
    "URL": lambda value: isinstance(value, str) and bool(urlsplit(value).netloc),
    "Date": lambda value: (
        isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
    ),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Duration": lambda value: (
        isinstance(value, str) and re.fullmatch(r"PT(?=\d)(\d+M)?(\d+S)?", value) is not None
    ),
}


@functools.cache
def types() -> Mapping[str, Mapping[str, Any]]:
    file = Path(__file__).with_suffix(".yml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def lineage(name: str) -> Iterator[str]:
    """A type and all that it is a kind of."""
    at: str | None = name
    while at:
        yield at
        at = types()[at].get("is")


def properties(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in lineage(name):
        own = types()[each]
        found |= {key: kinds for key, kinds in own.items() if key not in {"is", "members"}}
    return found


def faults(node: Mapping[str, Any], known: Mapping[str, str], at: str = "") -> Iterator[str]:
    """What is wrong with a node and those in it. known: types by the `@id` of things."""
    kind = node.get("@type")
    if kind not in types():
        yield f"{at}: no type {kind}"
        return
    allowed = properties(kind)
    for key, value in node.items():
        where = f"{at}/{kind}.{key}"
        if key in {"@type", "@id"} or key in ANNOTATIONS:
            continue
        if key not in allowed:
            yield f"{where} is no property of {kind}"
            continue
        for each in value if isinstance(value, list) else [value]:
            if not any(_fits(each, expected, known) for expected in allowed[key]):
                yield f"{where}: {each!r} is none of {allowed[key]}"
            if isinstance(each, dict) and "@type" in each:
                yield from faults(each, known, where)


def _fits(value: Any, expected: str, known: Mapping[str, str]) -> bool:
    if expected in _DATA:
        return _DATA[expected](value)
    if members := types()[expected].get("members"):
        return isinstance(value, str) and value.removeprefix(BASE) in members
    if not isinstance(value, dict):
        return False
    kind = value.get("@type") or known.get(value.get("@id", ""))
    return kind is not None and expected in lineage(kind)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every typed thing in a JSON-LD document, the inner ones, too."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def references(value: Any) -> Iterator[str]:
    """The things that a JSON-LD document names without describing them there."""
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value["@id"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)
