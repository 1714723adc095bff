"""One language built by mkdocs in a process of its own."""

from __future__ import annotations

import datetime as dt
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path

from quangba.build.making import peak_mb
from quangba.errors import InputError

_IGNORED = ("mkdocs_static_i18n", "mkdocs.commands.build")


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to know: plain values, so that any way of starting it will do.

    live: the pages get a script of the preview when they are served.
    """

    config_file: Path
    locale: str
    folder: Path
    now: dt.datetime
    drafts: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """`warnings`: what mkdocs said, as (level name, text); `error`: why there is no output.

    seconds: wall time of the build; peak_mb: the process's largest memory so far, 0 if unknown.
    """

    locale: str
    seconds: float
    peak_mb: float
    warnings: tuple[tuple[str, str], ...]
    error: str | None = None


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append((record.levelname.lower(), record.getMessage()))


def build_language(job: Job) -> Result:
    """Build the pages of one language (and, for the source, the shared files) into a folder."""
    started = time.perf_counter()
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    error = None
    try:
        _run(job)
    except InputError as failure:
        error = "\n".join(str(problem) for problem in failure.problems)
    except Exception as failure:  # noqa: BLE001 - whatever a plugin raises, the others go on
        error = f"{type(failure).__name__}: {failure}"
    finally:
        logger.removeHandler(collector)
    seconds = time.perf_counter() - started
    return Result(job.locale, seconds, peak_mb(), tuple(collector.found), error)


def _run(job: Job) -> None:
    # Material prints an advertisement about its own end of life at every start.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(job.config_file), site_dir=str(job.folder), strict=False)
    plugin = config.plugins["quangba"]
    plugin.checked = True  # type: ignore[attr-defined]
    plugin.now = job.now  # type: ignore[attr-defined]
    plugin.drafts = job.drafts  # type: ignore[attr-defined]
    plugin.live = job.live  # type: ignore[attr-defined]
    # `build_only_locale` would make the language the default: at the root, without fallback.
    # This is how static-i18n itself builds each further language.
    i18n = config.plugins["i18n"]
    i18n.current_language = job.locale  # type: ignore[attr-defined]
    i18n.building = True  # type: ignore[attr-defined]
    build(config)
