"""Getting about: languages, menu and skip link, by mouse and by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import UseTab
from tests.browser.test_accessibility import violations
from tests.browser.web import (
    ALL_SHOWN,
    ALL_VIEWS,
    VIEWS,
    Served,
    Tab,
    address,
    focused,
    too_small,
    written,
)
from tests.built_sites import Language

pytestmark = pytest.mark.browser

SITES = pytest.mark.parametrize("served", list(VIEWS), indirect=True)
EVERY_VIEW = pytest.mark.parametrize(("served", "view"), ALL_VIEWS, indirect=["served"])
MOST_TABS = 1000
NARROW, WIDE = 360, 1440


def navigation(page: Page, name: str) -> Locator:
    """A navigation landmark of the header by its name."""
    return page.locator("header").first.get_by_role("navigation", name=name, exact=True)


def tab_to(tab: Tab, target: Locator, *, most: int = 60) -> None:
    """Press Tab until an element within the target has the focus, which must show."""
    box = target.element_handle()
    for _ in range(most):
        tab.page.keyboard.press("Tab")
        if box.evaluate("(box) => box.contains(document.activeElement)"):
            now = focused(tab.page)
            assert now is not None
            assert (now["seen"], now["marked"]) == (True, True), f"{tab.below}: no focus on {now}"
            return
    pytest.fail(f"{tab.below}: {most} × Tab do not reach {target}")


@EVERY_VIEW
def test_the_switcher_keeps_the_page(served: Served, view: str, use_tab: UseTab):
    """By keyboard from the source language, by mouse from the others.

    That the links of every page lead there is read in the files: tests/site/test_languages.py.
    """
    tab = use_tab(width=NARROW)
    for reader, start in served.in_turn(view):
        for language in served.site.languages:
            if language == reader:
                continue
            tab.go(start)
            switcher = navigation(tab.page, served.words(reader)["languages"])
            link = switcher.get_by_role("link", name=language.name)
            if reader.is_source:
                tab_to(tab, link)
            tab.enter() if reader.is_source else tab.follow(link)
            assert tab.below == expected(served, view, reader, language), (
                f"{start} to {language.tag}"
            )
            assert tab.page.locator("html").get_attribute("lang") == language.tag
    assert tab.complaints == []


def expected(served: Served, view: str, reader: Language, language: Language) -> str:
    """Where a page's switcher leads: to the same page, or home where the language lacks it."""
    page = written(served.site, view, reader)
    if page is None or page.state(language.locale) == "absent":
        return language.prefix
    return page.address(language)


@EVERY_VIEW
def test_every_language_and_its_state_are_always_in_sight(
    served: Served, view: str, use_tab: UseTab
):
    tab = use_tab()
    for reader, start in served.pages(view) if view == "fallback" else served.in_turn(view):
        tab.go(start)
        for width in (320, WIDE):
            tab.page.set_viewport_size({"width": width, "height": 900})
            switcher = navigation(tab.page, served.words(reader)["languages"])
            for language in served.site.languages:
                link = switcher.get_by_role("link", name=language.name)
                assert link.is_visible(), f"{start} at {width}: {language.name}"
                box = link.bounding_box()
                assert box is not None, f"{start} at {width}"
                assert 0 <= box["x"] <= width - box["width"], f"{start} at {width}: {box}"
                assert box["y"] + box["height"] <= 400, f"{start} at {width}: {box}"
                page = written(served.site, view, reader)
                if page and page.state(language.locale) == "fallback":
                    assert link.get_by_text(served.words(reader)["not_translated"]).is_visible()


@EVERY_VIEW
def test_the_folded_menu_works_by_keyboard(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=NARROW, reduced_motion="reduce")
    for language, start in served.in_turn(view):
        tab.go(start)
        menu = navigation(tab.page, served.words(language)["menu"])
        button = menu.locator("summary")
        tab_to(tab, button)
        assert not menu.get_by_role("link").first.is_visible(), f"{start}: open from the beginning"
        tab.page.keyboard.press("Enter")
        links = menu.get_by_role("link")
        expect(links.first).to_be_visible()
        assert links.count() >= 4
        assert links.evaluate_all(ALL_SHOWN), start
        assert too_small(tab.page) == [], start
        tab.page.keyboard.press("Tab")
        assert links.first.evaluate("(link) => link === document.activeElement"), start
        tab.page.keyboard.press("Escape")
        expect(links.first, f"{start}: Escape does not close").not_to_be_visible()
        assert button.evaluate("(button) => button === document.activeElement"), (
            f"{start}: focus is lost"
        )
        tab.page.keyboard.press("Space")
        goal = links.nth(1)
        expect(goal).to_be_visible()
        where = goal.evaluate("(link) => link.href")
        tab_to(tab, goal, most=5)
        assert tab.enter().status == 200
        assert tab.page.url == where
    assert tab.complaints == []


