"""The whole build: check, build languages side by side, put the result in place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from quangba import checks, press, site, yaml_source
from quangba.build import (
    checking,
    collecting,
    moments,
    preparing,
    record,
    stocking,
    swap,
    unchanged,
)
from quangba.build.ahead import Ahead
from quangba.build.cards import cards_lacking, make_cards
from quangba.build.clips import clips_lacking, make_clips
from quangba.build.engine import FEW, Engine, Session
from quangba.build.last import LastBuild
from quangba.build.listing import Seen, digest, look
from quangba.build.making import WORK_FOLDER, FailedError, peak_mb, told_of
from quangba.build.pool import LostError
from quangba.build.preparing import Job
from quangba.build.target import refuse_used
from quangba.build.tree import Tree
from quangba.checks.weighing import LetPass, Part, Weighed, weigh
from quangba.errors import BuildError, BusyError, InputError, StoreError
from quangba.ground import environment, ground
from quangba.kept import Kept
from quangba.media import service
from quangba.media.library import store_folder, unusable
from quangba.memory import Key, Memory
from quangba.messages import msg
from quangba.mkdocs_plugin.content import Level
from quangba.problems import Problem, stops
from quangba.reports import people
from quangba.settings import Settings, read
from quangba.site import Site

LOCK_SECONDS = 600
"""How long a build waits for another one of the same site."""

MOST_RUNS = 3
"""So often is what pages need made again when it goes missing meanwhile."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. seconds: wall time; peak_mb: the largest process; size in bytes.

    warnings: of the pages' making; made: how many outputs were made and not left as they were.
    """

    site_dir: Path
    pages: int
    files: int
    size: int
    seconds: float
    peak_mb: float
    problems: tuple[Problem, ...]
    passed: tuple[LetPass, ...]
    warnings: tuple[str, ...]
    made: int


Progress = Callable[[int, int], None]
"""Called with the number of outputs (or originals) that are done, and of all."""


def check(config_file: Path) -> tuple[Site, tuple[Problem, ...]]:
    """The site and the problems of its content that are told. Raises as `examine`."""
    loaded, found = examine(config_file)
    return loaded, found.problems


def examine(config_file: Path, processes: int | None = None) -> tuple[Site, Weighed]:
    """The site and every problem of its content, as its settings weigh them.

    processes: how many look at pages of which nothing is known yet.
    Raises InputError for unusable settings.
    """
    return _examined(read(config_file), processes)


def _examined(settings: Settings, processes: int | None) -> tuple[Site, Weighed]:
    loaded, problems = site.load(settings)
    kept = Kept(settings.cache_dir / "checks" / "content.db", base(settings))
    with remembered(loaded.memory, kept, "content"):
        if kept.is_empty:
            checking.ahead(loaded, processes)
        found = checks.weighed(loaded, problems)
    return loaded, found


def examine_site(loaded: Site, folder: Path, shown: Path | None = None) -> Weighed:
    """The problems of a built site, as its settings weigh them. Raises InputError without one.

    folder: an empty path is where builds go; shown: the folder that problems name instead.
    Where a build puts another site there meanwhile, that one is looked at; raises BusyError when
    it does not end.
    """
    from quangba.build import check_built
    from quangba.checks import leaks

    home = loaded.settings.site_dir if folder == Path() else folder
    for _ in range(MOST_RUNS):
        with contextlib.suppress(FileNotFoundError):
            before = record.state([home])
            found = (*check_built.check(loaded, home, shown).problems, *leaks.check(loaded, home))
            if record.state([home]) == before:
                return weigh(found, loaded.settings, loaded.today, part=Part.BUILT)
    raise BusyError(
        msg("{folder} changes while it is being checked. Wait for the build and check again.",
            folder=loaded.settings.relative(home))
    )  # fmt: skip


def make_pictures(
    loaded: Site,
    *,
    drafts: bool,
    progress: Progress | None,
    cards: bool = True,
    ready: Callable[[], None] = lambda: None,
) -> tuple[Problem, ...]:
    """Make the renditions that are not in the store yet; problems of those that cannot be made.

    cards: those of all pages, too; ready: is called when pages can have their pictures, and cards
    are still to be drawn.
    """
    tree = loaded.tree if drafts else loaded.public
    settings = loaded.settings
    library = settings, loaded.pictures, loaded.recipes, press.uses(loaded, tree)
    for _ in range(MOST_RUNS):
        rows = service.optimize(*library, progress=progress)
        failed = tuple(
            unusable(settings.relative(loaded.pictures[row.name].file), row.unusable)
            for row in rows
            if row.unusable
        )
        failed += make_clips(loaded, tree, progress=progress)
        if not failed:
            ready()
        if cards and not failed:  # that of a picture that cannot be used would fail likewise
            failed = make_cards(loaded, tree, progress=progress)
        # the store can be deleted at any moment
        if failed or not (
            service.lacking(*library)
            or clips_lacking(loaded, tree)
            or (cards and cards_lacking(loaded, tree))
        ):
            return failed
    raise StoreError(
        msg("Somebody keeps deleting {folder}; the site is as it was.",
            folder=settings.relative(store_folder(settings)))
    )  # fmt: skip


@collecting.seldom()
def build(  # noqa: PLR0913 - options of one command
    config_file: Path,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    drafts: bool = False,
    compressed: bool = False,
    processes: int | None = None,
    progress: Progress | None = None,
    media_progress: Progress | None = None,
    ahead: Ahead | None = None,
) -> Report:
    """Build the site into its folder, or leave the folder exactly as it was.

    compressed: with copies that servers send as they are, `FILE.br` and `FILE.gz`; processes: how
    many make pages, by default one for each processor; ahead: what has been begun of it.
    Raises InputError for content that cannot be published, BuildError when a language fails or the
    folder is not to be built into, BusyError when another build of this site does not end.
    """
    started = time.perf_counter()
    asked = unchanged.Asked.of(
        config_file, site_dir, strict=strict, drafts=drafts, compressed=compressed
    )
    ahead = ahead or Ahead()
    with _alone(config_file, site_dir, ahead) as begun:
        settings, target, seen = begun.settings, begun.home.target, begun.seen
        loaded, found = _examined(settings, processes)
        if stops(found.problems, strict=strict):
            raise InputError(msg("Nothing was built; the site is as it was."), found.problems)
        tree = Tree(begun.work.parent, target, ahead.looked)
        run = Run(loaded, tree, Job(config_file, loaded.now, drafts), packed=compressed)
        run.make(processes, progress, media_progress)
        _fail_on(run.warnings, strict=strict)
        if strict:
            found = _checked(run, found, packed=compressed)
        if compressed:
            from quangba.build.compressing import compress

            compress(tree, settings.cache_dir)
        run.finish()
        state = digest(tree.files)
        record.write(
            settings, target, strict=strict, drafts=drafts, sources=seen.plain, files=state
        )
        tree.settle()
    report = Report(
        site_dir=target,
        pages=sum(f"/{path}".endswith("/index.html") for path in tree.files),
        files=len(tree.files),
        made=run.made,
        size=sum(sign.size for sign in tree.files.values()),
        seconds=time.perf_counter() - started,
        peak_mb=run.peak_mb,
        problems=found.problems,
        passed=found.passed,
        warnings=tuple(text for _, text in run.warnings),
    )
    unchanged.keep(
        asked,
        settings.cache_dir,
        named=site_dir or settings.site_dir,
        places=begun.home.places,
        seen=seen,
        seal=tree.seal,
        valid=unchanged.span(loaded.now, settings.time_zone, moments.of(loaded)),
        told=told(report),
        twin=tree.folder,
        variables=yaml_source.asked(),
    )
    return report


@dataclass(frozen=True, slots=True)
class _Home:
    """What settings say of where a build reads and writes. places: of its sources."""

    target: Path
    cache: Path
    places: tuple[str, ...]

    @classmethod
    def of(cls, settings: Settings, site_dir: Path | None) -> _Home:
        """Raises BuildError for a folder that is not to be built into."""
        target = (site_dir or settings.site_dir).resolve()
        refuse_used(settings, target)
        return cls(target, settings.cache_dir, record.places(settings))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A build that no other one of its site is beside. seen: its sources, before they are read."""

    settings: Settings
    home: _Home
    seen: Seen
    work: Path


