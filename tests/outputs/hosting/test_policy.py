"""What browsers are told: each header by its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from quangba import settings
from quangba.outputs.hosting import policy
from quangba.outputs.hosting.policy import POLICY, headers_of
from quangba.settings import Settings
from tests.small_sites import MKDOCS_YML, write


def site(folder: Path, security: str = "{}") -> Settings:
    text = MKDOCS_YML.replace("quangba: {}", f"quangba: {{security: {security}}}")
    return settings.read(write(folder, {"mkdocs.yml": text}) / "mkdocs.yml")


def directives(value: str) -> dict[str, str]:
    return {name: rest for name, _, rest in (part.partition(" ") for part in value.split("; "))}


def test_pages_load_from_their_own_site_and_are_framed_by_nobody(tmp_path):
    told = directives(dict(headers_of(site(tmp_path), "fr/index.html"))[POLICY])
    assert (
        told.pop("default-src") == told.pop("base-uri") == told.pop("frame-ancestors") == "'none'"
    )
    assert told.pop("require-trusted-types-for") == "'script'"
    assert told.pop("trusted-types") == "dialog"
    assert {"script-src", "style-src", "img-src", "form-action"} < told.keys()
    assert set(told.values()) == {"'self'"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", {"Cross-Origin-Opener-Policy": "same-origin"}),
        ("a/index.html", {"Content-Disposition": None, "Access-Control-Allow-Origin": None}),
        ("latest/index.html", {POLICY: "frame-ancestors *"}),
        ("fr/latest/", {POLICY: "frame-ancestors *"}),
        ("fr/latest/more/index.html", {POLICY: "frame-ancestors 'none'"}),
        ("latest.json", {"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex"}),
        ("fr/feed.xml", {"Access-Control-Allow-Origin": "*", POLICY: "script-src 'none'"}),
        ("events/supper/event.ics", {"Access-Control-Allow-Origin": "*", POLICY: None}),
        ("search-index/page.0123456789.json", {"Access-Control-Allow-Origin": None}),
        ("assets/favicon.0123456789.svg", {POLICY: "sandbox", "Cache-Control": "immutable"}),
        ("files/FORM.SVG", {POLICY: "sandbox", "Content-Disposition": "attachment"}),
        ("files/form.html", {POLICY: "sandbox", "Content-Disposition": "attachment"}),
        ("files/form.pdf", {POLICY: "frame-ancestors 'none'", "Content-Disposition": "inline"}),
        # a sandbox would keep Chrome and Safari from showing it
        ("files/form.pdf", {POLICY: ("not", "sandbox")}),
        ("files/report.20260101.pdf", {"Cache-Control": ("not", "immutable")}),
        ("assets/site.0123456789.css", {"Cache-Control": "immutable", POLICY: None}),
        ("sitemap.xml", {"Cache-Control": "max-age=300", "X-Robots-Tag": None}),
    ],
)
def test_headers_of_a_path(tmp_path, path, expected):
    told = dict(headers_of(site(tmp_path), path))
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "strict-origin-when-cross-origin"
    for name, value in expected.items():
        match value:
            case None:
                assert name not in told
            case ("not", word):
                assert word not in told[name]
            case _:
                assert value in told[name]


def test_nothing_inline_is_ever_allowed(tmp_path):
    own = site(
        tmp_path, "{sources: [{directive: script-src, source: https://a.example, reason: R}]}"
    )
    values = [choice.value for header in policy.headers(own) for choice in header.choices]
    assert not [value for value in values if "unsafe" in value or "data:" in value]


def test_the_options_are_followed(tmp_path):
    own = site(
        tmp_path,
        "{hsts: 31536000, hsts_subdomains: true, referrer: same-origin, share_data: false,"
        " frame_ancestors: [https://portal.example], block_ancestors: [https://news.example],"
        " permissions: {geolocation: self, fullscreen: none},"
        " sources: [{directive: frame-src, source: 'https://film.example/live', reason: Live}]}",
    )
    page = dict(headers_of(own, "index.html"))
    assert page["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert page["Referrer-Policy"] == "same-origin"
    assert directives(page[POLICY])["frame-ancestors"] == "https://portal.example"
    assert directives(page[POLICY])["frame-src"] == "'self' https://film.example/live"
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "fullscreen=()" in page["Permissions-Policy"]
    block = dict(headers_of(own, "latest/index.html"))
    assert directives(block[POLICY])["frame-ancestors"] == "'self' https://news.example"
    assert "Access-Control-Allow-Origin" not in dict(headers_of(own, "feed.xml"))
    assert "Strict-Transport-Security" not in dict(headers_of(site(tmp_path), "index.html"))


def test_a_page_cannot_say_who_frames_it(tmp_path):
    """Browsers complain about what they ignore there."""
    security = site(tmp_path).security
    for of in (policy.page_policy, policy.block_policy):
        assert "frame-ancestors" not in of(security, framed=False)
        assert set(of(security, framed=False).split("; ")) < set(of(security).split("; "))
