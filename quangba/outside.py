"""Every link to another site, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag

from quangba.content.markdown_lines import text_lines
from quangba.content.tree import Entry
from quangba.registers import data_file, sources
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
    found: dict[str, set[Place]] = {}
    for url, place in _all(site):
        if _WEB.match(url) and not url.startswith(site.settings.site_url):
            found.setdefault(urldefrag(url)[0], set()).add(place)
    return {url: tuple(sorted(found[url], key=_order)) for url in sorted(found)}


def _order(place: Place) -> tuple[str, int]:
    return place[0], place[1] or 0


def _all(site: Site) -> Iterator[tuple[str, Place]]:
    for entry in site.tree.entries.values():
        yield from _of_pages(entry)
    settings = site.settings
    if settings.publisher.url:
        yield settings.publisher.url, (settings.config_file.name, None)
    document, path, _ = data_file.read(settings, sources.FILE)
    for key, source in site.sources.items():
        if source.url and not source.internal:
            yield source.url, (path, document.line((key, "url")))


def _of_pages(entry: Entry) -> Iterator[tuple[str, Place]]:
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
