"""The site while it is written: what an edit touches is made again, in one process that remembers.

What could not be read keeps its last good page, in each language; all other edits are shown.
"""

from __future__ import annotations

import gc
import itertools
import secrets
import time
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from quangba import addresses, checks
from quangba.build import driver, preparing, stocking
from quangba.build.darkroom import Darkroom
from quangba.build.engine import FEW, Engine, Session
from quangba.build.last import LastBuild
from quangba.build.listing import TICK
from quangba.build.making import FailedError
from quangba.build.outputs import Outputs
from quangba.build.pool import LostError
from quangba.build.preparing import Job
from quangba.build.served import Served
from quangba.build.stocking import Stock, stamp
from quangba.errors import InputError, QuangbaError
from quangba.kept import Kept
from quangba.memory import Key
from quangba.messages import Text, msg
from quangba.outputs.theme_assets import Assets
from quangba.problems import Problem, Severity, in_order, stops
from quangba.rereading import Rereading
from quangba.settings import Settings, read
from quangba.site import Site


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell the person at the terminal."""

    message: Text
    failed: bool = False
    problems: tuple[Problem, ...] = ()
    log: tuple[str, ...] = ()


Tell = Callable[[Event], None]


Found = tuple[tuple[str, tuple[Problem | str, ...]], ...]
"""What is wrong with pages, by the paths of their files. Problems are whole, or lines of a log."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a rebuild has come to. What cannot be built at all changes nothing.

    changed: paths of files; pages: what is wrong with pages, by the path of their file; everywhere:
    what is wrong with the whole site.
    """

    changed: frozenset[str] = frozenset()
    pages: Found = ()
    everywhere: tuple[Problem | Text, ...] = ()


class Sight(Protocol):
    """What browsers have in sight."""

    @property
    def looked_at(self) -> frozenset[str]:
        """The paths of the files of pages."""

    def show(self, files: Mapping[str, bytes | Path]) -> None:
        """Show these files until the rebuild has come to its end."""

    def tell(self, shown: Shown) -> None:
        """Show what has been found, before the files are there."""


@dataclass(slots=True)
class _Remembered:
    """What is known of the last rebuild, on one ground. whole: the folder is as it says.

    sources, theme: as they were read.
    """

    ground: str
    session: Session
    checks: LastBuild
    whole: bool
    sources: Rereading = field(default_factory=Rereading)
    theme: Assets = field(default_factory=Assets)


class Preview:
    """A site in a folder of its own, and what is remembered of how it came there.

    All calls come from one thread. processes: how many make pages when there are many to make.
    """

    def __init__(
        self, config_file: Path, folder: Path, tell: Tell, processes: int | None = None
    ) -> None:
        self.settings: Settings | None = None
        """As they were read last."""
        self._config_file = config_file
        self._folder = folder
        self.tell = tell
        self.sight: Sight | None = None
        """Pages that are shown ahead of all others."""
        self.has_news: Callable[[], bool] = lambda: False
        """Whether something has been saved meanwhile: what nobody waits for gives way to it."""
        self.darkroom: Darkroom | None = None
        """Where they get renditions that are not made yet."""
        self._processes = processes
        self._served = Served(folder)
        self._remembered: _Remembered | None = None
        self._unmade: tuple[Problem, ...] = ()
        self._broken: frozenset[str] = frozenset()
        self._keeps_gone = False
        self._digests: dict[str, str] = {}

    @property
    def root(self) -> Path:
        """The folder that is served."""
        return Path(self._served.target)

    def rebuild(self, told: AbstractSet[str] | None = None) -> Shown | None:
        """Build what changed. Errors are told, never raised: the last good pages stay.

        told: absolute paths of all that has changed since the last time; None: not known.
        None: it gave way to what has been saved meanwhile, and is to be called again. What browsers
        were shown is right until then.
        """
        started = time.perf_counter()
        collects = gc.isenabled()
        gc.disable()  # a whole site is held: looking through it takes longer than most edits
        try:
            return self._rebuild(told, started)
        except InputError as failure:
            self.tell(Event(failure.message, failed=True, problems=failure.problems))
            return Shown(everywhere=(failure.message, *_shown(failure.problems)))
        except _SupersededError:
            self._restamp()
            return None
        except QuangbaError as failure:
            self.tell(Event(failure.message, failed=True))
            return Shown(everywhere=(failure.message,))
        except OSError as failure:  # another program holds a source, or has just taken it away
            message = msg("The sources could not be read: {reason}", reason=str(failure))
            self.tell(Event(message, failed=True))
            return Shown(everywhere=(message,))
        finally:
            if collects:
                gc.enable()

    def close(self) -> None:
        """Keep what is remembered for the next preview, which goes on from here."""
        remembered = self._remembered
        if remembered is None:
            return
        label = remembered.session.state.label
        if remembered.whole and self._served.close(label):
            remembered.checks.put()
            remembered.session.save()
        remembered.session.kept.close()
        self._remembered = None

    # -- one rebuild ------------------------------------------------------------------------

    def _rebuild(self, told: AbstractSet[str] | None, started: float) -> Shown:
        self.settings = settings = read(self._config_file)
        remembered = self._on_ground(settings)
        loaded, problems = remembered.sources.load(settings, told)
        now = stamp(settings)
        self._foresee(loaded, remembered)
        outputs = preparing.outputs(loaded, drafts=True, live=True, theme=remembered.theme)
        job = Job(self._config_file, loaded.now, drafts=True, live=True)
        engine = Engine(outputs, remembered.session, job)
        is_known = remembered.whole and not self._unmade
        stores = remembered.session.state.stores
        stock = stocking.changed(outputs, engine.changed, stores, now) if is_known else None
        stocked = self._stock(engine, outputs, stock, _broken(loaded, problems))
        found = self._check(loaded, problems, remembered.checks)
        if self.sight:
            log = tuple(text for _, text in engine.warnings)  # of the last time
            so_far = _shown(in_order((*found, *self._unmade)))
            self.sight.tell(Shown(frozenset(), *_places(loaded, so_far, log)))
        keys = self._to_make(engine, outputs, clean=not remembered.whole, stocked=stocked)
        found = in_order((*found, *self._unmade))
        self._broken = _broken(loaded, found)
        self._keeps_gone = stops(found, strict=False)
        changed = self._make(engine, keys, remembered)
        log = tuple(text for _, text in engine.warnings)
        problems = _shown(found)
        names = ", ".join(_languages(settings, changed)) or "—"
        message = msg(
            "Built {languages} in {seconds:.1f} s",
            languages=names, seconds=time.perf_counter() - started,
        )  # fmt: skip
        self.tell(Event(message, problems=problems, log=log))
        pages, everywhere = _places(loaded, problems, log)
        return Shown(frozenset(changed), pages, everywhere)

    def _on_ground(self, settings: Settings) -> _Remembered:
        """What is remembered, if that was of the same settings, code and libraries."""
        ground = driver.base(settings, live=True)
        if self._remembered is None or self._remembered.ground != ground:
            kept = Kept(self._folder / "kept.db", ground)
            session = Session(kept, "site")
            whole = self._remembered is None and session.is_of(self._served)
            self._remembered = _Remembered(ground, session, LastBuild(kept, "content"), whole)
        elif not self.root.is_dir():
            self._remembered.whole = False
        return self._remembered

    def _check(
        self, loaded: Site, problems: tuple[Problem, ...], last: LastBuild
    ) -> tuple[Problem, ...]:
        memory = loaded.memory
        last.compare(memory.atoms)
        memory.past = last
        found = checks.weighed(loaded, problems).problems
        if last.is_other(memory):
            last.take(memory)
        return found

    def _stock(
        self, engine: Engine, outputs: Outputs, stock: Stock | None, broken: frozenset[str]
    ) -> bool:
        """Have the pictures that pages name, and show what browsers have in sight.

        Whether the others are those of the last rebuild. stock: None where nobody can tell; broken:
        files of pages that cannot be read.
        """
        if stock is not None:
            self._restock(stock, engine, broken)
            return not self._unmade
        whole = self._remembered is not None and self._remembered.whole
        ready = partial(self._show, engine, broken, every=True) if whole else _nothing
        self._unmade = driver.make_pictures(outputs.site, drafts=True, progress=None, ready=ready)
        return False

    def _give_way(self, _done: int, _of_all: int) -> None:
        """Called while sheets are drawn, that no page shows; those that are drawn stay."""
        if self.has_news():
            raise _SupersededError

    def _restamp(self) -> None:
        """What was made for a rebuild that gave way is in the stores, beside all that was there."""
        if self._remembered and self.settings:
            time.sleep(TICK / 1e9)  # until it can be told from what is made afterwards
            self._remembered.session.state.stores = stamp(self.settings)

    def _foresee(self, loaded: Site, remembered: _Remembered) -> None:
        """Have what will be asked for of other photos begun, while we look who shows them."""
        rows = loaded.pictures.items()
        before, self._digests = self._digests, {name: each.facts.digest for name, each in rows}
        others = [
            name for name, digest in self._digests.items() if before.get(name, digest) != digest
        ]
        if self.darkroom and others and remembered.whole:
            stock = stocking.foreseen(loaded, remembered.session.last, others)
            self.darkroom.offer(stock.offers, first=stock.of_pages)

    def _restock(self, stock: Stock, engine: Engine, broken: frozenset[str]) -> None:
        """Show what browsers have in sight; they ask for what they want of its pictures."""
        if self.darkroom:
            self.darkroom.offer(stock.offers, first=(of_pages := stock.of_pages))
            for path in of_pages:
                self.darkroom.bring(path)
        self._unmade = stock.read_by_pages()
        if not self._unmade and not self.darkroom:
            self._unmade = stock.make()
        if not self._unmade:
            self._show(engine, broken, every=bool(stock.uses))
            self._unmade = stock.make()

    def _show(self, engine: Engine, broken: frozenset[str], *, every: bool) -> None:
        """Show what browsers have in sight, before anything else is looked at."""
        if self.sight is None:
            return
        paths = self.sight.looked_at - broken
        if paths and (files := engine.ahead(paths, every=every)):
            self.sight.show(files)

    def _to_make(
        self, engine: Engine, outputs: Outputs, *, clean: bool, stocked: bool
    ) -> tuple[Key, ...]:
        """What is to be made, with the cards that it names."""
        keys = engine.to_make(clean=clean)
        if stocked and not stocking.is_stocked(outputs, keys, self._give_way):
            self._unmade = driver.make_pictures(outputs.site, drafts=True, progress=None)
        return keys

    def _make(self, engine: Engine, keys: tuple[Key, ...], remembered: _Remembered) -> set[str]:
        """Bring the folder to the state of the site; the paths that changed."""
        clean = not remembered.whole
        if len(keys) > FEW:
            self.tell(Event(msg("Making {count} pages and other files …", count=len(keys))))
        self._served.begin()
        try:
            engine.make(self._served, keys, clean=clean, processes=self._processes)
        except BaseException as failure:
            self._served.undo()
            _explain(failure)
            raise
        if clean:
            self._served.only(engine.files)
        remembered.whole = False
        changed = self._served.settle(self._stays)
        stores = None if self._unmade or not self.settings else stamp(self.settings)
        engine.finish(secrets.token_hex(8), stores)
        remembered.whole = True
        return changed

    def _stays(self, path: str, gone: bool) -> bool:  # noqa: FBT001 - as `Served.settle` asks
        """While something is broken nothing is removed, and the pages of it are not replaced."""
        return self._keeps_gone if gone else path in self._broken


class _SupersededError(Exception):
    """Something newer is to be shown."""


def _nothing() -> None:
    """There is no page yet that could be shown."""


def _explain(failure: BaseException) -> None:
    """Raise it again as something that can be told, if it is that."""
    match failure:
        case FailedError():
            raise QuangbaError(
                msg("The language “{locale}” could not be built: {reason}",
                    locale=failure.locale, reason=str(failure))
            ) from failure  # fmt: skip
        case LostError():
            raise QuangbaError(msg("A worker process died (out of memory?).")) from failure
        case OSError():
            raise QuangbaError(
                msg("The pages could not be written: {reason}", reason=str(failure))
            ) from failure
        case _:
            pass


def _shown(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity > Severity.NOTE)


def _languages(settings: Settings, changed: set[str]) -> list[str]:
    """The languages to which files belong, in the order of the settings."""
    found = set()
    for path in changed:
        own = (
            language.locale
            for language in settings.languages
            if not language.is_source and path.startswith(language.url_prefix)
        )
        found.add(next(own, settings.source.locale))
    return [each.locale for each in settings.languages if each.locale in found]


# -- where problems are shown -----------------------------------------------------------------


def _file(address: str) -> str:
    return f"{address.removeprefix('.')}index.html"


def _broken(loaded: Site, problems: tuple[Problem, ...]) -> frozenset[str]:
    """The served files, in every language, of the pages of which a source could not be read."""
    settings = loaded.settings
    files = {each.path for each in problems if each.severity is Severity.ERROR}
    pages: set[str] = set()
    for path, language in itertools.product(files, settings.languages):
        uri = _uri(settings, path, language.locale)
        if uri is not None:
            entry = loaded.tree.entries.get(uri)
            if entry is None or language.locale not in entry.pages:
                pages.update(addresses.of(uri, reader) for reader in settings.languages)
    return frozenset(map(_file, pages))


def _uri(settings: Settings, path: str, locale: str) -> str | None:
    """Of a page in a language: 'tin-tuc/a.md'; None for another file."""
    file, folder = settings.root / path, settings.docs_dir / locale
    is_page = file.suffix == ".md" and file.is_relative_to(folder)
    return file.relative_to(folder).as_posix() if is_page else None


def _places(
    loaded: Site, problems: tuple[Problem, ...], log: tuple[str, ...]
) -> tuple[Found, tuple[Problem | Text, ...]]:
    """Problems by the file of each page on which they are shown, and those shown on all."""
    settings = loaded.settings
    pages: dict[str, list[Problem | str]] = {}
    everywhere: list[Problem | Text] = []
    for problem in problems:
        files = _pages_of(loaded, problem.path)
        for file in files:
            pages.setdefault(file, []).append(problem)
        if not files and problem.severity is Severity.ERROR:
            everywhere.append(problem)
    docs = settings.relative(settings.docs_dir)
    for line in log:
        for file in _pages_of(loaded, f"{docs}/{line.partition(': ')[0]}"):
            pages.setdefault(file, []).append(line)
    return tuple((file, tuple(found)) for file, found in sorted(pages.items())), tuple(everywhere)


def _pages_of(loaded: Site, path: str) -> list[str]:
    """The served files that show a page's source: of its language, and of those without it."""
    settings = loaded.settings
    for language in settings.languages:
        uri = _uri(settings, path, language.locale)
        if uri is not None:
            entry = loaded.tree.entries.get(uri)
            return [
                _file(addresses.of(uri, reader))
                for reader in settings.languages
                if reader == language or entry is None or reader.locale not in entry.pages
            ]
    return []
