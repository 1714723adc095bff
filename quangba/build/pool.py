"""Worker processes: started the same way everywhere, gone when their master ends.

A build of one page starts none, and loads nothing of what starts them.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from quangba.orphans import end_with_master

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.context import BaseContext


class LostError(Exception):
    """A worker process has died."""


@contextlib.contextmanager
def workers(
    count: int, *, forked: bool = False, start: Callable[[], None] | None = None
) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes. On any exception they are stopped at once, work in hand included.

    forked: they begin with what this one has, see `forks`; start: called first in each.
    Raises LostError when one of them dies.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    how = context(forked=forked)
    pool = ProcessPoolExecutor(count, mp_context=how, initializer=_prepare, initargs=(start,))
    try:
        yield pool
    except BaseException as failure:
        for process in multiprocessing.active_children():
            process.terminate()
        # told to stop while the pool began: its thread may not have been started yet
        with contextlib.suppress(RuntimeError):
            pool.shutdown(cancel_futures=True)
        if isinstance(failure, BrokenProcessPool):
            raise LostError(str(failure)) from failure
        raise
    pool.shutdown()


def context(*, forked: bool) -> BaseContext:
    """What such processes are started by, and what they share is made of."""
    import multiprocessing

    return multiprocessing.get_context("fork" if forked else "spawn")


def forks() -> bool:
    """Whether processes may begin as copies of this one: never half-way through a thread's work.

    macOS has libraries that a copy must not use; Windows has no copies.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def _prepare(start: Callable[[], None] | None) -> None:
    # Ctrl+C reaches the whole group of processes; the master alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_master()
    if start:
        start()
