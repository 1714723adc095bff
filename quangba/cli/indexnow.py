"""`quangba indexnow`: tell search engines of the pages that have changed."""

from __future__ import annotations

from pathlib import Path

import click

from quangba.cli.terminal import CONFIG, Terminal
from quangba.messages import msg

STATE = "indexnow.tsv"

_ABOUT = msg(
    """\
Tell search engines which published pages are new, changed or gone since the last time.

\b
quangba indexnow --dry-run        only show the addresses
quangba indexnow                  tell Bing, Yandex, Naver and others

Off until `indexnow` is set. Run it when the built site has been published; it reads
the site maps in site/, and keeps what it has told in a file of its own."""
)


@click.command(help=str(_ABOUT))
@click.option("--dry-run", is_flag=True, help=str(msg("Tell nobody; show the addresses.")))
@click.option("--all", "every", is_flag=True, help=str(msg("All pages, not only changed ones.")))
@click.option(
    "--state", type=click.Path(path_type=Path, dir_okay=False),
    help=str(msg("Where it is kept what was told; by default in .cache, which may be lost.")),
)  # fmt: skip
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path, file_okay=False),
    help=str(msg("Where the site was built, if not where the settings say.")),
)  # fmt: skip
@CONFIG
@click.pass_obj
def indexnow(
    terminal: Terminal,
    /,
    config_file: Path,
    dry_run: bool,
    every: bool,
    state: Path | None,
    site_dir: Path | None,
) -> None:
    """Tell search engines which published pages are new, changed or gone."""
    from quangba import settings
    from quangba.publish import indexnow as protocol

    site = settings.read(config_file)
    pages = protocol.published(site, site_dir or site.site_dir)
    file = state or site.cache_dir / STATE
    urls = protocol.changed(pages, {} if every else protocol.remembered(file))
    if dry_run:
        for url in urls:
            terminal.raw(url)
        return
    if urls:
        protocol.send(site, urls)
        protocol.remember(file, pages)
    terminal.say(msg("{count} addresses told.", count=len(urls)))
