"""The two builds that are compared. All that the proof knows of the builder stands here.

Both run in this process, as a step must not cost the start of workers. What is named by its
content (renditions, cards, fonts, codes) is kept for all of a run, for both builds, and cards are
not drawn; what a build remembers of pages is each site's own, and a clean build has none.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

from quangba import ground
from quangba.build import driver
from quangba.build.darkroom import Darkroom, Offers
from quangba.build.preview import Event, Preview, Shown, Tell
from quangba.errors import QuangbaError
from quangba.media import errands, pool
from quangba.media.cards import draw
from quangba.media.standing import Standing
from quangba.problems import stops
from tests.incremental import trees, vale
from tests.incremental.trees import Tree

SHARED = ("media", "cards", "fonts", "codes")
"""Folders of a cache in which every file is named by all that its bytes depend on."""


@dataclass(frozen=True)
class Built:
    """The site after a build, and what the build said. failed: why it was not put in place."""

    tree: Tree
    told: tuple[str, ...]
    failed: str | None = None

    @property
    def said(self) -> str:
        return "\n".join((self.failed or "built", *self.told))


class Way(Protocol):
    """Of making a site: as `quangba build` does, or as `quangba serve`. Keeps what it keeps."""

    def again(self, root: Path, kept: Path) -> Built:
        """Build where the last build was. kept: the folder of what is named by its content."""

    def first(self, root: Path, kept: Path) -> Built:
        """Build in a folder in which nothing has ever been built."""


class Command:
    """`quangba build`, each time as if it had just been started."""

    def again(self, root: Path, kept: Path) -> Built:
        share(root, kept)
        return _build(root)

    first = again


@dataclass
class Sight:
    """Some pages are in sight of browsers. shown: what they got ahead of the others."""

    root: Path
    shown: dict[str, bytes | Path] = field(default_factory=dict)

    @property
    def looked_at(self) -> frozenset[str]:
        pages = sorted(file.relative_to(self.root).as_posix() for file in self.root.rglob("*.html"))
        return frozenset(pages[::3])

    def show(self, files: Mapping[str, bytes | Path]) -> None:
        self.shown = dict(files)

    def tell(self, shown: Shown) -> None:
        """Only browsers are told before the end."""

    def others(self) -> tuple[str, ...]:
        """Of what was shown, what is there now and is another."""
        there = ((self.root / path, data) for path, data in self.shown.items())
        return tuple(
            f"{file} was shown otherwise"
            for file, data in there
            if file.is_file() and file.read_bytes() != _bytes(data)
        )


def _bytes(data: bytes | Path) -> bytes:
    return data if isinstance(data, bytes) else data.read_bytes()


@dataclass
class Served:
    """`quangba serve`, which goes on from one edit to the next. folder: where it has its pages."""

    folder: Path
    preview: Preview | None = None
    told: list[Event] = field(default_factory=list)
    seen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """The sources after the last edit: the preview is told what is another since."""

    def again(self, root: Path, kept: Path) -> Built:
        share(root, kept)
        changed = None
        before, self.seen = self.seen, sources(root)
        if self.preview is None:
            self.preview = _preview(root, self.folder, self.told.append)
        else:
            paths = before.keys() | self.seen.keys()
            changed = frozenset(each for each in paths if before.get(each) != self.seen.get(each))
        self.told.clear()
        self.preview.sight = sight = Sight(self.preview.root)
        with here(root):
            shown = self.preview.rebuild(changed)
        problems = [each for event in self.told for each in event.problems]
        failed = stops(problems, strict=False) or any(event.failed for event in self.told)
        said = (*map(str, problems), *(text for event in self.told for text in event.log))
        said += () if failed or shown is None else sight.others()
        return Built(trees.read(self.preview.root), said, "an error" if failed else None)

    def first(self, root: Path, kept: Path) -> Built:
        folder = root / "served"
        folder.mkdir()
        return Served(folder).again(root, kept)


def sources(root: Path) -> dict[str, tuple[int, ...]]:
    """What a preview watches, by absolute path: of files size, time and inode."""
    home = root.resolve()
    below = (path for name in ("docs", "assets") for path in (home / name).rglob("*"))
    return {os.fspath(path): _sign(path) for path in (home / "mkdocs.yml", *below)}


def _sign(path: Path) -> tuple[int, ...]:
    if not path.is_file():
        return ()
    about = path.stat()
    return about.st_size, about.st_mtime_ns, about.st_ino


class Idle(Darkroom):
    """What is shown before its renditions are made is all that counts: nobody asks for them."""

    def __init__(self) -> None:
        super().__init__(Standing(errands.load))

    def offer(self, offers: Offers, first: Collection[str] = ()) -> None:
        """No worker begins."""

    def bring(self, path: str) -> None:
        """Nor here."""


def _preview(root: Path, folder: Path, tell: Tell) -> Preview:
    preview = Preview(root / "mkdocs.yml", folder, tell, processes=1)
    preview.darkroom = Idle()
    return preview


def copied(root: Path, aside: Path) -> Path:
    """The same sources in another folder, in which nothing has ever been built."""
    shutil.rmtree(aside, ignore_errors=True)
    vale.copy(root, aside, vale.sources(root))
    return aside


def share(root: Path, kept: Path) -> None:
    """Let a site have the common store."""
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    for name in SHARED:
        (kept / name).mkdir(parents=True, exist_ok=True)
        if not (cache / name).exists():
            (cache / name).symlink_to(kept / name, target_is_directory=True)


def _build(root: Path) -> Built:
    with here(root):
        try:
            report = driver.build(root / "mkdocs.yml", processes=1)
        except QuangbaError as failure:
            told, failed = _told(failure), str(failure.message)
        else:
            told, failed = tuple(map(str, report.problems)), None
    return Built(trees.read(root / "site"), told, failed)


def _told(failure: QuangbaError) -> tuple[str, ...]:
    problems = getattr(failure, "problems", ())
    return tuple(str(each) for each in (*problems, *getattr(failure, "log", ())))


@contextmanager
def here(root: Path) -> Iterator[None]:
    """Builds are of the site's own time, and whatever works for them works in this process."""
    moment = vale.now(root)
    epoch = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    ground.installed.cache_clear()  # each build sees what is installed then
    with (
        mock.patch.dict(os.environ, epoch),
        mock.patch.object(sys, "path", [*sys.path, str(root / vale.LIBRARIES)]),
        mock.patch.object(pool, "run", _run),
    ):
        yield


def _run(work: Callable[[Any], Any], items: Iterable[Any], **_: object) -> Iterator[Any]:
    done = _cards if work is draw.render else work
    no_limit = 0.0
    return ((item, pool._guarded(done, no_limit, item)) for item in items)


def _cards(task: draw.Task) -> int:
    """Cards that nobody looks at here, though a page's name for each is the right one.

    To draw one takes as long as to make ten pages, and another drawing of the theme is on all.
    """
    for sheet in task.sheets:
        sheet.to.write_bytes(sheet.to.name.encode())
    return len(task.sheets)
