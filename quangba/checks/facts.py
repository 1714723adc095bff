"""Figures: those that texts cite exist, have words for their units, and are looked at in time."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace

from quangba.checks.look import Look
from quangba.content import citations, strings
from quangba.content.citations import Citation
from quangba.content.reader import STRINGS_FILE
from quangba.content.tree import Entry, Page
from quangba.messages import msg
from quangba.problems import Problem, Severity, error, warning
from quangba.registers import facts
from quangba.site import Site

GRACE_DAYS = 180
"""So long after its day a figure that nobody looked at is a warning; then it is an error."""


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """What is wrong with citations."""
    for page in entry.pages.values():
        for citation in _of_page(page):
            yield from _citation(look.site, page, citation)
        yield from _in_links(page)


def of_site(look: Look) -> Iterator[Problem]:
    """What is wrong with the register itself."""
    yield from _register(look.site)
    yield from _units(look.site)


def _of_page(page: Page) -> Iterator[Citation]:
    words = page.words
    for field in ("title", "menu_title", "description"):
        yield from citations.in_line(getattr(words, field) or "", page.lines.get(field, 1))
    for row in words.glance:
        yield from citations.in_line(f"{row.label} {row.value}", page.lines.get("glance", 1))
    yield from citations.in_body(page.body, page.body_line)


def _in_links(page: Page) -> Iterator[Problem]:
    """A link cannot hold the link to a figure's source, nor a picture's text anything but words."""
    for link in page.links:
        for citation in citations.in_line(link.text, link.line):
            if citation.id and (link.is_image or citation.form != "number"):
                yield error(
                    "fact-place", page.path, link.line,
                    msg("The figure “{id}” stands within the text of a link or a picture.",
                        id=citation.id),
                    msg('In a link write {{{{ fact("{id}", "number") }}}}; in the text of a picture'
                        " write no figure.", id=citation.id),
                )  # fmt: skip


def _citation(site: Site, page: Page, citation: Citation) -> Iterator[Problem]:
    if citation.id is None or citation.form not in citations.FORMS:
        yield error(
            "fact-syntax", page.path, citation.line,
            msg("“{written}” is not understood.", written=citation.written),
            msg('Write {{{{ fact("{id}") }}}}, or {{{{ fact("{id}", "number") }}}} for the figure'
                " alone.", id=citation.id or next(iter(site.facts), "trade-2024")),
        )  # fmt: skip
    elif citation.id not in site.facts:
        close = difflib.get_close_matches(citation.id, site.facts, n=1)
        yield error(
            "fact-unknown", page.path, citation.line,
            msg("There is no figure “{id}” in {file}.", id=citation.id, file=facts.FILE),
            msg("Did you mean “{target}”?", target=close[0]) if close
            else msg("Add it to {file} with its unit, day and source.", file=facts.FILE),
        )  # fmt: skip


def _register(site: Site) -> Iterator[Problem]:
    if not site.facts:
        return
    settings = site.settings
    path = settings.relative(settings.data_dir / facts.FILE)
    lines = facts.lines(settings)
    for name, fact in site.facts.items():
        for source in fact.source:
            if source not in site.sources:
                yield error(
                    "reference-unknown", path, lines.get(name),
                    msg("“{field}” names “{name}”, which does not exist.",
                        field="source", name=source),
                    msg("Add it to {file}, or correct the name.", file="sources.yml"),
                )  # fmt: skip
        if fact.to is not None and fact.to <= fact.value:
            yield error(
                "fact-range", path, lines.get(name),
                msg("The range of “{id}” ends before it starts.", id=name),
                msg("Write the smaller number as `value`, the larger one as `to`."),
            )  # fmt: skip
        days = (site.today - fact.review_by).days
        if days > 0:
            found = warning(
                "fact-overdue", path, lines.get(name),
                msg("The figure “{id}” was to be looked at by {day}.",
                    id=name, day=fact.review_by),
                msg("Look for a newer one; then set `as_of` and a later `review_by`."
                    " After {days} days this stops the build.", days=GRACE_DAYS),
            )  # fmt: skip
            yield replace(found, severity=Severity.ERROR) if days > GRACE_DAYS else found


def _units(site: Site) -> Iterator[Problem]:
    """Every unit in use has its words in every language."""
    used = sorted({fact.unit for fact in site.facts.values()})
    settings = site.settings
    for language in settings.languages:
        words = site.tree.strings.get(language.locale)
        units = words.get("units") if words else None
        if not isinstance(units, dict):
            continue  # that they are missing is told with the theme's words
        path = settings.relative(settings.docs_dir / language.locale / STRINGS_FILE)
        for unit in used:
            pattern = units.get(unit)
            if not strings.is_pattern(pattern):
                yield error(
                    "fact-unit", path, None,
                    msg("The unit “{unit}” has no words in this language.", unit=unit),
                    msg('Write below `units:` a line like:  {unit}: "{{number}} {unit}"',
                        unit=unit),
                )  # fmt: skip
