"""security.txt: it holds today and not for longer than anybody remembers it, and can be found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit

from quangba.checks.look import Look
from quangba.messages import Text, msg
from quangba.outputs.security_txt import FILE
from quangba.problems import Problem, error, note, warning

MOST = dt.timedelta(days=366)
"""RFC 9116 recommends less than a year, so that it is not stale."""
SOON = dt.timedelta(days=30)


def of_site(look: Look) -> Iterator[Problem]:
    """What is wrong with the settings of security.txt, where there are any."""
    site = look.site
    told = site.settings.security.security_txt
    if told is None:
        return
    path = site.settings.config_file.name
    left = told.expires - site.today
    if left < dt.timedelta():
        yield error(
            "security-txt-expired", path, None,
            msg("security.txt has expired on {day}: nobody may rely on it any more.",
                day=told.expires.isoformat()),
            _renew(site.today),
        )  # fmt: skip
    elif left > MOST:
        yield warning(
            "security-txt-far", path, None,
            msg("security.txt would hold until {day}, longer than a year.",
                day=told.expires.isoformat()),
            _renew(site.today),
        )  # fmt: skip
    elif left < SOON:
        yield note(
            "security-txt-soon", path, None,
            msg("security.txt expires on {day}.", day=told.expires.isoformat()),
            _renew(site.today),
        )  # fmt: skip
    if urlsplit(site.settings.site_url).path != "/":
        yield note(
            "security-txt-place", path, None,
            msg("security.txt is looked for at the root of a host only, and this site is below"
                " it: {url}", url=site.settings.site_url),
            msg("Ask those who look after the host to publish {file} at its root.", file=FILE),
        )  # fmt: skip


def _renew(today: dt.date) -> Text:
    day = today + dt.timedelta(days=330)
    return msg("See whether the contact is still right, then write for example:"
               "  expires: {day}", day=day.isoformat())  # fmt: skip
