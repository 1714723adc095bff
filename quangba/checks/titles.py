"""Titles and descriptions as search engines show them: of a length that they show, and each once.

Two pages of a language with one title are told apart by nobody who sees them in a list of
results. Lists that have no file of their own count, too: those by year, and those by topic.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from quangba import addresses, snippets
from quangba.checks.look import Look
from quangba.collections import HOME
from quangba.content import strings
from quangba.content.tree import Entry, Page
from quangba.languages import Language
from quangba.messages import msg
from quangba.problems import Problem, note, warning
from quangba.settings import Settings
from quangba.view.listings import Listings
from quangba.view.lists import Lists
from quangba.view.parts import Parts


class Told(NamedTuple):
    """A title that search engines show. line: where it stands in the file."""

    title: str
    path: str
    line: int | None


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """What search engines would cut off."""
    for page in entry.pages.values():
        yield from _length(page, look.parts(look.site.settings.language(page.locale)))


def gather(look: Look, entry: Entry) -> dict[str, Told] | None:
    """Titles of an entry by language."""
    return {
        locale: Told(
            look.parts(look.site.settings.language(locale)).said(page, "title"),
            page.path,
            page.lines.get("title"),
        )
        for locale, page in entry.pages.items()
        if addresses.is_indexed(entry, locale) and entry.uri != HOME
    } or None


def of_site(look: Look) -> Iterator[Problem]:
    """What they would show twice, and the home page's title."""
    site = look.site
    titles = [told for _, told in look.gathered("titles")]
    for language in site.settings.languages:
        yield from _home(site.settings, language)
        shown = [told[language.locale] for told in titles if language.locale in told]
        yield from _twice(shown, look.parts(language))


def _home(settings: Settings, language: Language) -> Iterator[Problem]:
    """The home page goes by the site's name and motto."""
    title = " – ".join(filter(None, (language.site_name or settings.site_name, language.tagline)))
    found, most = snippets.length(title, language), snippets.limits(language).title
    if found > most:
        yield warning(
            "title-long", settings.config_file.name, None,
            msg("The home page is called “{title}”, which is {found} characters long; search"
                " engines show about {most}.", title=title, found=found, most=most),
            msg("Make site_name or site_description of the language shorter."),
        )  # fmt: skip


def _length(page: Page, parts: Parts) -> Iterator[Problem]:
    language, limits = parts.language, snippets.limits(parts.language)
    found = snippets.length(parts.said(page, "title"), language)
    if found > limits.title and page.uri != HOME:
        yield warning(
            "title-long", page.path, page.lines.get("title"),
            msg("The title is {found} characters long; search engines show about {most}.",
                found=found, most=limits.title),
            msg("Say it shorter, with what the page is about first; the menu can have a shorter"
                " one still: menu_title"),
        )  # fmt: skip
    found = snippets.length(parts.said(page, "description"), language)
    if found > limits.description:
        yield warning(
            "description-long", page.path, page.lines.get("description"),
            msg("The description is {found} characters long; search engines show about {most}.",
                found=found, most=limits.description),
            msg("Say in one or two sentences what readers find on the page; the text has room"
                " for the rest."),
        )  # fmt: skip
    elif found < limits.least:
        yield note(
            "description-short", page.path, page.lines.get("description"),
            msg("The description has only {found} characters; search engines want {least} to"
                " {most}.", found=found, least=limits.least, most=limits.description),
            msg("Say in one or two sentences what readers find on the page."),
        )  # fmt: skip


def _twice(pages: list[Told], parts: Parts) -> Iterator[Problem]:
    """Titles that an earlier page of the language has, or a list."""
    claimed = {_key(title): address for title, address in _lists(parts)}
    for page in pages:
        title = page.title
        other = claimed.setdefault(_key(title), page.path)
        if other != page.path:
            yield warning(
                "title-twice", page.path, page.line,
                msg("“{title}” is the title of {other}, too: nobody can tell them apart in a list"
                    " of results.", title=title, other=other),
                msg("Give one of them a title that says what it alone is about."),
            )  # fmt: skip


def _key(title: str) -> str:
    return unicodedata.normalize("NFC", title).casefold()


def _lists(parts: Parts) -> Iterator[tuple[str, str]]:
    """Title and address of each list that has no file; none where words for them are missing."""
    words = parts.site.tree.strings.get(parts.language.locale, {})
    if not words.keys() >= set(strings.LIST_KEYS):
        return
    lists = Lists(parts)
    listings = Listings(parts, lists)
    for selection, number in lists.collections.pages():
        if number == 1:
            yield listings.title(selection), lists.collections.address(selection)
