"""From a site that has been read to its outputs, the same in each process."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from quangba import site
from quangba.build.outputs import Outputs
from quangba.outputs.theme_assets import Assets
from quangba.settings import read
from quangba.site import Site


@dataclass(frozen=True, slots=True)
class Job:
    """What a process needs to know: plain values, so that any way of starting it will do.

    drafts: shown with a mark, as is what is to come; live: pages of a preview.
    """

    config_file: Path
    now: dt.datetime
    drafts: bool = False
    live: bool = False


def prepared(job: Job) -> Outputs:
    """The outputs of a site, which is read for that. Raises InputError."""
    loaded, _ = site.load(read(job.config_file), job.now)
    return outputs(loaded, drafts=job.drafts, live=job.live)


def outputs(
    loaded: Site, *, drafts: bool, live: bool = False, theme: Assets | None = None
) -> Outputs:
    """The outputs of a site. Raises InputError when the theme cannot be used.

    theme: the assets of sites with the same settings, where a process makes several.
    """
    shown = showing(loaded, drafts=drafts)
    assets = (theme or Assets()).of(shown)
    unpublished = frozenset(loaded.tree.entries.keys() - shown.tree.entries.keys())
    return Outputs(shown, assets, unpublished=unpublished, live=live)


def showing(loaded: Site, *, drafts: bool) -> Site:
    """A site with the pages that are shown."""
    return replace(loaded, tree=loaded.tree if drafts else loaded.public)
