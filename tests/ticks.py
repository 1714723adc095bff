"""Changes of files that a clock can tell: on many systems it goes in ticks of milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quangba.looks import Signature, signature


def told(file: Path, change: Callable[[], object]) -> None:
    """Change a file, again and again until its size or its times say so."""
    before = _seen(file)
    while _seen(file) == before:
        change()


def _seen(file: Path) -> Signature | None:
    return signature(file.stat()) if file.exists() else None
