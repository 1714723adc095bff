"""One language as mkdocs itself builds it, with our plugin, at a time that a test chooses."""

from __future__ import annotations

import datetime as dt
import logging
import os
from pathlib import Path
from unittest import mock

from quangba.media import service
from quangba.media.video import service as video_service
from quangba.view import sharing


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


def build(config_file: Path, locale: str, folder: Path, now: dt.datetime) -> list[str]:
    """Build a language (and, for the source, the shared files) without making pictures.

    Returns what mkdocs warned of.
    """
    # Material prints an advertisement about its own end of life at every start.
    environment = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": f"{now.timestamp():.0f}"}
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch.object(service, "optimize"),
        mock.patch.object(video_service, "optimize"),
        mock.patch.object(sharing, "make"),
    ):
        return _build(config_file, locale, folder)


def _build(config_file: Path, locale: str, folder: Path) -> list[str]:
    from mkdocs.commands import build as mkdocs
    from mkdocs.config import load_config

    config = load_config(str(config_file), site_dir=str(folder), strict=False)
    # `build_only_locale` would make the language the default: at the root, without fallback.
    # This is how static-i18n itself builds each further language.
    i18n = config.plugins["i18n"]
    i18n.current_language = locale
    i18n.building = True
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        mkdocs.build(config)
    finally:
        logger.removeHandler(collector)
    return collector.found
