"""What assets/media gave the last time: all of it at once where nothing has changed there."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quangba.ground import ground
from quangba.looks import COARSE, Looks, Signature, signature
from quangba.media.facts import Facts
from quangba.media.sidecar import Parsed, Sidecar
from quangba.pack import Pack

Listing = Mapping[str, Signature]
Known = tuple[str, Facts, Sidecar, str]
"""An original's name, facts, sidecar, and the sidecar's path."""

_NAME = "library"


class KeptLibrary:
    """The library of a folder as it was when it had no problem, and its sidecars."""

    def __init__(self, folder: Path, store: Path) -> None:
        self._started = time.time_ns()
        self._listing = _listing(folder)
        self._pack = Pack(store, _NAME, ground(folder=os.fspath(folder)))
        self.looks: Looks[Parsed[Sidecar]] = Looks({})

    def originals(self) -> tuple[Known, ...] | None:
        """All of them if no file has changed; None if they have to be looked at."""
        if self._listing is not None and (self._pack.index or ({}, {}))[0] == self._listing:
            found: tuple[Known, ...] | None = self._value("originals")
            if found is not None:
                return found
        self.looks = Looks(self._value("sidecars") or {})
        return None

    def _value(self, name: str) -> Any:
        index = self._pack.index
        places: dict[str, Any] = index[1] if index else {}
        data = self._pack.get(places[name]) if name in places else None
        return None if data is None else pickle.loads(data)  # noqa: S301 - our own, checked

    @property
    def _depends(self) -> bool:
        """Whether any sidecar takes more than its bytes, and is read each time."""
        return not all(row.digest for row in self.looks.rows.values())

    def keep(self, originals: tuple[Known, ...] | None) -> None:
        """Keep what was found for the next time; originals: None where there are problems."""
        settled = self._listing is not None and all(
            max(each[1], each[2]) + COARSE < self._started for each in self._listing.values()
        )
        new: dict[str, object] = {"sidecars": self.looks.rows}
        if settled and originals is not None and not self._depends:
            new["originals"] = originals
        elif not self.looks.ended():
            return
        listing = self._listing if "originals" in new else None
        values = {name: pickle.dumps(value, protocol=5) for name, value in new.items()}
        with contextlib.suppress(OSError):  # a cache that cannot be written is no obstacle
            self._pack.save(lambda places: (listing, dict(places)), {}, values)


def _state(entry: os.DirEntry[str]) -> os.stat_result:
    """What a folder of Windows tells of a file may be older than the file."""
    return Path(entry.path).stat() if sys.platform == "win32" else entry.stat()


def _listing(folder: Path) -> Listing | None:
    """Every file; None where there are links, whose targets can be anywhere."""
    found: dict[str, Signature] = {}
    left = [""]
    while left:
        place = left.pop()
        try:
            with os.scandir(folder / place) as entries:
                for entry in entries:
                    if entry.is_symlink():
                        return None
                    if entry.is_dir():
                        left.append(f"{place}{entry.name}/")
                    else:
                        found[place + entry.name] = signature(_state(entry))
        except OSError:
            return None
    return found
