"""The files that go out and come back: which format, which name, how large."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from quangba.messages import msg
from quangba.problems import Problem, error
from quangba.settings import Settings
from quangba.store import write_atomically
from quangba.translations.exchange import po, xliff
from quangba.translations.exchange.received import Received
from quangba.translations.exchange.units import Say, Sheet

Format = Literal["xliff", "po"]

MAX_BYTES = 50_000_000
"""The pages of this site take 27 kB each in XLIFF: so much is 1,800 pages in one file."""

_XLIFF: Format = "xliff"
_PO: Format = "po"
_ENDINGS = {**dict.fromkeys(xliff.SUFFIXES, _XLIFF), **dict.fromkeys(po.SUFFIXES, _PO)}


def is_file(target: Path) -> bool:
    """Whether a name given is that of one file, rather than of a folder for one a page."""
    return target.suffix.lower() in _ENDINGS and not target.is_dir()


def write(
    settings: Settings, sheets: Sequence[Sheet], locale: str, form: Format, target: Path, say: Say
) -> tuple[Path, ...]:
    """Write sheets into one file, or each into one of its own in a folder."""
    if is_file(target):
        write_atomically(target, _bytes(settings, sheets, locale, form, say))
        return (target,)
    ending = xliff.SUFFIXES[0] if form == "xliff" else po.SUFFIXES[0]
    files: list[Path] = []
    for sheet in sheets:
        file = target / f"{posixpath.splitext(sheet.uri)[0]}.{locale}{ending}"
        write_atomically(file, _bytes(settings, [sheet], locale, form, say))
        files.append(file)
    return tuple(files)


def _bytes(
    settings: Settings, sheets: Sequence[Sheet], locale: str, form: Format, say: Say
) -> bytes:
    source, target = settings.source.tag, settings.language(locale).tag
    match form:
        case "xliff":
            return xliff.write(sheets, source, target)
        case "po":
            return po.write(sheets, source, target, say)


def read(file: Path, path: str) -> Received:
    """The units of a file; the format is told by the name's ending."""
    if not file.exists():
        return Received(problems=(_nothing(path),))
    form = _ENDINGS.get(file.suffix.lower())
    if form is None or not file.is_file():
        return Received(problems=(_no_file(path),))
    if file.stat().st_size > MAX_BYTES:
        return Received(problems=(_too_large(path, file.stat().st_size),))
    data = file.read_bytes()
    return xliff.read(data, path) if form == "xliff" else po.read(data, path)


def _nothing(path: str) -> Problem:
    return error(
        "exchange-file-missing", path, None,
        msg("There is no such file."),
        msg("Name the file that came back, with its folder: quangba import work/zh.po"),
    )  # fmt: skip


def _no_file(path: str) -> Problem:
    return error(
        "exchange-file", path, None,
        msg("This is no file that can be imported."),
        msg("Name files that end with {endings}.", endings=", ".join(_ENDINGS)),
    )  # fmt: skip


def _too_large(path: str, size: int) -> Problem:
    return error(
        "exchange-file-size", path, None,
        msg("The file has {size:.0f} MB; at most {limit:.0f} MB are read.",
            size=size / 1e6, limit=MAX_BYTES / 1e6),
        msg("Import page by page: quangba export --to FOLDER makes a file for each."),
    )  # fmt: skip
