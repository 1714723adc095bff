"""Structured data says what front matter, registers and settings say, and nothing else."""

import json
from types import MappingProxyType

import pytest

from quangba.outputs.theme_assets import ThemeAssets
from quangba.view.builder import Builder
from tests.small_sites import MKDOCS_YML, page, words
from tests.view.test_calendars import UNITS

NO_ASSETS = ThemeAssets(MappingProxyType({}), MappingProxyType({}), ())
TERMS = (
    "id,kind,en,fr,proposed,also_fr\n"
    "light,place,the lighthouse,le phare,,Vieux Phare\nnight,festival,Lantern Night,Nuit,fr,\n"
)
SITE = {
    "assets/data/admin_units.yml": UNITS,
    "assets/data/terms.csv": TERMS,
    "docs/en/light.md": page(
        kind="place", title="The lighthouse", unit="north", coordinates="[10.5, -20.25]"
    ),
    "docs/fr/light.md": words(title="Le phare"),
    "docs/en/night.md": page(
        kind="event", title="Lanterns", start="2027-03-01", place="light.md", term="night"
    ),
    "docs/en/n.md": page(
        kind="news", title="Repaired", date="2026-01-02", place="light.md", updated="2026-01-03"
    ),
}


def graph(made, uri, locale="en"):
    language = made.site.settings.language(locale)
    builder = Builder(made.site, language, NO_ASSETS)
    entry = made.site.tree.entries[uri]
    text = builder.structured.of_entry(entry, builder.entry_view(entry))
    return json.loads(text)["@graph"] if text else []


def publisher(status, more=""):
    given = f"quangba: {{publisher: {{status: {status}, name: {{en: Office, fr: Bureau}}{more}}}}}"
    return {"mkdocs.yml": MKDOCS_YML.replace("quangba: {}", given)}


def test_a_place(make_site):
    made = make_site(SITE)
    shown, place = graph(made, "light.md")

    assert shown["workTranslation"] == {"@id": "https://brume.example/fr/light/"}
    assert "translationOfWork" not in shown
    assert place == {
        "@type": "TouristAttraction",
        "@id": "https://brume.example/light/#place",
        "name": "The lighthouse",
        "alternateName": "le phare",
        "description": "What it is about.",
        "url": "https://brume.example/light/",
        "geo": {"@type": "GeoCoordinates", "latitude": 10.5, "longitude": -20.25},
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "North",
            "addressRegion": "Foam",
        },
        "containedInPlace": {"@id": "https://brume.example/#area"},
    }


def test_the_same_place_in_another_language(make_site):
    shown, place = graph(make_site(SITE), "light.md", "fr")

    assert shown["translationOfWork"] == {"@id": "https://brume.example/light/"}
    assert shown["inLanguage"] == "fr"
    assert place["@id"] == "https://brume.example/light/#place"
    assert place["alternateName"] == ["the lighthouse", "Vieux Phare"]
    assert place["address"]["addressLocality"] == "Nord"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"eventStatus": "https://schema.org/EventScheduled"}),
        ({"status": "cancelled"}, {"eventStatus": "https://schema.org/EventCancelled"}),
        (
            {"status": "moved", "previous_start": "2027-02-27"},
            {
                "eventStatus": "https://schema.org/EventRescheduled",
                "previousStartDate": "2027-02-27",
            },
        ),
    ],
)
def test_an_event(make_site, fields, expected):
    night = page(kind="event", title="Lanterns", start="2027-03-01", term="night", **fields)
    _, event = graph(make_site({**SITE, "docs/en/night.md": night}), "night.md")

    assert event == {
        "@type": "Event",
        "@id": "https://brume.example/night/#event",
        "name": "Lanterns",
        "alternateName": "Lantern Night",  # the French name is only proposed
        "description": "What it is about.",
        "url": "https://brume.example/night/",
        "startDate": "2027-03-01",
        **expected,
    }


def test_where_an_event_is(make_site):
    _, event = graph(make_site(SITE), "night.md")

    assert event["location"]["@id"] == "https://brume.example/light/#place"
    assert event["location"]["geo"]["latitude"] == 10.5
    assert "organizer" not in event


def test_news_of_a_site_without_a_publisher(make_site):
    _, report = graph(make_site({**SITE, **publisher("starter")}), "n.md")

    assert report["headline"] == "Repaired"
    assert (report["datePublished"], report["dateModified"]) == ("2026-01-02", "2026-01-03")
    assert report["about"] == {"@id": "https://brume.example/light/#place"}
    assert not {"publisher", "author"} & report.keys()


@pytest.mark.parametrize(
    ("more", "kind"), [("", "Organization"), (", government: true", "GovernmentOrganization")]
)
def test_news_of_a_publisher(make_site, more, kind):
    made = make_site({**SITE, **publisher("official", more)})
    _, report = graph(made, "n.md")

    assert report["publisher"] == {
        "@type": kind,
        "@id": "https://brume.example/#publisher",
        "name": "Office",
    }
    assert graph(made, "index.md")[0]["publisher"] == report["publisher"]


def test_what_search_engines_are_not_to_know(make_site):
    drafted = {"docs/fr/light.md": words(title="Le phare", machine_draft="true")}
    made = make_site({**SITE, **drafted})

    assert graph(made, "n.md", "fr") == []
    assert graph(made, "light.md", "fr") == []
    assert "workTranslation" not in graph(made, "light.md")[0]


def test_the_home_page_without_a_page_that_searches(make_site):
    site, area = graph(make_site(SITE), "index.md", "fr")

    assert "potentialAction" not in site
    assert site["about"] == {"@id": area["@id"]} == {"@id": "https://brume.example/#area"}
    assert area["@type"] == "TouristDestination"
    assert area["containedInPlace"]["name"] == "l’Écume"


def test_a_corrected_page_names_the_correction(make_site):
    wrong = page(kind="correction", date="2026-01-06", updated=None, corrects="n.md")
    made = make_site({**SITE, "docs/en/wrong.md": wrong})
    _, report = graph(made, "n.md")
    _, comment = graph(made, "wrong.md")

    assert report["correction"] == {"@id": comment["@id"]}
    assert comment["about"] == {"@id": "https://brume.example/n/"}
