"""The built site as a copy takes it: which files, of what day, and which of them stay away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from quangba.outputs import sitemap
from quangba.outputs.theme_assets import FOLDER as ASSETS
from quangba.publish import release
from quangba.publish.release import Release
from quangba.view import press, search

Part = Literal["video", "press"]
"""What a small copy may do without."""

DIALOG = "dialog.html"
_MAP = re.compile(r"sitemap.*\.(xml|txt)")
_CHANGED = re.compile(r"<lastmod>(\d{4}-\d\d-\d\d)")
_FILMS = frozenset({".mp4", ".webm"})
_HOSTS = frozenset({"404.html", "robots.txt"})
_TWINS = (".br", ".gz")


@dataclass(frozen=True, slots=True)
class Source:
    """A built site. day: the newest change in its content; files: what readers may want of it."""

    built: Release
    day: dt.date | None
    files: tuple[str, ...]

    def left_out(self, parts: Iterable[Part]) -> frozenset[str]:
        """The files that a copy without these parts does not have."""
        return frozenset(path for path in self.files for part in parts if _belongs(path, part))


def read(folder: Path) -> Source:
    """The site built into a folder. Raises PublishError where there is none."""
    built = release.read(folder)
    maps = [folder / path for path in built.files if _MAP.fullmatch(path)]
    days = [day for file in maps for day in _CHANGED.findall(file.read_text(encoding="utf-8"))]
    return Source(
        built=built,
        day=dt.date.fromisoformat(max(days)) if days else None,
        files=tuple(path for path in built.files if not _is_for_hosts(path, built)),
    )


def is_module(path: str) -> bool:
    """Whether it is a script of the theme."""
    return path.startswith(f"{ASSETS}/") and path.endswith(".js")


def is_fetched(path: str) -> bool:
    """Whether scripts fetch it: a part of a search index, or the dialog of the search."""
    parts = PurePosixPath(path).parts
    return search.FOLDER in parts[:-1] or parts[-1] == DIALOG


def _belongs(path: str, part: Part) -> bool:
    parts = PurePosixPath(path)
    match part:
        case "video":
            return parts.suffix in _FILMS
        case "press":
            return press.FOLDER in parts.parts[:-1] and parts.suffix != ".html"


def _is_for_hosts(path: str, built: Release) -> bool:
    """What servers and search engines read, and no reader: rules, site maps, packed twins."""
    name = PurePosixPath(path).name
    twin = path.endswith(_TWINS) and path.rpartition(".")[0] in built.files
    hidden = path.startswith(("_", ".")) or name.startswith(".")
    at_root = path == name and (name == sitemap.INDEX or bool(_MAP.fullmatch(name)))
    return twin or hidden or at_root or name in _HOSTS
