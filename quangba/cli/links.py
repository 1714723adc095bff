"""`quangba links`: ask whether the links to other sites still lead anywhere."""

from __future__ import annotations

from pathlib import Path

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, STRICT, Terminal
from quangba.messages import msg

_ABOUT = msg(
    """\
Ask whether the pages of others that this site links to are still there.

\b
quangba links --dry-run           only show what would be asked, and where it stands
quangba links                     ask, and write assets/data/external_links.yml

Each host is asked for one page at a time, with a pause, and its robots.txt is
respected. A link counts as broken when it has failed on two different days; a site
that refuses programs is not counted. `quangba check` tells what was found; nothing
is asked while building."""
)


@click.command(help=str(_ABOUT))
@click.option("--dry-run", is_flag=True, help=str(msg("Ask nobody; show the addresses.")))
@click.option(
    "--older-than", type=click.IntRange(0), default=30, show_default=True,
    help=str(msg("Ask again those that were asked so many days ago.")),
)  # fmt: skip
@click.option(
    "--minutes", type=click.FloatRange(0), default=20.0, show_default=True,
    help=str(msg("Stop after so many minutes; the next run goes on.")),
)  # fmt: skip
@click.option(
    "--pause", type=click.FloatRange(0), default=2.0, show_default=True,
    help=str(msg("Seconds between two requests to one host.")),
)  # fmt: skip
@click.option(
    "--private", is_flag=True,
    help=str(msg("Ask addresses of this machine and of the office's network, too.")),
)  # fmt: skip
@CONFIG
@STRICT
@click.pass_obj
def links(  # noqa: PLR0913 - one argument an option
    terminal: Terminal,
    /,
    *,
    config_file: Path,
    strict: bool,
    dry_run: bool,
    older_than: int,
    minutes: float,
    pause: float,
    private: bool,
) -> None:
    """Ask whether the links to other sites still lead anywhere."""
    from quangba import __version__, checks, clock, outside, settings, site
    from quangba.checks import external_links as rule
    from quangba.external import round as rounds
    from quangba.external.ask import Asker
    from quangba.problems import in_order, stops
    from quangba.registers import external_links
    from quangba.store import write_atomically

    loaded, _ = site.load(settings.read(config_file))
    places = outside.links(loaded)
    known, _ = external_links.read(loaded.settings)
    today = clock.now().astimezone(loaded.settings.time_zone).date()
    due = rounds.due(places, known, today, older_than)
    if dry_run:
        for url in due:
            path, line = places[url][0]
            terminal.raw(f"{url}\t{path}:{line or 1}")
        return
    agent = f"quangba-links/{__version__} (+{loaded.settings.site_url})"
    asking = rounds.Round(Asker(agent, private).ask, agent, pause, minutes * 60)
    found = {}
    for url, verdict in asking.run(due):
        found[url] = verdict
        terminal.raw(f"{verdict.state}\t{url}\t{verdict.why or verdict.moved}".rstrip())
    rows = rounds.after(places, known, found, today)
    if rows or known:
        file = loaded.settings.data_dir / external_links.FILE
        text = external_links.dump(rows).encode()
        if not file.is_file() or file.read_bytes() != text:
            write_atomically(file, text)
    look = checks.Checks(loaded).look
    entries = loaded.tree.entries.values()
    of_entries = (problem for entry in entries for problem in rule.of_entry(look, entry))
    problems = in_order((*rule.of_site(look), *of_entries))
    terminal.problems(problems)
    terminal.say(
        msg("{asked} links asked, {left} left for the next time, {all} in all.",
            asked=len(found), left=len(due) - len(found), all=len(places))
    )  # fmt: skip
    if stops(problems, strict=strict):
        raise SystemExit(EXIT_PROBLEMS)
