"""The pages that search engines are to know, for site maps and robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quangba import addresses
from quangba.collections import HOME, Collections, Selection, alternates
from quangba.content.schema import Dated
from quangba.content.tree import Entry
from quangba.memory import Owner, kept_memo
from quangba.noting import noted_property
from quangba.outlines import SHARES, Outline
from quangba.outputs import robots, sitemap
from quangba.outputs.sitemap import Location
from quangba.site import Site


class _Pages(Owner):
    """What site maps say of pages of one language, kept for a share of them."""

    def __init__(self, site: Site, lists: Collections) -> None:
        self._site = site
        self._lists = lists
        super().__init__(self._site.memory, self._lists.language.locale)

    def all(self) -> Iterator[Location]:
        """What is written in the language; texts that stand in for others are no pages of it."""
        said, outlines = self._said, self._lists.outlines.by_uri
        for uri in self._site.tree.entries:
            changed, location = said[uri]
            if location:
                days = (changed, *self._listed(outlines[uri]))
                yield replace(location, changed=_newest(days))

    def changed(self, uris: Iterable[str]) -> Iterator[dt.date | None]:
        """When the texts that readers get of pages have changed last."""
        said = self._said
        return (said[uri][0] for uri in uris)

    @noted_property
    def _said(self) -> Mapping[str, tuple[dt.date | None, Location | None]]:
        found: dict[str, tuple[dt.date | None, Location | None]] = {}
        for number in range(SHARES):
            found |= self._share(number)
        return found

    @kept_memo
    def _share(self, number: int) -> dict[str, tuple[dt.date | None, Location | None]]:
        entries = self._site.tree.entries
        return {
            uri: (entries[uri].changed(self.locale), self._location(entries[uri]))
            for uri in self._lists.outlines.uris(number)
        }

    def _location(self, entry: Entry) -> Location | None:
        site, language = self._site, self._lists.language
        if not addresses.is_indexed(entry, language.locale):
            return None
        return Location(
            url=addresses.absolute(site.settings, addresses.of(entry.uri, language)),
            changed=None,
            alternates=addresses.alternates(site, entry, language),
        )

    def _listed(self, page: Outline) -> Iterator[dt.date | None]:
        """The days of what an index page lists, and of what is told on the home page."""
        lists = self._lists
        if page.uri == HOME:
            outlines = lists.outlines.by_uri
            return self.changed(uri for uri in lists.listed() if outlines[uri].is_a(Dated))
        if page.is_index and not page.layout:
            return self.changed(lists.items(Selection(page.uri)))
        return iter(())


def files(site: Site) -> dict[str, bytes]:
    """Site maps, robots.txt and the key of IndexNow by path, the same for all languages."""
    settings = site.settings
    lists = tuple(Collections(site, language) for language in settings.languages)
    pages = {own.language.locale: tuple(_locations(site, own, lists)) for own in lists}
    found = sitemap.files(settings.site_url, pages)
    texts = sorted(path for path in found if path.endswith(".txt"))
    named = [settings.site_url + path for path in (sitemap.INDEX, *texts)]
    found[robots.FILE] = robots.make(named, settings.robots)
    if settings.indexnow:
        found[settings.indexnow.file] = settings.indexnow.key.encode()
    return found


def _locations(
    site: Site, lists: Collections, others: tuple[Collections, ...]
) -> Iterator[Location]:
    """Pages, then lists by year and topic; their further pages are found from the first."""
    pages = _Pages(site, lists)
    yield from pages.all()
    for selection in lists.selections():
        yield Location(
            url=addresses.absolute(site.settings, lists.address(selection)),
            changed=_newest(pages.changed(lists.items(selection))),
            alternates=alternates(site.settings, others, selection, 1),
        )


def _newest(days: Iterable[dt.date | None]) -> dt.date | None:
    return max((day for day in days if day), default=None)
