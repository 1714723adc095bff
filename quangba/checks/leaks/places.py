"""Where a file of a built site comes from, so that what it tells is mended at the source."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from quangba import addresses
from quangba.content import documents
from quangba.content.tree import Absent, Fallback, Page, Translated
from quangba.settings import Settings
from quangba.site import Site

_RENDITION = re.compile(r"^(?P<stem>.+?)(?:-\d+)?\.[0-9a-f]{8,}\.\w+$")


@dataclass(frozen=True)
class Places:
    """pages: Markdown by the file that shows it; pictures: originals by the stem of their name."""

    settings: Settings
    pages: Mapping[str, Page]
    pictures: Mapping[str, str]
    folders: frozenset[str]

    @classmethod
    def of(cls, site: Site, names: Iterable[str]) -> Places:
        """Those of a site."""
        settings = site.settings
        originals = {
            PurePosixPath(name).stem: settings.relative(original.file)
            for name, original in site.pictures.items()
        }
        originals |= {
            PurePosixPath(name).stem: settings.relative(settings.media_dir / name)
            for name in site.clips
        }
        return cls(
            settings, _pages(site), originals, frozenset(name.partition("/")[0] for name in names)
        )

    def place(self, name: str, needle: str) -> tuple[str, int | None]:
        """The source of a file and the line that has the needle; the built file, if none is."""
        if page := self.pages.get(name):
            lines = page.body.split("\n")
            found = (n for n, text in enumerate(lines, page.body_line) if needle and needle in text)
            return page.path, next(found, None)
        if name.startswith(f"{documents.FOLDER}/"):
            file = documents.place(self.settings, posixpath.basename(name))
            return self.settings.relative(file), None
        match = _RENDITION.match(posixpath.basename(name))
        if match and (original := self.pictures.get(match["stem"])):
            return original, None
        return self.file(name), None

    def file(self, name: str) -> str:
        """A built file as problems name it."""
        return f"{self.settings.relative(self.settings.site_dir)}/{name}"

    def language(self, name: str) -> str:
        """The language of a file by its folder; '' of what all languages share."""
        if not name.endswith((".html", ".ics", ".vtt")):
            return ""
        first = f"{name.partition('/')[0]}/"
        languages = self.settings.languages
        return next(
            (each.locale for each in languages if each.url_prefix == first), languages[0].locale
        )


def _pages(site: Site) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for entry in site.public.entries.values():
        for language in site.settings.languages:
            address = addresses.of(entry.uri, language)
            match entry.version(language.locale):
                case Translated(page) | Fallback(page):
                    found[("" if address == "." else address) + "index.html"] = page
                case Absent():
                    pass
    return found
