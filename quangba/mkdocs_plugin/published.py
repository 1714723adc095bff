"""The files of a site that are no pages: their bytes, or where they are kept, by path.

They come in groups that are made each by itself, so that a build makes only what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from quangba import picture_uses
from quangba.content import documents
from quangba.content.schema import Fields, Publication, Video
from quangba.content.tree import Entry
from quangba.media import service
from quangba.media.library import store_folder
from quangba.media.video import service as video_service
from quangba.memory import Key, note
from quangba.mkdocs_plugin.language_pass import LanguagePass
from quangba.outlines import Outlines
from quangba.outputs import security_txt, theme_assets
from quangba.outputs.hosting import apache, headers_file
from quangba.site import Site
from quangba.view import calendars, former, search, sitemaps
from quangba.view.rendered import Rendered

Files = Mapping[str, bytes | Path]

ICON = "favicon.svg"


def files(made: LanguagePass) -> dict[str, bytes | Path]:
    """Those of a language; with the source language also those that all languages share."""
    found: dict[str, bytes | Path] = {}
    for key in groups(made):
        found |= group(made, key)
    return found


def after_pages(made: LanguagePass, rendered: Sequence[Rendered]) -> dict[str, bytes]:
    """Those made of the texts of a language's pages, once all of them are rendered."""
    builder = made.builder
    return {
        **builder.feeds.files(rendered, made.assets.paths.get(ICON)),
        **search.make(builder.parts, rendered),
    }


def groups(made: LanguagePass) -> Iterator[Key]:
    """What the files of `files` go by, a group for each key."""
    locale, sharing = made.language.locale, made.sharing
    yield from ((name, locale) for name in ("calendars", "former", "press kit"))
    yield from (("code", locale, uri) for uri in sharing.coded())
    if sharing.desk.is_open:
        yield from (("sheets", locale, uri) for uri in sharing.own())
        yield from (("sheet", locale, selection) for selection in sharing.selections())
    if made.language.is_source:
        uses = made.builder.parts.uses
        yield from ((name, locale) for name in _SHARED)
        yield from (("renditions", locale, name) for name in uses.all())
        yield from (("take", locale, name) for name in uses.offered())


_SHARED = (
    "theme", "site maps", "calendar of all", "security", "documents", "films", "squares", "hosting",
)  # fmt: skip


def group(made: LanguagePass, key: Key) -> Files:
    """The files of a group of this language. Raises KeyError for a key that is none."""
    name, _, *about = key
    return _GROUPS[str(name)](made, *about)


def _former(made: LanguagePass) -> Files:
    stylesheet = made.builder.assets.paths[theme_assets.STYLESHEET]
    return former.files(made.builder.parts, stylesheet, made.policy())


def _renditions(made: LanguagePass, name: str) -> Files:
    site = made.site
    original = site.pictures.get(name)
    if original is None:
        return {}
    uses = {(name, use) for use in made.builder.parts.uses.of(name)}
    if not made.sharing.takes_square(name):
        uses.discard((name, picture_uses.SQUARE))
    folder = store_folder(site.settings)
    wanted = service.by_original({name: original}, site.recipes, uses)
    return {
        service.published(original, each): service.stored(folder, original, each)
        for each in wanted.get(name, ())
    }


def _documents(made: LanguagePass) -> Files:
    entries = [*_entries(made.site, Publication)]
    for name in documents.named(entries):  # one that is not there may come
        note("document", name)
    return documents.published(made.site.settings, entries)


def _entries(site: Site, cls: type[Fields]) -> Iterator[Entry]:
    """Those of a kind; of no other one anything is read."""
    return (site.tree.entries[uri] for uri in Outlines(site).a(cls))


def _films(made: LanguagePass) -> Files:
    site = made.site
    clips = picture_uses.clips_of(_entries(site, Video))
    return video_service.files(site.settings, site.clips, clips)


def _hosting(made: LanguagePass) -> Files:
    """What hosting that takes a folder reads, where the settings ask for it."""
    settings = made.site.settings
    security = settings.security
    found: dict[str, bytes | Path] = {}
    if security.headers_file != "none":
        found[headers_file.FILE] = headers_file.make(settings, security.headers_file).encode()
    if security.htaccess:
        found[apache.FILE] = apache.make(settings).encode()
    return found


_GROUPS: Mapping[str, Callable[..., Files]] = {
    "calendars": lambda made: calendars.files(made.builder.parts),
    "former": _former,
    "press kit": lambda made: made.builder.kit.files(),
    "code": lambda made, uri: made.sharing.code(uri),
    "sheets": lambda made, uri: made.sharing.files_of(uri),
    "sheet": lambda made, selection: made.sharing.list_file(selection),
    "theme": lambda made: made.builder.assets.files,
    "site maps": lambda made: sitemaps.files(made.site),
    "calendar of all": lambda made: calendars.combined(made.site),
    "security": lambda made: security_txt.files(made.site.settings),
    "documents": _documents,
    "films": _films,
    "squares": lambda made: made.sharing.square_files(),
    "hosting": _hosting,
    "renditions": _renditions,
    "take": lambda made, name: made.builder.takes.file(name),
}


def is_group(key: Key) -> bool:
    """Whether a key is that of a group."""
    return key[0] in _GROUPS
