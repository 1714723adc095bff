"""Links to other sites, as `quangba links` found them; nothing is asked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quangba import outside
from quangba.checks.look import Look
from quangba.content.tree import Entry
from quangba.messages import msg
from quangba.problems import Problem, note, warning
from quangba.registers import external_links
from quangba.registers.external_links import Answered


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Links of a page that no longer lead anywhere, or that have moved for good."""
    if _known(look)[0]:
        yield from _told(look, outside.of_pages(entry))


def of_site(look: Look) -> Iterator[Problem]:
    """Those of registers and settings; what is wrong with the list of answers."""
    known, problems = _known(look)
    yield from problems
    if known:
        yield from _told(look, outside.of_registers(look.site))


def _known(look: Look) -> tuple[Mapping[str, Answered], tuple[Problem, ...]]:
    return look.once("answered", lambda: external_links.read(look.site.settings))


def _told(look: Look, links: Iterable[tuple[str, outside.Place]]) -> Iterator[Problem]:
    known, _ = _known(look)
    for url, places in outside.gathered(look.site.settings, links).items():
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
