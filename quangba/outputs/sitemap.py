"""Site maps: one for each language, the index of them, and a list of plain addresses for Baidu.

https://www.sitemaps.org/protocol.html; alternates as Google and Bing read them. Pictures and films
are not named in them: pages name theirs in their text and their structured data, and news of a
place is not what Google's extension for news is for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar

INDEX = "sitemap.xml"
TEXT = "sitemap.txt"
MOST = 20_000
"""Addresses in one file: the protocol allows 50,000, Baidu no more than 10 MB (500 bytes each)."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = f'{_DECLARATION}<urlset xmlns="{SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class Location:
    """A page. changed: the day of its content; alternates: (tag, address) with x-default."""

    url: str
    changed: dt.date | None
    alternates: tuple[tuple[str, str], ...] = ()


def files(site_url: str, by_language: Mapping[str, Sequence[Location]]) -> dict[str, bytes]:
    """Every file by its path. by_language: the pages of each language, by its folder's name."""
    maps: dict[str, Sequence[Location]] = {}
    for locale, locations in by_language.items():
        for number, part in enumerate(_parts(locations), start=1):
            maps[f"sitemap-{locale.lower()}{f'-{number}' if number > 1 else ''}.xml"] = part
    found = {path: _urlset(part) for path, part in maps.items()}
    found[INDEX] = _index(site_url, maps)
    everything = [each.url for locations in by_language.values() for each in locations]
    for number, urls in enumerate(_parts(everything), start=1):
        path = TEXT if number == 1 else f"sitemap-{number}.txt"
        found[path] = "".join(f"{url}\n" for url in urls)
    return {path: text.encode() for path, text in found.items()}


def _parts(items: Sequence[ItemT]) -> Iterator[Sequence[ItemT]]:
    """As many files as are needed, one of a language without pages, too."""
    return (items[at : at + MOST] for at in range(0, max(1, len(items)), MOST))


def _index(site_url: str, maps: Mapping[str, Iterable[Location]]) -> str:
    rows = (_row("sitemap", site_url + path, _newest(part)) for path, part in maps.items())
    return f'{_DECLARATION}<sitemapindex xmlns="{SPACE}">\n{"".join(rows)}</sitemapindex>\n'


def _newest(locations: Iterable[Location]) -> dt.date | None:
    return max((each.changed for each in locations if each.changed), default=None)


def _urlset(locations: Iterable[Location]) -> str:
    rows = (_row("url", each.url, each.changed, _alternates(each)) for each in locations)
    return f"{_HEAD}{''.join(rows)}</urlset>\n"


def _row(tag: str, url: str, changed: dt.date | None, more: Iterable[str] = ()) -> str:
    lastmod = f"    <lastmod>{changed.isoformat()}</lastmod>\n" if changed else ""
    loc = escape(url, quote=False)
    return f"  <{tag}>\n    <loc>{loc}</loc>\n{lastmod}{''.join(more)}  </{tag}>\n"


def _alternates(location: Location) -> Iterator[str]:
    for tag, url in location.alternates:
        yield f'    <xhtml:link rel="alternate" hreflang={_quoted(tag)} href={_quoted(url)}/>\n'


def _quoted(text: str) -> str:
    """As the value of an attribute, with its quotes."""
    from xml.sax.saxutils import quoteattr  # it loads all that asks other machines

    return quoteattr(text)
