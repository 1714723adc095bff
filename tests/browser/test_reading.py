"""Pages can be read: in any window, on paper, without script, in any colours, in peace."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, Route, expect

from tests import built_sites
from tests.browser.conftest import OpenTab, UseTab
from tests.browser.web import ALL_SHOWN, ALL_VIEWS, SHIFTS, VIEWS, Served, Tab, to_the_end, written
from tests.built_sites import CONFIGS, ROOT, Language

pytestmark = pytest.mark.browser

SITES = pytest.mark.parametrize("served", list(VIEWS), indirect=True)
EVERY_VIEW = pytest.mark.parametrize(("served", "view"), ALL_VIEWS, indirect=["served"])
ANY_SHOWN = "(found) => found.some(each => each.checkVisibility() && each.getClientRects().length)"
FONTS_READY = "document.fonts.ready.then(() => document.fonts.size)"


@EVERY_VIEW
def test_a_page_reads_without_script(served: Served, view: str, use_tab: UseTab):
    with_script, without = use_tab(width=360), use_tab(width=360, javascript=False)
    for language, start in served.in_turn(view):
        with_script.go(start)
        without.go(start)
        page, words = without.page, served.words(language)
        assert page.get_by_role("heading", level=1).is_visible(), start
        # but for what is said to those who have no script, and the button that needs one
        said, button = f"{words['finder_noscript']}\n\n", f"{words['use_copy']}\n"
        texts = [each.locator("main").inner_text() for each in (page, with_script.page)]
        plain, scripted = (text.replace(said, "").replace(button, "") for text in texts)
        assert plain == scripted, start
        for other in served.site.languages:
            assert page.get_by_role("link", name=other.name).first.is_visible(), (
                f"{start}: {other.name}"
            )
        menu = page.get_by_role("navigation", name=words["menu"], exact=True)
        menu.locator("summary").click()
        links = menu.get_by_role("link")
        expect(links.first).to_be_visible()
        assert links.count() >= 4
        assert links.evaluate_all(ALL_SHOWN), start
        menu.locator("summary").click()  # a wide window shows them all the same
        page.set_viewport_size({"width": 1280, "height": 900})
        assert menu.get_by_role("link").count() >= 4, start
        page.set_viewport_size({"width": 360, "height": 900})


@EVERY_VIEW
def test_a_page_fits_a_small_window_spaced_letters_and_paper(
    served: Served, view: str, use_tab: UseTab
):
    """In every language: one load of each page, whose window changes."""
    tab = use_tab(width=320, height=640, reduced_motion="reduce")
    for language, start in served.pages(view):
        tab.page.emulate_media(media="null", color_scheme="light")
        tab.page.set_viewport_size({"width": 320, "height": 640})
        tab.go(start)
        nothing_is_wider_than_a_small_window(tab, served.words(language)["menu"])
        tab.page.set_viewport_size({"width": 360, "height": 640})
        text_can_be_spaced_out(tab)
        tab.page.set_viewport_size({"width": A4, "height": 900})
        tab.page.emulate_media(media="print", color_scheme="dark")
        paper_gets_the_text_and_no_chrome(tab, view, language)


def nothing_is_wider_than_a_small_window(tab: Tab, menu_name: str) -> None:
    """320 px is also what a window of 1280 px shows at 400 % zoom."""
    to_the_end(tab.page)
    assert widest(tab.page) == [], tab.below
    tab.page.evaluate("scrollTo(0, 0)")
    menu = tab.page.get_by_role("navigation", name=menu_name, exact=True)
    menu.locator("summary").click()
    expect(menu.get_by_role("link").first).to_be_visible()
    assert widest(tab.page) == [], f"{tab.below} with the menu open"
    menu.locator("summary").click()


def widest(page: Page) -> list[str]:
    """What makes a page wider than its window; empty when it is not."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.scrollingElement.scrollWidth <= innerWidth) return [];
          const wide = [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > width + 0.5)
            .map(element => element.outerHTML.slice(0, 100));
          return [`${document.scrollingElement.scrollWidth} px`, ...wide.slice(0, 5)];
        }"""
    )
    return found


SPACED_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  return [...document.querySelectorAll('p, h1, h2, h3, h4, li, a, summary, dt, dd')]
    .filter(e => e.checkVisibility() && e.innerText && getComputedStyle(e).overflow !== 'visible'
      && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1))
    .map(e => e.outerHTML.slice(0, 100));
}"""
"""Spaces out the letters of a page; what is cut off then."""


def text_can_be_spaced_out(tab: Tab) -> None:
    """WCAG 1.4.12: with larger spacing no line is cut off and nothing runs out of the window."""
    assert tab.page.evaluate(SPACED_OUT) == [], tab.below
    assert widest(tab.page) == [], tab.below
    tab.page.evaluate("document.adoptedStyleSheets = []")


