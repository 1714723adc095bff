"""`quangba new` and `quangba move`: pages from the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, Terminal
from quangba.messages import msg

if TYPE_CHECKING:
    from quangba.editing.move import Plan
    from quangba.settings import Settings

ALL = "*"

_ABOUT_NEW = msg(
    """\
Begin a page: KIND is page, place, event, news, story, video, project,
publication or correction.

The file comes where pages of its kind are, named after the title in plain
letters, with the fields that its kind has. It is a draft: replace each TODO,
write the text, and remove the line draft: true to publish it.

\b
quangba new news "Hội chùa Tân Thanh"
quangba new event "Hội Ná Nhèm" --date 2027-02-20 --stubs
quangba new page "Đường sá" --to den-tham --slug duong-di --stubs en,zh"""
)
_ABOUT_MOVE = msg(
    """\
Give a page or a section another path, in every language.

Links, front matter, sidecars and registers that name it are mended; the old
addresses lead to the new ones. All of it happens, or nothing.

\b
quangba move kham-pha/na-sam.md kham-pha/thi-tran-na-sam.md
quangba move docs/vi/tin-tuc/le-hoi.md su-kien/
quangba move san-vat/ dac-san/ --dry-run"""
)


@click.command(help=str(_ABOUT_NEW))
@click.argument("kind")
@click.argument("title")
@click.option("--to", "folder", help=str(msg("Folder below that of the language.")))
@click.option("--slug", "name", default="", help=str(msg("The file's name, without ending.")))
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help=str(msg("Day of publication, of an event its first one; else today.")),
)  # fmt: skip
@click.option(
    "--stubs", "languages", is_flag=False, flag_value=ALL, default="", metavar="[LANG,…]",
    help=str(msg("Begin the translations, too: in these languages, or in all.")),
)  # fmt: skip
@CONFIG
@click.pass_obj
def new(  # noqa: PLR0913, PLR0917 - options of one command
    terminal: Terminal,
    kind: str,
    title: str,
    folder: str | None,
    name: str,
    day: dt.datetime | None,
    languages: str,
    config_file: Path,
) -> None:
    """Begin a page."""
    from quangba import clock, settings
    from quangba.editing import new_page
    from quangba.editing.draft import Wish

    site_settings = settings.read(config_file)
    wish = Wish(
        kind=kind,
        title=title,
        today=clock.now().astimezone(site_settings.time_zone).date(),
        say=terminal.words,
        folder=folder,
        slug=name,
        day=day.date() if day else None,
        stubs=_locales(site_settings, languages),
    )
    page, problems = new_page.propose(site_settings, wish)
    terminal.problems(problems)
    if page is None:
        raise SystemExit(EXIT_PROBLEMS)
    new_page.write(site_settings, page)
    for file in (each for each in page.files if each.is_relative_to(site_settings.docs_dir)):
        terminal.say(msg("{path} is there.", path=site_settings.relative(file)))
    terminal.say(msg("Still to be written: {fields}.", fields=", ".join((*page.todo, "…"))))
    terminal.say(msg("It is a draft; to publish it, remove the line  draft: true"))
    terminal.say(msg("To look at it while you write: quangba serve"))


def _locales(site_settings: Settings, given: str) -> tuple[str, ...]:
    """The languages that a person names; raises InputError for one that the site does not have."""
    from quangba.content import named

    if given == ALL:
        return tuple(each.locale for each in site_settings.languages if not each.is_source)
    names = (part.strip() for part in given.split(","))
    return tuple(
        dict.fromkeys(named.language(site_settings, name).locale for name in names if name)
    )


@click.command(help=str(_ABOUT_MOVE))
@click.argument("old")
@click.argument("new")
@click.option("-n", "--dry-run", is_flag=True, help=str(msg("Only say what would change.")))
@CONFIG
@click.pass_obj
def move(terminal: Terminal, old: str, new: str, dry_run: bool, config_file: Path) -> None:
    """Give a page or a section another path, in every language."""
    from quangba import settings
    from quangba.editing import move as editing

    site_settings = settings.read(config_file)
    plan, problems = editing.plan(site_settings, old, new)
    terminal.problems(problems)
    if plan is None:
        terminal.fail(msg("Nothing was moved."))
        raise SystemExit(EXIT_PROBLEMS)
    if not dry_run:
        editing.carry_out(site_settings, plan)
    _tell(terminal, plan, dry_run=dry_run)


def _tell(terminal: Terminal, plan: Plan, *, dry_run: bool) -> None:
    for before, after in plan.renamed:
        terminal.say(msg("{old} -> {new}", old=before, new=after))
    for each in plan.mended if dry_run else ():
        terminal.say(
            msg("{path}:{line}: {before} -> {after}",
                path=each.path, line=each.line, before=each.before or "+", after=each.after)
        )  # fmt: skip
    counts = {
        "pages": len(plan.renamed),
        "places": len(plan.mended),
        "files": len({each.path for each in plan.mended}),
    }
    if dry_run:
        terminal.say(msg("{pages} files would move, {places} places change in {files} files",
                         **counts))  # fmt: skip
    else:
        terminal.say(msg("{pages} files moved, {places} places changed in {files} files", **counts))
        terminal.say(msg("The old addresses lead to the new ones after the next build."))
