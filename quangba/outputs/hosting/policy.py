"""What browsers are told with each file: the headers by its path, for whatever server sends it.

One model, and one writer for each kind of server. A header has choices, of which the first that
fits a path counts; where none fits it is not sent. Patterns are of the kind that Python, PCRE
(nginx, Apache) and RE2 (Caddy) read alike: no looking around, no backward references.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quangba import addresses
from quangba.content import documents
from quangba.options.security import Security
from quangba.outputs import theme_assets
from quangba.outputs.feeds import ATOM_FILE, JSON_FILE
from quangba.outputs.hosting import delivery
from quangba.settings import Settings

POLICY = "Content-Security-Policy"
ALWAYS = ""
"""The pattern that fits every path."""

NAMED_BY_CONTENT = (theme_assets.FOLDER, "media")
"""Folders, below the root, in which every file's name tells its content."""

IN_EACH_LANGUAGE = ("share",)
"""The same below the root and below the folder of each other language."""

DENIED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
"""What no page of the site asks for: so nothing that finds a way into one can, either."""

PAGES = r"(/|\.html)$"
"""What a browser opens as a page. The address of a folder is that of its page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value for the paths that a pattern finds (case aside, `^` is the site's root).

    globs: the same paths for hosting that knows no patterns but `*` for anything.
    """

    pattern: str
    value: str
    globs: tuple[str, ...]

    def fits(self, path: str) -> bool:
        """Whether it is meant. path: below the site's root, '/'-separated."""
        return re.search(self.pattern, path, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Header:
    """One header with its values, the one that counts first."""

    name: str
    choices: tuple[Choice, ...]


def headers_of(settings: Settings, path: str) -> tuple[tuple[str, str], ...]:
    """(name, value) of each header of a file. path: below the site's root, '/'-separated."""
    found = (
        (header.name, next((each.value for each in header.choices if each.fits(path)), None))
        for header in headers(settings)
    )
    return tuple((name, value) for name, value in found if value is not None)


def headers(settings: Settings) -> tuple[Header, ...]:
    """The whole policy, in the order in which servers send it."""
    security = settings.security
    always = (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", security.referrer))
    pages = (
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", permissions(security)),
    )
    return (
        Header(POLICY, _content_policies(settings)),
        *(Header(name, (Choice(PAGES, value, ("*",)),)) for name, value in pages),
        *(Header(name, (Choice(ALWAYS, value, ("*",)),)) for name, value in always),
        *_transport(security),
        Header("Content-Disposition", _DISPOSITION),
        Header("Access-Control-Allow-Origin", _shared(settings)),
        Header("X-Robots-Tag", (Choice(r"\.json$", "noindex", ("*.json",)),)),
        Header("Cache-Control", _caching(settings)),
    )


def page_policy(security: Security, *, framed: bool = True) -> str:
    """The content policy of pages. framed: with who may frame them, which only a header can say."""
    sources = dict.fromkeys(_FETCHED, "'self'")
    for extra in security.sources:
        sources[extra.directive] = f"{sources[extra.directive]} {extra.source}"
    ancestors = " ".join(security.frame_ancestors) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            *(f"{directive} {allowed}" for directive, allowed in sources.items()),
            "base-uri 'none'",
            "form-action 'self'",
            *((f"frame-ancestors {ancestors}",) if framed else ()),
            "require-trusted-types-for 'script'",
            "trusted-types dialog",
        )
    )


_FETCHED = (
    "script-src", "style-src", "img-src", "font-src", "media-src", "connect-src", "manifest-src",
    "frame-src",
)  # fmt: skip
"""What pages load, all of it from the site itself; frames: the block of latest news."""


def block_policy(security: Security, *, framed: bool = True) -> str:
    """That of the block of latest news, which is looked at in frames of other sites."""
    allowed = security.block_ancestors
    ancestors = "*" if allowed == "anybody" else " ".join(("'self'", *allowed))
    parts = ("default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
             "base-uri 'none'", "form-action 'none'")  # fmt: skip
    return "; ".join((*parts, *((f"frame-ancestors {ancestors}",) if framed else ())))


def permissions(security: Security) -> str:
    """The value of Permissions-Policy."""
    asked = {**dict.fromkeys(DENIED, "none"), **security.permissions}
    return ", ".join(
        f"{feature}=({'self' if who == 'self' else ''})" for feature, who in sorted(asked.items())
    )


def _content_policies(settings: Settings) -> tuple[Choice, ...]:
    """Uploaded files and drawings run nothing, even when somebody opens them as pages.

    A PDF is the browser's own program to show: it does so with any policy in Firefox, but with a
    sandbox neither in Chrome nor in Safari.
    """
    security = settings.security
    blocks = tuple(addresses.latest(settings, language) for language in settings.languages)
    one_of = "|".join(re.escape(block) for block in blocks)
    frozen = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return (
        Choice(
            f"^({one_of})(index\\.html)?$", block_policy(security), tuple(f"{b}*" for b in blocks)
        ),
        Choice(r"\.pdf$", "frame-ancestors 'none'", (f"{documents.FOLDER}/*.pdf",)),
        Choice(r"\.svgz?$", frozen, ("*.svg",)),
        Choice(f"^{documents.FOLDER}/", frozen, (f"{documents.FOLDER}/*",)),
        Choice(r"\.xml$", _DATA, ("*.xml",)),
        Choice(PAGES, page_policy(security), ("*",)),
    )


_DATA = "script-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
"""Feeds and site maps: nothing in them runs. Chrome shows them with a style of its own, which any
rule about styles would refuse."""


_DISPOSITION = (
    Choice(rf"^{documents.FOLDER}/.*\.pdf$", "inline", (f"{documents.FOLDER}/*.pdf",)),
    Choice(f"^{documents.FOLDER}/", "attachment", (f"{documents.FOLDER}/*",)),
)
"""Uploaded files are saved, not shown as if they were pages of the office; PDF is read there."""


def _transport(security: Security) -> tuple[Header, ...]:
    if not security.hsts:
        return ()
    below = "; includeSubDomains" if security.hsts_subdomains else ""
    value = f"max-age={security.hsts}{below}"
    return (Header("Strict-Transport-Security", (Choice(ALWAYS, value, ("*",)),)),)


def _shared(settings: Settings) -> tuple[Choice, ...]:
    """What scripts of other sites may read: it is public, and made to be taken."""
    if not settings.security.share_data:
        return ()
    files = sorted((ATOM_FILE, JSON_FILE, f"{settings.feeds.latest_path}.json"))
    one_of = "|".join(re.escape(file) for file in files)
    globs = (*(f"*{file}" for file in files), "*.ics")
    return (Choice(rf"((^|/)({one_of})|\.ics)$", "*", globs),)


def _caching(settings: Settings) -> tuple[Choice, ...]:
    prefixes = [language.url_prefix for language in settings.languages]
    folders = (
        *NAMED_BY_CONTENT,
        *(f"{prefix}{name}" for name in IN_EACH_LANGUAGE for prefix in prefixes),
    )
    return (
        # names of uploaded files are people's: the digits of report.20261127.pdf are a day
        Choice(f"^{documents.FOLDER}/", delivery.SHORT, ()),
        Choice(delivery.HASHED.pattern, delivery.FOREVER, tuple(f"{each}/*" for each in folders)),
        Choice(ALWAYS, delivery.SHORT, ()),
    )
