from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests import built_sites
from tests.browser.web import LATE, Served, Tab, serving

VARIABLE = "QUANGBA_BROWSER"
USUAL = "/usr/bin/chromium"
# What a page might ask of another host finds no such host; the network log tells all the same.
ARGUMENTS = ["--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sites")


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


@pytest.fixture
def open_tab(chromium: Browser, served: Served) -> Iterator[OpenTab]:
    """Opens a tab with a window, colours, script or not; none may ask another host."""
    tabs: list[Tab] = []

    def opened(
        *, width: int = 1280, height: int = 900, javascript: bool = True, **options: Any
    ) -> Tab:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=javascript, **options
        )
        context.set_default_timeout(10_000)
        tabs.append(Tab.of(served, context))
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.context.close()
    assert [url for tab in tabs for url in tab.foreign()] == []
    assert all(tab.requests for tab in tabs)
