"""Share cards: every character that is drawn has a glyph in a font of the theme.

A character without one would not be drawn at all: neither a box nor a gap would tell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

from quangba.checks.look import Look
from quangba.content.reader import STRINGS_FILE
from quangba.content.tree import Entry, Page
from quangba.media.cards import look
from quangba.media.cards.faces import Faces
from quangba.messages import msg
from quangba.problems import Problem, error, warning
from quangba.site import Site
from quangba.view.parts import Parts
from quangba.view.sharing import ON_POSTERS

_WORDS = ("share_scan", "kind_", "month_", "event_", "address", "lunar_")
"""Words of the theme that cards and posters show, by how their keys begin."""


def of_entry(seen: Look, entry: Entry) -> Iterator[Problem]:
    """Titles and descriptions that the theme's fonts cannot draw."""
    faces = _faces(seen)
    if not faces.all:
        return  # a theme without fonts has no cards
    for page in entry.pages.values():
        parts = seen.parts(seen.site.settings.language(page.locale))
        yield from _of_field(parts, faces, page, "title")
        if entry.kind in ON_POSTERS:
            yield from _of_field(parts, faces, page, "description")


def _faces(seen: Look) -> Faces:
    return seen.once("faces", lambda: look.fonts(seen.site.settings))


def of_site(seen: Look) -> Iterator[Problem]:
    """Words and names that they cannot draw."""
    faces, site = _faces(seen), seen.site
    if not faces.all:
        return
    for language in site.settings.languages:
        yield from _of_words(site, faces, language.locale)
        names = f"{language.site_name or site.settings.site_name} {language.tagline or ''}"
        path = site.settings.relative(site.settings.config_file)
        yield from _missing(faces, names, path, None)


def _of_field(
    parts: Parts, faces: Faces, page: Page, field: Literal["title", "description"]
) -> Iterator[Problem]:
    yield from _missing(faces, parts.said(page, field), page.path, page.lines.get(field))


def _of_words(site: Site, faces: Faces, locale: str) -> Iterator[Problem]:
    words = site.tree.strings.get(locale, {})
    shown = " ".join(str(value) for key, value in words.items() if key.startswith(_WORDS))
    path = site.settings.relative(site.settings.docs_dir / locale / STRINGS_FILE)
    yield from _missing(faces, shown, path, None)


def _missing(faces: Faces, text: str, path: str, line: int | None) -> Iterator[Problem]:
    for char in faces.missing(text):
        code = f"U+{ord(char):04X}"
        if unicodedata.category(char).startswith("L"):
            yield error(
                "card-letter", path, line,
                msg("No font of the theme can draw “{char}” ({code}): it would be missing on the"
                    " share card.", char=char, code=code),
                msg("Put a font that has it and may be passed on (OFL) into assets/theme/fonts as"
                    " TTF or OTF; for Chinese see scripts/card_font.py."),
            )  # fmt: skip
        else:
            yield warning(
                "card-symbol", path, line,
                msg("No font of the theme can draw “{char}” ({code}): the share card leaves it"
                    " out.", char=char, code=code),
                msg("Write it in words, or put a font that has it into assets/theme/fonts."),
            )  # fmt: skip
