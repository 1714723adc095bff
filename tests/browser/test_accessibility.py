"""axe-core finds nothing to object to, in light and in dark, in small and large windows."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab
from tests.browser.web import ALL_VIEWS, VIEWS, Served

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {"light": 1280, "dark": 360}


def violations(page: Page) -> list[str]:
    """What axe objects to: rule, place and its words, a line for each place."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['target']}: {' '.join(node['failureSummary'].split())}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", LOOKS)
@pytest.mark.parametrize(("served", "view"), ALL_VIEWS, indirect=["served"])
def test_axe_finds_nothing(served: Served, view: str, scheme: Any, open_tab: OpenTab):
    tab = open_tab(width=LOOKS[scheme], color_scheme=scheme, reduced_motion="reduce")
    for _, start in served.pages(view):
        tab.go(start)
        assert violations(tab.page) == [], start


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("served", list(VIEWS), indirect=True)
def test_axe_finds_nothing_in_the_open_menu(served: Served, scheme: Any, open_tab: OpenTab):
    tab = open_tab(width=360, color_scheme=scheme, reduced_motion="reduce")
    for language, start in served.pages("home"):
        tab.go(start)
        menu = tab.page.get_by_role("navigation", name=served.words(language)["menu"], exact=True)
        menu.locator("summary").click()
        assert violations(tab.page) == [], start


def test_axe_would_find_something(served_sample: Served, chromium: Any):
    """The gate is not blind: a picture without alternative and grey on grey are found."""
    page = chromium.new_page()
    page.goto(served_sample.url(""))
    page.evaluate(
        """() => {
          const bad = '<img src="x"><p class="grey">grey</p>';
          document.querySelector('main').insertAdjacentHTML('beforeend', bad);
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('.grey { color: #999; background: #aaa }');
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    rules = {line.partition(":")[0] for line in violations(page)}
    page.close()
    assert {"image-alt", "color-contrast"} <= rules


@pytest.fixture
def served_sample(serve: Any) -> Served:
    return serve("sample")
