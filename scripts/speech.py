"""What the scripts say, in Vietnamese or English as the reader's system is set."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

_WINDOWS_VIETNAMESE = 0x2A  # primary language identifier


class Stop(Exception):  # noqa: N818 - it is not always an error; it is where a script ends
    """A script cannot go on; the text says what is missing and the command that mends it."""


def vietnamese(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the system speaks Vietnamese (POSIX variables, else Windows' setting)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return environ[name].lower().startswith("vi")
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _WINDOWS_VIETNAMESE
    return False


def words(vi: str, en: str) -> str:
    """Return the text in the reader's language."""
    return vi if vietnamese() else en


def say(text: str) -> None:
    """Print a line now, even where the next line comes from another process."""
    print(text, flush=True)


def leave(reason: Stop) -> NoReturn:
    """Say why, and leave with the exit code that quangba has for a failed build."""
    print(reason, file=sys.stderr, flush=True)
    sys.exit(3)


def any_letter() -> None:
    """Let a terminal that cannot show Vietnamese letters show a mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
