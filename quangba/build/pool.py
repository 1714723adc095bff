"""Worker processes: started the same way everywhere, gone when their master ends."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from quangba.orphans import end_with_master


@contextlib.contextmanager
def workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes. On any exception they are stopped at once, work in hand included."""
    # spawn on every system: the same behaviour everywhere, and no threads copied half-way
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_prepare)
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        # told to stop while the pool began: its thread may not have been started yet
        with contextlib.suppress(RuntimeError):
            pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def _prepare() -> None:
    # Ctrl+C reaches the whole group of processes; the master alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_master()
