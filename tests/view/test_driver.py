"""The card for a driver names the place in every language that has a page of it."""

from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import FILES, page, words

UNITS = """\
province: {name: {en: Foam, fr: l’Écume}, proposed: [fr]}
units:
  - {id: north, code: '1', name: {en: North, fr: Nord}, kind: parish, since: 2020-01-01}
"""
PLACE = {"kind": "place", "unit": "north", "coordinates": "[10.5, -20.25]"}
SITE = {
    "assets/data/admin_units.yml": UNITS,
    "docs/en/strings.yml": FILES["docs/en/strings.yml"] + "driver_please: Take me there\n",
    "docs/fr/strings.yml": FILES["docs/fr/strings.yml"]
    + "driver_please: Conduisez-moi\naddress: '{province}, {unit}'\n",
    "docs/en/light.md": page(title="The tall lighthouse", menu_title="Lighthouse", **PLACE),
    "docs/fr/light.md": words(title="Le phare"),
    "docs/en/quay.md": page(title="Quay", kind="place"),
    "docs/en/text.md": page(),
}


@pytest.fixture
def card(make_site):
    made = make_site(SITE)
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    def view(locale, uri):
        builder = Builder(made.site, made.site.settings.language(locale), nothing)
        return builder.entry_view(made.site.tree.entries[uri]).driver

    return view


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_language_of_the_place_comes_first_whoever_reads(card, locale):
    found = card(locale, "light.md")

    assert (found.first.tag, found.first.please, found.first.name, found.first.address) == (
        "en",
        "Take me there",
        "Lighthouse",
        "North, Foam",
    )
    assert [(each.name, each.address) for each in found.others] == [
        ("Le phare", "l’Écume (Foam), Nord")
    ]
    assert found.point == "10.5, -20.25"


def test_a_place_not_translated_nor_measured_has_a_smaller_card(card):
    found = card("fr", "quay.md")

    assert (found.first.name, found.first.address, found.others, found.point) == (
        "Quay",
        "",
        (),
        None,
    )


def test_other_pages_have_none(card):
    assert card("en", "text.md") is None
