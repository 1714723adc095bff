"""What browsers have in sight comes first, then what is wrong with it, then all else."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

import pytest

from quangba.build.engine import Engine
from quangba.build.preview import Preview
from quangba.build.served import Served
from quangba.build.shown import Event
from tests.small_sites import THEME, page, write


class Sight:
    """A browser that looks at one page; `steps`: what it was given, and what was on the disk."""

    looked_at = frozenset({"a/index.html"})

    def __init__(self, root: Path) -> None:
        self.steps: list[tuple[str, object, bool]] = []
        self._file = root / "a/index.html"

    def _step(self, name: str, what: object) -> None:
        self.steps.append((name, what, "Second" in self._file.read_text()))

    def show(self, files):
        self._step("page", sorted(files))

    def tell(self, shown):
        self._step("foot", [(path, len(found)) for path, found in shown.pages])


@pytest.fixture
def said() -> list[Event]:
    """What the person at the terminal is told."""
    return []


@pytest.fixture
def preview(tmp_path: Path, said):
    folder = tmp_path / "preview"
    folder.mkdir()
    root = write(tmp_path / "site", {**THEME, "docs/en/a.md": page("First.")})
    preview = Preview(root / "mkdocs.yml", folder, said.append, processes=1)
    preview.rebuild()
    yield preview
    preview.close()


@pytest.fixture
def source(tmp_path: Path, preview) -> Path:
    return tmp_path / "site/docs/en/a.md"


def test_page_and_foot_come_before_the_files_are_there(preview, source):
    preview.sight = sight = Sight(preview.root)
    source.write_text(page("# Second"))
    shown = preview.rebuild(frozenset({os.fspath(source)}))

    (first, files, early), (second, feet, late) = sight.steps
    assert (first, second) == ("page", "foot")
    assert "a/index.html" in files
    assert feet == [(path, len(found)) for path, found in shown.pages] != []
    assert (early, late) == (False, False)
    assert "Second" in (preview.root / "a/index.html").read_text()


def test_what_is_told_is_enough(preview, source):
    source.write_text(page("Second."))
    with mock.patch("quangba.content.source_file.walk", side_effect=AssertionError):
        shown = preview.rebuild(frozenset({os.fspath(source)}))
    assert "a/index.html" in shown.changed


def test_what_was_read_before_a_failure_is_made_after_it(preview, source):
    source.write_text(page("Second."))
    with mock.patch.object(Engine, "make", side_effect=OSError("no space")):
        assert preview.rebuild(frozenset({os.fspath(source)})).everywhere
    assert "a/index.html" in preview.rebuild(frozenset()).changed


def test_a_source_that_another_program_holds_ends_no_preview(preview, source):
    source.write_text(page("Second."))
    with mock.patch.object(Path, "read_bytes", side_effect=PermissionError(13, "in use")):
        assert preview.rebuild(frozenset({os.fspath(source)})).everywhere
    assert "a/index.html" in preview.rebuild(frozenset()).changed


def test_a_document_that_was_missing_is_there_when_it_comes(tmp_path):
    files = {
        **THEME,
        "assets/theme/kinds/publication.html": "{% extends 'main.html' %}",
        "docs/en/a.md": page(kind="publication", date="2026-02-01", file="map.pdf"),
    }
    (tmp_path / "preview").mkdir()
    root = write(tmp_path / "site", files)
    preview = Preview(root / "mkdocs.yml", tmp_path / "preview", lambda _: None, processes=1)
    preview.rebuild()
    assert not (preview.root / "files").exists()

    document = root / "assets/documents/map.pdf"
    document.parent.mkdir()
    for data in (b"%PDF-1", b"%PDF-1 more"):
        document.write_bytes(data)
        preview.rebuild(frozenset({os.fspath(document)}))
        assert (preview.root / "files/map.pdf").read_bytes() == data
    preview.close()


# -- what the system does not allow -----------------------------------------------------------


def fails(place: str) -> AbstractContextManager[object]:
    failure = OSError(errno.EIO, "Input/output error", "a.md")
    return mock.patch(place, side_effect=failure)


@pytest.mark.parametrize(
    "place",
    [
        "quangba.build.preview.read",  # the settings
        "quangba.rereading.assembled",
        "quangba.build.preview.preparing.outputs",
        "quangba.build.engine.Engine.make",
        "quangba.build.served.Served._put",
    ],
)
def test_a_file_that_comes_or_goes_meanwhile_ends_nothing(preview, source, said, place):
    source.write_text(page("Second."))
    with fails(place):
        for _ in range(2):
            shown = preview.rebuild(frozenset({os.fspath(source)}))
            assert str(preview.stumbled) == "Stopped: a.md: Input/output error"
            assert shown.everywhere == (preview.stumbled,)
    assert len([each for each in said if each.failed]) == 1

    assert preview.rebuild(frozenset()).everywhere == ()
    assert preview.stumbled is None
    assert "Second" in (preview.root / "a/index.html").read_text()


def test_what_nobody_has_thought_of_is_told_and_ends_nothing(preview, source, said):
    style = source.parents[2] / "assets/theme/css/site.css"
    style.parent.mkdir()
    style.write_bytes(b"a { color: \xff }")
    assert "UnicodeDecodeError" in str(preview.rebuild().everywhere[0])
    assert any("Traceback" in line for line in said[-1].log)

    style.write_text("a { color: red }")
    assert preview.rebuild().everywhere == ()


def test_a_cache_that_is_deleted_meanwhile_is_made_again(preview, source, tmp_path):
    before = sorted(preview.root.rglob("*"))
    shutil.rmtree(tmp_path / "preview")
    assert preview.rebuild(frozenset({os.fspath(source)})).everywhere == ()
    assert sorted(preview.root.rglob("*")) == before


def test_a_preview_whose_cache_was_deleted_ends_in_peace(preview, tmp_path):
    shutil.rmtree(tmp_path / "preview")
    preview.close()


def test_what_a_failed_build_wanted_does_not_come_with_the_next_one(tmp_path):
    served = Served(tmp_path)
    served.begin(clean=True)
    served.write("a.html", b"a")
    with fails("quangba.build.served.Served._put"), pytest.raises(OSError, match="Input"):
        served.settle()
    served.begin(clean=True)
    served.settle()
    assert not (tmp_path / "root/a.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_what_editors_and_systems_put_beside_files_changes_nothing(preview, source):
    before, root = preview.rebuild(), source.parents[2]
    for name in ("assets/theme/{}main.html", "assets/theme/css/{}a.css", "assets/theme/js/{}a.js",
                 "assets/theme/{}a.svg", "assets/data/{}facts.yml", "assets/media/{}a.jpg",
                 "docs/en/{}a.md"):  # fmt: skip
        file = root / name
        file.parent.mkdir(exist_ok=True)
        Path(str(file).format(".#")).symlink_to("somebody@here.1")
        Path(str(file).format("._")).write_bytes(b"\0\5\x16\7\xff")
    shown = preview.rebuild()
    assert (shown.everywhere, shown.pages) == (before.everywhere, before.pages)
    assert not shown.changed


def test_a_file_that_is_being_read_is_replaced_a_moment_later(tmp_path, monkeypatch):
    """Windows lets nobody replace it meanwhile."""
    served, replace = Served(tmp_path), os.replace
    served.begin(clean=True)
    served.write("a.html", b"a")
    held = [PermissionError(), PermissionError()]

    def busy(source, target):
        if held:
            raise held.pop()
        replace(source, target)

    monkeypatch.setattr("quangba.build.served.os.replace", busy)
    assert served.settle() == {"a.html"}
