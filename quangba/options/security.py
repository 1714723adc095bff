"""Options of how the site is served: one policy, written out for each kind of server."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from quangba.validation import Day, Model, Words

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


class Security(Model):
    """The policy that browsers are told.

    allow_html: elements, handlers, attributes and schemes that texts may have all the same;
    public_contacts: e-mail addresses, domains of them (`@office.example`) and telephone numbers
    that everybody may know; what else looks like one must not be in the built site.
    """

    allow_html: tuple[Words, ...] = Field((), examples=["[form, iframe]"])
    security_txt: SecurityTxt | None = Field(
        None, examples=["{contact: ['mailto:security@www.example.org'], expires: 2027-06-30}"]
    )
    public_contacts: tuple[Words, ...] = Field(
        (), examples=["[office@van-lang.example, '@van-lang.example', '0205 000 0000']"]
    )
