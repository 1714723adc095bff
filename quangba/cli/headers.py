"""`quangba headers`: the security policy as settings of the server that publishes the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.terminal import CONFIG, Terminal
from quangba.messages import msg

if TYPE_CHECKING:
    from quangba.settings import Settings

KINDS = ("nginx", "caddy", "apache", "netlify", "cloudflare")

_ABOUT = msg(
    """\
Write what a server needs to know to serve the site well: security policy, types of files,
how long they may be kept, compressed copies, the page for what is not there.

\b
quangba headers nginx                    a site for /etc/nginx/sites-available/
quangba headers caddy                    a block for the Caddyfile
quangba headers apache -o .htaccess      for hosting with Apache
quangba headers netlify -o _headers      for Netlify; cloudflare for Cloudflare

What the policy allows is set below `security` in mkdocs.yml."""
)


@click.command(help=str(_ABOUT))
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help=str(msg("Write into this file instead of showing it.")),
)  # fmt: skip
@click.option(
    "--root", help=str(msg("Where the built site is on the server, for nginx and Caddy."))
)
@CONFIG
@click.pass_obj
def headers(
    terminal: Terminal, /, kind: str, output: Path | None, root: str | None, config_file: Path
) -> None:
    """Write the settings of a server."""
    from quangba import settings
    from quangba.store import write_atomically

    text = _text(kind, settings.read(config_file), root)
    if output is None:
        terminal.raw(text.removesuffix("\n"))
        return
    write_atomically(output, text.encode())
    terminal.say(msg("Written: {file}", file=output))


def _text(kind: str, site: Settings, root: str | None) -> str:
    from quangba.outputs.hosting import apache, caddy, headers_file, nginx
    from quangba.outputs.hosting.place import Place, default_root

    folder = root or default_root(Place.of(site))
    match kind:
        case "nginx":
            return nginx.make(site, folder)
        case "caddy":
            return caddy.make(site, folder)
        case "apache":
            return apache.make(site)
        case "netlify":
            return headers_file.make(site, "netlify")
        case _:
            return headers_file.make(site, "cloudflare")
