"""One run at a time in a store.

Every run writes an object of its own and lists then: whoever sees that of another run withdraws.
Two that begin at once both see the other, so never two go on. That needs no more than what every
store has (a list shows what was written before); conditional writes are not everywhere, and some
stores take the header and ignore it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import platform
import secrets
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from quangba.errors import PublishError
from quangba.messages import msg
from quangba.publish.targets.s3.store import Found, Store

EXPIRES = dt.timedelta(minutes=5)
"""A run that has not renewed its mark for so long is dead, by the store's clock."""

EVERY = 45.0
"""Seconds between two signs of life."""

_KIND = {"ContentType": "application/json", "CacheControl": "no-store"}


@dataclass(slots=True)
class Lock:
    """The mark of this run; folder: the prefix where all marks are."""

    store: Store
    folder: str
    key: str
    renewed: float = field(default_factory=time.monotonic)

    def alive(self) -> None:
        """Say that this run goes on. Raises PublishError where another one has taken over."""
        if time.monotonic() - self.renewed < EVERY:
            return
        if self.key not in self.store.listed(self.folder):
            raise PublishError(
                msg("This run was silent for so long that another one may have begun. Publish"
                    " again.")
            )  # fmt: skip
        self.store.put(self.key, _mark(), _KIND)
        self.renewed = time.monotonic()


@contextlib.contextmanager
def held(store: Store, folder: str) -> Iterator[Lock]:
    """Keep others out. Raises PublishError where somebody is publishing."""
    lock = Lock(store, folder, f"{folder}{secrets.token_hex(6)}.json")
    try:
        store.put(lock.key, _mark(), _KIND)
        for key, found in store.listed(folder).items():
            if key != lock.key:
                _turn_out(store, key, found)
        yield lock
    finally:
        with contextlib.suppress(PublishError):  # it expires
            store.delete(lock.key)


def _turn_out(store: Store, key: str, found: Found) -> None:
    """Remove the mark of a dead run. Raises PublishError for one that lives."""
    got = store.get(key)
    if got is None:
        return
    mark = _read(got[0])
    if found.age < EXPIRES and not _dead(mark):
        left = max(1, round((EXPIRES - found.age).total_seconds() / 60))
        raise PublishError(
            msg("{who} is publishing there right now. If that run was stopped by force, publish"
                " again in {minutes} min.",
                who=mark.get("who") or "?", minutes=left)
        )  # fmt: skip
    store.delete(key)


def _mark() -> bytes:
    who = f"{platform.node() or '?'} ({os.getpid()})"
    return json.dumps({"who": who, "host": _host(), "process": os.getpid()}).encode()


def _host() -> str:
    return f"{platform.node()}/{uuid.getnode():x}"


def _read(body: bytes) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        found = json.loads(body)
        if isinstance(found, dict):
            return found
    return {}


def _dead(mark: dict[str, Any]) -> bool:
    """Whether a run of this machine is no more; of other machines only time can tell."""
    process = mark.get("process")
    if os.name != "posix" or mark.get("host") != _host() or not isinstance(process, int):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
