"""What search engines are told of the pages: which there are, in which languages, since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xmlschema

from quangba import snippets
from quangba.languages import Language as Shown
from tests.built_sites import BuiltSite, Language, Written, plugin, settings
from tests.site import lists
from tests.site.documents import Document, Documents, text_of

pytestmark = pytest.mark.site

SCHEMA = Path(__file__).parents[1] / "vocabulary" / "sitemap.xsd"


@pytest.fixture(scope="session")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMA)


def alternates(page: Document) -> dict[str, str]:
    found = page.all("link[rel=alternate][hreflang]")
    tags = [element.attrs["hreflang"] for element in found]
    assert len(tags) == len(set(tags)), f"{page.name}: {tags}"
    return {element.attrs["hreflang"]: element.attrs["href"] for element in found}


def canonical(page: Document) -> str:
    return page.one("link[rel=canonical]").attrs["href"]


def is_indexed(page: Document) -> bool:
    return not page.all("meta[name=robots]")


def expected_alternates(site: BuiltSite, page: Written) -> dict[str, str]:
    written = [language for language in site.languages if page.indexed(language.locale)]
    if len(written) < 2:
        return {}
    found = {language.tag: site.site_url + page.address(language) for language in written}
    return {**found, "x-default": found[site.language(page.owner).tag]}


def written_in(site: BuiltSite) -> Iterator[tuple[Written, Language]]:
    """Every page that search engines are to know, in each language."""
    for page, language in site.shown():
        if page.indexed(language.locale):
            yield page, language


def test_alternates_are_complete(site: BuiltSite, documents: Documents):
    for written, language in written_in(site):
        page = documents.page(written, language)
        assert alternates(page) == expected_alternates(site, written), page.name


def test_each_alternate_leads_back(site: BuiltSite, documents: Documents):
    """Of every page, those of lists, too: the page itself is one, and the way back is there."""
    tags = {language.tag: language for language in site.languages}
    several = 0
    for page in documents.pages:
        found = alternates(page)
        if not found:
            continue
        several += 1
        assert is_indexed(page), page.name
        assert found[documents.language_of(page).tag] == canonical(page) == page.url, page.name
        assert found["x-default"] in {url for tag, url in found.items() if tag != "x-default"}
        for tag, url in found.items():
            other = documents.by_name[documents.target(url)]
            assert alternates(other) == found, f"{page.name} -> {other.name}"
            assert tag == "x-default" or documents.language_of(other) == tags[tag], other.name
    lists_with_others = [page for page in documents.pages if "/2026/" in page.url]
    assert several > len(site.pages)
    assert any(alternates(page) for page in lists_with_others)


def test_what_is_not_to_be_found_names_no_others(documents: Documents):
    for page in documents:
        if not is_indexed(page):
            assert alternates(page) == {}, page.name


def sitemaps(
    site: BuiltSite, schema: xmlschema.XMLSchema
) -> dict[str, dict[str, tuple[str | None, dict[str, str]]]]:
    """Each site map by its file: address -> day of the last change, and alternates."""
    found = {}
    for row in schema.to_dict(site.folder / "sitemap.xml")["sitemap"]:
        name = row["loc"].removeprefix(site.site_url)
        rows = schema.to_dict(site.folder / name)["url"]
        found[name] = {
            url["loc"]: (
                url.get("lastmod"),
                {each["@hreflang"]: each["@href"] for each in url.get("xhtml:link", [])},
            )
            for url in rows
        }
        days = [day for day, _ in found[name].values() if day]
        assert row.get("lastmod") == max(days), name
    return found


def test_each_language_has_its_site_map(
    site: BuiltSite, documents: Documents, schema: xmlschema.XMLSchema
):
    found = sitemaps(site, schema)
    assert list(found) == [f"sitemap-{language.locale}.xml" for language in site.languages]
    for language in site.languages:
        rows = found[f"sitemap-{language.locale}.xml"]
        promised = {
            site.site_url + page.address(language)
            for page, reader in written_in(site)
            if reader == language
        }
        promised |= {
            f"{site.site_url}{language.prefix}{path}" for path in lists.first_pages(site, language)
        }
        assert rows.keys() == promised
        for url, (_, links) in rows.items():
            page = documents.by_name[documents.target(url)]
            assert is_indexed(page), page.name
            assert canonical(page) == url
            assert links == alternates(page), page.name


def test_last_changes_come_from_the_content(site: BuiltSite, schema: xmlschema.XMLSchema):
    found = {url: day for rows in sitemaps(site, schema).values() for url, (day, _) in rows.items()}
    for written, language in written_in(site):
        day = found[site.site_url + written.address(language)]
        own = written.changed(language.locale)
        if not written.path.endswith("index.md"):
            assert day == (own.isoformat() if own else None), written.path
        elif own:
            assert day >= own.isoformat()


def test_a_list_is_as_new_as_the_newest_of_its_pages(
    sample: BuiltSite, schema: xmlschema.XMLSchema
):
    found = sitemaps(sample, schema)["sitemap-en.xml"]
    language = sample.source
    news = [page for page in sample.pages if page.shared.get("kind") == "news"]

    def newest(pages: list[Written]) -> str:
        days = [page.changed(language.locale) for page in pages]
        return max(day for day in days if isinstance(day, date)).isoformat()

    index = next(page for page in sample.pages if page.path == "news/index.md")
    assert found[f"{sample.site_url}news/"][0] == newest([*news, index])
    of_2025 = [page for page in news if page.shared["date"].year == 2025]
    assert found[f"{sample.site_url}news/2025/"][0] == newest(of_2025)
    assert newest(of_2025) < newest(news)


def test_the_plain_list_has_every_address(site: BuiltSite, schema: xmlschema.XMLSchema):
    lines = (site.folder / "sitemap.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [url for rows in sitemaps(site, schema).values() for url in rows]
    assert all(line.isascii() and len(line) <= 256 for line in lines)  # what Baidu takes


def test_robots_may_read_everything_and_find_the_site_maps(site: BuiltSite):
    lines = (site.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {site.site_url}sitemap.xml",
        f"Sitemap: {site.site_url}sitemap.txt",
    ]


def test_nothing_pings_unless_it_is_set(site: BuiltSite):
    assert "indexnow" not in plugin(settings(site.config_file), "quangba")
    names = {file.name for file in site.folder.glob("*.txt")}
    assert names == {"robots.txt", "sitemap.txt"}


def test_titles_are_found_once_in_a_language(site: BuiltSite, documents: Documents):
    for language in site.languages:
        titles = Counter(
            text_of(page.one("title")).casefold()
            for page in documents.pages
            if documents.language_of(page) == language and is_indexed(page)
        )
        assert [title for title, count in titles.items() if count > 1] == []


def test_descriptions_are_of_a_length_that_is_shown(site: BuiltSite, documents: Documents):
    for page in documents.pages:
        if not is_indexed(page):
            continue
        language = documents.language_of(page)
        reader = Shown(language.locale, language.tag, language.name)
        (meta,) = page.all("meta[name=description]")
        found = snippets.length(meta.attrs["content"], reader)
        assert 0 < found <= snippets.limits(reader).description, page.name
        title = text_of(page.one("h1"))
        assert snippets.length(title, reader) <= snippets.limits(reader).title, page.name


def test_the_language_of_a_page_is_said_where_html_says_it(documents: Documents):
    """`lang` on the root; the pragma content-language is no conforming HTML."""
    for page in documents:
        assert page.root.attrs["lang"] == documents.language_of(page).tag, page.name
        pragmas = {(each.attrs.get("http-equiv") or "").lower() for each in page.all("meta")}
        assert "content-language" not in pragmas, page.name


def test_a_former_address_leads_search_engines_on(site: BuiltSite, documents: Documents):
    for name in site.former:
        page = documents.by_name[name]
        assert page.one("meta[name=robots]").attrs["content"] == "noindex"
        assert alternates(page) == {}
        new = documents.by_name[documents.target(canonical(page))]
        assert is_indexed(new)
        assert canonical(new) == canonical(page)
        refresh = page.one("meta[http-equiv=refresh]")
        assert refresh.attrs["content"].startswith("0; url=")
