"""Feeds and the block for other sites, as a reader of feeds and another site get them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import feedparser
import pytest
from justhtml import JustHTML

from tests.built_sites import BuiltSite, Language, Written
from tests.json_feed import JsonFeed, Latest
from tests.site.documents import Document, Documents, fetched, followed, text_of

pytestmark = pytest.mark.site

NEWS = {"news", "story", "video", "publication", "correction", "event"}


def feeds(documents: Documents, ending: str) -> list[str]:
    return sorted(name for name in documents.files if PurePosixPath(name).name == f"feed.{ending}")


def parsed(documents: Documents, name: str) -> Any:
    data = (documents.site.folder / name).read_bytes()
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, f"{name}: {found.get('bozo_exception')}"
    return found


def read(documents: Documents, name: str) -> JsonFeed:
    return JsonFeed.model_validate_json((documents.site.folder / name).read_bytes())


def test_the_site_and_its_sections_have_feeds_in_each_language(
    site: BuiltSite, documents: Documents
):
    sections = {"place": {"tin-tuc", "su-kien", "kham-pha", "kham-pha/qua-tranh"},
                "sample": {"news", "events", "reader"}}  # fmt: skip
    folders = {"", *(f"{each}/" for each in sections[site.key])}
    expected = {f"{each.prefix}{folder}" for each in site.languages for folder in folders}

    assert {name.removesuffix("feed.xml") for name in feeds(documents, "xml")} == expected
    assert {name.removesuffix("feed.json") for name in feeds(documents, "json")} == expected


def test_both_formats_say_the_same(documents: Documents):
    for name in feeds(documents, "xml"):
        atom = parsed(documents, name)
        data = read(documents, name.replace(".xml", ".json"))
        assert (atom.feed.title, atom.feed.language) == (data.title, data.language)
        assert [
            (each.id, each.link, each.title, each.content[0].value) for each in atom.entries
        ] == [(each.id, each.url, each.title, each.content_html) for each in data.items]


def test_feeds_are_of_their_language_and_name_themselves(site: BuiltSite, documents: Documents):
    for name in feeds(documents, "xml"):
        feed = parsed(documents, name).feed
        tags = {language.prefix: language.tag for language in site.languages}
        own = next(tags[p] for p in sorted(tags, reverse=True) if name.startswith(p))
        links = {(each.rel, each.type, each.get("hreflang")): each.href for each in feed.links}
        assert feed.language == own
        assert links["self", "application/atom+xml", None] == site.site_url + name
        for tag in set(tags.values()) - {own}:
            other = links["alternate", "application/atom+xml", tag]
            assert parsed(documents, documents.target(other)).feed.language == tag
        official = site.publisher["status"] == "official"
        names = set(site.publisher.get("name", {}).values())
        assert (feed.author in names) is official


def test_every_address_in_a_feed_leads_somewhere(documents: Documents):
    for name in feeds(documents, "json"):
        feed = read(documents, name)
        found = [feed.feed_url, feed.home_page_url, feed.favicon]
        for item in feed.items:
            found += [item.url, item.image, *(each.url for each in item.attachments or ())]
            for element in _elements(item.content_html):
                found += [*fetched(element), *followed(element)]
        for address in filter(None, found):
            assert re.match(r"https?://|mailto:|tel:", address), f"{name}: {address}"
            documents.target(address)  # raises for one of ours that is not there


def test_ids_are_whole_and_unique_and_newest_comes_first(site: BuiltSite, documents: Documents):
    everywhere: dict[str, str] = {}
    for name in feeds(documents, "json"):
        items = read(documents, name).items
        assert len({item.id for item in items}) == len(items)
        moments = [item.date_published or item.date_modified for item in items]
        assert moments == sorted(moments, reverse=True)
        for item in items:
            assert item.id.startswith(site.site_url)
            assert everywhere.setdefault(item.id, item.url) == item.url


def test_the_whole_text_of_the_page_is_there(documents: Documents):
    """Each paragraph of the text, in the order of the page, and each picture."""
    seen = 0
    for name in feeds(documents, "json"):
        for item in read(documents, name).items:
            page = documents.by_name[documents.target(item.url)]
            (body,) = page.all(".prose")
            if "lang" in body.attrs:
                continue  # a short notice stands in for a text in another language
            content = JustHTML(item.content_html, sanitize=False)
            whole, at = _words(content.root), 0
            for paragraph in body.query(PARAGRAPHS):
                words = _words(paragraph)
                at = whole.find(words, at)
                assert at >= 0, f"{item.url}: {words}"
            images = content.query("img")
            files = {image.attrs["src"] for image in images}
            assert {page.resolve(each.attrs["src"]) for each in body.query("img")} <= files
            assert all(each.attrs["width"] and "alt" in each.attrs for each in images)
            seen += 1
    assert seen


_OF_THE_PAGE = {"unseen", "use"}
"""Classes of what is said to listeners alone, and of links to another part of the page."""

PARAGRAPHS = "p, h2, h3, h4, h5, h6, dt, dd, th, td, pre, figcaption, summary"


def _words(node: Any) -> str:
    """What people see of a text, without spaces, in which blocks differ."""
    return re.sub(r"\s+", "", "".join(_seen(node)))


def _seen(node: Any) -> Iterator[str]:
    for child in getattr(node, "children", None) or ():
        if child.name == "#text":
            yield child.data or ""
        elif not _OF_THE_PAGE & set((getattr(child, "attrs", None) or {}).get("class", "").split()):
            yield from _seen(child)


def test_nothing_of_the_theme_is_left(documents: Documents):
    for name in feeds(documents, "json"):
        for item in read(documents, name).items:
            for element in _elements(item.content_html):
                assert element.name not in {"script", "svg", "button", "input", "source", "details"}
                assert not {"class", "style", "loading", "id"} & element.attrs.keys()


def _elements(html: str) -> Iterator[Any]:
    return iter(JustHTML(html, sanitize=False).query("*"))


def test_news_are_told_and_what_is_not_translated_is_not(site: BuiltSite, documents: Documents):
    for language in site.languages:
        urls = {item.url for item in read(documents, f"{language.prefix}feed.json").items}
        wanted = [page for page in site.pages if page.shared.get("kind") in NEWS]
        limit = 6 if site.key == "sample" else 20
        for page in wanted:
            url = site.site_url + page.address(language)
            if not page.indexed(language.locale):
                assert url not in urls or _is_told(site, page, language)
            elif len(wanted) < limit:
                assert url in urls


def _is_told(site: BuiltSite, page: Written, language: Language) -> bool:
    """Whether a short notice stands in: of a correction, an event, something urgent."""
    shared = page.shared
    is_told = shared["kind"] == "correction" or shared.get("status") == "cancelled"
    return page.state(language.locale) == "fallback" and (is_told or "urgent" in shared)


def test_pages_lead_to_their_feed(site: BuiltSite, documents: Documents):
    for page in documents.pages:
        links = [each for each in page.all("link[rel=alternate]") if "type" in each.attrs]
        targets = [documents.target(page.resolve(each.attrs["href"])) for each in links]
        assert len(targets) in {0, 2}, page.name
        for link, target in zip(links, targets, strict=True):
            assert target.endswith("feed.json" if "json" in link.attrs["type"] else "feed.xml")
            assert link.attrs["title"]
    for language in site.languages:
        home = documents.by_name[f"{language.prefix}index.html"]
        found = [each.attrs["href"] for each in home.all("link[rel=alternate][type]")]
        assert found == ["feed.xml", "feed.json"]


def test_the_block_for_other_sites(site: BuiltSite, documents: Documents):
    for language in site.languages:
        name = f"{language.prefix}{site.latest_path}"
        block = documents.by_name[f"{name}/index.html"]
        data = Latest.model_validate_json((site.folder / f"{name}.json").read_bytes())
        feed = read(documents, f"{language.prefix}feed.json")
        links = block.one("main").query("a")

        assert [item.url for item in data.items] == [
            item.url for item in feed.items[: len(data.items)]
        ]
        assert [each.attrs["href"] for each in links] == [
            data.home_page_url,
            *(item.url for item in data.items),
        ]
        assert {each.attrs["target"] for each in block.all("a")} == {"_top"}
        assert text_of(block.one("h1")) == data.title == text_of(block.one("title"))
        assert block.one("meta[name=robots]").attrs["content"] == "noindex"
        assert block.all("script, header, nav") == []
        for item in data.items:
            assert documents.target(item.url)
            assert item.picture is None or documents.target(item.picture.url)
        assert documents.target(data.feed_url)


def test_what_is_copied_is_what_is_there(site: BuiltSite, documents: Documents):
    """The page that tells other sites how: the frame's address, and links that work."""
    written = next(page for page in site.pages if page.shared.get("layout") == "feeds")
    for language in site.languages:
        page: Document = documents.page(written, language)
        frame, plain = (JustHTML(text, sanitize=False) for text in _copied(page))
        (iframe,) = frame.query("iframe")
        assert documents.target(iframe.attrs["src"]) in site.blocks
        assert iframe.attrs["title"]
        assert [documents.target(each.attrs["href"]) for each in plain.query("a")]


def _copied(page: Document) -> list[str]:
    return ["".join(child.data for child in code.children) for code in page.all("pre code")]
