"""Tabs that tests use one after another: half the price of a context for each of them.

Kept from one use to the next is the browser's cache, and nothing else that a page or a test can
see. A tab stays with its site: what the browser asks late (the icon of a page that was left) would
look like another host. What a test does to a tab but opening pages (routes, scripts, a clock) would
stay with it: such a test opens a tab of its own, as does one that looks at what is fetched.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser

from tests.browser.web import Served, Tab

PATIENCE = 30_000
"""Milliseconds that a busy machine may take for anything that is waited for."""


@dataclass
class Tabs:
    """Tabs that nobody uses at the moment, by the address of their site and whether scripts run."""

    browser: Browser
    idle: defaultdict[tuple[str, bool], list[Tab]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def lent(
        self,
        served: Served,
        *,
        width: int = 1280,
        height: int = 900,
        javascript: bool = True,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
        forced_colors: Literal["active", "none"] = "none",
    ) -> Tab:
        """A tab with a window and preferences, as good as new."""
        idle = self.idle[served.origin, javascript]
        tab = idle.pop() if idle else self._opened(served, javascript=javascript)
        tab.requests.clear()
        tab.complaints.clear()
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.page.emulate_media(
            media="null",
            color_scheme=color_scheme,
            reduced_motion=reduced_motion,
            forced_colors=forced_colors,
        )
        return tab

    def take_back(self, tab: Tab, *, javascript: bool) -> None:
        """Empty a tab: what it showed loads nothing any more, and nothing lies under the mouse."""
        tab.page.mouse.move(-1, -1)
        tab.page.goto("about:blank")
        self.idle[tab.served.origin, javascript].append(tab)

    def _opened(self, served: Served, *, javascript: bool) -> Tab:
        context = self.browser.new_context(java_script_enabled=javascript)
        context.set_default_timeout(PATIENCE)
        return Tab.of(served, context)
