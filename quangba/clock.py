"""The one clock. It is read once a build, into `Site.now`: what is published, what is past."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Mapping

_END = 221_845_392_000
"""The year 9000: up to there, days some years on are still days (Python's end with 9999)."""


def now(environ: Mapping[str, str] = os.environ) -> dt.datetime:
    """The time of SOURCE_DATE_EPOCH (seconds since 1970, UTC) if it is one, else the system's."""
    with contextlib.suppress(ValueError, OverflowError, OSError):
        if 0 <= (epoch := int(environ.get("SOURCE_DATE_EPOCH", ""))) < _END:
            return dt.datetime.fromtimestamp(epoch, tz=dt.UTC)
    return dt.datetime.now(tz=dt.UTC)  # noqa: TID251 - the only place that asks
