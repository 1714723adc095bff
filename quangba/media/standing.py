"""Workers that stay, for whoever waits in front of a screen: Python and decoders are loaded."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from quangba.media import pool
from quangba.media.facts import Unusable
from quangba.media.pool import ItemT, ResultT

if TYPE_CHECKING:
    from pebble import ProcessPool

COUNT = 2
"""One for what pages wait for, one for what browsers ask for meanwhile. Each takes 60 MB."""


class EndedError(Exception):
    """The workers were ended before the work was."""


class Standing:
    """A pool that is kept. Safe for threads. What its workers do to each other is as in `pool`."""

    count = COUNT

    def __init__(self, load: Callable[[], None]) -> None:
        """load: called first in each worker."""
        self._load = load
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._is_closed = False

    def start(self) -> None:
        """Workers begin; nobody waits for that."""
        self.begin(_nothing, None)
        pool.stay(self)

    def close(self) -> None:
        """End them, work in hand included: whoever waits for it is told by EndedError."""
        with self._lock:
            gone, self._pool, self._is_closed = self._pool, None, True
        _stop(gone)

    def begin(
        self, work: Callable[[ItemT], ResultT], item: ItemT, seconds: float = pool.SECONDS
    ) -> Callable[[], ResultT | Unusable]:
        """Do it as soon as a worker is free; what is given back waits for the result.

        Raises EndedError, and so does what is given back.
        """
        from concurrent.futures import CancelledError
        from concurrent.futures.process import BrokenProcessPool

        job = pool.job_of(work, seconds)
        its = self._running()
        first = its, pool.begun(its, job, item, seconds)

        def ended() -> ResultT | Unusable:
            workers, future = first
            for _ in range(pool.POOLS):
                try:
                    return pool.ended(future, seconds)
                except CancelledError:
                    raise EndedError from None
                except BrokenProcessPool:
                    workers = self._running(instead_of=workers)
                    future = pool.begun(workers, job, item, seconds)
            return Unusable("picture-crashes", "")

        return ended

    def run(
        self, work: Callable[[ItemT], ResultT], items: Iterable[ItemT], seconds: float
    ) -> Iterator[tuple[ItemT, ResultT | Unusable]]:
        """As `pool.run`."""
        for item, ended in [(item, self.begin(work, item, seconds)) for item in items]:
            yield item, ended()

    def _running(self, instead_of: ProcessPool | None = None) -> ProcessPool:
        """The pool; a new one where there is none, or only one that is of no use any more."""
        with self._lock:
            if self._is_closed:
                raise EndedError
            gone = self._pool if self._pool is instead_of else None
            if self._pool is None or gone is not None:
                self._pool = pool.begin(self.count, _nothing, self._load)
            found = self._pool
        _stop(gone)
        return found


def _stop(workers: ProcessPool | None) -> None:
    if workers is not None:
        workers.stop()  # type: ignore[no-untyped-call]
        workers.join()


def _nothing(_: None) -> None:
    """A worker is there."""


@contextlib.contextmanager
def standing(load: Callable[[], None]) -> Iterator[Standing]:
    """Workers that `pool.run` asks, once they are started, for few items at once."""
    workers = Standing(load)
    try:
        yield workers
    finally:
        pool.stay(None)
        workers.close()
