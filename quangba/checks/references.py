"""Names in front matter that point elsewhere: sources, units, places, pages of the home page."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from quangba.content import documents
from quangba.content.schema import (
    Correction,
    Event,
    HomeLinks,
    News,
    Place,
    Plain,
    Project,
    Publication,
)
from quangba.content.tree import Entry
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.registers.topics import FILE as TOPICS
from quangba.site import Site


def check(site: Site) -> Iterator[Problem]:
    """Names in front matter that nothing has."""
    for entry in site.tree.entries.values():
        fields = entry.fields
        for name in fields.sources:
            yield from _known(entry, "sources", name, site.sources)
        if isinstance(fields, Place | Project) and fields.unit:
            yield from _known(entry, "unit", fields.unit, site.units.units)
        if isinstance(fields, Event | News) and fields.place:
            yield from _page(site, entry, "place", fields.place)
        if isinstance(fields, Event) and fields.term:
            yield from _known(entry, "term", fields.term, site.terms.rows)
        if isinstance(fields, News | Plain) and fields.urgent:
            yield from _urgent(site, entry, fields.urgent.place)
        yield from _offers(site, entry)
        if isinstance(fields, Correction):
            yield from _page(site, entry, "corrects", fields.corrects)
        for name in fields.topics:
            yield from _known(entry, "topics", name, site.topics)
        yield from _home(site, entry)
    yield from _terms(site)
    yield from _spots(site)
    for original in site.pictures.values():
        if place := original.sidecar.place:
            yield from page(site, original.sidecar_path, None, "place", place)


def _spots(site: Site) -> Iterator[Problem]:
    """Small drawings that the theme does not have."""
    known = {file.stem for file in (site.settings.theme_dir / "spots").glob("*.svg")}
    for entry in site.tree.entries.values():
        if entry.fields.spot:
            yield from _known(entry, "spot", entry.fields.spot, known)
    path = site.settings.relative(site.settings.data_dir / TOPICS)
    for topic in site.topics.values():
        if topic.spot and topic.spot not in known:
            yield unknown(path, None, "spot", topic.spot, known)


def _offers(site: Site, entry: Entry) -> Iterator[Problem]:
    fields = entry.fields
    if isinstance(fields, Publication):
        for name in documents.files(fields, entry.owner).values():
            yield from _known(entry, "file", name, documents.names(site.settings))
    if not isinstance(fields, Project):
        return
    if site.topics:
        yield from _known(entry, "sector", fields.sector, site.topics)
    if fields.capital and fields.capital.source:
        yield from _known(entry, "capital", fields.capital.source, site.sources)


def _home(site: Site, entry: Entry) -> Iterator[Problem]:
    for each in entry.pages.values():
        links = each.words.home or HomeLinks()
        for name in (*links.actions, *links.doors, *links.practical):
            yield from page(site, each.path, each.lines.get("home"), "home", name)


def _terms(site: Site) -> Iterator[Problem]:
    for term in site.terms.rows.values():
        for name in (each for each in term.sources if each not in site.sources):
            yield unknown(site.terms.path, term.line, "sources", name, site.sources)


def _known(entry: Entry, field: str, name: str, known: Collection[str]) -> Iterator[Problem]:
    if name not in known:
        yield unknown(entry.source.path, entry.source.lines.get(field), field, name, known)


def _urgent(site: Site, entry: Entry, name: str) -> Iterator[Problem]:
    """The place of an urgent notice is a page or one of the agreed names."""
    if name in site.tree.moved:
        yield from _page(site, entry, "urgent", name)
    else:
        known = {*site.tree.entries, *site.tree.unusable, *site.terms.rows}
        yield from _known(entry, "urgent", name, known)


def _page(site: Site, entry: Entry, field: str, name: str) -> Iterator[Problem]:
    yield from page(site, entry.source.path, entry.source.lines.get(field), field, name)


def page(site: Site, path: str, line: int | None, field: str, name: str) -> Iterator[Problem]:
    """A name of a page that the site does not have, or has elsewhere now."""
    pages = site.tree.entries.keys() | site.tree.unusable
    if name not in pages and name in site.tree.moved:
        yield error(
            "reference-moved", path, line,
            msg("“{field}” names “{name}”, which has moved.", field=field, name=name),
            msg("Write {target}", target=site.tree.moved[name]),
        )  # fmt: skip
    elif name not in pages:
        yield unknown(path, line, field, name, pages)


def unknown(path: str, line: int | None, field: str, name: str, known: Collection[str]) -> Problem:
    """A name that nothing has, with the one that may have been meant."""
    return error(
        "reference-unknown", path, line,
        msg("“{field}” names “{name}”, which does not exist.", field=field, name=name),
        _nearest(name, known),
    )  # fmt: skip


def _nearest(name: str, known: Collection[str]) -> Text:
    if close := difflib.get_close_matches(name, sorted(known), n=1):
        return msg("Did you mean “{target}”?", target=close[0])
    return msg("Known are: {names}.", names=", ".join(sorted(known)[:12]) or "—")
