"""What of a site has to be made again, made over processes, and put into its folder.

Outputs whose inputs are as in the last build are left alone. Whatever is not known for certain
(no last build, another one's folder, a cache that is damaged) means that all is made anew.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from quangba.build import making
from quangba.build.last import LastBuild
from quangba.build.outputs import Before, Made, Outputs
from quangba.build.preparing import Job
from quangba.build.state import KeptState, State
from quangba.build.stocking import SHEETS, Stamp
from quangba.errors import QuangbaError
from quangba.kept import Kept
from quangba.memory import Key
from quangba.mkdocs_plugin.content import Level
from quangba.store import is_stored

Progress = Callable[[int, int], None]
"""Called with the number of outputs that are done, and of all that are to be made."""

PAGES = ("page", "list", "latest", "not found")
"""Outputs that a browser can have in sight."""

LOADED = ("theme", "renditions")
"""Outputs that pages load."""

Draw = Callable[[Sequence[Key]], None]
"""Called with outputs of sheets that are not in the store: they are to be there afterwards."""

_Files = Mapping[Key, tuple[str, ...]]
"""The paths of outputs."""

FEW = 40
"""So many outputs are made at once in this process: others would take longer to begin."""


class Folder(Protocol):
    """Where files go: a folder and its twin, or one that is served. Paths are relative to it."""

    target: str
    label: str

    def intact(self) -> bool:
        """Whether it is as the last build left it. Then `label` is what that one said."""

    def write(self, path: str, data: bytes) -> None:
        """Give a file these bytes."""

    def place(self, path: str, source: Path) -> None:
        """Give a file the bytes of another."""

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""


class Session:
    """What is known of the last build: from the store, or from the one before in this process."""

    def __init__(self, kept: Kept, name: str) -> None:
        """name: of the state that is kept: one for each way of showing the site."""
        self.kept = kept
        self.last = LastBuild(kept, name)
        self._kept_state = KeptState(kept, name)
        # without what is known of memos, nothing that is known of outputs is worth anything
        self.state = State() if self.last.is_empty else self._kept_state.load()

    def is_of(self, tree: Folder) -> bool:
        """Whether a tree is the one that this state is of, untouched."""
        return bool(self.state.label) and tree.intact() and tree.label == self.state.label

    def save(self) -> None:
        """Keep it for another process."""
        self.last.put()
        self._kept_state.put(self.state)
        self.kept.save()


class Engine:
    """One build of one site. `make`, then `finish` when the files are in their place."""

    def __init__(self, outputs: Outputs, session: Session, job: Job) -> None:
        self._outputs = outputs
        self._memory = outputs.site.memory
        self._session = session
        self._state = session.state
        self._job = job
        self.changed = session.last.compare(self._memory.atoms)
        """The atoms that are others than in the last build."""
        self._memory.past = session.last
        self.peak_mb = 0.0
        """The largest memory of another process."""
        self._ahead: dict[Key, Made] = {}

    def ahead(self, paths: AbstractSet[str], *, every: bool) -> dict[str, bytes | Path]:
        """Files of pages that are others now, and what these may load: before the rest is made.

        paths: of the pages' files; every: whether pages can have pictures that they had not.
        Nothing is written. Empty where it cannot be done: making all tells why.
        """
        known = self._state.files
        pages = [key for key, its in known.items() if key[0] in PAGES and not paths.isdisjoint(its)]
        with contextlib.suppress(making.FailedError, QuangbaError):
            found = self._changed(pages)
            if not found:
                return {}
            wanted = self._outputs.keys if every else known
            found |= self._changed(key for key in wanted if key[0] in LOADED)
            self._ahead = found
            return {path: data for made in found.values() for path, data in made.files.items()}
        return {}

    def _changed(self, keys: Iterable[Key]) -> dict[Key, Made]:
        """Those of some outputs that are not as they were."""
        return {
            key: making.made(self._outputs, key) for key in keys if not self._memory.is_same(key)
        }

    def to_make(self, *, clean: bool) -> tuple[Key, ...]:
        """The outputs that are not as they were."""
        if clean:
            return self._outputs.keys
        known, memory, last = self._state.files, self._memory, self._session.last
        last.narrow(memory.is_same)
        doubts = last.doubts
        return tuple(
            key
            for key in self._outputs.keys
            if key not in known or (key in doubts and not memory.is_same(key))
        )

    def make(
        self,
        tree: Folder,
        keys: Sequence[Key],
        *,
        clean: bool,
        processes: int | None = None,
        progress: Progress | None = None,
        draw: Draw | None = None,
    ) -> None:
        """Make some outputs, and mend the tree, which has begun, by them.

        draw: for sheets that are lacking; without it all are in the store.
        """
        known = {} if clean else dict(self._state.files)
        warnings = {} if clean else dict(self._state.warnings)
        if not clean:
            self._outputs.before = Before(self._state.search, partial(_read, tree.target))
        before = {key: known[key] for key in keys if key in known}
        wanted = self._outputs.keys
        gone = known.keys() - set(wanted)
        before |= {key: known.pop(key) for key in gone}
        lacking: dict[Key, Made] = {}
        for done, (key, made) in enumerate(self._made(keys, processes), 1):
            known[key], warnings[key] = _paths(made, before.get(key, ())), made.warnings
            if draw and key[0] in SHEETS and not _is_drawn(made):
                lacking[key] = made
            else:
                _write(tree, made)
            if progress:
                progress(done, len(keys))
        if draw and lacking:
            draw(tuple(lacking))
            for made in lacking.values():
                _write(tree, made)
        self._settle_shared(tree, known, wanted, set(keys), before)
        _remove(tree, known, before)
        self._state = State(
            search=self._state.search | self._outputs.search_states,
            files={key: known[key] for key in wanted},
            warnings={key: said for key in wanted if (said := warnings.get(key))},
        )

    def _made(self, keys: Sequence[Key], processes: int | None) -> Iterator[tuple[Key, Made]]:
        count = (os.cpu_count() or 1) if processes is None else processes
        if len(keys) <= FEW or count < 2:
            for key in keys:
                yield key, self._ahead.get(key) or making.made(self._outputs, key)
            return
        yield from ((key, self._ahead[key]) for key in keys if key in self._ahead)
        early = [key for key in keys if key[0] not in making.LATE and key not in self._ahead]
        late = deque(sorted((key for key in keys if key[0] in making.LATE), key=_locale))
        pages = Counter(_locale(key) for key in early if key[0] == "page")
        for part in making.over_processes(self._outputs, self._job, early, count, self._peak):
            yield from part
            pages.subtract(_locale(key) for key, _ in part if key[0] == "page")
            # one at a time, so that processes are given something to do in between
            if late and not pages[_locale(late[0])]:
                key = late.popleft()
                yield self._late(key)
        for key in late:
            yield self._late(key)

    def _late(self, key: Key) -> tuple[Key, Made]:
        found = key, making.made(self._outputs, key)
        self._memory.unload(making.TEXTS)
        return found

    def _peak(self, peak_mb: float) -> None:
        self.peak_mb = max(self.peak_mb, peak_mb)

    def _settle_shared(
        self,
        tree: Folder,
        known: _Files,
        wanted: Sequence[Key],
        made: set[Key],
        before: _Files,
    ) -> None:
        """Where several outputs have a path, the last one counts; so does one that is left alone.

        What another one had made there until now is not what it would make.
        """
        count = Counter(chain.from_iterable(known.values()))
        lost = {
            path
            for key, paths in before.items()
            for path in set(paths).difference(known.get(key, ()))
        }
        touched = {path for key in made for path in known[key]}
        touched |= {path for paths in before.values() for path in paths}
        shared = {path for path in touched if count[path] > 1 or (path in lost and count[path])}
        if shared:
            for key in wanted:
                if shared.intersection(known[key]):
                    _write(tree, making.made(self._outputs, key))

    @property
    def warnings(self) -> Iterable[tuple[Level, str]]:
        """What is told of all outputs, in their order."""
        return (each for said in self._state.warnings.values() for each in said)

    @property
    def files(self) -> frozenset[str]:
        """The paths of all files."""
        return frozenset(path for paths in self._state.files.values() for path in paths)

    def finish(self, label: str, stores: Stamp | None = None) -> None:
        """What was made is what the next build begins with. label: of the files in their place."""
        self._session.last.take(self._memory)
        self._state.label, self._state.stores = label, stores
        self._session.state = self._state


def _locale(key: Key) -> str:
    return str(key[1])


def _is_drawn(made: Made) -> bool:
    return all(isinstance(file, bytes) or is_stored(file) for file in made.files.values())


def _write(tree: Folder, made: Made) -> None:
    for path, data in made.files.items():
        if isinstance(data, bytes):
            tree.write(path, data)
        else:
            tree.place(path, Path(data))


def _paths(made: Made, before: tuple[str, ...]) -> tuple[str, ...]:
    """The files of an output, those that stay from the last build included."""
    if made.gone is None:
        return tuple(made.files)
    return tuple(dict.fromkeys((*(path for path in before if path not in made.gone), *made.files)))


def _read(folder: str, path: str) -> bytes | None:
    try:
        return Path(folder, path).read_bytes()
    except OSError:
        return None


def _remove(tree: Folder, known: _Files, before: _Files) -> None:
    """Take away the files that outputs had and none has now."""
    candidates = {path for paths in before.values() for path in paths}
    if candidates:
        for path in candidates.difference(chain.from_iterable(known.values())):
            tree.remove(path)
