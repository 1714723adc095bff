"""What edits know of a site on the disk, and how they change it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml

from tests.incremental import pages
from tests.incremental.pages import LOCALES, SOURCE, Head

Edit = Callable[[random.Random, Path], str]
"""Changes a site; says what it did. Raises Impossible where there is nothing of that sort."""

T = TypeVar("T")


class Impossible(Exception):  # noqa: N818 - it is no error
    """The site has nothing that this edit is about."""


def one_of(chance: random.Random, found: Iterable[T]) -> T:
    """Any of them."""
    listed = list(found)
    if not listed:
        raise Impossible
    return chance.choice(listed)


def sources(root: Path, *kinds: str) -> list[Path]:
    """The source pages, of some kinds."""
    files = sorted((root / "docs" / SOURCE).rglob("*.md"))
    return [file for file in files if not kinds or _kind(file) in kinds]


def written(root: Path) -> list[Path]:
    """All files of pages, translations as well."""
    return [file for locale in LOCALES for file in sorted((root / "docs" / locale).rglob("*.md"))]


def translations(root: Path) -> list[Path]:
    return [file for file in written(root) if file.relative_to(root).parts[1] != SOURCE]


def in_languages(root: Path, path: str) -> list[Path]:
    """The files of one page."""
    files = (root / "docs" / locale / path for locale in LOCALES)
    return [file for file in files if file.is_file()]


def uri(root: Path, file: Path) -> str:
    """'land/mill.md'."""
    return "/".join(file.relative_to(root / "docs").parts[1:])


def named(root: Path, file: Path) -> str:
    """As a step tells it: 'nl/land/mill.md'."""
    return file.relative_to(root / "docs").as_posix()


def _kind(file: Path) -> str:
    return str(pages.read(file).head.get("kind", "page"))


def set_head(root: Path, file: Path, /, **fields: Any) -> str:
    """Give fields of the front matter other values; None removes one."""
    page = pages.read(file)
    head: Head = {**page.head, **fields}
    kept = {name: value for name, value in head.items() if value is not None}
    if kept == page.head:
        raise Impossible
    pages.save(file, kept, page.body)
    return f"{named(root, file)}: {', '.join(f'{k}: {v}' for k, v in fields.items())}"


def set_body(root: Path, file: Path, body: str, what: str) -> str:
    """Give a page another text."""
    page = pages.read(file)
    if body == page.body:
        raise Impossible
    pages.save(file, page.head, body)
    return f"{named(root, file)}: {what}"


def replace(file: Path, old: str, new: str) -> str:
    """Another text in the first place where a file has it."""
    text = file.read_text(encoding="utf-8")
    if old not in text or old == new:
        raise Impossible
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return f"{file.name}: {old.strip()!r} is now {new.strip()!r}"


def load(file: Path) -> Any:
    """A file of data."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def register(root: Path, name: str) -> tuple[Path, Any]:
    """A file of registers, and what it says."""
    file = root / "assets/data" / name
    return file, load(file)


def dump(file: Path, values: Any, what: str) -> str:
    """Write data; says what was done to them."""
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    if file.is_file() and text == file.read_text(encoding="utf-8"):
        raise Impossible
    file.write_text(text, encoding="utf-8", newline="\n")
    return f"{file.name}: {what}"


def set_fields(file: Path, what: str, **fields: Any) -> str:
    """Give fields of a file of data other values; None removes one."""
    kept = {name: value for name, value in {**load(file), **fields}.items() if value is not None}
    return dump(file, kept, what)


def other(chance: random.Random, values: Sequence[T], than: object) -> T:
    """A value that is not the one of now."""
    return one_of(chance, [value for value in values if value != than])


def in_all(words: str) -> dict[str, str]:
    """A text for every language."""
    return {locale: f"{words} {locale}" for locale in LOCALES}