def paper_gets_the_text_and_no_chrome(tab: Tab, view: str, language: Language) -> None:
    """Also for a reader of the dark look: dark letters on white, as wide as A4 within margins."""
    start, site = tab.below, tab.served.site
    assert widest(tab.page) == [], start
    chrome = tab.page.locator("header nav, footer nav, a.skip")
    assert not chrome.evaluate_all(ANY_SHOWN), start
    assert tab.page.get_by_role("heading", level=1).is_visible(), start
    assert tab.page.locator("main .prose > p").evaluate_all(ALL_SHOWN), start
    if view != "missing":
        address = tab.page.locator("link[rel=canonical]").get_attribute("href")
        foot = tab.page.get_by_text(str(address)).last
        assert foot.is_visible(), f"{start}: no address on paper"
        page = written(site, view, language)
        assert page is not None
        day = page.changed(language.locale if language.locale in page.versions else page.owner)
        if day:
            assert site.day(day, language) in foot.inner_text(), f"{start}: no day"
    light, dark = tab.page.evaluate(COLOURS)
    assert light > 0.9, f"{start}: the paper is {light}"
    assert dark < 0.2, f"{start}: the letters are {dark}"


A4 = round((210 - 2 * 18) / 25.4 * 96)
"""CSS pixels between the margins that css/90-print.css sets."""

COLOURS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const lightness = (colour, ground) => {
    canvas.fillStyle = ground;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  };
  const paper = [document.documentElement, document.body, document.querySelector('main')]
    .map(each => lightness(getComputedStyle(each).backgroundColor, '#fff'));
  const text = [...document.querySelectorAll('main p, main h1, main li')]
    .filter(each => each.checkVisibility())
    .map(each => lightness(getComputedStyle(each).color, '#fff'));
  return [Math.min(...paper), text.sort((a, b) => a - b)[Math.floor(text.length * 0.9)]];
}"""
"""The darkest ground of a page, and the lightness of its letters but for the lightest tenth."""


@SITES
def test_the_fonts_come_from_the_site(served: Served, open_tab: OpenTab):
    tab = open_tab()
    for _, start in served.pages("home"):
        tab.go(start)
        tab.page.evaluate(FONTS_READY)
        loaded = tab.page.evaluate(
            """() => [...document.fonts].filter(face => face.status === 'loaded')
              .map(face => [face.family, face.weight])"""
        )
        web = {weight for family, weight in loaded if "Fallback" not in family}
        assert {"400", "700"} <= web, f"{start}: {loaded}"
    fonts = [url for url in tab.requests if url.endswith(".woff2")]
    assert fonts
    assert tab.foreign() == []


@pytest.mark.parametrize(
    ("served", "view"),
    [(key, view) for key in VIEWS for view in ("home", "place", "page", "fallback")],
    indirect=["served"],
)
def test_latin_and_vietnamese_letters_have_glyphs_in_the_web_font(
    served: Served, view: str, open_tab: OpenTab
):
    """The browser tells what it drew with: no letter comes from a font of the reader's system."""
    tab = open_tab()
    tab.page.route("**/*.css", _with_fonts_to_wait_for)
    for language, start in served.pages(view):
        tab.go(start)
        tab.page.evaluate(FONTS_READY)
        wrong = set()
        for text, parts in drawn(tab.page):
            others = [part for part in parts if not part["isCustomFont"]]
            # On Chinese pages marks are meant to be the Chinese font's.
            marks = sum(not each.isalnum() for each in text) if language.tag.startswith("zh") else 0
            if is_latin(text) and sum(int(part["glyphCount"]) for part in others) > marks:
                wrong.add(f"{[part['familyName'] for part in others]}: {text[:60]}")
        assert wrong == set(), f"{start} ({language.tag})"


def _with_fonts_to_wait_for(route: Route) -> None:
    """On a busy machine the fonts may miss the first view, which then stays without them."""
    answer = route.fetch()
    text = answer.text().replace("font-display: optional", "font-display: block")
    route.fulfill(response=answer, body=text)


def is_latin(text: str) -> bool:
    """Whether a text has only Latin letters, digits and common marks, as the web font promises."""
    return all(
        ord(c) < 0x2100 and (not c.isalpha() or unicodedata.name(c).startswith("LATIN"))
        for c in text
    )


