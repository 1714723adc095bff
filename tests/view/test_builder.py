"""What the templates of one language see."""

from types import MappingProxyType

import pytest

from quangba import addresses
from quangba.collections import Selection
from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import MKDOCS_YML, page, words

NEWS = {
    f"docs/en/news/{name}.md": page(kind="news", date=f"2026-01-0{day}", updated=None, title=name)
    for name, day in [("old", 1), ("middle", 2), ("new", 3)]
}
SITE = {
    **NEWS,
    "docs/en/news/index.md": page(title="News", order=2),
    "docs/en/port/index.md": page(title="Harbour", menu_title="Port", order=1),
    "docs/fr/port/index.md": words(title="Le port"),
    "docs/en/port/quay.md": page(title="Quay"),
    "docs/fr/port/ici.md": page(title="Ici", only="[fr]"),
}


@pytest.fixture
def views(make_site):
    site, problems = make_site(SITE)
    assert problems == ()
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    return {
        language.locale: Builder(site, language, nothing) for language in site.settings.languages
    }


def _entry(builder, uri):
    return builder.entry_view(builder.site.tree.entries[uri])


def test_addresses_below_the_root_and_the_language(views):
    site = views["en"].site
    en, fr = site.settings.languages

    assert [addresses.of(uri, en) for uri in ("index.md", "port/index.md", "port/quay.md")] == [
        ".",
        "port/",
        "port/quay/",
    ]
    assert [addresses.of(uri, fr) for uri in ("index.md", "port/quay.md")] == [
        "fr/",
        "fr/port/quay/",
    ]


def test_a_translated_page_names_its_other_languages(views):
    view = _entry(views["fr"], "port/index.md")

    assert view.title == "Le port"
    assert view.fallback is None
    assert view.canonical == "https://brume.example/fr/port/"
    assert view.alternates == (
        ("en", "https://brume.example/port/"),
        ("fr", "https://brume.example/fr/port/"),
        ("x-default", "https://brume.example/port/"),
    )


def test_a_page_not_translated_says_so(views):
    view = _entry(views["fr"], "port/quay.md")

    assert (view.text.tag, view.fallback.source_name, view.fallback.url) == (
        "en",
        "anglais",
        "port/quay/",
    )
    assert str(view.fallback.date) == "2026-01-05"
    assert view.canonical == "https://brume.example/port/quay/"
    assert view.alternates == ()
    assert [(item.language.locale, item.state) for item in view.switcher] == [
        ("en", "translated"),
        ("fr", "fallback"),
    ]


def test_a_page_of_one_language_is_not_in_the_menu_of_others(views):
    def titles(locale):
        return [
            (item.title, [child.title for child in item.children])
            for item in views[locale].site_view(None).menu
        ]

    assert titles("en") == [("Port", ["Quay"]), ("News", [])]
    assert titles("fr") == [("Le port", ["Ici", "Quay"]), ("News", [])]
    assert [item.state for item in _entry(views["fr"], "port/ici.md").switcher] == [
        "absent",
        "translated",
    ]


def test_the_menu_marks_where_one_is(views):
    port, news = views["en"].site_view("port/quay.md").menu

    assert (port.active, port.current, port.children[0].current, news.active) == (
        True,
        False,
        True,
        False,
    )


def test_news_lead_to_older_and_newer(views):
    view = _entry(views["en"], "news/middle.md")

    assert (view.previous.title, view.next.title) == ("old", "new")
    assert [card.title for card in _entry(views["en"], "news/index.md").listing.items] == [
        "new",
        "middle",
        "old",
    ]
    assert [link.title for link in view.breadcrumbs] == ["Brume", "News"]


@pytest.fixture
def french(make_site):
    """The views of French readers, of a site whose index and place are for English ones alone."""
    site, problems = make_site(
        {
            "mkdocs.yml": MKDOCS_YML.replace(
                "quangba: {}", "quangba: {listings: {untranslated: hide}}"
            ),
            "docs/en/index.md": page(layout="home", home="{actions: [port/index.md]}"),
            "docs/en/port/index.md": page(title="Harbour", only="[en]"),
            "docs/en/port/quay.md": page(kind="place", only="[en]"),
            "docs/en/port/fair.md": page(
                kind="event", start="2027-01-05", place="port/quay.md", topics="[sea]"
            ),
            "assets/data/topics.yml": "sea: {name: The sea}\n",
        }
    )
    assert problems == ()
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    return Builder(site, site.settings.languages[1], nothing)


def test_no_link_leads_to_what_readers_do_not_have(french):
    view = _entry(french, "port/fair.md")

    assert [link.url for link in view.breadcrumbs] == ["fr/"]
    assert view.event.place.url == "port/quay/"
    assert view.topics == ()
    assert _entry(french, "index.md").home.actions == ()


def test_a_list_leads_to_the_home_page_of_a_language_without_its_index(make_site):
    news = {f"docs/en/news/{n}.md": page(only="[en]") for n in range(3)}
    site, _ = make_site(
        {
            "mkdocs.yml": MKDOCS_YML.replace("quangba: {}", "quangba: {listings: {page_size: 2}}"),
            "docs/en/news/index.md": page(only="[en]"),
            **news,
        }
    )
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    listings = Builder(site, site.settings.source, nothing).listings
    view = listings.page(Selection("news/index.md"), 2)

    assert [item.url for item in view.switcher] == ["news/page/2/", "fr/"]
