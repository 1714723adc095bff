"""The latest news in a frame of another site: narrow or wide, light or dark, for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import UseTab
from tests.browser.test_accessibility import violations
from tests.browser.web import Served

pytestmark = pytest.mark.browser

SITES = pytest.mark.parametrize("served", ["place"], indirect=True)


@SITES
@pytest.mark.parametrize(("scheme", "width"), [("light", 300), ("dark", 600)])
def test_the_block_fits_and_everybody_can_use_it(
    served: Served, scheme: Any, width: int, use_tab: UseTab
):
    tab = use_tab(width=width, height=600, color_scheme=scheme, reduced_motion="reduce")
    for language in served.site.languages:
        tab.go(f"{language.prefix}{served.site.latest_path}/")
        inside = tab.page.evaluate("document.documentElement.scrollWidth")
        assert inside <= width
        assert violations(tab.page) == []
        assert tab.page.locator("li a").count() == 5


@SITES
def test_the_frame_on_our_own_page_shows_it(served: Served, use_tab: UseTab):
    written = next(each for each in served.site.pages if each.shared.get("layout") == "feeds")
    tab = use_tab(width=360, height=800)
    for language in served.site.languages:
        tab.go(written.address(language))
        tab.page.locator(".prose summary").click()
        frame = tab.page.locator("iframe")
        frame.scroll_into_view_if_needed()
        title = frame.get_attribute("title")
        expect(frame.content_frame.get_by_role("heading")).to_have_text(title or "none")
        box = frame.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 360