def drawn(page: Page) -> list[tuple[str, list[dict[str, Any]]]]:
    """Texts of a page and the fonts that they are drawn with, from the browser's own inspector."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]
    wanted = "h1, h2, h3, p, li, dt, dd, td, th, a, span, strong, summary, figcaption"
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root["nodeId"], "selector": wanted})[
        "nodeIds"
    ]
    texts = page.evaluate(
        """(wanted) => [...document.querySelectorAll(wanted)].map(e => e.checkVisibility()
          ? [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim()
          : '')""",
        wanted,
    )
    return [
        (text, session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"])
        for node, text in zip(nodes, texts, strict=True)
        if text
    ]


@SITES
@pytest.mark.parametrize("width", [768, 1440])
@pytest.mark.parametrize("view", ["home", "place"])
def test_nothing_jumps_while_a_page_loads(
    served: Served, view: str, width: int, open_tab: OpenTab, late: None
):
    """However late pictures and fonts come. On a phone: test_budgets.py, for every page."""
    for _, start in served.pages(view):
        tab = open_tab(width=width)  # a context of its own: nothing is cached
        tab.page.add_init_script(SHIFTS)
        tab.go(start)
        to_the_end(tab.page)
        tab.page.evaluate(FONTS_READY)
        tab.page.wait_for_timeout(200)
        assert tab.page.evaluate("window.shifts") == [], start


EDGELESS = """() => {
  const page = getComputedStyle(document.body).backgroundColor;
  const edged = (each) => {
    const style = getComputedStyle(each);
    return ['Top', 'Right', 'Bottom', 'Left'].some(side =>
      parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none'
      && style[`border${side}Color`] !== page);
  };
  const links = [...document.querySelectorAll('a[href]')].filter(each => each.checkVisibility())
    .filter(each => getComputedStyle(each).color === getComputedStyle(document.body).color);
  const parts = '.button, .chip, .chips a, button, header summary, [aria-current]';
  return [...document.querySelectorAll(parts)].filter(each => each.checkVisibility())
    .filter(each => ![each, ...each.children].some(edged) && !each.closest('.brand, .foot'))
    .concat(links).map(each => each.outerHTML.slice(0, 100));
}"""
"""What a reader with own colours could not tell from text: buttons, chips, marks of the place."""


MOVING = """() => [...document.querySelectorAll('*')]
  .flatMap(element => [null, '::before', '::after'].map(
    part => [element, getComputedStyle(element, part)]))
  .filter(([, style]) => style.scrollBehavior === 'smooth'
    || [style.transitionDuration, style.animationDuration].join(',').split(',')
         .some(time => parseFloat(time) > 0.01)
       && (style.transitionProperty !== 'none' || style.animationName !== 'none'))
  .map(([element]) => element.outerHTML.slice(0, 80))"""


@EVERY_VIEW
def test_who_wants_no_motion_or_own_colours_gets_that(served: Served, view: str, use_tab: UseTab):
    """In one language: neither what moves nor what has an edge depends on it."""
    tab = use_tab(reduced_motion="reduce")
    tab.go(served.pages(view)[0][1])
    assert tab.page.evaluate(MOVING) == []
    assert tab.page.evaluate("document.getAnimations().length") == 0
    schemes: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 360), ("dark", 1440))
    for scheme, width in schemes:
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert tab.page.evaluate(EDGELESS) == [], scheme


@pytest.mark.parametrize("view", ["home", "page"])
@SITES
def test_forced_colours_leave_everything_visible(served: Served, view: str, use_tab: UseTab):
    tab = use_tab(width=360, forced_colors="active")
    for language, start in served.pages(view):
        tab.go(start)
        menu = tab.page.get_by_role("navigation", name=served.words(language)["menu"], exact=True)
        assert menu.locator("summary").is_visible()
        assert tab.page.get_by_role("heading", level=1).is_visible()
        # A blank picture of this size has some 2 KB.
        assert len(tab.page.screenshot()) > 10_000, start
        border = tab.page.evaluate(
            "getComputedStyle(document.querySelector('header nav summary')).color"
            " !== getComputedStyle(document.body).backgroundColor"
        )
        assert border, start


def test_dates_in_words_are_the_readers(serve: Any, chromium: Any):
    """A browser of another language and time zone shows the same words: no script formats them."""
    for key in VIEWS:
        served = serve(key)
        texts = []
        for locale, zone in (("en-US", "America/Los_Angeles"), ("ar", "Asia/Riyadh")):
            context = chromium.new_context(locale=locale, timezone_id=zone)
            page = context.new_page()
            page.goto(served.url(served.pages("news")[0][1]))
            texts.append(page.locator("body").inner_text())
            context.close()
        assert texts[0] == texts[1]


def test_the_views_cover_every_language():
    """If a site loses its fallback page, a test here would look at nothing."""
    assert all("fallback" in views and "missing" in views for views in VIEWS.values())
    for key, views in VIEWS.items():
        served = Served(built_sites.describe(key, ROOT / CONFIGS[key], ROOT), "http://nowhere")
        for later in (0, 1):
            seen = Counter(
                language
                for view in views
                if view != "home"
                for language, _ in served.in_turn(view, later)
            )
            assert set(seen) == set(served.site.languages)
            assert min(seen.values()) >= 3
    assert Language("zh", "zh-Hans", "中文", is_source=False).prefix == "zh/"
