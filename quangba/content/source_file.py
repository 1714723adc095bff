"""From a file's name and bytes to text: what people's editors do to files, told and mended."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from pathlib import Path, PurePosixPath

from quangba.languages import slug
from quangba.messages import msg
from quangba.problems import Problem, error, note
from quangba.unicode_form import composed


def below(folder: Path, suffix: str = "") -> tuple[Path, ...]:
    """The files of a folder and of those in it, but for hidden ones; none where it is not there."""
    return tuple(folder / name for name, _ in walk(folder) if name.endswith(suffix))


def beside(folder: Path, suffix: str) -> tuple[Path, ...]:
    """The same of the folder alone.

    Hidden are what editors put there while a file is open (“.#a.css” leads nowhere), and what some
    systems put beside each (“._a.css” is no text).
    """
    found = walk(folder, deep=False)
    return tuple(folder / name for name, _ in found if name.endswith(suffix))


def walk(folder: Path, *, deep: bool = True) -> list[tuple[str, os.stat_result]]:
    """The files of `below` in their order: by '/'-separated path in the folder, with their stat.

    What goes while it is looked at, or leads nowhere, is left out, and nothing else with it.
    deep: with those in its folders.
    """
    found: list[tuple[str, os.stat_result]] = []
    left = [""]
    while left:
        place = left.pop()
        with (
            contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError),
            os.scandir(folder / place) as entries,
        ):
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if deep:
                        left.append(f"{place}{entry.name}/")
                elif (about := _regular(entry)) is not None:
                    found.append((place + entry.name, about))
    return sorted(found, key=lambda each: each[0].split("/"))


def _regular(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The state of a file; None for what is none, or no longer.

    What a folder of Windows tells of a file has no inode, and may be older than the file.
    """
    try:
        about = Path(entry.path).stat() if sys.platform == "win32" else entry.stat()
    except OSError:
        return None
    return about if stat.S_ISREG(about.st_mode) else None


MAX_BYTES = 1_000_000
"""A page longer than this (a long novel) is a mistake; Markdown would take minutes for it."""

_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", re.IGNORECASE)


def check_name(uri: str, path: str) -> Problem | None:
    """A problem when a file or folder name would make an address that people cannot type."""
    if PurePosixPath(uri).stem.lower() == "readme":
        return error(
            "file-readme", path, None,
            msg("A page with this name would take the place of its folder's index page."),
            msg("Call it index.md, in every language."),
        )  # fmt: skip
    bad = [part for part in PurePosixPath(uri).with_suffix("").parts if not _NAME.fullmatch(part)]
    if not bad:
        return None
    parts = PurePosixPath(uri)
    mended = PurePosixPath(*(slug(part) or "page" for part in parts.with_suffix("").parts))
    return error(
        "file-name", path, None,
        msg("The name “{name}” has spaces or letters that break addresses.", name=bad[0]),
        msg("Rename it to {name} in every language.", name=f"{mended}{parts.suffix}"),
    )  # fmt: skip


_FENCE = re.compile(r"^---[ \t]*$")


_CONFLICT = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)


def conflict(text: str) -> int | None:
    """The line of the first mark that a merge has left, if it has left one."""
    match = _CONFLICT.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else None


def starts_with_front_matter(text: str) -> bool:
    """Whether the first line is a fence of front matter."""
    return bool(_FENCE.match(text.partition("\n")[0]))


def split(text: str) -> tuple[str, str, int] | None:
    """Front matter and body without the fences, and the body's first line; None without an end."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if end is None:
        return None
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text with LF line ends, in NFC and without a byte order mark; or None.

    A mark, Windows line ends and letters in parts are noted and read as if they were not there.
    """
    if len(data) > MAX_BYTES:
        return None, (_too_long(path, len(data)),)
    notes: list[Problem] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        notes.append(
            note(
                "file-bom", path, 1,
                msg("The file starts with a byte order mark; it was read without."),
                msg("Save it as “UTF-8”, not “UTF-8 with BOM”."),
            )
        )  # fmt: skip
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        return None, (_not_utf8(data, failure.start, path),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append(
            note(
                "file-crlf", path, None,
                msg("The file has Windows line ends (CRLF); it was read as if it had none."),
                msg("Set your editor to “LF” line ends; .editorconfig does it in most editors."),
            )
        )  # fmt: skip
    if not text.strip():
        return None, (
            error(
                "file-empty", path, None, msg("The file is empty."),
                msg("Write the page, or delete the file; a missing translation is shown honestly."),
            ),
        )  # fmt: skip
    text, apart = composed(text, path)
    return text, (*notes, *apart)


def _too_long(path: str, size: int) -> Problem:
    return error(
        "file-too-long", path, None,
        msg(
            "The file has {size:.1f} MB; a page may have at most {limit:.0f} MB.",
            size=size / 1e6, limit=MAX_BYTES / 1e6,
        ),
        msg("Split it into pages; keep pictures in assets/media, not in the text."),
    )  # fmt: skip


def _not_utf8(data: bytes, at: int, path: str) -> Problem:
    line = data.count(b"\n", 0, at) + 1
    guess = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "Windows-1258, GBK"
    return error(
        "file-encoding", path, line,
        msg("The file is not UTF-8 (byte {at}; perhaps {guess}).", at=at + 1, guess=guess),
        msg("Open it in its editor and save it again with the encoding “UTF-8”."),
    )  # fmt: skip
