"""A stamp of files is another one where any of them is, and nothing else matters to it."""

from __future__ import annotations

import contextlib
import os
import sys

import pytest

from quangba import settings
from quangba.checks.files import stamp
from quangba.site import Theme
from tests.small_sites import Link, write


def test_links_may_lead_in_circles_or_nowhere(tmp_path):
    files = {
        "assets/data/sub/facts.yml": "a: 1",
        "assets/data/sub/again": Link(".."),
        "assets/data/elsewhere": Link("../../elsewhere"),
        "assets/data/itself.yml": Link("itself.yml"),
        "assets/data/nothing.yml": Link("nothing"),
        "elsewhere/terms.yml": "b: 1",
    }
    found = settings.read(write(tmp_path, files) / "mkdocs.yml")
    stamps = [stamp(found, ["data"]), stamp(found, ["data"])]
    for name in ("assets/data/sub/facts.yml", "elsewhere/terms.yml"):
        (tmp_path / name).write_text("c: 22")
        stamps.append(stamp(found, ["data"]))

    assert stamps[0] == stamps[1]
    assert len(set(stamps)) == 3


def test_what_goes_meanwhile_is_not_there(tmp_path, monkeypatch):
    """An editor writes a file beside the one that is saved, and takes it away."""
    found = settings.read(write(tmp_path, {"assets/data/facts.yml": "a: 1"}) / "mkdocs.yml")
    before = stamp(found, ["data"])
    (tmp_path / "assets/data/4913").write_text("")

    def looked(folder, scandir=os.scandir):
        with scandir(folder) as entries:
            rows = list(entries)
        (tmp_path / "assets/data/4913").unlink(missing_ok=True)
        return contextlib.nullcontext(rows)

    monkeypatch.setattr(os, "scandir", looked)
    assert stamp(found, ["data"]) == before


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_names_may_be_of_another_century(tmp_path):
    """Old archives give files names that are no UTF-8."""
    root = write(tmp_path, {"assets/documents/a.pdf": b"%PDF-1", "assets/theme/main.html": ""})
    for folder in ("documents", "theme"):
        (root / "assets" / folder / os.fsdecode(b"t\xea g\xdep.pdf")).write_bytes(b"%PDF-1")
    found = settings.read(root / "mkdocs.yml")

    assert stamp(found, ["documents", "theme"]) != stamp(found, ["documents"])
    assert Theme(found.theme_dir).digests
