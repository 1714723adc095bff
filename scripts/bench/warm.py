"""A second run over 1,000 pictures whose renditions are all there, against the first."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

SIDECAR = """\
alt: {vi: Ảnh thử, en: A test picture, zh: 试验图片}
caption: {vi: Ảnh thử, en: A test picture, zh: 试验图片}
credit: Nobody
licence: CC0-1.0
people: none
"""
RECIPES = """\
card:
  widths: [240, 360, 540]
"""


def project(root: Path, originals: list[Path], config: Path) -> None:
    """A site of many pictures, each with a sidecar."""
    folder = root / "assets" / "media"
    folder.mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_bytes(config.read_bytes())
    (root / "assets" / "recipes.yml").write_text(RECIPES, encoding="utf-8")
    for file in originals:
        (folder / file.name).write_bytes(file.read_bytes())
        (folder / f"{file.stem}.yml").write_text(SIDECAR, encoding="utf-8")


def _main(root: Path, out: Path) -> None:
    started = time.perf_counter()
    from quangba import settings
    from quangba.media import library, recipes, service

    site = settings.read(root / "mkdocs.yml")
    pictures, problems = library.read(site)
    assert not problems, problems[:3]
    uses = [(name, "card") for name in pictures]
    read = time.perf_counter() - started
    rows = service.optimize(site, pictures, recipes.read(site)[0], uses)
    found = {
        "pictures": len(rows),
        "made": sum(row.made for row in rows),
        "reused": sum(row.reused for row in rows),
        "reading": read,
        "seconds": time.perf_counter() - started,
    }
    out.write_text(json.dumps(found))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
