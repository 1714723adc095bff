"""Calendar files: one for each event and language, one for a language, one for everybody."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar

from quangba.view import calendars
from quangba.view.parts import Parts
from tests.small_sites import MKDOCS_YML, page, words

UNITS = """\
units: [{id: north, code: '1', name: {en: North, fr: Nord}, kind: parish, since: 2020-01-01}]
province: {name: {en: Foam, fr: l’Écume}}
"""
DATES = "date_long: d MMMM y\ndate_medium: d MMM y\n"
LUNAR = (
    'calendar_name: "{lang}: {{site}}"\ncalendar_text: "{lang} about {{site}}"\n'
    'calendar_place: "{{place}} – {{address}}"\n'
    'event_computed: "{lang} computed"\nlunar_date: "{{day}}/{{month}}"\n'
    'lunar_own: "{{date}} here"\nlunar_other: "{{day}}/{{month}} there"\n'
    'lunar_from: "from {{date}}"\nlunar_leap: "{{month}}+"\n'
    'event_cancelled_title: "{lang} off: {{name}}"\nevent_cancelled: off\n'
    'event_planned: "was {{date}}"\n'
)
SITE = {
    "docs/en/strings.yml": DATES + LUNAR.format(lang="EN"),
    "docs/fr/strings.yml": DATES + LUNAR.format(lang="FR"),
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
        kind="event", title="Race", start="2027-04-01", status="cancelled", place="light.md"
    ),
    "docs/en/events/feast.md": page(kind="event", title="Feast", lunar="{month: 1, day: 9}"),
    "docs/fr/events/feast.md": words(title="Fête"),
}


def calendar_files(site):
    found = calendars.combined(site)
    for language in site.settings.languages:
        found |= calendars.files(Parts(site, language))
    return {name: Calendar.from_ical(data) for name, data in found.items()}


@pytest.fixture
def made(make_site):
    return calendar_files(make_site(SITE).site)


@pytest.fixture
def files(made):
    """The first event of each file."""
    return {name: found.walk("VEVENT")[0] for name, found in made.items()}


def rows(found):
    return {part["uid"]: part for part in found.walk("VEVENT")}


def test_a_file_for_each_text_and_one_for_all_of_them(files):
    assert sorted(files) == [
        "calendar-all.ics",
        "calendar.ics",
        "events/feast/event.ics",
        "events/night/event.ics",
        "events/off/event.ics",
        "fr/calendar.ics",
        "fr/events/feast/event.ics",
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
        "The lighthouse – North, Foam",
    )
    assert (french["summary"], french["location"]) == ("Nuit", "Le phare – Nord, l’Écume")
    assert french["summary"].params["language"] == "fr"
    assert french["url"] == "https://brume.example/fr/events/night/"
    assert french["url"] in french["description"]
    assert english["geo"].to_ical() == "10.5;-20.25"


def test_a_later_translation_counts_as_a_change(files):
    assert files["events/night/event.ics"].decoded("dtstamp").isoformat()[:10] == "2026-01-05"
    assert files["fr/events/night/event.ics"].decoded("dtstamp").isoformat()[:10] == "2026-02-01"


def test_how_certain_an_event_is(files):
    assert files["events/off/event.ics"]["status"] == "CANCELLED"
    assert files["events/night/event.ics"]["status"] == "CONFIRMED"
    assert files["events/feast/event.ics"]["status"] == "TENTATIVE"


def test_a_yearly_event_is_in_its_file_once_and_in_the_calendar_for_years(made):
    one, many = rows(made["events/feast/event.ics"]), rows(made["calendar.ics"])

    assert list(one) == ["events/feast-2027@brume.example"]
    dates = {uid: f"{part.decoded('dtstart')}" for uid, part in many.items() if "feast" in uid}
    assert dates == {
        "events/feast-2027@brume.example": "2027-02-14",
        "events/feast-2028@brume.example": "2028-02-03",
        "events/feast-2029@brume.example": "2029-02-21",
        "events/feast-2030@brume.example": "2030-02-10",
        "events/feast-2031@brume.example": "2031-01-31",
    }


def test_a_year_whose_date_is_another_in_china_says_so(made):
    many = rows(made["calendar.ics"])

    said = {year: many[f"events/feast-{year}@brume.example"]["description"].split("\n\n")[0]
            for year in (2029, 2030)}  # fmt: skip
    assert said[2029] == "9/1\nEN computed"
    assert said[2030] == "9/1 here\n8/1 there\nEN computed"


def test_uids_are_those_of_yesterday_when_a_year_has_passed(make_site):
    site = make_site(SITE).site
    later = replace(site, now=site.now + dt.timedelta(days=120))
    before, after = (rows(calendar_files(each)["calendar.ics"]) for each in (site, later))

    shared = before.keys() & after.keys()
    assert len(shared) > 4
    assert {uid: before[uid].to_ical() for uid in shared} == {
        uid: after[uid].to_ical() for uid in shared
    }


def test_the_calendar_of_a_language_holds_what_its_lists_show(made):
    """Of what is not translated, a short notice tells what no reader may miss."""
    french = made["fr/calendar.ics"]

    assert french["name"] == "FR: Isle of Brume"
    off = rows(french)["events/off-2027@brume.example"]
    assert (off["summary"], off["summary"].params["language"]) == ("FR off: Le phare", "fr")


def test_pages_that_are_not_translated_are_in_the_calendar_where_lists_show_them(make_site):
    config = MKDOCS_YML.replace("quangba: {}", "quangba: {listings: {untranslated: hide}}")
    files = {**SITE, "docs/en/events/off.md": page(kind="event", title="Race", start="2027-04-01")}
    shown = calendar_files(make_site(files).site)
    hidden = calendar_files(make_site({**files, "mkdocs.yml": config}).site)

    uid = "events/off-2027@brume.example"
    assert uid not in rows(hidden["fr/calendar.ics"])
    assert rows(shown["fr/calendar.ics"])[uid]["summary"].params["language"] == "en"
    assert rows(shown["fr/calendar.ics"])[uid]["url"] == "https://brume.example/fr/events/off/"


def test_only_the_year_that_is_called_off_is_said_to_be(make_site):
    off = page(
        kind="event", title="Feast", lunar="{month: 1, day: 9}", start="2027-02-14",
        status="cancelled", place="light.md",
    )  # fmt: skip
    files = {**SITE, "docs/en/events/feast.md": off, "docs/fr/events/feast.md": None}
    found = rows(calendar_files(make_site(files).site)["fr/calendar.ics"])

    told = {
        uid.partition("@")[0][-4:]: (str(part["summary"]), str(part["status"]))
        for uid, part in found.items()
        if "feast" in uid
    }
    assert told["2027"] == ("FR off: Le phare", "CANCELLED")
    assert told["2028"] == ("Feast", "TENTATIVE")


def test_one_calendar_in_all_languages(made):
    found = rows(made["calendar-all.ics"])
    feast = found["events/feast-2027@brume.example"]

    assert feast["summary"] == "Feast / Fête"
    assert "language" not in feast["summary"].params
    assert "https://brume.example/events/feast/" in feast["description"]
    assert "https://brume.example/fr/events/feast/" in feast["description"]
    assert found.keys() == rows(made["calendar.ics"]).keys()
    assert found["events/off-2027@brume.example"]["summary"] == "Race"


def test_links_to_subscribe(make_site):
    site = make_site(SITE).site
    links = calendars.links(Parts(site, site.settings.languages[1]))

    assert (links.file, links.everybody) == ("fr/calendar.ics", "calendar-all.ics")
    assert links.subscribe == "webcal://brume.example/fr/calendar.ics"


def test_a_site_without_events_has_no_calendar(make_site):
    site = make_site({}).site

    assert calendar_files(site) == {}
    assert calendars.links(Parts(site, site.settings.source)) is None
