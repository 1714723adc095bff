"""Files that rules read by themselves: a stamp tells whether they are those of before.

As git does it, by size and times of a file: a file that is written again is looked at again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from quangba.content.reader import STRINGS_FILE
from quangba.registers import external_links
from quangba.settings import Settings

Folder = Literal["data", "media", "theme", "documents", "fonts", "strings", "links"]

_TEXTS = (".yml", ".vtt", ".svg")
"""Of the library: pictures themselves are looked at when it is read."""


def stamp(settings: Settings, folders: Iterable[Folder]) -> str:
    """Changes with every change of a file in some of the project's folders."""
    digest = hashlib.blake2b(digest_size=12)
    for folder in folders:
        for path, state in _files(settings, folder):
            shown = state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
            digest.update(f"{path}\0{shown}\0".encode())
    return digest.hexdigest()


def _files(settings: Settings, folder: Folder) -> Iterator[tuple[str, os.stat_result]]:
    match folder:
        case "data":
            return _below(settings.data_dir)
        case "media":
            return _below(settings.media_dir, _TEXTS)
        case "theme":
            return _below(settings.theme_dir)
        case "documents":
            return _below(settings.documents_dir)
        case "fonts":
            return _below(settings.theme_dir / "fonts")
        case "strings":
            names = (settings.docs_dir / each.locale for each in settings.languages)
            return _each(name / STRINGS_FILE for name in names)
        case "links":
            return _each([settings.data_dir / external_links.FILE])


def _each(files: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    return ((str(file), file.stat()) for file in files if file.is_file())


def _below(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[tuple[str, os.stat_result]]:
    if not folder.is_dir():
        return
    todo = [os.fspath(folder)]
    while todo:
        with os.scandir(todo.pop()) as found:
            rows = sorted(found, key=lambda each: each.name)
        todo += [each.path for each in rows if each.is_dir()]
        for each in rows:
            if each.name.endswith(endings) and each.is_file():
                yield each.path, each.stat()
