"""The pages of a language as its search index has them."""

import json
from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view import search
from quangba.view.builder import Builder
from quangba.view.rendered import Rendered
from tests.small_sites import page, words

TERMS = """\
id,kind,en,fr,also_fr
port,place,Old Port,Vieux-Port,le Port
"""
UNITS = """\
units:
  - {id: north, code: '1', name: {en: North Parish, fr: Nord}, kind: parish, since: 2020-01-01,
     made_of: [{name: {en: Foam Parish, fr: l’Écume}}]}
"""
SITE = {
    "assets/data/terms.csv": TERMS,
    "assets/data/admin_units.yml": UNITS,
    "docs/en/find.md": page(title="Find", layout="search"),
    "docs/en/names.md": page(title="Names", layout="glossary"),
    "docs/en/light.md": page(kind="place", title="The lighthouse", unit="north"),
    "docs/fr/light.md": words(title="Le phare", menu_title="Phare"),
    "docs/en/night.md": page(
        kind="event", title="Lantern night", start="2027-03-01", place="light.md"
    ),
    "docs/en/local.md": page(title="Local", only="[en]"),
    "docs/fr/strings.yml": "kind_place: Lieu\nkind_event: Fête\nword_endings: [s, x]\n",
}


@pytest.fixture
def made(make_site):
    site = make_site(SITE).site
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    def of(locale):
        builder = Builder(site, site.settings.language(locale), nothing)
        rendered = [
            Rendered(entry, builder.entry_view(entry), "<p>Text.</p><h2 id='a'>Part</h2>")
            for entry in site.tree.visible(locale)
        ]
        return search.make(builder.parts, rendered)

    return of


def pages(files):
    found = (json.loads(data) for name, data in files.items() if "/page." in name)
    return {each["title"]: each for each in found}


def manifest(files):
    return json.loads(next(data for name, data in files.items() if name.endswith("index.json")))


def test_files_stand_below_the_language(made):
    assert {name.rpartition("/")[0] for name in made("en")} == {"search-index"}
    assert {name.rpartition("/")[0] for name in made("fr")} == {"fr/search-index"}
    assert manifest(made("en"))["root"] == "../"
    assert manifest(made("fr"))["root"] == "../../"


def test_what_readers_get_is_found_but_for_the_page_that_searches(made):
    assert {"Names", "The lighthouse", "Lantern night", "Local"} <= set(pages(made("en")))
    assert "Find" not in pages(made("en"))
    assert "Local" not in pages(made("fr"))


def test_a_page_in_another_language_says_so(made):
    french = pages(made("fr"))

    assert french["Lantern night"]["language"][0].startswith("en")
    assert "language" not in french["Le phare"]
    assert french["Lantern night"]["date"] == "2027-03-01"
    assert french["Le phare"]["url"] == "fr/light/"
    assert french["Le phare"]["parts"] == [["", "", "Text."], ["a", "Part", ""]]


def test_kinds_and_endings_are_words_of_the_language(made):
    found = manifest(made("fr"))

    assert ["place", "Lieu"] in found["kinds"]
    assert ["event", "Fête"] in found["kinds"]
    assert "video" not in dict(found["kinds"])
    assert found["endings"] == ["s", "x"]


def test_labels_short_titles_and_names_are_indexed(made):
    said = "".join(data.decode() for name, data in made("fr").items() if "/words." in name)

    for word in ("lieu", "phare", "nord", "vieux", "port"):
        assert f'["{word}"' in said


def test_each_name_of_the_list_has_its_section(made):
    (section,) = [part for part in pages(made("fr"))["Names"]["parts"] if part[0] == "term-port"]

    assert section[1] == "Vieux-Port"
    assert "Old Port" in section[2]


def test_old_and_new_units_lead_to_each_other(made):
    files = made("en")
    (names,) = [json.loads(data) for name, data in files.items() if "/names." in name]
    groups = {row[0][0]: (number, row) for number, row in enumerate(names["groups"])}

    old, new = groups["foam parish"], groups["north parish"]
    assert old[1][2] == [new[0]]
    assert new[1][2] == [old[0]]
