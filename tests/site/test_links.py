"""Every address of the site leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from tests.site.documents import DIALOG, Document, Documents, css_addresses, fetched, followed

pytestmark = pytest.mark.site

INDEX = "search-index/"
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["']\./([^"']+)["']""")
OTHER_SCHEMES = {"http", "https", "mailto", "tel", "webcal"}


def addresses(page: Document) -> Iterator[str]:
    for element in page.elements:
        yield from fetched(element)
        yield from followed(element)
        if element.name == "link" and not element.attrs.get("imagesrcset"):
            yield element.attrs["href"]


def test_internal_addresses_lead_to_a_file(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for address in addresses(page):
            try:
                documents.target(page.resolve(address))
            except LookupError as reason:
                yield f"{address}: {reason}"

    assert documents.everywhere(wrong) == []


def test_fragments_lead_to_an_element(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for address in addresses(page):
            url, fragment = urldefrag(page.resolve(address))
            name = documents.target(url) if fragment else None
            if name in documents.by_name and unquote(fragment) not in documents.by_name[name].ids:
                yield f"{address}: no element with this id in {name}"

    assert documents.everywhere(wrong) == []


def test_addresses_have_a_scheme_that_is_meant(documents: Documents):
    def wrong(page: Document) -> Iterator[str]:
        for address in addresses(page):
            scheme = urlsplit(address).scheme
            if scheme and scheme not in OTHER_SCHEMES:
                yield address

    assert documents.everywhere(wrong) == []


def test_pages_for_missing_addresses_work_at_any_depth(documents: Documents):
    """A server shows them at the address that was asked for: relative links would lead astray."""

    def wrong(page: Document) -> Iterator[str]:
        if page.is_404:
            base = page.site.base
            yield from (
                address
                for address in addresses(page)
                if not address.startswith((base, "#")) and not urlsplit(address).scheme
            )

    assert documents.everywhere(wrong) == []


def test_other_addresses_are_relative(documents: Documents):
    """The same files work below any path: only 404 pages and `<link>`s name their own.

    And what other sites embed.
    """

    def wrong(page: Document) -> Iterator[str]:
        if page.is_404 or page.is_block:
            return
        for element in page.elements:
            for address in (*fetched(element), *followed(element)):
                own = address.startswith(page.site.site_url)
                if own or (address.startswith("/") and not address.startswith("//")):
                    yield address

    assert documents.everywhere(wrong) == []


def test_the_stylesheets_addresses_lead_to_a_file(documents: Documents):
    site, faults = documents.site, []
    for name in sorted(name for name in documents.files if name.endswith(".css")):
        for address in css_addresses((site.folder / name).read_text(encoding="utf-8")):
            target = (site.folder / name).parent / unquote(urldefrag(address)[0])
            if not address.startswith("#") and not target.is_file():
                faults.append(f"{name}: {address}")
    assert faults == []


def test_every_page_can_be_reached_from_the_home_page(documents: Documents):
    """By following links only, as a reader would; and no file is published that no page uses.

    Search engines find what stands at the root: robots.txt and the site maps that it names.
    """
    site = documents.site
    reached, waiting = {"404.html", "robots.txt"}, ["index.html"]
    reached |= {f"{language.prefix}404.html" for language in site.languages} | site.former
    reached |= {f"sitemap-{language.locale}.xml" for language in site.languages}
    reached |= {"sitemap.xml", "sitemap.txt"}
    # What the search of a script asks for, from its page: tests/site/test_search_dialog.py.
    reached |= {name for name in documents.files if name.endswith(DIALOG) or INDEX in name}
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        if name in documents.by_name:
            page = documents.by_name[name]
            for element in page.elements:
                found = (
                    documents.target(page.resolve(each))
                    for each in (*fetched(element), *followed(element))
                )
                waiting += [each for each in found if each]
            # What chat programs show when the page's address is sent.
            cards = page.all("meta[property='og:image']")
            waiting += filter(None, (documents.target(card.attrs["content"]) for card in cards))
        elif name.endswith(".js"):
            code = (site.folder / name).read_text(encoding="utf-8")
            folder = name.rpartition("/")[0]
            waiting += [f"{folder}/{each}" for each in IMPORTED.findall(code)]
        elif name.endswith(".css"):
            css = (site.folder / name).read_text(encoding="utf-8")
            folder = name.rpartition("/")[0]
            waiting += [
                f"{folder}/{each}" for each in css_addresses(css) if not each.startswith("#")
            ]
    assert sorted(documents.files - reached) == []


def test_no_dead_end(documents: Documents):
    """Every page's own part, not only its header and footer, links to another page of the site."""

    def wrong(page: Document) -> Iterator[str]:
        links = [link.attrs["href"] for link in page.one("main").query("a[href]")]
        targets = {documents.target(page.resolve(link)) for link in links}
        if not targets - {None, page.name}:
            yield "no way on"

    assert documents.everywhere(wrong) == []
