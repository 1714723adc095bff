"""`quangba serve`: a preview, the server that shows it, and what brings one to the other."""

from __future__ import annotations

import contextlib
import gc
import gettext
import math
import os
import shutil
import threading
import time
import webbrowser
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from quangba.build import panel, record
from quangba.build.darkroom import Darkroom
from quangba.build.live import Live
from quangba.build.live_server import Server
from quangba.build.preview import Preview
from quangba.build.shown import Event, Shown, Tell
from quangba.build.watching import Change, Watch, signs
from quangba.media import errands
from quangba.media.standing import standing
from quangba.messages import msg
from quangba.settings import Settings, read

FOLDER = "preview"
KEPT = "site"
"""The folder of the last preview, from which the next one goes on."""


@dataclass(frozen=True, slots=True)
class Words:
    """In which language problems are shown in pages."""

    catalogue: gettext.NullTranslations
    language: str


def serve(
    config_file: Path, *, host: str, port: int, open_browser: bool, tell: Tell, words: Words
) -> None:
    """Serve the site until interrupted.

    Raises InputError for settings that cannot be used, BusyError where the address is taken.
    """
    settings = read(config_file)
    with own_folder(settings.cache_dir / FOLDER) as folder:
        preview = Preview(config_file, folder, tell)
        mount = urlsplit(settings.site_url).path
        with Server(preview.root, mount, host, port) as server, standing(errands.load) as workers:
            try:
                preview.supplies.darkroom = server.live.darkroom = Darkroom(workers)
                watch = Watch(signs(watched(settings)))
                preview.sight = _Sight(server.live, words)
                # before there are threads: processes can then begin as copies of this one
                if shown := preview.rebuild():
                    _show(server.live, shown, words)
                workers.start()
                _follow(preview, server, watch, words, open_browser=open_browser)
            except KeyboardInterrupt:
                tell(Event(msg("The preview has ended.")))
            finally:
                preview.close()


def _follow(
    preview: Preview, server: Server, watch: Watch, words: Words, *, open_browser: bool
) -> None:
    """Rebuild at each change."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        if preview.settings:
            watch.set(watched(preview.settings))
        preview.supplies.has_news = lambda: watch.has_news
        preview.tell(Event(msg("Preview: {url} (Ctrl+C ends it)", url=server.url)))
        if open_browser:
            webbrowser.open(server.url)
        waste, again = Waste(), Again()
        again.note(is_wanted=preview.stumbled is not None)
        while True:
            if change := watch.wait() or again.due:
                started = time.perf_counter()
                if shown := preview.rebuild(change.paths):
                    _show(server.live, shown, words)
                if preview.settings:
                    watch.set(watched(preview.settings))
                again.note(is_wanted=preview.stumbled is not None)
                waste.collect(time.perf_counter() - started)
    finally:
        watch.close()
        server.shutdown()


class Again:
    """When to try once more what the system has not allowed: nobody tells when it will.

    At first soon: a file that was in the way of another is gone in a moment.
    """

    _FIRST, _MOST = 1.0, 60.0
    """Seconds."""

    def __init__(self) -> None:
        self._pause, self._moment = self._FIRST, math.inf

    def note(self, *, is_wanted: bool) -> None:
        """After a rebuild."""
        self._moment = time.monotonic() + self._pause if is_wanted else math.inf
        self._pause = min(2 * self._pause, self._MOST) if is_wanted else self._FIRST

    @property
    def due(self) -> Change | None:
        """What is told where it is time: nothing is known."""
        return Change(None) if time.monotonic() >= self._moment else None


class Waste:
    """What rebuilds leave, looked for when they have taken several times as long as looking.

    Each rebuild leaves a whole site, whose parts know each other: Python finds it only by going
    through all that is held, which takes longer than most edits.
    """

    _TIMES = 4

    def __init__(self) -> None:
        self._worked = self._cost = 0.0

    def collect(self, worked: float) -> None:
        """After a rebuild that has taken so many seconds."""
        self._worked += worked
        if self._worked < self._TIMES * self._cost:
            return
        started = time.perf_counter()
        gc.collect()
        self._worked, self._cost = 0.0, time.perf_counter() - started


class _Sight:
    """What browsers have in sight. They get what they are shown before the rebuild goes on."""

    def __init__(self, live: Live, words: Words) -> None:
        self._live = live
        self._words = words

    @property
    def looked_at(self) -> frozenset[str]:
        """The paths of the files of pages."""
        return self._live.looked_at

    def show(self, files: Mapping[str, bytes | Path]) -> None:
        """Show these files until the rebuild has come to its end."""
        self._live.show(files)
        self._live.give_way()

    def tell(self, shown: Shown) -> None:
        """Show what has been found, before the files are there."""
        if self._live.foot(*_feet(shown, self._words)):
            self._live.give_way()


def _feet(shown: Shown, words: Words) -> tuple[dict[str, str], str]:
    """What stands at the foot of pages, by the paths of their files, and of all pages."""
    catalogue, language = words.catalogue, words.language
    panels = {path: panel.html(each, catalogue, language) for path, each in shown.pages}
    return panels, panel.html(shown.everywhere, catalogue, language)


def _show(live: Live, shown: Shown, words: Words) -> None:
    live.tell(shown.changed, *_feet(shown, words))


@contextlib.contextmanager
def own_folder(parent: Path) -> Iterator[Path]:
    """A folder for this process: that of the last preview, or, while one is open, another.

    The other one is removed at the end; those of killed previews go at once.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for lock_file in sorted(parent.glob("*.lock")):
        if lock_file.stem != KEPT:
            with contextlib.suppress(Timeout, OSError), FileLock(lock_file, blocking=False):
                shutil.rmtree(lock_file.with_suffix(""), ignore_errors=True)
                lock_file.unlink(missing_ok=True)
    first = FileLock(parent / f"{KEPT}.lock", blocking=False)
    try:
        first.acquire()
    except Timeout:
        with _passing_folder(parent / str(os.getpid())) as folder:
            yield folder
        return
    try:
        (parent / KEPT).mkdir(exist_ok=True)
        yield parent / KEPT
    finally:
        first.release()


@contextlib.contextmanager
def _passing_folder(folder: Path) -> Iterator[Path]:
    lock_file = folder.with_suffix(".lock")
    with FileLock(lock_file):
        try:
            folder.mkdir()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            lock_file.unlink(missing_ok=True)


def watched(settings: Settings) -> tuple[Path, ...]:
    """The files and folders whose change means a new build; some may be still to come."""
    return tuple(map(Path, record.places(settings)))
