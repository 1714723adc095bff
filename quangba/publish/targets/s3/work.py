"""Many requests at once, and what each has done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TypeVar

from quangba.publish.targets.s3.store import THREADS

Job = TypeVar("Job")
Result = TypeVar("Result")
PAUSE = 20.0
"""Seconds after which we look up from waiting."""


def together(
    jobs: Iterable[Job],
    work: Callable[[Job], Result],
    done: Callable[[Job, Result], None],
    meanwhile: Callable[[], None],
) -> None:
    """Do all jobs; `done` is called here, one by one, also for those that end after a failure.

    The first failure is raised, when nothing is going on any more.
    """
    finished: SimpleQueue[tuple[Job, Future[Result]]] = SimpleQueue()
    with ThreadPoolExecutor(THREADS) as pool:
        left: set[Future[Result]] = set()
        for job in jobs:
            future = pool.submit(work, job)
            left.add(future)
            future.add_done_callback(lambda each, job=job: finished.put((job, each)))  # type: ignore[misc]
        try:
            while left:
                _take(finished, left, done)
                meanwhile()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            while not finished.empty():
                job, each = finished.get()
                if not each.cancelled() and each.exception() is None:
                    done(job, each.result())
            raise


def _take(
    finished: SimpleQueue[tuple[Job, Future[Result]]],
    left: set[Future[Result]],
    done: Callable[[Job, Result], None],
) -> None:
    try:
        job, future = finished.get(timeout=PAUSE)
    except Empty:
        return
    left.discard(future)
    done(job, future.result())
