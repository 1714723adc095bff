"""`quangba bundle`: the site for machines without network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, EXIT_PROBLEMS, Terminal, read_site, size
from quangba.messages import msg

if TYPE_CHECKING:
    from quangba.publish.bundle.manifest import Manifest
    from quangba.publish.bundle.sources import Part

FOLDER = "offline"

_ABOUT = msg(
    """\
Make an offline copy of the built site: for a stick, or a machine without network.

\b
quangba bundle                       into the folder offline/; open index.html there
quangba bundle --to stick.zip        one file; unpack it before you open index.html
quangba bundle verify offline        look whether a copy is still whole
quangba bundle serve offline         look at a copy as from a server

Every page of the copy tells of what day its content is, and says so when that is long
ago. Search works without a server."""
)


@click.group(name="bundle", invoke_without_command=True, help=str(_ABOUT))
@click.option(
    "--to", "target", type=click.Path(path_type=Path), default=Path(FOLDER), show_default=True,
    help=str(msg("A folder, or a file that ends in .zip.")),
)  # fmt: skip
@click.option("--without-video", is_flag=True, help=str(msg("Leave out films.")))
@click.option(
    "--without-press", is_flag=True, help=str(msg("Leave out large pictures and press kits."))
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
    help=str(msg("The day on which all of it was seen to be right; by default that of the"
                 " newest change.")),
)  # fmt: skip
@CONFIG
@click.pass_context
def bundle(
    context: click.Context,
    /,
    config_file: Path,
    target: Path,
    without_video: bool,
    without_press: bool,
    as_of: dt.datetime | None,
) -> None:
    """Make an offline copy of the built site."""
    if context.invoked_subcommand:
        return
    from quangba.publish.bundle import make

    terminal: Terminal = context.obj
    site = read_site(config_file)
    without: tuple[Part, ...] = (
        *(("press",) if without_press else ()),
        *(("video",) if without_video else ()),
    )
    wish = make.Wish(without, as_of.date() if as_of else None)
    made = make.make(site, site.settings.site_dir, target, wish)
    terminal.say(
        msg("{count} files, {size}, content of {day}: {path}",
            count=len(made.manifest.files), size=size(made.manifest.size),
            day=made.manifest.day.isoformat(), path=made.path)
    )  # fmt: skip
    terminal.say(msg("Fingerprint, to be kept: {hash}", hash=made.fingerprint))
    if (site.today - made.manifest.day).days > made.manifest.old_after:
        terminal.say(
            msg("Nothing has changed for more than {days} days, so its pages say that they are"
                " old. If all of it was looked at since then, say when: --as-of {today}",
                days=made.manifest.old_after, today=site.today.isoformat())
        )  # fmt: skip


@bundle.command(help=str(msg("Look whether a copy, in a folder or a .zip, is still whole.")))
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def verify(terminal: Terminal, path: Path) -> None:
    """Look whether a copy is still whole; exit code 1 where it is not."""
    from quangba import clock
    from quangba.publish.bundle.verify import verify as verified

    found = verified(path)
    for name in found.missing:
        terminal.fail(msg("missing: {path}", path=name))
    for name in found.changed:
        terminal.fail(msg("changed: {path}", path=name))
    for name in found.extra:
        terminal.fail(msg("not of the copy: {path}", path=name))
    _tell(terminal, found.manifest, found.age(clock.now().date()))
    terminal.say(msg("Fingerprint: {hash}", hash=found.fingerprint))
    if not found.whole:
        raise SystemExit(EXIT_PROBLEMS)
    terminal.say(msg("Whole: {count} files.", count=len(found.manifest.files)))


def _tell(terminal: Terminal, manifest: Manifest, age: int) -> None:
    """Of what a copy is, and of when."""
    terminal.say(
        msg("{name}, {address}: content of {day} (days since then: {age})",
            name=manifest.name, address=manifest.address, day=manifest.day.isoformat(), age=age)
    )  # fmt: skip
    if age > manifest.old_after:
        terminal.say(
            msg("It is old: its pages say so after {days} days. Make a new one: quangba bundle",
                days=manifest.old_after)
        )  # fmt: skip


@bundle.command(help=str(msg("Show a copy at http://127.0.0.1:8000/ until you press Ctrl+C.")))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.pass_obj
def serve(terminal: Terminal, folder: Path, port: int) -> None:
    """Show a copy on this machine until Ctrl+C."""
    from quangba.publish.bundle import server

    with server.server(folder, port) as running:
        host, taken = server.HOST, running.server_address[1]
        terminal.say(msg("{url}  (Ctrl+C ends it)", url=f"http://{host}:{taken}/"))
        running.serve_forever()
