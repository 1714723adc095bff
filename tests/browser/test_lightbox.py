"""Pictures open large over the page: by keyboard, by finger, and as plain links without script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenTab, UseTab
from tests.browser.test_accessibility import answered, objections, violations
from tests.browser.web import Served, Tab

pytestmark = pytest.mark.browser

VIEWS = [("sample", "constructs"), ("sample", "story"), ("place", "story")]
EVERY = pytest.mark.parametrize(("served", "view"), VIEWS, indirect=["served"])
GALLERY = pytest.mark.parametrize(("served", "view"), VIEWS[:1], indirect=["served"])


def links(page: Page) -> Locator:
    return page.locator(".figure-link")


def opened(tab: Tab, start: str, index: int = 0) -> Locator:
    """The dialog, opened by keyboard from one of the pictures."""
    tab.go(start)
    links(tab.page).nth(index).focus()
    tab.page.keyboard.press("Enter")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def position(words: dict[str, Any], number: int, total: int) -> str:
    return str(words["picture_position"]).format(number=number, total=total)


@dataclass
class Shown:
    """What the dialog shows and tells, compared with the pictures of the page."""

    page: Page
    words: dict[str, Any]

    @property
    def total(self) -> int:
        return links(self.page).count()

    def shows(self, number: int, why: str | None = None) -> None:
        dialog = self.page.get_by_role("dialog")
        alt = links(self.page).nth(number - 1).locator("img").get_attribute("alt")
        expect(dialog.locator("img"), why).to_have_attribute("alt", alt or "")
        told = expect(dialog.locator("[aria-live]"), why)
        where = position(self.words, number, self.total)
        told.to_contain_text(where) if self.total > 1 else told.not_to_contain_text(where)


@EVERY
def test_the_keyboard_opens_turns_and_closes(served: Served, view: str, use_tab: UseTab):
    tab = use_tab()
    for language, start in served.in_turn(view):
        dialog = opened(tab, start)
        shown, keys = Shown(tab.page, served.words(language)), tab.page.keyboard
        shown.shows(1)
        keys.press("ArrowRight")
        shown.shows(min(2, shown.total))
        keys.press("ArrowLeft")
        keys.press("ArrowLeft")
        shown.shows(shown.total, "going round")
        keys.press("Home")
        shown.shows(1)
        keys.press("End")
        shown.shows(shown.total)
        keys.press("Escape")
        expect(dialog).not_to_be_visible()
        expect(links(tab.page).first, "the focus returns to the picture").to_be_focused()
    assert tab.complaints == []


@EVERY
def test_its_words_are_those_of_the_figure(served: Served, view: str, use_tab: UseTab):
    tab = use_tab()
    for language, start in served.pages(view):
        for index in range(min(2, links(tab.page).count() or 2)):
            dialog = opened(tab, start, index)
            Shown(tab.page, served.words(language)).shows(index + 1)
            link = links(tab.page).nth(index)
            # the words of a story's first picture stand apart from it
            told = link.get_attribute("aria-describedby")
            below = link.locator("xpath=ancestor::figure").locator("figcaption")
            caption = tab.page.locator(f"#{told}") if told else below
            assert caption.inner_text()
            assert dialog.locator(".lightbox-words").inner_text() == caption.inner_text()
            assert dialog.locator("a[rel=license]").get_attribute("href")


INSIDE = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
"""Nothing behind has the focus; the browser's own controls, which come next, may."""


@GALLERY
def test_the_focus_stays_inside(served: Served, view: str, use_tab: UseTab):
    tab = use_tab()
    for _, start in served.pages(view):
        opened(tab, start)
        for _ in range(8):
            tab.page.keyboard.press("Tab")
            assert tab.page.evaluate(INSIDE)


@GALLERY
def test_buttons_have_names_and_room_for_a_finger(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=320, height=640)
    for language, start in served.pages(view):
        dialog, words = opened(tab, start), served.words(language)
        for key in ("picture_previous", "picture_next", "close"):
            button = dialog.get_by_role("button", name=words[key], exact=True)
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
        before = dialog.locator("img").get_attribute("src")
        assert before is not None
        dialog.get_by_role("button", name=words["picture_next"], exact=True).click()
        expect(dialog.locator("img")).not_to_have_attribute("src", before)
        dialog.get_by_role("button", name=words["close"], exact=True).click()
        expect(dialog).not_to_be_visible()


SWIPE = """(across) => {
  const stage = document.querySelector('.lightbox-stage');
  const at = (type, x) => stage.dispatchEvent(new PointerEvent(type, {
    bubbles: true, isPrimary: true, pointerType: 'touch', clientX: x, clientY: 300 }));
  at('pointerdown', 200);
  at('pointerup', 200 + across);
}"""


