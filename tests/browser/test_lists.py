"""Lists: what has passed since the build is moved by the script; ways to narrow them are links."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, UseTab
from tests.browser.web import Tab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("served", ["sample"], indirect=True),
]

LAST_DAY = dt.date(2027, 3, 2)
"""Of the sample site's next event; one that is cancelled was to be three months later."""

PREFIXES = pytest.mark.parametrize("prefix", ["", "fr/"])


def on(open_tab: OpenTab, moment: dt.datetime) -> Tab:
    """A tab whose clock shows a moment."""
    tab = open_tab()
    tab.page.clock.set_fixed_time(moment)
    return tab


def noon(days: int) -> dt.datetime:
    return dt.datetime.combine(LAST_DAY + dt.timedelta(days=days), dt.time(12), dt.UTC)


def shows(tab: Tab, selector: str, number: int) -> None:
    """As many elements are seen, or will be in a moment."""
    expect(tab.page.locator(f"{selector}:visible")).to_have_count(number)


@PREFIXES
@pytest.mark.parametrize(("days", "coming", "past"), [(0, 2, 1), (1, 1, 2), (400, 0, 3)])
def test_an_event_is_past_the_day_after_its_last(
    open_tab: OpenTab, prefix: str, days: int, coming: int, past: int
):
    tab = on(open_tab, noon(days))
    tab.go(f"{prefix}events/")

    shows(tab, "[data-coming] [data-over]", coming)
    shows(tab, "[data-past] [data-over]", past)
    shows(tab, "[data-coming]", 1 if coming else 0)


def test_without_the_script_lists_are_as_they_were_built(use_tab: UseTab):
    tab = use_tab(javascript=False)
    tab.go("events/")

    shows(tab, "[data-coming] [data-over]", 2)
    shows(tab, "[data-past] [data-over]", 1)


@pytest.mark.parametrize(("minute", "coming"), [(30, 2), (90, 1)])
def test_the_day_is_that_of_the_sites_own_time_zone(open_tab: OpenTab, minute: int, coming: int):
    """The Azores are an hour behind Greenwich: half past midnight there is still the day before."""
    midnight = dt.datetime.combine(LAST_DAY + dt.timedelta(days=1), dt.time(), dt.UTC)
    tab = on(open_tab, midnight + dt.timedelta(minutes=minute))
    tab.go("events/")

    shows(tab, "[data-coming] [data-over]", coming)


@pytest.mark.parametrize(("days", "shown"), [(0, 1), (1, 1), (400, 0)])
def test_home_shows_one_event_to_come_or_none(open_tab: OpenTab, days: int, shown: int):
    tab = on(open_tab, noon(days))
    tab.go("")

    shows(tab, ".now [data-over]", shown)


@PREFIXES
def test_lists_are_narrowed_and_turned_by_links(use_tab: UseTab, prefix: str):
    tab = use_tab(javascript=False)
    tab.go(f"{prefix}news/")
    shows(tab, ".cards-news > .card", 3)

    tab.follow(tab.page.locator(".pages a[rel=next]"))
    assert tab.below == f"{prefix}news/page/2/"
    shows(tab, ".cards-news > .card", 3)
    shows(tab, ".pages [aria-current=page]", 1)
    expect(tab.page.locator(".cards-news > .card", has_text="2025")).to_have_count(2)

    tab.follow(tab.page.locator(".choices a", has_text="2026"))
    assert tab.below == f"{prefix}news/2026/"
    shows(tab, ".cards-news > .card", 3)
    expect(tab.page.locator(".choices [aria-current=page]")).to_have_text("2026")
