"""Two outputs that want one path: the last one has it, and gives it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from quangba.build import driver
from tests.incremental import builds, pages, vale


@pytest.fixture
def built(tmp_path: Path):
    """Builds with the former addresses of a page; what stands at the address of a list."""
    root, kept = vale.write(tmp_path / "vale", 5), tmp_path / "kept"
    kept.mkdir()
    file = root / "docs/nl/land/mill.md"
    page = pages.read(file)

    def build(*former: str) -> bytes:
        pages.save(file, {**page.head, "moved_from": list(former)}, page.body)
        builds.share(root, kept)
        with builds.here(root):
            driver.build(root / "mkdocs.yml", processes=1)
        return (root / "site/over/water/index.html").read_bytes()

    return build


def test_a_list_is_back_when_nothing_leads_on_from_its_address(built):
    shown = built()
    assert built("over/water.md") != shown
    assert built("once/water.md") == shown
