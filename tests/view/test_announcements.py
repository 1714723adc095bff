"""Short notices in the reader's language, where a text that nobody may miss is not translated."""

from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import MKDOCS_YML, page, words

WORDS = {
    "en": "date_long: d MMMM y\ndate_medium: d MMM y\n",
    "fr": """\
date_long: d MMMM y
date_medium: d MMM y
correction_title: "Rectificatif : {name}"
correction_text: "Corrigé le {date}."
event_cancelled: Annulé
event_cancelled_title: "Annulé : {name}"
event_moved: Déplacé
event_moved_title: "Déplacé : {name}"
event_planned: "Prévu : {date}."
event_now: "Nouvelle date : {date}."
date_range: "du {first} au {last}"
two_sentences: "{first} {second}"
urgent_closed: "{place} : fermé"
urgent_from: "À partir du {date}."
urgent_until: "Du {first} au {last}."
urgent_on: "Le {date}."
""",
}
PLACE = {
    "docs/en/quay.md": page(kind="place", title="The old quay of Brume", menu_title="The quay"),
    "docs/fr/quay.md": words(title="Le vieux quai de Brume", menu_title="Le quai"),
}
TERMS = {
    "assets/data/terms.csv": (
        "id,kind,en,fr\nsupper,festival,The supper (June),Le souper (juin)\nmill,place,The mill,\n"
    )
}
URGENT = "{what: closed, place: %s, start: 2026-11-25%s}"
EVENT = {"kind": "event", "title": "Supper", "start": "2027-06-05"}
NEWS = {"kind": "news", "date": "2026-11-24", "updated": None}


@pytest.fixture
def french(make_site):
    def make(files, config=MKDOCS_YML):
        strings = {f"docs/{locale}/strings.yml": text for locale, text in WORDS.items()}
        made = make_site({"mkdocs.yml": config, **strings, **PLACE, **TERMS, **files})
        assert not any(problem.severity == 2 for problem in made.problems), made.problems
        nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
        return Builder(made.site, made.site.settings.languages[1], nothing)

    return make


def notice(builder, uri="a.md"):
    found = builder.entry_view(builder.site.tree.entries[uri]).announcement
    return found and (found.title, found.text, found.url, found.stands_in)


@pytest.mark.parametrize(
    ("fields", "title", "text", "url"),
    [
        (
            {"kind": "correction", "date": "2026-01-06", "updated": None, "corrects": "quay.md"},
            "Rectificatif : Le quai",
            "Corrigé le 6 janvier 2026.",
            "fr/quay/",
        ),
        (
            {**EVENT, "status": "cancelled", "place": "quay.md"},
            "Annulé : Le quai",
            "Prévu : 5 juin 2027.",
            None,
        ),
        (
            {**EVENT, "status": "cancelled", "end": "2027-06-06", "term": "supper"},
            "Annulé : Le souper",
            "Prévu : du 5 juin 2027 au 6 juin 2027.",
            None,
        ),
        # an agreed name that the language lacks leaves the place
        (
            {**EVENT, "status": "moved", "term": "mill", "place": "quay.md"},
            "Déplacé : Le quai",
            "Nouvelle date : 5 juin 2027.",
            None,
        ),
        (
            {**EVENT, "status": "moved", "previous_start": "2027-05-01", "term": "supper"},
            "Déplacé : Le souper",
            "Nouvelle date : 5 juin 2027. Prévu : 1 mai 2027.",
            None,
        ),
        (
            {**NEWS, "urgent": URGENT % ("quay.md", "")},
            "Le quai : fermé",
            "À partir du 25 novembre 2026.",
            "fr/quay/",
        ),
        (
            {"urgent": URGENT % ("supper", ", end: 2026-11-28")},
            "Le souper : fermé",
            "Du 25 novembre 2026 au 28 novembre 2026.",
            None,
        ),
        (
            {"urgent": URGENT % ("quay.md", ", end: 2026-11-25")},
            "Le quai : fermé",
            "Le 25 novembre 2026.",
            "fr/quay/",
        ),
    ],
)
def test_it_is_made_of_the_fields(french, fields, title, text, url):
    assert notice(french({"docs/en/a.md": page(**fields)})) == (title, text, url, True)


def test_a_text_in_the_language_names_the_event_itself(french):
    fields = {**EVENT, "status": "moved", "previous_start": "2027-05-01", "place": "quay.md"}
    builder = french({"docs/en/a.md": page(**fields), "docs/fr/a.md": words(title="Souper")})

    assert notice(builder) == ("Déplacé", "Prévu : 1 mai 2027.", None, False)


def test_an_event_says_its_state_where_nothing_has_a_name(french):
    builder = french({"docs/en/a.md": page(**EVENT, status="cancelled")})

    assert notice(builder) == ("Annulé", "", None, False)


@pytest.mark.parametrize("fields", [{}, EVENT, NEWS, {"urgent": URGENT % ("mill", "")}], ids=str)
def test_other_pages_have_none(french, fields):
    assert notice(french({"docs/en/a.md": page(**fields)})) is None


def test_a_draft_names_nothing(french):
    fields = {**NEWS, "urgent": URGENT % ("mill.md", "")}
    builder = french(
        {
            "docs/en/a.md": page(**fields),
            "docs/en/mill.md": page(kind="place"),
            "docs/fr/mill.md": words(draft="true"),
        }
    )

    assert notice(builder) is None


HIDING = MKDOCS_YML.replace("quangba: {}", "quangba: {listings: {untranslated: hide}}")


def test_lists_show_it_in_the_readers_language_even_where_they_hide_others(french):
    builder = french(
        {
            "docs/en/news/index.md": page(),
            "docs/fr/news/index.md": words(),
            "docs/en/news/a.md": page(**NEWS, urgent=URGENT % ("quay.md", "")),
            "docs/en/news/b.md": page(**NEWS),
        },
        HIDING,
    )
    entries = builder.site.tree.entries

    (card,) = builder.entry_view(entries["news/index.md"]).listing.items
    assert (card.title, card.description, card.lang_tag, card.language) == (
        "Le quai : fermé",
        "À partir du 25 novembre 2026.",
        None,
        "anglais",
    )
    assert card.url == "fr/news/a/"
    mapped = {each.url: each for section in builder.lists.site_map() for each in section.pages}
    assert (mapped["fr/news/a/"].title, mapped["fr/news/a/"].lang_tag) == ("Le quai : fermé", None)
    assert mapped["fr/news/b/"].lang_tag == "en"
