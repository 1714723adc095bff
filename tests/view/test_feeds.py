"""Which feeds there are, what is in them, in which order, and under which names for ever."""

import datetime as dt
from types import MappingProxyType

import pytest

from quangba.editing import move
from quangba.outputs import feeds as formats
from quangba.outputs.theme_assets import ThemeAssets
from quangba.view import latest
from quangba.view.builder import Builder
from quangba.view.rendered import Rendered
from tests.json_feed import JsonFeed
from tests.small_sites import MKDOCS_YML, page, read, words

WORDS = """\
date_long: d MMMM y
date_medium: d MMM y
event_cancelled: Called off
event_cancelled_title: "Off: {name}"
event_planned: "Planned: {date}."
correction_title: "Corrected: {name}"
correction_text: "On {date}."
latest_title: "New from {site}"
moved_title: Moved
moved_text: "Here:"
behind_title: Older.
behind_made: "Of {language}, {date}."
fallback_link: "Open ({language})"
two_sentences: "{first} {second}"
"""
NEWS = {"kind": "news", "updated": None}
SITE = {
    "docs/en/strings.yml": WORDS,
    "docs/fr/strings.yml": WORDS,
    "docs/en/news/index.md": page(title="News"),
    "docs/fr/news/index.md": words(title="Nouvelles"),
    "docs/en/news/old.md": page("Old text.", date="2025-02-01", title="Old", **NEWS),
    "docs/fr/news/old.md": words("Vieux texte.", title="Vieux"),
    "docs/en/news/new.md": page("New text.", date="2026-02-01", title="New", **NEWS),
    "docs/en/fair.md": page(kind="event", title="Fair", start="2027-05-01", updated="2026-01-06"),
    "docs/fr/fair.md": words(title="Foire", updated="2026-01-06"),
    "docs/en/plain.md": page(title="No news"),
}
TERMS = {"assets/data/terms.csv": "id,kind,en,fr\nfair,festival,The fair,La foire\n"}


def builder(site, locale="en"):
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    return Builder(site, site.settings.language(locale), nothing)


def texts(made):
    """The pages of a language as a build renders them, near enough."""
    entries = made.site.tree.visible(made.language.locale)
    return [
        Rendered(e, made.entry_view(e), f"<p>{made.parts.page(e).body.strip()}</p>")
        for e in entries
    ]


def files(site, locale="en"):
    made = builder(site, locale)
    return made.feeds.files(texts(made), None)


def feed(site, locale="en", path="feed.json"):
    prefix = "" if locale == "en" else f"{locale}/"
    return JsonFeed.model_validate_json(files(site, locale)[prefix + path])


def titles(site, locale="en", path="feed.json"):
    return [item.title for item in feed(site, locale, path).items]


def test_the_site_and_each_list_with_news_have_feeds(make_site):
    made = make_site(SITE)

    assert sorted(files(made.site)) == ["feed.json", "feed.xml", "news/feed.json", "news/feed.xml"]
    assert sorted(files(made.site, "fr")) == [
        "fr/feed.json",
        "fr/feed.xml",
        "fr/news/feed.json",
        "fr/news/feed.xml",
    ]


def test_the_newest_come_first_and_nothing_else_is_news(make_site):
    assert titles(make_site(SITE).site) == ["New", "Fair", "Old"]


def test_a_feed_is_of_one_language(make_site):
    """What is not translated is not in it, nor what nobody has read."""
    site = make_site(SITE).site
    assert titles(site, "fr") == ["Foire", "Vieux"]
    assert titles(site, "fr", "news/feed.json") == ["Vieux"]

    old = words("Vieux texte.", title="Vieux", machine_draft="true")
    assert titles(make_site({**SITE, "docs/fr/news/old.md": old}).site, "fr") == ["Foire"]


def test_channel_and_texts_are_in_the_language(make_site):
    found = feed(make_site(SITE).site, "fr", "news/feed.json")

    assert (found.title, found.language) == ("Nouvelles – Isle of Brume", "fr")
    assert found.home_page_url == "https://brume.example/fr/news/"
    assert "<p>Vieux texte.</p>" in found.items[0].content_html


def test_a_list_whose_news_nobody_has_translated_has_an_empty_feed(make_site):
    files = {**SITE, "docs/fr/news/old.md": None}
    assert titles(make_site(files).site, "fr", "news/feed.json") == []


def test_an_untranslated_list_has_none(make_site):
    made = make_site({**SITE, "docs/fr/news/index.md": None})
    assert sorted(files(made.site, "fr")) == ["fr/feed.json", "fr/feed.xml"]


def test_drafts_and_what_is_to_come_are_not_told(make_site):
    made = make_site(
        {
            **SITE,
            "docs/en/news/draft.md": page(date="2026-03-01", draft="true", **NEWS),
            "docs/en/news/coming.md": page(date="2026-03-01", publish_at="2027-01-01", **NEWS),
            "docs/fr/news/new.md": words(draft="true"),
        }
    )
    assert titles(made.site) == ["New", "Fair", "Old"]
    assert titles(made.site, "fr") == ["Foire", "Vieux"]


def test_there_is_a_limit(make_site):
    config = MKDOCS_YML.replace("quangba: {}", "quangba: {feeds: {items: 2}}")
    assert titles(make_site({**SITE, "mkdocs.yml": config}).site) == ["New", "Fair"]


def test_the_title_of_a_cancelled_event_says_so_and_comes_first(make_site):
    fair = page(kind="event", title="Fair", start="2027-05-01", status="cancelled", term="fair",
                updated="2026-10-01")  # fmt: skip
    site = make_site({**SITE, **TERMS, "docs/en/fair.md": fair}).site

    assert titles(site)[0] == "Off: Fair"
    assert "<strong>Called off</strong>" in feed(site).items[0].content_html
    assert titles(site, "fr")[0] == "Off: Foire"


