"""From what a server said to what is known of a link."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin

from quangba.external.ask import Answer, NoAnswer
from quangba.registers.external_links import Answered

MOST_HOPS = 5
PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
REFUSED = frozenset(
    {401, 402, 403, 406, 407, 418, 423, 425, 429, 430, 451, 503, 520, 521, 522, 523, 525, 526, 530,
     999}
)  # fmt: skip
"""Said to programs, to other countries, or for a time: it tells nothing about people's browsers."""
FIRST_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Verdict:
    """state: ok, failed or unknown; why: '404', 'TLS: …'; moved: where to, for good, or ''.

    again: after how many seconds the server wants to be asked again, where it says so.
    """

    state: Literal["ok", "failed", "unknown"]
    why: str = ""
    moved: str = ""
    again: float | None = None


Ask = Callable[[str, str, int], Answer | NoAnswer]
"""(method, address, most bytes) -> what is said."""


def of(url: str, ask: Ask) -> Verdict:
    """Ask for a link, and for where it leads on, up to five times."""
    at, permanent, seen = url, True, {url}
    for _ in range(MOST_HOPS + 1):
        answer = _head_or_get(at, ask)
        if isinstance(answer, NoAnswer):
            return _no_answer(answer)
        target = answer.headers.get("location")
        if answer.status not in REDIRECTS or not target:
            return _final(answer, at if permanent and at != url else "")
        permanent = permanent and answer.status in PERMANENT
        at = joined(at, target)
        if at in seen:
            return Verdict("failed", "redirects in a circle")
        seen.add(at)
    return Verdict("failed", f"more than {MOST_HOPS} redirects")


def joined(at: str, target: str) -> str:
    """Where a redirect leads; '' for what is no address, as servers say what they like."""
    try:
        return urldefrag(urljoin(at, target))[0]
    except ValueError:
        return ""


def _head_or_get(url: str, ask: Ask) -> Answer | NoAnswer:
    """HEAD first, which sends nothing back; many servers answer only GET rightly."""
    answer = ask("HEAD", url, 0)
    if isinstance(answer, Answer) and answer.status >= 400 and answer.status != 429:
        return ask("GET", url, FIRST_BYTES)
    return answer


def _final(answer: Answer, moved: str) -> Verdict:
    status = answer.status
    if status < 400 or status == 416:  # 416: an empty page has no first bytes
        return Verdict("ok", moved=moved)
    if status in REFUSED:
        return Verdict("unknown", str(status), again=_seconds(answer.headers.get("retry-after")))
    return Verdict("failed", str(status))


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.strip().isdecimal() else None


def _no_answer(answer: NoAnswer) -> Verdict:
    match answer.trouble:
        case "private":
            return Verdict("unknown", f"private address {answer.reason}")
        case "dns":
            return Verdict("failed", "no such host")
        case "tls":
            return Verdict("failed", f"TLS: {answer.reason}")
        case "timeout":
            return Verdict("failed", f"no answer in {answer.reason}")
        case "connection":
            return Verdict("failed", answer.reason)
        case "address":
            return Verdict("failed", "no address")


def noted(row: Answered | None, verdict: Verdict, day: dt.date) -> Answered:
    """What is known of a link after it was asked on a day."""
    before = row or Answered()
    match verdict.state:
        case "ok":
            return Answered(ok=day, moved=verdict.moved or None)
        case "unknown":
            return before.model_copy(update={"unknown": day, "why": verdict.why, "moved": None})
        case "failed":
            return Answered(ok=before.ok, since=before.since or day, failed=day, why=verdict.why)
