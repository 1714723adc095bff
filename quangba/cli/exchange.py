"""`quangba export`, `import`: pages to translators' tools and back."""

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
    from quangba.site import Site
    from quangba.translations.exchange.files import Format
    from quangba.translations.exchange.imports import Imported

_ABOUT_EXPORT = msg(
    """\
Write pages as files for translators and their tools.

\b
quangba export kham-pha/na-sam --lang zh --to na-sam.xlf
quangba export --outdated --lang zh --format po --to work/

XLIFF 2.1 shows links, pictures and figures as codes that cannot be damaged; PO has
them as text. What is translated already is in the file, marked as done; what has
changed is marked for review. Bring the file back with: quangba import FILE"""
)
_ABOUT_IMPORT = msg(
    """\
Put the words of files that came back into the pages.

Only what translators have done is taken. A section whose texts are all translated is
stamped with the source text that the file was made from. Where the page has newer words
than the file knew, they stay, and the file's are told of; --force takes the file's."""
)


@click.command("export", help=str(_ABOUT_EXPORT))
@click.argument("pages", nargs=-1, metavar="[PAGE…]")
@LANG
@click.option(
    "--format", "form", type=click.Choice(["xliff", "po"]), default=None,
    help=str(msg("Format of the files; by default that of the file's ending, else XLIFF.")),
)  # fmt: skip
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER",
    help=str(msg("One file for all pages, or a folder for one file a page.")),
)  # fmt: skip
@click.option("--outdated", is_flag=True, help=str(msg("All pages that are missing or behind.")))
@click.option("--all", "every", is_flag=True, help=str(msg("All pages.")))
@CONFIG
@click.pass_obj
def export(  # noqa: PLR0913, PLR0917 - one an option
    terminal: Terminal,
    pages: tuple[str, ...],
    lang: str,
    form: Format | None,
    target: Path,
    outdated: bool,
    every: bool,
    config_file: Path,
) -> None:
    """Write pages as files for translators and their tools."""
    from quangba.content import named
    from quangba.errors import InputError
    from quangba.translations import versions
    from quangba.translations.exchange import files, po, units
    from quangba.translations.readable import unreadable

    if not (pages or outdated or every):
        raise click.UsageError(terminal.words(msg("Name a page, or say --outdated or --all.")))
    loaded = read_site(config_file)
    locale = named.language(loaded.settings, lang).locale
    entries = [named.entry(loaded.settings, loaded.tree, page) for page in pages]
    entries += [each for each in _chosen(loaded, locale, every=every) if outdated or every]
    found_wrong = (
        units.obstacle(each, locale) or unreadable(loaded.settings, each, locale)
        for each in entries
    )
    wrong = [problem for problem in found_wrong if problem]
    if wrong:
        raise InputError(msg("Nothing was exported."), tuple(wrong))
    sheets = []
    for entry in dict.fromkeys(each.uri for each in entries):
        found = loaded.tree.entries[entry]
        sheets.append(units.of_entry(loaded, found, locale, terminal.words))
        versions.keep(loaded.settings, found)
    if not sheets:
        terminal.say(msg("Nothing to translate."))
        return
    chosen: Format = form or ("po" if target.suffix.lower() in po.SUFFIXES else "xliff")
    written = files.write(loaded.settings, sheets, locale, chosen, target, terminal.words)
    terminal.say(
        msg(
            "{pages} pages, {units} texts, {open} of them to do: {target}",
            pages=len(sheets), units=sum(len(sheet.units) for sheet in sheets),
            open=sum(not unit.state.is_done for sheet in sheets for unit in sheet.units),
            target=written[0] if len(written) == 1 else target,
        )
    )  # fmt: skip


def _chosen(loaded: Site, locale: str, *, every: bool) -> list[Entry]:
    """The pages that a language should have: all of them, or those that are behind."""
    from quangba.translations import status

    found: list[Entry] = []
    for entry in loaded.tree.entries.values():
        if entry.owner == locale:
            continue
        match status.of_entry(entry, locale):
            case status.OneLanguageOnly():
                continue
            case status.Current() if not every:
                continue
            case status.Current() | status.Missing() | status.Outdated():
                found.append(entry)
    return found


@click.command("import", help=str(_ABOUT_IMPORT))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--force", is_flag=True, help=str(msg("Take the file's words over newer ones.")))
@CONFIG
@click.pass_obj
def import_(terminal: Terminal, files: tuple[Path, ...], force: bool, config_file: Path) -> None:
    """Put the words of files that came back into the pages."""
    from quangba import settings, site
    from quangba.translations.exchange import files as exchanged
    from quangba.translations.exchange import imports

    problems: list[Problem] = []
    read_settings = settings.read(config_file)
    loaded, _ = site.load(read_settings)
    written: set[str] = set()
    for file in files:
        received = exchanged.read(file, str(file))
        if not written.isdisjoint(imports.page_of(loaded.tree, unit) for unit in received.units):
            loaded, _ = site.load(read_settings)  # an earlier file was about one of its pages
            written.clear()
        imported, found = imports.of_file(loaded, received, str(file), terminal.words, force=force)
        problems += found
        for page in imported:
            if page.text is not None:
                page.text.save(loaded.settings.root / page.path)
                written.add(page.uri)
            _tell(terminal, page)
    terminal.problems(problems)
    if stops(problems, strict=False):
        raise SystemExit(EXIT_PROBLEMS)


def _tell(terminal: Terminal, page: Imported) -> None:
    if page.text is None:
        terminal.say(msg("{path}: nothing new, {open} texts to do", path=page.path, open=page.open))
    else:
        terminal.say(
            msg("{path}: {taken} texts taken, {sections} sections up to date again, {open} to do",
                path=page.path, taken=page.taken, sections=len(page.stamped), open=page.open)
        )  # fmt: skip
