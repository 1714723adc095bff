"""Options of how the site is served: one policy, written out for each kind of server."""

from __future__ import annotations

from quangba.validation import Model


class Security(Model):
    """The policy that browsers are told."""
