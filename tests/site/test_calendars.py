"""Calendar files of the built sites, as a reader that has not written them sees them."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from tests.built_sites import BuiltSite, Language, Written
from tests.site.documents import Document, Documents, text_of

pytestmark = pytest.mark.site


def read(file: Path) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(file.read_bytes().decode())


def events(site: BuiltSite) -> list[Written]:
    return [page for page in site.pages if page.shared.get("kind") == "event"]


def own(site: BuiltSite, page: Written, language: Language) -> Calendar:
    return read(site.folder / page.address(language) / "event.ics")


def test_every_calendar_file_is_read_by_another_program(documents: Documents, site: BuiltSite):
    files = sorted(site.folder.rglob("*.ics"))
    translated = [
        (page, language)
        for page in events(site)
        for language in site.languages
        if page.state(language.locale) == "translated"
    ]

    assert len(files) == len(translated) + len(site.languages) + 1
    for file in files:
        found = read(file).events
        uids = [event.uid for event in found]
        assert found, file
        assert len(set(uids)) == len(uids), file
        data = file.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), file
        assert b"\n" not in data.replace(b"\r\n", b""), file


def test_an_event_is_the_same_one_in_every_file(documents: Documents, site: BuiltSite):
    everywhere = {event.uid: event for event in read(site.folder / "calendar-all.ics").events}
    for language in site.languages:
        all_of_them = {
            event.uid: event
            for event in read(site.folder / f"{language.prefix}calendar.ics").events
        }
        assert all_of_them.keys() <= everywhere.keys()
        for page in events(site):
            if page.state(language.locale) != "translated":
                continue
            (event,) = own(site, page, language).events
            assert event == all_of_them[event.uid]
            assert event.start == everywhere[event.uid].start
            assert event.status == everywhere[event.uid].status


def test_what_is_computed_is_not_said_to_be_certain(documents: Documents, site: BuiltSite):
    for page in events(site):
        (event,) = own(site, page, site.source).events
        if page.shared.get("status") == "cancelled":
            assert event.status == EventStatus.CANCELLED
        elif "start" in page.shared:
            assert event.status == EventStatus.CONFIRMED
        else:
            assert event.status == EventStatus.TENTATIVE
            words = text_of(documents.page(page, site.source).one(".event-what"))
            assert site.strings[site.source.locale]["event_computed"] in words


def test_a_festival_stands_in_calendars_for_years(documents: Documents, site: BuiltSite):
    yearly = [page for page in events(site) if "lunar" in page.shared]
    assert yearly
    dates: dict[str, list[dt.date]] = {}
    for event in read(site.folder / "calendar.ics").events:
        dates.setdefault(event.uid.partition("@")[0][: -len("-2027")], []).append(
            event.start_datetime.date()
        )
    for page in yearly:
        found = dates[page.path.removesuffix(".md")]
        assert len(found) >= 5
        assert all(340 < (b - a).days < 400 for a, b in itertools.pairwise(found))


def test_hours_are_those_of_the_island(documents: Documents, sample: BuiltSite):
    (page,) = (page for page in events(sample) if "starts_at" in page.shared)
    (event,) = own(sample, page, sample.source).events

    assert isinstance(event.start, dt.datetime)
    assert (event.start.hour, event.start.minute) == (19, 30)
    assert str(event.start.tzinfo) == "Atlantic/Azores"


def test_readers_find_where_to_subscribe(documents: Documents, site: BuiltSite):
    """On every list of events and on every event, in the readers' own language."""
    host = site.site_url.partition("://")[2]
    for language in site.languages:
        wanted = f"webcal://{host}{language.prefix}calendar.ics"
        for page in events(site):
            if page.state(language.locale) == "absent":
                continue
            assert wanted in links(documents.page(page, language)), page
        index = documents.by_name[f"{language.prefix}{page.path.rpartition('/')[0]}/index.html"]
        found = links(index)
        files = {documents.target(index.resolve(link)) for link in found if link.endswith("r.ics")}
        assert wanted in found, index
        assert f"{language.prefix}calendar.ics" in files
        assert any(link.endswith("calendar-all.ics") for link in found), index


def links(page: Document) -> list[str]:
    return [element.attrs["href"] for element in page.elements if element.name == "a"]
