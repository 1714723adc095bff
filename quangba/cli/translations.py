"""`quangba diff`, `translate`, `accept`: what a translator does with one page after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, LANG, Terminal, read_site
from quangba.messages import msg
from quangba.problems import stops

if TYPE_CHECKING:
    from quangba.content.tree import Entry
    from quangba.problems import Problem
    from quangba.settings import Settings
    from quangba.site import Site
    from quangba.translations.difference import Difference, Piece

_ABOUT_TRANSLATE = msg(
    """\
Make a translation, or bring one to the source text's state of today.

What is current stays as it is, and so do all words of a translator. Sections that
have changed or are new get a mark that shows the source text: <!-- TODO translate …
Do what it says, delete it, then: quangba accept PAGE --lang LANG"""
)
_ABOUT_ACCEPT = msg(
    """\
Stamp translations: they tell what their source texts tell today.

\b
quangba accept kham-pha/na-sam --lang zh
quangba accept kham-pha/na-sam --no-change-of-meaning

The second is for a mended typing mistake in the source text that no translation needs
to follow; without --lang it is for all languages that were made from the same text."""
)


@click.command(help=str(msg("Show what has changed in a page since it was translated, by words.")))
@click.argument("page")
@LANG
@CONFIG
@click.pass_obj
def diff(terminal: Terminal, page: str, lang: str, config_file: Path) -> None:
    """Show what has changed in a page since it was translated, by words."""
    from quangba.content import named
    from quangba.errors import InputError
    from quangba.translations import difference, status
    from quangba.translations.readable import unreadable

    loaded = read_site(config_file)
    entry = named.entry(loaded.settings, loaded.tree, page)
    locale = named.language(loaded.settings, lang).locale
    if problem := unreadable(loaded.settings, entry, locale):
        raise InputError(msg("Nothing was compared."), (problem,))
    match status.of_entry(entry, locale):
        case status.Missing():
            terminal.say(
                msg("There is no translation yet: quangba translate {uri} --lang {locale}",
                    uri=entry.uri, locale=locale)
            )  # fmt: skip
        case status.OneLanguageOnly():
            terminal.say(msg("The page is not meant for this language."))
        case status.Current():
            terminal.say(msg("It is up to date."))
        case status.Outdated(made_from=made, now=now):
            terminal.say(
                msg("{path}: text of {now}; translated from that of {day}",
                    path=entry.source.path, now=now or "–", day=made.day if made else "–")
            )  # fmt: skip
            for found in difference.of_page(loaded.settings, entry, locale):
                _show(terminal, found)


def _show(terminal: Terminal, found: Difference) -> None:
    from quangba.translations.wording import drift_name

    terminal.out.print()
    terminal.out.print(f"[bold]{_escape(terminal.words(drift_name(found.drift)))}[/bold]")
    if found.pieces:
        terminal.out.print("".join(_piece(terminal, piece) for piece in found.pieces).strip())
    elif found.now is not None:
        terminal.say(msg("The old text is not known any more; the text now:"))
        terminal.out.print(_escape(found.now.text.strip()))
    if found.translation is not None:
        terminal.out.print(f"[dim]{_escape(terminal.words(msg('Translation:')))}[/dim]")
        terminal.out.print(_escape(found.translation.text.strip()))


def _piece(terminal: Terminal, piece: Piece) -> str:
    """In colours for people, in the marks of `git diff --word-diff` for files and pipes."""
    text = _escape(piece.text)
    seen = terminal.out.is_terminal
    match piece.kind:
        case "same":
            return text
        case "gone":
            return f"[red strike]{text}[/]" if seen else _escape(f"[-{piece.text}-]")
        case "come":
            return f"[green]{text}[/]" if seen else f"{{+{text}+}}"


@click.command(help=str(_ABOUT_TRANSLATE))
@click.argument("pages", nargs=-1, required=True, metavar="PAGE…")
@LANG
@click.option(
    "--machine", is_flag=True,
    help=str(msg("Let the program set as machine_translation draft what is new.")),
)  # fmt: skip
@CONFIG
@click.pass_obj
def translate(
    terminal: Terminal, pages: tuple[str, ...], lang: str, machine: bool, config_file: Path
) -> None:
    """Make a translation, or bring one to the source text's state of today."""
    from quangba.content import named
    from quangba.translations import machine as drafting
    from quangba.translations import work
    from quangba.translations.wording import drift_name

    loaded = read_site(config_file)
    locale = named.language(loaded.settings, lang).locale
    entries = [named.entry(loaded.settings, loaded.tree, page) for page in pages]
    if machine:
        drafting.require(loaded.settings)
    problems: list[Problem] = []
    for entry in entries:
        made = work.translate(loaded.settings, entry, locale, terminal.words)
        if made.is_new:
            terminal.say(msg("{path}: new, a draft", path=made.path))
        elif not made.todo:
            terminal.say(msg("{path}: nothing to do", path=made.path))
        else:
            terminal.say(msg("{path}: to do", path=made.path))
        for drift in () if made.is_new else made.todo:
            terminal.out.print(f"  {_escape(terminal.words(drift_name(drift)))}")
        if machine and made.todo:
            drafted = drafting.fill(loaded, entry, locale, terminal.words)
            problems += drafted.problems
            terminal.say(msg("{path}: {count} texts drafted; read them all before you accept them",
                             path=made.path, count=drafted.texts))  # fmt: skip
        if made.todo:
            terminal.say(
                msg("Then: quangba accept {uri} --lang {locale}", uri=entry.uri, locale=locale)
            )
    terminal.problems(problems)
    if stops(problems, strict=False):
        raise SystemExit(EXIT_PROBLEMS)


