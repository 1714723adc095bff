"""What a build knows of its outputs, kept for the next one."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field

from quangba.build.stocking import Stamp
from quangba.kept import Kept
from quangba.memory import Key
from quangba.mkdocs_plugin.content import Level

PART = "outputs"

Warnings = tuple[tuple[Level, str], ...]


@dataclass(slots=True)
class State:
    """label: of the tree that it is the state of; search: states of the indexes, by locale.

    stores: their stamp, where the files in them are known. files: the paths of each output, in the
    order of outputs; warnings: what is told of those of which anything is.
    """

    label: str = ""
    stores: Stamp | None = None
    search: dict[str, bytes] = field(default_factory=dict)
    files: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    warnings: dict[Key, Warnings] = field(default_factory=dict)


class KeptState:
    """The state of one name in the store. Only what has changed is written again."""

    def __init__(self, kept: Kept, name: str) -> None:
        self._kept = kept
        self._name = name
        self._last = State()

    def load(self) -> State:
        """What was saved last; an empty one if any of it is missing."""
        said, files = self._get(""), self._get("files")
        if said is None or files is None:
            return State()
        label, stores, locales = pickle.loads(said)  # noqa: S301 - ours, checked
        search = {locale: self._get(f"search {locale}") for locale in locales}
        found = {locale: data for locale, data in search.items() if data is not None}
        if len(found) < len(search):
            return State()
        self._last = State(label, stores, found, *pickle.loads(files))  # noqa: S301 - ours, checked
        return self._last

    def put(self, state: State) -> None:
        """Put it into the store, to be written with that."""
        last, self._last = self._last, state
        self._put("", pickle.dumps((state.label, state.stores, tuple(state.search))))
        for locale, data in state.search.items():
            if data != last.search.get(locale):
                self._put(f"search {locale}", data)
        its, was = (state.files, state.warnings), (last.files, last.warnings)
        if not last.label or its != was or list(state.files) != list(last.files):
            self._put("files", pickle.dumps(its, protocol=5))

    def _get(self, what: str) -> bytes | None:
        return self._kept.get(PART, f"{self._name} {what}")

    def _put(self, what: str, data: bytes) -> None:
        self._kept.put(PART, f"{self._name} {what}", data)
