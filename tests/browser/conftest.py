from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests import built_sites
from tests.browser.tabs import PATIENCE, Tabs
from tests.browser.web import LATE, Served, Tab, serving

VARIABLE = "QUANGBA_BROWSER"
USUAL = "/usr/bin/chromium"
# What a page might ask of another host finds no such host; the network log tells all the same.
ARGUMENTS = ["--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. Without one they fail: a gate that is skipped is none."""
    program = os.environ.get(VARIABLE, USUAL)
    if not Path(program).is_file():
        pytest.fail(
            f"There is no browser at {program}. Set {VARIABLE} to a Chromium, Chrome or Edge,"
            " or run `python3 scripts/test.py`, which finds or gets one.",
            pytrace=False,
        )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        except Error as error:
            pytest.fail(f"The browser {program} does not start: {error.message}", pytrace=False)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve(builds: Path) -> Iterator[Callable[[str], Served]]:
    """Each site behind its own server, from its first use to the end of the session."""
    with contextlib.ExitStack() as stack:
        running: dict[str, Served] = {}

        def served(key: str) -> Served:
            if key not in running:
                running[key] = stack.enter_context(serving(built_sites.built(key, builds)))
            return running[key]

        yield served


@pytest.fixture
def served(request: pytest.FixtureRequest, serve: Callable[[str], Served]) -> Served:
    """The site whose key a test is parametrised with."""
    return serve(request.param)


@pytest.fixture
def late(served: Served) -> Iterator[None]:
    """Fonts and pictures come when the page has long been drawn."""
    served.late.update(LATE)
    yield
    served.late.clear()


OpenTab = Callable[..., Tab]
UseTab = Callable[..., Tab]


@pytest.fixture
def open_tab(chromium: Browser, served: Served) -> Iterator[OpenTab]:
    """Opens a tab of a context of its own: nothing is cached, and nobody uses it afterwards."""
    tabs: list[Tab] = []

    def opened(
        *, width: int = 1280, height: int = 900, javascript: bool = True, **options: Any
    ) -> Tab:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, **options
        )
        context.set_default_timeout(PATIENCE)
        tabs.append(Tab.of(served, context))
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.context.close()
    stayed_at_home(tabs)


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> Tabs:
    return Tabs(chromium)


@pytest.fixture
def use_tab(request: pytest.FixtureRequest, tabs: Tabs, served: Served) -> Iterator[UseTab]:
    """Opens a tab with a window, colours, script or not, that other tests use before and after."""
    used: list[tuple[Tab, bool]] = []

    def lent(*, javascript: bool = True, **window: Any) -> Tab:
        tab = tabs.lent(served, javascript=javascript, **window)
        used.append((tab, javascript))
        return tab

    failed = request.session.testsfailed
    yield lent
    stayed_at_home([tab for tab, _ in used])
    for tab, javascript in used:
        if request.session.testsfailed > failed:
            tab.context.close()  # whatever state it is in
        else:
            tabs.take_back(tab, javascript=javascript)


def stayed_at_home(tabs: list[Tab]) -> None:
    """No tab has asked another host, and each was used."""
    assert [url for tab in tabs for url in tab.foreign()] == []
    assert all(tab.requests for tab in tabs)
