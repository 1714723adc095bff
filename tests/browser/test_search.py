"""What readers have of the search: the dialog over any page, and the page that finds pages."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenTab, UseTab
from tests.browser.test_accessibility import violations
from tests.browser.test_reading import widest
from tests.browser.web import Served, Tab
from tests.built_sites import Language, Written

pytestmark = pytest.mark.browser

BOTH = pytest.mark.parametrize("served", ["place", "sample"], indirect=True)
PLACE = pytest.mark.parametrize("served", ["place"], indirect=True)
SAMPLE = pytest.mark.parametrize("served", ["sample"], indirect=True)


def page_of(served: Served, language: Language, *, kind: str, state: str) -> Written:
    """A page of a kind that is in a state for readers of a language."""
    return next(
        page
        for page in served.site.pages
        if page.shared.get("kind") == kind and page.state(language.locale) == state
    )


def title_of(page: Written, locale: str) -> str:
    return str(page.versions[locale]["title"])


def finder(served: Served, language: Language) -> str:
    return next(
        page.address(each)
        for page, each in served.site.shown()
        if page.shared.get("layout") == "search" and each == language
    )


def opened(tab: Tab, start: str) -> Locator:
    """The dialog, opened from the keyboard over a page."""
    tab.go(start)
    tab.page.keyboard.press("Control+k")
    dialog = tab.page.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    return dialog


def found(tab: Tab, dialog: Locator, typed: str) -> Locator:
    """The titles of what is found once something is typed."""
    tab.page.keyboard.insert_text(typed)
    titles = dialog.locator(".hit-title a")
    expect(titles.first).to_be_visible()
    return titles


def plain(text: str) -> str:
    """Short names are held on one line by spaces that do not break."""
    return " ".join(text.split())


@BOTH
def test_a_title_leads_to_its_page(served: Served, use_tab: UseTab):
    """In every language, with the keyboard alone; with what was found marked in the title."""
    tab = use_tab()
    for language in served.site.languages:
        page = page_of(served, language, kind="place", state="translated")
        title = title_of(page, language.locale)
        first = found(tab, opened(tab, language.prefix), title).first
        expect(first.locator("mark").first).to_be_visible()
        assert plain(first.inner_text()) == title
        # names of another language are no fallback
        assert first.locator("xpath=..").get_attribute("lang") is None
        tab.enter()
        assert tab.below == page.address(language)
    assert tab.complaints == []


@PLACE
def test_a_section_leads_to_its_heading(served: Served, use_tab: UseTab):
    tab = use_tab(width=360)
    for language in served.site.languages:
        page = page_of(served, language, kind="place", state="translated")
        dialog = opened(tab, language.prefix)
        found(tab, dialog, title_of(page, language.locale))
        part = dialog.locator(".hit-parts a").first
        words = plain(part.inner_text())
        tab.follow(part)
        anchor = unquote(tab.page.url.partition("#")[2])
        assert plain(tab.page.locator(f"[id='{anchor}']").inner_text()).startswith(words)
    assert tab.complaints == []


@PLACE
def test_the_keyboard_goes_through_the_results_and_gives_the_focus_back(
    served: Served, use_tab: UseTab
):
    tab = use_tab()
    tab.go("")
    magnifier, keys = tab.page.locator(".top-find"), tab.page.keyboard
    magnifier.focus()
    keys.press("Enter")
    dialog = tab.page.get_by_role("dialog")
    field = dialog.get_by_role("searchbox")
    expect(field).to_be_focused()
    titles = found(tab, dialog, "van lang")
    for key, focused in (
        ("ArrowDown", titles.nth(0)),
        ("ArrowDown", titles.nth(1)),
        ("ArrowUp", titles.nth(0)),
        ("ArrowUp", field),
        ("ArrowDown", titles.nth(0)),
        ("x", field),
    ):
        keys.press(key)
        expect(focused).to_be_focused()
    expect(field).to_have_value("van langx")
    for _ in range(40):
        keys.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest"
        assert tab.page.evaluate(f"{inside}('dialog')")
    field.focus()
    keys.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(magnifier).to_be_focused()
    keys.press("Enter")
    expect(field).to_have_value("van langx")
    assert tab.complaints == []


@BOTH
def test_a_kind_narrows_the_results(served: Served, use_tab: UseTab):
    typed = {"place": "le hoi", "sample": "the"}[served.site.key]
    language = served.site.source
    words = served.words(language)
    tab = use_tab()
    dialog = opened(tab, "")
    titles = found(tab, dialog, typed)
    status, kinds = dialog.get_by_role("status"), dialog.get_by_role("radio")
    every = number_in(status)
    assert number_in(dialog.locator(".chip:has(:checked)")) == every > titles.count() / 2
    kinds.first.focus()
    tab.page.keyboard.press("ArrowRight")
    expect(kinds.first).not_to_be_checked()
    chosen = dialog.locator(".chip:has(:checked)")
    label, _, number = plain(chosen.inner_text()).rpartition(" ")
    assert label in {words[key] for key in words if key.startswith("kind_")}
    expect(status).to_have_text(words["finder_found"].format(count=number))
    assert int(number) < every
    assert all(text.startswith(label) for text in dialog.locator(".hit .eyebrow").all_inner_texts())
    expect(chosen.get_by_role("radio")).to_be_focused()
    # and on the page of its own, by an address that can be passed on
    tab.follow(dialog.locator(".search-page"))
    expect(tab.page.locator(".chip:has(:checked)")).to_contain_text(label)
    expect(tab.page.get_by_role("status")).to_have_text(words["finder_found"].format(count=number))


def number_in(element: Locator) -> int:
    match = re.search(r"\d+", element.inner_text())
    assert match
    return int(match[0])


@SAMPLE
def test_a_result_in_another_language_says_so(served: Served, use_tab: UseTab):
    language = served.site.language("fr")
    page = page_of(served, language, kind="place", state="fallback")
    source = served.site.source
    tab = use_tab()
    dialog = opened(tab, language.prefix)
    title = found(tab, dialog, title_of(page, source.locale)).first
    assert title.evaluate("it => it.closest('[lang]').lang") == source.tag
    mark = dialog.locator(".hit").first.locator(".card-mark")
    expect(mark).to_have_text(re.compile("^En anglais"))
    assert mark.evaluate("it => it.closest('[lang]').lang") == language.tag


@BOTH
def test_the_page_keeps_what_was_typed_in_its_address(served: Served, use_tab: UseTab):
    tab = use_tab()
    for language in served.site.languages:
        page = page_of(served, language, kind="place", state="translated")
        title, start = title_of(page, language.locale), finder(served, language)
        tab.go(f"{start}?q={quote(title)}")
        first = tab.page.locator(".hit-title a").first
        expect(first).to_be_visible()
        assert plain(first.inner_text()) == title
        field, map_ = tab.page.locator("#q"), tab.page.locator(".map")
        expect(field).to_have_value(title)
        expect(map_).not_to_be_visible()
        field.fill("zzzz")
        words = served.words(language)
        expect(tab.page.get_by_role("status")).to_have_text(words["finder_none"])
        expect(map_).to_be_visible()
        expect(tab.page).to_have_url(re.compile(r"\?q=zzzz$"))
        field.fill("")
        expect(tab.page.get_by_role("status")).to_be_empty()
        expect(tab.page).not_to_have_url(re.compile(r"\?"))
        tab.page.locator(".top-find").click()
        expect(field).to_be_focused()
    assert tab.complaints == []


@PLACE
def test_more_results_come_when_asked_for(served: Served, use_tab: UseTab):
    tab = use_tab()
    tab.go(f"{finder(served, served.site.source)}?q=van+lang")
    titles = tab.page.locator(".hit-title a")
    expect(titles).to_have_count(10)
    tab.page.locator(".search-more").click()
    expect(titles.nth(10)).to_be_focused()


@SAMPLE
def test_nothing_comes_before_it_is_asked_for_and_failing_is_told(
    served: Served, open_tab: OpenTab
):
    """Without its index the dialog leads to the list of pages, and tries again when asked again."""
    tab = open_tab()
    for start in ("", "find/"):
        tab.go(start)
        assert not any(re.search("dialog|results|engine|index/", url) for url in tab.requests)
    tab.page.route("**/search-index/**", lambda route: route.abort())
    dialog = opened(tab, "")
    words = served.words(served.site.source)
    tab.page.keyboard.insert_text("ferry")
    expect(dialog.get_by_role("status")).to_have_text(words["search_failed"])
    map_ = dialog.get_by_role("link", name=words["search_map"])
    expect(map_).to_be_visible()
    tab.page.unroute("**/search-index/**")
    tab.page.keyboard.insert_text(" ")
    expect(dialog.locator(".hit").first).to_be_visible()
    # nor can the dialog itself be had: the magnifier is a link
    tab.page.route("**/dialog.html", lambda route: route.abort())
    tab.go("")
    tab.follow(tab.page.locator(".top-find"))
    assert tab.below == "find/"


COMPOSE = """(field, [type, text]) => {
  const options = {bubbles: true, data: text, isComposing: type === 'input'};
  if (type === 'input') field.value = text;
  field.dispatchEvent(type === 'input'
    ? new InputEvent('input', options) : new CompositionEvent(type, options));
}"""


@PLACE
def test_letters_on_their_way_to_be_signs_ask_for_nothing(served: Served, open_tab: OpenTab):
    """With a clock that stands, so that no answer can be late."""
    language = next(each for each in served.site.languages if each.tag.startswith("zh"))
    tab = open_tab()
    tab.page.clock.install()
    dialog = opened(tab, language.prefix)
    field = dialog.get_by_role("searchbox")
    field.evaluate(COMPOSE, ["compositionstart", ""])
    field.evaluate(COMPOSE, ["input", "xin"])
    tab.page.clock.run_for(5_000)
    expect(dialog.get_by_role("status")).to_be_empty()
    field.evaluate(COMPOSE, ["input", "新"])
    field.evaluate(COMPOSE, ["compositionend", "新"])
    tab.page.clock.run_for(1_000)
    expect(dialog.locator(".hit mark").first).to_have_text("新")


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(served: Served, scheme: Any, use_tab: UseTab):
    """Light and dark with one language each: the others differ in their words alone."""
    languages = served.site.languages
    language = languages[0] if scheme == "light" else languages[-1]
    title = title_of(page_of(served, language, kind="place", state="translated"), language.locale)
    tab = use_tab(width=320, color_scheme=scheme, reduced_motion="reduce")
    dialog = opened(tab, language.prefix)
    assert violations(tab.page) == []
    found(tab, dialog, title)
    assert violations(tab.page) == []
    assert widest(tab.page) == []
    tab.go(f"{finder(served, language)}?q={quote(title)}")
    expect(tab.page.locator(".hit").first).to_be_visible()
    assert violations(tab.page) == []
    assert widest(tab.page) == []
