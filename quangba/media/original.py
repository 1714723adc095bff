"""A picture as delivered, with what is known of it; what is read of it is noted by its parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from quangba.languages import slug
from quangba.media.facts import Facts
from quangba.media.sidecar import Sidecar
from quangba.memory import note
from quangba.noting import Field


@dataclass(frozen=True)
class Original:
    """One picture as delivered; `name` is its path below assets/media, '/'-separated.

    Who asks for `sidecar` has read all of it. What pages show of it is here by itself, so that
    another caption is nothing to those who show none.
    """

    name: str
    file: Path
    facts: Facts
    sidecar: Sidecar
    sidecar_path: str

    @property
    def stem(self) -> str:
        """Its name in addresses: without folder and ending."""
        return slug(PurePosixPath(self.name).stem) or "picture"

    @property
    def alt(self) -> dict[str, str] | None:
        """What it shows, by language; None where nobody is to be told."""
        beside = self._part("alt")
        return None if beside.decorative else beside.alt

    @property
    def caption(self) -> dict[str, str]:
        """What stands below it, by language."""
        return self._part("caption").caption

    @property
    def focal(self) -> tuple[float, float]:
        """The point that every crop keeps."""
        return self._part("focal").focal

    @property
    def rights(self) -> tuple[str, str]:
        """Who made it, and its licence."""
        beside = self._part("rights")
        return beside.credit, beside.licence

    def _part(self, name: str) -> Sidecar:
        """The sidecar, for a property of this name: nothing else of it counts as read."""
        note("picture", self.name, name)
        beside: Sidecar = vars(self)["sidecar"]
        return beside


for _name in ("file", "facts", "sidecar"):
    _key = partial(lambda name, original: ("picture", original.name, name), _name)
    setattr(Original, _name, Field(_name, _key))
