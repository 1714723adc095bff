"""The share panel: by keyboard, with and without script, in every language."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenTab, UseTab
from tests.browser.test_accessibility import violations
from tests.browser.web import Served

pytestmark = pytest.mark.browser

EVENT = pytest.mark.parametrize(
    ("served", "view"), [("sample", "event"), ("place", "event")], indirect=["served"]
)
COPIED = """() => {
  window.copied = [];
  const clipboard = { writeText: async (text) => { window.copied.push(text); } };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard });
  navigator.share = async (what) => { window.copied.push(what.url); };
}"""
REFUSED = """() => {
  const clipboard = { writeText: async () => { throw new Error('no'); } };
  Object.defineProperty(navigator, 'clipboard', { value: clipboard });
  document.execCommand = () => false;
}"""


def opened(page: Page, words: dict[str, Any]) -> Locator:
    """The panel, opened by keyboard."""
    page.locator(".share summary").focus()
    expect(page.locator(".share summary")).to_have_text(words["share"])
    page.keyboard.press("Enter")
    panel = page.locator(".share-ways")
    expect(panel).to_be_visible()
    return panel


@EVENT
def test_the_address_is_copied_and_said(served: Served, view: str, open_tab: OpenTab):
    tab = open_tab(width=360, height=800)
    tab.page.add_init_script(f"({COPIED})()")
    for language, start in served.pages(view):
        words = served.words(language)
        tab.go(start)
        panel = opened(tab.page, words)
        address = panel.locator(".share-address").inner_text()
        assert address.endswith(start)
        tab.page.keyboard.press("Tab")
        expect(panel.get_by_role("button", name=words["share_copy"], exact=True)).to_be_focused()
        tab.page.keyboard.press("Enter")
        expect(panel.get_by_role("status")).to_have_text(words["share_copied"])
        panel.get_by_role("button", name=words["share_send"], exact=True).click()
        assert tab.page.evaluate("window.copied") == [address, address]


@EVENT
def test_what_the_browser_refuses_is_marked_to_be_copied_by_hand(
    served: Served, view: str, open_tab: OpenTab
):
    tab = open_tab()
    tab.page.add_init_script(f"({REFUSED})()")
    language, start = served.pages(view)[0]
    words = served.words(language)
    tab.go(start)
    panel = opened(tab.page, words)
    panel.get_by_role("button", name=words["share_copy"], exact=True).click()
    marked = panel.locator(".share-address").inner_text()
    assert tab.page.evaluate("getSelection().toString()") == marked
    expect(panel.get_by_role("status")).to_have_text("")


@EVENT
def test_without_script_address_code_and_poster_are_there(
    served: Served, view: str, use_tab: UseTab
):
    tab = use_tab(javascript=False)
    for language, start in served.pages(view):
        words = served.words(language)
        tab.go(start)
        panel = opened(tab.page, words)
        expect(panel.locator(".share-address")).to_be_visible()
        expect(panel.get_by_role("img", name=words["share_code"])).to_be_visible()
        expect(panel.get_by_role("link", name=words["share_poster"])).to_be_visible()
        expect(panel.get_by_role("button")).to_have_count(0)


@EVENT
def test_an_open_panel_is_accessible_and_has_room(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=320, height=800)
    for language, start in served.pages(view):
        tab.go(start)
        opened(tab.page, served.words(language))
        assert violations(tab.page) == []
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= 320


@EVENT
def test_paper_has_no_panel_and_the_square_is_fetched(served: Served, view: str, open_tab: OpenTab):
    tab = open_tab()
    tab.go(served.pages(view)[0][1])
    square = tab.page.locator("img").first
    # not `wait_for_function`, whose second look the page's content policy would refuse
    assert square.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 300
    box = square.bounding_box()
    assert box is not None
    assert box["width"] * box["height"] <= 1
    tab.page.emulate_media(media="print")
    expect(tab.page.locator(".share")).to_be_hidden()
