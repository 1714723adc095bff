"""What no reader may miss is there in every language, or a short notice stands in for it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from quangba import announcements
from quangba.checks.look import Look
from quangba.content.schema import Correction, Event, MadeFrom
from quangba.content.tree import Entry, Page
from quangba.languages import Language
from quangba.messages import Text, msg
from quangba.problems import Problem, note, warning
from quangba.site import Site
from quangba.translations import status
from quangba.translations.status import Current, Missing, OneLanguageOnly, Outdated


def of_entry(look: Look, entry: Entry) -> Iterator[Problem]:
    """Corrections, events cancelled or moved, and urgent notices that a language lacks.

    What is still to come is told, too: it would be published without anybody looking again.
    """
    site, expires = look.site, entry.fields.expires
    if entry.source.words.draft or (expires and expires < site.today):
        return
    for language in site.settings.languages:
        page = entry.pages.get(language.locale)
        if not announcements.concerns(site, entry, language.locale):
            continue
        if page is None or page.words.draft:
            yield _without_text(site, entry, language)
        elif not isinstance(entry.fields, Event):  # whose state and days are shared fields
            yield from _behind(entry, page)


def _without_text(site: Site, entry: Entry, language: Language) -> Problem:
    folder = posixpath.join(site.settings.relative(site.settings.docs_dir), language.locale)
    path = posixpath.join(folder, entry.uri)
    page = entry.pages.get(language.locale)
    write = (
        msg("Finish {path} and remove the line `draft: true`", path=path)
        if page
        else msg("Write {path}", path=path)
    )
    if announcements.subject(site, entry, language.locale):
        return note(
            "announcement-stand-in", entry.source.path, None,
            msg("There is no text in {language}: a short notice made of the fields stands in.",
                language=language.name),
            msg("{write}, so that its readers are told the rest, too.", write=write),
        )  # fmt: skip
    return warning(
        "announcement-missing", entry.source.path, _line(entry),
        msg("What is corrected, cancelled, moved or urgent must reach all readers, but there is"
            " neither a text in {language} nor a name for a short notice.",
            language=language.name),
        _instead(site, entry, language, folder, write),
    )  # fmt: skip


def _behind(entry: Entry, page: Page) -> Iterator[Problem]:
    match status.of_entry(entry, page.locale):
        case Outdated(made_from=MadeFrom()):
            yield warning(
                "announcement-outdated", page.path, page.lines.get("made_from"),
                msg("What is corrected or urgent must reach all readers, but this text is behind"
                    " {path}.", path=entry.source.path),
                msg("See what has changed, write it, and accept it: quangba diff {uri} --lang"
                    " {locale}", uri=page.uri, locale=page.locale),
            )  # fmt: skip
        case Outdated() | Missing() | Current() | OneLanguageOnly():
            pass


def _line(entry: Entry) -> int | None:
    match entry.fields:
        case Correction():
            field = "corrects"
        case Event():
            field = "status"
        case _:
            field = "urgent"
    return entry.source.lines.get(field)


def _instead(site: Site, entry: Entry, language: Language, folder: str, write: Text) -> Text:
    """What to write so that the readers are told: the text, or a name in their language."""
    for name in announcements.subjects(entry.fields):
        if name in site.tree.entries:
            page = posixpath.join(folder, name)
            return msg("{write}, or {page}, whose title the notice would show.",
                       write=write, page=page)  # fmt: skip
        if term := site.terms.rows.get(name):
            return msg("{write}, or fill the cell “{locale}” of “{term}” in {file}, line {line}.",
                       write=write, locale=language.locale, term=name,
                       file=site.terms.path, line=term.line)  # fmt: skip
    if isinstance(entry.fields, Event) and not announcements.subjects(entry.fields):
        return msg("{write}, or say here which agreed name or place the event has: {example}",
                   write=write, example="term: hoi-chua-tan-thanh")  # fmt: skip
    return msg("{write}.", write=write)
