"""What is drawn on cards and posters, and which card a page names."""

from pathlib import Path

import pytest

from quangba import settings
from quangba.media.cards import look, service
from quangba.view.sharing import Sharing
from tests.small_sites import MKDOCS_YML, page, words

ROOT = Path(__file__).parents[2]
STRINGS = """\
date_long: d MMMM y
date_medium: d MMM y
kind_event: Event
kind_news: News
event_cancelled: Cancelled
share_scan: Scan
date_range: "{first} to {last}"
"""
SITE = {
    "docs/en/strings.yml": STRINGS,
    "docs/fr/strings.yml": STRINGS.replace("Event", "Fête"),
    "docs/en/events/index.md": page(title="Events", menu_title="Feasts"),
    "docs/fr/events/index.md": words(title="Fêtes"),
    "docs/en/events/night.md": page(
        kind="event", title="Lantern night", start="2027-03-01", end="2027-03-02", place="light.md"
    ),
    "docs/fr/events/night.md": words(title="Nuit des lanternes"),
    "docs/en/events/off.md": page(
        kind="event", title="Race", start="2027-04-01", status="cancelled"
    ),
    "docs/en/events/about.md": page(title="About\n  feasts", spot="boat"),
    "docs/en/light.md": page(kind="place", title="The lighthouse"),
    "docs/en/n.md": page(kind="news", title="Fog", date="2026-01-05", updated=None),
    "assets/data/terms.csv": "id,kind,en,fr\nnight,festival,Lantern night,Nuit des lanternes\n",
}


@pytest.fixture(scope="module")
def theme():
    return look.read(settings.read(ROOT / "mkdocs.yml"))


@pytest.fixture
def made(make_site):
    return make_site(SITE).site


@pytest.fixture
def sharing(made, theme):
    desk = service.desk(made.settings, theme, made.pictures)
    return {
        language.locale: Sharing.of_language(made, language, desk)
        for language in made.settings.languages
    }


def card(sharing, uri, locale="en"):
    return sharing[locale].sheets.card(sharing[locale]._site.tree.entries[uri])


@pytest.mark.parametrize(
    ("uri", "locale", "label"),
    [
        ("events/night.md", "en", "Event · 1 Mar 2027"),
        ("events/night.md", "fr", "Fête · 1 mars 2027"),
        ("events/off.md", "en", "Cancelled"),
        ("events/about.md", "en", "Feasts"),
        ("events/index.md", "en", ""),
        ("light.md", "en", ""),
        ("n.md", "en", "News · 5 Jan 2026"),
        ("index.md", "en", ""),
    ],
)
def test_the_label_tells_what_sort_of_page_it_is(sharing, uri, locale, label):
    assert card(sharing, uri, locale).words.label == label


def test_a_card_shows_the_title_its_names_and_the_drawing_of_the_page(sharing):
    night = card(sharing, "events/night.md", "fr")
    assert night.words.title == "Nuit des lanternes"
    assert night.words.kept == ("Nuit des lanternes",)
    assert card(sharing, "events/about.md").words.title == "About feasts"
    assert card(sharing, "events/about.md").spot == "boat"


def test_a_poster_tells_when_and_where_and_leads_to_the_page(sharing, made):
    poster = sharing["fr"].sheets.poster(made.tree.entries["events/night.md"])
    assert poster.words.facts == "1 mars 2027 to 2 mars 2027"  # the place is not in French
    assert poster.words.address == "https://brume.example/fr/events/night/"
    assert poster.words.host == "brume.example"
    english = sharing["en"].sheets.poster(made.tree.entries["events/night.md"])
    assert english.words.facts == "1 March 2027 to 2 March 2027 · The lighthouse"


def test_a_page_not_translated_yet_shows_the_card_of_its_text(sharing, made):
    entry = made.tree.entries["events/off.md"]
    french, english = sharing["fr"].of(entry), sharing["en"].of(entry)
    assert french.card == english.card
    assert french.poster == english.poster
    assert french.locale == english.locale == "en_US"
    assert french.address == "https://brume.example/fr/events/off/"
    assert french.code != english.code
    assert not any("off" in path for path in sharing["fr"].orders())


def files_of(sharing):
    """The paths of what is published of a language."""
    codes = {path for uri in sharing.coded() for path in sharing.code(uri)}
    return {*sharing.orders(), *sharing.squares(), *codes}


def test_pages_name_only_what_is_made(sharing, made):
    files = {path for each in sharing.values() for path in files_of(each)}
    for each in sharing.values():
        for entry in made.tree.entries.values():
            view = each.of(entry)
            assert {view.card.removeprefix("https://brume.example/"), view.square} <= files
            assert {view.code, view.poster} - {None} <= files
            assert (view.code is not None) == view.article


def test_languages_are_named_with_the_country_of_most_readers(make_site, theme):
    tags = {"fr": "zh-Hant"}
    text = MKDOCS_YML.replace("quangba: {}", f"quangba: {{language_tags: {tags}}}")
    made = make_site({"mkdocs.yml": text}).site
    desk = service.desk(made.settings, theme, {})
    view = Sharing.of_language(made, made.settings.language("fr"), desk).of(
        made.tree.entries["index.md"]
    )
    assert (view.locale, view.others, view.article) == ("zh_TW", ("en_US",), False)


def test_what_a_page_is_shared_with_changes_with_what_is_drawn(make_site, theme):
    def shown(title):
        made = make_site({**SITE, "docs/en/events/index.md": page(title=title)}).site
        desk = service.desk(made.settings, theme, {})
        return Sharing.of_language(made, made.settings.language("fr"), desk).shown()

    # the label of a page that French readers get in English is on its card
    assert shown("Events") != shown("Feasts")


def test_without_fonts_there_are_codes_but_no_cards(made):
    bare = look.read(made.settings)
    desk = service.desk(made.settings, bare, {})
    sharing = Sharing.of_language(made, made.settings.language("en"), desk)
    view = sharing.of(made.tree.entries["n.md"])
    assert (view.card, view.square, view.poster) == (None, None, None)
    assert sharing.orders() == {}
    assert view.code in files_of(sharing)
