"""Outputs over processes, begun in either way, are those of one process, and made once."""

import os
import shutil
from pathlib import Path

import pytest

from quangba.build import checking, driver, engine, making, rendering
from tests.incremental import builds, trees, vale

SEED = 5


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def alone(tmp_path_factory, kept):
    root = vale.write(tmp_path_factory.mktemp("alone"), SEED)
    return root, _built(root, kept, 1)


def _built(root, kept, processes):
    builds.share(root, kept)
    with builds.here(root):
        report = driver.build(root / "mkdocs.yml", processes=processes)
    return trees.read(root / "site"), tuple(map(str, report.problems))


@pytest.mark.parametrize("forked", [True, False])
def test_processes_make_what_one_makes(alone, kept, tmp_path, monkeypatch, forked):
    source, (tree, told) = alone
    own, here = os.getpid(), []

    def content(renderer, entry, make=rendering.Renderer.content):
        if os.getpid() == own:
            here.append(entry.uri)
        return make(renderer, entry)

    for module in (checking, engine):
        monkeypatch.setattr(module, "FEW", 0)
    for module in (checking, making):
        forks = module.forks
        monkeypatch.setattr(module, "forks", lambda forks=forks: forked and forks())
    monkeypatch.setattr(rendering.Renderer, "content", content)
    found, said = _built(builds.copied(source, tmp_path / "site"), kept, 2)

    assert trees.differences(found, tree) == ""
    assert said == told
    assert here == []


def test_pages_come_first_so_that_what_is_made_of_them_can_begin():
    keys = [("list", "en", 1), ("page", "vi", "a.md"), ("code", "en"), ("page", "en", "a.md")]

    assert making._chunks(keys) == [
        (("page", "en", "a.md"),), (("page", "vi", "a.md"),), (("list", "en", 1), ("code", "en")),
    ]  # fmt: skip


def test_sheets_that_are_lacking_are_drawn_once_pages_are_there(alone, kept, tmp_path, monkeypatch):
    source, (tree, _) = alone
    drawn, draw = set(), driver.Run._draw

    def noted(run, progress, keys):
        assert Path(run.tree.folder, "index.html").is_file()
        drawn.update(key[0] for key in keys)
        draw(run, progress, keys)

    monkeypatch.setattr(driver.Run, "_draw", noted)
    shutil.rmtree(kept / "cards")
    found, _ = _built(builds.copied(source, tmp_path / "site"), kept, 1)

    assert drawn >= {"sheets", "squares"}
    assert trees.differences(found, tree) == ""
