"""Ways to the place: the reader's order, names, and distances in the reader's format."""

from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import FILES, page

WORDS = (
    "fact_range: '{first}–{last}'\nfact_about: '%s {number}'\n"
    "fact_more_than: x\nfact_as_of: x\nfact_source: x\n"
    "units: {km: '{number} km'}\nnumber_scales: {}\n"
)
ROUTES = """\
as_of: 2026-01-01
order: {fr: [west, west]}
routes:
  - id: east
    name: {en: East, fr: Est}
    stops: [{name: Cape}, {name: Quay, note: station, leg: {by: rail, km: 12.5, sources: [log]}}]
    branches:
      - - {name: {en: Light, fr: Phare}, proposed: [fr], page: light.md,
           leg: {by: road, km: 1240, to_km: 1250, about: true, way: Road 1, sources: [gossip, log]}}
      - - {name: Hill, leg: {by: crossing}}
  - {id: west, name: West, stops: [{name: Bay}]}
"""
SITE = {
    "docs/en/strings.yml": FILES["docs/en/strings.yml"] + WORDS % "about",
    "docs/fr/strings.yml": FILES["docs/fr/strings.yml"] + WORDS % "environ",
    "assets/data/routes.yml": ROUTES,
    "assets/data/sources.yml": "log: {name: Log}\ngossip: {name: Gossip, internal: true}\n",
    "docs/en/light.md": page(kind="place"),
    "docs/en/way.md": page(routes="true"),
    "docs/en/other.md": page(),
}


@pytest.fixture
def view(make_site):
    made = make_site(SITE)
    assert made.problems == ()
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())

    def routes(locale, uri="way.md"):
        builder = Builder(made.site, made.site.settings.language(locale), nothing)
        return builder.entry_view(made.site.tree.entries[uri]).routes

    return routes


def test_each_language_has_its_order(view):
    assert [route.name for route in view("en").routes] == ["East", "West"]
    assert [route.name for route in view("fr").routes] == ["West", "Est"]


def test_distances_hold_together(view):
    def distances(locale, at):
        route = view(locale).routes[at]
        stops = (*route.stops, *(stop for branch in route.branches for stop in branch))
        return [stop.leg.distance if stop.leg else None for stop in stops]

    assert distances("en", 0) == [None, "12.5\u00a0km", "about\u00a01,240–1,250\u00a0km", ""]
    assert distances("fr", 1) == [
        None,
        "12,5\u00a0km",
        "environ\u00a01\u202f240–1\u202f250\u00a0km",
        "",
    ]


def test_a_proposed_name_stands_beside_the_original(view):
    ((light,), _) = view("fr").routes[1].branches

    assert (light.name, light.original, light.url) == ("Phare", "Light", "fr/light/")
    ((light,), _) = view("en").routes[0].branches
    assert (light.name, light.original, light.leg.way) == ("Light", None, "Road 1")


def test_sources_that_readers_may_see(view):
    assert [source.name for source in view("en").sources] == ["Log"]


def test_only_pages_that_ask_for_them_show_routes(view):
    assert view("en", "other.md") is None


def test_a_site_without_routes(make_site):
    made = make_site({"docs/en/way.md": page(routes="true")})
    nothing = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
    builder = Builder(made.site, made.site.settings.source, nothing)

    assert builder.entry_view(made.site.tree.entries["way.md"]).routes is None
