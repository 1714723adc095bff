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


def latest(settings: Settings, language: Language) -> str:
    """The address of the block of latest news that other sites embed: 'en/latest/'."""
    return f"{language.url_prefix}{settings.feeds.latest_path}/"


def absolute(settings: Settings, address: str) -> str:
    """The whole address with the site's host."""
    return settings.site_url + ("" if address == "." else address)


def is_indexed(entry: Entry, locale: str) -> bool:
    """Whether search engines are to know a language's page: it is written in the language.

    Not one that a program has translated and nobody has read: they take many such pages for a
    reason to trust a site less, and who comes from there has not chosen to read one. A page
    behind its source stays: it was right on the day that it names.
    """
    version = entry.version(locale)
    return isinstance(version, Translated) and not version.page.words.machine_draft


def alternates(site: Site, entry: Entry, reader: Language) -> tuple[tuple[str, str], ...]:
    """(tag, address) of each language that has the page, and x-default, for hreflang.

    reader: of the page that names them. Empty where search engines are not to know that page,
    or no other: there is nothing to choose from.
    """
    found = [
        (language.tag, absolute(site.settings, of(entry.uri, language)))
        for language in site.settings.languages
        if is_indexed(entry, language.locale)
    ]
    if len(found) < 2 or not is_indexed(entry, reader.locale):
        return ()
    owner = site.settings.language(entry.owner)
    default = absolute(site.settings, of(entry.uri, owner))
    return (*found, ("x-default", default))
