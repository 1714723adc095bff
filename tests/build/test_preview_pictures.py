"""Pictures in a preview: pages are shown before what is slow is made of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quangba.build import driver, stocking
from tests.incremental import builds, vale

SEED, PHOTO = 5, "hill.jpg"
OLD = 1_600_000_000_500_000_000


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Rebuilds a preview; gives the renditions that were not in the store when pages were shown."""
    site = vale.write(tmp_path / "site", SEED)
    kept = tmp_path / "kept"
    preview = builds.Served(tmp_path / "served")
    found = {}

    class Sight(builds.Sight):
        def show(self, files):
            super().show(files)
            paths = [data for data in files.values() if isinstance(data, Path)]
            found["shown"] = len(files)
            found["lacking"] = {file.name for file in paths if not file.is_file()}

    monkeypatch.setattr(builds, "Sight", Sight)

    def rebuild():
        found.clear()
        rebuild.built = built = preview.again(site, kept)
        assert built.failed is None, built.said
        assert "shown otherwise" not in built.said
        return dict(found)

    rebuild()
    for name in stocking.STORES:  # it was some time ago
        os.utime(site / ".cache" / name, ns=(OLD, OLD))
    assert preview.preview
    remembered = preview.preview._remembered
    remembered.session.state.stores = stocking.stamp(preview.preview.settings)
    monkeypatch.setattr(driver, "make_pictures", lambda *_, **__: pytest.fail("all looked through"))
    rebuild.site, rebuild.kept, rebuild.preview = site, kept, preview.preview
    return rebuild


def test_a_page_with_another_photo_is_shown_before_that_is_encoded(served, monkeypatch):
    # what is begun at once comes into the store while we look what has changed
    monkeypatch.setattr(
        served.preview.supplies.darkroom, "offer", lambda *_, **__: (served.kept / "media").touch()
    )
    (served.site / "assets/media" / PHOTO).write_bytes(vale.picture(PHOTO, 4))
    found = served()

    assert found["shown"] > len(found["lacking"]) > 0


def test_another_caption_has_nothing_encoded_nor_looked_for(served):
    sidecar = (served.site / "assets/media" / PHOTO).with_suffix(".yml")
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(text.replace("credit: ", "credit: Also "), encoding="utf-8")
    found = served()

    assert found["shown"] > 0
    assert found["lacking"] == set()


def test_cards_give_way_to_what_is_saved_meanwhile_and_are_drawn_with_that(
    served, tmp_path, monkeypatch
):
    before = served.built.tree
    file = served.site / "assets/media" / PHOTO
    file.write_bytes(vale.picture(PHOTO, 4))
    monkeypatch.setattr(served.preview.supplies, "has_news", lambda: True)
    assert served()["shown"] > 0
    assert served.built.tree == before
    assert served.built.said == "built"

    monkeypatch.setattr(served.preview.supplies, "has_news", lambda: False)
    text = file.with_suffix(".yml").read_text(encoding="utf-8")
    file.with_suffix(".yml").write_text(text.replace("credit: ", "credit: Also "), encoding="utf-8")
    assert served()["shown"] > 0
    assert served.built.tree != before

    monkeypatch.undo()
    again = builds.copied(served.site, tmp_path / "again")
    assert served.built.tree == builds.Served(tmp_path).first(again, served.kept).tree
