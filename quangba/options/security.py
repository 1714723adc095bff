"""Options of how the site is served: one policy, written out for each kind of server."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quangba.validation import Day, Flag, Model, Whole, Words

WebAddress = Annotated[Words, Field(pattern=r"^https://\S+$")]
Reach = Annotated[Words, Field(pattern=r"^(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[0-9-]+)$")]
"""How to reach somebody, as an address; https://www.rfc-editor.org/rfc/rfc9116#section-2.5.3."""


class SecurityTxt(Model):
    """Whom those tell who find a weakness of the site: /.well-known/security.txt (RFC 9116).

    contact: the best way first; expires: the last day on which it holds, at most a year ahead;
    policy: the page that says what happens then; languages: tags of those that are understood,
    without them those of the site; encryption: where the key for letters is.
    """

    contact: Annotated[tuple[Reach, ...], Field(min_length=1)] = Field(
        examples=["['mailto:security@www.example.org']"]
    )
    expires: Day = Field(examples=["2027-06-30"])
    policy: WebAddress | None = Field(None, examples=["https://www.example.org/security/"])
    encryption: WebAddress | None = Field(None, examples=["https://www.example.org/key.txt"])
    languages: tuple[Words, ...] = Field((), examples=["[vi, en]"])


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

    allow_html: elements, handlers, attributes and schemes that texts may have all the same;
    public_contacts: e-mail addresses, domains of them (`@office.example`) and telephone numbers
    that everybody may know; what else looks like one must not be in the built site.
    hsts: for how many seconds a browser asks for this host by https only; 0: not said.
    frame_ancestors: sites that may show our pages in a frame; none by default.
    block_ancestors: those that may show the block of latest news, which is made for it.
    permissions: what pages may ask for, `none` or `self`, beyond the usual `none`.
    share_data: whether scripts of other sites may read feeds, calendars and the latest news.
    meta: the policy in the pages, too, for hosting that sends no headers.
    headers_file, htaccess: publish the file in which such hosting reads its headers.
    """

    allow_html: tuple[Words, ...] = Field((), examples=["[form, iframe]"])
    security_txt: SecurityTxt | None = Field(
        None, examples=["{contact: ['mailto:security@www.example.org'], expires: 2027-06-30}"]
    )
    public_contacts: tuple[Words, ...] = Field(
        (), examples=["[office@van-lang.example, '@van-lang.example', '0205 000 0000']"]
    )
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