@click.command(help=str(_ABOUT_ACCEPT))
@click.argument("pages", nargs=-1, metavar="[PAGE…]")
@click.option("--lang", default="", help=str(msg("The language, as its folder is named.")))
@click.option("--all", "every", is_flag=True, help=str(msg("All translated pages.")))
@click.option(
    "--no-change-of-meaning", "same_meaning", is_flag=True,
    help=str(msg("What has changed in the source text needs no other words.")),
)  # fmt: skip
@CONFIG
@click.pass_obj
def accept(
    terminal: Terminal,
    pages: tuple[str, ...],
    lang: str,
    every: bool,
    same_meaning: bool,
    config_file: Path,
) -> None:
    """Stamp translations: they tell what their source texts tell today."""
    from quangba.translations import work

    loaded = read_site(config_file)
    if not (pages or every):
        raise click.UsageError(terminal.words(msg("Name a page, or say --all.")))
    if not (lang or same_meaning):
        raise click.UsageError(terminal.words(msg("Name a language with --lang.")))
    targets = _targets(loaded, pages, lang, every=every)
    problems: list[Problem] = [*(work.unlike(targets) if same_meaning and not lang else ())]
    for entry, locale in () if problems else targets:
        done = work.accept(loaded.settings, entry, locale, same_meaning=same_meaning)
        problems += done.problems
        if not done.problems:
            _tell_accepted(terminal, done)
    terminal.problems(problems)
    if problems:
        raise SystemExit(EXIT_PROBLEMS)


@click.command(help=str(msg("Remove kept source texts that no translation is made from any more.")))
@CONFIG
@click.pass_obj
def tidy(terminal: Terminal, config_file: Path) -> None:
    """Remove kept source texts that no translation is made from any more."""
    from quangba.translations import work

    gone = work.tidy(read_site(config_file))
    terminal.say(msg("{count} kept source texts removed", count=len(gone)))


def _targets(
    loaded: Site, pages: tuple[str, ...], lang: str, *, every: bool
) -> tuple[tuple[Entry, str], ...]:
    """The translations that are meant: those that are there, and each that was named."""
    from quangba.content import named

    settings: Settings = loaded.settings
    locales = [each.locale for each in settings.languages if not each.is_source]
    if lang:
        locales = [named.language(settings, lang).locale]
    entries = [named.entry(settings, loaded.tree, page) for page in pages]
    return tuple(
        (entry, locale)
        for entry in (loaded.tree.entries.values() if every else entries)
        for locale in locales
        if (locale in entry.pages or (lang and not every)) and locale != entry.owner
    )


def _tell_accepted(terminal: Terminal, done: object) -> None:
    from quangba.translations.work import Done

    assert isinstance(done, Done)
    if not done.changed:
        terminal.say(msg("{path}: was up to date", path=done.path))
    elif done.published:
        terminal.say(msg("{path}: accepted, no draft any more", path=done.path))
    else:
        terminal.say(msg("{path}: accepted", path=done.path))


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)
