"""What the site has of what a regulation asks for: found in the site, never only claimed."""

from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from quangba.view.self_check import look
from tests.small_sites import MKDOCS_YML, page, words

OFFICE = "{publisher: {status: official, name: {en: Office}, url: 'https://o.example/'}}"
LIST = "assets/data/self_check.yml"
HEAD = "regulation: {en: Harbour Act, fr: Loi portuaire}\nchecked: 2026-11-01\nitems:\n"


def site_with(make_site, item: str, status: str = "official", **files):
    options = OFFICE.replace("official", status)
    made = make_site(
        {
            "mkdocs.yml": MKDOCS_YML.replace("quangba: {}", f"quangba: {options}"),
            "docs/en/check.md": page("List.", layout="self-check"),
            LIST: f"{HEAD}  - {{id: it, article: '1', title: It, {item}}}\n",
            **files,
        }
    )
    assert made.site is not None
    return made.site


BOTH = {"docs/en/a.md": page("A."), "docs/fr/a.md": words("A.")}


@pytest.mark.parametrize(
    ("item", "files", "state"),
    [
        ("pages: [a.md]", BOTH, "met"),
        ("pages: [a.md], languages: [en, fr]", BOTH, "met"),
        ("pages: [a.md], languages: [en, fr]", {"docs/en/a.md": page("A.")}, "partly"),
        ("pages: [a.md, b.md]", BOTH, "partly"),
        ("pages: [a.md]", {"docs/en/a.md": page("A.", draft="true")}, "missing"),
        ("feature: search", {}, "missing"),
        ("feature: search", {"docs/en/find.md": page("S.", layout="search")}, "met"),
        ("feature: search, languages: [fr]", {"docs/en/f.md": page(layout="search")}, "partly"),
        ("feature: archive", {"docs/en/news/index.md": page("News.")}, "missing"),
        (
            "feature: archive",
            {
                "docs/en/news/index.md": page("News."),
                "docs/en/news/a.md": page("A.", kind="news", date="2026-01-05"),
            },
            "met",
        ),
        ("feature: print", {}, "missing"),
        ("feature: print", {"assets/theme/css/90.css": "@media print { nav {} }"}, "met"),
        ("elsewhere: 'https://o.example/'", {}, "elsewhere"),
        ("exempt: None.", {}, "exempt"),
        ("article: '2'", {}, "missing"),
    ],
)
def test_what_the_site_has(make_site, item, files, state):
    item = item.replace("article: '2'", "languages: [en]")
    site = site_with(make_site, item, **files)
    assert look(site, site.self_check.items[0]).state == state


def shown(site, locale):
    language = site.settings.language(locale)
    assets = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    return Builder(site, language, assets).entry_view(site.tree.entries["check.md"]).self_check


def test_it_is_told_in_the_readers_language(make_site):
    site = site_with(
        make_site, "pages: [a.md], languages: [en, fr]", **{"docs/en/a.md": page("A.")}
    )
    view = shown(site, "fr")
    assert (view.regulation, view.met) == ("Loi portuaire", 0)
    assert view.items[0].lacking == ("Français",)
    assert [link.url for link in view.items[0].pages] == ["fr/a/"]


def test_a_starter_does_not_publish_it(make_site):
    assert "check.md" in site_with(make_site, "exempt: None.").public.entries
    starter = site_with(make_site, "exempt: None.", status="starter")
    assert "check.md" in starter.tree.entries
    assert "check.md" not in starter.public.entries
