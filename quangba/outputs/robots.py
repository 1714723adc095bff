"""robots.txt: everything may be read, and where the site maps are.

It lists nothing that is not to be found: whoever looks for such things reads it first. Pages that
search engines are not to know say so themselves, which needs them to be read.
"""

from __future__ import annotations

from collections.abc import Iterable

FILE = "robots.txt"


def make(site_maps: Iterable[str], more: Iterable[str] = ()) -> bytes:
    """The file. site_maps: whole addresses; more: lines that the site's settings add."""
    added = "".join(f"{line}\n" for line in more)
    maps = "".join(f"Sitemap: {url}\n" for url in site_maps)
    return f"User-agent: *\nAllow: /\n\n{f'{added}{chr(10)}' if added else ''}{maps}".encode()
