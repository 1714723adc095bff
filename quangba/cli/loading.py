from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def loading() -> Iterator[None]:
    """Around imports: what they bring stays, and is not looked through for waste, now or later.

    Otherwise that is done a hundred times while 280 modules are loaded, for a sixth of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
