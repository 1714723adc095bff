"""The site map: every page that readers of a language have, by section."""

from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import page, words

SITE = {
    "docs/en/find.md": page(title="Find", layout="search"),
    "docs/en/port/index.md": page(title="Harbour", order=1, description="Boats."),
    "docs/fr/port/index.md": words(title="Le port"),
    "docs/en/port/quay.md": page(title="Quay", order=2),
    "docs/en/port/old/index.md": page(title="Old harbour", order=1),
    "docs/en/port/old/crane.md": page(title="Crane", order=3),
    "docs/en/local.md": page(title="Local", order=2, only="[en]"),
}


@pytest.fixture
def view(make_site):
    made = make_site(SITE)
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    return {
        language.locale: Builder(made.site, language, nothing)
        for language in made.site.settings.languages
    }


def site_map(builder):
    entry = builder.site.tree.entries["find.md"]
    return [
        (section.page.title, sorted(each.title for each in section.pages))
        for section in builder.entry_view(entry).site_map
    ]


def test_every_page_stands_in_its_section(view):
    assert site_map(view["en"]) == [
        ("Harbour", ["Crane", "Old harbour", "Quay"]),
        ("Local", []),
    ]
    assert site_map(view["fr"]) == [("Le port", ["Crane", "Old harbour", "Quay"])]


def test_a_text_in_another_language_says_so(view):
    entry = view["fr"].site.tree.entries["find.md"]
    (section,) = view["fr"].entry_view(entry).site_map

    assert section.page.lang_tag is None
    assert {each.lang_tag for each in section.pages} == {"en"}


def test_the_page_that_finds_is_no_section_and_is_known_everywhere(view):
    site = view["fr"].site_view("port/quay.md")

    assert [item.title for item in site.menu] == ["Le port"]
    assert site.search_url == "fr/find/"


def test_a_site_without_it(make_site):
    made = make_site({})
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    assert Builder(made.site, made.site.settings.source, nothing).site_view(None).search_url is None