@contextlib.contextmanager
def _alone(config_file: Path, site_dir: Path | None, ahead: Ahead) -> Iterator[_Begun]:
    """The working folder of a build; what is read within is not older than what is there.

    Who reads first and waits then would put an older site in the place of a newer one.
    """
    while True:
        settings = read(config_file)
        home = _Home.of(settings, site_dir)
        with working_folder(settings, home.target) as work:
            # before they are read: what changes later is newer
            seen = ahead.seen(home.places) or look(home.places)
            settings = read(config_file)  # the settings, too
            if home == _Home.of(settings, site_dir):
                yield _Begun(settings, home, seen, work)
                return


class Run:
    """From a site that has been read and checked to its tree, by what the last build has kept."""

    def __init__(self, loaded: Site, tree: Tree, job: Job, *, packed: bool) -> None:
        self.loaded = loaded
        self.tree = tree
        self.label = secrets.token_hex(8)
        """What the next build will know the tree by."""
        self._job = job
        self._session = Session(kept(loaded.settings, job, packed=packed), "site")
        self.made = 0
        self.peak_mb = 0.0
        self.warnings: tuple[tuple[Level, str], ...] = ()

    def make(
        self, processes: int | None, progress: Progress | None, media_progress: Progress | None
    ) -> None:
        """Bring the tree to the state of the site."""
        drafts = self._job.drafts
        outputs = preparing.outputs(self.loaded, drafts=drafts, live=self._job.live)
        self._outputs = outputs
        self._engine = engine = Engine(outputs, self._session, self._job)
        clean = not self._session.is_of(self.tree)
        stores = self._session.state.stores
        now = stocking.stamp(self.loaded.settings)
        stock = None if clean else stocking.changed(outputs, engine.changed, stores, now)
        if stock is None:  # pages tell how large files are
            self._make_pictures(media_progress, cards=False)
        else:
            _fail_for(stock.make(media_progress))
        keys = engine.to_make(clean=clean)
        if stock is not None and not stocking.is_stocked(outputs, keys, media_progress):
            self._make_pictures(media_progress, cards=False)
        self.tree.begin(clean=clean)
        try:
            engine.make(
                self.tree,
                keys,
                clean=clean,
                processes=processes,
                progress=progress,
                draw=partial(self._draw, media_progress),
            )
        except (FailedError, LostError) as failure:
            raise BuildError(told_of(failure)) from failure
        self.made = len(keys)
        self.peak_mb = max(engine.peak_mb, peak_mb())
        self.warnings = tuple(engine.warnings)

    def _make_pictures(self, progress: Progress | None, *, cards: bool) -> None:
        drafts = self._job.drafts
        _fail_for(make_pictures(self.loaded, drafts=drafts, progress=progress, cards=cards))

    def _draw(self, progress: Progress | None, keys: Sequence[Key]) -> None:
        """What some outputs want drawn is in the store afterwards."""
        if len(keys) > FEW or not stocking.draw(self._outputs, keys):
            self._make_pictures(progress, cards=True)

    def finish(self) -> None:
        """Put the tree in its place, and keep what the next build asks for."""
        self.tree.commit(self.label)
        self._engine.finish(self.label, stocking.stamp(self.loaded.settings))
        self._session.save()
        self._session.kept.close()


