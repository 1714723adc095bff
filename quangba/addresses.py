"""Addresses of pages: below the site's root, absolute, and of the other languages."""

from __future__ import annotations

import posixpath

from quangba.content.tree import Entry, Translated
from quangba.languages import Language
from quangba.settings import Settings
from quangba.site import Site


def of(uri: str, language: Language) -> str:
    """The address below the site's root: 'en/kham-pha/na-sam/'; of the home page '.' or 'en/'."""
    stem = posixpath.splitext(uri)[0]
    path = posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem
    address = language.url_prefix + (f"{path}/" if path else "")
    return address or "."


def absolute(settings: Settings, address: str) -> str:
    """The whole address with the site's host."""
    return settings.site_url + ("" if address == "." else address)


def alternates(site: Site, entry: Entry) -> tuple[tuple[str, str], ...]:
    """(tag, address) of each language that has the page, and x-default, for hreflang.

    Empty when the page exists in one language only: there is nothing to choose from.
    """
    found = [
        (language.tag, absolute(site.settings, of(entry.uri, language)))
        for language in site.settings.languages
        if isinstance(entry.version(language.locale), Translated)
    ]
    if len(found) < 2:
        return ()
    owner = site.settings.language(entry.owner)
    default = absolute(site.settings, of(entry.uri, owner))
    return (*found, ("x-default", default))
