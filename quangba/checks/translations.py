"""Translations: each says what it was made from, and none is published half done.

That one is behind stops nothing: it is published with a notice, and told here as a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quangba.checks.look import Look
from quangba.content.tree import Entry, Page
from quangba.messages import msg
from quangba.problems import Problem, Severity, note, warning
from quangba.translations import marks, status
from quangba.translations.status import Current, Missing, OneLanguageOnly, Outdated


def of_entry(_: Look, entry: Entry) -> Iterator[Problem]:
    """Translations without a stamp, with to-do marks, behind their source, or by a machine."""
    for page in entry.pages.values():
        if page.locale != entry.owner:
            yield from _marks(page)
            yield from _machine(page)
            yield from _state(entry, page)


def _state(entry: Entry, page: Page) -> Iterator[Problem]:
    match status.of_entry(entry, page.locale):
        case Outdated(made_from=None):
            yield warning(
                "translation-unstamped", page.path, None,
                msg("The page does not say which source text it was made from."),
                msg("If it tells what {path} tells: quangba accept {uri} --lang {locale}",
                    path=entry.source.path, uri=page.uri, locale=page.locale),
            )  # fmt: skip
        case Outdated(sections=sections):
            yield note(
                "translation-outdated", page.path, page.lines.get("made_from"),
                msg("Behind {path} in {count} of its sections.",
                    path=entry.source.path, count=len(sections)),
                msg("See where: quangba diff {uri} --lang {locale}",
                    uri=page.uri, locale=page.locale),
            )  # fmt: skip
        case Current() | Missing() | OneLanguageOnly():
            pass


def _marks(page: Page) -> Iterator[Problem]:
    """A draft is where such work is done; readers do not see it."""
    for mark in marks.find(page.body, page.body_line):
        found = warning(
            "translation-todo", page.path, mark.line,
            msg("A to-do mark is left: {kind}.", kind=mark.kind),
            msg("Do what it says and delete it; then: quangba accept {uri} --lang {locale}",
                uri=page.uri, locale=page.locale),
        )  # fmt: skip
        yield replace(found, severity=Severity.NOTE) if page.words.draft else found


def _machine(page: Page) -> Iterator[Problem]:
    if page.words.machine_draft:
        yield note(
            "translation-machine", page.path, page.lines.get("machine_draft"),
            msg("A program has written this text; readers are told so."),
            msg("Read it against the source, then: quangba accept {uri} --lang {locale}",
                uri=page.uri, locale=page.locale),
        )  # fmt: skip
