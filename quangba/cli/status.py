"""`quangba status`: which page is behind in which language, at a glance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, Terminal
from quangba.messages import Text, msg

if TYPE_CHECKING:
    from quangba.translations.report import Cell, Report

_ABOUT = msg(
    """\
Tell which pages are missing or behind in which language.

\b
quangba status                         what there is to do
quangba status --lang zh --kind news   of one language and kind
quangba status --html status.html      a page to keep, send or publish
quangba status --fail-under 95         for CI: exit code 1 below 95 %

A page is behind when its source text says something else than the text that it was
made from; its days are counted from the day of the source text (`updated`)."""
)


@click.command(help=str(_ABOUT))
@click.option("--lang", "langs", multiple=True, help=str(msg("Only this language; repeatable.")))
@click.option(
    "--kind", "kinds", multiple=True, help=str(msg("Only this kind of page; repeatable."))
)
@click.option("--all", "every", is_flag=True, help=str(msg("Also list pages without work.")))
@click.option("--json", "as_json", is_flag=True, help=str(msg("For programs.")))
@click.option(
    "--html", "html_file", type=click.Path(path_type=Path, dir_okay=False),
    help=str(msg("Write a page that needs no other file.")),
)  # fmt: skip
@click.option(
    "--fail-under", type=click.FloatRange(0, 100),
    help=str(msg("Exit code 1 where a language has fewer per cent of its pages up to date.")),
)  # fmt: skip
@click.option(
    "--max-age", type=click.IntRange(0),
    help=str(msg("Exit code 1 where a page is behind for more days.")),
)  # fmt: skip
@CONFIG
@click.pass_obj
def status(terminal: Terminal, /, config_file: Path, **options: object) -> None:
    """Tell which pages are missing or behind in which language."""
    from quangba import clock, settings
    from quangba.content import named
    from quangba.content.schema import KINDS
    from quangba.translations import index, report

    site = settings.read(config_file)
    langs, kinds = _several(options["langs"]), _several(options["kinds"])
    for kind in kinds:
        if kind not in KINDS:
            raise click.BadParameter(
                terminal.words(msg("Kinds are: {kinds}.", kinds=", ".join(KINDS))),
                param_hint="--kind",
            )
    locales = [named.language(site, lang).locale for lang in langs]
    today = clock.now().astimezone(site.time_zone).date()
    found = report.make(site, index.read(site), today, locales=locales, kinds=kinds)
    if html_file := options["html_file"]:
        from quangba.store import write_atomically
        from quangba.translations import dashboard

        text = dashboard.html(site, found, terminal.words, terminal.language)
        write_atomically(Path(str(html_file)), text.encode())
        if not options["as_json"]:
            terminal.say(msg("Written: {path}", path=html_file))
    if options["as_json"]:
        terminal.raw(json.dumps(report.as_json(found), ensure_ascii=False, indent=2))
    elif not html_file:
        _tables(terminal, found, every=bool(options["every"]))
    _judge(terminal, found, options["fail_under"], options["max_age"])


def _several(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


def _tables(terminal: Terminal, found: Report, *, every: bool) -> None:
    heads = found.locales
    rows = [row for row in found.rows if every or not row.is_done]
    if rows:
        terminal.table(
            (msg("Page"), *heads),
            (
                (row.uri, *(_cell(terminal, row.cells[each], found) for each in found.locales))
                for row in rows
            ),
            numbers=(),
        )
        terminal.out.print()
    shares: list[tuple[Text | str, ...]] = [
        (part or "/", *_shares(found, part)) for part in found.parts
    ]
    shares.append((msg("All"), *_shares(found, None)))
    terminal.table((msg("Section"), *heads), shares, numbers=range(1, len(heads) + 1))
    for path in found.unreadable:
        terminal.fail(msg("{path} cannot be read; quangba check tells why.", path=path))


def _cell(terminal: Terminal, cell: Cell, found: Report) -> str:
    """The state, how many sections are behind, and since when."""
    from quangba.translations.status import Outdated
    from quangba.translations.wording import state_name

    words = terminal.words(state_name(cell.state))
    if isinstance(cell.status, Outdated) and cell.status.made_from is None:
        words += terminal.words(msg(", never stamped"))
    elif isinstance(cell.status, Outdated):
        words += terminal.words(msg(", sections: {count}", count=len(cell.status.sections)))
    if cell.days is not None:
        words += terminal.words(msg(", since {day}", day=found.since(cell.days)))
    return words + (terminal.words(msg(", by a machine")) if cell.machine else "")


def _shares(found: Report, part: str | None) -> tuple[Text, ...]:
    counts = [found.count(locale, part) for locale in found.locales]
    return tuple(
        msg("{done}/{wanted}  {percent:3.0f} %",
            done=count.states["current"], wanted=count.wanted, percent=count.percent)
        if count.oldest is None
        else msg("{done}/{wanted}  {percent:3.0f} %, behind since {day}",
                 done=count.states["current"], wanted=count.wanted, percent=count.percent,
                 day=found.since(count.oldest))
        for count in counts
    )  # fmt: skip


def _judge(terminal: Terminal, found: Report, percent: object, days: object) -> None:
    from quangba.translations import report

    assert percent is None or isinstance(percent, float)
    assert days is None or isinstance(days, int)
    short = tuple(report.short(found, percent, days))
    for locale, count in short:
        terminal.fail(
            msg("{locale}: {percent:.1f} % up to date, behind since {day}",
                locale=locale, percent=count.percent,
                day=found.since(count.oldest) if count.oldest is not None else "–")
        )  # fmt: skip
    if short or found.unreadable:
        raise SystemExit(EXIT_PROBLEMS)
