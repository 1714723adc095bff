"""What files tell, kept by their bytes between runs: only what has changed is read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quangba.checks.leaks import files
from quangba.checks.leaks.patterns import Said
from quangba.media.leaks import Trace
from quangba.registers.restricted import Restricted
from quangba.store import write_atomically

FILE = "leaks.json"
VERSION = 2
"""Raised when the readers find more, or other things."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file tells. within: see `Told`; words: lines of the list whose words stand in it."""

    within: str
    traces: tuple[Trace, ...]
    said: tuple[Said, ...]
    words: tuple[int, ...]


def read(
    folder: Path, names: Iterable[str], restricted: tuple[Restricted, ...], cache: Path | None
) -> Iterator[tuple[str, tuple[Found, ...]]]:
    """Name and findings of every file that tells anything. cache: None where some are looked at."""
    about = hashlib.sha256(repr((VERSION, restricted)).encode()).hexdigest()
    known = _known(cache / FILE, about) if cache else {}
    kept: dict[str, Any] = {}
    for name in names:
        data = (folder / name).read_bytes()
        key = f"{Path(name).suffix.lower()} {hashlib.sha256(data).hexdigest()}"
        found = _understood(known.get(key))
        if found is None:
            found = tuple(_look(name, data, restricted))
        kept[key] = [asdict(each) for each in found]
        if found:
            yield name, found
    if cache and kept != known:
        text = json.dumps({"about": about, "files": kept}, ensure_ascii=False)
        with contextlib.suppress(OSError):  # only time is lost
            write_atomically(cache / FILE, text.encode())


def _look(name: str, data: bytes, restricted: tuple[Restricted, ...]) -> Iterator[Found]:
    for told in files.read(name, data):
        text = f"{told.words}\n{told.within}" if told.words or told.within else ""
        words = tuple(each.line for each in restricted if text and each.pattern.search(text))
        if told.traces or told.said or words:
            yield Found(told.within, told.traces, told.said, words)


def _known(file: Path, about: str) -> Mapping[str, Any]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return dict(kept["files"]) if kept["about"] == about else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _understood(rows: Any) -> tuple[Found, ...] | None:
    try:
        return tuple(
            Found(
                str(row["within"]),
                tuple(Trace(**each) for each in row["traces"]),
                tuple(Said(**each) for each in row["said"]),
                tuple(map(int, row["words"])),
            )
            for row in rows
        )
    except (TypeError, KeyError, ValueError):
        return None
