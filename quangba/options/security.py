"""Options of how the site is served: one policy, written out for each kind of server."""

from __future__ import annotations

from pydantic import Field

from quangba.validation import Model, Words


class Security(Model):
    """The policy that browsers are told.

    allow_html: elements, handlers, attributes and schemes that texts may have all the same.
    """

    allow_html: tuple[Words, ...] = Field((), examples=["[form, iframe]"])
