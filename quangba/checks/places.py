"""Places of pages: the home page is there for everybody, and no page stands where a list does.

Nor where the block of latest news stands, which other sites embed, nor among the pages of another
language.
"""

from __future__ import annotations

from collections.abc import Iterator

from quangba import addresses
from quangba.checks.look import Look
from quangba.collections import HOME, Collections
from quangba.content.tree import Absent
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.site import Site


def of_site(look: Look) -> Iterator[Problem]:
    """A home page that is missing for some readers or at some time; addresses given twice."""
    site = look.site
    yield from _home(site)
    yield from _of_languages(site)
    told: set[str] = set()
    for language in site.settings.languages:
        pages = {
            addresses.of(entry.uri, language): entry for entry in site.tree.visible(language.locale)
        }
        lists = Collections(site, language)
        for address in (lists.address(*each) for each in lists.pages()):
            entry = pages.get(address)
            if entry and entry.uri not in told:
                told.add(entry.uri)
                yield error(
                    "address-taken", entry.source.path, None,
                    msg("The page would have the address {address}, where a list of pages stands.",
                        address=address),
                    msg("Give the file or its folder another name, or change `page_path` or"
                        " `topic_path` in {file}.", file=site.settings.config_file.name),
                )  # fmt: skip
    yield from _latest(site)


def _of_languages(site: Site) -> Iterator[Problem]:
    """Pages of the source language in a folder that has the name of another language."""
    source, *others = site.settings.languages
    for entry in site.tree.visible(source.locale):
        address = addresses.of(entry.uri, source)
        for language in others:
            if address.startswith(language.url_prefix):
                yield error(
                    "address-language", entry.source.path, None,
                    msg("The page would have the address {address}, where the pages in {language}"
                        " stand.", address=address, language=language.name),
                    msg("Give the file or its folder another name."),
                )  # fmt: skip


def _latest(site: Site) -> Iterator[Problem]:
    """A page, a list or a former address where the block of latest news stands."""
    settings = site.settings
    for language in settings.languages:
        block = addresses.latest(settings, language)
        pages = {addresses.of(entry.uri, language): entry.source.path
                 for entry in site.tree.visible(language.locale)}  # fmt: skip
        lists = Collections(site, language)
        former = {addresses.of(old, language) for old in site.tree.moved}
        homes = {addresses.of(HOME, each) for each in settings.languages}
        taken = {*former, *homes, *(lists.address(*each) for each in lists.pages())}
        if block in pages or block in taken:
            yield error(
                "address-latest", pages.get(block, settings.config_file.name), None,
                msg("The address {address} is that of the block of latest news, and of something"
                    " else.", address=block),
                msg("In {file} give the block another one, for example: {example}",
                    file=settings.config_file.name, example="feeds: {latest_path: latest-news}"),
            )  # fmt: skip
            return


def _home(site: Site) -> Iterator[Problem]:
    entry = site.tree.entries.get(HOME)
    if entry is None:
        return
    fields = entry.fields
    given = {
        "draft": entry.source.words.draft,
        "publish_at": fields.publish_at,
        "expires": fields.expires,
        "only": any(
            isinstance(entry.version(each.locale), Absent) for each in site.settings.languages
        ),
    }
    for name in (name for name, value in given.items() if value):
        yield error(
            "home-hidden", entry.source.path, entry.source.lines.get(name),
            msg("The home page cannot have `{field}`: every page leads to it.", field=name),
            msg("Remove the line."),
        )  # fmt: skip
