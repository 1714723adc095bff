"""Something done by another process beside this one, forked while there is little to copy.

Where processes cannot be forked, nobody does it, and whoever wants it has to do it.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import sys
from collections.abc import Callable
from typing import Any


class Forked:
    """Work that has begun. Either `result` or `close` ends it."""

    def __init__(self, child: int, pipe: int) -> None:
        self._child = child
        self._pipe = pipe

    @classmethod
    def begin(cls, work: Callable[[], Any]) -> Forked | None:
        """Do some work in another process. What it gives is of values that `marshal` writes."""
        # with a second thread, a fork may copy a lock that nobody opens any more
        threads = sys.modules.get("threading")
        if not hasattr(os, "fork") or (threads and threads.active_count() > 1):
            return None
        try:
            pipe, end = os.pipe()
        except OSError:
            return None
        try:
            child = os.fork()
        except OSError:
            os.close(pipe)
            os.close(end)
            return None
        if not child:
            os.close(pipe)  # or it would wait for itself where nobody reads
            _do(work, end)
        os.close(end)
        return cls(child, pipe)

    def result(self) -> Any:
        """What the work has given, once; None where it failed."""
        with os.fdopen(self._pipe, "rb") as stream:
            data = stream.read()
        self._wait()
        try:
            return marshal.loads(data)  # noqa: S302 - of our own process
        except (EOFError, ValueError, TypeError):
            return None

    def close(self) -> None:
        """Nobody wants it any more."""
        os.close(self._pipe)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        self._wait()

    def _wait(self) -> None:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._child, 0)


def _do(work: Callable[[], Any], end: int) -> None:
    """All that the other process does."""
    try:
        with os.fdopen(end, "wb") as stream:
            stream.write(marshal.dumps(work()))
    except BaseException:  # noqa: BLE001 - whatever it is, this process tells nobody and ends
        os._exit(1)
    os._exit(0)
