"""The library as a list: what each original is, what may be done with it, which pages show it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from quangba import picture_uses
from quangba.media.licences import LICENCES
from quangba.site import Site


@dataclass(frozen=True, slots=True)
class Listed:
    """One original. size: bytes; pages: how many pages show it, in whatever languages."""

    name: str
    width: int
    height: int
    format: str
    size: int
    credit: str
    licence: str
    licence_known: bool
    expires: date | None
    pages: int

    def as_json(self) -> dict[str, object]:
        """Plain values; days as 2026-11-23."""
        return {
            "name": self.name,
            "width": self.width,
            "height": self.height,
            "format": self.format,
            "bytes": self.size,
            "credit": self.credit,
            "licence": self.licence,
            "expires": self.expires.isoformat() if self.expires else None,
            "pages": self.pages,
        }


def of_site(site: Site) -> tuple[Listed, ...]:
    """Every usable original by name, clips among them. Drafts count as pages."""
    pages = _pages(site)
    return tuple(_listed(site, name, pages[name]) for name in sorted(site.pictures))


def _pages(site: Site) -> Counter[str]:
    pages: Counter[str] = Counter()
    for entry in site.tree.entries.values():
        names = {name for name, *_ in picture_uses.named_by(entry)}
        pages.update(names | ({main} if (main := picture_uses.main_picture(entry)) else set()))
    return pages


def _listed(site: Site, name: str, pages: int) -> Listed:
    original = site.pictures[name]
    clip = site.clips.get(name)
    file = clip.file if clip else original.file
    return Listed(
        name=name,
        width=original.facts.width,
        height=original.facts.height,
        format=file.suffix.removeprefix(".").lower() if clip else original.facts.format,
        size=file.stat().st_size,
        credit=original.sidecar.credit,
        licence=original.sidecar.licence,
        licence_known=original.sidecar.licence in LICENCES,
        expires=original.sidecar.expires,
        pages=pages,
    )
