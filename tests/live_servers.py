"""The server of a preview, while a test asks it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from quangba.build.live_server import Server


@contextlib.contextmanager
def answering(folder: Path) -> Iterator[Server]:
    """One of a folder, at a port that is free."""
    with Server(folder, "", "127.0.0.1", 0) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        found.shutdown()
        thread.join()
