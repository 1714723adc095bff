"""The two builds that are compared. All that the proof knows of the builder stands here.

Clean ones run in this process, as a step must not cost the start of workers. What is named by its
content (renditions, cards, fonts, codes) is kept for all of a run, for both builds, and cards are
not drawn; what a build remembers of pages is each site's own, and a clean build has none.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

import brotli

from quangba import ground
from quangba.build import checking, compressing, driver, engine, making, unchanged
from quangba.build.darkroom import Darkroom, Offers
from quangba.build.preview import Preview
from quangba.build.shown import Event, Shown, Tell
from quangba.errors import QuangbaError
from quangba.media import errands, pool
from quangba.media.cards import draw
from quangba.media.standing import Standing
from quangba.outputs.hosting import precompress
from quangba.problems import stops
from tests.incremental import manner, trees, vale
from tests.incremental.edits.damage import DIGEST, STORES
from tests.incremental.manner import Builder
from tests.incremental.trees import Tree

SHARED = ("fonts", "codes", "compressed")
"""Folders of a cache in which every file is named by all that its bytes depend on.

So are those of `STORES`, but for what is known of them: each site has these for itself, with the
same files.
"""

FEW = 8
"""So many outputs are made by processes already, where there are any."""

_PLACE = re.compile(r"^The language “[^”]*” could not be built: page [^:]*: ")


@dataclass(frozen=True)
class Built:
    """The site after a build, and what the build said. failed: why it was not put in place."""

    tree: Tree
    told: tuple[str, ...]
    failed: str | None = None

    @property
    def said(self) -> str:
        """In which language and page it fails is left out: of processes, any may be the first."""
        failed = _PLACE.sub("A language could not be built: ", self.failed or "built")
        return "\n".join((failed, *self.told))


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
        if manner.builder(root).served:
            self._preview(root)
        built = _build(root)
        give(root, kept)
        return built

    first = again

    def _preview(self, root: Path) -> None:
        """Somebody begins a preview, and ends it."""
        folder = root.parent / "preview"
        folder.mkdir(exist_ok=True)
        with here(root):
            preview = _preview(root, folder, lambda _: None)
            preview.rebuild()
            preview.close()


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
        if self.preview is not None and manner.builder(root).served:
            self.preview.close()
            self.preview = None
        if self.preview is None:
            self.preview = _preview(root, self.folder, self.told.append)
        else:
            paths = before.keys() | self.seen.keys()
            changed = frozenset(each for each in paths if before.get(each) != self.seen.get(each))
        self.told.clear()
        self.preview.sight = sight = Sight(self.preview.root)
        with here(root):
            shown = self.preview.rebuild(changed)
        strange = [event.log for event in self.told if event.failed and event.log]
        assert not strange, strange
        assert self.preview.stumbled is None
        give(root, kept)
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
    preview = Preview(root / "mkdocs.yml", folder, tell)
    preview.supplies.darkroom = Idle()
    return preview


def copied(root: Path, aside: Path) -> Path:
    """The same sources in another folder, in which nothing has ever been built."""
    shutil.rmtree(aside, ignore_errors=True)
    vale.copy(root, aside, vale.sources(root))
    return aside


def share(root: Path, kept: Path) -> None:
    """Let a site have the common store; one that has been there looks after its own pictures."""
    cache = root / ".cache"
    if not cache.is_dir():
        cache.mkdir()
        for name in STORES:
            _link(kept / name, cache / name)
    for name in SHARED:
        (kept / name).mkdir(parents=True, exist_ok=True)
        if not (cache / name).exists():
            (cache / name).symlink_to(kept / name, target_is_directory=True)


def give(root: Path, kept: Path) -> None:
    """Let the others have the pictures of a site."""
    for name in STORES:
        _link(root / ".cache" / name, kept / name)


def _link(store: Path, other: Path) -> None:
    """Files of a store that another one has not; what is known of them stays where it is."""
    store.mkdir(parents=True, exist_ok=True)
    other.mkdir(exist_ok=True)
    there = {file.name for file in other.iterdir()}
    for file in store.iterdir():
        if len(file.stem) == DIGEST and file.name not in there:
            with suppress(FileExistsError):  # another process of the tests was sooner
                (other / file.name).hardlink_to(file)


def _build(root: Path) -> Built:
    options, site = manner.asked(root), manner.site(root)
    failed: str | None
    with here(root):
        try:
            told, failed = _report(root, site, options), None
        except QuangbaError as failure:
            told, failed = _told(failure), str(failure.message)
    return Built(trees.read(site), told, failed)


def _report(root: Path, site: Path, options: frozenset[str]) -> tuple[str, ...]:
    """What a build tells, or what the last one has told: as the command does."""
    config, home = root / "mkdocs.yml", site if manner.ELSEWHERE in options else None
    drafts, compressed = manner.DRAFTS in options, manner.COMPRESSED in options
    asked = unchanged.Asked.of(config, home, drafts=drafts, compressed=compressed)
    report = unchanged.last(asked) or driver.build(
        config, site_dir=home, drafts=drafts, compressed=compressed
    )
    return tuple(map(str, report.problems))


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
        mock.patch.object(compressing, "ENCODINGS", QUICK),
        mock.patch.object(precompress, "ENCODINGS", QUICK),
        _made_by(manner.builder(root)),
    ):
        yield
    if manner.builder(root) != Builder():
        manner.hire(root, once=0, spawned=False, served=False)


@contextmanager
def _made_by(builder: Builder) -> Iterator[None]:
    """The processes that make pages."""
    count = builder.once or builder.processes
    forks = sys.platform == "linux" and not builder.spawned
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(os, "cpu_count", return_value=count))
        if count > 1:
            for module, few in ((checking, 0), (engine, FEW)):
                stack.enter_context(mock.patch.object(module, "FEW", few))
            for module in (checking, making):
                stack.enter_context(mock.patch.object(module, "forks", return_value=forks))
        yield


def _quickly(data: bytes) -> bytes:
    """Deflated so that whoever wants to can have it back: others take a second for each page."""
    deflate = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return deflate.compress(data) + deflate.flush()


_PACKS: tuple[Callable[[bytes], bytes], ...] = (partial(brotli.compress, quality=1), _quickly)
QUICK = tuple(
    replace(each, revision="quick", pack=pack)
    for each, pack in zip(precompress.ENCODINGS, _PACKS, strict=True)
)
"""As copies are packed here."""


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
