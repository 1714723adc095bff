"""Every page can be reached, and leads on. That addresses lead somewhere, the product sees to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.site.documents import DIALOG, Document, Documents, css_addresses, fetched, followed

pytestmark = pytest.mark.site

INDEX = "search-index/"
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["']\./([^"']+)["']""")


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
