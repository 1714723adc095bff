"""The pages that search engines are to know, for site maps and robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from quangba import addresses
from quangba.collections import HOME, Collections, Selection, alternates
from quangba.content.schema import Dated
from quangba.content.tree import Entry
from quangba.outputs import robots, sitemap
from quangba.outputs.sitemap import Location
from quangba.site import Site


def files(site: Site) -> dict[str, bytes]:
    """Site maps, robots.txt and the key of IndexNow by path, the same for all languages."""
    settings = site.settings
    lists = tuple(Collections(site, language) for language in settings.languages)
    pages = {own.language.locale: (*_pages(site, own), *_lists(site, own, lists)) for own in lists}
    found = sitemap.files(settings.site_url, pages)
    texts = sorted(path for path in found if path.endswith(".txt"))
    named = [settings.site_url + path for path in (sitemap.INDEX, *texts)]
    found[robots.FILE] = robots.make(named, settings.robots)
    if settings.indexnow:
        found[settings.indexnow.file] = settings.indexnow.key.encode()
    return found


def _pages(site: Site, lists: Collections) -> Iterator[Location]:
    """What is written in a language; texts that stand in for a translation are not pages of it."""
    language = lists.language
    for entry in site.tree.entries.values():
        if addresses.is_indexed(entry, language.locale):
            yield Location(
                url=addresses.absolute(site.settings, addresses.of(entry.uri, language)),
                changed=_newest((entry.changed(language.locale), *_listed(site, entry, lists))),
                alternates=addresses.alternates(site, entry, language),
            )


def _listed(site: Site, entry: Entry, lists: Collections) -> Iterator[dt.date | None]:
    """The days of what an index page lists, and of what is told on the home page."""
    locale, entries = lists.language.locale, site.tree.entries
    if entry.uri == HOME:
        told = (uri for uri in lists.listed() if lists.outlines.of(uri).is_a(Dated))
        yield from (entries[uri].changed(locale) for uri in told)
    elif entry.is_index and not entry.fields.layout:
        yield from (entries[uri].changed(locale) for uri in lists.items(Selection(entry.uri)))


def _lists(site: Site, lists: Collections, others: tuple[Collections, ...]) -> Iterator[Location]:
    """The lists by year and topic; their further pages are found from the first."""
    locale, entries = lists.language.locale, site.tree.entries
    for selection in lists.selections():
        yield Location(
            url=addresses.absolute(site.settings, lists.address(selection)),
            changed=_newest(entries[uri].changed(locale) for uri in lists.items(selection)),
            alternates=alternates(site.settings, others, selection, 1),
        )


def _newest(days: Iterable[dt.date | None]) -> dt.date | None:
    return max((day for day in days if day), default=None)
