"""What browsers show of a preview: what of it has changed, what they get ahead of all else."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quangba.build.darkroom import Darkroom

PATIENCE = 25.0
"""Seconds after which a page that asks whether it is still right is answered in any case."""

MANY, BRIEF = 4, 1.0
"""Where more pages ask, the seconds for each further one: browsers have six connections for all."""

RELOAD = 0.25
"""Seconds in which a browser that was told of a change has begun to load the page anew."""

CALM = 0.04
"""Seconds without a request after which pages have what they need."""

LONGEST = 0.6
"""Seconds that a build waits for browsers at most."""

Data = bytes | Path
"""Of a file: its bytes, or another file that has them."""


class Live:
    """What changed when: versions are milliseconds since 1970, so that a new server's are later."""

    def __init__(self, root: Path) -> None:
        """root: the folder that is served."""
        self.version = _now()
        self.darkroom: Darkroom | None = None
        """Where renditions are made that a page shows before the build comes to them."""
        self._root = root
        self._start = self.version
        self._changed: dict[str, int] = {}
        self._panels: dict[str, str] = {}
        self._everywhere = ""
        self._ahead: dict[str, Data] = {}
        self._asking: Counter[str] = Counter()
        self._answering = 0
        self._answered = 0.0
        self._condition = threading.Condition()

    # -- what a rebuild tells ---------------------------------------------------------------

    def tell(self, changed: Iterable[str], panels: dict[str, str], everywhere: str) -> None:
        """These files have changed, and that is told at the foot of pages, by their paths."""
        with self._condition:
            touched = set(changed) | self._differing(panels)
            for path, data in self._ahead.items():
                if self._is_there(path, data):
                    # it was told when it was shown, unless its foot is another one now
                    if panels.get(path) == self._panels.get(path):
                        touched.discard(path)
                else:
                    touched.add(path)
            self._ahead = {}
            self._set(touched, panels, everywhere)

    def foot(self, panels: dict[str, str], everywhere: str) -> bool:
        """That is told at the foot of pages from now on; whether it is new on one in sight."""
        with self._condition:
            touched = self._differing(panels)
            is_seen = any(self._asking[path] > 0 for path in touched)
            if everywhere != self._everywhere:
                is_seen = any(count > 0 for count in self._asking.values())
            self._set(touched, panels, everywhere)
            return is_seen

    def _differing(self, panels: dict[str, str]) -> set[str]:
        paths = panels.keys() | self._panels.keys()
        return {path for path in paths if panels.get(path) != self._panels.get(path)}

    def _set(self, touched: set[str], panels: dict[str, str], everywhere: str) -> None:
        if not touched and everywhere == self._everywhere:
            return
        self._touch(touched)
        if everywhere != self._everywhere:
            self._start = self.version
        self._panels, self._everywhere = panels, everywhere
        self._condition.notify_all()

    def show(self, files: Mapping[str, Data]) -> None:
        """Give browsers these files until `tell`, and no others that they were given before."""
        with self._condition:
            others = {path: data for path, data in self._ahead.items() if path not in files}
            self._ahead = dict(files)
            self._touch(files)
            self._touch(path for path, data in others.items() if not self._is_there(path, data))
            self._condition.notify_all()

    def give_way(self) -> None:
        """Wait until browsers have loaded what they were shown: they share a processor with us."""
        begun = time.monotonic()
        with self._condition:
            is_loading = self._condition.wait_for(lambda: self._answered > begun, timeout=RELOAD)
            while is_loading and time.monotonic() < begun + LONGEST:
                before = self._answered
                self._condition.wait_for(lambda: self._answered > before, timeout=CALM)  # noqa: B023 - asked within
                is_loading = bool(self._answering) or self._answered > before

    def _touch(self, paths: Iterable[str]) -> None:
        self.version = max(_now(), self.version + 1)
        self._changed |= dict.fromkeys(paths, self.version)

    def _is_there(self, path: str, data: Data) -> bool:
        try:
            wanted = data if isinstance(data, bytes) else data.read_bytes()
            return (self._root / path).read_bytes() == wanted
        except OSError:
            return False

    # -- what browsers ask ------------------------------------------------------------------

    @property
    def looked_at(self) -> frozenset[str]:
        """The files of the pages that browsers have in sight."""
        with self._condition:
            return frozenset(path for path, count in self._asking.items() if count > 0)

    def panel(self, path: str) -> str:
        """What is told at the foot of a page."""
        with self._condition:
            return self._everywhere + self._panels.get(path, "")

    def ahead(self, path: str) -> bytes | None:
        """A file that is to be shown before the build has ended. Raises OSError."""
        with self._condition:
            data = self._ahead.get(path)
        if self.darkroom:
            self.darkroom.asked(path)
            if isinstance(data, Path):
                self.darkroom.bring(path)
        return data.read_bytes() if isinstance(data, Path) else data

    def newer(self, paths: Iterable[str], since: int) -> int:
        """The version of the first change of one of some files after a version; else that.

        A version that is still to come is another server's, whose clock was ahead of ours.
        """
        own = tuple(paths)

        def latest() -> int:
            return max(self._start, *(self._changed.get(path, 0) for path in own))

        with self._condition:
            if since > self.version:
                return self.version
            self._asking.update(own)
            patience = PATIENCE if self._asking.total() <= MANY else BRIEF
            try:
                self._condition.wait_for(lambda: latest() > since, timeout=patience)
            finally:
                self._asking.subtract(own)
            return max(latest(), since)

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """A browser waits for a file."""
        with self._condition:
            self._answering += 1
        try:
            yield
        finally:
            with self._condition:
                self._answering -= 1
                self._answered = time.monotonic()
                self._condition.notify_all()


def _now() -> int:
    return time.time_ns() // 1_000_000
