"""The processes that work in a folder. Only Linux lets us look."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

SOON = 20.0
"""Seconds in which workers have to be gone after their master."""


def inside(folder: Path) -> list[int]:
    """Numbers of the processes whose working folder it is, but for our own."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == folder and int(process.name) != os.getpid():
                found.append(int(process.name))
    return sorted(found)


def outlived(folder: Path) -> list[str]:
    """What works there still, though nobody waits for it."""
    until = time.monotonic() + SOON
    while time.monotonic() < until:
        if not inside(folder):
            return []
        time.sleep(0.01)
    return [f"process {number} goes on" for number in inside(folder)]


def below(folder: Path) -> dict[str, bytes]:
    """Files of a folder, their contents."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
