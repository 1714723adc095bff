"""Every link to another site, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urldefrag

from quangba.content.markdown_lines import text_lines
from quangba.content.tree import Entry
from quangba.registers import data_file, sources
from quangba.settings import Settings
from quangba.site import Site

Place = tuple[str, int | None]
"""Path and line of a file."""

_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_WRITTEN = re.compile(
    r"<(?P<auto>https?://[^<>\s]+)>|\bhref\s*=\s*[\"']?(?P<html>https?://[^\s\"'<>]+)",
    re.IGNORECASE,
)


def links(site: Site) -> Mapping[str, tuple[Place, ...]]:
    """Address without its fragment -> where it stands, in the order of addresses and places."""
    return gathered(site.settings, _all(site))


def gathered(
    settings: Settings, links: Iterable[tuple[str, Place]]
) -> Mapping[str, tuple[Place, ...]]:
    """The same of some of them."""
    found: dict[str, set[Place]] = {}
    for url, place in links:
        if _WEB.match(url) and not url.startswith(settings.site_url):
            found.setdefault(urldefrag(url)[0], set()).add(place)
    return {url: tuple(sorted(found[url], key=_order)) for url in sorted(found)}


def _order(place: Place) -> tuple[str, int]:
    return place[0], place[1] or 0


def _all(site: Site) -> Iterator[tuple[str, Place]]:
    for entry in site.tree.entries.values():
        yield from of_pages(entry)
    yield from of_registers(site)


def of_registers(site: Site) -> Iterator[tuple[str, Place]]:
    """Those of the register of sources and of the settings."""
    settings = site.settings
    if settings.publisher.url:
        yield settings.publisher.url, (settings.config_file.name, None)
    document, path, _ = data_file.read(settings, sources.FILE)
    for key, source in site.sources.items():
        if source.url and not source.internal:
            yield source.url, (path, document.line((key, "url")))


def of_pages(entry: Entry) -> Iterator[tuple[str, Place]]:
    """Those of a page in all its languages."""
    for page in entry.pages.values():
        for link in page.links:
            if not link.is_image:
                yield link.target, (page.path, link.line)
        if "http" in page.body:
            for number, text in text_lines(page.body, page.body_line):
                for match in _WRITTEN.finditer(text):
                    yield match["auto"] or match["html"], (page.path, number)
    contact = getattr(entry.fields, "contact", None)
    if contact:
        yield str(contact), (entry.source.path, entry.source.lines.get("contact"))
