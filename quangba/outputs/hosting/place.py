"""Where a site stands on a host, as the settings of servers need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from quangba.outputs.hosting import delivery
from quangba.outputs.hosting.policy import Choice
from quangba.settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """host: 'brume.example'; base: path of the site's root, '/' or '/isle/'.

    folders: below the base, of the languages that have one of their own: 'fr/'.
    """

    host: str
    base: str
    folders: tuple[str, ...]

    @classmethod
    def of(cls, settings: Settings) -> Place:
        """That of a site, by its address."""
        url = urlsplit(settings.site_url)
        folders = tuple(each.url_prefix for each in settings.languages if each.url_prefix)
        return cls(url.hostname or "localhost", url.path or "/", folders)

    def pattern(self, choice: Choice, base: str | None = None) -> str:
        """A choice's pattern for whole paths, which begin with '/'."""
        return choice.pattern.replace("^", f"^{self.base if base is None else base}")


def default_root(place: Place) -> str:
    """Where a server is told to look for the files unless somebody says otherwise."""
    return f"/srv/www/{place.host}/current"


def plain_types() -> Mapping[str, tuple[str, ...]]:
    """Media type without character set -> endings without dot."""
    found: dict[str, list[str]] = {}
    for ending, kind in delivery.TYPES.items():
        found.setdefault(kind.partition(";")[0], []).append(ending[1:])
    return {kind: tuple(endings) for kind, endings in sorted(found.items())}


def texts() -> tuple[str, ...]:
    """Media types that are sent as UTF-8."""
    return tuple(
        sorted({kind.partition(";")[0] for kind in delivery.TYPES.values() if "charset" in kind})
    )


def compressible() -> tuple[str, ...]:
    """Media types of the files that compress."""
    kinds = (delivery.TYPES[ending] for ending in delivery.COMPRESSIBLE)
    return tuple(sorted({kind.partition(";")[0] for kind in kinds}))
