"""Files that rules read by themselves: a stamp tells whether they are those of before.

As git does it, by size and times of a file: a file that is written again is looked at again.
"""

from __future__ import annotations

import contextlib
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
            digest.update(os.fsencode(f"{path}\0{shown}\0"))
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
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            yield str(file), file.stat()


def _below(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[tuple[str, os.stat_result]]:
    """What goes meanwhile is left out: editors write something beside a file for a moment."""
    todo, known = [os.fspath(folder)], set[Path]()
    while todo:
        try:
            with os.scandir(todo.pop()) as found:
                rows = sorted(found, key=lambda each: each.name)
        except (FileNotFoundError, NotADirectoryError):
            continue
        for each in rows:
            with contextlib.suppress(OSError):
                if _leads_on(each, known):
                    todo.append(each.path)
                elif each.name.endswith(endings) and each.is_file():
                    yield each.path, each.stat()


def _leads_on(each: os.DirEntry[str], known: set[Path]) -> bool:
    """Whether it is a folder that has not been looked at. known: where links have led to."""
    if not each.is_symlink():
        return each.is_dir()
    target = Path(each.path)
    if not target.is_dir() or (own := target.resolve()) in known:
        return False
    known.add(own)
    return True
