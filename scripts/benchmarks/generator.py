"""What is known of a generator: how its sources are written and its site is built."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks import photos
from benchmarks.articles import PHOTOS, Page
from benchmarks.tools import Tools

LAYOUTS = Path(__file__).parent / "layouts"


@dataclass(frozen=True, slots=True)
class Generator:
    """One of those that are measured.

    make: writes the whole site into an empty folder; put: writes the files of one page anew;
    page: the file of a page that an editor of the source language changes; output: the folder of
    the built site; template: a file that every page is laid out by, and what an edit of it stands
    before; kept: what a cold build finds, because it is encoded pictures and fonts; caches: what
    else is kept between builds; command: how it is built, in its folder; the file that has changed
    and that it could be told, or ''.
    """

    name: str
    title: str
    make: Callable[[Path, Iterable[Page]], None]
    put: Callable[[Path, Page], None]
    page: str
    template: tuple[str, str]
    output: str
    kept: tuple[str, ...]
    caches: tuple[str, ...]
    command: Callable[[Tools, Path, str], Sequence[str]]

    def cold(self, root: Path) -> None:
        """Remove what the last build left, except encoded pictures and fonts."""
        kept = [root / each for each in self.kept]
        for each in (self.output, *self.caches):
            _remove(root / each, kept)

    def bare(self, root: Path) -> None:
        """Remove everything that a build leaves."""
        for each in (self.output, *self.caches, *self.kept):
            _remove(root / each, [])


def _remove(path: Path, kept: Sequence[Path]) -> None:
    """Remove a file or folder, but not what is kept within it."""
    if path in kept:
        return
    if path.is_dir() and any(each.is_relative_to(path) for each in kept):
        for each in path.iterdir():
            _remove(each, kept)
    elif path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def layout(root: Path, name: str) -> None:
    """Copy a generator's settings and templates."""
    shutil.copytree(LAYOUTS / name, root, dirs_exist_ok=True)


def pictures(folder: Path) -> None:
    """Draw the photos."""
    photos.draw(folder, PHOTOS)


def write(file: Path, front: dict[str, object], body: str) -> None:
    """Write a page with front matter."""
    file.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.dump(front, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(f"---\n{head}---\n{body}", encoding="utf-8")


class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes what stands twice out twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's own arguments
        """No `&id001` for a date in two fields."""
        return True
