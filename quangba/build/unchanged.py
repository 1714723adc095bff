"""A build of a site in which nothing has changed: seen from names, sizes and times alone.

The last build leaves a note of what it was asked, what it has read and made, until when that
holds, and what it told. Nothing is imported here that reads a site: to find out that there is
nothing to do is all that such a build does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import pickle
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from quangba import clock
from quangba.build.ahead import Ahead
from quangba.build.listing import Seen, look
from quangba.build.seal import Seal
from quangba.ground import environment, ground
from quangba.messages import Text
from quangba.problems import Problem
from quangba.store import with_check, without_check, write_atomically

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FILE = "built/last"
"""Below the cache. One, of the last build alone: what it says of the site is true of no other."""

_CACHE = re.compile(rb"""^\s*cache_dir:\s*["']?([^\s"'#]+)""", re.MULTILINE)
_BELOW = 32


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for. site_dir: None for that of the settings."""

    config_file: str
    site_dir: str | None = None
    strict: bool = False
    drafts: bool = False
    compressed: bool = False

    @classmethod
    def of(
        cls, config_file: str | Path, site_dir: str | Path | None = None, **options: bool
    ) -> Asked:
        """Of paths as they were given, which go out from where the command was started."""
        folder = None if site_dir is None else os.path.abspath(site_dir)
        return cls(os.path.abspath(config_file), folder, **options)


@dataclass(frozen=True, slots=True)
class Told:
    """What a build says at its end. size in bytes; notices: said beside the problems."""

    site_dir: str
    pages: int
    files: int
    size: int
    problems: tuple[Problem, ...] = ()
    notices: tuple[Text, ...] = ()
    log: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """While nothing changes by itself, in seconds since 1970; the end is left out."""

    since: float
    until: float


@dataclass(frozen=True, slots=True)
class Note:
    """What holds while nothing changes.

    named: the site's folder as it was asked for, maybe a link; places: files and folders that
    were read, `sources` their exact state; seal: of the folder that was told of; twin: its twin;
    variables: what sources took from the environment, None where there was nothing.
    """

    asked: Asked
    environment: str
    named: str
    places: tuple[str, ...]
    sources: str
    seal: Seal
    valid: Span
    told: Told
    twin: str
    variables: tuple[tuple[str, str | None], ...] = ()


def last(asked: Asked, ahead: Ahead | None = None) -> Told | None:
    """What the last build told, if the same one would make the same site now; None: build it.

    ahead: is given what has been seen then, and begins what that build begins with.
    """
    try:
        with open(asked.config_file, "rb") as stream:
            config = stream.read()
        note = _load(_file(asked, config))
        if note and note.asked == asked and note.environment == environment(config):
            seen = look(note.places)
            if _holds(note, seen):
                return note.told
            if ahead:
                ahead.note(note.places, seen)
                ahead.begin(note.told.site_dir, note.twin)
    except OSError:
        pass
    return None


def _holds(note: Note, seen: Seen) -> bool:
    """What costs little is asked first. Raises OSError where files vanish meanwhile."""
    return (
        note.valid.since <= clock.now().timestamp() < note.valid.until
        and all(os.environ.get(name) == value for name, value in note.variables)
        and os.path.realpath(note.named) == note.told.site_dir
        and seen.exact == note.sources
        and note.seal.holds(note.told.site_dir, beside=True) is not None
    )


def span(now: dt.datetime, zone: ZoneInfo, moments: Iterable[dt.datetime]) -> Span:
    """From the time of a build to the next midnight at home, or to one of some moments before."""
    day = now.astimezone(zone).date() + dt.timedelta(days=1)
    midnight = dt.datetime.combine(day, dt.time(), zone)
    later = (moment for moment in moments if moment > now)
    return Span(now.timestamp(), min((midnight, *later)).timestamp())


def keep(  # noqa: PLR0913 - what a note is about
    asked: Asked,
    cache: Path,
    *,
    named: Path,
    places: Iterable[str],
    seen: Seen,
    seal: Seal,
    valid: Span,
    told: Told,
    twin: str = "",
    variables: Mapping[str, str | None] = MappingProxyType({}),
) -> None:
    """Note a build that has ended well. The cache may refuse: then the next one builds again.

    seen: of the places, before they were read; variables: see `yaml_source.asked`.
    """
    file = cache / FILE
    forget(cache)
    # what changed while it was looked at may change again without getting another time
    if not seen.settled:
        return
    with contextlib.suppress(OSError, pickle.PicklingError, TypeError, AttributeError):
        with open(asked.config_file, "rb") as stream:
            outside = environment(stream.read())
        if outside is not None:
            note = Note(
                asked,
                outside,
                os.path.abspath(named),
                tuple(places),
                seen.exact,
                seal,
                valid,
                told,
                twin,
                tuple(sorted(variables.items())),
            )
            _save(file, note)


def forget(cache: Path) -> None:
    """The next build looks closer."""
    with contextlib.suppress(OSError):
        (cache / FILE).unlink()


def _file(asked: Asked, config: bytes) -> str:
    """Where the note is, by what the settings seem to say: there is none at a wrong place."""
    found = _CACHE.search(config)
    cache = os.fsdecode(found[1]) if found else ".cache"
    return os.path.join(os.path.dirname(asked.config_file), cache, FILE)


def _load(file: str) -> Note | None:
    with open(file, "rb") as stream:
        data = without_check(stream.read())
    if data is None or data[:_BELOW] != _below():
        return None
    note = pickle.loads(data[_BELOW:])  # noqa: S301 - our own cache, of this very code, checked
    return note if isinstance(note, Note) else None


def _save(file: Path, note: Note) -> None:
    write_atomically(file, with_check(_below() + pickle.dumps(note)))


def _below() -> bytes:
    return bytes.fromhex(ground())
