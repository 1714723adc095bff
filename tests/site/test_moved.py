"""Former addresses lead on, in every language, without a script, and nobody lists them."""

from __future__ import annotations

import pytest

from tests.built_sites import BuiltSite
from tests.site.documents import Documents, text_of

pytestmark = pytest.mark.site


def test_the_fictional_site_has_pages_that_moved(sample: BuiltSite):
    assert {
        f"{language.prefix}{name}/index.html"
        for name in ("tower", "discover/old-tower", "quay")
        for language in sample.languages
    } == sample.former


def test_former_addresses_lead_to_the_page(site: BuiltSite, documents: Documents):
    for written, language in site.shown():
        for address in written.former(language):
            page = documents.by_name[f"{address}index.html"]
            wait, _, way = page.one("meta[http-equiv=refresh]").attrs["content"].partition("; url=")
            link = page.one("main").query("a")[0]
            assert wait == "0"
            assert way == link.attrs["href"]
            assert page.resolve(way) == site.site_url + written.address(language)
            assert not way.startswith(("/", "http"))
            written_in = language if written.state(language.locale) == "translated" else site.source
            canonical = page.one("link[rel=canonical]").attrs["href"]
            assert canonical == site.site_url + written.address(written_in)
            assert page.one("meta[name=robots]").attrs["content"] == "noindex"
            assert page.root.attrs["lang"] == language.tag
            assert link.attrs.get("lang", language.tag) == written_in.tag
            assert text_of(link) == written.versions[written_in.locale]["title"]
            words = site.strings[language.locale]
            assert text_of(page.one("h1")) == words["moved_title"]
            assert words["moved_text"] in text_of(page.one("main"))
            assert not page.all("script")
            styled = page.one("link[rel=stylesheet]").attrs["href"]
            assert documents.target(page.resolve(styled))


def test_former_addresses_are_listed_nowhere(site: BuiltSite, documents: Documents):
    former = {site.site_url + name.removesuffix("index.html") for name in site.former}
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert [address for address in former if f"<loc>{address}</loc>" in sitemap] == []
    for page in documents.pages:
        linked = {page.resolve(each.attrs["href"]) for each in page.all("a[href]")}
        assert linked & former == set(), page.name
