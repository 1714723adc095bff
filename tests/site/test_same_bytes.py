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


def test_another_machine_makes_the_same_bytes(site: BuiltSite, tmp_path: Path):
    """Another folder, file order, file times, hash seed, time zone, locale, umask; no cache."""
    copy = built_sites.copy_project(tmp_path / "elsewhere", seed=7)
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
    """From nothing for the small site; the large one's pictures and cards are there already."""
    project = built_sites.copy_project(tmp_path / "elsewhere")
    if site.key == "place":
        for made in ("media", "cards"):
            shutil.copytree(ROOT / ".cache" / made, project / ".cache" / made)
    built_sites.mkdocs_build(
        CONFIGS[site.key],
        tmp_path / "plain",
        project,
        PYTHONHASHSEED="1",
        TZ="America/St_Johns",
        LC_ALL="C.UTF-8",
    )
    assert differences(site.folder, tmp_path / "plain") == []
