"""Tiny sites whose pages name each other, and readers who follow every link."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath

from quangba.outputs import theme_assets
from quangba.publish import release
from quangba.publish.release import Release

_LINK = re.compile(rb'(?:href|src)="/([^"]*)"')

Web = Mapping[str, bytes]
"""Path -> content; links in pages are absolute: /assets/look.css."""


def page(words: str, *links: str) -> bytes:
    return "\n".join([words, *(f'<a href="/{link}">' for link in links)]).encode()


def hashed(name: str, ending: str, content: bytes) -> str:
    """A name that says what is in the file."""
    return f"{theme_assets.FOLDER}/{name}.{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def written(folder: Path, web: Web) -> Release:
    """A web as a built site in a folder, which then holds nothing else."""
    for file in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else ():
        file.unlink() if file.is_file() else file.rmdir()
    for path, content in web.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return release.read(folder)


def broken(paths: Collection[str], read: Callable[[str], bytes | None]) -> list[str]:
    """Links of pages that a reader who comes by the home page finds and that lead nowhere."""
    seen, ahead, lost = set(), ["index.html"] if "index.html" in paths else [], []
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        content = read(path)
        if content is None:
            lost.append(path)
        elif PurePosixPath(path).suffix == ".html":
            ahead += [link.decode() for link in _LINK.findall(content)]
    return sorted(lost)


def silent(_: object) -> None:
    """Nobody waits."""
