"""What a page of a preview does in a browser, whatever is at its address by now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from quangba.build.live_server import ASKED, Server
from tests.live_servers import answering

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "index.html").write_text("<!doctype html><title>One</title><p>One")
    with answering(tmp_path) as found:
        yield found


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
