"""Where a site can be built: whatever else stands in that folder is gone afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quangba.build import record
from quangba.errors import BuildError
from quangba.messages import Text, msg
from quangba.settings import Settings

_OF_SITES = ("index.html", "404.html")


def refuse_used(settings: Settings, target: Path) -> None:
    """Raise BuildError for a folder in which anything is that people have made.

    target: without links. Sources are in it, or it is among them and would be one of them the next
    time; it is a working folder of git, whose history is in it; or nobody has built a site there.
    """
    for why in _reasons(settings, target):
        raise BuildError(why)


def _reasons(settings: Settings, target: Path) -> Iterator[Text]:
    cache = settings.cache_dir.resolve()
    sources = (*map(Path, record.places(settings)), settings.translations_dir)
    for used in (cache, *(each.resolve() for each in sources)):
        if used.is_relative_to(target) or (used != cache and target.is_relative_to(used)):
            yield msg("The site cannot be built into {folder}, as the project itself uses {used}:"
                      " all that is there would be lost. Choose a folder of its own, for example"
                      " site.", folder=target, used=settings.relative(used))  # fmt: skip
    if target.exists() and not target.is_dir():
        yield msg("The site cannot be built into {folder}, which is a file.", folder=target)
    if os.path.lexists(target / ".git"):
        yield msg("The site cannot be built into {folder}: it is a working folder of git, and its"
                  " history would be lost. Choose another one; `quangba publish` puts a site onto a"
                  " branch.", folder=target)  # fmt: skip
    if not _is_free(settings, target):
        yield msg("The site cannot be built into {folder}: it holds something else than a site, and"
                  " that would be lost. Name a new folder.", folder=target)  # fmt: skip


def _is_free(settings: Settings, target: Path) -> bool:
    """Whether nothing is there but a site, as far as anything tells."""
    return (
        target == settings.site_dir.resolve()
        or not target.is_dir()
        or not any(target.iterdir())
        or any((target / name).is_file() for name in _OF_SITES)
        or record.read(settings, target) is not None
    )
