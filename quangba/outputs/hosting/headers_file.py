"""`_headers`: how hosting that takes a folder (Netlify, Cloudflare) is told what to send.

All rules that match a path count. At Netlify the value of the later, more special rule stands; at
Cloudflare values of one name are joined by a comma, and a line `! Name` takes away what an earlier
rule has set. Both have their own way of compressing and of keeping pages, which is left to them.
https://docs.netlify.com/manage/routing/headers/
https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

from typing import Literal

from quangba.outputs.hosting.place import Place
from quangba.outputs.hosting.policy import headers
from quangba.settings import Settings

FILE = "_headers"
MOST_RULES = 100
LONGEST_LINE = 2000
"""Limits of Cloudflare; a test holds the file against them."""

Dialect = Literal["netlify", "cloudflare"]
_EVERYTHING = "*"


def make(settings: Settings, dialect: Dialect) -> str:
    """The file, for one of the two."""
    place = Place.of(settings)
    rules: dict[str, list[str]] = {_EVERYTHING: []}
    for header in headers(settings):
        first = True
        for choice in reversed(header.choices):
            for glob in choice.globs:
                lines = rules.setdefault(glob, [])
                if not first and dialect == "cloudflare":
                    lines.append(f"! {header.name}")
                lines.append(f"{header.name}: {choice.value}")
            first = first and not choice.globs
    blocks = (
        "".join((f"{place.base}{glob}\n", *(f"  {line}\n" for line in lines)))
        for glob, lines in rules.items()
    )
    head = f"# Written by quangba for {dialect.title()}; developers/hosting.md explains it.\n"
    return "\n".join((head, *blocks))