@EVERY_VIEW
def test_the_wide_menu_works_by_keyboard(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=WIDE, reduced_motion="reduce")
    for language, start in served.in_turn(view, 1):
        tab.go(start)
        links = navigation(tab.page, served.words(language)["menu"]).get_by_role("link")
        assert links.count() >= 4, f"{start}: the menu does not show its links"
        goal = links.nth(2)
        where = goal.evaluate("(link) => link.href")
        tab_to(tab, goal)
        assert tab.enter().status == 200
        assert tab.page.url == where
    assert tab.complaints == []


@SITES
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_menu_marks_where_the_reader_is(served: Served, width: int, use_tab: UseTab):
    tab = use_tab(width=width)
    for language, start in served.pages("listing"):
        tab.go(start)
        menu = navigation(tab.page, served.words(language)["menu"])
        if width == NARROW:
            menu.locator("summary").click()
            expect(menu.get_by_role("link").first).to_be_visible()
        current = [link for link in menu.locator("a[aria-current=page]").all() if link.is_visible()]
        assert [served.below(link.evaluate("(link) => link.href")) for link in current] == [start]


@EVERY_VIEW
def test_the_skip_link_leads_past_the_header(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=NARROW, reduced_motion="reduce")
    for language, start in served.in_turn(view):
        tab.go(start)
        tab.page.keyboard.press("Tab")
        now = focused(tab.page)
        assert now is not None
        assert now["text"] == served.words(language)["skip"], f"{start}: {now}"
        assert (now["seen"], now["marked"]) == (True, True), f"{start}: {now}"
        tab.page.keyboard.press("Enter")
        tab.page.keyboard.press("Tab")
        now = focused(tab.page)
        assert now is not None
        assert now["inMain"], f"{start}: after the skip link, Tab goes to {now}"


@pytest.mark.parametrize(
    ("served", "view", "width"),
    [(key, view, width) for key, view in ALL_VIEWS for width in (NARROW, WIDE)],
    indirect=["served"],
)
def test_the_focus_always_shows(served: Served, view: str, width: int, use_tab: UseTab):
    """From the first to the last stop: within the window, not under anything, with a mark.

    And everything that can be pressed is large enough.
    """
    tab = use_tab(width=width, height=640, reduced_motion="reduce")
    for _, start in served.in_turn(view, 1 if width == WIDE else 0):
        tab.go(start)
        assert too_small(tab.page) == [], start
        wrong, stops = [], 0
        for _ in range(MOST_TABS):
            tab.page.keyboard.press("Tab")
            now = focused(tab.page)
            if now is None or (stops and now["first"]):
                break  # a window without a frame goes on with the first one at once
            stops += 1
            if not (now["seen"] and now["marked"]):
                wrong.append(f"{'hidden' if now['marked'] else 'not marked'}: {now['html']}")
        else:
            pytest.fail(f"{start}: Tab does not come to an end")
        assert wrong == [], start
        assert stops > 8, start


FILTERS = ":is(.chips, .pages, .pagination) a:not([type], [download], [href^=webcal]):visible"
"""Links in listings that choose what is listed, where a listing has any."""


@SITES
def test_filters_of_lists_work_by_keyboard(served: Served, use_tab: UseTab):
    """Two of each list, in the source language; what they lead to is as good as any page."""
    tab = use_tab(width=NARROW, reduced_motion="reduce")
    language = served.site.source
    followed = 0
    lists = [page for page in served.site.pages if page.path.endswith("index.md")]
    for start in (page.address(language) for page in lists if page.state(language.locale)):
        tab.go(start)
        for index in range(min(2, tab.page.locator(FILTERS).count())):
            tab.go(start)
            link = tab.page.locator(FILTERS).nth(index)
            where = link.evaluate("(link) => link.href")
            tab_to(tab, link, most=MOST_TABS)
            tab.enter()
            assert tab.page.url == where
            assert violations(tab.page) == [], where
            assert too_small(tab.page) == [], where
            followed += 1
    assert followed or not any("topics" in page.shared for page in served.site.pages)
    assert tab.complaints == []


@SITES
def test_every_language_answers_for_missing_pages(served: Served, use_tab: UseTab):
    tab = use_tab()
    for language, start in served.pages("missing"):
        response = tab.go(f"{start}deep/er/")
        assert response.status == 404
        assert tab.page.locator("html").get_attribute("lang") == language.tag
        assert (
            tab.page.get_by_role("heading", level=1).inner_text()
            == served.words(language)["not_found_title"]
        )
        home = served.words(language)["not_found_home"]
        tab.follow(tab.page.get_by_role("main").get_by_role("link", name=home))
        assert tab.below == address(served.site, "home", language)
    assert tab.complaints == []
