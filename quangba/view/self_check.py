"""What the site has of what a regulation asks for, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quangba.collections import HOME
from quangba.content.schema import Dated
from quangba.content.source_file import beside
from quangba.content.tree import Entry, Translated
from quangba.memory import note
from quangba.registers.self_check import Item
from quangba.site import Site
from quangba.view.parts import Parts
from quangba.view.values import Link, SelfCheckItem, SelfCheckView, SourceView

LAYOUT = "self-check"
"""Of the page that shows it. A site that nobody answers for yet (`starter`) does not publish it."""

State = Literal["met", "partly", "missing", "elsewhere", "exempt"]

_PRINT = re.compile(r"@media\s+print\b")


@dataclass(frozen=True, slots=True)
class Found:
    """What the site has of an item. lacking: languages that it is asked for in and not there in."""

    state: State
    entries: tuple[Entry, ...] = ()
    lacking: tuple[str, ...] = ()


def of(parts: Parts, entry: Entry) -> SelfCheckView | None:
    """What a page of layout `self-check` shows; None for other pages."""
    list_ = parts.site.self_check
    if entry.fields.layout != LAYOUT or list_ is None:
        return None
    rows = tuple(_item(parts, item) for item in list_.items)
    source: tuple[SourceView, ...] = parts.sources([list_.source] if list_.source else [])
    return SelfCheckView(
        regulation=parts.localised(list_.regulation),
        source=source[0] if source else None,
        checked=list_.checked,
        items=rows,
        met=sum(row.state in {"met", "elsewhere", "exempt"} for row in rows),
    )


def _item(parts: Parts, item: Item) -> SelfCheckItem:
    found = look(parts.site, item)
    names = {language.locale: language.name for language in parts.site.settings.languages}
    return SelfCheckItem(
        id=item.id,
        article=item.article,
        title=parts.localised(item.title),
        state=found.state,
        pages=tuple(parts.link(entry) for entry in found.entries),
        lacking=tuple(names.get(locale, locale) for locale in found.lacking),
        elsewhere=Link(item.elsewhere, item.elsewhere) if item.elsewhere else None,
        reason=parts.localised(item.exempt) if found.state == "exempt" else "",
    )


def look(site: Site, item: Item) -> Found:
    """Whether the published site has what an item asks for."""
    if item.pages:
        return _of_pages(site, item, [site.public.entries.get(uri) for uri in item.pages])
    if item.feature is not None:
        return _of_feature(site, item)
    if item.elsewhere is not None:
        return Found("elsewhere")
    return Found("exempt" if item.exempt else "missing")


def _of_feature(site: Site, item: Item) -> Found:
    match item.feature:
        case "print":
            sheets = beside(site.settings.theme_dir / "css", ".css")
            note("theme")
            prints = any(_PRINT.search(sheet.read_text(encoding="utf-8")) for sheet in sheets)
            return Found("met" if prints else "missing")
        case "archive":
            return _of_pages(site, item, list(_archives(site)))
        case feature:
            pages = site.public.entries.values()
            return _of_pages(site, item, [e for e in pages if e.fields.layout == feature])


def _archives(site: Site) -> Iterator[Entry]:
    """The lists of dated pages, which lead by year and page to the oldest one."""
    pages = site.public.entries
    for entry in pages.values():
        if entry.is_index and entry.uri != HOME and not entry.fields.layout:
            folder = entry.uri.removesuffix("index.md")
            listed = [each for uri, each in pages.items() if uri.startswith(folder)]
            dated = sum(isinstance(each.fields, Dated) for each in listed)
            if 2 * dated > len(listed) - 1:  # without the list itself
                yield entry


def _of_pages(site: Site, item: Item, entries: list[Entry | None]) -> Found:
    """Met when every page is there, in every language that is asked for."""
    there = tuple(entry for entry in entries if entry is not None)
    if not there:
        return Found("missing")
    wanted = item.languages or (site.settings.source.locale,)
    lacking = tuple(
        locale
        for locale in wanted
        if not all(isinstance(entry.version(locale), Translated) for entry in there)
    )
    return Found("met" if len(there) == len(entries) and not lacking else "partly", there, lacking)
