"""What a build does beside its beginning: another process looks at the site and its twin.

While modules are imported and sources read, the files of the site are looked through by a process
that was forked when there was nothing to copy yet. Where processes cannot be forked, the build
looks for itself later.

What was seen counts only if nobody has had the site since (`Looked.turn`), and if it is what the
last build has sealed: so all that holds which holds of a look later. What somebody changes by hand
while a build runs is found by the next one, as always.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import sys

from quangba.build.listing import Seen
from quangba.build.mending import Looked, from_plain, looked, plain


class Ahead:
    """What a command has begun. `close` it at the end."""

    def __init__(self) -> None:
        self._seen: tuple[tuple[str, ...], Seen] | None = None
        self._child = 0
        self._pipe = -1

    # -- sources ----------------------------------------------------------------------------

    def note(self, places: tuple[str, ...], seen: Seen) -> None:
        """The state of sources has been looked at; nothing of them has been read."""
        self._seen = places, seen

    def seen(self, places: tuple[str, ...]) -> Seen | None:
        """Of these places, if it was them that were looked at. Once: who reads again looks."""
        found, self._seen = self._seen, None
        return found[1] if found and found[0] == places else None

    # -- the site ---------------------------------------------------------------------------

    def begin(self, target: str, twin: str) -> None:
        """Let another process look at a site and its twin."""
        # with a second thread, a fork may copy a lock that nobody opens any more
        threads = sys.modules.get("threading")
        if not hasattr(os, "fork") or (threads and threads.active_count() > 1):
            return
        self.close()
        try:
            self._pipe, end = os.pipe()
            self._child = os.fork()
        except OSError:
            return
        if not self._child:
            os.close(self._pipe)  # or it would wait for itself where nobody reads
            _look(target, twin, end)
        os.close(end)

    def looked(self) -> Looked | None:
        """What the other process has seen; None if it has not, and the second time."""
        if self._pipe < 0:
            return None
        with os.fdopen(self._pipe, "rb") as stream:
            self._pipe = -1
            data = stream.read()
        self._end()
        try:
            return from_plain(marshal.loads(data))  # noqa: S302 - of our own process
        except (EOFError, ValueError, TypeError):
            return None

    def close(self) -> None:
        """Nobody wants to know any more."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self._end()

    def _end(self) -> None:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._child, 0)


def _look(target: str, twin: str, end: int) -> None:
    """All that the other process does."""
    try:
        with os.fdopen(end, "wb") as stream:
            stream.write(marshal.dumps(plain(looked(target, twin))))
    except BaseException:  # noqa: BLE001 - whatever it is, this process tells nobody and ends
        os._exit(1)
    os._exit(0)