def test_a_short_notice_stands_in_for_what_nobody_may_miss(make_site):
    wrong = page(
        "What was wrong.", kind="correction", date="2026-05-01", corrects="fair.md", updated=None
    )
    found = feed(make_site({**SITE, "docs/en/wrong.md": wrong}).site, "fr").items[0]

    assert (found.title, found.content_html) == ("Corrected: Foire", "<p>On 1 mai 2026.</p>")
    assert found.url == "https://brume.example/fr/wrong/"


def test_times_are_those_of_the_content(make_site):
    """At the site's home; the hour is told where the content tells it."""
    config = MKDOCS_YML.replace("quangba: {}", "quangba: {time_zone: Asia/Ho_Chi_Minh}")
    new = page(
        date="2026-02-01", kind="news", publish_at="2026-02-01 08:30:00", updated="2026-03-05"
    )
    site = make_site({**SITE, "mkdocs.yml": config, "docs/en/news/new.md": new}).site
    item = feed(site).items[0]

    zone = dt.timezone(dt.timedelta(hours=7))
    assert item.date_published == dt.datetime(2026, 2, 1, 8, 30, tzinfo=zone)
    assert item.date_modified == dt.datetime(2026, 3, 5, tzinfo=zone)
    assert b"<updated>2026-03-05T00:00:00+07:00</updated>\n <author>" in files(site)["feed.xml"]


def test_a_translation_that_is_behind_says_so_in_its_text(make_site):
    stamp = "made_from: {day: 2025-02-01, sections: {_head: '000000000000'}}"
    old = words("Vieux texte.", title="Vieux").replace("---\nVieux", f"{stamp}\n---\nVieux")
    site = make_site({**SITE, "docs/fr/news/old.md": old}).site
    (item,) = feed(site, "fr", "news/feed.json").items

    assert item.content_html.startswith(
        "<p><strong>Older.</strong> Of anglais, 1 février 2025. "
        '<a href="https://brume.example/news/old/" hreflang="en">Open (anglais)</a></p>'
    )


def ids(site, locale="en"):
    return {item.title: item.id for item in feed(site, locale).items}


def test_ids_are_whole_addresses_and_no_two_are_the_same(make_site):
    site = make_site(SITE).site
    found = [*ids(site).values(), *ids(site, "fr").values()]

    assert len(set(found)) == len(found) == 5
    assert ids(site)["Fair"] == "https://brume.example/fair/#2027"


def test_ids_stay_when_pages_and_folders_move(make_site):
    made = make_site(SITE)
    before = ids(made.site), ids(made.site, "fr")
    for old, new in (("news/", "told/"), ("told/new.md", "told/newest.md")):
        plan, problems = move.plan(made.site.settings, old, new)
        assert not problems
        move.carry_out(made.site.settings, plan)
    site = read(made.root).site

    assert (ids(site), ids(site, "fr")) == before
    assert "https://brume.example/told/newest/" in {item.url for item in feed(site).items}
    again = files(site)
    assert again["news/feed.xml"] == again["told/feed.xml"]
    assert b"<id>https://brume.example/news/feed.xml</id>" in again["news/feed.xml"]
    assert feed(site, path="news/feed.json").feed_url.endswith("/told/feed.json")


@pytest.mark.parametrize(
    ("publisher", "author"),
    [
        ("{status: starter, name: {en: Office}, url: 'https://o.example/'}",
         ("Isle of Brume", "https://brume.example/")),
        ("{status: official, name: {en: Office}, url: 'https://o.example/'}",
         ("Office", "https://o.example/")),
    ],
)  # fmt: skip
def test_a_publisher_is_named_once_there_is_one(make_site, publisher, author):
    config = MKDOCS_YML.replace("quangba: {}", f"quangba: {{publisher: {publisher}}}")
    (found,) = feed(make_site({**SITE, "mkdocs.yml": config}).site).authors

    assert (found.name, found.url) == author


def test_pages_lead_to_their_feed(make_site):
    made = make_site({**SITE, "docs/en/follow.md": page(layout="feeds")})
    here = builder(made.site)
    links = {uri: here.entry_view(entry).feed for uri, entry in made.site.tree.entries.items()}
    found = {uri: link and link.atom for uri, link in links.items()}

    assert found == {
        "fair.md": "feed.xml",
        "follow.md": "feed.xml",
        "index.md": "feed.xml",
        "news/index.md": "news/feed.xml",
        "news/new.md": "news/feed.xml",
        "news/old.md": "news/feed.xml",
        "plain.md": None,
    }
    assert here.site_view(None).feeds_url == "follow/"


def test_feeds_lead_to_those_of_other_languages(make_site):
    data = files(make_site(SITE).site)["news/feed.xml"].decode()
    assert 'href="https://brume.example/fr/news/feed.xml"' in data
    assert formats.ATOM_TYPE in data


def test_the_latest_are_the_first_of_the_sites_feed(make_site):
    config = MKDOCS_YML.replace("quangba: {}", "quangba: {feeds: {latest: 2, latest_path: new}}")
    here = builder(make_site({**SITE, "mkdocs.yml": config}).site, "fr")
    found = latest.of(here.parts, here.feeds)

    assert (found.title, found.block) == ("New from Isle of Brume", "https://brume.example/fr/new/")
    assert found.data == "https://brume.example/fr/new.json"
    assert [item.title for item in found.items] == ["Foire", "Vieux"]
    assert found.items[0].day_text == "1 mai 2027"
