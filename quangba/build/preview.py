"""The site while it is written: what an edit touches is made again, in one process that remembers.

What could not be read keeps its last good page, in each language; all other edits are shown.
"""

from __future__ import annotations

import contextlib
import gc
import secrets
import time
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from quangba import checks
from quangba.build import driver, preparing, shown, stocking
from quangba.build.engine import FEW, Engine, Session
from quangba.build.last import LastBuild
from quangba.build.listing import TICK
from quangba.build.preparing import Job
from quangba.build.served import Served
from quangba.build.shown import Event, Shown, Sight, Tell
from quangba.build.stocking import stamp
from quangba.build.supplies import SupersededError, Supplies
from quangba.errors import StoreError
from quangba.kept import Kept
from quangba.memory import Key
from quangba.messages import Text, msg
from quangba.outputs.theme_assets import Assets
from quangba.problems import Problem, in_order, stops
from quangba.rereading import Rereading
from quangba.settings import Settings, read
from quangba.site import Site


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
        self.supplies = Supplies()
        """Of pictures."""
        self.stumbled: Text | None = None
        """What the system did not allow in the last rebuild: another one may be allowed it."""
        self._processes = processes
        self._served = Served(folder)
        self._remembered: _Remembered | None = None
        self._broken: frozenset[str] = frozenset()
        self._keeps_gone = False

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
        before, self.stumbled = self.stumbled, None
        collects = gc.isenabled()
        gc.disable()  # a whole site is held: looking through it takes longer than most edits
        try:
            # where it stumbled, nobody knows what of it had been read
            return self._rebuild(told if before is None else None, started)
        except SupersededError:
            self._restamp()
            return None
        except Exception as failure:  # noqa: BLE001 - whatever it is, somebody goes on writing
            return self._failed(failure, before)
        finally:
            if collects:
                gc.enable()

    def _failed(self, failure: Exception, before: Text | None) -> Shown:
        told = shown.failed(failure)
        if isinstance(failure, OSError | StoreError):  # files come and go, disks are full
            self.stumbled = told.message
        if self.stumbled is None or self.stumbled != before:
            self.tell(told)
        return Shown(everywhere=(told.message, *shown.seen(told.problems)))

    def close(self) -> None:
        """Keep what is remembered for the next preview, which goes on from here."""
        remembered = self._remembered
        if remembered is None:
            return
        label = remembered.session.state.label
        with contextlib.suppress(OSError):  # the next one begins anew
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
        session, supplies = remembered.session, self.supplies
        supplies.foresee(loaded, session.last if remembered.whole else None)
        outputs = preparing.outputs(loaded, drafts=True, live=True, theme=remembered.theme)
        job = Job(self._config_file, loaded.now, drafts=True, live=True)
        engine = Engine(outputs, session, job)
        is_known = remembered.whole and not supplies.unmade
        stores = session.state.stores
        stock = stocking.changed(outputs, engine.changed, stores, now) if is_known else None
        show = partial(self._show, engine, remembered, shown.broken(loaded, problems))
        is_stocked = supplies.bring(outputs, stock, show)
        found = self._check(loaded, problems, remembered.checks)
        if self.sight:
            log = tuple(text for _, text in engine.warnings)  # of the last time
            so_far = shown.seen(in_order((*found, *supplies.unmade)))
            self.sight.tell(Shown(frozenset(), *shown.places(loaded, so_far, log)))
        keys = engine.to_make(clean=not remembered.whole)
        if is_stocked:
            supplies.draw(outputs, keys)
        found = in_order((*found, *supplies.unmade))
        self._broken = shown.broken(loaded, found)
        self._keeps_gone = stops(found, strict=False)
        changed = self._make(engine, keys, remembered)
        return self._told(loaded, changed, shown.seen(found), engine, started)

    def _on_ground(self, settings: Settings) -> _Remembered:
        """What is remembered, if that was of the same settings, code and libraries."""
        ground = driver.base(settings, live=True)
        if self._remembered is None or self._remembered.ground != ground:
            kept = Kept(self._folder / "kept.db", ground)
            session = Session(kept, "site")
            whole = self._remembered is None and session.is_of(self._served)
            self._remembered = _Remembered(ground, session, LastBuild(kept, "content"), whole)
        elif not self._served.is_there:
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

    def _restamp(self) -> None:
        """What was made for a rebuild that gave way is in the stores, beside all that was there."""
        if self._remembered and self.settings:
            time.sleep(TICK / 1e9)  # until it can be told from what is made afterwards
            self._remembered.session.state.stores = stamp(self.settings)

    def _show(
        self, engine: Engine, remembered: _Remembered, broken: AbstractSet[str], *, every: bool
    ) -> None:
        """Show what browsers have in sight, before anything else is looked at."""
        if self.sight is None or not remembered.whole:
            return
        paths = self.sight.looked_at - broken
        if paths and (files := engine.ahead(paths, every=every)):
            self.sight.show(files)

    def _make(self, engine: Engine, keys: tuple[Key, ...], remembered: _Remembered) -> set[str]:
        """Bring the folder to the state of the site; the paths that changed."""
        clean = not remembered.whole
        if len(keys) > FEW:
            self.tell(Event(msg("Making {count} pages and other files …", count=len(keys))))
        self._served.begin(clean=clean)
        try:
            engine.make(self._served, keys, clean=clean, processes=self._processes)
        except BaseException:
            self._served.undo()
            raise
        if clean:
            self._served.only(engine.files)
        remembered.whole = False
        changed = self._served.settle(self._stays)
        stores = None if self.supplies.unmade or not self.settings else stamp(self.settings)
        engine.finish(secrets.token_hex(8), stores)
        remembered.whole = True
        return changed

    def _stays(self, path: str, gone: bool) -> bool:  # noqa: FBT001 - as `Served.settle` asks
        """While something is broken nothing is removed, and the pages of it are not replaced."""
        return self._keeps_gone if gone else path in self._broken

    def _told(
        self,
        loaded: Site,
        changed: set[str],
        problems: tuple[Problem, ...],
        engine: Engine,
        started: float,
    ) -> Shown:
        """What the rebuild has come to, and the person at the terminal is told."""
        log = tuple(text for _, text in engine.warnings)
        names = ", ".join(shown.languages(loaded.settings, changed)) or "—"
        message = msg(
            "Built {languages} in {seconds:.1f} s",
            languages=names, seconds=time.perf_counter() - started,
        )  # fmt: skip
        self.tell(Event(message, problems=problems, log=log))
        return Shown(frozenset(changed), *shown.places(loaded, problems, log))
