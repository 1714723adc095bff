"""Renditions made when a browser asks for them, before the rebuild comes to them.

They have the bytes that the rebuild would give them: a file's name stands for its bytes, and
browsers keep it for ever.
"""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from quangba.media import errands
from quangba.media.standing import EndedError, Standing
from quangba.media.tasks import Task
from quangba.store import is_stored

Offers = Mapping[str, Task]
"""What can be made, a rendition each, by the path under which it is published."""

LATELY = 300
"""So many renditions that browsers have asked for are known."""

_KEY = re.compile(r"\.[0-9a-f]{10}(?=\.[a-z0-9]+$)")


class Darkroom:
    """Safe for threads: a rebuild offers, those who answer browsers bring."""

    def __init__(self, workers: Standing) -> None:
        self._workers = workers
        self._lock = threading.Lock()
        self._offers: Offers = {}
        self._begun: dict[str, Callable[[], object]] = {}
        self._lately: dict[str, None] = {}

    def offer(self, offers: Offers, first: Collection[str] = ()) -> None:
        """These can be asked for from now on, and no others.

        first: paths of those that are begun at once. So is what browsers have asked for of the
        pictures of before: they will again.
        """
        with self._lock:
            before, self._offers = self._offers, offers
            self._begun = {
                path: ended
                for path, ended in self._begun.items()
                if before.get(path) == offers.get(path)
            }
            lately = {path for path in offers if _KEY.sub("", path) in self._lately}
        for path in (*first, *sorted(lately.difference(first))):
            with contextlib.suppress(EndedError):
                self._begin(path)

    def asked(self, path: str) -> None:
        """A browser has asked for a file."""
        if (name := _KEY.sub("", path)) == path:
            return
        with self._lock:
            self._lately.pop(name, None)
            self._lately[name] = None
            if len(self._lately) > LATELY:
                del self._lately[next(iter(self._lately))]

    def bring(self, path: str) -> None:
        """Have a rendition in the store, if it is one that is offered and can be made."""
        with contextlib.suppress(EndedError, OSError):
            if ended := self._begin(path):
                ended()

    def _begin(self, path: str) -> Callable[[], object] | None:
        with self._lock:
            task = self._offers.get(path)
            if task is None or path in self._begun or is_stored(_file(task)):
                return self._begun.get(path)
            ended = self._begun[path] = self._workers.begin(errands.develop, task)
            return ended


def _file(task: Task) -> Path:
    (rendition,) = task.renditions
    return task.store / f"{rendition.key(task.facts.digest)}.{rendition.format}"
