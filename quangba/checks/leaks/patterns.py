"""What text must not say by accident: whom to write to or call, keys, and where it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "phone", "path", "host", "secret"]


@dataclass(frozen=True, slots=True)
class Said:
    """What was found in a text. value: as written."""

    kind: Kind
    value: str


_EMAIL = re.compile(r"@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?![\w-])", re.IGNORECASE)
_BEFORE = re.compile(r"[\w.+-]{1,64}$")
_NO_ADDRESS = re.compile(
    r"@(?:[a-z0-9-]+\.)*example(?:\.[a-z]+)?$|\.(?:png|jpe?g|webp|svg|avif|js|css)$"
)
_PHONE = re.compile(
    r"(?<![\w.,/+=#-])(?:"
    r"(?:\+|\b00)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){7,12}"  # +84 205 388 0123
    r"|(?!0[1-9]([ .-])(?:0[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d))"  # 02.09.2024 is a day
    r"\(?0\d{1,3}[ .)-]{0,2}\d(?:[ .-]?\d){5,7}"  # 0205 3 880 123, 0912 345 678
    r"|1[89]00[ .]?\d{4}"  # Vietnamese hotlines
    r")(?![\w/]|[.,-]\d)"
)
_TEL = re.compile(r"tel:(\+?[\d().-]{7,})")
_PATH = re.compile(
    r"(?<![\w./:*-])/(?:home|Users|root|private/tmp|var/folders)/[\w.@-]+(?:/[\w.@-]+)*"
    r"|\b[A-Z]:\\(?:Users|Documents and Settings)\\[^\s\"'<>|]{1,80}|\bfile:///[^\s\"'<>]{1,80}"
)
_HOST = re.compile(
    r"(?<![\w.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|127\.0|169\.254)"
    r"\.\d{1,3}\.\d{1,3}(?![\w.])"
    r"|//(?:localhost|[\w-]+(?:\.[\w-]+)*\.(?:local|internal|lan|corp|intranet|home\.arpa))"
    r"(?![\w.-])(?::\d+)?",
    re.IGNORECASE,
)
_HOST_HINTS = ("10.", "192.168.", "172.", "127.0.", "169.254.")
_NAME_HINTS = ("//localhost", ".local", ".internal", ".lan", ".corp", ".intranet", ".home.arpa")
_SECRET = re.compile(
    r"\b(?:AKIA|ASIA)(?!\w*EXAMPLE)[0-9A-Z]{16}\b"
    r"|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}|\bglpat-[\w-]{20,}"
    r"|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{35}\b|\bsk_live_[0-9a-zA-Z]{24,}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"
    r"|(?i:aws_secret_access_key|client_secret|api_key|password)[\"']?\s*[:=]\s*[\"'][^\s\"']{12,}[\"']"
)
_SECRET_HINTS = (
    "AKIA", "ASIA", "PRIVATE KEY", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-",
    "xox", "AIza", "sk_live_", "eyJ", "secret", "SECRET", "api_key", "API_KEY", "password",
)  # fmt: skip


_AS_TYPED: dict[int, str | None] = {
    **{ord(sign): " " for sign in "\u00a0\u2007\u2009\u202f"},
    **{ord(sign): "-" for sign in "\u2010\u2011"},
    **{ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"},
    **{0xFF10 + digit: str(digit) for digit in range(10)},
    0xFF0B: "+",
    0xFF20: "@",
}
"""Signs that printers put for others, or that nobody sees, within numbers and addresses."""


def as_typed(text: str) -> str:
    """A text with the signs that a keyboard has, in which the patterns find what people read."""
    return text.translate(_AS_TYPED) if not text.isascii() else text


def of_code(text: str) -> Iterator[Said]:
    """What no published text has, of whatever kind."""
    if _has(text, "/home/", "/Users/", "/root/", "/private/", "/var/", ":\\", "file:"):
        for match in _PATH.finditer(text):
            yield Said("path", match[0])
    if _has(text, *_HOST_HINTS) or _has(text.lower(), *_NAME_HINTS):
        for match in _HOST.finditer(text):
            yield Said("host", match[0].lstrip("/"))
    if _has(text, *_SECRET_HINTS):
        for match in _SECRET.finditer(text):
            yield Said("secret", f"{match[0][:4]}…")
    for match in _EMAIL.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 64), match.start())
        if before and not _NO_ADDRESS.search(f"{before[0]}{match[0]}".lower()):
            yield Said("email", f"{before[0]}{match[0]}")


def _has(text: str, *hints: str) -> bool:
    """Whether a text has any of them: a hundred times as fast as to try the patterns."""
    return any(hint in text for hint in hints)


def of_prose(text: str) -> Iterator[Said]:
    """What no text for readers has but for those who were asked."""
    for match in _PHONE.finditer(as_typed(text)):
        yield Said("phone", match[0].strip())


def of_links(html: str) -> Iterator[Said]:
    """Numbers that a touch would call."""
    for match in _TEL.finditer(html):
        yield Said("phone", match[1])


def same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers are one: '+84 205 388 0123' and '0205 3880123' are."""
    short, long = sorted((re.sub(r"\D", "", each).lstrip("0") for each in (one, other)), key=len)
    return short == long or (len(short) >= 8 and long.endswith(short))
