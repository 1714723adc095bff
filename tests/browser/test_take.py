"""The box that tells how a page's pictures may be used: with script, without, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, UseTab
from tests.browser.web import Served

pytestmark = pytest.mark.browser

STORY = pytest.mark.parametrize(("served", "view"), [("place", "story")], indirect=["served"])


@STORY
def test_the_button_copies_the_line_of_credit(served: Served, view: str, open_tab: OpenTab):
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    for language, start in served.pages(view):
        tab.go(start)
        words = served.words(language)
        tab.page.locator(".takes summary").click()
        item = tab.page.locator(".takes li").first
        button = item.get_by_role("button", name=words["use_copy"], exact=True)
        button.click()
        expect(item.get_by_role("button")).to_have_text(words["use_copied"])
        line = item.locator(".take-line").inner_text()
        assert tab.page.evaluate("navigator.clipboard.readText()") == line
    assert tab.complaints == []


@STORY
def test_a_large_picture_leads_to_its_place_in_the_box(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=360, height=740)
    for _, start in served.pages(view):
        tab.go(start)
        tab.page.locator(".figure-link").nth(1).click()
        dialog = tab.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        link = dialog.locator("a.use")
        place = tab.page.locator(link.get_attribute("href") or "")
        link.click()
        expect(dialog).not_to_be_visible()
        expect(place).to_be_in_viewport()


@STORY
def test_without_script_the_caption_opens_the_box(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(javascript=False)
    for _, start in served.pages(view):
        tab.go(start)
        link = tab.page.locator("figcaption a.use").first
        place = tab.page.locator(link.get_attribute("href") or "")
        expect(place).not_to_be_visible()
        link.click()
        expect(place).to_be_in_viewport()
        expect(place.locator("a[download]")).to_be_visible()
        expect(place.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(("served", "view"), [("place", "press")], indirect=["served"])
def test_a_picture_beside_long_words_keeps_its_shape(served: Served, view: str, use_tab: UseTab):
    """Stretched to the height of the words, it would show its blurred ground below itself."""
    tab = use_tab(width=768, height=900)
    tab.go(served.pages(view)[0][1])
    row = tab.page.locator(".takes-all li").first
    picture, ground = row.locator("img").bounding_box(), row.locator(".pic").bounding_box()
    assert picture is not None
    assert ground is not None
    assert abs(picture["height"] - ground["height"]) < 1
