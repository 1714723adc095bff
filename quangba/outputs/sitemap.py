"""One site map for all languages; fallback texts are not pages of their own and not in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from quangba import addresses
from quangba.collections import Collections
from quangba.content.tree import Entry
from quangba.site import Site

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def make(site: Site) -> str:
    """sitemap.xml: each translated page with its alternates in the other languages."""
    rows = [row for entry in site.tree.entries.values() for row in _rows(site, entry)]
    return _HEAD + "".join((*rows, *_lists(site))) + "</urlset>\n"


def _lists(site: Site) -> Iterator[str]:
    """The lists by year and topic; their further pages are found from the first."""
    found = [Collections(site, language) for language in site.settings.languages]
    for selection in dict.fromkeys(each for lists in found for each in lists.selections):
        urls = {
            lists.language.tag: addresses.absolute(site.settings, lists.address(selection))
            for lists in found
            if lists.has(selection, 1)
        }
        default = next(iter(urls.values()))
        alternates = _alternates((*urls.items(), ("x-default", default)) if len(urls) > 1 else ())
        for url in urls.values():
            yield f"  <url>\n    <loc>{escape(url)}</loc>\n{alternates}  </url>\n"


def _alternates(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'    <xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(url)}/>\n'
        for tag, url in rows
    )


def _rows(site: Site, entry: Entry) -> Iterator[str]:
    for language in site.settings.languages:
        if not addresses.is_indexed(entry, language.locale):
            continue
        alternates = _alternates(addresses.alternates(site, entry, language))
        url = escape(addresses.absolute(site.settings, addresses.of(entry.uri, language)))
        changed = entry.changed(language.locale)
        lastmod = f"    <lastmod>{changed.isoformat()}</lastmod>\n" if changed else ""
        yield f"  <url>\n    <loc>{url}</loc>\n{lastmod}{alternates}  </url>\n"
