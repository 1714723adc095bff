"""The list of what a regulation asks for: it names what exists, and says how far the site is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from quangba.checks.look import Look
from quangba.messages import msg
from quangba.problems import Problem, error, note, warning
from quangba.registers.localised import in_language
from quangba.registers.self_check import FILE, Item, SelfCheck
from quangba.site import Site
from quangba.view.self_check import LAYOUT, look

_GOOD_FOR = dt.timedelta(days=366)


def of_site(seen: Look) -> Iterator[Problem]:
    """Unknown pages and languages, what is asked for and not there, and a check long ago."""
    site, settings = seen.site, seen.site.settings
    path = settings.relative(settings.data_dir / FILE)
    layouts = seen.gathered("layouts")
    pages = [site.tree.entries[uri] for uri, told in layouts if told.layout == LAYOUT]
    if site.self_check is None:
        for entry in pages:
            yield error(
                "self-check-empty", entry.source.path, entry.source.lines.get("layout"),
                msg("The page shows a self-check, and {file} has none.", file=path),
                msg("Write the list, or give the page another layout."),
            )  # fmt: skip
        return
    for item in site.self_check.items:
        yield from _unknown(site, item, path)
        if settings.publisher.status == "official":
            yield from _lacking(site, item, path)
    if pages and settings.publisher.status == "official":
        yield from _old(site, site.self_check, path)


def _unknown(site: Site, item: Item, path: str) -> Iterator[Problem]:
    for uri in item.pages:
        if uri not in site.tree.entries:
            yield error(
                "self-check-page", path, None,
                msg("“{id}” names a page that does not exist: {page}", id=item.id, page=uri),
                msg("Write its path below docs/{locale}/, for example: {example}",
                    locale=site.settings.source.locale, example="index.md"),
            )  # fmt: skip
    known = [language.locale for language in site.settings.languages]
    for locale in item.languages:
        if locale not in known:
            yield error(
                "self-check-language", path, None,
                msg("“{id}” asks for a language that the site does not have: {locale}",
                    id=item.id, locale=locale),
                msg("Languages are: {languages}.", languages=", ".join(known)),
            )  # fmt: skip


def _lacking(site: Site, item: Item, path: str) -> Iterator[Problem]:
    found = look(site, item)
    title = in_language(item.title, site.settings.source.locale, "")
    if found.state == "missing":
        yield note(
            "self-check-lacking", path, None,
            msg("Asked for and not there yet: {title} ({article})",
                title=title, article=item.article),
            msg("Write the page and name it below `pages`, or say where it is with `elsewhere`."),
        )  # fmt: skip
    elif found.state == "partly":
        yield note(
            "self-check-partly", path, None,
            msg("Asked for and not whole: {title} ({article})", title=title, article=item.article),
            msg("Publish every page that it names, in these languages: {languages}",
                languages=", ".join(item.languages or (site.settings.source.locale,))),
        )  # fmt: skip


def _old(site: Site, list_: SelfCheck, path: str) -> Iterator[Problem]:
    if list_.checked is None or site.today - list_.checked > _GOOD_FOR:
        yield warning(
            "self-check-old", path, None,
            msg("Nobody has gone through the self-check for a year."),
            msg("Go through the list and write the day: checked: {day}", day=site.today),
        )  # fmt: skip
