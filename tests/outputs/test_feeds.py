"""Feeds as the standards and a reader of them see them."""

import datetime as dt
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quangba.outputs import feeds
from quangba.outputs.feeds import Attached, Feed, FeedPicture, Item, OtherLanguage
from tests.json_feed import JsonFeed

ZONE = dt.timezone(dt.timedelta(hours=7))
DAY = dt.datetime(2026, 2, 25, tzinfo=ZONE)
HOME = "https://brume.example/"
NEWS = Item(
    id=f"{HOME}news/step/",
    url=f"{HOME}news/a-step/",
    title="A step & a half <repaired>",
    summary="Eight’s “step” is new.",
    html='<p>Step &amp; <a href="https://brume.example/x/?a=1&amp;b=2">more</a></p>',
    published=DAY,
    updated=DAY + dt.timedelta(days=1),
    picture=FeedPicture(f"{HOME}a.jpg", "image/jpeg", 1080, 675, "A “step”", "Noé"),
    attached=(Attached(f"{HOME}leaflet.pdf", "application/pdf", "English", 1200),),
    topics=(("stairs", "Stairs & steps"),),
)
FEED = Feed(
    id=f"{HOME}news/feed.xml",
    title="News – Brume",
    subtitle="What happens on the island",
    language="en-GB",
    page=f"{HOME}news/",
    atom=f"{HOME}news/feed.xml",
    json=f"{HOME}news/feed.json",
    author="Harbour Office",
    author_url="https://harbour.example/",
    updated=NEWS.updated,
    items=(NEWS,),
    others=(OtherLanguage("fr", f"{HOME}fr/news/feed.xml", f"{HOME}fr/news/feed.json"),),
    icon=f"{HOME}icon.svg",
    logo=f"{HOME}logo.jpg",
)
FILE = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" \
xml:lang="en-GB">
 <id>https://brume.example/news/feed.xml</id>
 <title>News – Brume</title>
 <subtitle>What happens on the island</subtitle>
 <updated>2026-02-26T00:00:00+07:00</updated>
 <author>
  <name>Harbour Office</name>
  <uri>https://harbour.example/</uri>
 </author>
 <link rel="self" href="https://brume.example/news/feed.xml" type="application/atom+xml" />
 <link rel="alternate" href="https://brume.example/news/" type="text/html" hreflang="en-GB" />
 <link rel="alternate" href="https://brume.example/news/feed.json" type="application/feed+json" \
hreflang="en-GB" />
 <link rel="alternate" href="https://brume.example/fr/news/feed.xml" type="application/atom+xml" \
hreflang="fr" />
 <icon>https://brume.example/icon.svg</icon>
 <logo>https://brume.example/logo.jpg</logo>
 <generator>quangba</generator>
 <entry>
  <id>https://brume.example/news/step/</id>
  <title>A step &amp; a half &lt;repaired&gt;</title>
  <link rel="alternate" href="https://brume.example/news/a-step/" type="text/html" />
  <published>2026-02-25T00:00:00+07:00</published>
  <updated>2026-02-26T00:00:00+07:00</updated>
  <category term="stairs" label="Stairs &amp; steps" />
  <summary>Eight’s “step” is new.</summary>
  <content type="html">&lt;p&gt;Step &amp;amp; &lt;a href="https://brume.example/x/?a=1&amp;amp;b=2"\
&gt;more&lt;/a&gt;&lt;/p&gt;</content>
  <link rel="enclosure" href="https://brume.example/leaflet.pdf" type="application/pdf" \
title="English" length="1200" />
  <media:content url="https://brume.example/a.jpg" type="image/jpeg" medium="image" width="1080" \
height="675">
   <media:description type="plain">A “step”</media:description>
   <media:credit>Noé</media:credit>
  </media:content>
 </entry>
</feed>
"""
WORDS = st.text(min_size=1, max_size=80)


def read(feed):
    found = feedparser.parse(feeds.atom(feed), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    return found


def test_the_atom_file_in_full():
    assert feeds.atom(FEED).decode() == FILE


def test_a_reader_finds_everything_in_the_atom_file():
    found = read(FEED)
    (entry,) = found.entries

    assert (found.version, found.feed.language, found.feed.title) == ("atom10", "en-GB", FEED.title)
    assert (entry.id, entry.link, entry.title) == (NEWS.id, NEWS.url, NEWS.title)
    assert entry.content[0].value == NEWS.html
    assert entry.enclosures[0].href == NEWS.attached[0].url
    assert entry.media_content[0]["url"] == NEWS.picture.url
    assert entry.published_parsed[:4] == (2026, 2, 24, 17)


def test_the_json_file_in_full():
    found = JsonFeed.model_validate_json(feeds.json_feed(FEED))
    (item,) = found.items

    assert (found.feed_url, found.home_page_url, found.language) == (FEED.json, FEED.page, "en-GB")
    assert found.authors[0].url == FEED.author_url
    assert (item.id, item.title, item.content_html) == (NEWS.id, NEWS.title, NEWS.html)
    assert (item.date_published, item.date_modified) == (NEWS.published, NEWS.updated)
    assert (item.image, item.tags) == (NEWS.picture.url, ["Stairs & steps"])
    assert item.attachments[0].size_in_bytes == 1200


def test_what_is_not_known_is_not_written():
    bare = replace(
        FEED,
        author_url=None,
        subtitle="",
        icon=None,
        logo=None,
        others=(),
        items=(replace(NEWS, published=None, picture=None, attached=(), topics=(), summary=""),),
    )
    text = feeds.atom(bare).decode()

    names = ("published", "uri", "subtitle", "icon", "logo", "media:content", "category", "summary")
    assert [name for name in names if f"<{name}" in text] == []
    assert JsonFeed.model_validate_json(feeds.json_feed(bare)).items[0].date_published is None


def test_a_feed_without_texts_is_one():
    empty = replace(FEED, items=())

    assert read(empty).entries == []
    assert json.loads(feeds.json_feed(empty))["items"] == []


def test_no_offset_has_seconds():
    """Before 1906 clocks in Hà Nội were seven hours, six minutes and thirty seconds ahead."""
    zone = dt.timezone(dt.timedelta(hours=7, minutes=6, seconds=30))
    old = replace(NEWS, published=dt.datetime(1900, 1, 1, tzinfo=zone))

    assert b"<published>1899-12-31T16:53:30+00:00<" in feeds.atom(replace(FEED, items=(old,)))


@given(WORDS, WORDS, st.text(max_size=80))
def test_any_words_arrive(title, alt, html):
    """But for what XML cannot hold at all; and lines end in one way."""
    picture = replace(NEWS.picture, alt=alt)
    feed = replace(
        FEED, title=title, items=(replace(NEWS, title=title, html=html, picture=picture),)
    )
    root = ET.fromstring(feeds.atom(feed))  # noqa: S314 - our own file
    atom = "{http://www.w3.org/2005/Atom}"

    assert (root.findtext(f"{atom}title") or "") == feeds.readable(title)
    assert (root.findtext(f"{atom}entry/{atom}content") or "") == feeds.readable(html)
    assert json.loads(feeds.json_feed(feed))["items"][0]["title"] == _encoded(title)


def _encoded(text):
    return text.encode(errors="replace").decode()


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\ufffeb", "a\ud800b"])
def test_what_xml_cannot_hold_is_left_out(text):
    assert feeds.readable(text) == "ab"
