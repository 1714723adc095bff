"""What a worker process does when its master was killed outright: it ends, too."""

from __future__ import annotations

import os
import signal
import threading


def end_with_master() -> None:
    """Called in a worker. Without it, it would work on, or wait for work for ever."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    import multiprocessing

    master = multiprocessing.parent_process()
    assert master is not None
    master.join()
    os.kill(os.getpid(), signal.SIGTERM)