@contextlib.contextmanager
def remembered(memory: Memory, kept: Kept, name: str) -> Iterator[None]:
    """What has been found out at the last time counts within, and the next time what is now."""
    with contextlib.closing(kept):
        last = LastBuild(kept, name)
        last.compare(memory.atoms)
        memory.past = last
        yield
        if last.is_other(memory):
            last.take(memory)
            last.put()
            kept.save()


def base(settings: Settings, **options: object) -> str:
    """The ground of a site: ours, and its settings. Another one each time if it is not known."""
    data = settings.config_file.read_bytes()
    config, outside = hashlib.sha256(data).hexdigest(), environment(data)
    if outside is None:
        outside = secrets.token_hex(8)
    return ground(config=config, outside=outside, root=str(settings.root), **options)


def kept(settings: Settings, job: Job, *, packed: bool) -> Kept:
    """What the last build of this kind has kept."""
    kind = "+".join(
        name
        for name, is_so in (("site", True), ("drafts", job.drafts), ("packed", packed))
        if is_so
    )
    file = settings.cache_dir / "pages" / f"{kind}.db"
    return Kept(file, base(settings, live=job.live))


@contextlib.contextmanager
def working_folder(settings: Settings, target: Path) -> Iterator[Path]:
    """A fresh folder beside the target's file system, removed at the end, one build at a time.

    What a killed build left is cleared away first; if it was killed between taking the old site
    away and putting the new one in, the old one comes back.
    """
    parent = _beside(settings, target)
    parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(parent / "lock")
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise BusyError(msg("Another build of this site is running.")) from None
    try:
        retired = _retired(parent, target)
        swap.recover(target, retired)
        # Not every folder: another target's old site may wait here for its own recovery.
        for leftover in (retired, *parent.glob("run-*")):
            shutil.rmtree(leftover, ignore_errors=True)
        for half in parent.glob(".*.seal.*"):  # that would have been a seal
            half.unlink(missing_ok=True)
        work = parent / f"run-{os.getpid()}"
        try:
            work.mkdir()  # within: a signal may come as soon as it stands
            yield work
        finally:
            _clear(work)
    finally:
        lock.release()


