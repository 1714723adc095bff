"""Links to other sites, as `quangba links` found them; nothing is asked here."""

from __future__ import annotations

from collections.abc import Iterator

from quangba import outside
from quangba.messages import msg
from quangba.problems import Problem, note, warning
from quangba.registers import external_links
from quangba.registers.external_links import Answered
from quangba.site import Site


def check(site: Site) -> Iterator[Problem]:
    """Links that no longer lead anywhere, or that have moved for good."""
    known, problems = external_links.read(site.settings)
    yield from problems
    if known:
        for url, places in outside.links(site).items():
            if row := known.get(url):
                for path, line in places:
                    yield from _problem(url, row, path, line)


def _problem(url: str, row: Answered, path: str, line: int | None) -> Iterator[Problem]:
    if row.is_broken:
        yield warning(
            "external-broken", path, line,
            msg("The link {url} has not answered since {day} ({why}).",
                url=url, day=str(row.since), why=row.why or "?"),
            msg("Look for the page's new address, or link to a copy in an archive. Once it is"
                " mended elsewhere: quangba links"),
        )  # fmt: skip
    elif row.moved:
        yield note(
            "external-moved", path, line,
            msg("The link {url} has moved for good.", url=url),
            msg("Write: {target}", target=row.moved),
        )  # fmt: skip
