"""How often Python looks for garbage while a site is built."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_THRESHOLDS = 20_000, 20, 100
"""Instead of 700, 10, 10: nearly all that a build makes stays to its end or goes by itself."""


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """Garbage in circles is looked for seldom within: looking takes a twentieth of a clean build.

    Processes that are forked within do as this one.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
