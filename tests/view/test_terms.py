"""What readers are told about names."""

from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import MKDOCS_YML, page, words

SITE = {
    "mkdocs.yml": MKDOCS_YML.replace("quangba: {}", "quangba: {terms: {annotate: [place]}}"),
    "docs/en/names.md": page(layout="glossary"),
    "docs/fr/names.md": words(),
    "assets/data/terms.csv": (
        "id,kind,en,fr,reading_fr,proposed,origin,annotate\n"
        "quay,place,the Old Quay,vieux quai,,,,\n"
        "fee,place,Fairy Point,Pointe à la Fée,fé,fr,fr,\n"
        "ferry,boat,ferry,bac,,,,\n"
        "anse,place,Ânse,,,,,\n"
        "same,place,Brume,Brume,,,,\n"
        "gale,boat,gale,coup de vent,,,,yes\n"
        "mole,place,Mole,Môle,,,,no\n"
    ),
    **{
        f"docs/{locale}/strings.yml": (
            "date_long: d MMMM y\ndate_medium: d MMM y\nterm_kind_place: P\nterm_kind_boat: B\n"
        )
        for locale in ("en", "fr")
    },
}


@pytest.fixture
def notes(make_site):
    site, problems = make_site(SITE)
    assert problems == ()
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    return {
        language.locale: Builder(site, language, nothing).terms
        for language in site.settings.languages
    }


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        ("fr", "fr", ["quay", "anse", "gale"]),
        ("en", "en", ["fee"]),
        ("fr", "en", ["quay", "fee", "anse", "gale"]),
    ],
)
def test_a_note_tells_something_new(notes, reader, text, expected):
    terms = notes["en"]._parts.site.terms.rows.values()

    assert [term.id for term in terms if notes[reader].wanted(term, text)] == expected


def test_a_name_in_all_languages_the_readers_first(notes):
    site = notes["fr"]._parts.site
    view = notes["fr"].view(site.terms.rows["fee"])

    assert [(name.label, name.tag, name.name) for name in view.names] == [
        ("français", "fr", "Pointe à la Fée"),
        ("anglais", "en", "Fairy Point"),
    ]
    french = view.names[0]
    assert (french.reading, french.reading_tag, french.proposed) == ("fé", "fr-Latn", True)
    assert view.plain == ""


def test_a_language_without_a_name_keeps_the_source(notes):
    site = notes["fr"]._parts.site
    view = notes["fr"].view(site.terms.rows["anse"])

    assert [(name.tag, name.name) for name in view.names] == [("en", "Ânse"), ("en", "Ânse")]
    assert (view.plain, view.plain_tag) == ("Anse", "en")


def test_the_list_is_sorted_by_kind_and_name(notes):
    kinds = notes["en"].glossary()

    assert [(kind.id, kind.title) for kind in kinds] == [("place", "P"), ("boat", "B")]
    assert [term.id for term in kinds[0].terms] == ["anse", "same", "fee", "mole", "quay"]


def test_where_the_list_is(notes):
    assert (notes["en"].address(), notes["fr"].address()) == ("names/", "fr/names/")
