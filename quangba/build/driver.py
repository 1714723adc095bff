"""The whole build: check, build languages side by side, put the result in place."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from quangba import checks, press, site
from quangba.build import check_built, record, swap
from quangba.build.cards import cards_lacking, make_cards
from quangba.build.clips import clips_lacking, make_clips
from quangba.build.listing import digest
from quangba.build.pool import workers
from quangba.build.tree import Tree
from quangba.build.worker import Job, Result, build_language
from quangba.checks import leaks
from quangba.checks.weighing import LetPass, Part, Weighed, weigh
from quangba.errors import BuildError, BusyError, InputError, StoreError
from quangba.media import service
from quangba.media.library import store_folder, unusable
from quangba.messages import msg
from quangba.outputs.hosting.precompress import precompress
from quangba.problems import Problem, stops
from quangba.settings import Settings, read
from quangba.site import Site

WORK_FOLDER = "build"
LOCK_SECONDS = 600
"""How long a build waits for another one of the same site."""

MOST_RUNS = 3
"""So often is what pages need made again when it goes missing meanwhile."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. seconds: wall time; peak_mb: the largest process; size in bytes."""

    site_dir: Path
    pages: int
    files: int
    size: int
    seconds: float
    peak_mb: float
    problems: tuple[Problem, ...]
    passed: tuple[LetPass, ...]
    results: tuple[Result, ...]


Progress = Callable[[int, int], None]
"""Called with the number of languages (or originals) that are done, and of all."""


def check(config_file: Path) -> tuple[Site, tuple[Problem, ...]]:
    """The site and the problems of its content that are told. Raises as `examine`."""
    loaded, found = examine(config_file)
    return loaded, found.problems


def examine(config_file: Path) -> tuple[Site, Weighed]:
    """The site and every problem of its content, as its settings weigh them.

    Raises InputError for unusable settings.
    """
    loaded, problems = site.load(read(config_file))
    return loaded, checks.weighed(loaded, problems)


def examine_site(loaded: Site, folder: Path, shown: Path | None = None) -> Weighed:
    """The problems of a built site, as its settings weigh them. Raises InputError without one.

    folder: an empty path is where builds go; shown: the folder that problems name instead.
    Where a build puts another site there meanwhile, that one is looked at; raises BusyError when
    it does not end.
    """
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


def make_pictures(loaded: Site, *, drafts: bool, progress: Progress | None) -> tuple[Problem, ...]:
    """Make the renditions that are not in the store yet; problems of those that cannot be made."""
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
        if not failed:  # a card of a picture that cannot be used would fail for the same reason
            failed = make_cards(loaded, tree, progress=progress)
        # the store can be deleted at any moment
        if failed or not (
            service.lacking(*library) or clips_lacking(loaded, tree) or cards_lacking(loaded, tree)
        ):
            return failed
    raise StoreError(
        msg("Somebody keeps deleting {folder}; the site is as it was.",
            folder=settings.relative(store_folder(settings)))
    )  # fmt: skip


def build(  # noqa: PLR0913 - options of one command
    config_file: Path,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    drafts: bool = False,
    compressed: bool = False,
    progress: Progress | None = None,
    media_progress: Progress | None = None,
) -> Report:
    """Build the site into its folder, or leave the folder exactly as it was.

    compressed: with copies that servers send as they are, `FILE.br` and `FILE.gz`.
    Raises InputError for content that cannot be published, BuildError when a language fails,
    BusyError when another build of this site does not end.
    """
    started = time.perf_counter()
    sources = record.sources(read(config_file))  # before they are read: what changes later is newer
    loaded, found = examine(config_file)
    settings, problems = loaded.settings, found.problems
    if stops(problems, strict=strict):
        raise InputError(msg("Nothing was built; the site is as it was."), problems)
    if failed := make_pictures(loaded, drafts=drafts, progress=media_progress):
        raise InputError(msg("Nothing was built; the site is as it was."), failed)
    target = (site_dir or settings.site_dir).resolve()
    with working_folder(settings, target) as work:
        results = build_languages(loaded, work, drafts=drafts, progress=progress)
        _fail_on(results, strict=strict)
        fresh = merge(settings, work)
        if strict:
            found = _checked(loaded, found, fresh, target)
        if compressed:
            precompress(fresh, settings.cache_dir)
        tree = Tree(work.parent, target)
        tree.begin(clean=True)
        tree.adopt(fresh)
        tree.commit()
        state = digest(tree.files)
        record.write(settings, target, strict=strict, drafts=drafts, sources=sources, files=state)
        tree.settle()
    return Report(
        site_dir=target,
        pages=sum(f"/{path}".endswith("/index.html") for path in tree.files),
        files=len(tree.files),
        size=sum(sign.size for sign in tree.files.values()),
        seconds=time.perf_counter() - started,
        peak_mb=max((result.peak_mb for result in results), default=0.0),
        problems=found.problems,
        passed=found.passed,
        results=tuple(results),
    )


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


def build_languages(
    loaded: Site, work: Path, *, drafts: bool, progress: Progress | None
) -> list[Result]:
    """Build every language into `work/<locale>`, as many at once as there are processors."""
    settings = loaded.settings
    jobs = [
        Job(settings.config_file, language.locale, work / language.locale, loaded.now, drafts)
        for language in settings.languages
    ]
    results: list[Result] = []
    try:
        with workers(min(len(jobs), os.cpu_count() or 1)) as pool:
            futures = {pool.submit(build_language, job): job for job in jobs}
            for future in as_completed(futures):
                results.append(future.result())
                if progress:
                    progress(len(results), len(jobs))
    except BrokenProcessPool:
        raise BuildError(
            msg("A worker process died (out of memory?); the site is as it was.")
        ) from None
    return sorted(results, key=lambda result: [job.locale for job in jobs].index(result.locale))


def _checked(loaded: Site, found: Weighed, fresh: Path, target: Path) -> Weighed:
    """What was found, with that in the built pages. Raises InputError if any stops the build."""
    of_pages = examine_site(loaded, fresh, target)
    if stops(of_pages.problems, strict=True):
        raise InputError(msg("The pages were built, but not put in place; the site is as it was."),
                         of_pages.problems)  # fmt: skip
    return found + of_pages


def _fail_on(results: list[Result], *, strict: bool) -> None:
    for result in results:
        log = tuple(text for _, text in result.warnings)
        if result.error is not None:
            raise BuildError(
                msg("The language “{locale}” could not be built: {reason}",
                    locale=result.locale, reason=result.error),
                log,
            )  # fmt: skip
        failed = [text for level, text in result.warnings if strict or level != "warning"]
        if failed:
            raise BuildError(
                msg("The language “{locale}” was built with {count} warnings.",
                    locale=result.locale, count=len(failed)),
                tuple(failed),
            )  # fmt: skip


def merge(settings: Settings, work: Path) -> Path:
    """One folder out of the languages' folders: the source's is the root of the site."""
    root = work / settings.source.locale
    for language in settings.languages:
        if not language.is_source:
            (work / language.locale / language.locale).rename(root / language.locale)
    return root
