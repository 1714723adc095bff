"""The moments at which a site changes though nobody changes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from quangba.content.schema import KINDS, Event
from quangba.site import Site


def of(site: Site) -> Iterator[dt.datetime]:
    """When pages are published and events end, past ones too; other things change at midnight."""
    zone = site.settings.time_zone
    for uri, known in site.tree.table.known.items():
        if due := known.publish_at:
            yield due if due.tzinfo else due.replace(tzinfo=zone)
        if issubclass(KINDS[known.kind], Event):
            fields = site.tree.entries[uri].fields
            assert isinstance(fields, Event)
            # the next one to end: what comes after it ends later
            yield site.occurrence(fields).over(zone)
