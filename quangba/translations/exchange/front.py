"""The words of front matter, written into a page's file; other lines stay as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping

from quangba import yaml_source
from quangba.content.sections import WORDS
from quangba.translations.exchange import parts
from quangba.translations.page_text import PageText


def with_words(text: PageText, fields: Mapping[str, str]) -> PageText:
    """The page with new words. fields: by kind of piece (`title`, `glance.0.label`)."""
    rows: dict[tuple[int, str], str] = {}
    for kind, words in fields.items():
        if match := parts.ROW.fullmatch(kind):
            rows[int(match[1]), match[2]] = words
        else:
            text = _with_field(text, kind, (f"{kind}: {_scalar(words)}",))
    return _with_rows(text, rows) if rows else text


def _with_field(text: PageText, name: str, lines: tuple[str, ...]) -> PageText:
    """A field in its place; a new one where a reader would look for it, after those before it."""
    if text.field(name):
        return text.with_field(name, lines)
    for before in reversed(WORDS[: WORDS.index(name)]):
        if known := text.field(before):
            return text.with_field(before, (*known, *lines))
    return text.with_field(name, lines)


def _with_rows(text: PageText, new: Mapping[tuple[int, str], str]) -> PageText:
    document, _ = yaml_source.parse("\n".join(text.field("glance")), "")
    given = document.values.get("glance") or []
    rows = [{"label": str(row["label"]), "value": str(row["value"])} for row in given]
    count = max(len(rows), *(index + 1 for index, _ in new))
    rows += [{"label": "", "value": ""} for _ in range(count - len(rows))]
    for (index, part), words in new.items():
        rows[index][part] = words
    lines = [
        f"  - {{label: {_quoted(row['label'])}, value: {_quoted(row['value'])}}}" for row in rows
    ]
    return _with_field(text, "glance", ("glance:", *lines))


def _scalar(words: str) -> str:
    """Words as YAML: bare where that is read as the same words."""
    words = " ".join(words.split())
    document, problems = yaml_source.parse(f"x: {words}", "")
    return words if not problems and document.values.get("x") == words else _quoted(words)


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
