"""How often Python looks for garbage while a site is built."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Iterator

_THRESHOLDS = 20_000, 20, 100
"""Instead of 700, 10, 10: nearly all that a build makes stays to its end or goes by itself."""

_lock = threading.Lock()
_usual: list[tuple[int, int, int]] = []
"""What holds when nobody builds, once for each who does in this process."""


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """Garbage in circles is looked for seldom within: looking takes a twentieth of a clean build.

    Processes that are forked within do as this one. Of several in threads, the last one that ends
    leaves all as it was.
    """
    with _lock:
        _usual.append(_usual[0] if _usual else gc.get_threshold())
        gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        with _lock:
            usual = _usual.pop()
            if not _usual:
                gc.set_threshold(*usual)
