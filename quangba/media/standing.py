"""Workers that stay, for whoever waits in front of a screen: Python and decoders are loaded."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from quangba.media import pool
from quangba.media.facts import Unusable
from quangba.media.pool import ItemT, ResultT

if TYPE_CHECKING:
    from concurrent.futures import Future

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
        self._open: dict[Future[Any], ProcessPool] = {}
        """Who is to do what."""

    def start(self) -> None:
        """Workers begin; nobody waits for that."""
        self.begin(_nothing, None)
        pool.stay(self)

    def close(self) -> None:
        """End them, work in hand included: whoever waits for it is told by EndedError."""
        with self._lock:
            gone, self._pool, self._is_closed = self._pool, None, True
        self._stop(gone)

    def begin(
        self, work: Callable[[ItemT], ResultT], item: ItemT, seconds: float = pool.SECONDS
    ) -> Callable[[], ResultT | Unusable]:
        """Do it as soon as a worker is free; what is given back waits for the result.

        Raises EndedError, and so does what is given back.
        """
        from concurrent.futures import CancelledError
        from concurrent.futures.process import BrokenProcessPool

        job = pool.job_of(work, seconds)
        first = self._begin(job, item, seconds)

        def ended() -> ResultT | Unusable:
            workers, future = first
            for _ in range(pool.POOLS):
                try:
                    return pool.ended(future, seconds)
                except (CancelledError, BrokenProcessPool):
                    workers, future = self._begin(job, item, seconds, instead_of=workers)
            return Unusable("picture-crashes", "")

        return ended

    def run(
        self, work: Callable[[ItemT], ResultT], items: Iterable[ItemT], seconds: float
    ) -> Iterator[tuple[ItemT, ResultT | Unusable]]:
        """As `pool.run`."""
        for item, ended in [(item, self.begin(work, item, seconds)) for item in items]:
            yield item, ended()

    def _begin(
        self,
        job: Callable[[ItemT], ResultT | Unusable],
        item: ItemT,
        seconds: float,
        instead_of: ProcessPool | None = None,
    ) -> tuple[ProcessPool, Future[ResultT | Unusable]]:
        """A job of a pool; of a new one where there is none, or only one that is of no use."""
        with self._lock:
            if self._is_closed:
                raise EndedError
            gone = self._pool if self._pool is instead_of else None
            workers = None if gone else self._pool
            try:
                found = self._in(workers or self._new(), job, item, seconds)
            except RuntimeError:  # it broke, and nobody has waited for what was in it
                gone = workers
                found = self._in(self._new(), job, item, seconds)
        self._stop(gone)
        return found

    def _new(self) -> ProcessPool:
        self._pool = pool.begin(self.count, _nothing, self._load)
        return self._pool

    def _in(
        self,
        workers: ProcessPool,
        job: Callable[[ItemT], ResultT | Unusable],
        item: ItemT,
        seconds: float,
    ) -> tuple[ProcessPool, Future[ResultT | Unusable]]:
        future = pool.begun(workers, job, item, seconds)
        self._open[future] = workers
        future.add_done_callback(self._open.pop)
        return workers, future

    def _stop(self, workers: ProcessPool | None) -> None:
        """End a pool. What it had been given and nobody will do is cancelled: it never would be."""
        if workers is None:
            return
        workers.stop()  # type: ignore[no-untyped-call]
        workers.join()
        for future, its in list(self._open.items()):
            if its is workers:
                future.cancel()


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
