"""What was found in each original, kept between runs, so that only new files are looked at."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from quangba.ground import ground
from quangba.media import plan
from quangba.media.facts import Facts, Unusable
from quangba.store import check_of, write_atomically

FILE = "index.json"
VERSION = 1

Found = Facts | Unusable
Inspect = Callable[[list[Path]], Iterable[tuple[Path, Found]]]


def facts(files: Iterable[Path], root: Path, cache: Path, inspect: Inspect) -> Mapping[Path, Found]:
    """Facts of every file; `inspect` is asked for those that are new or changed.

    A file counts as unchanged while its size, times and inode are the same. An index that is
    missing, broken or of another version is made anew. That a decoder hung or died is not kept:
    the machine may have been busy or short of memory. That a file cannot be used counts as long as
    code and libraries are the same: others may be able to read it.
    """
    known = _read(cache / FILE)
    stamps = {file: _stamp(file) for file in files}
    found: dict[Path, Found] = {}
    for file, stamp in stamps.items():
        row = known.get(_name(file, root))
        if isinstance(row, dict) and row.get("stamp") == stamp and (kept := _from_row(row)):
            found[file] = kept
    new = [file for file in stamps if file not in found]
    if new:
        found |= dict(inspect(new))
    if new or len(known) != len(stamps):
        rows = {
            _name(file, root): {"stamp": stamps[file], **_to_row(found[file])}
            for file in stamps
            if not _passing(found[file])
        }
        _write(cache / FILE, rows)
    return {file: found[file] for file in stamps}


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


def _stamp(file: Path) -> list[int]:
    stat = file.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _to_row(found: Found) -> dict[str, Any]:
    match found:
        case Facts():
            return {"facts": asdict(found)}
        case Unusable():
            return {"unusable": asdict(found), "ground": ground()}


def _passing(found: Found) -> bool:
    return isinstance(found, Unusable) and found.is_passing


def _from_row(row: Mapping[str, Any]) -> Found | None:
    """What a row says; None when it says nothing that can be true."""
    if (known := _fields(Unusable, row.get("unusable"))) is not None:
        return Unusable(**known) if row.get("ground") == ground() else None
    known = _fields(Facts, row.get("facts"))
    if known is None or not (known["width"] > 0 and known["height"] > 0):
        return None
    dots = known["dots"]
    return Facts(**{**known, "dots": tuple(dots)}) if all(map(_is_text, dots)) else None


_JSON = {"str": str, "int": int, "bool": bool, "tuple[str, ...]": list}


def _fields(of: type[Facts | Unusable], values: object) -> dict[str, Any] | None:
    """The fields of a record, if they are all there and of the right type."""
    wanted = {field.name: _JSON[str(field.type)] for field in fields(of)}
    if not isinstance(values, dict) or values.keys() != wanted.keys():
        return None
    right = all(type(values[name]) is kind for name, kind in wanted.items())
    return values if right else None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _read(file: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        data = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(data, dict) and data.get("version") == [VERSION, plan.PIPELINE]:
            rows = data.get("files")
            if isinstance(rows, dict) and data.get("check") == check_of(rows):
                return rows
    return {}


def _write(file: Path, rows: Mapping[str, Any]) -> None:
    data = {"version": [VERSION, plan.PIPELINE], "check": check_of(rows), "files": rows}
    with contextlib.suppress(OSError):
        write_atomically(file, json.dumps(data, sort_keys=True, indent=0).encode())
