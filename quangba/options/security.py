"""Options of how the site is served: one policy, written out for each kind of server."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quangba.validation import Flag, Model, Whole, Words

HostSource = Annotated[
    Words, Field(pattern=r"^https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]+)?(/[\w./~%-]*)?$")
]
"""Another site in a policy: https, a host, no keyword; https://www.w3.org/TR/CSP3/#source-lists."""

Feature = Annotated[Words, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
"""What Permissions-Policy calls a thing that a page may ask for: `geolocation`."""


class Extra(Model):
    """A source that pages need beyond the site itself, and what for."""

    directive: Literal[
        "connect-src", "font-src", "frame-src", "img-src", "media-src", "script-src", "style-src"
    ] = Field(examples=["frame-src"])
    source: HostSource = Field(examples=["https://video.example.org"])
    reason: Words = Field(examples=["The livestream of the council."])


class Security(Model):
    """The policy that browsers are told.

    hsts: for how many seconds a browser asks for this host by https only; 0: not said.
    frame_ancestors: sites that may show our pages in a frame; none by default.
    block_ancestors: those that may show the block of latest news, which is made for it.
    permissions: what pages may ask for, `none` or `self`, beyond the usual `none`.
    share_data: whether scripts of other sites may read feeds, calendars and the latest news.
    meta: the policy in the pages, too, for hosting that sends no headers.
    headers_file, htaccess: publish the file in which such hosting reads its headers.
    """

    hsts: Annotated[Whole, Field(ge=0)] = Field(0, examples=["31536000"])
    hsts_subdomains: Flag = Field(False, examples=["true"])
    frame_ancestors: tuple[HostSource, ...] = Field((), examples=["[https://portal.example.org]"])
    block_ancestors: tuple[HostSource, ...] | Literal["anybody"] = Field(
        "anybody", examples=["[https://portal.example.org]"]
    )
    referrer: Literal["no-referrer", "same-origin", "strict-origin",
                      "strict-origin-when-cross-origin"] = Field(
        "strict-origin-when-cross-origin", examples=["same-origin"]
    )  # fmt: skip
    permissions: dict[Feature, Literal["none", "self"]] = Field(
        {}, examples=["{geolocation: self}"]
    )
    sources: tuple[Extra, ...] = Field(
        (),
        examples=[
            "[{directive: frame-src, source: https://video.example.org, reason: Livestream}]"
        ],
    )
    share_data: Flag = Field(True, examples=["false"])
    meta: Flag = Field(True, examples=["false"])
    headers_file: Literal["none", "netlify", "cloudflare"] = Field("none", examples=["netlify"])
    htaccess: Flag = Field(False, examples=["true"])
