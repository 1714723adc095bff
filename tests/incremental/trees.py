"""Trees of files, and in what two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

Tree = Mapping[str, bytes]
"""Path below a folder, '/'-separated -> content."""

_MOST = 12
_AROUND = 60


def read(folder: Path) -> Tree:
    """Every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def differences(found: Tree, wanted: Tree) -> str:
    """What is missing, too much, or other bytes: '' for nothing."""
    return "\n".join(islice(_differences(found, wanted), _MOST))


def _differences(found: Tree, wanted: Tree) -> Iterator[str]:
    for path in sorted(found.keys() | wanted.keys()):
        if path not in wanted:
            yield f"too much: {path}"
        elif path not in found:
            yield f"missing:  {path}"
        elif found[path] != wanted[path]:
            yield f"other:    {path}: {_where(found[path], wanted[path])}"


def _where(found: bytes, wanted: bytes) -> str:
    """The first place where bytes differ, of both."""
    pairs = enumerate(zip(found, wanted, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    start = max(at - _AROUND, 0)
    one, other = (each[start : at + _AROUND] for each in (found, wanted))
    return f"byte {at}\n    found  {one!r}\n    wanted {other!r}"
