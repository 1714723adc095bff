"""The files of a site that are no pages: their bytes, or where they are kept, by path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quangba import picture_uses
from quangba.content import documents
from quangba.media import service
from quangba.media.library import store_folder
from quangba.media.video import service as video_service
from quangba.mkdocs_plugin.language_pass import LanguagePass
from quangba.outputs import theme_assets
from quangba.outputs.hosting import apache, headers_file
from quangba.settings import Settings
from quangba.view import calendars, former, search, sitemaps
from quangba.view.rendered import Rendered

_ICON = "favicon.svg"


def files(made: LanguagePass) -> dict[str, bytes | Path]:
    """Those of a language; with the source language also those that all languages share."""
    found: dict[str, bytes | Path] = {
        **calendars.files(made.builder.parts),
        **made.sharing.files(),
        **former.files(
            made.builder.parts, made.assets.paths[theme_assets.STYLESHEET], made.policy()
        ),
        **made.builder.kit.files(),
    }
    return found | _shared(made) if made.language.is_source else found


def after_pages(made: LanguagePass, rendered: Sequence[Rendered]) -> dict[str, bytes]:
    """Those made of the texts of a language's pages, once all of them are rendered."""
    builder = made.builder
    return {
        **builder.feeds.files(rendered, made.assets.paths.get(_ICON)),
        **search.make(builder.parts, rendered),
    }


def _shared(made: LanguagePass) -> dict[str, bytes | Path]:
    """Files of all languages."""
    site = made.site
    shared: dict[str, bytes | Path] = dict(made.assets.files)
    shared |= sitemaps.files(site)
    shared |= calendars.combined(site)
    folder = store_folder(site.settings)
    uses = picture_uses.of_tree(site.tree) - made.sharing.not_taken()
    wanted = service.by_original(site.pictures, site.recipes, uses)
    for name, renditions in wanted.items():
        original = site.pictures[name]
        for each in renditions:
            path = service.published(original, each)
            shared[path] = service.stored(folder, original, each)
    shared |= made.builder.takes.files()
    shared |= documents.published(site.settings, site.tree)
    clips = picture_uses.clips_of_tree(site.tree)
    shared |= video_service.files(site.settings, site.clips, clips)
    return shared | _hosting(site.settings)


def _hosting(settings: Settings) -> dict[str, bytes | Path]:
    """What hosting that takes a folder reads, where the settings ask for it."""
    security = settings.security
    found: dict[str, bytes | Path] = {}
    if security.headers_file != "none":
        found[headers_file.FILE] = headers_file.make(settings, security.headers_file).encode()
    if security.htaccess:
        found[apache.FILE] = apache.make(settings).encode()
    return found