def _clear(work: Path) -> None:
    try:
        shutil.rmtree(work, ignore_errors=True)
    except KeyboardInterrupt:  # told to stop right here: the command ignores further signals
        shutil.rmtree(work, ignore_errors=True)
        raise


def _retired(parent: Path, target: Path) -> Path:
    """Where the old site waits while the new one is put in: a name for each target alone."""
    return parent / f"{swap.name_of(target)}.retired"


def _beside(settings: Settings, target: Path) -> Path:
    """Where to build so that the result can be renamed into place: on the target's file system."""
    cache = settings.cache_dir / WORK_FOLDER
    cache.mkdir(parents=True, exist_ok=True)
    home = next(folder for folder in (target, *target.parents) if folder.exists())
    if cache.stat().st_dev == home.stat().st_dev:
        return cache
    return target.parent / f".{target.name}-build"


def _checked(run: Run, found: Weighed, *, packed: bool) -> Weighed:
    """What was found, with that in the built pages. Raises InputError if any stops the build."""
    from quangba.build import strict

    loaded, tree = run.loaded, run.tree
    if packed:  # which copies there are is known when they have been made
        of_pages = examine_site(loaded, Path(tree.folder), Path(tree.target))
    else:
        of_pages = strict.examine(loaded, tree, run.label, base(loaded.settings))
    if stops(of_pages.problems, strict=True):
        raise InputError(msg("The pages were built, but not put in place; the site is as it was."),
                         of_pages.problems)  # fmt: skip
    return found + of_pages


def _fail_for(pictures: tuple[Problem, ...]) -> None:
    if pictures:
        raise InputError(msg("Nothing was built; the site is as it was."), pictures)


def _fail_on(warnings: Iterable[tuple[Level, str]], *, strict: bool) -> None:
    failed = [text for level, text in warnings if strict or level != "warning"]
    if failed:
        raise BuildError(
            msg("The pages were built with {count} warnings; the site is as it was.",
                count=len(failed)),
            tuple(failed),
        )  # fmt: skip


def told(report: Report) -> unchanged.Told:
    """What a build has to say, in plain values, for the next one to say again."""
    return unchanged.Told(
        site_dir=str(report.site_dir),
        pages=report.pages,
        files=report.files,
        size=report.size,
        problems=report.problems,
        notices=(people.passed_count(report.passed),) if report.passed else (),
        log=report.warnings,
    )
