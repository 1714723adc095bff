"""Films: nothing is fetched before they play; they play, with subtitles, also without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, UseTab
from tests.browser.test_navigation import tab_to
from tests.browser.web import Served

pytestmark = pytest.mark.browser

SITES = pytest.mark.parametrize("served", ["sample"], indirect=True)
PLAYED = """async () => {
  const film = document.querySelector('video');
  film.muted = true;
  await film.play();
  for (let tries = 0; tries < 1500 && film.currentTime < 0.4; tries++)
    await new Promise(resolve => setTimeout(resolve, 20));
  return [film.currentTime, film.videoWidth, film.videoHeight, film.currentSrc];
}"""


TRACKS = """async () => {
  const tracks = [...document.querySelector('video').textTracks];
  const loaded = () => tracks.every(track => track.mode !== 'showing' || track.cues?.length);
  for (let tries = 0; tries < 1500 && !loaded(); tries++)
    await new Promise(resolve => setTimeout(resolve, 20));
  return tracks.map(track => [track.language, track.mode, track.cues ? track.cues.length : 0]);
}"""
"""Language, mode and number of the texts of each track, once those that are shown are there."""


@SITES
@pytest.mark.parametrize("width", [320, 1200])
def test_a_film_is_fetched_when_it_plays_and_not_before(
    served: Served, width: int, open_tab: OpenTab
):
    for _, start in served.pages("video"):
        tab = open_tab(width=width)
        fetched: list[str] = []
        tab.page.on("request", lambda request, fetched=fetched: fetched.append(request.url))
        tab.go(start)
        tab.page.wait_for_load_state("networkidle")
        assert [url for url in fetched if url.endswith((".mp4",))] == []
        box = tab.page.locator("video").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width

        time, across, down, source = tab.page.evaluate(PLAYED)

        assert time > 0.3
        assert (across, down) == (160, 90)
        assert source.endswith(".mp4")
        assert tab.complaints == []


@SITES
def test_the_keyboard_plays_and_goes_on(served: Served, open_tab: OpenTab):
    """Space plays and stops; Tab leads through the player, not round in it."""
    _, start = served.pages("video")[0]
    tab = open_tab()
    tab.go(start)
    film = tab.page.locator("video")
    film.evaluate("film => { film.muted = film.loop = true; }")  # it must not end by itself
    tab_to(tab, film)
    tab.page.keyboard.press("Space")
    expect(film).to_have_js_property("paused", False)
    tab.page.keyboard.press("Space")
    expect(film).to_have_js_property("paused", True)
    tab_to(tab, tab.page.locator(".player-file a"), most=20)
    assert tab.complaints == []


@SITES
def test_on_paper_there_is_the_poster_and_what_is_said(served: Served, use_tab: UseTab):
    tab = use_tab(width=800)
    for _, start in served.pages("video"):
        tab.go(start)
        tab.page.emulate_media(media="print")
        expect(tab.page.locator("video")).not_to_be_visible()
        expect(tab.page.locator(".player-file")).not_to_be_visible()
        expect(tab.page.locator("img.paper-picture[alt]")).to_be_visible()
        expect(tab.page.locator("img.paper-picture")).not_to_have_js_property("naturalWidth", 0)
        expect(tab.page.locator("details.transcript p").first).to_be_visible()
        tab.page.emulate_media(media="screen")


@SITES
def test_what_is_said_stands_right_below_the_film(served: Served, use_tab: UseTab):
    tab = use_tab(width=360)
    for _, start in served.pages("video"):
        tab.go(start)
        order = tab.page.evaluate(
            """['video', '.transcript', '.prose'].map(
              each => document.querySelector(each).getBoundingClientRect().top)"""
        )
        assert order == sorted(order)


@SITES
def test_subtitles_of_the_page_are_shown(served: Served, open_tab: OpenTab):
    for language, start in served.pages("video"):
        tab = open_tab()
        tab.go(start)
        tab.page.evaluate(PLAYED)
        tracks = tab.page.evaluate(TRACKS)
        shown = [row for row in tracks if row[1] == "showing"]
        assert shown == [[language.tag, "showing", 2]]


@SITES
def test_without_script_there_are_a_player_a_file_and_what_is_said(served: Served, use_tab: UseTab):
    tab = use_tab(javascript=False)
    for _, start in served.pages("video"):
        tab.go(start)
        film = tab.page.locator("video[controls][playsinline][preload=none][poster]")
        assert film.count() == 1
        assert tab.page.locator("a[download][href$='.mp4']").is_visible()
        assert tab.page.locator("details.transcript[open] p").count() == 2
