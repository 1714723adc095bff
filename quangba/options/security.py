"""Options of how the site is served: one policy, written out for each kind of server."""

from __future__ import annotations

from pydantic import Field

from quangba.validation import Model, Words


class Security(Model):
    """The policy that browsers are told.

    allow_html: elements, handlers, attributes and schemes that texts may have all the same;
    public_contacts: e-mail addresses, domains of them (`@office.example`) and telephone numbers
    that everybody may know; what else looks like one must not be in the built site.
    """

    allow_html: tuple[Words, ...] = Field((), examples=["[form, iframe]"])
    public_contacts: tuple[Words, ...] = Field(
        (), examples=["[office@van-lang.example, '@van-lang.example', '0205 000 0000']"]
    )
