"""The two builds that are compared. All that the proof knows of the builder stands here.

Both run in this process, as a step must not cost the start of workers. What is named by its
content (renditions, cards, fonts, codes) is kept for all of a run, for both builds; what a build
remembers of pages is each site's own, and a clean build has none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from quangba.build import driver
from quangba.build.worker import Job, build_language
from quangba.errors import QuangbaError
from quangba.media import pool
from tests.incremental import trees, vale
from tests.incremental.trees import Tree

SHARED = ("media", "cards", "fonts", "codes")
"""Folders of a cache in which every file is named by all that its bytes depend on."""


@dataclass(frozen=True)
class Built:
    """The site after a build, and what the build said. failed: why it was not put in place."""

    tree: Tree
    told: tuple[str, ...]
    failed: str | None = None

    @property
    def said(self) -> str:
        return "\n".join((self.failed or "built", *self.told))


def incremental(root: Path, kept: Path) -> Built:
    """Build where the last build was. kept: the folder of what is named by its content."""
    share(root, kept)
    return _build(root)


def clean(root: Path, kept: Path, aside: Path) -> Built:
    """Build the same sources in another folder, in which nothing has ever been built."""
    shutil.rmtree(aside, ignore_errors=True)
    vale.copy(root, aside, vale.sources(root))
    share(aside, kept)
    return _build(aside)


def share(root: Path, kept: Path) -> None:
    """Let a site have the common store."""
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    for name in SHARED:
        (kept / name).mkdir(parents=True, exist_ok=True)
        if not (cache / name).exists():
            (cache / name).symlink_to(kept / name, target_is_directory=True)


def _build(root: Path) -> Built:
    with here(root):
        try:
            report = driver.build(root / "mkdocs.yml")
        except QuangbaError as failure:
            told, failed = _told(failure), str(failure.message)
        else:
            told, failed = tuple(map(str, report.problems)), None
    return Built(trees.read(root / "site"), told, failed)


def _told(failure: QuangbaError) -> tuple[str, ...]:
    problems = getattr(failure, "problems", ())
    return tuple(str(each) for each in (*problems, *getattr(failure, "log", ())))


@contextmanager
def here(root: Path) -> Iterator[None]:
    """Builds are of the site's own time, and whatever works for them works in this process."""
    moment = vale.now(root)
    epoch = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp())), "NO_MKDOCS_2_WARNING": "1"}
    with (
        mock.patch.dict(os.environ, epoch),
        mock.patch.object(pool, "run", _run),
        mock.patch.object(driver, "build_languages", _build_languages),
    ):
        yield


def _run(work: Callable[[Any], Any], items: Iterable[Any], **_: object) -> Iterator[Any]:
    return ((item, pool._guarded(work, item)) for item in items)


def _build_languages(loaded, work, *, drafts, progress):
    settings = loaded.settings
    return [
        build_language(
            Job(settings.config_file, language.locale, work / language.locale, loaded.now, drafts)
        )
        for language in settings.languages
    ]
