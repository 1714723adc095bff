"""One calendar file for each event and language that has a text of its own."""

import pytest
from icalendar import Calendar

from quangba.view import calendars
from quangba.view.parts import Parts
from tests.small_sites import page, words

UNITS = """\
units: [{id: north, code: '1', name: {en: North, fr: Nord}, kind: parish, since: 2020-01-01}]
province: {name: {en: Foam, fr: l’Écume}}
"""
SITE = {
    "assets/data/admin_units.yml": UNITS,
    "docs/en/light.md": page(
        kind="place", title="The lighthouse", unit="north", coordinates="[10.5, -20.25]"
    ),
    "docs/fr/light.md": words(title="Le phare"),
    "docs/en/events/night.md": page(
        kind="event", title="Lantern night", start="2027-03-01", end="2027-03-02", place="light.md"
    ),
    "docs/fr/events/night.md": words(title="Nuit", updated="2026-02-01"),
    "docs/en/events/off.md": page(
        kind="event", title="Race", start="2027-04-01", status="cancelled"
    ),
}


@pytest.fixture
def files(make_site):
    made = make_site(SITE)
    settings = made.site.settings
    return {
        name: Calendar.from_ical(data).walk("VEVENT")[0]
        for locale in ("en", "fr")
        for name, data in calendars.files(Parts(made.site, settings.language(locale))).items()
    }


def test_a_file_for_each_text(files):
    assert sorted(files) == [
        "events/night/event.ics",
        "events/off/event.ics",
        "fr/events/night/event.ics",
    ]


def test_an_event_whose_page_has_moved_is_the_same_event(make_site):
    night = SITE["docs/en/events/night.md"]
    moved = night.replace("kind:", "moved_from: [events/night.md, feasts/night.md]\nkind:")
    made = make_site({**SITE, "docs/en/events/night.md": None, "docs/en/nights/lantern.md": moved})
    parts = Parts(made.site, made.site.settings.source)
    data = calendars.files(parts)["nights/lantern/event.ics"]

    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["uid"] == "events/night-2027@brume.example"


def test_words_are_those_of_the_language(files):
    english, french = files["events/night/event.ics"], files["fr/events/night/event.ics"]

    assert english["uid"] == french["uid"] == "events/night-2027@brume.example"
    assert (english["summary"], english["location"]) == (
        "Lantern night",
        "The lighthouse, North, Foam",
    )
    assert (french["summary"], french["location"]) == ("Nuit", "Le phare, Nord, l’Écume")
    assert french["summary"].params["language"] == "fr"
    assert french["url"] == "https://brume.example/fr/events/night/"
    assert french["url"] in french["description"]
    assert english["geo"].to_ical() == "10.5;-20.25"


def test_a_later_translation_counts_as_a_change(files):
    assert files["events/night/event.ics"].decoded("dtstamp").isoformat()[:10] == "2026-01-05"
    assert files["fr/events/night/event.ics"].decoded("dtstamp").isoformat()[:10] == "2026-02-01"


def test_cancelled(files):
    assert files["events/off/event.ics"]["status"] == "CANCELLED"
    assert files["events/night/event.ics"]["status"] == "CONFIRMED"
