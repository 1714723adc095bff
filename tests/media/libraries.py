"""A library of a few originals in a temporary folder, and what the pipeline publishes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quangba import settings as settings_
from quangba.media import library, recipes, service
from quangba.media.original import Original
from quangba.media.plan import Rendition
from quangba.media.service import Row
from quangba.problems import Problem
from quangba.settings import Settings

MKDOCS_YML = """\
site_url: https://brume.example/
plugins:
  - i18n: {languages: [{locale: en, name: English, default: true}]}
"""
SIDECAR = "alt: {en: A, fr: B}\ncredit: A. Painter\nlicence: CC0-1.0\n"
RECIPES = """\
figure:
  widths: [48, 96]
  formats: [avif, webp, jpeg]
  quality: {avif: 98, webp: 95, jpeg: 95}
"""


@dataclass(frozen=True)
class Library:
    """A project with nothing but pictures."""

    settings: Settings

    @property
    def folder(self) -> Path:
        return self.settings.media_dir

    @property
    def store(self) -> Path:
        return library.store_folder(self.settings)

    def stored(self) -> dict[str, bytes]:
        """The renditions in the store."""
        return {
            file.name: file.read_bytes()
            for file in sorted(self.store.iterdir())
            if file.suffix in (".avif", ".jpeg", ".webp")
        }

    def read(self) -> tuple[Mapping[str, Original], tuple[Problem, ...]]:
        return library.read(self.settings)

    def optimize(self, *uses: str, processes: int = 2) -> tuple[Row, ...]:
        """Make every original's renditions for the uses (`figure` unless told)."""
        return self.optimize_these(self.read()[0], *uses, processes=processes)

    def optimize_these(
        self, pictures: Mapping[str, Original], *uses: str, processes: int = 2
    ) -> tuple[Row, ...]:
        """The same for pictures that were read before."""
        wanted = [(name, use) for name in pictures for use in uses or ("figure",)]
        found, _ = recipes.read(self.settings)
        return service.optimize(self.settings, pictures, found, wanted, processes=processes)

    def published(self, use: str = "figure") -> dict[str, list[tuple[Rendition, Path]]]:
        """What is made of each original for a use, by format and width, with its file."""
        uses, _ = recipes.read(self.settings)
        return {
            name: [
                (each, service.stored(self.store, original, each))
                for each in service.planned(original, uses, [use])[use]
            ]
            for name, original in self.read()[0].items()
        }


def library_of(root: Path, originals: Mapping[str, bytes], uses: str = RECIPES) -> Library:
    """Write originals with sidecars below a folder."""
    files = {"mkdocs.yml": MKDOCS_YML.encode(), "assets/recipes.yml": uses.encode()}
    for name, data in originals.items():
        files[f"assets/media/{name}"] = data
        files[f"assets/media/{Path(name).with_suffix('.yml').as_posix()}"] = SIDECAR.encode()
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return Library(settings_.read(root / "mkdocs.yml"))
