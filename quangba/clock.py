"""The one clock: the day for checks of expiry. Pages never depend on it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Mapping


def today(environ: Mapping[str, str] = os.environ) -> dt.date:
    """The day of SOURCE_DATE_EPOCH (seconds since 1970, UTC) if set, else the system's."""
    with contextlib.suppress(ValueError, OverflowError, OSError):
        if (epoch := int(environ.get("SOURCE_DATE_EPOCH", ""))) >= 0:
            return dt.datetime.fromtimestamp(epoch, tz=dt.UTC).date()
    return dt.datetime.now(tz=dt.UTC).date()  # noqa: TID251 - the only place that asks
