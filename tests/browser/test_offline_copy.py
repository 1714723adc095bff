"""The offline copy as its readers open it: from the files, without a server."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from quangba.publish.bundle.verify import verify
from tests import built_sites, offline_copies
from tests.browser.tabs import PATIENCE
from tests.built_sites import BuiltSite

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Stick:
    """A copy, a window that shows it, and what that complained about or asked elsewhere."""

    site: BuiltSite
    folder: Path
    context: BrowserContext
    page: Page
    complaints: list[str]

    def go(self, path: str) -> None:
        self.page.goto(f"{self.folder.as_uri()}/{path}")

    @property
    def shown(self) -> str:
        """The file that is shown, below the copy's root."""
        return self.page.url.removeprefix(f"{self.folder.as_uri()}/").partition("#")[0]


@pytest.fixture
def stick(
    request: pytest.FixtureRequest, chromium: Browser, builds: Path, javascript: bool
) -> Iterator[Stick]:
    site = built_sites.built(request.param, builds)
    folder = offline_copies.copied(site, builds)
    context = chromium.new_context(java_script_enabled=javascript)
    context.set_default_timeout(PATIENCE)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "requestfailed", lambda asked: said.append(f"failed: {asked.url}") if _lost(asked) else None
    )
    page.on("request", lambda asked: said.append(asked.url) if _is_web(asked.url) else None)
    yield Stick(site, folder, context, page, said)
    context.close()
    assert said == []


def _lost(asked: Request) -> bool:
    """Whether a file did not come; what a page asked for when it was left is nobody's loss."""
    return asked.failure != "net::ERR_ABORTED"


@pytest.fixture
def javascript() -> bool:
    return True


def _is_web(url: str) -> bool:
    return not url.startswith(("file:", "data:"))


PLACE = pytest.mark.parametrize("stick", ["place"], indirect=True)


@pytest.mark.parametrize("stick", ["place", "sample"], indirect=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_it_opens_from_files_and_leads_from_page_to_page(stick: Stick):
    page, other = stick.page, stick.site.languages[1]
    stick.go("index.html")
    day = verify(stick.folder).manifest.day
    expect(page.locator(".copy")).to_contain_text(stick.site.day(day, stick.site.source))
    page.locator(f".langs a[hreflang='{other.tag}']").click()
    expect(page.locator("html")).to_have_attribute("lang", other.tag)
    assert stick.shown == f"{other.prefix}index.html"
    expect(page.locator(".copy")).to_contain_text(stick.site.day(day, other))
    page.locator(".foot-menu a").first.click()
    page.wait_for_url(re.compile(rf"/{other.prefix}[\w-]+/index\.html$"))


@PLACE
def test_search_finds_a_page_and_leads_there(stick: Stick):
    page = stick.page
    stick.go("en/index.html")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.insert_text("persimmon")
    first = page.locator("dialog .hit-title a").first
    expect(first).to_be_visible()
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    assert re.fullmatch(r"en/[\w/-]+/index\.html", stick.shown)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    page.keyboard.insert_text("鸡")
    expect(page.locator("dialog .finder-count")).not_to_be_empty()
    page.locator("dialog .search-page").click()  # the same question on the page that finds pages
    expect(page).to_have_url(re.compile(r"index\.html\?q="))
    page.get_by_role("searchbox").fill("Na Sam")
    expect(page.locator(".hit-title a").first).to_be_visible()


@PLACE
def test_a_film_plays_with_its_subtitles(stick: Stick):
    films = [page for page in stick.site.pages if page.shared.get("kind") == "video"]
    stick.go(f"{films[0].address(stick.site.source)}index.html")
    stick.page.locator("video").evaluate("film => { film.preload = 'auto'; film.load(); }")
    stick.page.wait_for_function("document.querySelector('video').readyState >= 2")
    stick.page.wait_for_function(
        "[...document.querySelector('video').textTracks].some(track => track.cues?.length)"
    )


@PLACE
def test_an_old_copy_says_so_and_a_clock_that_is_behind_says_nothing(stick: Stick):
    found = verify(stick.folder).manifest
    day = dt.datetime.combine(found.day, dt.time(12), dt.UTC)
    for after, is_old in ((-4000, False), (found.old_after, False), (found.old_after + 1, True)):
        stick.page.clock.set_fixed_time(day + dt.timedelta(days=after))
        stick.go("index.html")
        expect(stick.page.locator(".copy-old")).to_be_visible(visible=is_old)
