"""What is told when files change: by the system at once, else by a look every two seconds.

What is told of is all that a rebuild reads again. So whatever a look finds that had not been told
means that nothing is known. Where it finds a file of which something had been told, the last of
several changes may have been lost: it is told once more, at once if the file is another one than
when it was told.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from quangba.build.saving import Save

GATHERED = 0.03
"""Seconds of quiet after which changes are one: an editor writes, renames and touches."""

SAVED = 0.003
"""The same where all that has changed is one file, which somebody has written and closed."""

LONGEST = 0.5
"""Seconds after which they are told though others still come."""

LOOK = 2.0
"""Seconds between two looks at all files, for file systems that tell nothing."""

_CHANGES = {"created", "modified", "closed", "deleted", "moved"}
"""Kinds of events. "closed" is of a file that was open to be written."""

Sign = tuple[int, int, int, int]

_GONE: Sign = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed. paths: all of it, absolute; None where that is not known."""

    paths: frozenset[str] | None


class Watch:
    """Folders and files that are watched. Call `wait` in a loop."""

    def __init__(self, seen: Mapping[str, Sign]) -> None:
        """seen: how everything was when it was last read (`signs`)."""
        self._condition = threading.Condition()
        self._places: tuple[Path, ...] = ()
        self._heard: tuple[tuple[int, int], ...] = ()
        """The folders of which the system tells, for each place."""
        self._is_changed = False
        self._ended = False
        self._told: set[str] = set()
        self._news: set[str] = set()
        self._again: set[str] = set()
        self._handed: dict[str, Sign] = {}
        """How files were when `wait` told of them: before anybody has read them."""
        self._is_known = True
        self._save = Save()
        self._known = seen
        self._observer: BaseObserver | None = None
        self._looker = threading.Thread(target=self._look_on, daemon=True)

    def set(self, places: Iterable[Path]) -> None:
        """Watch these from now on; to be called again after every change.

        A file is watched by its folder, as editors put another there, and so is a folder that may
        come. Of a folder that went and came back the system would tell nothing any more.
        """
        wanted = tuple(place.absolute() for place in places)
        heard = tuple(_identity(_folder(place)) for place in wanted)
        if wanted == self._places and heard == self._heard and self._is_alive:
            return
        self._stop()
        self._places, self._heard = wanted, heard
        self._observer = self._observing()
        self.look()
        if not self._looker.is_alive():
            self._looker.start()

    def _observing(self) -> BaseObserver | None:
        """None where there are no more watches to be had: the looks remain."""
        observer = None
        try:
            observer = Observer()
            for place in self._places:
                is_folder, folder = place.is_dir(), _folder(place)
                if folder.is_dir():
                    handler = _Handler(self, None if is_folder else os.fspath(place))
                    observer.schedule(handler, os.fspath(folder), recursive=is_folder)
            observer.start()
        except OSError:
            if observer is not None:
                observer.stop()  # with what it has begun
            return None
        return observer

    @property
    def _is_alive(self) -> bool:
        """Whether the system's words are still heard: who hears those of a folder goes with it."""
        found = self._observer
        return found is None or all(each.is_alive() for each in (found, *found.emitters))

    def wait(self) -> Change | None:
        """What has changed, when all is quiet then; None after a while of nothing.

        The while is short: on Windows nothing else would hear Ctrl+C.
        """
        with self._condition:
            if not self._condition.wait_for(lambda: self._is_changed, timeout=0.5):
                return None
            end = time.monotonic() + LONGEST
            while self._is_changed and time.monotonic() < end:
                self._is_changed = False
                quiet = SAVED if self._is_known and self._save.is_done else GATHERED
                self._condition.wait_for(lambda: self._is_changed, timeout=quiet)
            paths = frozenset(self._news | self._again)
            self._handed |= {path: _sign(path) for path in paths}
            change = Change(paths if self._is_known else None)
            self._is_changed, self._is_known = False, True
            self._news, self._again, self._save = set(), set(), Save()
            return change

    @property
    def has_news(self) -> bool:
        """Whether something has changed that `wait` has not told of."""
        return self._is_changed

    def close(self) -> None:
        """Watch no longer."""
        self._ended = True
        self._stop()

    def tell(self, kind: str, *paths: str) -> None:
        """Something has changed; paths: where. kind: of the event, as watchdog has it."""
        with self._condition:
            self._told.update(paths)
            self._news.update(paths)
            self._save.note(kind, *paths)
            self._is_changed = True
            self._condition.notify_all()

    def doubt(self) -> None:
        """Something has changed, and nobody has told what."""
        with self._condition:
            self._is_known = False
            self._is_changed = True
            self._condition.notify_all()

    def _stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def _look_on(self) -> None:
        while not self._ended:
            time.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Tell of what has changed since the last look, unless it has been told."""
        with self._condition:
            told, self._told = self._told, set()
            handed, self._handed = self._handed, {}
            places, before = self._places, self._known
        now = signs(places)
        changed = {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
        late = {path for path in changed & handed.keys() if now.get(path, _GONE) != handed[path]}
        with self._condition:
            if places != self._places:
                return
            self._known = now
            self._again |= changed & told
            if late & told:
                self._is_changed = True
                self._condition.notify_all()
        if changed - told:
            self.doubt()


class _Handler(FileSystemEventHandler):
    def __init__(self, watch: Watch, only: str | None) -> None:
        self._watch = watch
        self._only = only

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Reading a file is an event, too, and a rebuild reads them all."""
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        is_listed = event.is_directory and event.event_type == "modified"
        if event.event_type not in _CHANGES or is_listed:
            return
        if self._only is None or self._only in paths:
            self._watch.tell(event.event_type, *paths)


def signs(places: Iterable[Path]) -> dict[str, Sign]:
    """Size, time, inode and mode (who may read it) of each file."""
    found: dict[str, Sign] = {}
    left = [os.fspath(place) for place in places]
    while left:
        here = left.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    else:
                        found[entry.path] = _sign(entry.path)
        except NotADirectoryError:
            found[here] = _sign(here)
        except OSError:  # it has gone
            continue
    return found


def _sign(path: str) -> Sign:
    try:
        about = Path(path).stat()
    except OSError:
        return _GONE
    return about.st_size, about.st_mtime_ns, about.st_ino, about.st_mode


def _folder(place: Path) -> Path:
    """By which a place is watched."""
    return place if place.is_dir() else place.parent


def _identity(folder: Path) -> tuple[int, int]:
    try:
        about = folder.stat()
    except OSError:
        return 0, 0
    return about.st_dev, about.st_ino
