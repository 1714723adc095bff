"""Pictures: every one that a page names exists and has its texts in the page's language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from urllib.parse import unquote

from quangba.checks.links import MEDIA
from quangba.content.schema import Story
from quangba.content.tree import Entry
from quangba.messages import Text, msg
from quangba.problems import Problem, error
from quangba.site import Site


def named_by(entry: Entry) -> Iterator[tuple[str, str, int | None, str, bool]]:
    """Pictures that a page names: (name, path, line, locale, has an alt text of its own)."""
    source = entry.source
    shared = [("picture", entry.fields.picture)] if entry.fields.picture else []
    if isinstance(entry.fields, Story):
        shared += [("pictures", name) for name in entry.fields.pictures]
    for field, name in shared:
        for locale in entry.pages:
            yield name, source.path, source.lines.get(field), locale, False
    for page in entry.pages.values():
        for link in page.links:
            if link.is_image and link.target.startswith(MEDIA):
                name = unquote(link.target.removeprefix(MEDIA))
                yield name, page.path, link.line, page.locale, bool(link.text.strip())


def check(site: Site) -> Iterator[Problem]:
    """Pictures that are missing or have no words for a language."""
    for entry in site.tree.entries.values():
        for name, path, line, locale, has_alt in named_by(entry):
            original = site.pictures.get(name)
            if original is None:
                yield error(
                    "picture-missing", path, line,
                    msg("There is no usable picture “{name}” in assets/media.", name=name),
                    _nearest(name, site),
                )  # fmt: skip
                continue
            sidecar = original.sidecar
            if not (has_alt or sidecar.decorative or locale in sidecar.alt):
                yield error(
                    "picture-alt", original.sidecar_path, None,
                    msg("The picture has no alt text in the language “{locale}”.", locale=locale),
                    msg("Add below alt:  {locale}: what the picture shows", locale=locale),
                )  # fmt: skip


def _nearest(name: str, site: Site) -> Text:
    if close := difflib.get_close_matches(name, list(site.pictures), n=1):
        return msg("Did you mean “{target}”?", target=close[0])
    return msg("Add the file and its sidecar, or correct the name.")
