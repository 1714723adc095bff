"""Dates that the lunar calendar gives, and the way to have them in one's own calendar."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, UseTab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["sample"], indirect=True),
]

LAST_DAY = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
"""Of the lantern night, which has no date in its front matter but the 24th of the first moon."""


@pytest.mark.parametrize(
    ("prefix", "lunar", "hours"),
    [
        ("", "from the 24th day of the first moon", "from 19:30, island time"),
        ("fr/", "à partir du 24e jour de la première lune", "à partir de 19:30, heure de l’île"),
    ],
)
def test_an_event_says_when_it_is_by_both_calendars(
    use_tab: UseTab, prefix: str, lunar: str, hours: str
):
    tab = use_tab(width=360)
    tab.go(f"{prefix}events/lantern-night/")

    when = tab.page.locator(".event-when")
    expect(when.locator("time")).to_have_attribute("datetime", re.compile(r"\d{4}-\d\d-\d\d"))
    expect(when).to_contain_text(lunar)
    expect(when).to_contain_text(hours)
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("days", "over"), [(0, False), (1, True)])
def test_a_computed_date_is_over_between_builds(open_tab: OpenTab, days: int, over: bool):
    tab = open_tab()
    tab.page.clock.set_fixed_time(LAST_DAY + dt.timedelta(days=days))
    tab.go("events/lantern-night/")

    expect(tab.page.locator(".notice[data-over]")).to_be_visible(visible=over)
