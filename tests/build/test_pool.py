"""A pool of workers ends with whoever uses it, at whatever moment that is told to stop."""

import threading

import pytest

from quangba.build.pool import workers


def test_told_to_stop_while_the_pool_begins(monkeypatch):
    """The signal may come before the pool's own thread has started."""

    def start(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(KeyboardInterrupt), workers(1) as pool:
        pool.submit(print)
