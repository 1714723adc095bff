"""Names in front matter that point elsewhere: sources, units, places, pages of the home page."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from quangba.checks.look import Look
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


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Names in front matter that nothing has."""
    site, fields = look.site, entry.fields
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
    if isinstance(fields, Project):
        yield from _of_project(site, entry, fields)
    if isinstance(fields, Correction):
        yield from _page(site, entry, "corrects", fields.corrects)
    for name in fields.topics:
        yield from _known(entry, "topics", name, site.topics)
    yield from _home(site, entry)


def gather(_: Look, entry: Entry) -> bool | None:
    """Whether an entry names files of the theme, or documents."""
    return bool(entry.fields.spot) or isinstance(entry.fields, Publication) or None


def of_site(look: Look) -> Iterator[Problem]:
    """Names in registers and sidecars that nothing has; files that pages name."""
    site = look.site
    entries = [site.tree.entries[uri] for uri, _ in look.gathered("files")]
    for entry in entries:
        yield from _offers(site, entry)
    yield from _terms(site)
    yield from _spots(site, entries)
    for original in site.pictures.values():
        if place := original.sidecar.place:
            yield from page(site, original.sidecar_path, None, "place", place)


def _spots(site: Site, entries: list[Entry]) -> Iterator[Problem]:
    """Small drawings that the theme does not have."""
    known = {file.stem for file in (site.settings.theme_dir / "spots").glob("*.svg")}
    for entry in entries:
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


def _of_project(site: Site, entry: Entry, fields: Project) -> Iterator[Problem]:
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
    if name in site.tree.entries:
        return
    if name in site.tree.moved:
        yield from _page(site, entry, "urgent", name)
    elif not (name in site.tree.unusable or name in site.terms.rows):
        known = {*site.tree.entries, *site.tree.unusable, *site.terms.rows}
        yield from _known(entry, "urgent", name, known)


def _page(site: Site, entry: Entry, field: str, name: str) -> Iterator[Problem]:
    yield from page(site, entry.source.path, entry.source.lines.get(field), field, name)


def page(site: Site, path: str, line: int | None, field: str, name: str) -> Iterator[Problem]:
    """A name of a page that the site does not have, or has elsewhere now."""
    tree = site.tree
    if name in tree.entries or name in tree.unusable:
        return
    if name in tree.moved:
        yield error(
            "reference-moved", path, line,
            msg("“{field}” names “{name}”, which has moved.", field=field, name=name),
            msg("Write {target}", target=tree.moved[name]),
        )  # fmt: skip
    else:
        yield unknown(path, line, field, name, {*tree.entries, *tree.unusable})


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