@GALLERY
def test_a_swipe_turns(served: Served, view: str, open_tab: OpenTab):
    tab = open_tab(width=360, has_touch=True)
    for language, start in served.pages(view):
        dialog, words = opened(tab, start), served.words(language)
        total = links(tab.page).count()
        told = dialog.locator("[aria-live]")
        tab.page.evaluate(SWIPE, -120)
        expect(told).to_contain_text(position(words, 2, total))
        tab.page.evaluate(SWIPE, 120)
        expect(told).to_contain_text(position(words, 1, total))
        tab.page.evaluate(SWIPE, 15)
        expect(told, "a tap is no swipe").to_contain_text(position(words, 1, total))


SHAPES = ((360, 640), (740, 360), (320, 256), (1440, 900))


@EVERY
@pytest.mark.parametrize("window", SHAPES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_file_is_as_large_as_the_picture_is_shown(
    served: Served, view: str, window: tuple[int, int], use_tab: UseTab
):
    """`sizes` says the drawn width: a larger file would be bytes for nothing."""
    tab = use_tab(width=window[0], height=window[1])
    for _, start in served.in_turn(view, SHAPES.index(window)):
        dialog = opened(tab, start)
        told, drawn, shown = dialog.locator("img").evaluate(
            """(image) => {
              const box = image.getBoundingClientRect();
              const shape = image.getAttribute('width') / image.getAttribute('height');
              return [parseInt(image.sizes), Math.min(box.width, box.height * shape), box.height];
            }"""
        )
        assert told == pytest.approx(drawn, abs=1.5), start
        assert shown >= 0.4 * window[1], f"{start}: only {shown} px high"


@pytest.mark.parametrize(("served", "view"), VIEWS[1:], indirect=["served"])
def test_the_mark_of_the_focus_is_drawn_over_pictures_that_fill_the_window(
    served: Served, view: str, use_tab: UseTab
):
    """Computed styles do not say what is painted on top."""
    _, start = served.pages(view)[0]
    tab = use_tab(width=1200, height=900, reduced_motion="reduce")
    tab.go(start)
    link = links(tab.page).nth(1)
    link.scroll_into_view_if_needed()
    tab.page.evaluate(
        "Promise.all([...document.images].map(i => {i.loading='eager'; return i.decode()}))"
    )
    box = link.bounding_box()
    assert box is not None
    edge = {"x": box["x"], "y": box["y"] + 20, "width": 16, "height": 80}
    before = tab.page.screenshot(clip=edge)
    tab.page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate("(link) => link.matches(':focus-visible')")
    assert tab.page.screenshot(clip=edge) != before


@EVERY
def test_without_script_the_link_opens_the_file(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(javascript=False)
    for _, start in served.in_turn(view):
        tab.go(start)
        assert not tab.page.locator("dialog").is_visible()
        for index in range(links(tab.page).count()):
            href = links(tab.page).nth(index).get_attribute("href")
            assert href is not None
            response = tab.page.request.get(urljoin(tab.page.url, href))
            assert response.status == 200
            assert response.headers["content-type"] == "image/jpeg"


@EVERY
def test_axe_finds_nothing_in_it(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=360, reduced_motion="reduce")
    for _, start in served.pages(view):
        opened(tab, start)
        assert violations(tab.page) == [], start
        tab.page.emulate_media(color_scheme="dark")
        assert objections(answered(tab.page)) == [], f"{start}, dark"
        tab.page.emulate_media(color_scheme="light")


@GALLERY
def test_the_page_behind_does_not_scroll_and_nothing_moves_unasked(
    served: Served, view: str, use_tab: UseTab
):
    tab = use_tab(reduced_motion="reduce")
    for _, start in served.pages(view):
        dialog = opened(tab, start)
        assert dialog.evaluate("each => getComputedStyle(each).animationName") == "none"
        assert tab.page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"


@GALLERY
def test_it_stands_out_in_forced_colours(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(forced_colors="active")
    for _, start in served.pages(view):
        button = opened(tab, start).get_by_role("button").first
        border = button.evaluate("each => getComputedStyle(each).borderTopStyle")
        assert border == "solid"
        assert len(tab.page.screenshot()) > 5_000


@pytest.mark.parametrize(
    ("served", "view"), [("sample", "news"), ("place", "home")], indirect=["served"]
)
def test_pages_without_such_pictures_load_nothing_for_it(
    served: Served, view: str, open_tab: OpenTab
):
    tab = open_tab()
    tab.go(served.pages(view)[0][1])
    assert tab.page.locator("dialog").count() == 0
    assert not any("lightbox" in url for url in tab.requests)
