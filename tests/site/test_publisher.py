"""Who answers for a site is data; while nobody does, the site says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents, text_of

pytestmark = pytest.mark.site


def notice(site: BuiltSite, documents: Documents, page: Document) -> str:
    return site.strings[documents.language_of(page).locale]["starter_notice"]


def test_the_two_sites_are_of_both_sorts(place: BuiltSite, sample: BuiltSite):
    assert {place.publisher["status"], sample.publisher["status"]} == {"starter", "official"}


def test_every_footer_tells_who_answers(site: BuiltSite, documents: Documents):
    """A starter says that nobody does yet; an official site names its publisher instead."""

    def wrong(page: Document) -> Iterator[str]:
        if page.leads_on:
            return
        words, footer = notice(site, documents, page), page.one("body > footer")
        if site.publisher["status"] == "starter":
            if words not in text_of(footer):
                yield "the notice is not in the footer"
            return
        name = site.publisher["name"][documents.language_of(page).locale]
        if name not in text_of(footer):
            yield f"{name} is not in the footer"
        if site.publisher["url"] not in {link.attrs["href"] for link in footer.query("a[href]")}:
            yield "no link to the publisher"
        if words in text_of(page.root):
            yield "says that it is a starter"

    assert documents.everywhere(wrong) == []


def test_a_starters_home_pages_say_so_beside_the_text(site: BuiltSite, documents: Documents):
    for language in site.languages:
        page = documents.by_name[f"{language.prefix}index.html"]
        said = notice(site, documents, page) in text_of(page.one("main"))
        assert said is (site.publisher["status"] == "starter"), page.name
