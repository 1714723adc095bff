"""Worker processes for untrusted files: one original at a time, killed when they hang or crash.

What crashes or hangs a decoder costs its worker and its original; the others go on.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from quangba.media.facts import NO_MEMORY, Unusable
from quangba.orphans import end_with_master

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

SECONDS = 120.0
"""How much of a processor one original may take; a 100-megapixel panorama takes about 20."""

BUSY = 5
"""So many times as long may pass meanwhile: a machine that does other things hangs no picture."""

MEMORY = 4_000_000_000
"""How many bytes a worker may take; a 120-megapixel PNG with alpha takes about 1.5 GB."""

SPARE = 60.0
"""Seconds that workers may take to start, besides their work."""

POOLS = 3
"""So many pools may break at the same item before it is given up."""

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class Staying(Protocol):
    """Workers that are there between two runs. count: how many."""

    count: int

    def run(
        self, work: Callable[[ItemT], ResultT], items: Iterable[ItemT], seconds: float
    ) -> Iterator[tuple[ItemT, ResultT | Unusable]]:
        """As the function of that name."""


_there: Staying | None = None


def stay(workers: Staying | None) -> None:
    """From now on `run` asks these where it is to be at once."""
    global _there  # noqa: PLW0603 - a process has one preview
    _there = workers


def run(
    work: Callable[[ItemT], ResultT],
    items: Iterable[ItemT],
    *,
    processes: int | None = None,
    seconds: float = SECONDS,
    at_once: bool = False,
) -> Generator[tuple[ItemT, ResultT | Unusable], None, None]:
    """Do the work on each item in worker processes; results come in the items' order.

    A worker that dies, fails or takes more than `seconds` of each processor (or `BUSY` times as
    long on the clock) gives Unusable for its item alone.
    at_once: few items are done by workers that are there already, if any are (`stay`).
    What the disk does not allow is no fault of a picture: OSError is raised to the caller.
    """
    rest = list(items)
    if not rest:
        return
    if at_once and _there is not None and len(rest) <= _there.count:
        yield from _there.run(work, rest, seconds)
        return
    from concurrent.futures.process import BrokenProcessPool

    broken = 0
    while rest:
        done = 0
        try:
            for pair in _in_one_pool(work, rest, processes, seconds):
                done, broken = done + 1, 0
                yield pair
        except BrokenProcessPool:
            # Rarely pebble cannot tell whose worker has died, and gives all of them up.
            broken += 1
            if broken == POOLS:
                done, broken = done + 1, 0
                yield rest[done - 1], Unusable("picture-crashes", "")
        rest = rest[done:]


def _in_one_pool(
    work: Callable[[ItemT], ResultT], todo: list[ItemT], processes: int | None, seconds: float
) -> Iterator[tuple[ItemT, ResultT | Unusable]]:
    count = min(processes or os.cpu_count() or 1, len(todo))
    job = job_of(work, seconds)
    with begin(count, job) as pool:
        futures = [(item, begun(pool, job, item, seconds)) for item in todo]
        try:
            for item, future in futures:
                yield item, ended(future, seconds)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def begin(count: int, loaded: object, first: Callable[[], None] | None = None) -> ProcessPool:
    """A pool. Before its workers fetch items they load what `loaded` needs, and call `first`."""
    import multiprocessing

    from pebble import ProcessPool

    context = multiprocessing.get_context("spawn")
    return ProcessPool(count, context=context, initializer=_settle, initargs=(loaded, first))


def job_of(
    work: Callable[[ItemT], ResultT], seconds: float
) -> Callable[[ItemT], ResultT | Unusable]:
    """What a worker does with an item. seconds: see `run`."""
    return partial(_guarded, work, seconds * (os.cpu_count() or 1))


def begun(
    pool: ProcessPool, job: Callable[[ItemT], ResultT | Unusable], item: ItemT, seconds: float
) -> Future[ResultT | Unusable]:
    """A job that a worker of a pool does as soon as it is free."""
    return pool.schedule(job, args=(item,), timeout=BUSY * seconds)


def ended(future: Future[ResultT | Unusable], seconds: float) -> ResultT | Unusable:
    """Its result. Raises BrokenProcessPool where it has to be begun again, in another pool."""
    return _result(partial(_awaited, future, 2 * BUSY * seconds + SPARE))


def _awaited(future: Future[ResultT | Unusable], patience: float) -> ResultT | Unusable:
    """The result of the first item that has none yet. Raises BrokenProcessPool for a lost one.

    A worker that is killed just as it fetches an item takes it along, and pebble does not notice:
    it would never come. As items are begun in their order, it has to wait for one other at most.
    """
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result(patience)
    except TimeoutError:
        if future.done():
            raise
        raise BrokenProcessPool from None


def _guarded(work: Callable[[ItemT], ResultT], seconds: float, item: ItemT) -> ResultT | Unusable:
    """In the worker: whatever a decoder raises becomes a result that can be sent home."""
    try:
        with _limited(seconds):
            return work(item)
    except MemoryError:
        return Unusable("picture-too-large", NO_MEMORY)
    except (OSError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as failure:  # noqa: BLE001 - a panic in Rust is no Exception
        return Unusable("picture-broken", f"{type(failure).__name__}: {failure}")


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """The system ends this process when it has used so much of the processors within."""
    if not hasattr(signal, "setitimer"):  # Windows: only the clock counts
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _result(wait: Callable[[], ResultT]) -> ResultT | Unusable:
    from pebble import ProcessExpired

    try:
        return wait()
    except TimeoutError:
        return Unusable("picture-hangs", "")
    except ProcessExpired as death:
        if hasattr(signal, "SIGPROF") and death.exitcode == -signal.SIGPROF:
            return Unusable("picture-hangs", "")
        return Unusable("picture-crashes", str(death.exitcode))


def _settle(_job: object, first: Callable[[], None] | None) -> None:
    """First thing in a worker.

    Its modules are loaded with the job that it is given here. Were they loaded with its first
    item, that is while it fetches one, nobody else could fetch any: if it were killed then, the
    others would wait for a minute, and its item would be lost.
    """
    end_with_master()
    # Ctrl+C reaches the whole group of processes; the master alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where the system can: a file that unpacks without end ends its worker, not the machine.
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    if first:
        first()
