"""Offline copies of the two built sites, made once a run."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from quangba import settings, site
from quangba.publish.bundle import make
from quangba.publish.bundle.make import Wish
from tests.built_sites import BUILD_SECONDS, BuiltSite


def copied(built: BuiltSite, builds: Path) -> Path:
    """The copy of a site: whichever worker is the first makes it."""
    folder = builds / f"{built.key}-offline"
    with FileLock(builds / f"{built.key}-offline.lock", timeout=BUILD_SECONDS):
        if not folder.exists():
            loaded, _ = site.load(settings.read(built.config_file))
            make.make(loaded, built.folder, folder, Wish())
    return folder
