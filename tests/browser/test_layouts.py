"""What single layouts do: the card for a driver, the field of the 404 page, a project on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize("served", ["place", "sample"], indirect=True)
SAMPLE = pytest.mark.parametrize("served", ["sample"], indirect=True)
CARD, OPEN, CLOSE = ".driver", ".driver-open", ".driver-close"


def place(served):
    """A place that has a text in every language, with its address in each of them."""
    languages = served.site.languages
    written = next(
        page
        for page in served.site.pages
        if page.shared.get("kind") == "place" and len(page.versions) == len(languages)
    )
    return [(language, written.address(language)) for language in languages]


@BOTH
@pytest.mark.parametrize("javascript", [True, False])
def test_the_card_for_a_driver_fills_the_screen_and_gives_the_focus_back(
    served, use_tab, javascript
):
    _, where = place(served)[-1]
    tab = use_tab(width=360, height=640, javascript=javascript)
    tab.go(where)
    card = tab.page.locator(CARD)
    assert not card.is_visible()

    tab.page.locator(OPEN).focus()
    tab.page.keyboard.press("Enter")
    expect(card).to_be_visible()
    assert card.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    expect(tab.page.locator(CLOSE)).to_be_focused()
    name = tab.page.locator(".driver-first .driver-name")
    assert float(name.evaluate("(it) => parseFloat(getComputedStyle(it).fontSize)")) >= 40

    tab.page.keyboard.press("Escape")
    expect(card).not_to_be_visible()
    expect(tab.page.locator(OPEN)).to_be_focused()

    tab.page.locator(OPEN).click()
    tab.page.locator(CLOSE).click()
    expect(card).not_to_be_visible()
    assert tab.complaints == []


@BOTH
def test_the_card_says_the_place_in_its_own_language_first(served, use_tab):
    tab = use_tab(width=360)
    for language, where in place(served):
        tab.go(where)
        cards = tab.page.locator(".driver > [lang], .driver-others > [lang]")
        tags = cards.evaluate_all("(all) => all.map(it => it.lang)")
        others = [each.tag for each in served.site.languages if each.tag != language.tag]
        expected = [served.site.source.tag, language.tag, *others]
        assert tags == list(dict.fromkeys(expected))
        please = tab.page.locator(".driver-please").all_text_contents()
        assert please[0] == served.words(served.site.source)["driver_please"]


@BOTH
def test_paper_has_the_card(served, use_tab):
    tab = use_tab()
    tab.go(place(served)[0][1])
    tab.page.emulate_media(media="print")
    expect(tab.page.locator(CARD)).to_be_visible()
    expect(tab.page.locator(OPEN)).not_to_be_visible()


@SAMPLE
def test_the_field_of_the_404_page_leads_to_what_was_typed(served, use_tab):
    tab = use_tab()
    tab.go("no-such-page/")
    tab.page.locator("#q").fill("Ferry")
    tab.enter()
    assert tab.page.url.endswith("/find/?q=Ferry")
    expect(tab.page.locator("#q")).to_have_value("Ferry")
    expect(tab.page.locator(".hit-title a").first).to_have_text("A ferry")
    assert tab.complaints == []


@SAMPLE
def test_without_script_the_whole_map_stays(served, use_tab):
    tab = use_tab(javascript=False)
    tab.go("find/?q=ferry")
    assert tab.page.locator(".map li:visible").count() > 10
    assert tab.page.get_by_text("runs no scripts").is_visible()


@SAMPLE
def test_a_project_prints_on_one_sheet(served, use_tab):
    tab = use_tab()
    tab.go("invest/ferry/")
    data = tab.page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom"), "1.5cm"))
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    tab.page.emulate_media(media="print")
    expect(tab.page.locator(".paper-address")).to_be_visible()


@SAMPLE
def test_files_are_there_and_say_what_they_are(served, use_tab):
    tab = use_tab()
    for page, link, kind in (
        ("reader/brochure/", ".file a", "application/pdf"),
        ("events/lantern-night/", ".event-actions a", "text/calendar"),
    ):
        tab.go(page)
        address = tab.page.locator(link).evaluate("(it) => it.href")
        answer = tab.page.request.get(address)
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, kind)
        assert tab.page.locator(link).get_attribute("download") is not None


@SAMPLE
@pytest.mark.parametrize("width", [360, 1440])
def test_routes_read_in_order_and_fit(served, use_tab, width):
    tab = use_tab(width=width)
    tab.go("fr/")
    names = tab.page.locator(".routes .stop-name").all_inner_texts()
    assert [name.split("\n")[0] for name in names] == [
        "Cap-Soir",
        "Mont-Brume",
        "Cap-Matin",
        "Vieux-Quai",
        "Le phare",
        "Le port",
    ]
    boxes = [
        locator.bounding_box()
        for locator in tab.page.locator(".route:last-child .route-leads-on .stop-name").all()
    ]
    across, down = (boxes[1][axis] - boxes[0][axis] for axis in ("x", "y"))
    assert (across > 100 and down == 0) if width == 1440 else (across == 0 and down > 30)
    assert tab.page.evaluate("document.documentElement.scrollWidth") == width
