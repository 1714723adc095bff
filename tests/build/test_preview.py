"""What browsers have in sight comes first, then what is wrong with it, then all else."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

import pytest

from quangba.build.engine import Engine
from quangba.build.preview import Preview
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
def preview(tmp_path: Path):
    folder = tmp_path / "preview"
    folder.mkdir()
    root = write(tmp_path / "site", {**THEME, "docs/en/a.md": page("First.")})
    preview = Preview(root / "mkdocs.yml", folder, lambda _: None, processes=1)
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
