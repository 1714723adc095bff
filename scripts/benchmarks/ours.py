"""Our own generator, as an editor starts it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import corpus
from benchmarks.articles import Page
from benchmarks.generator import Generator
from benchmarks.tools import Tools


def _make(root: Path, pages: Iterable[Page]) -> None:
    corpus.make_of(root, pages)


def _command(_tools: Tools, _root: Path, _changed: str) -> Sequence[str]:
    return [sys.executable, "-m", "quangba", "build"]


QUANGBA = Generator(
    name="quangba",
    title="quangba",
    make=_make,
    put=corpus.write_edited,
    page="docs/vi/{path}.md",
    template=("assets/theme/main.html", "</body>"),
    output="site",
    kept=tuple(f".cache/{each}" for each in ("media", "cards", "codes", "fonts")),
    caches=(".cache",),
    command=_command,
)
