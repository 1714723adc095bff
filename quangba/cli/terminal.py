"""What commands share: options, exit codes, the site, and how they talk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quangba.cli.voice import Terminal
from quangba.messages import Text, msg

if TYPE_CHECKING:
    from quangba.site import Site

__all__ = [
    "CONFIG", "EXIT_FAILED", "EXIT_INTERRUPTED", "EXIT_PROBLEMS", "EXIT_USAGE", "LANG", "STRICT",
    "Terminal", "read_site", "size",
]  # fmt: skip

EXIT_PROBLEMS = 1
EXIT_USAGE = 2
EXIT_FAILED = 3
EXIT_INTERRUPTED = 130

CONFIG = click.option(
    "-f", "--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
    show_default=True, help=str(msg("The site's settings.")),
)  # fmt: skip
LANG = click.option("--lang", required=True, help=str(msg("The language, as its folder is named.")))
STRICT = click.option("--strict", is_flag=True, help=str(msg("Warnings stop it, too.")))


def read_site(config_file: Path) -> Site:
    """The site that a command is about; what is wrong with it is told by `quangba check`."""
    from quangba import settings, site

    loaded, _ = site.load(settings.read(config_file))
    return loaded


def size(number: int) -> Text:
    """Bytes as people say them."""
    if number < 9_950:
        return msg("{size:.1f} KB", size=number / 1e3)
    if number < 999_500:
        return msg("{size:.0f} KB", size=number / 1e3)
    return msg("{size:.1f} MB", size=number / 1e6)
