"""`quangba serve`: the site while it is written; only languages that changed are built again."""

from __future__ import annotations

import contextlib
import filecmp
import itertools
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from quangba import addresses, checks, site
from quangba.build import driver, fingerprint
from quangba.build.pool import workers
from quangba.build.worker import Job, Result, build_language
from quangba.errors import InputError
from quangba.messages import Text, msg
from quangba.outputs import theme_assets
from quangba.problems import Problem, Severity, in_order, stops
from quangba.settings import Settings, read
from quangba.site import Site

FOLDER = "preview"


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell the person at the terminal."""

    message: Text
    failed: bool = False
    problems: tuple[Problem, ...] = ()
    log: tuple[str, ...] = ()


Tell = Callable[[Event], None]


@dataclass
class Preview:
    """The state of a preview: which languages were built from what, and their files."""

    config_file: Path
    folder: Path
    tell: Tell
    pool: ProcessPoolExecutor
    built: dict[str, str] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder that is served."""
        return self.folder / "root"

    def rebuild(self) -> tuple[str, ...]:
        """Build what changed; the locales that were built.

        Errors are told, never raised: the last good pages stay.
        """
        started = time.perf_counter()
        try:
            settings = read(self.config_file)
            loaded, problems = site.load(settings)
            found = in_order((*problems, *checks.run(loaded)))
            assets = theme_assets.make(
                settings.theme_dir, loaded.tree, settings.cache_dir, labels=loaded.labels
            )
            failed = driver.make_pictures(loaded, drafts=True, progress=None)
        except InputError as failure:
            self.tell(Event(failure.message, failed=True, problems=failure.problems))
            return ()
        found = in_order((*found, *failed))
        prints = {
            language.locale: fingerprint.of_language(loaded, language, assets)
            for language in settings.languages
        }
        changed = [locale for locale, value in prints.items() if self.built.get(locale) != value]
        results = self._build(loaded, changed)
        done = [result.locale for result in results if result.error is None]
        broken = _broken(loaded, found)
        for locale in done:
            self._take_over(locale, broken=broken, keep_gone=stops(found, strict=False))
            self.built[locale] = prints[locale]
        self._report(results, found, time.perf_counter() - started)
        return tuple(done)

    def _build(self, loaded: Site, locales: Iterable[str]) -> list[Result]:
        file = loaded.settings.config_file
        jobs = [
            Job(file, locale, self.folder / locale, loaded.now, drafts=True, live=True)
            for locale in locales
        ]
        return list(self.pool.map(build_language, jobs))

    def _take_over(self, locale: str, *, broken: frozenset[str], keep_gone: bool) -> None:
        """Move a language's fresh files to where they are served; remove those that ended.

        While something is broken nothing is removed, and `broken` pages are not replaced: the
        last good page of a file with an error stays to be looked at, in each language.
        """
        part = self.folder / locale
        fresh = {file.relative_to(part).as_posix() for file in part.rglob("*") if file.is_file()}
        for name in sorted(fresh):
            target = self.root / name
            same = target.is_file() and (
                name in broken or filecmp.cmp(part / name, target, shallow=False)
            )
            if same:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (part / name).replace(target)
        gone = self.files.get(locale, set()) - fresh
        if keep_gone:
            fresh |= gone
        else:
            for name in gone:
                (self.root / name).unlink(missing_ok=True)
        self.files[locale] = fresh
        shutil.rmtree(part, ignore_errors=True)

    def _report(self, results: list[Result], problems: tuple[Problem, ...], seconds: float) -> None:
        shown = tuple(problem for problem in problems if problem.severity > Severity.NOTE)
        log = tuple(text for result in results for _, text in result.warnings)
        failed = [result for result in results if result.error is not None]
        for result in failed:
            message = msg(
                "The language “{locale}” could not be built: {reason}",
                locale=result.locale, reason=result.error,
            )  # fmt: skip
            self.tell(Event(message, failed=True))
        names = ", ".join(result.locale for result in results if result.error is None) or "—"
        message = msg("Built {languages} in {seconds:.1f} s", languages=names, seconds=seconds)
        self.tell(Event(message, problems=shown, log=log))


def serve(config_file: Path, *, host: str, port: int, open_browser: bool, tell: Tell) -> None:
    """Serve the site until interrupted. Raises InputError for settings that cannot be used."""
    from mkdocs.livereload import LiveReloadServer

    settings = read(config_file)
    with (
        own_folder(settings.cache_dir / FOLDER) as folder,
        workers(len(settings.languages)) as pool,
    ):
        preview = Preview(config_file, folder, tell, pool)
        preview.root.mkdir(parents=True)
        preview.rebuild()

        def rebuild() -> None:
            preview.rebuild()

        server = LiveReloadServer(
            builder=rebuild,
            host=host,
            port=port,
            root=str(preview.root),
            mount_path=urlsplit(settings.site_url).path,
        )
        server.error_handler = lambda code: _not_found(preview.root) if code == 404 else None
        for path in watched(settings):
            server.watch(str(path))
        tell(Event(msg("Preview: {url} (Ctrl+C ends it)", url=server.url)))
        try:
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            tell(Event(msg("The preview has ended.")))
        finally:
            server.shutdown()


def _broken(loaded: Site, problems: tuple[Problem, ...]) -> frozenset[str]:
    """The served files, in every language, of the pages of which a source could not be read."""
    settings = loaded.settings
    files = {settings.root / each.path for each in problems if each.severity is Severity.ERROR}
    pages: set[str] = set()
    for file, language in itertools.product(files, settings.languages):
        folder = settings.docs_dir / language.locale
        if file.suffix == ".md" and file.is_relative_to(folder):
            uri = file.relative_to(folder).as_posix()
            entry = loaded.tree.entries.get(uri)
            if entry is None or language.locale not in entry.pages:
                pages.update(addresses.of(uri, reader) for reader in settings.languages)
    return frozenset(f"{page.removeprefix('.')}index.html" for page in pages)


@contextlib.contextmanager
def own_folder(parent: Path) -> Iterator[Path]:
    """A folder for this process, removed at the end; those of killed previews go at once."""
    parent.mkdir(parents=True, exist_ok=True)
    for lock_file in sorted(parent.glob("*.lock")):
        with contextlib.suppress(Timeout, OSError), FileLock(lock_file, blocking=False):
            shutil.rmtree(lock_file.with_suffix(""), ignore_errors=True)
            lock_file.unlink(missing_ok=True)
    folder = parent / str(os.getpid())
    lock_file = folder.with_suffix(".lock")
    with FileLock(lock_file):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            lock_file.unlink(missing_ok=True)


def watched(settings: Settings) -> tuple[Path, ...]:
    """The files and folders whose change means a new build."""
    folders = (settings.docs_dir, settings.theme_dir, settings.media_dir, settings.data_dir)
    return (settings.config_file, *(folder for folder in folders if folder.is_dir()))


def _not_found(root: Path) -> bytes | None:
    page = root / "404.html"
    return page.read_bytes() if page.is_file() else None
