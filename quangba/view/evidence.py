"""The page of sources: every figure with its day, every publication with the pages it supports."""

from __future__ import annotations

import re

from quangba.content.tree import Entry
from quangba.view.parts import Parts
from quangba.view.values import FigureView, Link, PublicationView, SourcesView


def of(parts: Parts, entry: Entry) -> SourcesView | None:
    """What a page of layout `sources` shows; None for other pages."""
    if entry.fields.layout != "sources":
        return None
    return SourcesView(figures=_figures(parts), publications=_publications(parts))


def _figures(parts: Parts) -> tuple[FigureView, ...]:
    figures = parts.figures
    return tuple(
        FigureView(
            id=name,
            label=parts.localised(fact.label),
            number=figures.number(fact),
            as_of=figures.as_of(fact),
            sources=tuple(
                Link(parts.localised(row.name), f"#source-{each}")
                for each in fact.source
                if (row := parts.site.sources.get(each)) and row.is_linked
            ),
        )
        for name, fact in parts.site.facts.items()
    )


def _publications(parts: Parts) -> tuple[PublicationView, ...]:
    pages = _used(parts)
    cited = {name for fact in parts.site.facts.values() for name in fact.source}
    rows = sorted(parts.site.sources.items(), key=lambda row: _natural(row[0]))
    return tuple(
        PublicationView(
            id=name,
            name=parts.localised(row.name),
            url=row.url,
            date_text=parts.t.partial_date(row.date) if row.date else None,
            pages=tuple(pages.get(name, ())),
        )
        for name, row in rows
        if not row.internal and (name in pages or name in cited)
    )


def _used(parts: Parts) -> dict[str, list[Link]]:
    """The pages that rest on each source."""
    pages: dict[str, list[Link]] = {}
    for entry in parts.site.tree.entries.values():
        if parts.has(entry):
            for name in dict.fromkeys(entry.fields.sources):
                pages.setdefault(name, []).append(parts.link(entry, short=True))
    return pages


def _natural(name: str) -> tuple[str | int, ...]:
    """'S9' before 'S10'."""
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name))
