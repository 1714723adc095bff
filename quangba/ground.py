"""What every page depends on and no page names: our code, the libraries, Python, the system.

Another ground, and everything is made anew. Little is imported here: it is asked for before it is
known whether there is anything to do.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache

import quangba

_ENVIRONMENT = re.compile(rb"!ENV\b")
_WORD = re.compile(rb"\w+")
_ELSEWHERE = re.compile(
    rb"^(?:INHERIT|hooks)\s*:|pymdownx\.(?:snippets|b64)\b|\b(?:markdown|mdx)_include\b"
    rb"|\bcustom_icons\b",
    re.MULTILINE,
)
"""Other files of settings, and extensions of Markdown that read files which no page names."""


def ground(**options: object) -> str:
    """Hash of the ground; options: how the site was asked for, as plain values."""
    said = hashlib.sha256()
    said.update(installed())
    said.update(repr(sorted(options.items())).encode())
    return said.hexdigest()


@cache
def installed() -> bytes:
    """What a process runs on: it stays as it was when it was first asked for."""
    parts = (sys.version, sys.platform, platform.machine(), *_code(), *_libraries())
    return hashlib.sha256(b"".join(os.fsencode(part) + b"\0" for part in parts)).digest()


def environment(config: bytes, environ: Mapping[str, str] = os.environ) -> str | None:
    """What settings (the bytes of mkdocs.yml) take from outside of the site; None: not known.

    Of the environment those variables are in it that the settings name. Others are others in each
    window of a terminal. Files that mkdocs and Markdown would read or run are not looked for.
    """
    if _ELSEWHERE.search(config):
        return None
    if not _ENVIRONMENT.search(config):
        return ""
    named = sorted(_named(config, environ))
    return hashlib.sha256(repr([(name, environ[name]) for name in named]).encode()).hexdigest()


def _named(config: bytes, environ: Mapping[str, str]) -> Iterator[str]:
    """The variables whose names stand anywhere in the settings.

    YAML can write letters by their numbers, behind a backslash: where there is one, nobody knows.
    """
    text = config.upper() if sys.platform == "win32" else config  # there, all names are in capitals
    words = set(_WORD.findall(text))
    for name in environ:
        written = os.fsencode(name)
        is_word = _WORD.fullmatch(written) is not None
        if b"\\" in config or (written in words if is_word else written in text):
            yield name


def _code() -> Iterator[str]:
    """Our own files: names, sizes and times."""
    left = [os.path.dirname(os.path.abspath(quangba.__file__))]
    found: list[str] = []
    while left:
        with os.scandir(left.pop()) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    left.append(entry.path)
                else:
                    about = entry.stat()
                    found.append(f"{entry.path}\0{about.st_size}\0{about.st_mtime_ns}")
    yield from sorted(found)


def _libraries() -> Iterator[str]:
    """What is installed: the names tell the versions, the times that it was put there again."""
    for folder in sys.path:
        found: list[str] = []
        if os.path.isdir(folder):
            with os.scandir(folder) as entries:
                found += [
                    f"{entry.name}\0{entry.stat().st_mtime_ns}"
                    for entry in entries
                    if entry.name.endswith((".dist-info", ".egg-info", ".pth"))
                ]
        yield from sorted(found)
