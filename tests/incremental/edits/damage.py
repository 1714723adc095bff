"""What happens to caches and to the built site between builds. Sources stay as they are.

Beside the site lie a cache of an earlier state of it, and a clean build of the same sources.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

from tests.incremental import manner, vale
from tests.incremental.edits.site import Edit, Impossible, one_of

OLDER = "older"
"""The cache of an earlier build, beside the site."""

STORES = ("media", "cards")
"""Below the cache: files named by all that their bytes depend on, and what is known of them."""

DIGEST = 64
"""Letters of such a name."""


def _remembered(root: Path) -> list[Path]:
    """The files in which a build remembers pages; not those that are named by their content."""
    cache = root / ".cache"
    parts = (each for each in sorted(cache.glob("*")) if not each.is_symlink())
    return [
        file
        for part in parts
        for file in (sorted(part.rglob("*")) if part.is_dir() else [part])
        if file.is_file() and file.name != "lock" and not _is_stored(file)
    ]


def _is_stored(file: Path) -> bool:
    return file.parent.name in STORES and len(file.stem) == DIGEST


def _site(root: Path) -> list[Path]:
    return sorted(each for each in manner.site(root).rglob("*") if each.is_file())


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
    shutil.rmtree(manner.site(root), ignore_errors=True)
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


# -- caches and sites of elsewhere -----------------------------------------------------------
def _parts(cache: Path) -> list[Path]:
    """What a site has of a cache for itself."""
    return sorted(each for each in cache.glob("*") if not each.is_symlink())


def _put(part: Path, home: Path) -> None:
    """In a folder, instead of what has its name there."""
    there = home / part.name
    if there.is_dir():
        shutil.rmtree(there)
    if part.is_dir():
        shutil.copytree(part, there, symlinks=True)
    else:
        shutil.copy2(part, there)


def set_aside(root: Path) -> None:
    """Keep the cache of now for later."""
    older = root.parent / OLDER
    shutil.rmtree(older, ignore_errors=True)
    older.mkdir()
    for part in _parts(root / ".cache"):
        _put(part, older)


def rolled_back(chance: random.Random, root: Path) -> str:
    """A cache of an earlier build is there, or parts of it, or some files."""
    older, cache = root.parent / OLDER, root / ".cache"
    if not older.is_dir():
        raise Impossible
    before = older.rename(root.parent / "older still")
    set_aside(root)
    share = chance.choice((0.5, 1, 1))
    if chance.random() < 0.6:
        parts = [part for part in _parts(before) if chance.random() < share]
        for part in parts:
            _put(part, cache)
    else:
        parts = [file for file in sorted(before.rglob("*")) if file.is_file()]
        parts = [file for file in parts if chance.random() < share]
        for file in parts:
            home = cache / file.relative_to(before).parent
            home.mkdir(parents=True, exist_ok=True)
            _put(file, home)
    names = [part.relative_to(before).as_posix() for part in parts]
    shutil.rmtree(before)
    return f"of an earlier build: {', '.join(names[:8])}"


def foreign(chance: random.Random, root: Path) -> str:
    """The cache of another folder with the same sources, maybe with its site."""
    other = root.parent / "aside"
    if not (other / ".cache").is_dir():
        raise Impossible
    for part in _parts(other / ".cache"):
        _put(part, root / ".cache")
    there = other / manner.site(root).name
    if there.is_dir() and chance.random() < 0.5:
        _put(there, root)
        return "cache and site of another folder"
    return "the cache of another folder"


def store_gone(chance: random.Random, root: Path) -> str:
    """A store of pictures or cards is deleted, as a whole or half of it."""
    store = root / ".cache" / chance.choice(STORES)
    if not store.is_dir():
        raise Impossible
    if chance.random() < 0.4:
        shutil.rmtree(store)
        return f"no {store.name}"
    files = [file for file in sorted(store.rglob("*")) if file.is_file()]
    gone = [file for file in files if chance.random() < 0.5]
    for file in gone:
        file.unlink()
    return f"{len(gone)} of {len(files)} files are gone from {store.name}"


# -- times -----------------------------------------------------------------------------------
def times(chance: random.Random, root: Path) -> str:
    """Sources have other times: those of a copy, of a clock that went wrong, or all the same."""
    names = [name for name in sorted(vale.sources(root)) if chance.random() < 0.5]
    moment = chance.choice((0, 1_000_000_000, 1_767_225_600, 4_000_000_000))
    for name in names:
        os.utime(root / name, (moment, moment))
    return f"{len(names)} files are of {moment}"


EDITS: tuple[Edit, ...] = (
    no_cache, lost, truncated, noise, garbage, no_site, file_gone, file_changed, file_too_much,
    folder_for_file, rolled_back, foreign, store_gone, times,
)  # fmt: skip
