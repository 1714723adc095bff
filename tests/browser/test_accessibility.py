"""axe-core finds nothing to object to, in light and in dark, in small and large windows."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.conftest import UseTab
from tests.browser.web import ALL_VIEWS, VIEWS, Served
from tests.built_sites import ROOT

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OFF_UNLESS_ASKED = {"target-size": {"enabled": True}}
LOOKS: dict[Literal["light", "dark"], int] = {"light": 1280, "dark": 360}
RESULTS = ROOT / ".cache" / "accessibility"
"""One file for each view and look; scripts/accessibility_report.py sums them up."""


KNOWN_COLOURS = """() => {
  const {prototype} = axe.commons.color.Color, read = prototype.parseString, known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, read.call(new axe.commons.color.Color(), text));
    const {r, g, b, alpha} = known.get(text);
    return Object.assign(this, {r, g, b, alpha});
  };
}"""
"""Lets axe read each colour once: on long pages that was half of its time, for the same answer."""


def asked(page: Page) -> dict[str, Any]:
    """What axe answers about a page, by outcome."""
    prepare(page)
    return answered(page)


def prepare(page: Page) -> None:
    """Bring axe into a page."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(KNOWN_COLOURS)


def answered(page: Page) -> dict[str, Any]:
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": OFF_UNLESS_ASKED,
        "resultTypes": ["violations"],
    }
    found: dict[str, Any] = page.evaluate("(options) => axe.run(document, options)", options)
    return found


def violations(page: Page) -> list[str]:
    """What axe objects to: rule, place and its words, a line for each place."""
    return objections(asked(page))


def objections(found: dict[str, Any]) -> list[str]:
    return [
        f"{rule['id']}: {node['target']}: {' '.join(node['failureSummary'].split())}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("served", "view"), ALL_VIEWS, indirect=["served"])
def test_axe_finds_nothing(served: Served, view: str, use_tab: UseTab):
    """One load of a page shows it in each look, as a window does that somebody makes smaller."""
    tab = use_tab(reduced_motion="reduce")
    answers: dict[str, dict[str, dict[str, Any]]] = {scheme: {} for scheme in LOOKS}
    for language, start in served.pages(view):
        tab.go(start)
        prepare(tab.page)
        for scheme, width in LOOKS.items():
            tab.page.set_viewport_size({"width": width, "height": 900})
            tab.page.emulate_media(color_scheme=scheme)
            answers[scheme][language.locale] = answered(tab.page)
    for scheme, found in answers.items():
        note(served.site.key, view, scheme, found)
    assert [
        f"{scheme}: {line}"
        for scheme, of_look in answers.items()
        for found in of_look.values()
        for line in objections(found)
    ] == []


def note(key: str, view: str, scheme: str, answers: dict[str, Any]) -> None:
    """Keep what was asked and found, for the accessibility statement."""
    outcomes = ("violations", "passes", "incomplete", "inapplicable")
    rules = {rule["id"] for found in answers.values() for each in outcomes for rule in found[each]}
    result = {
        "site": key,
        "view": view,
        "look": {scheme: LOOKS[scheme]},
        "languages": sorted(answers),
        "axe": next(iter(answers.values()))["testEngine"]["version"],
        "rules": sorted(rules),
        "violations": sum(len(objections(found)) for found in answers.values()),
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{key}-{view}-{scheme}.json").write_text(json.dumps(result), encoding="utf-8")


@pytest.mark.parametrize("served", list(VIEWS), indirect=True)
def test_axe_finds_nothing_in_the_open_menu(served: Served, use_tab: UseTab):
    tab = use_tab(width=360, reduced_motion="reduce")
    for language, start in served.pages("home"):
        tab.go(start)
        menu = tab.page.get_by_role("navigation", name=served.words(language)["menu"], exact=True)
        menu.locator("summary").click()
        expect(menu.get_by_role("link").first).to_be_visible()
        prepare(tab.page)
        for scheme in LOOKS:
            tab.page.emulate_media(color_scheme=scheme)
            assert objections(answered(tab.page)) == [], f"{start}, {scheme}"
        tab.page.emulate_media(color_scheme="light")


def test_axe_would_find_something(served_sample: Served, chromium: Any):
    """The gate is not blind: a picture without alternative, grey on grey, buttons too small."""
    page = chromium.new_page()
    page.goto(served_sample.url(""))
    page.evaluate(
        """() => {
          const main = document.querySelector('main');
          const put = (name, values) =>
            main.append(Object.assign(document.createElement(name), values));
          put('img', {src: 'x'});
          put('p', {className: 'grey', textContent: 'grey'});
          put('button', {className: 'small', textContent: 'a'});
          put('button', {className: 'small', textContent: 'b'});
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('.grey { color: #999; background: #aaa }'
            + '.small { width: 9px; height: 9px; padding: 0; overflow: hidden }');
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    rules = {line.partition(":")[0] for line in violations(page)}
    page.close()
    assert {"image-alt", "color-contrast", "target-size"} <= rules


@pytest.mark.parametrize("served", ["sample"], indirect=True)
def test_known_colours_change_no_answer(served: Served, use_tab: UseTab, monkeypatch: Any):
    tab = use_tab(color_scheme="dark")
    tab.go("reader/constructs/")
    found = [asked(tab.page)]
    monkeypatch.setattr(f"{__name__}.KNOWN_COLOURS", "0")
    found.append(asked(tab.page))  # axe is evaluated anew, and reads colours as it came
    without_time = [{**each, "timestamp": ""} for each in found]
    assert without_time[0] == without_time[1]
    assert "color-contrast" in {rule["id"] for rule in found[0]["passes"]}


@pytest.fixture
def served_sample(serve: Any) -> Served:
    return serve("sample")
