"""Put a finished folder in the place of another so that nobody sees half of either."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux renameat2
_RENAME_SWAP = 2  # macOS renamex_np


def name_of(target: Path) -> str:
    """What belongs to a folder and to no other has this in its name."""
    return hashlib.sha256(os.fsencode(target.resolve())).hexdigest()[:16]


def switch(new: Path, target: Path, retired: Path) -> None:
    """Make `new` the folder `target`; what was there has the name `new` then.

    All are on one file system. Where names cannot be exchanged in one step, `recover` mends a run
    that was killed between the renames.
    """
    if not os.path.lexists(target):
        new.rename(target)
    elif not exchange(new, target):
        _in_two_steps(new, target, retired)
        with contextlib.suppress(OSError):  # the site is in its place: who builds next has no twin
            retired.rename(new)


def put_in_place(new: Path, target: Path, retired: Path) -> None:
    """Make `new` the folder `target`. What was there ends as `retired`, which is then removed.

    All three are on one file system. Where the system can exchange two names in one step, there
    is no moment without `target`; elsewhere there is one between two renames, and `recover`
    mends a run that was killed in it.
    """
    if target.is_symlink():
        target = target.resolve()
    if not target.exists():
        new.rename(target)
        return
    if exchange(new, target):
        new.rename(retired)
    else:
        _in_two_steps(new, target, retired)
    shutil.rmtree(retired, ignore_errors=True)


def _in_two_steps(new: Path, target: Path, retired: Path) -> None:
    """Where another program has a file open in the new folder, the old one comes back."""
    target.rename(retired)
    try:
        new.rename(target)
    except OSError:
        retired.rename(target)
        raise


def recover(target: Path, retired: Path) -> bool:
    """Bring back a folder that a killed run had moved away. True if there was one to bring."""
    if retired.is_dir() and not target.exists():
        retired.rename(target)
        return True
    return False


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; False where the system cannot."""
    import ctypes

    try:
        libc = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            result = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            result = libc.renamex_np(first, second, _RENAME_SWAP)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(result == 0)
