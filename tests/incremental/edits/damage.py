"""What happens to caches and to the built site between builds. Sources stay as they are."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.incremental.edits.site import Edit, one_of


def _remembered(root: Path) -> list[Path]:
    """The files in which a build remembers pages; not those that are named by their content."""
    cache = root / ".cache"
    parts = (each for each in sorted(cache.glob("*")) if not each.is_symlink())
    return [
        file
        for part in parts
        for file in (sorted(part.rglob("*")) if part.is_dir() else [part])
        if file.is_file() and file.name != "lock"
    ]


def _site(root: Path) -> list[Path]:
    return sorted(each for each in (root / "site").rglob("*") if each.is_file())


def no_cache(chance: random.Random, root: Path) -> str:
    """All that a build remembers of pages is deleted."""
    for part in sorted((root / ".cache").glob("*")):
        if part.is_symlink():
            part.unlink()
        elif part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()
    return "no cache"


def lost(chance: random.Random, root: Path) -> str:
    """One file of the cache is gone."""
    file = one_of(chance, _remembered(root))
    file.unlink()
    return f"{file.relative_to(root)} is gone"


def truncated(chance: random.Random, root: Path) -> str:
    """One ends early."""
    file = one_of(chance, _remembered(root))
    data = file.read_bytes()
    file.write_bytes(data[: chance.randint(0, len(data))])
    return f"{file.relative_to(root)} ends early"


def noise(chance: random.Random, root: Path) -> str:
    """Some bytes of one are others."""
    file = one_of(chance, _remembered(root))
    data = bytearray(file.read_bytes())
    for _ in range(min(len(data), chance.choice((1, 8, 4096)))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    file.write_bytes(bytes(data))
    return f"{file.relative_to(root)} has other bytes"


def garbage(chance: random.Random, root: Path) -> str:
    """Nothing of one is as it was."""
    file = one_of(chance, _remembered(root))
    file.write_bytes(chance.randbytes(chance.choice((0, 10, 5000))))
    return f"{file.relative_to(root)} is garbage"


def no_site(chance: random.Random, root: Path) -> str:
    """Somebody deletes the built site."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return "no site"


def file_gone(chance: random.Random, root: Path) -> str:
    """A file of the site is deleted."""
    file = one_of(chance, _site(root))
    file.unlink()
    return f"{file.relative_to(root)} is deleted"


def file_changed(chance: random.Random, root: Path) -> str:
    """Somebody writes into a file of the site."""
    file = one_of(chance, _site(root))
    file.write_bytes(file.read_bytes() + b"<!-- -->")
    return f"{file.relative_to(root)} is changed"


def file_too_much(chance: random.Random, root: Path) -> str:
    """Somebody puts a file into the site."""
    folder = one_of(chance, sorted({each.parent for each in _site(root)}))
    (folder / "mine.html").write_text("mine", encoding="ascii")
    return f"{folder.relative_to(root)}/mine.html is there"


def folder_for_file(chance: random.Random, root: Path) -> str:
    """A folder stands where a file was."""
    file = one_of(chance, _site(root))
    file.unlink()
    (file / "in").mkdir(parents=True)
    (file / "in" / "side").write_text("mine", encoding="ascii")
    return f"{file.relative_to(root)} is a folder"


EDITS: tuple[Edit, ...] = (
    no_cache, lost, truncated, noise, garbage, no_site, file_gone, file_changed, file_too_much,
    folder_for_file,
)  # fmt: skip
