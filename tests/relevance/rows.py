"""The rows of vi.yml, en.yml and zh.yml: what people type, and the pages that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.yml")))

WAYS = frozenset(
    {
        "plain",
        "accents",
        "wrong",
        "other-script",
        "traditional",
        "old-name",
        "short",
        "phrase",
        "joined",
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    typed: str
    wants: tuple[str, ...]
    """Paths below the folder of the language; the first is the one that is hoped for."""
    how: str


def rows(language: str) -> tuple[Row, ...]:
    given = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    return tuple(Row(row.pop("typed"), tuple(row.pop("wants")), **row) for row in given)
