"""What a page of a preview does in a browser, whatever is at its address by now."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from quangba.build.live_server import ASKED, Server

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "index.html").write_text("<!doctype html><title>One</title><p>One")
    with Server(tmp_path, "", "127.0.0.1", 0) as found:
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def test_a_page_does_not_storm_another_server_at_its_address(server: Server, chromium: Browser):
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404)

    with chromium.new_context() as context:
        page = context.new_page()
        page.route(f"**/{ASKED}*", refuse)
        page.goto(server.url)
        page.wait_for_timeout(1500)
    assert 1 <= len(asked) <= 3
