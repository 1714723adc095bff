"""A translator's commands on files: each reads a page, changes it, and writes it whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quangba.content.sections import is_heading
from quangba.content.tree import Entry
from quangba.errors import InputError
from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.site import Site
from quangba.translations import accept as accepting
from quangba.translations import page_text, status, update, versions
from quangba.translations.readable import unreadable
from quangba.translations.status import Changed, Drift, Outdated
from quangba.translations.update import Say


@dataclass(frozen=True, slots=True)
class Made:
    """A translation's file after `translate`: its path, what is to be done, whether it is new."""

    path: str
    todo: tuple[Drift, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A translation's file after `accept`. published: it was a draft until now."""

    path: str
    problems: tuple[Problem, ...]
    changed: bool = False
    published: bool = False


def translate(settings: Settings, entry: Entry, locale: str, say: Say) -> Made:
    """Make a translation or mark what is to be done in it; the source text of now is kept.

    Raises InputError when it is not clear which sections the translation has.
    """
    file = settings.docs_dir / locale / entry.uri
    path = settings.relative(file)
    page = entry.pages.get(locale)
    if problem := _obstacle(settings, entry, locale):
        raise InputError(msg("Nothing was changed."), (problem,))
    if page is None:
        source = page_text.read(settings.root / entry.source.path)
        made = update.new_translation(source, entry, say)
    else:
        made = update.update(page_text.read(file), entry, page, say)
    versions.keep(settings, entry)
    if page is None or made.text != page_text.read(file):
        made.text.save(file)
    return Made(path, made.todo, page is None)


def _obstacle(settings: Settings, entry: Entry, locale: str) -> Problem | None:
    """Why a translation cannot be brought up to date, if it cannot."""
    page = entry.pages.get(locale)
    if entry.fields.only and locale not in entry.fields.only:
        return error(
            "translate-only", entry.source.path, entry.source.lines.get("only"),
            msg("The page is declared for {only} only.", only=", ".join(entry.fields.only)),
            msg("Add {locale} to `only`, or remove the field.", locale=locale),
        )  # fmt: skip
    if page is None:
        return unreadable(settings, entry, locale)
    made = page.words.made_from
    if made is None:
        return error(
            "translate-unstamped", page.path, None,
            msg("The page does not say which source text it was made from, so it is not known what"
                " has changed."),
            msg("If it tells what {path} tells: quangba accept {uri} --lang {locale}",
                path=entry.source.path, uri=page.uri, locale=locale),
        )  # fmt: skip
    expected = sum(is_heading(key) for key in made.sections)
    if expected != len(page.headings):
        return error(
            "translate-headings", page.path, page.lines.get("made_from"),
            msg("The page has {found} headings; its stamp names {expected}.",
                found=len(page.headings), expected=expected),
            msg("Put the missing heading back or take the new one out; if the page has all"
                " sections of the source text: quangba accept {uri} --lang {locale}",
                uri=page.uri, locale=locale),
        )  # fmt: skip
    return None


def accept(settings: Settings, entry: Entry, locale: str, *, same_meaning: bool = False) -> Done:
    """Stamp a translation and keep the source text that it was made from."""
    page = entry.pages.get(locale)
    if page is None:
        path = settings.relative(settings.docs_dir / locale / entry.uri)
        missing = error(
            "accept-missing", path, None,
            msg("There is no translation that could be accepted."),
            msg("Make it: quangba translate {uri} --lang {locale}", uri=entry.uri, locale=locale),
        )  # fmt: skip
        return Done(path, (unreadable(settings, entry, locale) or missing,))
    file = settings.root / page.path
    text = page_text.read(file)
    made, problems = accepting.accept(text, entry, page, same_meaning=same_meaning)
    if made is None:
        return Done(page.path, problems)
    versions.keep(settings, entry)
    changed = made.text != text
    if changed:
        made.text.save(file)
    return Done(page.path, (), changed, made.published)


def unlike(targets: Iterable[tuple[Entry, str]]) -> Iterator[Problem]:
    """Pages whose languages were made from different texts of a section that has changed.

    Then one of them may lack more than a mended typing mistake.
    """
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for entry, locale in targets:
        state = status.of_entry(entry, locale)
        for drift in state.sections if isinstance(state, Outdated) else ():
            if not isinstance(drift, Changed):
                continue
            place = (entry.uri, drift.section.key)
            other, was = first.setdefault(place, (locale, drift.was))
            if was != drift.was:
                yield error(
                    "accept-unlike", entry.pages[locale].path, None,
                    msg("“{title}” was made from another text than in the language {other}.",
                        title=drift.section.title or drift.section.key, other=other),
                    msg("Look first: quangba diff {uri} --lang {locale}; then accept each language"
                        " with --lang.", uri=entry.uri, locale=locale),
                )  # fmt: skip


def tidy(site: Site) -> tuple[Path, ...]:
    """Remove the kept source texts that no translation is made from any more.

    Raises InputError where pages cannot be read: it is not known which texts those need.
    """
    if problems := tuple(_unknown(site)):
        raise InputError(msg("Nothing was removed."), problems)
    gone = versions.unused(site.settings, site.tree.entries.values())
    for file in gone:
        file.unlink()
    return gone


def _unknown(site: Site) -> Iterator[Problem]:
    """Pages that cannot be read, so that it is not known which source texts they need."""
    settings, tree = site.settings, site.tree
    for uri in sorted(tree.unusable):
        path = settings.relative(settings.docs_dir / settings.source.locale / uri)
        yield error(
            "tidy-unreadable", path, None,
            msg("The page cannot be read, so it is not known which source texts it needs."),
            msg("quangba check tells why."),
        )  # fmt: skip
    for entry in tree.entries.values():
        found = (unreadable(settings, entry, each.locale) for each in settings.languages)
        yield from (problem for problem in found if problem)
