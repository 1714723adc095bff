"""One round of asking: every host has a rest between two requests, robots.txt is respected."""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from quangba.errors import PublishError
from quangba.external import verdict
from quangba.external.ask import MOST_BYTES, Answer, NoAnswer
from quangba.external.verdict import Ask, Verdict
from quangba.messages import msg
from quangba.registers.external_links import Answered

MOST_PAUSE = 30.0
"""Seconds that a host may ask for between two requests; one that wants more is not asked again."""
MOST_WAIT = 60.0
"""Seconds that are waited where a server says when to come again."""
ALONE = 3
"""So many hosts without any answer, and none with one: our own network is down."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only grow, and waiting; tests have their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class _Host:
    """What is known of one host. ready: from when it may be asked."""

    urls: deque[str] = field(default_factory=deque)
    ready: float = 0.0
    pause: float = 0.0
    robots: Protego | str | None = None


@dataclass(frozen=True)
class Round:
    """agent: who is asking; pause: seconds between two requests to a host; most: for all."""

    ask: Ask
    agent: str
    pause: float = 2.0
    most_seconds: float = 1200.0
    clock: Clock = field(default_factory=Clock)
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def run(self, urls: Iterable[str]) -> Iterator[tuple[str, Verdict]]:
        """Each link with what was found, while there is time; those left are for the next round."""
        started = self.clock.now()
        for url in urls:
            self._host(url).urls.append(url)
        while waiting := [host for host in self._hosts.values() if host.urls]:
            host = min(waiting, key=lambda each: each.ready)
            if max(self.clock.now(), host.ready) - started > self.most_seconds:
                return
            url = host.urls.popleft()
            yield url, self._one(url, host)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(_netloc(url), _Host(pause=self.pause))

    def _one(self, url: str, host: _Host) -> Verdict:
        if refused := self._refused(url, host):
            return Verdict("unknown", refused)
        found = verdict.of(url, self._politely)
        if found.again is not None and found.again <= MOST_WAIT:
            host.ready = self.clock.now() + found.again
            found = verdict.of(url, self._politely)
        return found

    def _politely(self, method: str, url: str, most_bytes: int) -> Answer | NoAnswer:
        """Ask when the host of an address has had its rest: redirects lead to other hosts, too."""
        host = self._host(url)
        if (wait := host.ready - self.clock.now()) > 0:
            self.clock.sleep(wait)
        answer = self.ask(method, url, most_bytes)
        host.ready = self.clock.now() + host.pause
        return answer

    def _refused(self, url: str, host: _Host) -> str:
        """Why the host's robots.txt keeps us from asking; '' where it does not."""
        if host.robots is None:
            host.robots = self._robots(url)
            if isinstance(host.robots, Protego):
                host.pause = max(self.pause, host.robots.crawl_delay(self.agent) or 0.0)
        if isinstance(host.robots, str):
            return host.robots
        if not host.robots.can_fetch(url, self.agent) or host.pause > MOST_PAUSE:
            return "robots.txt"
        return ""

    def _robots(self, url: str) -> Protego | str:
        """By RFC 9309: without the file all may be asked, while it cannot be had nothing."""
        at = verdict.joined(url, "/robots.txt")
        for _ in range(verdict.MOST_HOPS):
            answer = self._politely("GET", at, MOST_BYTES)
            if isinstance(answer, NoAnswer):
                return Protego.parse("")  # the link itself will tell what is wrong
            target = answer.headers.get("location")
            if answer.status in verdict.REDIRECTS and target:
                at = verdict.joined(at, target)
                continue
            if answer.status >= 500 or answer.status == 429:
                return f"robots.txt {answer.status}"
            text = answer.body.decode("utf-8", "replace") if answer.status < 300 else ""
            return Protego.parse(text)
        return Protego.parse("")


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:  # brackets that hold no address
        return ""


def due(
    urls: Iterable[str], known: Mapping[str, Answered], today: dt.date, older_than: int
) -> tuple[str, ...]:
    """Links to ask: new ones, those not asked for so many days, and those that failed before."""
    return tuple(
        url
        for url in urls
        if (row := known.get(url)) is None
        or (row.failed is not None and row.asked < today)
        or (today - row.asked).days >= older_than
        or row.asked > today  # noted by a clock that was wrong
    )


def after(
    urls: Iterable[str],
    known: Mapping[str, Answered],
    found: Mapping[str, Verdict],
    today: dt.date,
) -> dict[str, Answered]:
    """The rows to keep: of links that are still there. Raises PublishError without a network."""
    alone = {_netloc(url) for url, each in found.items() if each.why == "no such host"}
    if len(alone) >= ALONE and all(each.why == "no such host" for each in found.values()):
        raise PublishError(
            msg("No host answers: this machine seems to have no network. Nothing was noted.")
        )
    rows = {url: known[url] for url in urls if url in known}
    return rows | {url: verdict.noted(known.get(url), each, today) for url, each in found.items()}
