"""Two builds of one tree are the same bytes, whoever runs them, wherever, by whichever command."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import built_sites
from tests.built_sites import CONFIGS, ROOT, BuiltSite

pytestmark = pytest.mark.site

# Python reads this before anything else: folders then list their files in another order.
SHUFFLED_FOLDERS = """
import os, random

real_scandir, real_listdir = os.scandir, os.listdir


def shuffled(names, key):
    names = sorted(names, key=key)
    random.Random(len(names)).shuffle(names)
    return names


class Scandir:
    def __init__(self, *args):
        with real_scandir(*args) as found:
            self.found = iter(shuffled(found, lambda entry: entry.name))

    def __iter__(self):
        return self.found

    def __next__(self):
        return next(self.found)

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        pass

    def close(self):
        pass


os.scandir = Scandir
os.listdir = lambda *args: shuffled(real_listdir(*args), None)
"""


def differences(one: Path, other: Path) -> list[str]:
    """The files that two folders do not have alike."""
    first, second = contents(one), contents(other)
    return [
        f"{name}: {'differs' if name in first and name in second else 'in one build only'}"
        for name in sorted(first.keys() | second.keys())
        if first.get(name) != second.get(name)
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


NEW = 12
"""Of so many pictures in the store, one is left out, and made anew."""


def stock(project: Path, site: BuiltSite) -> None:
    """Give a copy the pictures and cards that its site has made, but for each twelfth.

    They are named by what they are made from. That the same comes of it at any time is seen where
    a whole site is built from nothing, and here on the twelfth part. Films, of which there are
    fewer, are made twice in tests/media/test_video.py.
    """
    config = Path(CONFIGS[site.key])
    for kind in ("media", "cards"):
        made = site.config_file.parent / ".cache" / kind
        copy = (project / config).parent / ".cache" / kind
        copy.mkdir(parents=True)
        formats: dict[str, int] = {}
        for file in sorted(made.iterdir()):
            number = formats[file.suffix] = formats.get(file.suffix, 0) + 1
            if file.is_file() and number % NEW:
                shutil.copyfile(file, copy / file.name)


def test_another_machine_makes_the_same_bytes(site: BuiltSite, tmp_path: Path):
    """Another folder, file order, file times, hash seed, time zone, locale, umask; no cache.

    The large site's pictures are in the store; the small one's are not.
    """
    copy = built_sites.copy_project(tmp_path / "elsewhere", seed=7)
    if site.key == "place":
        stock(copy, site)
    (tmp_path / "order").mkdir()
    (tmp_path / "order/sitecustomize.py").write_text(SHUFFLED_FOLDERS, encoding="utf-8")
    built_sites.quangba_build(
        CONFIGS[site.key],
        tmp_path / "other",
        copy,
        umask=0o077,
        PYTHONPATH=f"{tmp_path / 'order'}{os.pathsep}{ROOT}",
        PYTHONHASHSEED="4242",
        TZ="Pacific/Kiritimati",
        # Without Python's own rescue: whoever opens a file must say that it is UTF-8.
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert differences(site.folder, tmp_path / "other") == []


def test_plain_mkdocs_makes_the_same_bytes(site: BuiltSite, tmp_path: Path):
    """With the pictures and cards that are there already, and the rest of its own making."""
    project = built_sites.copy_project(tmp_path / "elsewhere")
    stock(project, site)
    built_sites.mkdocs_build(
        CONFIGS[site.key],
        tmp_path / "plain",
        project,
        PYTHONHASHSEED="1",
        TZ="America/St_Johns",
        LC_ALL="C.UTF-8",
    )
    assert differences(site.folder, tmp_path / "plain") == []
